/**
 * Why a payment was refused, from Stripe's error and decline codes. Pure.
 *
 * Where a payer sits before the page the reasons are coarse on purpose: a card tester learns
 * little from them, and nobody is told that the card in their hand counts as stolen. A charge
 * without the payer tells more, because our own schedule must know when to stop.
 */
import type { FailureReason } from '../../../domain/payment/provider.ts'

/** Shared by an intent's last error and by the error that a charge is answered with. */
export interface StripeRefusal {
  readonly type?: string | undefined
  readonly code?: string | undefined
  readonly decline_code?: string | undefined
  readonly advice_code?: string | undefined
  readonly network_advice_code?: string | undefined
}

/** The schemes forbid another try with this card (Visa's category 1 and its kin). */
const NEVER_AGAIN = [
  'account_closed',
  'closed_account',
  'do_not_try_again',
  'invalid_account',
  'lost_card',
  'pickup_card',
  'restricted_card',
  'revocation_of_all_authorizations',
  'revocation_of_authorization',
  'stolen_card',
  'stop_payment_order',
]

/** Mastercard's merchant advice: do not try again; the payer has cancelled the agreement. */
const NETWORK_NEVER_AGAIN = ['03', '21']

const NEEDS_AUTHENTICATION = ['authentication_required', 'payment_intent_authentication_failure']

const has = (error: StripeRefusal, ...codes: readonly string[]): boolean =>
  (error.code !== undefined && codes.includes(error.code)) ||
  (error.decline_code !== undefined && codes.includes(error.decline_code))

/** The payer is at the page and can take another card. */
export function reasonOnPage(error: StripeRefusal | null): FailureReason | null {
  if (error === null) return null
  return has(error, ...NEEDS_AUTHENTICATION) ? 'authentication_failed' : plainReason(error)
}

/** Nobody is at hand. */
export function reasonWithoutPayer(error: StripeRefusal): FailureReason {
  if (isBarred(error)) return 'barred'
  return has(error, ...NEEDS_AUTHENTICATION) ? 'authentication_needed' : plainReason(error)
}

/** The number was given out and nobody paid at the till in time. */
export function isVoucherOver(error: StripeRefusal | null): boolean {
  return error?.code === 'payment_intent_payment_attempt_expired'
}

function isBarred(error: StripeRefusal): boolean {
  return (
    has(error, ...NEVER_AGAIN) ||
    error.advice_code === 'do_not_try_again' ||
    NETWORK_NEVER_AGAIN.includes(error.network_advice_code ?? '')
  )
}

function plainReason(error: StripeRefusal): FailureReason {
  if (has(error, 'insufficient_funds')) return 'insufficient_funds'
  if (has(error, 'expired_card')) return 'expired_card'
  if (error.code === 'processing_error' || error.type === 'api_error') return 'provider_error'
  return 'declined'
}
