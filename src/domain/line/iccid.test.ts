import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { issuerPrefix, maskIccid, parseIccid, type Iccid, type IccidRefusal } from './iccid.ts'

const SAMPLE = '8981100123456789017'

function parsed(text: string): Iccid {
  const result = parseIccid(text)
  assert.ok(result.ok, text)
  return result.value
}

function refusal(text: string): IccidRefusal {
  const result = parseIccid(text)
  assert.ok(!result.ok, text)
  return result.refusal
}

/** Luhn written the other way round: by table, from the left, on the whole number. */
function sumsToTen(digits: string): boolean {
  const doubled = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9]
  let sum = 0
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[index])
    sum += (digits.length - index) % 2 === 0 ? doubled[digit]! : digit
  }
  return sum % 10 === 0
}

const body = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length - 3, maxLength: length - 3 })
    .map((digits) => `89${digits.join('')}`)
const rightIccid = fc
  .constantFrom(19, 20)
  .chain(body)
  .map((start) => start + [...'0123456789'].find((check) => sumsToTen(start + check)))

describe('an ICCID', () => {
  test('is read as it stands on the card, grouped or full-width', () => {
    for (const text of [
      SAMPLE,
      '8981 1001 2345 6789 017',
      '８９８１－１００１２３４５６７８９０１７',
    ]) {
      assert.equal(parsed(text), SAMPLE)
    }
  })

  test('has 19 or 20 digits', () => {
    for (const [text, digits] of [
      ['', 0],
      [SAMPLE.slice(0, 18), 18],
      [`${SAMPLE}00`, 21],
    ] as const) {
      assert.deepEqual(refusal(text), { code: 'wrong_length', digits, expected: [19, 20] })
    }
    assert.equal(parsed('89811001234567890171').length, 20)
  })

  test('begins with 89', () => {
    assert.deepEqual(refusal('4111111111111111111'), {
      code: 'not_a_sim_number',
      startsWith: '41',
    })
  })

  test('may not carry the filler F that some readers show', () => {
    assert.deepEqual(refusal(`${SAMPLE}F`), { code: 'not_digits', position: 20, found: 'F' })
  })

  test('with a wrong digit names the check digit that was called for', () => {
    assert.deepEqual(refusal('8981100123456789018'), {
      code: 'check_digit',
      expected: '7',
      found: '8',
      swappedAt: null,
    })
  })

  test('with two neighbours exchanged names the place when only one place would do', () => {
    for (const [text, swappedAt] of [
      ['8981100123456789071', 18],
      ['8981100123465789017', null],
    ] as const) {
      const found = refusal(text)
      assert.ok(found.code === 'check_digit')
      assert.equal(found.swappedAt, swappedAt)
    }
  })

  test('is accepted exactly when its digits sum up, by another way of summing', () => {
    fc.assert(
      fc.property(rightIccid, fc.nat(), fc.integer({ min: 0, max: 9 }), (right, at, digit) => {
        assert.equal(parsed(right), right)
        const place = 2 + (at % (right.length - 2))
        const touched = right.slice(0, place) + digit + right.slice(place + 1)
        assert.equal(parseIccid(touched).ok, touched === right)
      }),
    )
  })

  test('named swaps, undone, give a right number', () => {
    fc.assert(
      fc.property(fc.constantFrom(19, 20).chain(body), (start) => {
        const result = parseIccid(`${start}0`)
        if (result.ok || result.refusal.code !== 'check_digit') return
        const { expected, swappedAt } = result.refusal
        assert.ok(sumsToTen(start + expected))
        if (swappedAt === null) return
        const digits = [...`${start}0`]
        const [one, other] = digits.splice(swappedAt - 1, 2)
        digits.splice(swappedAt - 1, 0, other!, one!)
        assert.ok(sumsToTen(digits.join('')))
      }),
    )
  })

  test('tells its country and issuer', () => {
    assert.deepEqual(issuerPrefix(parsed(SAMPLE)), {
      prefix: '8981100',
      country: '81',
      issuer: '100',
    })
    for (const [start, country, issuer] of [
      ['8986001', '86', '001'],
      ['8985201', '852', '01'],
      ['8901410', '01', '410'],
      ['8970199', '7', '0199'],
    ] as const) {
      const check = [...'0123456789'].find((digit) => sumsToTen(`${start}00000000000${digit}`))
      const found = issuerPrefix(parsed(`${start}00000000000${check}`))
      assert.deepEqual(found, { prefix: start, country, issuer })
    }
  })

  test('is masked in one form, whatever its length', () => {
    assert.equal(maskIccid(parsed(SAMPLE)), '8981 •••• •••• ••• 9017')
    assert.equal(maskIccid(parsed('89811001234567890171')), '8981 •••• •••• ••• 0171')
  })
})
