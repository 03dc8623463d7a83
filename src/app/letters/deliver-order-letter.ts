/**
 * Who gets the letter about an order, and what it may tell them: the guest who left an address, the
 * account that bought, else the line's holder, else nobody. Not its wording (`channels/mail`), not
 * its sending (`main/tasks.ts`).
 */
import { begin } from '../../domain/balance/chain.ts'
import { present } from '../../domain/basics/assert.ts'
import type { AccountId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { lifecycleAt } from '../../domain/line/lifecycle.ts'
import type { Line } from '../../domain/line/line.ts'
import { maySeeOrder } from '../../domain/line/past.ts'
import type { Order } from '../../domain/order/order.ts'
import type { App } from '../app.ts'
import type { LineState } from '../door/state.ts'
import { isTold } from '../orders/order-jobs.ts'
import type { OrderWithPayment } from '../reads.ts'
import { personalText } from '../queries/account-view.ts'
import { orderView } from '../queries/order-view.ts'
import type { OrderView } from '../queries/views.ts'

export interface OrderLetterRecipient {
  readonly to: string
  readonly language: Language
  readonly order: OrderView
  /** Until when the line is covered; null where there is no end, or the reader may not know it. */
  readonly end: Instant | null
}

/** Null where nobody is to be written to, or the order has nothing to tell yet. */
export async function orderLetterRecipient(
  app: App,
  line: LineId,
  order: OrderId,
): Promise<OrderLetterRecipient | null> {
  const [known, state] = await Promise.all([app.reads.order(line, order), app.reads.line(line)])
  if (known === null || state.line === null || !hasNews(known)) return null
  const reader =
    (await guestReader(app, known.order)) ??
    (await firstReachable(app, candidates(known.order, state.line)))
  if (reader === null) return null
  const payments = await app.reads.payments(line, order)
  const now = app.clock.now()
  // Somebody who only paid for another's line learns no more of it than its proof would show.
  const isHolder = reader.account !== null && reader.account === state.line.holder
  const access = isHolder ? 'holder' : 'line_proof'
  return {
    to: reader.to,
    language: reader.language,
    order: orderView(known, { state, payments, catalogue: app.catalogue(), now, access }),
    end: access === 'holder' ? coveredUntil(app, { ...state, line: state.line }, now) : null,
  }
}

interface Reader {
  /** Null for a guest. */
  readonly account: AccountId | null
  readonly to: string
  readonly language: Language
}

/** Whoever bought without an account and left an address for the receipt. */
async function guestReader(app: App, order: Order): Promise<Reader | null> {
  if (order.buyer.kind === 'account') return null
  const agreement = await app.reads.agreement(order.line, order.agreement)
  if (agreement === null || agreement.person === null) return null
  const sealed = await app.reads.sealed({ kind: 'line', id: order.line }, agreement.person)
  const email = sealed?.texts.find((text) => text.kind === 'email')
  if (sealed === null || email === undefined) return null
  const to = app.vault.openFor(sealed.wrapped, email.sealed)
  return { account: null, to, language: agreement.shown.language }
}

/** A number to pay at a till is news to the buyer; to somebody with a pay-link it is their own. */
function hasNews({ order, payment }: OrderWithPayment): boolean {
  if (isTold(order)) return true
  const waits = payment.state.kind === 'open' && payment.state.voucher !== null
  return order.state.kind === 'awaiting_payment' && waits && !payment.byLink
}

function candidates(order: Order, line: Line): readonly AccountId[] {
  const buyer = order.buyer.kind === 'account' ? [order.buyer.account] : []
  const { holder } = line
  return holder === null || !maySeeOrder(line, order, holder) ? buyer : [...buyer, holder]
}

/** Accounts whose person was forgotten have no address any more. */
async function firstReachable(app: App, accounts: readonly AccountId[]): Promise<Reader | null> {
  for (const id of accounts) {
    const state = await app.reads.account(id)
    const text = await personalText(app, state)
    if (state.account === null || text === null || text.email === '') continue
    return { account: id, to: text.email, language: state.account.language }
  }
  return null
}

function coveredUntil(
  app: App,
  state: LineState & { readonly line: Line },
  now: Instant,
): Instant | null {
  const network = present(
    app.catalogue().networks.get(state.line.network),
    'a line has its network',
  )
  const lifecycle = lifecycleAt(begin(state.packs, now), {
    suspendedDays: network.suspendedDays,
    now,
  })
  return lifecycle.state === 'active' ? lifecycle.until : null
}
