/**
 * What a payment provider says about a payment, in our words. The provider's own states are
 * mapped here by its adapter and never travel further. Unknown is not failed: `undecided` means
 * "never charge again, ask later".
 */
import type { Instant } from '../basics/time.ts'
import type { Yen } from '../basics/money.ts'

export type ProviderName = 'stripe' | 'paypal' | 'partner'

/** Ways to pay that the customer picks among; each maps to one provider. */
export type PaymentMethod = 'card' | 'partner'

/** The provider's id of the hosted checkout or payment, opaque to us. */
export type ProviderReference = string & { readonly __providerReference: true }

export type FailureReason =
  | 'declined'
  | 'authentication_failed'
  | 'insufficient_funds'
  | 'expired_card'
  | 'provider_error'

export type ProviderPayment =
  /** The payer has not finished; nothing is charged. */
  | { readonly state: 'open'; readonly lastFailure: FailureReason | null }
  /** The provider or the bank is still deciding. */
  | { readonly state: 'undecided' }
  | {
      readonly state: 'succeeded'
      readonly amount: Yen
      /** The provider's time, kept as a claim; our door's `now` decides. */
      readonly claimedAt: Instant
      readonly charge: ProviderReference
      /** What may be shown of the means: brand and last digits, never more. */
      readonly means: { readonly brand: string; readonly lastDigits: string } | null
      /** What the provider keeps of it, where it says so. */
      readonly fee: Yen | null
    }
  /** The checkout is over and nothing was taken: expired, cancelled by us, or refused for good. */
  | { readonly state: 'failed'; readonly reason: FailureReason | 'expired' | 'cancelled' }

export type ProviderRefund =
  | { readonly state: 'undecided' }
  | { readonly state: 'succeeded' }
  | { readonly state: 'failed'; readonly reason: string }
