/**
 * Stripe's webhooks: is it genuine, is it ours, which payment does it concern. Nothing else of the
 * content is believed; the payment is read again from Stripe.
 *
 * Only `checkout.session.*` events name our reference. Those of the PaymentIntent and the Charge
 * do not carry it, and every change of theirs that matters to us also moves the session (an ended
 * payment, a delayed decision) or is found by the sweep that reads undecided payments, so they
 * are taken and ignored.
 */
import Stripe from 'stripe'
import type { ProviderEvent } from '../../../app/ports.ts'
import { microsOf, type Instant } from '../../../domain/basics/time.ts'
import { parseId, type PaymentId } from '../../../domain/basics/ids.ts'
import type { ProviderReference } from '../../../domain/payment/provider.ts'

/** A signature older than this is taken for a replay, in seconds (Stripe's own advice). */
export const SIGNATURE_TOLERANCE_SECONDS = 300

export function eventOf(
  stripe: Stripe,
  received: {
    readonly rawBody: Uint8Array
    readonly signature: string | undefined
    readonly webhookSecret: string
    readonly now: Instant
  },
): ProviderEvent {
  const event = genuineEvent(stripe, received)
  if (event === null) return { kind: 'forged' }
  const reference = ourSession(event.data?.object)
  if (reference === null) return { kind: 'ignored', eventId: event.id }
  return { kind: 'payment', eventId: event.id, reference }
}

interface GenuineEvent {
  readonly id: string
  readonly data?: { readonly object?: unknown }
}

function genuineEvent(
  stripe: Stripe,
  { rawBody, signature, webhookSecret, now }: Parameters<typeof eventOf>[1],
): GenuineEvent | null {
  try {
    return stripe.webhooks.constructEvent(
      // A Buffer also where the caller has a plain array: the SDK signs the very bytes.
      Buffer.from(rawBody.buffer, rawBody.byteOffset, rawBody.byteLength),
      signature ?? '',
      webhookSecret,
      SIGNATURE_TOLERANCE_SECONDS,
      undefined,
      Number(microsOf(now) / 1_000n),
    )
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) return null
    // A body that is no JSON although the signature is right is not Stripe's either.
    if (error instanceof SyntaxError) return null
    throw error
  }
}

function ourSession(object: unknown): ProviderReference | null {
  if (typeof object !== 'object' || object === null) return null
  const { object: kind, id, metadata } = object as Partial<Stripe.Checkout.Session>
  if (kind !== 'checkout.session' || typeof id !== 'string') return null
  const payment = metadata?.['payment']
  if (typeof payment !== 'string' || parseId<PaymentId>(payment) === null) return null
  return id as ProviderReference
}
