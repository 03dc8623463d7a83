/**
 * Stripe's webhooks: is it genuine, is it ours, which payment does it concern. Nothing else of the
 * content is believed; the payment is read again from Stripe.
 *
 * Session, intent and charge carry our ids as metadata (Stripe copies an intent's to its charge),
 * and so do refunds that we made. A refund made elsewhere and a dispute name only the intent, which
 * is then read. Everything else is genuine and ignored.
 */
import Stripe from 'stripe'
import type { PaymentRef, ProviderEvent } from '../../../app/ports.ts'
import { microsOf, type Instant } from '../../../domain/basics/time.ts'
import { idOf, refFrom, refOfIntent } from './reference.ts'
import type { Reach } from './trouble.ts'

/** A signature older than this is taken for a replay, in seconds (Stripe's own advice). */
export const SIGNATURE_TOLERANCE_SECONDS = 300

interface ReceivedEvent {
  readonly rawBody: Uint8Array
  readonly signature: string | undefined
  readonly webhookSecret: string
  readonly now: Instant
}

/**
 * @throws ProviderUnreachable when the intent behind a refund or dispute cannot be read now: the
 * event must be sent again.
 */
export async function eventOf(port: Reach, received: ReceivedEvent): Promise<ProviderEvent> {
  const event = genuineEvent(port.stripe, received)
  if (event === null) return { kind: 'forged' }
  const ref = await refTold(port, event.data?.object)
  if (ref === null) return { kind: 'ignored', eventId: event.id }
  return { kind: 'payment', eventId: event.id, ref }
}

interface GenuineEvent {
  readonly id: string
  readonly data?: { readonly object?: unknown }
}

function genuineEvent(
  stripe: Stripe,
  { rawBody, signature, webhookSecret, now }: ReceivedEvent,
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

const WITH_METADATA = ['checkout.session', 'payment_intent', 'charge', 'refund', 'dispute']
const OF_AN_INTENT = ['refund', 'dispute']

/** By the kind of the object, not the name of the event: `charge.dispute.*` tells a dispute. */
async function refTold(port: Reach, object: unknown): Promise<PaymentRef | null> {
  if (typeof object !== 'object' || object === null) return null
  const { object: kind, metadata, payment_intent: intent } = object as Partial<Stripe.Refund>
  if (typeof kind !== 'string' || !WITH_METADATA.includes(kind)) return null
  const ref = refFrom(metadata)
  if (ref !== null || !OF_AN_INTENT.includes(kind)) return ref
  const id = idOf(intent)
  return id === null ? null : refOfIntent(port, id)
}
