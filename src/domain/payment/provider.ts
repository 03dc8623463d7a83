/**
 * What a payment provider says about a payment, in our words. The provider's own states are
 * mapped here by its adapter and never travel further. Unknown is not failed: `undecided` means
 * "never charge again, ask later".
 */
import type { Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'

/**
 * `partner` took the money itself; `till` is a shop's drawer or card terminal; `house` is our own
 * book: points and gift cards covered the whole price and nothing moves from outside.
 */
export type ProviderName = 'stripe' | 'paypal' | 'partner' | 'till' | 'house'

/** Ways to pay on a provider's hosted page that a customer picks among. */
export type HostedMethod = 'card' | 'konbini' | 'alipay' | 'wechat_pay' | 'paypal'

/** At a shop's till; the card terminal is the shop's own and its card never reaches us. */
export type TillMethod = 'cash' | 'terminal'

/** `saved` charges a kept means without a page. */
export type PaymentMethod = HostedMethod | TillMethod | 'saved' | 'partner' | 'house'

export const HOSTED_METHODS: readonly HostedMethod[] = [
  'card',
  'paypal',
  'konbini',
  'alipay',
  'wechat_pay',
]

export const PROVIDER_OF_METHOD: Readonly<Record<HostedMethod, ProviderName>> = {
  card: 'stripe',
  konbini: 'stripe',
  alipay: 'stripe',
  wechat_pay: 'stripe',
  paypal: 'paypal',
}

/** The provider's id of the hosted checkout or payment, opaque to us. */
export type ProviderReference = string & { readonly __providerReference: true }

/**
 * authentication_failed   the payer did not pass the bank's check
 * authentication_needed   without the payer at hand the bank takes nothing: ask them
 * barred                  the card schemes forbid another try (stolen, closed, revoked consent)
 */
export type FailureReason =
  | 'declined'
  | 'authentication_failed'
  | 'authentication_needed'
  | 'insufficient_funds'
  | 'expired_card'
  | 'barred'
  | 'provider_error'

/** What may be shown of the means: brand and last digits, never more. */
export interface ShownMeans {
  readonly brand: string
  readonly lastDigits: string
}

/** Kept by the provider for charges without the payer; the two tokens mean nothing elsewhere. */
export interface KeptMeans extends ShownMeans {
  readonly customer: string
  readonly token: string
  /** Year and month after which the card is over, `YYYY-MM`; null where it has no end. */
  readonly expires: string | null
}

/** A konbini number: shown at the till of a convenience store until it ends. */
export interface Voucher {
  readonly url: string
  readonly until: Instant
}

/** The payer's bank contests the charge. Amount and fee are what the provider takes meanwhile. */
export interface ProviderDispute {
  readonly id: string
  readonly state: 'open' | 'won' | 'lost'
  readonly amount: Yen
  readonly fee: Yen | null
}

export type ProviderPayment =
  /** The payer has not finished; nothing is charged. A voucher is out but not paid. */
  | {
      readonly state: 'open'
      readonly lastFailure: FailureReason | null
      readonly voucher: Voucher | null
    }
  /** The payer agreed on the provider's page; `capture` takes the money. */
  | { readonly state: 'approved' }
  /** The provider or the bank is still deciding. */
  | { readonly state: 'undecided' }
  | {
      readonly state: 'succeeded'
      readonly amount: Yen
      /** The provider's time, kept as a claim; our door's `now` decides. */
      readonly claimedAt: Instant
      readonly charge: ProviderReference
      readonly means: ShownMeans | null
      /** What the provider keeps of it, where it says so. */
      readonly fee: Yen | null
      /** Present when the payer agreed to keep the means. */
      readonly kept: KeptMeans | null
      readonly disputes: readonly ProviderDispute[]
    }
  /** The checkout is over and nothing was taken: expired, cancelled by us, or refused for good. */
  | { readonly state: 'failed'; readonly reason: FailureReason | 'expired' | 'cancelled' }

export type ProviderRefund =
  /** `askPayer`: the provider waits for the payer's bank account (konbini), and has asked. */
  | { readonly state: 'undecided'; readonly askPayer: boolean }
  | { readonly state: 'succeeded' }
  | { readonly state: 'failed'; readonly reason: string }
