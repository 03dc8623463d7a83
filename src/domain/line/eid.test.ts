import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseEid, type EidRefusal } from './eid.ts'

const SAMPLE = '89049032123451234512345678901235'

function refusal(text: string): EidRefusal {
  const result = parseEid(text)
  assert.ok(!result.ok, text)
  return result.refusal
}

/** The remainder by 97, digit by digit, as one would do it on paper. */
function remainder(digits: string): number {
  let rest = 0
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97
  return rest
}

const thirtyDigits = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 30, maxLength: 30 })
  .map((digits) => digits.join(''))

describe('an EID', () => {
  test('is read as a phone shows it, grouped or full-width', () => {
    for (const text of [
      SAMPLE,
      '8904 9032 1234 5123 4512 3456 7890 1235',
      '８９０４９０３２１２３４５１２３４５１２３４５６７８９０１２３５',
    ]) {
      assert.deepEqual(parseEid(text), { ok: true, value: SAMPLE })
    }
  })

  test('has 32 digits', () => {
    for (const [text, digits] of [
      ['', 0],
      [SAMPLE.slice(1), 31],
      [`${SAMPLE}0`, 33],
    ] as const) {
      assert.deepEqual(refusal(text), { code: 'wrong_length', digits, expected: [32] })
    }
  })

  test('names a character that is no digit', () => {
    assert.deepEqual(refusal(`${SAMPLE.slice(0, 31)}O`), {
      code: 'not_digits',
      position: 32,
      found: 'O',
    })
  })

  test('with wrong check digits names the ones called for', () => {
    assert.deepEqual(refusal(`${SAMPLE.slice(0, 30)}36`), {
      code: 'check_digits',
      expected: '35',
      found: '36',
      swappedAt: null,
    })
  })

  test('with two neighbours exchanged names their place', () => {
    const found = refusal('89049032123451234512345678902135')
    assert.ok(found.code === 'check_digits')
    assert.equal(found.swappedAt, 29)
  })

  test('need not begin with 89, and any first thirty digits have check digits', () => {
    fc.assert(
      fc.property(thirtyDigits, (start) => {
        const wrong = `${start}00`
        const result = parseEid(wrong)
        if (result.ok) return assert.equal(remainder(wrong), 1)
        assert.ok(result.refusal.code === 'check_digits')
        const right = start + result.refusal.expected
        assert.equal(remainder(right), 1)
        assert.deepEqual(parseEid(right), { ok: true, value: right })
      }),
    )
  })

  test('with any one digit changed is refused', () => {
    fc.assert(
      fc.property(fc.nat(31), fc.integer({ min: 0, max: 9 }), (place, digit) => {
        const touched = SAMPLE.slice(0, place) + digit + SAMPLE.slice(place + 1)
        assert.equal(parseEid(touched).ok, touched === SAMPLE)
      }),
    )
  })
})
