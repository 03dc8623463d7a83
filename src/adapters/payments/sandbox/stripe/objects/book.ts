/** The provider's own book: balance transactions, refunds, payouts. Pure. */
import type Stripe from 'stripe'

/** Stripe's card fee in Japan, in per mille, rounded half up to whole yen. */
export const FEE_PER_MILLE = 36

/** Stripe takes it for every dispute in Japan, and keeps it however the dispute ends. */
export const DISPUTE_FEE = 1_500

export interface BalanceAsked {
  readonly id: string
  readonly created: number
  readonly source: string
  /** Signed: what it moves before fees; positive when it comes to the merchant. */
  readonly amount: number
  readonly fee?: number
  /** Cards are charged and refunded; every other way is a payment and a payment refund. */
  readonly type:
    | 'charge'
    | 'payment'
    | 'refund'
    | 'payment_refund'
    | 'refund_failure'
    | 'adjustment'
    | 'payout'
  readonly category?: 'dispute' | 'dispute_reversal'
}

const AVAILABLE_AFTER_SECONDS = 4 * 86_400

const CATEGORY: Readonly<Record<Exclude<BalanceAsked['type'], 'adjustment'>, string>> = {
  charge: 'charge',
  payment: 'charge',
  refund: 'refund',
  payment_refund: 'refund',
  refund_failure: 'refund_failure',
  payout: 'payout',
}

export function balanceObject(asked: BalanceAsked): Stripe.BalanceTransaction {
  const { fee = 0, type } = asked
  const settled = type === 'payout'
  return {
    id: asked.id,
    object: 'balance_transaction',
    amount: asked.amount,
    available_on: asked.created + (settled ? 0 : AVAILABLE_AFTER_SECONDS),
    balance_type: 'payments',
    created: asked.created,
    currency: 'jpy',
    description: null,
    exchange_rate: null,
    fee,
    fee_details:
      fee === 0
        ? []
        : [
            {
              amount: fee,
              application: null,
              currency: 'jpy',
              description: type === 'adjustment' ? 'Dispute fee' : 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: asked.amount - fee,
    reporting_category: type === 'adjustment' ? (asked.category ?? 'dispute') : CATEGORY[type],
    source: asked.source,
    status: settled ? 'available' : 'pending',
    type,
  }
}

/** Whole yen, half up; amounts have at most eight digits, so the product is exact. */
export function feeOf(amount: number): number {
  return Number((BigInt(amount) * BigInt(FEE_PER_MILLE) + 500n) / 1_000n)
}

export interface RefundAsked {
  readonly id: string
  readonly created: number
  readonly amount: number
  readonly charge: Stripe.Charge
  readonly balanceTransaction: string
  readonly metadata: { [name: string]: string }
  readonly reason: string | null
  readonly status: 'succeeded' | 'pending' | 'requires_action'
  /** Where the payer was asked for a bank account, where the way to pay takes none back. */
  readonly instructionsEmail: string | null
}

/** The payer has so long to name a bank account. */
export const REFUND_ACTION_SECONDS = 45 * 86_400

export function refundObject(asked: RefundAsked): Stripe.Refund {
  const email = asked.instructionsEmail
  return {
    id: asked.id,
    object: 'refund',
    amount: asked.amount,
    balance_transaction: asked.balanceTransaction,
    charge: asked.charge.id,
    created: asked.created,
    currency: 'jpy',
    customer: null,
    customer_account: null,
    destination_details: destinationOf(asked.charge),
    ...(email === null ? {} : { instructions_email: email }),
    metadata: asked.metadata,
    ...(asked.status === 'requires_action' && email !== null
      ? {
          next_action: {
            type: 'display_details',
            display_details: {
              email_sent: { email_sent_at: asked.created, email_sent_to: email },
              expires_at: asked.created + REFUND_ACTION_SECONDS,
            },
          },
        }
      : {}),
    payment_intent: asked.charge.payment_intent,
    payment_method: asked.charge.payment_method,
    ...(asked.status === 'pending' ? { pending_reason: 'processing' } : {}),
    reason: asked.reason,
    receipt_number: null,
    source_transfer_reversal: null,
    status: asked.status,
    transfer_reversal: null,
  }
}

function destinationOf(charge: Stripe.Charge): Stripe.Refund.DestinationDetails {
  const type = charge.payment_method_details?.type
  if (type === 'konbini') return { type: 'jp_bank_transfer', jp_bank_transfer: NO_REFERENCE }
  if (type === 'alipay') return { type, alipay: {} }
  if (type === 'wechat_pay') return { type, wechat_pay: {} }
  return { type: 'card', card: { reference_type: 'acquirer_reference_number', type: 'refund' } }
}

const NO_REFERENCE = { reference: null, reference_status: null }

export interface PayoutAsked {
  readonly id: string
  readonly created: number
  readonly amount: number
  readonly balanceTransaction: string
}

export function payoutObject(asked: PayoutAsked): Stripe.Payout {
  return {
    id: asked.id,
    object: 'payout',
    amount: asked.amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date: asked.created,
    automatic: true,
    balance_transaction: asked.balanceTransaction,
    created: asked.created,
    currency: 'jpy',
    description: 'STRIPE PAYOUT',
    destination: null,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: 'standard',
    original_payout: null,
    payout_method: null,
    reconciliation_status: 'completed',
    reversed_by: null,
    source_type: 'card',
    statement_descriptor: null,
    status: 'paid',
    trace_id: null,
    type: 'bank_account',
  }
}
