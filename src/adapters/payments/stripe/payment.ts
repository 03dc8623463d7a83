/**
 * Reading a Checkout Session, with its PaymentIntent, Charge and BalanceTransaction expanded, into
 * our words. Pure: a session in, a `ProviderPayment` out.
 *
 * | session  | PaymentIntent                | ours                                         |
 * |----------|------------------------------|----------------------------------------------|
 * | any      | succeeded                    | succeeded: money taken is nothing else       |
 * | any      | processing, requires_capture | undecided                                    |
 * | open     | none, or waits for the payer | open, with the reason of the last refusal    |
 * | complete | none, or waits for the payer | undecided: Stripe has not said               |
 * | complete | requires_payment_method      | failed: a late no, and the page is over      |
 * | complete | canceled                     | failed, cancelled                            |
 * | expired  | any other                    | failed, `cancelled` before its time, else    |
 * |          |                              | `expired`                                    |
 */
import type Stripe from 'stripe'
import { yen, type Yen } from '../../../domain/basics/money.ts'
import { fromMicros, isBefore, type Instant } from '../../../domain/basics/time.ts'
import type {
  FailureReason,
  ProviderPayment,
  ProviderReference,
} from '../../../domain/payment/provider.ts'

/** Stripe's amounts disagree with each other or with what we asked: somebody must look. */
export class PaymentMismatch extends Error {
  override name = 'PaymentMismatch'
}

export function paymentOf(session: Stripe.Checkout.Session, now: Instant): ProviderPayment {
  const intent = session.payment_intent
  if (typeof intent === 'string') throw new Error(`checkout ${session.id} came unexpanded`)
  if (intent?.status === 'succeeded') return succeeded(session, intent)
  if (intent?.status === 'processing' || intent?.status === 'requires_capture') {
    return { state: 'undecided' }
  }
  const lastFailure = intent === null ? null : reasonOf(intent.last_payment_error)
  if (session.status === 'open') return { state: 'open', lastFailure }
  if (session.status === 'expired') return { state: 'failed', reason: endOf(session, now) }
  if (session.status !== 'complete') {
    throw new Error(`checkout ${session.id} is in an unknown state: ${session.status}`)
  }
  if (intent === null) {
    if (session.payment_status !== 'no_payment_required') return { state: 'undecided' }
    throw new PaymentMismatch(`checkout ${session.id} was completed without a payment`)
  }
  if (intent.status === 'canceled') return { state: 'failed', reason: 'cancelled' }
  if (intent.status === 'requires_payment_method') {
    return { state: 'failed', reason: lastFailure ?? 'declined' }
  }
  return { state: 'undecided' }
}

/** Stripe does not keep who ended a session; one that is over before its time was ended by us. */
function endOf(session: Stripe.Checkout.Session, now: Instant): 'expired' | 'cancelled' {
  return isBefore(now, fromSeconds(session.expires_at)) ? 'cancelled' : 'expired'
}

function succeeded(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
): ProviderPayment {
  refuseMismatch(session, intent)
  const charge = intent.latest_charge
  if (charge === null || typeof charge === 'string') {
    throw new Error(`the charge of payment ${intent.id} came unexpanded`)
  }
  const card = charge.payment_method_details?.card
  return {
    state: 'succeeded',
    amount: yen(intent.amount_received),
    claimedAt: fromSeconds(charge.created),
    charge: intent.id as ProviderReference,
    means: card?.last4 ? { brand: card.brand ?? 'unknown', lastDigits: card.last4 } : null,
    fee: feeOf(charge.balance_transaction),
  }
}

function refuseMismatch(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent): void {
  const asked = session.metadata?.['amount']
  const same =
    session.currency === 'jpy' &&
    intent.currency === 'jpy' &&
    session.amount_total === intent.amount_received &&
    (asked === undefined || asked === String(intent.amount_received))
  if (same) return
  throw new PaymentMismatch(
    `checkout ${session.id}: asked ${asked ?? '?'} jpy, session ${session.amount_total} ` +
      `${session.currency}, payment ${intent.id} took ${intent.amount_received} ${intent.currency}`,
  )
}

/** Only in yen: an account settled in another currency pays its fee in that one. */
function feeOf(balance: string | Stripe.BalanceTransaction | null): Yen | null {
  if (balance === null || typeof balance === 'string' || balance.currency !== 'jpy') return null
  return yen(balance.fee)
}

/** Stripe's error and decline codes, coarse on purpose: a card tester learns little from them. */
function reasonOf(error: Stripe.PaymentIntent.LastPaymentError | null): FailureReason | null {
  if (error === null) return null
  if (
    error.code === 'payment_intent_authentication_failure' ||
    error.code === 'authentication_required' ||
    error.decline_code === 'authentication_required'
  ) {
    return 'authentication_failed'
  }
  if (error.decline_code === 'insufficient_funds') return 'insufficient_funds'
  if (error.code === 'expired_card' || error.decline_code === 'expired_card') return 'expired_card'
  if (error.code === 'processing_error' || error.type === 'api_error') return 'provider_error'
  return 'declined'
}

function fromSeconds(seconds: number): Instant {
  return fromMicros(BigInt(seconds) * 1_000_000n)
}
