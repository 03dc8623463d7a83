/**
 * What the application needs from outside, as small interfaces. Adapters answer them; `main/`
 * joins the two. Only this layer asks for time, ids or chance; the domain gets them as arguments.
 */
import type { Language } from '../domain/basics/language.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { Yen } from '../domain/basics/money.ts'
import type { RefundId } from '../domain/basics/ids.ts'
import type { PaymentRef, ProviderMovement } from '../domain/payment/movement.ts'
import type {
  HostedMethod,
  KeptMeans,
  ProviderName,
  ProviderPayment,
  ProviderReference,
  ProviderRefund,
} from '../domain/payment/provider.ts'

export interface Clock {
  /** The present, truncated to the microsecond. */
  now(): Instant
}

export interface Ids {
  /** A fresh lower-case UUID of version 7, in the order of minting. */
  next<Id extends string>(): Id
}

export interface Dice {
  /** Unpredictable bytes: tokens, codes, keys. */
  bytes(count: number): Uint8Array
}

export type { Language }

export type { PaymentRef, ProviderMovement }

export interface CheckoutRequest {
  /** With the wording, the provider's idempotency key: asking the same twice opens one checkout. */
  readonly ref: PaymentRef
  readonly method: HostedMethod
  readonly amount: Yen
  /** What the payer reads on the provider's page: no personal data, no full ICCID. */
  readonly description: string
  readonly language: Language
  readonly successUrl: string
  readonly cancelUrl: string
  /** After this instant nothing may be charged any more. */
  readonly payBy: Instant
  readonly receiptEmail: string | null
  /** The payer agreed to keep the means for charges without them. */
  readonly keepMeans: boolean
}

export interface Checkout {
  readonly reference: ProviderReference
  /** Where the payer goes. */
  readonly url: string
  readonly expiresAt: Instant
}

export interface SavedCharge {
  /** Its payment id is the provider's idempotency key: one charge, however often it is asked. */
  readonly ref: PaymentRef
  readonly means: KeptMeans
  readonly amount: Yen
  readonly description: string
}

export type ProviderEvent =
  /** The event concerns this payment: read it again from the provider. */
  | { readonly kind: 'payment'; readonly eventId: string; readonly ref: PaymentRef }
  /** Genuine, but nothing of ours. */
  | { readonly kind: 'ignored'; readonly eventId: string }
  /** The signature or its time window is wrong. */
  | { readonly kind: 'forged' }

/** Thrown by providers when the outcome of a call is not known (time-out, connection lost, 5xx). */
export class ProviderUnreachable extends Error {
  override name = 'ProviderUnreachable'
}

/**
 * Thrown by stores while the database cannot be reached. Whether a command took effect is not
 * known; the same key asked again tells.
 */
export class StoreAway extends Error {
  override name = 'StoreAway'
}

/** A database that restarts is back within so many seconds, as a rule. */
export const STORE_RETRY_SECONDS = 2

/**
 * A payment provider with hosted pages. Every call is idempotent. A call whose outcome is not
 * known throws `ProviderUnreachable`; the caller may repeat it.
 */
export interface PaymentProvider {
  readonly name: ProviderName
  openCheckout(request: CheckoutRequest): Promise<Checkout>
  readPayment(reference: ProviderReference): Promise<ProviderPayment>
  /** Takes what the payer approved; a payment in any other state is only read. */
  capture(reference: ProviderReference, ref: PaymentRef): Promise<ProviderPayment>
  /** Ends a checkout so that it can take no money any more; answers what became of it. */
  cancelCheckout(reference: ProviderReference): Promise<ProviderPayment>
  /** Charges kept means without the payer. The reference is read like a checkout's. */
  chargeSaved(
    request: SavedCharge,
  ): Promise<{ readonly reference: ProviderReference; readonly told: ProviderPayment }>
  /** The provider forgets kept means; unknown ones are forgotten already. */
  forgetMeans(means: KeptMeans): Promise<void>
  refund(request: {
    readonly refundId: RefundId
    readonly charge: ProviderReference
    readonly amount: Yen
    readonly language: Language
  }): Promise<ProviderRefund>
  /** The provider's own book in `[from, until)`, oldest first. */
  movements(from: Instant, until: Instant): Promise<readonly ProviderMovement[]>
  /** Checks the signature over the raw body. Never trusts the content beyond the reference. */
  readEvent(
    rawBody: Uint8Array,
    headers: Readonly<Record<string, string | undefined>>,
  ): Promise<ProviderEvent>
}

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string | null
  readonly language: Language
  /** Beside the usual ones; one line each (List-Unsubscribe, RFC 8058). */
  readonly headers?: Readonly<Record<string, string>>
}

/**
 * Thrown by mailers when the receiving side refuses this mailbox for good (RFC 5321 §4.2.1, 5yz to
 * the recipient): sending again would only hurt.
 */
export class MailboxRefused extends Error {
  override name = 'MailboxRefused'
}

export interface Mailer {
  /** Throws when the mail was not handed over; the job that sends it is tried again. */
  send(mail: Mail): Promise<void>
}
