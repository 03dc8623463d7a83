import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IdentityCheckId, LineId, StaffId } from '../basics/ids.ts'
import { instant } from '../basics/time.ts'
import {
  DOCUMENT_NUMBER_LENGTH_MAX,
  DOCUMENT_NUMBER_LENGTH_MIN,
  lastDigitsOf,
  parseDocumentNumber,
  type DocumentNumber,
} from './document-number.ts'
import {
  isExpired,
  judge,
  satisfiesSale,
  type IdentityCheck,
  type IdentityResult,
  type ReadDocument,
} from './identity-check.ts'

const number = 'L898902C3' as DocumentNumber
const passport: ReadDocument = {
  kind: 'passport',
  number,
  expires: Temporal.PlainDate.from('2028-05-01'),
}
const lastMoment = instant('2028-05-01T23:59:59.999999+09:00')
const nextDay = instant('2028-05-02T00:00:00+09:00')

function check(at: string, result: IdentityResult = 'accepted'): IdentityCheck {
  return {
    id: '0190a000-0000-7000-8000-000000000001' as IdentityCheckId,
    line: '0190a000-0000-7000-8000-000000000002' as LineId,
    kind: 'passport',
    lastDigits: lastDigitsOf(number),
    numberHash: 'f00d',
    result,
    clerk: '0190a000-0000-7000-8000-000000000003' as StaffId,
    shop: null,
    at: instant(at),
  }
}

test('A document is good until its last day in Japan is over', () => {
  assert.equal(judge(passport, { isHolder: true, now: lastMoment }), 'accepted')
  assert.equal(judge(passport, { isHolder: true, now: nextDay }), 'expired')
  const endless: ReadDocument = { kind: 'id_card', number, expires: null }
  assert.equal(isExpired(endless, nextDay), false)
})

test('The document of somebody else is refused, expired or not', () => {
  for (const now of [lastMoment, nextDay]) {
    assert.equal(judge(passport, { isHolder: false, now }), 'refused')
  }
})

test('Only an accepted check satisfies a sale, and later ones take nothing away', () => {
  const now = instant('2026-11-23T00:00:00Z')
  const holderSince = null
  const early = '2026-11-01T00:00:00Z'
  const late = '2026-11-02T00:00:00Z'
  assert.equal(satisfiesSale([], { holderSince, now }), false)
  assert.equal(satisfiesSale([check(early, 'expired')], { holderSince, now }), false)
  assert.equal(satisfiesSale([check(early, 'refused')], { holderSince, now }), false)
  assert.equal(satisfiesSale([check(early), check(late, 'refused')], { holderSince, now }), true)
})

test('A check counts from its instant on, for the holder of that time only', () => {
  const at = '2026-11-01T00:00:00Z'
  const now = instant('2026-11-23T00:00:00Z')
  const before = instant('2026-10-31T23:59:59.999999Z')
  const after = instant('2026-11-01T00:00:00.000001Z')
  assert.equal(satisfiesSale([check(at)], { holderSince: null, now: before }), false)
  assert.equal(satisfiesSale([check(at)], { holderSince: null, now: instant(at) }), true)
  assert.equal(satisfiesSale([check(at)], { holderSince: instant(at), now }), true)
  assert.equal(satisfiesSale([check(at)], { holderSince: after, now }), false)
})

test('A number typed and a number read from a machine-readable line are spelt alike', () => {
  for (const text of ['AB12345', 'ab-1234 5', 'ＡＢ１２３４５', 'AB<12345<']) {
    assert.deepEqual(parseDocumentNumber(text), { ok: true, value: 'AB12345' })
  }
  assert.deepEqual(parseDocumentNumber('AB 1/345'), {
    ok: false,
    refusal: { code: 'document_number_character', position: 4, character: '/' },
  })
})

test('A document number keeps within its length', () => {
  for (const length of [DOCUMENT_NUMBER_LENGTH_MIN, DOCUMENT_NUMBER_LENGTH_MAX]) {
    assert.equal(parseDocumentNumber('7'.repeat(length)).ok, true)
  }
  for (const length of [DOCUMENT_NUMBER_LENGTH_MIN - 1, DOCUMENT_NUMBER_LENGTH_MAX + 1]) {
    const refusal = { code: 'document_number_length', length }
    assert.deepEqual(parseDocumentNumber('7'.repeat(length)), { ok: false, refusal })
  }
})
