/**
 * Gives back over the counter what a till took: cash out of an open drawer, or the card terminal's
 * reversal with its number. One refund at a time; the way back is the way the money came. That it
 * is owed was decided before (`app/orders/refund-order.ts`).
 */
import { present } from '../../domain/basics/assert.ts'
import type {
  LineId,
  OrderId,
  PostingSetId,
  RefundId,
  ShiftId,
  TillEntryId,
} from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { settleRefund } from '../../domain/order/settling.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { TillMethod } from '../../domain/payment/provider.ts'
import type { EnteringRefusal } from '../../domain/till/entering.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { orderJobs } from '../orders/order-jobs.ts'
import { atTill, tillReceipt, type AtTill } from './at-till.ts'

export interface PayOutRefund extends AtTill {
  readonly line: LineId
  readonly order: OrderId
  readonly refund: RefundId
  /** The terminal's own number of the reversal; of no account for cash. */
  readonly reference: string | null
  readonly ids: { readonly entry: TillEntryId; readonly postings: PostingSetId }
}

export interface PaidOutRefund {
  readonly refund: RefundId
  readonly amount: Yen
  readonly method: TillMethod
  readonly entry: TillEntryId
  readonly shift: ShiftId
}

export type PayOutRefundRefusal =
  /** Of this order, and to be given back over a counter. */
  { readonly code: 'refund_unknown' } | { readonly code: 'refund_paid_out' } | EnteringRefusal

const payingOut: Command<PayOutRefund, PaidOutRefund, PayOutRefundRefusal> = {
  name: 'pay_out_refund',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line, till }) => [
    { kind: 'line', id: line },
    { kind: 'till', id: till },
  ],
  orders: ({ order }) => [order],
  fingerprint: ({ order, refund, till }) => `${order}|${refund}|${till}`,
  decide(context, input) {
    const { states, now } = context
    const { line, till, staff, reference, ids } = input
    const state = states.lines.get(line) ?? NO_LINE
    const payment = state.payments.find((one) => holds(one, input))
    const refund = payment?.refunds.find(({ id }) => id === input.refund)
    if (payment === undefined || refund === undefined) return refused({ code: 'refund_unknown' })
    if (refund.state === 'succeeded') return refused({ code: 'refund_paid_out' })
    const means = methodOf(payment)
    const receipt = tillReceipt(context, {
      till,
      staff,
      kind: 'refund',
      means,
      amount: refund.amount,
      tendered: null,
      reference,
      note: null,
      line,
      order: input.order,
      giftCard: null,
      entry: ids.entry,
    })
    if (!receipt.ok) return refused(receipt.refusal)

    // From here the money is given.
    const order = present(
      state.orders.find((one) => one.id === input.order),
      'a payment has its order',
    )
    const others = state.payments.filter((one) => one !== payment)
    const settled = settleRefund(
      { order, payment, others },
      { refund: refund.id, now, postings: ids.postings },
    )
    const { amount } = refund
    const { shift, changes, events } = receipt.value
    return decided(
      { refund: refund.id, amount, method: means, entry: ids.entry, shift: shift.id },
      {
        changes: [
          { table: 'orders', row: settled.order },
          { table: 'payments', row: settled.payment },
          { table: 'postings', row: settled.postings },
          ...changes,
        ],
        events: [
          { name: 'refund_succeeded', facts: { refund: refund.id, yen: amount } },
          ...events,
        ],
        jobs: orderJobs(order, { order: settled.order, payments: [] }),
      },
    )
  },
}

function holds(payment: Payment, { order, refund }: PayOutRefund): boolean {
  const isOwn = payment.order === order && payment.provider === 'till'
  return isOwn && payment.refunds.some(({ id }) => id === refund)
}

function methodOf({ method }: Payment): TillMethod {
  return method === 'terminal' ? 'terminal' : 'cash'
}

export const payOutRefund = atTill('pay_out_refund', payingOut)
