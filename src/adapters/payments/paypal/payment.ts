/**
 * Reading an order, with its capture, into our words. Pure: an order in, a `ProviderPayment` out.
 *
 * | order                                 | capture                                 | ours      |
 * |---------------------------------------|-----------------------------------------|-----------|
 * | CREATED, SAVED, PAYER_ACTION_REQUIRED |                                         | open      |
 * | APPROVED                              |                                         | approved  |
 * | VOIDED                                |                                         | cancelled |
 * | COMPLETED                             | COMPLETED, REFUNDED, PARTIALLY_REFUNDED | succeeded |
 * | COMPLETED                             | PENDING, or none yet                    | undecided |
 * | COMPLETED                             | DECLINED, FAILED                        | declined  |
 *
 * Money taken stays `succeeded` when it went back later: refunds and disputes are told apart.
 */
import type {
  FailureReason,
  KeptMeans,
  ProviderDispute,
  ProviderPayment,
  ProviderReference,
  ShownMeans,
} from '../../../domain/payment/provider.ts'
import { instantIn, PayPalMismatch, yenIn, type WireCapture, type WireOrder } from './wire.ts'

/** Whose account it is stays with PayPal: no address of the payer is shown or kept. */
export const SHOWN: ShownMeans = { brand: 'paypal', lastDigits: '' }

/** `REVERSED` stands in no description but is told by an event of its own name. */
const TAKEN = ['COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'REVERSED']

export function paymentOf(order: WireOrder, disputes: readonly ProviderDispute[]): ProviderPayment {
  const { status } = order
  if (status === 'CREATED' || status === 'SAVED' || status === 'PAYER_ACTION_REQUIRED') {
    return { state: 'open', lastFailure: null, voucher: null }
  }
  if (status === 'APPROVED') return { state: 'approved' }
  if (status === 'VOIDED') return { state: 'failed', reason: 'cancelled' }
  if (status !== 'COMPLETED') throw new Error(`order ${order.id} is in an unknown state: ${status}`)
  const capture = captureIn(order)
  if (capture === null || capture.status === 'PENDING') return { state: 'undecided' }
  if (capture.status === 'DECLINED' || capture.status === 'FAILED') {
    return { state: 'failed', reason: 'declined' }
  }
  if (!TAKEN.includes(capture.status)) {
    throw new Error(`capture ${capture.id} is in an unknown state: ${capture.status}`)
  }
  return succeeded(order, capture, disputes)
}

/** The capture that took money, else the newest try. */
export function captureIn(order: WireOrder): WireCapture | null {
  const captures = order.purchase_units?.[0]?.payments?.captures ?? []
  return captures.find((capture) => TAKEN.includes(capture.status)) ?? captures.at(-1) ?? null
}

/** The capture whose disputes are worth asking after; null while no money was taken. */
export function takenIn(order: WireOrder): string | null {
  const capture = order.status === 'COMPLETED' ? captureIn(order) : null
  return capture !== null && TAKEN.includes(capture.status) ? capture.id : null
}

function succeeded(
  order: WireOrder,
  capture: WireCapture,
  disputes: readonly ProviderDispute[],
): ProviderPayment {
  const asked = yenIn(order.purchase_units?.[0]?.amount)
  const amount = yenIn(capture.amount)
  if (amount === null || amount !== asked) {
    throw new PayPalMismatch(
      `order ${order.id} asked ${asked ?? '?'} yen, capture ${capture.id} took ` +
        `${capture.amount.value} ${capture.amount.currency_code}`,
    )
  }
  return {
    state: 'succeeded',
    amount,
    claimedAt: instantIn(capture.create_time),
    charge: capture.id as ProviderReference,
    means: SHOWN,
    fee: yenIn(capture.seller_receivable_breakdown?.paypal_fee),
    kept: keptIn(order),
    disputes,
  }
}

/** `APPROVED` means that PayPal will keep it but has not yet; an event follows. */
function keptIn(order: WireOrder): KeptMeans | null {
  const vault = order.payment_source?.paypal?.attributes?.vault
  if (vault?.id === undefined || vault.customer?.id === undefined) return null
  if (vault.status === 'APPROVED') return null
  return { ...SHOWN, customer: vault.customer.id, token: vault.id, expires: null }
}

/**
 * Why PayPal took nothing of an order or of a kept means; null where the words are not about the
 * payer's money, so that the refusal is a fault of ours.
 */
export function reasonIn(issues: readonly string[]): FailureReason | null {
  for (const [reason, words] of REASONS) {
    if (issues.some((issue) => words.includes(issue))) return reason
  }
  return null
}

/** Orders v2, the issues of 422; the gravest stands first. */
const REASONS: readonly (readonly [FailureReason, readonly string[]])[] = [
  [
    'barred',
    [
      'AGREEMENT_ALREADY_CANCELLED',
      'BILLING_AGREEMENT_NOT_FOUND',
      'TOKEN_ID_NOT_FOUND',
      'INVALID_TOKEN_ID',
      'PAYMENT_TOKEN_NOT_FOUND',
      'IDENTIFIER_NOT_FOUND',
      'PAYER_ACCOUNT_LOCKED_OR_CLOSED',
      'PAYER_CANNOT_PAY',
      'COMPLIANCE_VIOLATION',
    ],
  ],
  ['authentication_needed', ['PAYER_ACTION_REQUIRED', 'CONSENT_NEEDED']],
  ['insufficient_funds', ['INSUFFICIENT_FUNDS', 'PAYER_HAS_INSUFFICIENT_FUNDS']],
  ['expired_card', ['CARD_EXPIRED']],
  [
    'declined',
    [
      'INSTRUMENT_DECLINED',
      'MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED',
      'PAYEE_BLOCKED_TRANSACTION',
      'PAYER_ACCOUNT_RESTRICTED',
      'PAYMENT_DENIED',
      'PAYMENT_SOURCE_CANNOT_BE_USED',
      'PAYMENT_SOURCE_DECLINED_BY_PROCESSOR',
      'REDIRECT_PAYER_FOR_ALTERNATE_FUNDING',
      'TRANSACTION_BLOCKED_BY_PAYEE',
      'TRANSACTION_LIMIT_EXCEEDED',
      'TRANSACTION_REFUSED',
    ],
  ],
]
