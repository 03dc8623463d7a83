import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { formatNational, maskMsisdn, parseMsisdn, type Msisdn } from './msisdn.ts'

function parsed(text: string): Msisdn {
  const result = parseMsisdn(text)
  assert.ok(result.ok, text)
  return result.value
}

describe('a mobile number of Japan', () => {
  test('is read in every form people write it in', () => {
    for (const text of [
      '09012345678',
      '090-1234-5678',
      '090 1234 5678',
      '(090) 1234.5678',
      '０９０－１２３４－５６７８',
      '（０９０）１２３４ー５６７８',
      '+819012345678',
      '+81 90-1234-5678',
      '＋８１　９０　１２３４　５６７８',
      '+81 (0)90 1234 5678',
      '(+81) 90 1234 5678',
      '\u202a+81 90-1234-5678\u202c',
      '00819012345678',
      '819012345678',
      '81 090 1234 5678',
    ]) {
      assert.equal(parsed(text), '+819012345678', text)
    }
  })

  test('may begin with 060, 070, 080, 090 or 020', () => {
    for (const kind of ['060', '070', '080', '090', '020']) {
      assert.equal(parsed(`${kind}12345678`), `+81${kind.slice(1)}12345678`)
    }
  })

  test('has 14 digits under 0200 and 11 elsewhere', () => {
    assert.equal(parsed('02001234567890'), '+812001234567890')
    for (const [text, digits, expected] of [
      ['0901234567', 10, 11],
      ['090123456789', 12, 11],
      ['02012345678901', 14, 11],
      ['02001234567', 11, 14],
      ['020012345678901', 15, 14],
      ['+81 90 1234 567', 11, 12],
      ['+81 (0)90 1234 567', 12, 13],
      ['0081 90 1234 56789', 15, 14],
      ['+81 200 1234567', 12, 15],
      ['9012345678', 10, 11],
      ['', 0, 11],
      ['090', 3, 11],
      ['+', 0, 12],
      ['+81', 2, 12],
      ['+8', 1, 12],
      ['00', 2, 14],
    ] as const) {
      const refusal = { code: 'wrong_length', digits, expected: [expected] }
      assert.deepEqual(parseMsisdn(text), { ok: false, refusal }, text)
    }
  })

  test('is not a land line, freephone or IP number', () => {
    for (const [text, prefix] of [
      ['03-1234-5678', '031'],
      ['050-1234-5678', '050'],
      ['0120-123-456', '012'],
      ['0800-123-4567', '0800'],
      ['+81 800 123 4567', '0800'],
      ['13812345678', '138'],
      ['010 1 212 555 0100', '010'],
    ] as const) {
      const refusal = { code: 'not_mobile_prefix', prefix }
      assert.deepEqual(parseMsisdn(text), { ok: false, refusal }, text)
    }
  })

  test('is not a number of another country', () => {
    for (const [text, countryCode] of [
      ['+86 138 1234 5678', '86'],
      ['＋８８６ 912 345 678', '886'],
      ['0082 10 1234 5678', '82'],
      ['+1 (212) 555-0100', '1'],
      ['+852 9123 4567', '852'],
      ['+9', '9'],
    ] as const) {
      const refusal = { code: 'foreign_number', countryCode }
      assert.deepEqual(parseMsisdn(text), { ok: false, refusal }, text)
    }
  })

  test('with a strange character names it and its place, a late plus too', () => {
    for (const [text, position, found] of [
      ['090-I234-5678', 5, 'I'],
      ['+81 90 123x', 11, 'x'],
      ['+819012345678+', 14, '+'],
      ['++819012345678', 2, '+'],
      ['090+12345678', 4, '+'],
    ] as const) {
      const refusal = { code: 'not_digits', position, found }
      assert.deepEqual(parseMsisdn(text), { ok: false, refusal }, text)
    }
  })

  test('is written and masked the national way', () => {
    assert.equal(formatNational(parsed('+819012345678')), '090-1234-5678')
    assert.equal(maskMsisdn(parsed('+819012345678')), '090-••••-5678')
    assert.equal(formatNational(parsed('02001234567890')), '0200-12345-67890')
    assert.equal(maskMsisdn(parsed('02001234567890')), '0200-•••••-•7890')
  })

  test('comes back the same from its canonical and its national form', () => {
    const number = fc
      .tuple(
        fc.constantFrom('060', '070', '080', '090', '020'),
        fc.integer({ min: 10_000_000, max: 99_999_999 }),
      )
      .map(([kind, rest]) => `${kind}${rest}`)
    fc.assert(
      fc.property(number, (national) => {
        const msisdn = parsed(national)
        assert.equal(parsed(msisdn), msisdn)
        assert.equal(parsed(formatNational(msisdn)), msisdn)
      }),
    )
  })
})
