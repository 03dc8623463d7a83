/** The provider's word on money that goes back. */
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PostingSetId, RefundId } from '../../domain/basics/ids.ts'
import { settleRefund } from '../../domain/order/settling.ts'
import type { Refund } from '../../domain/payment/payment.ts'
import type { ProviderRefund } from '../../domain/payment/provider.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { orderJobs } from './order-jobs.ts'

export interface LearnRefund {
  readonly line: LineId
  readonly order: OrderId
  readonly refund: RefundId
  readonly told: ProviderRefund
  readonly ids: { readonly postings: PostingSetId }
}

/** Idempotent by the refund's own state. */
export const learnRefund: Command<LearnRefund, { readonly state: Refund['state'] }, never> = {
  name: 'learn_refund',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ refund, told }) => `${refund}|${told.state}`,
  decide({ states, now }, input) {
    const state = states.lines.get(input.line) ?? NO_LINE
    const order = present(
      state.orders.find((one) => one.id === input.order),
      'a refund has its order',
    )
    const payment = present(
      state.payments.find((one) => one.refunds.some(({ id }) => id === input.refund)),
      'a refund has its payment',
    )
    const refund = present(
      payment.refunds.find((one) => one.id === input.refund),
      'a refund told of is there',
    )
    const { told: word } = input
    const askPayer = word.state === 'undecided' && word.askPayer
    const same = refund.state === word.state && refund.askPayer === askPayer
    if (refund.state === 'succeeded' || same) return decided({ state: refund.state })
    if (word.state !== 'succeeded') {
      const told = word.state
      const refunds = payment.refunds.map((one) =>
        one === refund ? { ...one, state: told, askPayer } : one,
      )
      return decided(
        { state: told },
        {
          changes: [{ table: 'payments', row: { ...payment, refunds } }],
          events: [{ name: 'refund_moved', facts: { refund: refund.id, to: told } }],
        },
      )
    }
    const settled = settleRefund(
      { order, payment, others: state.payments.filter((one) => one !== payment) },
      { refund: refund.id, now, postings: input.ids.postings },
    )
    return decided(
      { state: 'succeeded' },
      {
        changes: [
          { table: 'orders', row: settled.order },
          { table: 'payments', row: settled.payment },
          { table: 'postings', row: settled.postings },
        ],
        events: [{ name: 'refund_succeeded', facts: { refund: refund.id, yen: refund.amount } }],
        jobs: orderJobs(order, { order: settled.order, payments: [] }),
      },
    )
  },
}
