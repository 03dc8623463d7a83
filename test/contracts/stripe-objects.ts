/**
 * Stripe's objects as literals, with the fields that the adapter reads: for tests of its mappings,
 * also in states that no sandbox reaches. What is left out here the adapter does not look at.
 */
import type Stripe from 'stripe'

export const CREATED = 1_800_000_000

export const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1_000)

export const REF_METADATA = {
  payment: '0197a000-0000-7000-8000-000000000001',
  order: '0197a000-0000-7000-8000-000000000002',
  line: '0197a000-0000-7000-8000-000000000003',
}

export function sessionOf(change: Partial<Stripe.Checkout.Session> = {}): Stripe.Checkout.Session {
  return {
    id: 'cs_test_1',
    object: 'checkout.session',
    amount_total: 1_430,
    currency: 'jpy',
    created: CREATED,
    expires_at: CREATED + 3_600,
    metadata: { ...REF_METADATA, amount: '1430' },
    payment_intent: null,
    payment_status: 'unpaid',
    status: 'open',
    ...change,
  } as Stripe.Checkout.Session
}

export function intentOf(change: Partial<Stripe.PaymentIntent> = {}): Stripe.PaymentIntent {
  return {
    id: 'pi_1',
    object: 'payment_intent',
    amount: 1_430,
    amount_received: 0,
    currency: 'jpy',
    customer: null,
    last_payment_error: null,
    latest_charge: null,
    metadata: { ...REF_METADATA, amount: '1430' },
    next_action: null,
    payment_method: null,
    setup_future_usage: null,
    status: 'requires_payment_method',
    ...change,
  } as Stripe.PaymentIntent
}

export function bookOf(change: Partial<Stripe.BalanceTransaction> = {}): Stripe.BalanceTransaction {
  return {
    id: 'txn_1',
    object: 'balance_transaction',
    amount: 1_430,
    created: CREATED,
    currency: 'jpy',
    fee: 51,
    net: 1_379,
    reporting_category: 'charge',
    source: 'ch_1',
    type: 'charge',
    ...change,
  } as Stripe.BalanceTransaction
}

export function chargeOf(change: Partial<Stripe.Charge> = {}): Stripe.Charge {
  return {
    id: 'ch_1',
    object: 'charge',
    balance_transaction: bookOf(),
    billing_details: { address: null, email: null, name: null, phone: null, tax_id: null },
    created: CREATED + 30,
    disputed: false,
    metadata: { ...REF_METADATA, amount: '1430' },
    payment_intent: 'pi_1',
    payment_method_details: {
      type: 'card',
      card: { brand: 'visa', last4: '4242', exp_month: 3, exp_year: 2040 },
    },
    ...change,
  } as Stripe.Charge
}

export function takenIntent(change: Partial<Stripe.PaymentIntent> = {}): Stripe.PaymentIntent {
  return intentOf({
    status: 'succeeded',
    amount_received: 1_430,
    latest_charge: chargeOf(),
    ...change,
  })
}

export function disputeOf(change: Partial<Stripe.Dispute> = {}): Stripe.Dispute {
  return {
    id: 'du_1',
    object: 'dispute',
    amount: 1_430,
    balance_transactions: [bookOf({ amount: -1_430, fee: 1_500, reporting_category: 'dispute' })],
    charge: 'ch_1',
    created: CREATED + 60,
    currency: 'jpy',
    metadata: {},
    payment_intent: 'pi_1',
    status: 'needs_response',
    ...change,
  } as Stripe.Dispute
}

export function refundOf(change: Partial<Stripe.Refund> = {}): Stripe.Refund {
  return {
    id: 're_1',
    object: 'refund',
    amount: 1_430,
    charge: 'ch_1',
    created: CREATED + 90,
    currency: 'jpy',
    metadata: {},
    payment_intent: 'pi_1',
    status: 'succeeded',
    ...change,
  } as Stripe.Refund
}
