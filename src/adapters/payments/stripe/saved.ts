/**
 * Charging a kept card without the payer, once per payment id, and forgetting it. Stripe
 * forgets idempotency keys after a day, so each call first looks for the attempt it may already
 * have made.
 *
 * A no of the bank is an answer, not a fault. So is Stripe's own no to a card or customer that is
 * not there any more: it begins no payment, so the reference is then a word of ours that reads as
 * failed.
 */
import Stripe from 'stripe'
import type { PaymentProvider, SavedCharge } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { plusDays } from '../../../domain/basics/time.ts'
import type { KeptMeans, ProviderReference } from '../../../domain/payment/provider.ts'
import { safeNumber } from './checkout.ts'
import { reasonWithoutPayer } from './failure.ts'
import {
  INTENT_DETAIL,
  NOT_BEGUN,
  NOT_BEGUN_PREFIX,
  paymentOfIntent,
  readPayment,
  type Reading,
} from './reading.ts'
import { askedMetadata, idOf } from './reference.ts'
import { isMissing, isRefusedRequest, type Reach } from './trouble.ts'

/**
 * How old an attempt may be and still be found, in days. A payment is asked after until its
 * `payBy`, which is days away; looking farther back would cost a call more for every charge of a
 * card that is charged daily.
 */
export const ATTEMPT_DAYS_MAX = 60

/** Stripe's largest page. */
const ATTEMPTS_A_PAGE = 100

type Charged = Awaited<ReturnType<PaymentProvider['chargeSaved']>>

export async function chargeOnce(port: Reading, request: SavedCharge): Promise<Charged> {
  assert(request.amount > 0n, 'a charge asks for money')
  const made = await findAttempt(port, request)
  if (made !== null) return { reference: made, told: await readPayment(port, made) }
  let intent: Stripe.PaymentIntent
  try {
    intent = await port.ask('charge', () =>
      port.stripe.paymentIntents.create(chargeParams(request), {
        idempotencyKey: `charge-${request.ref.payment}`,
      }),
    )
  } catch (error) {
    return refusalOf(port, request, error)
  }
  return { reference: referenceOf(intent), told: await paymentOfIntent(port, intent) }
}

async function findAttempt(
  { stripe, ask, clock }: Reading,
  { ref, means }: SavedCharge,
): Promise<ProviderReference | null> {
  const since = plusDays(clock.now(), -ATTEMPT_DAYS_MAX)
  try {
    return await ask('look for charge', async () => {
      const made = stripe.paymentIntents.list({
        customer: means.customer,
        created: { gte: Math.floor(since.epochMilliseconds / 1_000) },
        limit: ATTEMPTS_A_PAGE,
      })
      for await (const intent of made) {
        if (intent.metadata['payment'] === ref.payment) return referenceOf(intent)
      }
      return null
    })
  } catch (error) {
    // No such customer any more: charging it is refused too, and that is where it is answered.
    if (isNo(error) && error.param === 'customer') return null
    throw error
  }
}

function chargeParams(request: SavedCharge): Stripe.PaymentIntentCreateParams {
  return {
    amount: safeNumber(request.amount),
    currency: 'jpy',
    customer: request.means.customer,
    payment_method: request.means.token,
    // Only cards are kept; without this Stripe would want to know where to send a payer.
    allowed_payment_method_types: ['card'],
    confirm: true,
    off_session: true,
    description: request.description,
    metadata: askedMetadata(request.ref, request.amount),
    expand: [INTENT_DETAIL],
  }
}

async function refusalOf(port: Reading, request: SavedCharge, error: unknown): Promise<Charged> {
  if (error instanceof Stripe.errors.StripeCardError && error.payment_intent !== undefined) {
    const reason = reasonWithoutPayer(error.payment_intent.last_payment_error ?? error)
    return { reference: referenceOf(error.payment_intent), told: { state: 'failed', reason } }
  }
  if (!isNo(error) || (await isKept(port, request.means))) throw error
  const reference = `${NOT_BEGUN_PREFIX}${request.ref.payment}` as ProviderReference
  return { reference, told: NOT_BEGUN }
}

/** Stripe refuses a card that is gone in several ways and with few codes; looking is certain. */
async function isKept({ stripe, ask }: Reach, means: KeptMeans): Promise<boolean> {
  try {
    const card = await ask('look for card', () => stripe.paymentMethods.retrieve(means.token))
    return idOf(card.customer) === means.customer
  } catch (error) {
    if (isNo(error)) return false
    throw error
  }
}

/** Stripe understood and said no, so nothing happened. */
function isNo(error: unknown): error is Stripe.errors.StripeInvalidRequestError {
  return isRefusedRequest(error) || isMissing(error)
}

function referenceOf({ id }: Stripe.PaymentIntent): ProviderReference {
  return id as ProviderReference
}

/** A card that is unknown or belongs to nobody any more is forgotten already. */
export async function forgetMeans({ stripe, ask }: Reach, { token }: KeptMeans): Promise<void> {
  try {
    await ask('forget card', () => stripe.paymentMethods.detach(token))
  } catch (error) {
    if (!isNo(error)) throw error
  }
}
