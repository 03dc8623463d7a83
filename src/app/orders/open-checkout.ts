/** Remembers the hosted checkout that the provider made for a payment. */
import { present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PaymentId } from '../../domain/basics/ids.ts'
import type { ProviderReference } from '../../domain/payment/provider.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'

export interface OpenCheckout {
  readonly line: LineId
  readonly order: OrderId
  readonly payment: PaymentId
  readonly reference: ProviderReference
  /** Null: charged without the payer, who has nowhere to go. */
  readonly url: string | null
}

/** Where the payer goes: of two checkouts for one payment, to the one that was remembered first. */
export interface OpenedCheckout {
  readonly url: string | null
}

export type OpenCheckoutRefusal = { readonly code: 'payment_over' }

/** Idempotent by its own state: the provider answers the same checkout for the same payment. */
export const openCheckout: Command<OpenCheckout, OpenedCheckout, OpenCheckoutRefusal> = {
  name: 'open_checkout',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ payment }) => payment,
  decide({ states, now }, { line, payment: id, reference, url }) {
    const state = states.lines.get(line) ?? NO_LINE
    const payment = present(
      state.payments.find((one) => one.id === id),
      'a checkout is opened for a payment that is there',
    )
    const order = state.orders.find((one) => one.id === payment.order)
    const counts = order?.state.kind === 'awaiting_payment' && order.payment === payment.id
    if (payment.reference !== null) {
      return counts && payment.state.kind !== 'failed'
        ? decided({ url: payment.checkoutUrl ?? url })
        : refused({ code: 'payment_over' })
    }
    const known = { ...payment, reference, checkoutUrl: url }
    if (payment.state.kind !== 'created' || !counts) {
      // Over before the checkout was known; it is remembered so that it can be cancelled.
      return refused({ code: 'payment_over' }, [{ table: 'payments', row: known }])
    }
    return decided(
      { url },
      {
        changes: [
          {
            table: 'payments',
            row: {
              ...known,
              state: { kind: 'open', lastFailure: null, voucher: null },
              stateSince: now,
            },
          },
        ],
        events: [{ name: 'checkout_opened', facts: { payment: payment.id } }],
      },
    )
  },
}
