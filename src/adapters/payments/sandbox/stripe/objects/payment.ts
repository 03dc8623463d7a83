/** PaymentIntents and Charges as they are on the wire, built whole. Pure. */
import type Stripe from 'stripe'
import { fingerprintOf } from './means.ts'
import type { CardMeans, Means, PaymentType } from '../means.ts'

export interface IntentAsked {
  readonly id: string
  readonly secret: string
  readonly created: number
  readonly amount: number
  readonly description: string | null
  readonly metadata: { [name: string]: string }
  readonly types: PaymentType[]
  readonly options: Stripe.PaymentIntent.PaymentMethodOptions
  readonly customer: string | null
  readonly setupFutureUsage: 'off_session' | 'on_session' | null
}

export function intentObject(asked: IntentAsked): Stripe.PaymentIntent {
  return {
    id: asked.id,
    object: 'payment_intent',
    allowed_payment_method_types: asked.types,
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
    customer: asked.customer,
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
    payment_method_options: asked.options,
    payment_method_types: asked.types,
    payment_record: null,
    processing: null,
    receipt_email: null,
    review: null,
    setup_future_usage: asked.setupFutureUsage,
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
  readonly method: Stripe.PaymentMethod
  readonly means: Means
  readonly authenticated: boolean
  readonly balanceTransaction: string | null
  readonly failure: Failure | null
}

export interface Failure {
  readonly code: string
  readonly message: string
  readonly declineCode?: string
  readonly advice?: string | null
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
    billing_details: asked.method.billing_details,
    calculated_statement_descriptor: 'SANDBOX',
    captured: failure === null,
    created: asked.created,
    currency: 'jpy',
    customer: intent.customer,
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
    payment_method: asked.method.id,
    payment_method_details: detailsOf(asked),
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
    advice_code: failure?.advice ?? null,
    network_advice_code: failure?.advice === 'do_not_try_again' ? '02' : null,
    network_decline_code: null,
    network_status: failure === null ? 'approved_by_network' : 'declined_by_network',
    reason: failure?.declineCode ?? failure?.code ?? null,
    risk_level: 'normal',
    seller_message: failure === null ? 'Payment complete.' : 'The bank declined the payment.',
    type: failure === null ? 'authorized' : 'issuer_declined',
  }
}

function detailsOf(asked: ChargeAsked): Stripe.Charge.PaymentMethodDetails {
  const { means } = asked
  // Texts that a wallet would make up, the same for the same payment method.
  const trace = { fingerprint: fingerprintOf(asked.method.id), transaction_id: asked.id.slice(-16) }
  switch (means.type) {
    case 'card':
      return { type: 'card', card: cardDetails(asked, means) }
    case 'konbini':
      return { type: 'konbini', konbini: { store: { chain: means.chain } } }
    case 'alipay':
      return { type: 'alipay', alipay: { buyer_id: '2088000000000000', ...trace } }
    case 'wechat_pay':
      return { type: 'wechat_pay', wechat_pay: trace }
  }
}

function cardDetails(
  asked: ChargeAsked,
  { card, expiry }: CardMeans,
): Stripe.Charge.PaymentMethodDetails.Card {
  return {
    amount_authorized: asked.failure === null ? asked.intent.amount : null,
    authorization_code: null,
    brand: card.brand,
    checks: {
      address_line1_check: null,
      address_postal_code_check: null,
      cvc_check: 'pass',
    },
    country: 'US',
    electronic_commerce_indicator: asked.authenticated ? '05' : null,
    exp_month: expiry.month,
    exp_year: expiry.year,
    fingerprint: fingerprintOf(card.number),
    funding: 'credit',
    installments: null,
    last4: card.number.slice(-4),
    mandate: null,
    network: card.brand,
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
