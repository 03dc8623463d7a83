/**
 * Money moving from outside for one order, with the provider's states in our words. Unknown is not
 * failed: while a payment is open or undecided nothing is charged again. Not a Posting (the book).
 */
import type { LineId, OrderId, PaymentId, RefundId } from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { FailureReason, PaymentMethod, ProviderName, ProviderReference } from './provider.ts'

/**
 * created   → open        the provider made a checkout
 * created   → failed      the checkout could not be made, or the order ended first
 * open      → undecided   the payer did their part, the bank is deciding
 * open      → succeeded   money taken
 * open      → failed      expired, cancelled, refused for good
 * undecided → succeeded | failed
 * failed    → succeeded   money that still arrives is never ignored
 */
export type PaymentState =
  | { readonly kind: 'created' }
  | { readonly kind: 'open'; readonly lastFailure: FailureReason | null }
  | { readonly kind: 'undecided' }
  | {
      readonly kind: 'succeeded'
      readonly at: Instant
      readonly claimedAt: Instant
      readonly charge: ProviderReference
    }
  | { readonly kind: 'failed'; readonly reason: FailureReason | 'expired' | 'cancelled' }

export interface Refund {
  readonly id: RefundId
  readonly amount: Yen
  readonly askedAt: Instant
  readonly state: 'due' | 'undecided' | 'succeeded' | 'failed'
}

export interface Payment {
  readonly id: PaymentId
  readonly line: LineId
  readonly order: OrderId
  readonly provider: ProviderName
  readonly method: PaymentMethod
  readonly amount: Yen
  readonly reference: ProviderReference | null
  readonly checkoutUrl: string | null
  readonly means: { readonly brand: string; readonly lastDigits: string } | null
  readonly state: PaymentState
  readonly refunds: readonly Refund[]
  readonly createdAt: Instant
  readonly stateSince: Instant
}
