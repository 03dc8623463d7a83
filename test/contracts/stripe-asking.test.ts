/** What the adapter asks of Stripe, and how it reads refunds and Stripe's book: pure mappings. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type Stripe from 'stripe'
import { sessionParams } from '../../src/adapters/payments/stripe/checkout.ts'
import {
  endingsFor,
  EXPIRY_SLACK_MINUTES,
  SESSION_HOURS_MAX,
  SESSION_MINUTES_MIN,
  VOUCHER_DAYS_MAX,
  VOUCHER_DAYS_MIN,
} from '../../src/adapters/payments/stripe/ending.ts'
import { movementOf } from '../../src/adapters/payments/stripe/movements.ts'
import { refFrom } from '../../src/adapters/payments/stripe/reference.ts'
import { refundOf, refundParams } from '../../src/adapters/payments/stripe/refund.ts'
import type { CheckoutRequest } from '../../src/app/ports.ts'
import type { RefundId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import {
  earlier,
  instant,
  isBefore,
  jstDate,
  jstMidnight,
  plusHours,
  plusMinutes,
  plusSeconds,
  type Instant,
} from '../../src/domain/basics/time.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import { asksFor } from './payment-world.ts'
import {
  at,
  bookOf,
  chargeOf,
  CREATED,
  intentOf,
  REF_METADATA,
  refundOf as stripeRefund,
} from './stripe-objects.ts'

const NOON = instant('2026-12-07T12:00:00+09:00')

const paramsFor = (change: Partial<CheckoutRequest>, now = NOON) => {
  const request = asksFor({ now: () => now }, { payBy: plusHours(now, 72), ...change })
  const [ending] = endingsFor(request.method, { payBy: request.payBy, now })
  assert.ok(ending)
  return { request, params: sessionParams(request, { threeDSecure: 'any', ending }) }
}

test('each method asks for its own type and its own options only', () => {
  const asked = (method: CheckoutRequest['method']) => {
    const { params } = paramsFor({ method })
    return [params.allowed_payment_method_types, params.payment_method_options]
  }
  assert.deepEqual(asked('card'), [['card'], { card: { request_three_d_secure: 'any' } }])
  assert.deepEqual(asked('konbini'), [['konbini'], { konbini: { expires_after_days: 2 } }])
  assert.deepEqual(asked('alipay'), [['alipay'], {}])
  assert.deepEqual(asked('wechat_pay'), [['wechat_pay'], { wechat_pay: { client: 'web' } }])
  assert.throws(() => asked('paypal'), { name: 'BrokenInvariant' })
})

test('session and payment carry the three ids and the amount', () => {
  const { request, params } = paramsFor({ amount: yen(990) })
  const metadata = { ...request.ref, amount: '990' }
  assert.deepEqual(params.metadata, metadata)
  assert.deepEqual(params.payment_intent_data?.metadata, metadata)
  assert.equal(params.client_reference_id, request.ref.payment)
  assert.deepEqual(refFrom(params.metadata), request.ref)
})

test('a card is kept with a customer of its own, and nothing but a card is kept', () => {
  const kept = paramsFor({ keepMeans: true }).params
  assert.equal(kept.customer_creation, 'always')
  assert.equal(kept.payment_intent_data?.setup_future_usage, 'off_session')
  for (const { params } of [
    paramsFor({ keepMeans: false }),
    paramsFor({ keepMeans: true, method: 'konbini' }),
    paramsFor({ keepMeans: true, method: 'alipay' }),
  ]) {
    assert.equal(params.customer_creation, undefined)
    assert.equal(params.payment_intent_data?.setup_future_usage, undefined)
  }
})

/** As Stripe counts it: 23:59:59 JST, so many days after the day of the payer's choice. */
const numberEnds = (chosenAt: Instant, days: number): Instant =>
  plusSeconds(jstMidnight(jstDate(chosenAt).add({ days: days + 1 })), -1)

const konbini = (payBy: string, now: string) => {
  const [first] = endingsFor('konbini', { payBy: instant(payBy), now: instant(now) })
  assert.ok(first?.session && first.voucherDays !== null)
  return {
    page: first.session.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime().toString(),
    days: first.voucherDays,
  }
}

test('a konbini number ends with the last day that is over by payBy, the page with today', () => {
  const noon = '2026-12-07T12:00:00+09:00'
  const tonight = '2026-12-07T23:59:59'
  const cases: [string, number][] = [
    ['2026-12-10T23:59:59+09:00', 3],
    ['2026-12-10T23:59:58+09:00', 2],
    ['2026-12-11T00:00:00+09:00', 3],
    ['2026-12-08T23:59:59+09:00', 1],
    ['2026-12-08T12:00:00+09:00', 1],
    ['2027-06-01T00:00:00+09:00', VOUCHER_DAYS_MAX],
  ]
  for (const [payBy, days] of cases) {
    assert.deepEqual(konbini(payBy, noon), { page: tonight, days }, payBy)
  }
})

test('near midnight the konbini page ends in the next day, and days are counted from there', () => {
  const payBy = '2026-12-10T23:59:59+09:00'
  const page = (now: string) => konbini(payBy, now)
  assert.deepEqual(page('2026-12-07T23:28:59+09:00'), { page: '2026-12-07T23:59:59', days: 3 })
  assert.deepEqual(page('2026-12-07T23:29:00+09:00'), { page: '2026-12-08T00:30:59', days: 2 })
  assert.deepEqual(page('2026-12-08T00:00:00+09:00'), { page: '2026-12-08T23:59:59', days: 2 })
})

test('no konbini number outlives payBy, whenever the payer asks for it on the page', () => {
  const minutes = (from: number, to: number) => fc.integer({ min: from, max: to })
  fc.assert(
    fc.property(
      minutes(0, 1_440),
      minutes(0, 90 * 1_440),
      minutes(0, 100),
      (late, ahead, share) => {
        const now = plusMinutes(instant('2026-12-07T00:00:00+09:00'), late)
        const payBy = plusMinutes(now, ahead)
        for (const { session, voucherDays } of endingsFor('konbini', { payBy, now }).slice(0, 1)) {
          assert.ok(session !== null && voucherDays !== null)
          assert.ok(voucherDays >= VOUCHER_DAYS_MIN && voucherDays <= VOUCHER_DAYS_MAX)
          const longest = plusHours(now, SESSION_HOURS_MAX)
          const shortest = plusMinutes(now, SESSION_MINUTES_MIN)
          assert.ok(!isBefore(longest, session) && !isBefore(session, shortest))
          const seconds = session.since(now).total('seconds')
          const chosenAt = plusSeconds(now, Math.floor((seconds * share) / 100))
          const ends = numberEnds(chosenAt, voucherDays)
          if (isBefore(payBy, numberEnds(session, VOUCHER_DAYS_MIN))) continue
          assert.ok(
            !isBefore(payBy, ends),
            `${String(now)} ${String(payBy)}: the number ends ${String(ends)}`,
          )
        }
      },
    ),
  )
})

test('asking for a number again within a day is among what Stripe is asked, to the second', () => {
  const asked = (payBy: Instant, now: Instant) =>
    endingsFor('konbini', { payBy, now }).map((ending) => JSON.stringify(ending))
  const minutes = fc.integer({ min: 0, max: 1_439 })
  fc.assert(
    fc.property(minutes, minutes, fc.integer({ min: 60, max: 6_000 }), (late, later, ahead) => {
      const now = plusMinutes(instant('2026-12-07T00:00:00+09:00'), late)
      const payBy = plusMinutes(now, ahead)
      const again = earlier(plusMinutes(now, later), payBy)
      const [first] = asked(payBy, now)
      assert.ok(first !== undefined && asked(payBy, again).includes(first))
    }),
  )
})

test('pages of cards and wallets end at payBy where Stripe allows it', () => {
  const after = SESSION_MINUTES_MIN + EXPIRY_SLACK_MINUTES
  for (const method of ['card', 'alipay', 'wechat_pay'] as const) {
    const first = (minutes: number) => {
      const payBy = plusMinutes(NOON, minutes)
      const [ending] = endingsFor(method, { payBy, now: NOON })
      assert.equal(ending?.voucherDays, null)
      return ending.session === null ? null : payBy.until(ending.session).total('minutes')
    }
    assert.equal(first(after - 1), after)
    assert.equal(first(after), 0)
    assert.equal(first(24 * 60 - EXPIRY_SLACK_MINUTES), 0)
    assert.equal(first(24 * 60), null)
  }
})

const REFUND = {
  refundId: '0197b000-0000-7000-8000-000000000001' as RefundId,
  charge: 'pi_1' as ProviderReference,
  amount: yen(400),
  language: 'ja',
} as const

test('a refund carries the ids of its payment, and for money from a till where to write', () => {
  const params = (charge: Stripe.Charge | null) =>
    refundParams(REFUND, intentOf({ latest_charge: charge }))
  assert.deepEqual(params(chargeOf()), {
    payment_intent: 'pi_1',
    amount: 400,
    metadata: { ...REF_METADATA, refund: REFUND.refundId },
  })
  const till = chargeOf({
    payment_method_details: { type: 'konbini' },
    billing_details: { ...chargeOf().billing_details, email: 'payer@example.com' },
  })
  assert.equal(params(till).instructions_email, 'payer@example.com')
  const nowhere = chargeOf({ payment_method_details: { type: 'konbini' } })
  assert.equal(params(nowhere).instructions_email, undefined)
})

test('a refund that waits for the payer says so, one that waits for the bank does not', () => {
  const state = (status: string) => refundOf(stripeRefund({ status }))
  assert.deepEqual(state('requires_action'), { state: 'undecided', askPayer: true })
  assert.deepEqual(state('pending'), { state: 'undecided', askPayer: false })
  assert.deepEqual(state('succeeded'), { state: 'succeeded' })
  assert.deepEqual(state('canceled'), { state: 'failed', reason: 'canceled' })
  assert.deepEqual(state('failed'), { state: 'failed', reason: 'unknown' })
})

test('each category of the book has its kind, and the sign says which way the money went', () => {
  const kinds = (
    [
      ['charge', 'charge'],
      ['charge_failure', 'charge'],
      ['refund', 'refund'],
      ['refund_failure', 'refund'],
      ['partial_capture_reversal', 'refund'],
      ['dispute', 'dispute'],
      ['dispute_reversal', 'dispute_won'],
      ['payout', 'payout'],
      ['payout_reversal', 'payout'],
      ['fee', 'fee'],
      ['network_cost', 'fee'],
      ['tax', 'fee'],
      ['topup', 'other'],
      ['something_new', 'other'],
    ] as const
  ).map(([category, kind]) => {
    const told = movementOf(bookOf({ reporting_category: category }), null).kind
    return told === kind ? [] : [category, told]
  })
  assert.deepEqual(kinds.flat(), [])
  const ref = refFrom(REF_METADATA)
  assert.deepEqual(movementOf(bookOf({ amount: -1_430, fee: 1_500 }), ref), {
    id: 'txn_1',
    kind: 'charge',
    ref,
    amount: -1_430n,
    fee: 1_500n,
    at: at(CREATED),
  })
})

test('metadata is ours only with all three ids', () => {
  assert.deepEqual(refFrom(REF_METADATA), REF_METADATA)
  for (const name of ['payment', 'order', 'line']) {
    assert.equal(refFrom({ ...REF_METADATA, [name]: 'x' }), null)
    assert.equal(refFrom({ ...REF_METADATA, [name]: undefined }), null)
  }
  for (const odd of [null, undefined, 'x', 1, []]) assert.equal(refFrom(odd), null)
})
