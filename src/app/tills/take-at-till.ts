/**
 * Money for a waiting order, taken over the counter: cash with its change, or the card terminal
 * with its number. Known at once, so the order is settled in the same transaction; an earlier
 * attempt takes no more money. What could not be delivered is not taken.
 */
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PaymentId, ShiftId, TillEntryId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import type { Order, RefundWhy } from '../../domain/order/order.ts'
import type { SettlingIds } from '../../domain/order/settling.ts'
import type { Payment, TakenAtTill } from '../../domain/payment/payment.ts'
import type { ProviderReference, TillMethod } from '../../domain/payment/provider.ts'
import type { EnteringRefusal } from '../../domain/till/entering.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE, type LineState } from '../door/state.ts'
import { cancelCheckout } from '../orders/order-jobs.ts'
import { settlement } from '../orders/settlement.ts'
import { atTill, shopOfTill, tillReceipt, type AtTill } from './at-till.ts'

export interface TakeAtTill extends AtTill {
  readonly line: LineId
  readonly order: OrderId
  readonly method: TillMethod
  /** What the customer handed over; of no account at the terminal. */
  readonly tendered: Yen | null
  /** The terminal's own number of the charge; of no account for cash. */
  readonly reference: string | null
  /** What the screen said is to be paid. */
  readonly shownRest: Yen
  readonly ids: SettlingIds & { readonly payment: PaymentId; readonly entry: TillEntryId }
}

export interface TookAtTill {
  readonly order: OrderId
  readonly change: Yen
  readonly entry: TillEntryId
  readonly shift: ShiftId
}

export type TakeAtTillRefusal =
  | { readonly code: 'order_unknown' }
  | { readonly code: 'order_not_waiting'; readonly state: Order['state']['kind'] }
  | { readonly code: 'pay_by_passed'; readonly payBy: Instant }
  | { readonly code: 'payment_undecided'; readonly order: OrderId }
  | { readonly code: 'rest_changed'; readonly shown: Yen; readonly rest: Yen }
  | { readonly code: 'cannot_deliver'; readonly why: RefundWhy }
  | EnteringRefusal

const taking: Command<TakeAtTill, TookAtTill, TakeAtTillRefusal> = {
  name: 'take_at_till',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'orders', 'mandate'],
  homes: ({ line, till }) => [
    { kind: 'line', id: line },
    { kind: 'till', id: till },
  ],
  orders: ({ order }) => [order],
  fingerprint: ({ order, till, method, tendered, shownRest }) =>
    `${order}|${till}|${method}|${tendered ?? ''}|${shownRest}`,
  decide(context, input) {
    const { states, now, catalogue } = context
    const { till, staff } = input
    const state = states.lines.get(input.line) ?? NO_LINE
    const order = state.orders.find((one) => one.id === input.order)
    if (order === undefined) return refused({ code: 'order_unknown' })
    const current = currentAttempt(state, order)
    const refusal = refuseTaking(state, order, { input, now, rest: current.amount })
    if (refusal !== null) return refused(refusal)
    const receipt = tillReceipt(context, saleOf(input, current.amount))
    if (!receipt.ok) return refused(receipt.refusal)
    const shop = present(shopOfTill(states, input), 'a till with a shift is there')
    const payment = taken(current, { input, now, by: { till, shop, staff } })
    const { ids } = input
    const settled = settlement({ state, order, payment, catalogue, now, ids, fee: null })
    if (settled.order.state.kind === 'refund_due') {
      return refused({ code: 'cannot_deliver', why: settled.order.state.why })
    }

    // From here the money is taken.
    const { change, shift, changes, events } = receipt.value
    const isOver = payment.id === current.id || current.state.kind === 'failed'
    return decided(
      { order: order.id, change, entry: ids.entry, shift: shift.id },
      {
        changes: [...settled.changes, ...changes],
        events: [...settled.events, ...events],
        jobs: [...settled.jobs, ...(isOver ? [] : [cancelCheckout(order)])],
      },
    )
  },
}

function saleOf(input: TakeAtTill, amount: Yen): Parameters<typeof tillReceipt>[1] {
  const { till, staff, method: means, tendered, reference, line, order, ids } = input
  return {
    till,
    staff,
    kind: 'sale',
    means,
    amount,
    tendered: means === 'cash' ? tendered : null,
    reference,
    note: null,
    line,
    order,
    giftCard: null,
    entry: ids.entry,
  }
}

function currentAttempt({ payments }: LineState, { payment }: Order): Payment {
  return present(
    payments.find((one) => one.id === payment),
    'an order has its payment',
  )
}

function refuseTaking(
  { payments }: LineState,
  order: Order,
  given: { readonly input: TakeAtTill; readonly now: Instant; readonly rest: Yen },
): TakeAtTillRefusal | null {
  const { input, now, rest } = given
  if (order.state.kind !== 'awaiting_payment') {
    return { code: 'order_not_waiting', state: order.state.kind }
  }
  if (!isBefore(now, order.payBy)) return { code: 'pay_by_passed', payBy: order.payBy }
  const own = payments.filter((one) => one.order === order.id)
  if (own.some((one) => one.state.kind === 'undecided')) {
    return { code: 'payment_undecided', order: order.id }
  }
  if (input.shownRest !== rest) return { code: 'rest_changed', shown: input.shownRest, rest }
  return null
}

/**
 * The attempt that waits for the till is the one that is paid; any other is followed by another.
 */
function taken(
  current: Payment,
  given: { readonly input: TakeAtTill; readonly now: Instant; readonly by: TakenAtTill },
): Payment {
  const { input, now, by } = given
  const isSame = current.provider === 'till' && current.state.kind === 'created'
  const charge = `till:${input.ids.entry}` as ProviderReference
  return {
    ...current,
    id: isSame ? current.id : input.ids.payment,
    provider: 'till',
    method: input.method,
    charges: null,
    byLink: false,
    taken: by,
    reference: null,
    checkoutUrl: null,
    means: null,
    state: { kind: 'succeeded', at: now, claimedAt: now, charge },
    refunds: [],
    disputes: [],
    createdAt: isSame ? current.createdAt : now,
    stateSince: now,
  }
}

export const takeAtTill = atTill('take_money', taking)
