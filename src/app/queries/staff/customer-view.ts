/**
 * One line as one screen of the console: what is left and until when, what was bought and how it
 * was paid, who holds it, what waits. Masked throughout; facts at one instant, no sentences. The
 * selling page is `sale-view.ts`.
 */
import { begin } from '../../../domain/balance/chain.ts'
import type { LineId } from '../../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { Case } from '../../../domain/case/case.ts'
import type { IdentityCheck } from '../../../domain/identity/identity-check.ts'
import type { Line } from '../../../domain/line/line.ts'
import type { PendingChange } from '../../../domain/line/pending-change.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { channelOf, type StaffChannel } from '../../staff/channel.ts'
import { autoRenewalView, type AutoRenewalView } from '../auto-renewal-view.ts'
import { lineOverview } from '../line-overview.ts'
import { quotesFor } from '../offer-quotes.ts'
import { orderView } from '../order-view.ts'
import type { LineOverview, OfferQuote, OrderView } from '../views.ts'
import { holderPresence, holderView, type HolderPresence, type HolderView } from './holder.ts'
import { standingLocks, type StandingLock } from './locks.ts'

/** Newest orders on the screen; older ones are asked for by their id. */
export const ORDERS_ON_SCREEN = 8
export const CASES_ON_SCREEN = 5
/** Looked at for those that still wait. */
const CHANGES_LOOKED_AT = 10

export interface CustomerView {
  readonly overview: LineOverview
  readonly suspension: Line['suspension']
  readonly holder: HolderView | null
  /** In which it would be sold: by whom the screen is read. */
  readonly channel: StaffChannel
  readonly presence: HolderPresence['kind']
  /** The latest, whatever came of it. */
  readonly identity: IdentityCheck | null
  /** Newest first. */
  readonly orders: readonly OrderView[]
  /** Of the orders, those that can still be paid. */
  readonly waiting: readonly OrderView[]
  readonly autoRenewal: AutoRenewalView
  readonly changes: readonly PendingChange[]
  /** By wrong tries, of the line and of its holder. */
  readonly locks: readonly StandingLock[]
  /** Newest first, also closed ones. */
  readonly cases: readonly Case[]
  /** What can be sold here now, cheapest first. */
  readonly quotes: readonly OfferQuote[]
}

export type CustomerRefusal = PermissionRefusal | { readonly code: 'line_unknown' }

export async function customerView(
  app: App,
  staff: Staff,
  id: LineId,
): Promise<Result<CustomerView, CustomerRefusal>> {
  const allowed = mayDo(staff, 'find_line', null)
  if (!allowed.ok) return allowed
  const [overview, state] = await Promise.all([lineOverview(app, id, 'staff'), app.reads.line(id)])
  const { line } = state
  if (overview === null || line === null) return refuse({ code: 'line_unknown' })
  const now = overview.asOf
  const catalogue = app.catalogue()
  const channel = channelOf(staff)
  const [known, holder, presence, checks, autoRenewal, changes, cases, locks] = await Promise.all([
    app.reads.orders(id, { limit: ORDERS_ON_SCREEN, before: null }),
    holderView(app, line.holder),
    holderPresence(app, staff, line),
    app.reads.identityChecks(id),
    autoRenewalView(app, id, 'staff'),
    changesOf(app, line),
    app.reads.cases(id, CASES_ON_SCREEN),
    standingLocks(app, line, now),
  ])
  const given = { state, catalogue, now, access: 'staff' } as const
  const orders = known.map((one) => orderView(one, given))
  return accept({
    overview,
    suspension: line.suspension,
    holder,
    presence: presence.kind,
    identity: checks.at(-1) ?? null,
    orders,
    waiting: orders.filter((one) => one.state.kind === 'awaiting_payment'),
    autoRenewal,
    changes,
    cases,
    locks,
    channel,
    quotes: quotesFor(line, begin(state.packs, now), { catalogue, channel, now }),
  })
}

/** Of the line, and of whoever holds it. */
async function changesOf({ reads }: App, { id, holder }: Line): Promise<readonly PendingChange[]> {
  const homes = holder === null ? [id] : [id, holder]
  const found = await Promise.all(
    homes.map((home) => reads.pendingChanges(home, CHANGES_LOOKED_AT)),
  )
  return found.flat().filter((one) => one.state.kind === 'waiting')
}
