/**
 * Opening a hosted Checkout Session: what is asked of Stripe, and how asking twice stays one
 * session. It does not read what became of a session.
 */
import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import type { Checkout, CheckoutRequest, Language } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { fromMicros, secondsBetween, type Instant } from '../../../domain/basics/time.ts'
import type { ProviderReference } from '../../../domain/payment/provider.ts'
import { endingsFor, type Ending } from './ending.ts'
import { isStripeMethod, methodParams, type ThreeDSecure } from './methods.ts'
import { askedMetadata } from './reference.ts'
import { isKeyReused, isRefusedRequest, type Reach } from './trouble.ts'

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

export interface Opening extends Reach {
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
 * Stripe then refuses the key, and the endings an earlier call can have used are tried in turn.
 */
export async function openSession(
  { stripe, ask, threeDSecure }: Opening,
  request: CheckoutRequest,
  { now }: { readonly now: Instant },
): Promise<Checkout> {
  assert(request.amount > 0n, 'a checkout asks for money')
  const options = { idempotencyKey: `checkout-${request.ref.payment}-${wordingOf(request)}` }
  let refused: unknown = null
  for (const ending of endingsFor(request.method, { payBy: request.payBy, now })) {
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

export function sessionParams(
  request: CheckoutRequest,
  { threeDSecure, ending }: { readonly threeDSecure: ThreeDSecure; readonly ending: Ending },
): Stripe.Checkout.SessionCreateParams {
  const { method } = request
  assert(isStripeMethod(method), 'Stripe is asked for its own methods only')
  const metadata = askedMetadata(request.ref, request.amount)
  // A konbini number or a wallet cannot be charged again without the payer: nothing to keep.
  const keeps = request.keepMeans && method === 'card'
  return {
    mode: 'payment',
    ...methodParams(method, { threeDSecure, voucherDays: ending.voucherDays }),
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
    payment_intent_data: {
      metadata,
      description: request.description,
      ...(keeps ? { setup_future_usage: 'off_session' } : {}),
    },
    // Stripe keeps a card only with a customer: one of its own for each.
    ...(keeps ? { customer_creation: 'always' } : {}),
    metadata,
    client_reference_id: request.ref.payment,
    success_url: request.successUrl,
    cancel_url: request.cancelUrl,
    locale: LOCALES[request.language],
    submit_type: 'pay',
    ...(request.receiptEmail === null ? {} : { customer_email: request.receiptEmail }),
    ...(ending.session === null ? {} : { expires_at: secondsBetween(EPOCH, ending.session) }),
  }
}

/** Yen are zero-decimal at Stripe: the integer is the amount. */
export function safeNumber(amount: bigint): number {
  const number = Number(amount)
  assert(Number.isSafeInteger(number), 'Stripe takes amounts as numbers')
  return number
}
