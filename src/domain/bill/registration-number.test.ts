import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parseRegistrationNumber } from './registration-number.ts'

/** The National Tax Agency's own corporate number. */
const SAMPLE = 'T7000012050002'
const digit = fc.integer({ min: 0, max: 9 })

describe('a registration number', () => {
  test('is T and 13 digits whose first checks the others', () => {
    assert.equal(parseRegistrationNumber(SAMPLE), SAMPLE)
    for (const text of [
      '',
      SAMPLE.slice(1),
      SAMPLE.slice(0, -1),
      `${SAMPLE}0`,
      SAMPLE.toLowerCase(),
      'T７000012050002',
      ` ${SAMPLE}`,
    ]) {
      assert.equal(parseRegistrationNumber(text), null, text)
    }
  })

  test('has exactly one check digit for twelve others, never 0', () => {
    fc.assert(
      fc.property(fc.array(digit, { minLength: 12, maxLength: 12 }), (rest) => {
        const accepted = [...'0123456789'].filter(
          (check) => parseRegistrationNumber(`T${check}${rest.join('')}`) !== null,
        )
        assert.equal(accepted.length, 1)
        assert.notEqual(accepted[0], '0')
      }),
    )
  })

  test('is refused with a wrong digit, but for 0 and 9 which its rule can not tell apart', () => {
    const place = fc.integer({ min: 1, max: 13 })
    fc.assert(
      fc.property(place, digit, (at, wrong) => {
        const right = Number(SAMPLE[at])
        fc.pre((right - wrong) % 9 !== 0)
        const text = `${SAMPLE.slice(0, at)}${wrong}${SAMPLE.slice(at + 1)}`
        assert.equal(parseRegistrationNumber(text), null)
      }),
    )
  })
})
