/**
 * One line of a provider's own book, in our words, and whose payment it is about. What it says of a
 * payment is never taken for the payment's state: that is read from the provider by itself.
 */
import type { LineId, OrderId, PaymentId } from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'

/** Which of our payments: the provider keeps it beside the money and gives it back in events. */
export interface PaymentRef {
  readonly line: LineId
  readonly order: OrderId
  readonly payment: PaymentId
}

/** For reconciliation. Positive when it comes to us. */
export interface ProviderMovement {
  readonly id: string
  readonly kind: 'charge' | 'refund' | 'dispute' | 'dispute_won' | 'fee' | 'payout' | 'other'
  /** Null where the provider does not say, or where the money is not of this product. */
  readonly ref: PaymentRef | null
  readonly amount: Yen
  /** What the provider keeps of it. */
  readonly fee: Yen
  readonly at: Instant
}
