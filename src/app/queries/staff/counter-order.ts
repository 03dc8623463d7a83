/**
 * One order as a counter sees it: where it stands, how it was paid, in whose words it was shown.
 */
import type { OrderId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { yen, type Yen } from '../../../domain/basics/money.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { payLinkToken } from '../../pay-links.ts'
import type { OrderWithPayment } from '../../reads.ts'
import { orderView } from '../order-view.ts'
import type { OrderView } from '../views.ts'

export interface CounterOrder extends OrderWithPayment {
  readonly view: OrderView
  /** Whose customer it is: the language in which the last screen was shown. */
  readonly language: Language
  /** The end of the pay-link's address, while it can be used. */
  readonly linkToken: string | null
  /** Of cash taken in the shift that is still open: what the customer gets back. */
  readonly change: Yen | null
}

/** Differs whenever there is something else to show. */
export function markOf({ order, payment }: OrderWithPayment): string {
  return `${order.state.kind}.${payment.state.kind}.${payment.id}`
}

export type CounterOrderRefusal = PermissionRefusal | { readonly code: 'order_unknown' }

export async function counterOrder(
  app: App,
  staff: Staff,
  id: OrderId,
): Promise<Result<CounterOrder, CounterOrderRefusal>> {
  const allowed = mayDo(staff, 'find_line', null)
  if (!allowed.ok) return allowed
  const found = await app.reads.find('order', id)
  if (found?.home.kind !== 'line') return refuse({ code: 'order_unknown' })
  const line = found.home.id
  const known = await app.reads.order(line, id)
  if (known === null) return refuse({ code: 'order_unknown' })
  const { order } = known
  const [state, payments, agreement] = await Promise.all([
    app.reads.line(line),
    app.reads.payments(line, id),
    app.reads.agreement(line, order.agreement),
  ])
  const now = app.clock.now()
  const given = { state, payments, catalogue: app.catalogue(), now, access: 'staff' } as const
  const view = orderView(known, given)
  const { payLink } = order
  const isLinked = view.money.payLink !== null && payLink !== null
  return accept({
    ...known,
    view,
    language: agreement?.shown.language ?? 'en',
    linkToken: isLinked ? payLinkToken(app.vault, id, payLink.since) : null,
    change: await changeGiven(app, known),
  })
}

async function changeGiven({ reads }: App, known: OrderWithPayment): Promise<Yen | null> {
  const { taken, method } = known.payment
  if (taken === null || method !== 'cash') return null
  const { shift } = await reads.till(taken.till)
  if (shift === null) return null
  const entries = await reads.tillEntries(taken.till, shift.id)
  const sale = entries.find(({ order, kind }) => order === known.order.id && kind === 'sale')
  return sale === undefined || sale.tendered === null ? null : yen(sale.tendered - sale.amount)
}
