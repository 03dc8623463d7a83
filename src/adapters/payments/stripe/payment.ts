/**
 * Reading a Checkout Session or a PaymentIntent of a saved means, with Charge and
 * BalanceTransaction expanded, into our words. Pure: what Stripe holds in, a `ProviderPayment` out.
 *
 * Paid on a page:
 *
 * | session  | PaymentIntent                | ours                                         |
 * |----------|------------------------------|----------------------------------------------|
 * | any      | succeeded                    | succeeded: money taken is nothing else       |
 * | any      | processing, requires_capture | undecided                                    |
 * | any      | waits, a konbini number out  | open, with the number: it may still be paid  |
 * | open     | none, or waits for the payer | open, with the reason of the last refusal    |
 * | complete | none, or waits for the payer | undecided: Stripe has not said               |
 * | complete | requires_payment_method      | failed: a late no or a number that ended     |
 * | complete | canceled                     | failed, cancelled                            |
 * | expired  | any other                    | failed, `cancelled` before its time, else    |
 * |          |                              | `expired`                                    |
 *
 * Charged without the payer: succeeded and canceled alike; `requires_payment_method` is a no for
 * good, since nobody else has the intent; anything between is undecided.
 */
import type Stripe from 'stripe'
import { yen, type Yen } from '../../../domain/basics/money.ts'
import { fromMicros, isBefore, later, type Instant } from '../../../domain/basics/time.ts'
import type {
  KeptMeans,
  ProviderDispute,
  ProviderPayment,
  ProviderReference,
  Voucher,
} from '../../../domain/payment/provider.ts'
import { isVoucherOver, reasonOnPage, reasonWithoutPayer } from './failure.ts'
import { idOf } from './reference.ts'
import { PaymentMismatch } from './trouble.ts'

/** Null until the payer first tries. Checkout makes the intent then. */
export function intentOf(session: Stripe.Checkout.Session): Stripe.PaymentIntent | null {
  const intent = session.payment_intent
  if (typeof intent === 'string') throw new Error(`checkout ${session.id} came unexpanded`)
  return intent
}

export function checkoutPayment(
  session: Stripe.Checkout.Session,
  { disputes, now }: { readonly disputes: readonly ProviderDispute[]; readonly now: Instant },
): ProviderPayment {
  const intent = intentOf(session)
  if (intent?.status === 'succeeded') {
    refuseOtherTotal(session, intent)
    return succeeded(intent, disputes)
  }
  if (intent?.status === 'processing' || intent?.status === 'requires_capture') {
    return { state: 'undecided' }
  }
  const lastFailure = reasonOnPage(intent?.last_payment_error ?? null)
  const voucher = voucherOf(intent)
  if (voucher !== null || session.status === 'open') return { state: 'open', lastFailure, voucher }
  if (session.status === 'expired') return { state: 'failed', reason: endOf(session, now) }
  if (session.status !== 'complete') {
    throw new Error(`checkout ${session.id} is in an unknown state: ${session.status}`)
  }
  if (intent === null) {
    if (session.payment_status !== 'no_payment_required') return { state: 'undecided' }
    throw new PaymentMismatch(`checkout ${session.id} was completed without a payment`)
  }
  if (intent.status === 'canceled') return { state: 'failed', reason: 'cancelled' }
  if (intent.status !== 'requires_payment_method') return { state: 'undecided' }
  if (isVoucherOver(intent.last_payment_error)) return { state: 'failed', reason: 'expired' }
  return { state: 'failed', reason: lastFailure ?? 'declined' }
}

export function savedPayment(
  intent: Stripe.PaymentIntent,
  disputes: readonly ProviderDispute[],
): ProviderPayment {
  if (intent.status === 'succeeded') return succeeded(intent, disputes)
  if (intent.status === 'canceled') return { state: 'failed', reason: 'cancelled' }
  if (intent.status !== 'requires_payment_method') return { state: 'undecided' }
  return { state: 'failed', reason: reasonWithoutPayer(intent.last_payment_error ?? {}) }
}

/** Stripe does not keep who ended a session; one that is over before its time was ended by us. */
function endOf(session: Stripe.Checkout.Session, now: Instant): 'expired' | 'cancelled' {
  return isBefore(now, fromSeconds(session.expires_at)) ? 'cancelled' : 'expired'
}

function voucherOf(intent: Stripe.PaymentIntent | null): Voucher | null {
  const details = intent?.next_action?.konbini_display_details
  if (intent?.status !== 'requires_action' || !details?.hosted_voucher_url) return null
  return { url: details.hosted_voucher_url, until: fromSeconds(details.expires_at) }
}

function succeeded(
  intent: Stripe.PaymentIntent,
  disputes: readonly ProviderDispute[],
): ProviderPayment {
  refuseOtherAmount(intent)
  const charge = intent.latest_charge
  if (charge === null || typeof charge === 'string') {
    throw new Error(`the charge of payment ${intent.id} came unexpanded`)
  }
  const card = charge.payment_method_details?.card
  return {
    state: 'succeeded',
    amount: yen(intent.amount_received),
    claimedAt: takenAt(charge),
    charge: intent.id as ProviderReference,
    means: card?.last4 ? { brand: card.brand ?? 'unknown', lastDigits: card.last4 } : null,
    fee: feeOf(charge.balance_transaction),
    kept: keptFrom(intent, card),
    disputes,
  }
}

/** A konbini charge is as old as its number; the money came when it entered Stripe's book. */
function takenAt({ created, balance_transaction: balance }: Stripe.Charge): Instant {
  const made = fromSeconds(created)
  if (balance === null || typeof balance === 'string') return made
  return later(made, fromSeconds(balance.created))
}

/** Only cards are kept, and only where the payer agreed before paying. */
function keptFrom(
  intent: Stripe.PaymentIntent,
  card: Stripe.Charge.PaymentMethodDetails.Card | undefined,
): KeptMeans | null {
  const customer = idOf(intent.customer)
  const token = idOf(intent.payment_method)
  if (intent.setup_future_usage !== 'off_session' || customer === null || token === null) {
    return null
  }
  if (!card?.last4) return null
  const month = String(card.exp_month).padStart(2, '0')
  return {
    customer,
    token,
    brand: card.brand ?? 'unknown',
    lastDigits: card.last4,
    expires: `${card.exp_year}-${month}`,
  }
}

function refuseOtherTotal(session: Stripe.Checkout.Session, intent: Stripe.PaymentIntent): void {
  const asked = session.metadata?.['amount']
  const same =
    session.currency === 'jpy' &&
    session.amount_total === intent.amount_received &&
    (asked === undefined || asked === String(intent.amount_received))
  if (same) return
  throw new PaymentMismatch(
    `checkout ${session.id}: asked ${asked ?? '?'} jpy, session ${session.amount_total} ` +
      `${session.currency}, payment ${intent.id} took ${intent.amount_received} ${intent.currency}`,
  )
}

function refuseOtherAmount(intent: Stripe.PaymentIntent): void {
  const asked = intent.metadata['amount']
  const same = asked === undefined || asked === String(intent.amount_received)
  if (intent.currency === 'jpy' && same) return
  throw new PaymentMismatch(
    `payment ${intent.id}: asked ${asked ?? '?'} jpy, took ${intent.amount_received} ` +
      intent.currency,
  )
}

/** Only in yen: an account settled in another currency pays its fee in that one. */
function feeOf(balance: string | Stripe.BalanceTransaction | null): Yen | null {
  if (balance === null || typeof balance === 'string' || balance.currency !== 'jpy') return null
  return yen(balance.fee)
}

export function fromSeconds(seconds: number): Instant {
  return fromMicros(BigInt(seconds) * 1_000_000n)
}
