import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { instant } from '../../../domain/basics/time.ts'
import {
  GIFT_CODE_BYTES,
  giftCodeOf,
  printGiftCode,
  printGiftDigits,
} from '../../../domain/gift-card/code.ts'
import { parseExpiryDate } from './expiry-date.ts'
import { recogniseScan, SCAN_LENGTH_MAX } from './recognise-scan.ts'

const now = instant('2026-11-23T03:00:00Z')
const scan = (text: string) => recogniseScan(text, now)
const wide = (text: string) =>
  text
    .replaceAll(' ', '\u3000')
    .replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))

const PASSPORT = `P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
L898902C36UTO7408122F1204159ZE184226B<<<<<10`
const ORDER = '0190a000-0000-7000-8000-0000deadbe3f'
const GIFT = giftCodeOf(new Uint8Array(GIFT_CODE_BYTES).fill(0x5b))

/** Each text is recognised as it stands, in full width and as a scanner frames it. */
const RECOGNISED = [
  ['8981100123456789017', { kind: 'iccid', iccid: '8981100123456789017' }],
  ['8981 1001 2345 6789 017', { kind: 'iccid', iccid: '8981100123456789017' }],
  ['8981100123456789017F', { kind: 'iccid', iccid: '8981100123456789017' }],
  ['ab 1234 5678 cd', { kind: 'residence_card', number: 'AB12345678CD' }],
  ['TK1234567', { kind: 'document_number', number: 'TK1234567' }],
  ['123456789', { kind: 'document_number', number: '123456789' }],
  ['D23145890734', { kind: 'document_number', number: 'D23145890734' }],
  ['1234 5678', { kind: 'short_code', digits: '12345678' }],
  ['#12345678', { kind: 'order_number', number: '12345678' }],
  ['deadbe3f', { kind: 'order_number', number: 'DEADBE3F' }],
  [ORDER, { kind: 'order', order: ORDER }],
  [`https://example.com/orders/${ORDER}`, { kind: 'order', order: ORDER }],
  [`https://example.com/orders/${ORDER}/receipt?lang=ja`, { kind: 'order', order: ORDER }],
  ['090-1234-5678', { kind: 'phone', msisdn: '+819012345678' }],
  ['+81 (0)90 1234 5678', { kind: 'phone', msisdn: '+819012345678' }],
  ['818012345678', { kind: 'phone', msisdn: '+818012345678' }],
  ['02001234567890', { kind: 'phone', msisdn: '+812001234567890' }],
  ['Wei@Example.com', { kind: 'email', email: 'wei@example.com' }],
  ['Li Wei <wei@example.com>', { kind: 'email', email: 'wei@example.com' }],
  ['Maria  Garcia-Lopez', { kind: 'name', name: 'Maria Garcia-Lopez' }],
  ['林', { kind: 'name', name: '林' }],
  ['ダニエル・スミス', { kind: 'name', name: 'ダニエル・スミス' }],
  ['Christopher James', { kind: 'name', name: 'Christopher James' }],
  [printGiftCode(GIFT), { kind: 'gift_code', giftCode: GIFT }],
  [printGiftCode(GIFT).replaceAll('-', '').toLowerCase(), { kind: 'gift_code', giftCode: GIFT }],
  [printGiftDigits(GIFT), { kind: 'gift_code', giftCode: GIFT }],
  ['', { kind: 'unknown' }],
  ['1234', { kind: 'unknown' }],
  ['1234567890', { kind: 'unknown' }],
  ['123456789012', { kind: 'unknown' }],
  ['LPA:1$smdp.example$CODE', { kind: 'unknown' }],
  ['https://example.com/', { kind: 'unknown' }],
  ['?!', { kind: 'unknown' }],
] as const

test('What a clerk types or scans is recognised by its shape', () => {
  for (const [text, expected] of RECOGNISED) {
    for (const form of [text, `\u0002${text}\r\n`, `  ${text}\t`, wide(text)]) {
      assert.deepEqual(scan(form), expected, JSON.stringify(form))
    }
  }
})

test('A code is recognised behind the mark that a scanner puts before it', () => {
  assert.equal(scan(']C18981100123456789017').kind, 'iccid')
  assert.equal(scan(`]Q3${printGiftCode(GIFT)}`).kind, 'gift_code')
})

test('A machine-readable zone is read as it comes, and its refusal handed on', () => {
  for (const text of [
    PASSPORT,
    PASSPORT.replace('\n', ''),
    wide(PASSPORT),
    PASSPORT.toLowerCase(),
  ]) {
    const found = scan(text)
    assert.equal(found.kind === 'mrz' && found.document.number, 'L898902C3')
  }
  const found = scan(PASSPORT.replace('1204159', '1204158'))
  assert.equal(found.kind === 'refused' && found.meant, 'mrz')
  assert.equal(found.kind === 'refused' && found.refusal.code, 'mrz_check_digit')
})

test('What is surely meant but wrong is refused with the fact that tells it', () => {
  const refused = (text: string) => {
    const found = scan(text)
    return found.kind === 'refused' ? [found.meant, found.refusal.code] : found
  }
  assert.deepEqual(scan('8981100123456789018'), {
    kind: 'refused',
    meant: 'iccid',
    refusal: { code: 'check_digit', expected: '7', found: '8', swappedAt: null },
  })
  assert.deepEqual(refused('898110012345678901'), ['iccid', 'wrong_length'])
  assert.deepEqual(refused('7981100123456789017'), ['iccid', 'not_a_sim_number'])
  assert.deepEqual(refused('AB1234567OCD'), ['residence_card', 'residence_card_character'])
  assert.deepEqual(refused('AB1234567CD'), ['residence_card', 'residence_card_length'])
  assert.deepEqual(refused('ABCD-EFGH-JKMN-PQR2-0'), ['gift_code', 'gift_code_mistyped'])
  assert.deepEqual(refused('ABCD-EFGH-JKMN-PQR2'), ['gift_code', 'gift_code_length'])
  assert.deepEqual(refused('1'.repeat(25)), ['gift_code', 'gift_code_mistyped'])
  assert.deepEqual(refused('090-1234-567'), ['phone', 'wrong_length'])
  assert.deepEqual(refused('+86 138 1234 5678'), ['phone', 'foreign_number'])
  assert.deepEqual(refused('wei@example'), ['email', 'not_an_email'])
  assert.deepEqual(refused('P<UTO<<'), ['mrz', 'mrz_length'])
})

test('A text beyond the limit is not looked at', () => {
  assert.equal(scan('あ'.repeat(SCAN_LENGTH_MAX)).kind, 'name')
  assert.equal(scan('あ'.repeat(SCAN_LENGTH_MAX + 1)).kind, 'unknown')
})

test('Every text has an answer, and the same one each time', () => {
  const pieces = fc.constantFrom(
    ...RECOGNISED.map(([text]) => text),
    PASSPORT,
    '<<',
    '@',
    ' ',
    '９',
  )
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 120 }),
    fc.string({ unit: fc.constantFrom(...'089+<#@.- AFOI\n*]「ｱ'), maxLength: 100 }),
    fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 4 })
      .map((all) => all.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const found = scan(text)
      assert.deepEqual(scan(text), found)
      if (text.trim() === '') assert.equal(found.kind, 'unknown')
    }),
    { numRuns: 500 },
  )
})

test('The last day of a card is read in the ways that people write it', () => {
  for (const text of [
    '2028-05-01',
    '2028/5/1',
    ' 2028.05.01',
    '2028年5月1日',
    '20280501',
    '２０２８／０５／０１',
  ]) {
    const date = parseExpiryDate(text)
    assert.equal(date.ok && date.value.toString(), '2028-05-01', text)
  }
  assert.deepEqual(parseExpiryDate('2027-02-29'), {
    ok: false,
    refusal: { code: 'expiry_date_unknown_day', year: 2027, month: 2, day: 29 },
  })
  for (const text of ['', '28-05-01', '1 May 2028', '2028-05']) {
    assert.deepEqual(parseExpiryDate(text), { ok: false, refusal: { code: 'expiry_date_shape' } })
  }
})
