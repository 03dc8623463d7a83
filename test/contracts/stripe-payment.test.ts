/** Reading Stripe's states into ours, over every pair of states, also those no sandbox reaches. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { TEST_CARDS } from '../../src/adapters/payments/sandbox/cards.ts'
import {
  balanceObject,
  chargeObject,
  intentObject,
  sessionObject,
} from '../../src/adapters/payments/sandbox/stripe/objects.ts'
import { PaymentMismatch, paymentOf } from '../../src/adapters/payments/stripe/payment.ts'

const CREATED = 1_800_000_000
const BEFORE_EXPIRY = Temporal.Instant.fromEpochMilliseconds((CREATED + 60) * 1_000)
const AT_EXPIRY = Temporal.Instant.fromEpochMilliseconds((CREATED + 3_600) * 1_000)

const SESSION = sessionObject({
  id: 'cs_test_1',
  created: CREATED,
  expiresAt: CREATED + 3_600,
  amount: 1_430,
  url: 'http://127.0.0.1/pay/cs_test_1',
  successUrl: 'http://127.0.0.1/',
  cancelUrl: null,
  clientReference: null,
  email: null,
  locale: 'ja',
  metadata: { amount: '1430' },
  threeDSecure: 'any',
  submitType: 'pay',
})

const INTENT = intentObject({
  id: 'pi_1',
  secret: 'pi_1_secret',
  created: CREATED,
  amount: 1_430,
  description: null,
  metadata: {},
  threeDSecure: 'any',
})

function takenIntent(change: Partial<Stripe.PaymentIntent> = {}): Stripe.PaymentIntent {
  const [card] = TEST_CARDS
  assert.ok(card)
  const balance = balanceObject({
    id: 'txn_1',
    created: CREATED,
    source: 'ch_1',
    amount: 1_430,
    type: 'charge',
  })
  const charge = chargeObject({
    id: 'ch_1',
    created: CREATED + 30,
    intent: INTENT,
    paymentMethod: 'pm_1',
    card,
    expiry: { month: 12, year: 2040 },
    authenticated: false,
    balanceTransaction: balance.id,
    failure: null,
  })
  const latest = { ...charge, balance_transaction: balance }
  return {
    ...INTENT,
    status: 'succeeded',
    amount_received: 1_430,
    latest_charge: latest,
    ...change,
  }
}

const WAITING = ['requires_payment_method', 'requires_confirmation', 'requires_action'] as const
const SESSIONS = ['open', 'complete', 'expired'] as const

const read = (
  status: (typeof SESSIONS)[number],
  intent: Stripe.PaymentIntent | null,
  now = BEFORE_EXPIRY,
) => paymentOf({ ...SESSION, status, payment_intent: intent }, now)

test('money taken is read as succeeded whatever the session says', () => {
  for (const status of SESSIONS) {
    assert.deepEqual(read(status, takenIntent()), {
      state: 'succeeded',
      amount: 1_430n,
      claimedAt: Temporal.Instant.fromEpochMilliseconds((CREATED + 30) * 1_000),
      charge: 'pi_1',
      means: { brand: 'visa', lastDigits: '4242' },
      fee: 51n,
    })
  }
})

test('a payment that may still take money is undecided whatever the session says', () => {
  for (const status of SESSIONS) {
    for (const intent of ['processing', 'requires_capture'] as const) {
      assert.deepEqual(read(status, { ...INTENT, status: intent }), { state: 'undecided' })
    }
  }
  assert.deepEqual(read('complete', null), { state: 'undecided' })
  assert.deepEqual(read('complete', { ...INTENT, status: 'requires_action' }), {
    state: 'undecided',
  })
})

test('an open session without money is open, a session that is over without money failed', () => {
  for (const status of WAITING) {
    assert.equal(read('open', { ...INTENT, status }).state, 'open')
    assert.equal(read('expired', { ...INTENT, status }).state, 'failed')
  }
  assert.equal(read('open', null).state, 'open')
  assert.deepEqual(read('expired', null), { state: 'failed', reason: 'cancelled' })
  assert.deepEqual(read('expired', null, AT_EXPIRY), { state: 'failed', reason: 'expired' })
  assert.deepEqual(read('complete', { ...INTENT, status: 'canceled' }), {
    state: 'failed',
    reason: 'cancelled',
  })
  assert.deepEqual(read('complete', INTENT), { state: 'failed', reason: 'declined' })
})

test('amounts or currencies that disagree stop the reading', () => {
  const reading = (session: Partial<Stripe.Checkout.Session>, intent: Stripe.PaymentIntent) => () =>
    paymentOf({ ...SESSION, status: 'complete', ...session, payment_intent: intent }, AT_EXPIRY)
  const cases = [
    reading({}, takenIntent({ amount_received: 1_429 })),
    reading({}, takenIntent({ currency: 'usd' })),
    reading({ amount_total: 1_431 }, takenIntent()),
    reading({ currency: 'usd' }, takenIntent()),
    reading({ metadata: { amount: '1431' } }, takenIntent()),
  ]
  for (const read of cases) assert.throws(read, PaymentMismatch)
})

test('a session of a status unknown to us is a fault, not a guess', () => {
  const odd = { ...SESSION, status: 'paused' as Stripe.Checkout.Session.Status }
  assert.throws(() => paymentOf(odd, BEFORE_EXPIRY), /unknown state/)
})
