/** Customers and PaymentMethods as they are on the wire, built whole. Pure. */
import { createHash } from 'node:crypto'
import type Stripe from 'stripe'
import type { CardMeans, Means } from '../means.ts'

export interface CustomerAsked {
  readonly id: string
  readonly created: number
  readonly email: string | null
  readonly name: string | null
  readonly metadata: { [name: string]: string }
}

export function customerObject(asked: CustomerAsked): Stripe.Customer {
  return {
    id: asked.id,
    object: 'customer',
    address: null,
    balance: 0,
    created: asked.created,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: null,
    discount: null,
    email: asked.email,
    invoice_prefix: asked.id.slice(-8).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: asked.metadata,
    name: asked.name,
    next_invoice_sequence: 1,
    phone: null,
    preferred_locales: [],
    shipping: null,
    tax_exempt: 'none',
    test_clock: null,
  }
}

export interface MethodAsked {
  readonly id: string
  readonly created: number
  readonly means: Means
  readonly customer: string | null
}

export function methodObject({ id, created, means, customer }: MethodAsked): Stripe.PaymentMethod {
  const typed = means.type === 'konbini' ? means : { name: null, email: null }
  const { name, email } = typed
  const base = {
    id,
    object: 'payment_method' as const,
    allow_redisplay: 'limited',
    billing_details: { address: null, email, name, phone: null, tax_id: null },
    created,
    customer,
    customer_account: null,
    livemode: false,
    metadata: {},
    type: means.type,
  }
  if (means.type === 'card') return { ...base, card: cardOf(means) }
  return { ...base, [means.type]: {} }
}

function cardOf({ card, expiry }: CardMeans): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' },
    country: 'US',
    display_brand: card.brand,
    exp_month: expiry.month,
    exp_year: expiry.year,
    fingerprint: fingerprintOf(card.number),
    funding: 'credit',
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: 'unregulated',
    three_d_secure_usage: { supported: true },
    wallet: null,
  }
}

/** Sixteen characters, the same for the same card or wallet. */
export function fingerprintOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url').replace(/[-_]/g, 'x').slice(0, 16)
}
