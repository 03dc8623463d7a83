/**
 * The shapes that catalogues share: a heading with its sentence, and the words of an order's state,
 * which must exist for every pair of order state and payment state.
 */
import type { OrderState } from '../../../domain/order/order.ts'
import type { PaymentState } from '../../../domain/payment/payment.ts'
import type { FailureReason } from '../../../domain/payment/provider.ts'

/** A heading and the sentence that explains it. */
export interface Told {
  readonly title: string
  readonly text: string
}

export type PaymentKind = PaymentState['kind']
export type PaymentEnd = FailureReason | 'expired' | 'cancelled'

export type OrderStateWords = {
  readonly [Kind in OrderState['kind']]: Readonly<Record<PaymentKind, Told>>
}

/** The same sentence whatever the payment's state; single states can be said otherwise. */
export function always(title: string, text: string): Record<PaymentKind, Told> {
  const told = { title, text }
  return { created: told, open: told, undecided: told, succeeded: told, failed: told }
}
