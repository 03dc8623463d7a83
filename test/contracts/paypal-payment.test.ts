/** The pure part of the PayPal adapter: orders, refusals, ids, times and codes into our words. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { mintedAt, refusalIn } from '../../src/adapters/payments/paypal/charge.ts'
import { disputeIn } from '../../src/adapters/payments/paypal/disputes.ts'
import { kindOf } from '../../src/adapters/payments/paypal/movements.ts'
import { paymentOf, reasonIn, takenIn } from '../../src/adapters/payments/paypal/payment.ts'
import { CUSTOM_ID_LENGTH_MAX, customIdOf, refIn } from '../../src/adapters/payments/paypal/ref.ts'
import {
  instantIn,
  moneyOf,
  PayPalMismatch,
  wireTime,
  yenIn,
  type WireCapture,
  type WireOrder,
} from '../../src/adapters/payments/paypal/wire.ts'
import type { PaymentRef } from '../../src/app/ports.ts'
import type { LineId, OrderId, PaymentId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant } from '../../src/domain/basics/time.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'

const JPY = (value: string) => ({ currency_code: 'JPY', value })

const CAPTURE: WireCapture = {
  id: '2GG279541U471931P',
  status: 'COMPLETED',
  amount: JPY('1430'),
  create_time: '2026-11-20T01:02:03Z',
  seller_receivable_breakdown: { paypal_fee: JPY('91') },
}

function order(
  status: string,
  capture: Partial<WireCapture> | null = {},
  change: Partial<WireOrder> = {},
): WireOrder {
  const captures = capture === null ? [] : [{ ...CAPTURE, ...capture }]
  return {
    id: '5O190127TN364715T',
    status,
    purchase_units: [{ amount: JPY('1430'), payments: { captures } }],
    ...change,
  }
}

test('before a capture the order tells how far the payer is', () => {
  for (const status of ['CREATED', 'SAVED', 'PAYER_ACTION_REQUIRED']) {
    assert.equal(paymentOf(order(status, null), []).state, 'open')
  }
  assert.deepEqual(paymentOf(order('APPROVED', null), []), { state: 'approved' })
  assert.deepEqual(paymentOf(order('VOIDED', null), []), { state: 'failed', reason: 'cancelled' })
  assert.throws(() => paymentOf(order('SHIPPED', null), []), /unknown state: SHIPPED/)
})

test('of a completed order the capture tells whether money was taken', () => {
  for (const status of ['COMPLETED', 'REFUNDED', 'PARTIALLY_REFUNDED', 'REVERSED']) {
    const capture = order('COMPLETED', { status })
    assert.equal(paymentOf(capture, []).state, 'succeeded', status)
    assert.equal(takenIn(capture), CAPTURE.id)
  }
  for (const status of ['DECLINED', 'FAILED']) {
    const failed = { state: 'failed', reason: 'declined' }
    assert.deepEqual(paymentOf(order('COMPLETED', { status }), []), failed)
  }
  assert.deepEqual(paymentOf(order('COMPLETED', { status: 'PENDING' }), []), { state: 'undecided' })
  assert.deepEqual(paymentOf(order('COMPLETED', null), []), { state: 'undecided' })
  assert.equal(takenIn(order('COMPLETED', { status: 'PENDING' })), null)
  assert.throws(() => paymentOf(order('COMPLETED', { status: 'LOST' }), []), /unknown state: LOST/)
})

test('a success carries the claim, the charge, the fee and the disputes it was given', () => {
  const dispute = { id: 'PP-D-1', state: 'open', amount: yen(1_430), fee: null } as const
  assert.deepEqual(paymentOf(order('COMPLETED'), [dispute]), {
    state: 'succeeded',
    amount: 1_430n,
    claimedAt: instant('2026-11-20T01:02:03Z'),
    charge: CAPTURE.id,
    means: { brand: 'paypal', lastDigits: '' },
    fee: 91n,
    kept: null,
    disputes: [dispute],
  })
  const { seller_receivable_breakdown: _, ...bare } = CAPTURE
  const purchase_units = [{ amount: JPY('1430'), payments: { captures: [bare] } }]
  const told = paymentOf(order('COMPLETED', null, { purchase_units }), [])
  assert.equal(told.state === 'succeeded' && told.fee, null)
})

test('another amount or currency than was asked is a mismatch, not a success', () => {
  for (const amount of [JPY('1431'), { currency_code: 'USD', value: '1430' }, JPY('14.30')]) {
    assert.throws(() => paymentOf(order('COMPLETED', { amount }), []), PayPalMismatch)
  }
})

test('means are kept once PayPal has kept them, with its customer and token and nothing else', () => {
  const vaulted = (vault: object) => {
    const told = paymentOf(
      order('COMPLETED', {}, { payment_source: { paypal: { attributes: { vault } } } }),
      [],
    )
    return told.state === 'succeeded' ? told.kept : assert.fail(told.state)
  }
  const whole = { id: '8kk8451t', status: 'VAULTED', customer: { id: 'BygeLlrpZF' } }
  assert.deepEqual(vaulted(whole), {
    brand: 'paypal',
    lastDigits: '',
    customer: 'BygeLlrpZF',
    token: '8kk8451t',
    expires: null,
  })
  assert.equal(vaulted({ ...whole, status: 'APPROVED' }), null)
  assert.equal(vaulted({ status: 'APPROVED' }), null)
  assert.equal(vaulted({ id: '8kk8451t' }), null)
})

test('the gravest of several refusals counts, and a fault of ours is none of the payer', () => {
  assert.equal(reasonIn(['INSTRUMENT_DECLINED']), 'declined')
  assert.equal(reasonIn(['INSTRUMENT_DECLINED', 'AGREEMENT_ALREADY_CANCELLED']), 'barred')
  assert.equal(reasonIn(['PAYER_ACTION_REQUIRED']), 'authentication_needed')
  assert.equal(reasonIn(['PAYER_ACCOUNT_LOCKED_OR_CLOSED']), 'barred')
  assert.equal(reasonIn(['CARD_EXPIRED']), 'expired_card')
  for (const issue of ['INVALID_CURRENCY_CODE', 'PAYEE_ACCOUNT_RESTRICTED', 'PERMISSION_DENIED']) {
    assert.equal(reasonIn([issue]), null, issue)
  }
  assert.equal(reasonIn([]), null)
})

test('only a reference of our own says a refusal by itself', () => {
  const told = refusalIn('refused:barred:0197a000-0000-7000-8000-000000000001' as ProviderReference)
  assert.deepEqual(told, { state: 'failed', reason: 'barred' })
  for (const other of ['5O190127TN364715T', 'refused:rich:x', 'declined:barred:x', '']) {
    assert.equal(refusalIn(other as ProviderReference), null, other)
  }
})

test('our three ids fit into the custom id and come back out of it', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), fc.uuid(), (line, theOrder, payment) => {
      const ref: PaymentRef = {
        line: line as LineId,
        order: theOrder as OrderId,
        payment: payment as PaymentId,
      }
      const text = customIdOf(ref)
      assert.ok(text.length <= CUSTOM_ID_LENGTH_MAX)
      assert.deepEqual(refIn(text), ref)
      for (const bad of [`${text}|`, `${text}|x`, text.slice(1), text.replace('|', ','), 7, null]) {
        assert.equal(refIn(bad), null)
      }
    }),
  )
})

test('yen come back as they went out; other money is not yen', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(10n ** 14n), max: 10n ** 14n }), (amount) => {
      assert.equal(yenIn(moneyOf(yen(amount))), amount)
    }),
  )
  assert.equal(yenIn(JPY('1430.00')), 1_430n)
  for (const money of [undefined, JPY('14.5'), JPY(''), JPY('1e3'), JPY(' 1')]) {
    assert.equal(yenIn(money), null)
  }
})

test('times are read with and without a colon in the offset, and asked to the second', () => {
  const at = instant('2026-11-20T01:02:03Z')
  for (const text of [
    '2026-11-20T01:02:03Z',
    '2026-11-20T10:02:03+0900',
    '2026-11-20T01:02:03+0000',
  ]) {
    assert.ok(instantIn(text).equals(at), text)
  }
  assert.equal(wireTime(instant('2026-11-20T01:02:03.999999Z')), '2026-11-20T01:02:03Z')
})

test('a UUID of version 7 tells when it was minted', () => {
  const at = instant('2026-11-20T01:02:03.004Z')
  const hex = at.epochMilliseconds.toString(16).padStart(12, '0')
  const id = `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000001`
  assert.ok(mintedAt(id).equals(at))
})

test('transaction event codes become the kinds of our book', () => {
  for (const [code, amount, kind] of [
    ['T0006', 1_430n, 'charge'],
    ['T0003', 1_430n, 'charge'],
    ['T0000', -500n, 'other'],
    ['T1107', -1_430n, 'refund'],
    ['T1106', -1_430n, 'dispute'],
    ['T1110', -1_430n, 'dispute'],
    ['T1201', -1_430n, 'dispute'],
    ['T1111', 1_430n, 'dispute_won'],
    ['T1202', 1_430n, 'dispute_won'],
    ['T0106', -1_300n, 'fee'],
    ['T1108', 51n, 'fee'],
    ['T0400', -9_000n, 'payout'],
    ['T0403', -9_000n, 'payout'],
    ['T1500', -9_000n, 'other'],
  ] as const) {
    assert.equal(kindOf(code, amount), kind, code)
  }
})

test('a dispute is open until it is resolved, and won where the money stays ours', () => {
  const told = (status: string, outcome_code?: string) =>
    disputeIn({
      dispute_id: 'PP-D-1',
      status,
      dispute_amount: JPY('1430'),
      ...(outcome_code === undefined ? {} : { dispute_outcome: { outcome_code } }),
    }).state
  for (const status of ['OPEN', 'WAITING_FOR_SELLER_RESPONSE', 'UNDER_REVIEW', 'OTHER']) {
    assert.equal(told(status), 'open')
  }
  for (const outcome of ['RESOLVED_SELLER_FAVOUR', 'RESOLVED_WITH_PAYOUT', 'CANCELED_BY_BUYER']) {
    assert.equal(told('RESOLVED', outcome), 'won')
  }
  for (const outcome of ['RESOLVED_BUYER_FAVOUR', 'ACCEPTED', 'NONE', undefined]) {
    assert.equal(told('RESOLVED', outcome), 'lost')
  }
})
