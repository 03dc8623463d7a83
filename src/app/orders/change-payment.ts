/**
 * Another attempt to pay a waiting order: another way to pay, somebody else paying, or a try after
 * a failed charge. It has its own key at the provider; the one before it takes no more money.
 */
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PaymentId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { isBefore, later, type Instant } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Order } from '../../domain/order/order.ts'
import { payByFor, refuseRest } from '../../domain/order/taking.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { KeptMeans, PaymentMethod, ProviderName } from '../../domain/payment/provider.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { cancelCheckout } from './order-jobs.ts'

export interface ChangePayment {
  readonly line: LineId
  readonly order: OrderId
  readonly method: PaymentMethod
  readonly provider: ProviderName
  readonly charges: KeptMeans | null
  readonly byLink: boolean
  readonly payment: PaymentId
}

export type ChangePaymentRefusal =
  | { readonly code: 'order_unknown' }
  | { readonly code: 'order_not_waiting'; readonly state: Order['state']['kind'] }
  | { readonly code: 'pay_by_passed'; readonly payBy: Instant }
  | { readonly code: 'payment_undecided'; readonly order: OrderId }
  | { readonly code: 'not_covered'; readonly missing: Yen }
  | { readonly code: 'rest_too_small'; readonly min: Yen }
  | { readonly code: 'rest_too_large'; readonly max: Yen }

export const changePayment: Command<
  ChangePayment,
  { readonly payment: PaymentId },
  ChangePaymentRefusal
> = {
  name: 'change_payment',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order, method, byLink }) => `${order}|${method}|${byLink}`,
  decide(context, input) {
    const { states, now } = context
    const state = states.lines.get(input.line) ?? NO_LINE
    const order = state.orders.find((one) => one.id === input.order)
    if (order === undefined) return refused({ code: 'order_unknown' })
    const refusal = refuseChange(order, state.payments, { input, now })
    if (refusal !== null) return refused(refusal)
    const current = present(
      state.payments.find((one) => one.id === order.payment),
      'an order has its payment',
    )
    if (isSameWay(current, input)) return decided({ payment: current.id })

    // From here the change must succeed.
    const payment = another(current, input, now)
    const row = { ...order, payment: payment.id, payBy: longer(order, input, context) }
    return decided(
      { payment: payment.id },
      {
        changes: [
          { table: 'orders', row },
          { table: 'payments', row: payment },
        ],
        events: [
          {
            name: 'payment_changed',
            facts: { order: order.id, from: current.id, to: payment.id, method: input.method },
          },
        ],
        jobs: current.state.kind === 'failed' ? [] : [cancelCheckout(order)],
      },
    )
  },
}

function refuseChange(
  order: Order,
  payments: readonly Payment[],
  { input, now }: { readonly input: ChangePayment; readonly now: Instant },
): ChangePaymentRefusal | null {
  if (order.state.kind !== 'awaiting_payment') {
    return { code: 'order_not_waiting', state: order.state.kind }
  }
  if (!isBefore(now, order.payBy)) return { code: 'pay_by_passed', payBy: order.payBy }
  const own = payments.filter((one) => one.order === order.id)
  if (own.some((one) => one.state.kind === 'undecided')) {
    return { code: 'payment_undecided', order: order.id }
  }
  const current = own.find((one) => one.id === order.payment)
  const refusal = refuseRest(input, present(current, 'an order has its payment').amount)
  return refusal as ChangePaymentRefusal | null
}

/** Not begun, and by the very same way: asking again changes nothing. */
function isSameWay(current: Payment, input: ChangePayment): boolean {
  const waits = current.state.kind === 'created' || current.state.kind === 'open'
  const same = current.method === input.method && current.byLink === input.byLink
  return waits && same && input.method !== 'saved'
}

function another(current: Payment, input: ChangePayment, now: Instant): Payment {
  const { method, provider, charges, byLink } = input
  return {
    ...current,
    id: input.payment,
    provider,
    method,
    charges,
    byLink,
    taken: null,
    reference: null,
    checkoutUrl: null,
    means: null,
    state: { kind: 'created' },
    refunds: [],
    disputes: [],
    createdAt: now,
    stateSince: now,
  }
}

/** A konbini number can be paid for days; nothing else makes an order wait longer. */
function longer(order: Order, input: ChangePayment, { catalogue, now }: DecideContext): Instant {
  if (input.method !== 'konbini') return order.payBy
  const rules = rulesAt(catalogue.rules, now)
  return later(order.payBy, payByFor(input, { rules, parts: order.parts, now }))
}
