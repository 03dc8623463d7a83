/** Reading Stripe's states into ours, over every pair of states, also those no sandbox reaches. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { disputeOf } from '../../src/adapters/payments/stripe/dispute.ts'
import { checkoutPayment, savedPayment } from '../../src/adapters/payments/stripe/payment.ts'
import { PaymentMismatch } from '../../src/adapters/payments/stripe/trouble.ts'
import {
  at,
  bookOf,
  chargeOf,
  CREATED,
  disputeOf as stripeDispute,
  intentOf,
  sessionOf,
  takenIntent,
} from './stripe-objects.ts'

const BEFORE_EXPIRY = at(CREATED + 60)
const AT_EXPIRY = at(CREATED + 3_600)

const SESSIONS = ['open', 'complete', 'expired'] as const
const WAITING = ['requires_payment_method', 'requires_confirmation', 'requires_action'] as const
const EVERY_INTENT = [
  ...WAITING,
  'processing',
  'requires_capture',
  'canceled',
  'succeeded',
] as const

const read = (
  status: (typeof SESSIONS)[number],
  intent: Stripe.PaymentIntent | null,
  now = BEFORE_EXPIRY,
) => checkoutPayment(sessionOf({ status, payment_intent: intent }), { disputes: [], now })

const OPEN = { state: 'open', lastFailure: null, voucher: null }

test('money taken is read as succeeded whatever the session says', () => {
  for (const status of SESSIONS) {
    assert.deepEqual(read(status, takenIntent()), {
      state: 'succeeded',
      amount: 1_430n,
      claimedAt: at(CREATED + 30),
      charge: 'pi_1',
      means: { brand: 'visa', lastDigits: '4242' },
      fee: 51n,
      kept: null,
      disputes: [],
    })
  }
})

test('every pair of session and intent has an answer, and only taken money is succeeded', () => {
  for (const status of SESSIONS) {
    for (const intent of EVERY_INTENT) {
      const taken = intent === 'succeeded'
      const told = read(status, taken ? takenIntent() : intentOf({ status: intent }))
      assert.equal(told.state === 'succeeded', taken, `${status}, ${intent}`)
    }
  }
})

test('a payment that may still take money is undecided whatever the session says', () => {
  for (const status of SESSIONS) {
    for (const intent of ['processing', 'requires_capture'] as const) {
      assert.deepEqual(read(status, intentOf({ status: intent })), { state: 'undecided' })
    }
  }
  assert.deepEqual(read('complete', null), { state: 'undecided' })
  assert.deepEqual(read('complete', intentOf({ status: 'requires_action' })), {
    state: 'undecided',
  })
})

test('an open session without money is open, a session that is over without money failed', () => {
  for (const status of WAITING) {
    assert.deepEqual(read('open', intentOf({ status })), OPEN)
    assert.equal(read('expired', intentOf({ status })).state, 'failed')
  }
  assert.deepEqual(read('open', null), OPEN)
  assert.deepEqual(read('expired', null), { state: 'failed', reason: 'cancelled' })
  assert.deepEqual(read('expired', null, AT_EXPIRY), { state: 'failed', reason: 'expired' })
  assert.deepEqual(read('complete', intentOf({ status: 'canceled' })), {
    state: 'failed',
    reason: 'cancelled',
  })
  assert.deepEqual(read('complete', intentOf()), { state: 'failed', reason: 'declined' })
})

const NUMBER_OUT = intentOf({
  status: 'requires_action',
  next_action: {
    type: 'konbini_display_details',
    konbini_display_details: {
      expires_at: CREATED + 86_400,
      hosted_voucher_url: 'https://payments.stripe.com/konbini/voucher/1',
      stores: { familymart: null, lawson: null, ministop: null, seicomart: null },
    },
  },
})

test('a konbini number that is out is open with its page and end, though the session is over', () => {
  for (const status of SESSIONS) {
    assert.deepEqual(read(status, NUMBER_OUT, AT_EXPIRY), {
      ...OPEN,
      voucher: {
        url: 'https://payments.stripe.com/konbini/voucher/1',
        until: at(CREATED + 86_400),
      },
    })
  }
  const ended = intentOf({
    ...NUMBER_OUT,
    status: 'requires_payment_method',
    last_payment_error: {
      type: 'invalid_request_error',
      code: 'payment_intent_payment_attempt_expired',
    },
  })
  assert.deepEqual(read('complete', ended), { state: 'failed', reason: 'expired' })
})

test('money from a till is as old as its entry in the book, and shows no card', () => {
  const charge = chargeOf({
    balance_transaction: bookOf({ created: CREATED + 80_000 }),
    payment_method_details: { type: 'konbini', konbini: { store: { chain: 'lawson' } } },
  })
  const told = read('complete', takenIntent({ latest_charge: charge }))
  assert.ok(told.state === 'succeeded')
  assert.deepEqual(told.claimedAt, at(CREATED + 80_000))
  assert.equal(told.means, null)
})

test('a card is kept only where the payer agreed before paying and Stripe has a customer', () => {
  const agreed = {
    setup_future_usage: 'off_session',
    customer: 'cus_1',
    payment_method: 'pm_1',
  } as const
  const kept = (change: Partial<Stripe.PaymentIntent>) => {
    const told = read('complete', takenIntent({ ...agreed, ...change }))
    assert.ok(told.state === 'succeeded')
    return told.kept
  }
  assert.deepEqual(kept({}), {
    customer: 'cus_1',
    token: 'pm_1',
    brand: 'visa',
    lastDigits: '4242',
    expires: '2040-03',
  })
  assert.equal(kept({ setup_future_usage: null }), null)
  assert.equal(kept({ setup_future_usage: 'on_session' }), null)
  assert.equal(kept({ customer: null }), null)
  assert.equal(kept({ payment_method: null }), null)
  const wallet = chargeOf({ payment_method_details: { type: 'alipay' } })
  assert.equal(kept({ latest_charge: wallet }), null)
})

test('amounts or currencies that disagree stop the reading', () => {
  const reading = (session: Partial<Stripe.Checkout.Session>, intent: Stripe.PaymentIntent) => () =>
    checkoutPayment(sessionOf({ status: 'complete', ...session, payment_intent: intent }), {
      disputes: [],
      now: AT_EXPIRY,
    })
  const other = { amount: '1431' }
  const cases = [
    reading({}, takenIntent({ amount_received: 1_429 })),
    reading({}, takenIntent({ currency: 'usd' })),
    reading({}, takenIntent({ metadata: other })),
    reading({ amount_total: 1_431 }, takenIntent()),
    reading({ currency: 'usd' }, takenIntent()),
    reading({ metadata: other }, takenIntent()),
    () => savedPayment(takenIntent({ metadata: other }), []),
    () => savedPayment(takenIntent({ currency: 'usd' }), []),
    () => disputeOf(stripeDispute({ currency: 'usd' })),
  ]
  for (const reading of cases) assert.throws(reading, PaymentMismatch)
})

test('a session of a status unknown to us is a fault, not a guess', () => {
  const odd = sessionOf({ status: 'paused' as Stripe.Checkout.Session.Status })
  assert.throws(() => checkoutPayment(odd, { disputes: [], now: BEFORE_EXPIRY }), /unknown state/)
})

test('a charge without the payer is over when the bank says no, and undecided until it speaks', () => {
  const taken = savedPayment(takenIntent(), [])
  assert.ok(taken.state === 'succeeded')
  assert.equal(taken.charge, 'pi_1')
  for (const status of ['processing', 'requires_action', 'requires_confirmation'] as const) {
    assert.deepEqual(savedPayment(intentOf({ status }), []), { state: 'undecided' })
  }
  assert.deepEqual(savedPayment(intentOf({ status: 'canceled' }), []), {
    state: 'failed',
    reason: 'cancelled',
  })
  assert.deepEqual(savedPayment(intentOf(), []), { state: 'failed', reason: 'declined' })
})

const declined = (code: string, more: Partial<Stripe.PaymentIntent.LastPaymentError> = {}) =>
  intentOf({
    last_payment_error: { type: 'card_error', code: 'card_declined', decline_code: code, ...more },
  })

test('the reasons of a charge without the payer tell when another try is forbidden', () => {
  const reason = (intent: Stripe.PaymentIntent) => {
    const told = savedPayment(intent, [])
    assert.ok(told.state === 'failed')
    return told.reason
  }
  for (const code of [
    'stolen_card',
    'lost_card',
    'pickup_card',
    'restricted_card',
    'revocation_of_authorization',
    'revocation_of_all_authorizations',
    'stop_payment_order',
    'closed_account',
    'account_closed',
    'invalid_account',
    'do_not_try_again',
  ]) {
    assert.equal(reason(declined(code)), 'barred', code)
  }
  assert.equal(reason(declined('generic_decline', { advice_code: 'do_not_try_again' })), 'barred')
  assert.equal(reason(declined('insufficient_funds', { network_advice_code: '03' })), 'barred')
  assert.equal(reason(declined('generic_decline', { network_advice_code: '21' })), 'barred')

  assert.equal(reason(declined('authentication_required')), 'authentication_needed')
  assert.equal(
    reason(
      intentOf({ last_payment_error: { type: 'card_error', code: 'authentication_required' } }),
    ),
    'authentication_needed',
  )
  assert.equal(reason(declined('insufficient_funds')), 'insufficient_funds')
  assert.equal(reason(declined('expired_card', { code: 'expired_card' })), 'expired_card')
  assert.equal(reason(declined('processing_error', { code: 'processing_error' })), 'provider_error')
  assert.equal(reason(declined('generic_decline', { advice_code: 'try_again_later' })), 'declined')
  assert.equal(reason(declined('do_not_honor', { network_advice_code: '02' })), 'declined')
})

test('on a page nobody is told that a card is stolen, only that it was declined', () => {
  for (const code of ['stolen_card', 'lost_card', 'pickup_card', 'do_not_try_again']) {
    assert.deepEqual(read('open', declined(code)), { ...OPEN, lastFailure: 'declined' })
  }
  assert.deepEqual(read('open', declined('authentication_required')), {
    ...OPEN,
    lastFailure: 'authentication_failed',
  })
})

test('a dispute is open until the bank has spoken, and an inquiry takes nothing meanwhile', () => {
  const taken = { amount: 1_430n, fee: 1_500n }
  const state = (status: Stripe.Dispute.Status, change: Partial<Stripe.Dispute> = {}) =>
    disputeOf(stripeDispute({ status, ...change }))
  for (const status of [
    'needs_response',
    'under_review',
    'appeal_needs_response',
    'appeal_under_review',
  ] as const) {
    assert.deepEqual(state(status), { id: 'du_1', state: 'open', ...taken })
  }
  assert.deepEqual(state('lost'), { id: 'du_1', state: 'lost', ...taken })
  const back = bookOf({ amount: 1_430, fee: -1_500, reporting_category: 'dispute_reversal' })
  const withdrawn = stripeDispute().balance_transactions
  assert.deepEqual(state('won', { balance_transactions: [...withdrawn, back] }), {
    id: 'du_1',
    state: 'won',
    amount: 1_430n,
    fee: 0n,
  })

  const inquiry = { balance_transactions: [] }
  for (const status of ['warning_needs_response', 'warning_under_review'] as const) {
    assert.deepEqual(state(status, inquiry), { id: 'du_1', state: 'open', amount: 0n, fee: null })
  }
  assert.equal(state('warning_closed', inquiry).state, 'won')
  assert.equal(state('prevented').state, 'lost')
  assert.equal(state('prevented', inquiry).state, 'won')
})

test('money that is disputed is still money taken', () => {
  const disputes = [disputeOf(stripeDispute())]
  const session = sessionOf({ status: 'complete', payment_intent: takenIntent() })
  for (const told of [
    checkoutPayment(session, { disputes, now: AT_EXPIRY }),
    savedPayment(takenIntent(), disputes),
  ]) {
    assert.ok(told.state === 'succeeded')
    assert.deepEqual(told.disputes, disputes)
  }
})
