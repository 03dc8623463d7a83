/**
 * Stripe objects as they are on the wire, built whole: every field that the SDK's types require is
 * here, mostly null. Pure; references to other objects are ids, expanded on the way out.
 */
import type Stripe from 'stripe'
import type { TestCard } from '../cards.ts'

export const API_VERSION = '2026-10-28.endive'

/** Stripe's card fee in Japan, in per mille, rounded half up to whole yen. */
export const FEE_PER_MILLE = 36

export interface SessionAsked {
  readonly id: string
  readonly created: number
  readonly expiresAt: number
  readonly amount: number
  readonly url: string
  readonly successUrl: string
  readonly cancelUrl: string | null
  readonly clientReference: string | null
  readonly email: string | null
  readonly locale: string | null
  readonly metadata: { [name: string]: string }
  readonly threeDSecure: 'any' | 'automatic' | 'challenge'
  readonly submitType: string | null
}

export function sessionObject(asked: SessionAsked): Stripe.Checkout.Session {
  return {
    id: asked.id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: ['card'],
    amount_subtotal: asked.amount,
    amount_total: asked.amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: null,
    cancel_url: asked.cancelUrl,
    client_reference_id: asked.clientReference,
    client_secret: null,
    collected_information: null,
    consent: null,
    consent_collection: null,
    created: asked.created,
    currency: 'jpy',
    currency_conversion: null,
    custom_fields: [],
    custom_text: {
      after_submit: null,
      shipping_address: null,
      submit: null,
      terms_of_service_acceptance: null,
    },
    customer: null,
    customer_account: null,
    customer_creation: 'if_required',
    customer_details: asked.email === null ? null : customerDetails(asked.email),
    customer_email: asked.email,
    discounts: [],
    expires_at: asked.expiresAt,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: asked.locale,
    managed_payments: null,
    metadata: asked.metadata,
    mode: 'payment',
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: 'if_required',
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: asked.threeDSecure } },
    payment_method_types: ['card'],
    payment_status: 'unpaid',
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: null,
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: 'open',
    submit_type: asked.submitType,
    subscription: null,
    success_url: asked.successUrl,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: 'hosted_page',
    url: asked.url,
    wallet_options: null,
  }
}

function customerDetails(email: string): Stripe.Checkout.Session.CustomerDetails {
  return {
    address: null,
    business_name: null,
    email,
    individual_name: null,
    name: null,
    phone: null,
    tax_exempt: 'none',
    tax_ids: null,
  }
}

export interface IntentAsked {
  readonly id: string
  readonly secret: string
  readonly created: number
  readonly amount: number
  readonly description: string | null
  readonly metadata: { [name: string]: string }
  readonly threeDSecure: 'any' | 'automatic' | 'challenge'
}

export function intentObject(asked: IntentAsked): Stripe.PaymentIntent {
  return {
    id: asked.id,
    object: 'payment_intent',
    allowed_payment_method_types: ['card'],
    amount: asked.amount,
    amount_capturable: 0,
    amount_received: 0,
    application: null,
    application_fee_amount: null,
    automatic_payment_methods: null,
    canceled_at: null,
    cancellation_reason: null,
    capture_method: 'automatic_async',
    client_secret: asked.secret,
    confirmation_method: 'automatic',
    created: asked.created,
    currency: 'jpy',
    customer: null,
    customer_account: null,
    description: asked.description,
    excluded_payment_method_types: null,
    last_payment_error: null,
    latest_charge: null,
    livemode: false,
    managed_payments: null,
    metadata: asked.metadata,
    next_action: null,
    on_behalf_of: null,
    payment_method: null,
    payment_method_configuration_details: null,
    payment_method_options: {
      card: {
        installments: null,
        mandate_options: null,
        network: null,
        request_three_d_secure: asked.threeDSecure,
      },
    },
    payment_method_types: ['card'],
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: null,
    shipping: null,
    source: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'requires_payment_method',
    transfer_group: null,
  }
}

export interface ChargeAsked {
  readonly id: string
  readonly created: number
  readonly intent: Stripe.PaymentIntent
  readonly paymentMethod: string
  readonly card: TestCard
  readonly expiry: { readonly month: number; readonly year: number }
  readonly authenticated: boolean
  readonly balanceTransaction: string | null
  readonly failure: { readonly code: string; readonly message: string } | null
}

export function chargeObject(asked: ChargeAsked): Stripe.Charge {
  const { intent, failure } = asked
  return {
    id: asked.id,
    object: 'charge',
    amount: intent.amount,
    amount_captured: failure === null ? intent.amount : 0,
    amount_refunded: 0,
    application: null,
    application_fee: null,
    application_fee_amount: null,
    balance_transaction: asked.balanceTransaction,
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    calculated_statement_descriptor: 'SANDBOX',
    captured: failure === null,
    created: asked.created,
    currency: 'jpy',
    customer: null,
    description: intent.description,
    disputed: false,
    failure_balance_transaction: null,
    failure_code: failure?.code ?? null,
    failure_message: failure?.message ?? null,
    fraud_details: {},
    livemode: false,
    metadata: intent.metadata,
    on_behalf_of: null,
    outcome: outcomeOf(failure),
    paid: failure === null,
    payment_intent: intent.id,
    payment_method: asked.paymentMethod,
    payment_method_details: { type: 'card', card: cardDetails(asked) },
    receipt_email: null,
    receipt_number: null,
    receipt_url: null,
    refunded: false,
    review: null,
    shipping: null,
    source: null,
    source_transfer: null,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: failure === null ? 'succeeded' : 'failed',
    transfer_data: null,
    transfer_group: null,
  }
}

function outcomeOf(failure: ChargeAsked['failure']): Stripe.Charge.Outcome {
  return {
    advice_code: failure === null ? null : 'try_again_later',
    network_advice_code: null,
    network_decline_code: null,
    network_status: failure === null ? 'approved_by_network' : 'declined_by_network',
    reason: failure?.code ?? null,
    risk_level: 'normal',
    seller_message: failure === null ? 'Payment complete.' : 'The bank declined the payment.',
    type: failure === null ? 'authorized' : 'issuer_declined',
  }
}

function cardDetails(asked: ChargeAsked): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: asked.failure === null ? asked.intent.amount : null,
    authorization_code: null,
    brand: asked.card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: 'pass',
    },
    country: 'US',
    electronic_commerce_indicator: asked.authenticated ? '05' : null,
    exp_month: asked.expiry.month,
    exp_year: asked.expiry.year,
    funding: 'credit',
    installments: null,
    last4: asked.card.number.slice(-4),
    mandate: null,
    network: asked.card.brand,
    network_transaction_id: null,
    regulated_status: 'unregulated',
    three_d_secure: asked.authenticated
      ? {
          authentication_flow: 'challenge',
          electronic_commerce_indicator: '05',
          exemption_indicator: null,
          result: 'authenticated',
          result_reason: null,
          transaction_id: null,
          version: '2.2.0',
        }
      : null,
    transaction_link_id: null,
    wallet: null,
  }
}

export interface BalanceAsked {
  readonly id: string
  readonly created: number
  readonly source: string
  /** Signed: what the charge or refund moves before fees. */
  readonly amount: number
  readonly type: 'charge' | 'refund'
}

const AVAILABLE_AFTER_SECONDS = 4 * 86_400

export function balanceObject(asked: BalanceAsked): Stripe.BalanceTransaction {
  const fee = asked.type === 'charge' ? feeOf(asked.amount) : 0
  return {
    id: asked.id,
    object: 'balance_transaction',
    amount: asked.amount,
    available_on: asked.created + AVAILABLE_AFTER_SECONDS,
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
              description: 'Stripe processing fees',
              type: 'stripe_fee',
            },
          ],
    net: asked.amount - fee,
    reporting_category: asked.type,
    source: asked.source,
    status: 'pending',
    type: asked.type,
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
  readonly status: 'succeeded' | 'pending'
}

export function refundObject(asked: RefundAsked): Stripe.Refund {
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
    destination_details: {
      type: 'card',
      card: { reference_type: 'acquirer_reference_number', type: 'refund' },
    },
    metadata: asked.metadata,
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

export interface EventAsked {
  readonly id: string
  readonly created: number
  readonly type: EventType
  readonly object: unknown
}

export type EventType =
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.async_payment_failed'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.processing'
  | 'payment_intent.canceled'
  | 'charge.succeeded'
  | 'charge.refunded'
  | 'refund.created'
  | 'refund.updated'
  | 'refund.failed'

export function eventObject(asked: EventAsked) {
  return {
    id: asked.id,
    object: 'event' as const,
    api_version: API_VERSION,
    created: asked.created,
    data: { object: asked.object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: asked.type,
  }
}
