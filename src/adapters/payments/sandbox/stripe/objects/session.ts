/**
 * The Checkout Session as it is on the wire, built whole: every field that the SDK's types require
 * is here, mostly null. Pure; references to other objects are ids, expanded on the way out.
 */
import type Stripe from 'stripe'
import type { PaymentType } from '../means.ts'

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
  readonly submitType: string | null
  readonly types: PaymentType[]
  readonly options: Stripe.Checkout.Session.PaymentMethodOptions
  readonly customer: string | null
  readonly customerCreation: 'always' | 'if_required' | null
}

export function sessionObject(asked: SessionAsked): Stripe.Checkout.Session {
  return {
    id: asked.id,
    object: 'checkout.session',
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: null,
    allowed_payment_method_types: asked.types,
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
    customer: asked.customer,
    customer_account: null,
    customer_creation: asked.customerCreation,
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
    payment_method_options: asked.options,
    payment_method_types: asked.types,
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

export function completedSession(
  session: Stripe.Checkout.Session,
  intent: Stripe.PaymentIntent,
  paymentStatus: 'paid' | 'unpaid',
): Stripe.Checkout.Session {
  return {
    ...session,
    status: 'complete',
    payment_status: paymentStatus,
    payment_intent: intent.id,
    url: null,
  }
}
