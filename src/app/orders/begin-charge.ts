/**
 * A charge without the payer is about to be asked for. From here on its outcome is not known until
 * the provider has said it: nothing else is charged for the order, and it does not end meanwhile.
 * Without this a charge whose answer was lost could be dropped as never made.
 */
import { present } from '../../domain/basics/assert.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import type { PaymentRef } from '../reads.ts'

export type BeginChargeRefusal = { readonly code: 'payment_over' }

/** Idempotent by the payment's own state. */
export const beginCharge: Command<PaymentRef, null, BeginChargeRefusal> = {
  name: 'begin_charge',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ payment }) => payment,
  decide({ states, now }, { line, order: orderId, payment: id }) {
    const state = states.lines.get(line) ?? NO_LINE
    const payment = present(
      state.payments.find((one) => one.id === id),
      'a charge is of a payment that is there',
    )
    const order = state.orders.find((one) => one.id === orderId)
    if (order?.state.kind !== 'awaiting_payment' || order.payment !== id) {
      return refused({ code: 'payment_over' })
    }
    if (payment.reference !== null) return refused({ code: 'payment_over' })
    if (payment.state.kind === 'undecided') return decided(null)
    if (payment.state.kind !== 'created') return refused({ code: 'payment_over' })
    const row = { ...payment, state: { kind: 'undecided' }, stateSince: now } as const
    return decided(null, { changes: [{ table: 'payments', row }] })
  },
}
