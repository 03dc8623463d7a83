/**
 * A payment without a checkout or a charge is over: nobody can pay it. Whether there is one is
 * asked under the lock, for the page may be opening at this very moment, and then the provider must
 * be asked.
 */
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PaymentId } from '../../domain/basics/ids.ts'
import { progress } from '../../domain/payment/progress.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import type { LearnedPayment } from './learn-payment.ts'

export interface DropPayment {
  readonly line: LineId
  readonly order: OrderId
  readonly payment: PaymentId
}

export type DropPaymentRefusal = { readonly code: 'checkout_opened' }

/** Idempotent by the payment's own state. */
export const dropPayment: Command<DropPayment, LearnedPayment, DropPaymentRefusal> = {
  name: 'drop_payment',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ payment }) => payment,
  decide({ states, now }, input) {
    const state = states.lines.get(input.line) ?? NO_LINE
    const order = present(
      state.orders.find((one) => one.id === input.order),
      'a payment has its order',
    )
    const before = present(
      state.payments.find((one) => one.id === input.payment),
      'a payment to drop is there',
    )
    if (before.reference !== null || before.state.kind === 'undecided') {
      return refused({ code: 'checkout_opened' })
    }
    const payment = progress(before, { state: 'failed', reason: 'cancelled' }, now)
    const outcome = { state: payment.state.kind, order: order.state.kind }
    if (payment === before) return decided(outcome)
    const facts = { payment: payment.id, from: before.state.kind, to: payment.state.kind }
    return decided(outcome, {
      changes: [{ table: 'payments', row: payment }],
      events: [{ name: 'payment_moved', facts }],
    })
  },
}
