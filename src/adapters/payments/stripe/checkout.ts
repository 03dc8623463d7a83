/**
 * Opening a hosted Checkout Session: what is asked of Stripe, and how asking twice stays one
 * session. It does not read what became of a session.
 *
 * 3-D Secure: `any` asks for authentication whenever the card can do it and leaves it to the
 * issuer to wave the payer through or to challenge (EMV 3-D Secure is expected of every
 * electronic-commerce payment in Japan since the end of March 2025, and a passed check moves the
 * liability for fraud to the issuer). `automatic` leaves the choice to Stripe. `challenge` is not
 * offered: it would force a one-time code, which often goes to a home SIM that is switched off.
 */
import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import type { Checkout, CheckoutRequest, Language } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import {
  fromMicros,
  isBefore,
  plusHours,
  plusMinutes,
  secondsBetween,
  type Instant,
} from '../../../domain/basics/time.ts'
import type { ProviderReference } from '../../../domain/payment/provider.ts'
import { isKeyReused, isRefusedRequest, type Ask } from './trouble.ts'

export type ThreeDSecure = 'any' | 'automatic'

/** Stripe accepts an `expires_at` between these two after the creation of a session. */
export const SESSION_MINUTES_MIN = 30
export const SESSION_HOURS_MAX = 24

/** Room for the time a request travels and for clocks that differ. */
export const EXPIRY_SLACK_MINUTES = 1

/** Hexadecimal digits of the digest that tell two wordings apart. */
const WORDING_LENGTH = 16

const EPOCH = fromMicros(0n)

const LOCALES: Readonly<Record<Language, Stripe.Checkout.SessionCreateParams.Locale>> = {
  'zh-CN': 'zh',
  'zh-TW': 'zh-TW',
  en: 'en',
  ja: 'ja',
  ko: 'ko',
}

/**
 * Stripe's own end of the session, in the order in which the choices come up as `payBy` nears:
 * - farther than 24 h: Stripe's default, 24 h from creation, so never after `payBy`;
 * - between: `payBy` itself;
 * - nearer than 30 min: the least that Stripe accepts is later than `payBy`, so 31 min after it.
 *   Until then it is `cancelCheckout`, called by our own sweep at `payBy`, that ends the session;
 *   a payment in the gap still reads as succeeded, and the caller delivers or returns it.
 * None depends on the second of asking, because Stripe takes a repeated key only with the same
 * parameters.
 */
type Ending = 'by-default' | 'at-pay-by' | 'after-pay-by'

const EARLIER_ENDINGS: Readonly<Record<Ending, readonly Ending[]>> = {
  'by-default': [],
  'at-pay-by': ['by-default'],
  'after-pay-by': ['at-pay-by', 'by-default'],
}

export function endingFor(payBy: Instant, now: Instant): Ending {
  if (isBefore(payBy, plusMinutes(now, SESSION_MINUTES_MIN + EXPIRY_SLACK_MINUTES))) {
    return 'after-pay-by'
  }
  const latest = plusMinutes(plusHours(now, SESSION_HOURS_MAX), -EXPIRY_SLACK_MINUTES)
  return isBefore(latest, payBy) ? 'by-default' : 'at-pay-by'
}

export interface Opening {
  readonly stripe: Stripe
  readonly ask: Ask
  readonly threeDSecure: ThreeDSecure
}

/**
 * A payer who comes back in another language, before the first session was remembered, is given a
 * session in that language; the one nobody was ever sent to expires by itself.
 */
function wordingOf(request: CheckoutRequest): string {
  const { language, description, successUrl, cancelUrl, receiptEmail } = request
  const worded = JSON.stringify([language, description, successUrl, cancelUrl, receiptEmail])
  return createHash('sha256').update(worded).digest('hex').slice(0, WORDING_LENGTH)
}

/**
 * One session per payment id and wording, however often it is asked within the 24 hours for which
 * Stripe remembers keys. A repeat that comes later than the first may choose another ending;
 * Stripe then
 * refuses the key, and the endings an earlier call can have used are tried in turn.
 */
export async function openSession(
  { stripe, ask, threeDSecure }: Opening,
  request: CheckoutRequest,
  { now }: { readonly now: Instant },
): Promise<Checkout> {
  assert(request.method === 'card', 'Stripe is asked for cards only')
  assert(request.amount > 0n, 'a checkout asks for money')
  const chosen = endingFor(request.payBy, now)
  const options = { idempotencyKey: `checkout-${request.paymentId}-${wordingOf(request)}` }
  let refused: unknown = null
  for (const ending of [chosen, ...EARLIER_ENDINGS[chosen]]) {
    try {
      const params = sessionParams(request, { threeDSecure, ending })
      const session = await ask('open checkout', () =>
        stripe.checkout.sessions.create(params, options),
      )
      return checkoutOf(session)
    } catch (error) {
      if (!isKeyReused(error)) throw refused !== null && isRefusedRequest(error) ? refused : error
      refused = error
    }
  }
  throw refused
}

function checkoutOf(session: Stripe.Checkout.Session): Checkout {
  if (session.url === null) throw new Error(`Stripe gave no page for checkout ${session.id}`)
  return {
    reference: session.id as ProviderReference,
    url: session.url,
    expiresAt: fromMicros(BigInt(session.expires_at) * 1_000_000n),
  }
}

function sessionParams(
  request: CheckoutRequest,
  { threeDSecure, ending }: { readonly threeDSecure: ThreeDSecure; readonly ending: Ending },
): Stripe.Checkout.SessionCreateParams {
  const metadata = { payment: request.paymentId, amount: String(request.amount) }
  return {
    mode: 'payment',
    // Since API 2026-09-30 types are no longer set outright: this filters those that the account
    // has switched on, so cards must be on in Stripe's dashboard.
    allowed_payment_method_types: ['card'],
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'jpy',
          unit_amount: safeNumber(request.amount),
          product_data: { name: request.description },
        },
      },
    ],
    // The page must ask for the very yen that the last screen before it showed.
    adaptive_pricing: { enabled: false },
    payment_method_options: { card: { request_three_d_secure: threeDSecure } },
    payment_intent_data: { metadata, description: request.description },
    metadata,
    client_reference_id: request.paymentId,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    locale: LOCALES[request.language],
    submit_type: 'pay',
    ...(request.receiptEmail === null ? {} : { customer_email: request.receiptEmail }),
    ...expiryParams(request.payBy, ending),
  }
}

function expiryParams(payBy: Instant, ending: Ending): { expires_at?: number } {
  if (ending === 'by-default') return {}
  const payBySeconds = secondsBetween(EPOCH, payBy)
  if (ending === 'at-pay-by') return { expires_at: payBySeconds }
  return { expires_at: payBySeconds + (SESSION_MINUTES_MIN + EXPIRY_SLACK_MINUTES) * 60 }
}

/** Yen are zero-decimal at Stripe: the integer is the amount. */
export function safeNumber(amount: bigint): number {
  const number = Number(amount)
  assert(Number.isSafeInteger(number), 'Stripe takes amounts as numbers')
  return number
}
