import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { parseActivationCode } from './activation-code.ts'

describe('an activation code', () => {
  test('is ten digits, noughts in front kept', () => {
    for (const text of ['0012345678', '00123 45678', '００１２３-４５６７８']) {
      assert.deepEqual(parseActivationCode(text), { ok: true, value: '0012345678' })
    }
  })

  test('of another length or with letters is refused by what was found', () => {
    for (const [text, digits] of [
      ['', 0],
      ['123456789', 9],
      ['12345678901', 11],
    ] as const) {
      const refusal = { code: 'wrong_length', digits, expected: [10] }
      assert.deepEqual(parseActivationCode(text), { ok: false, refusal })
    }
    assert.deepEqual(parseActivationCode('LPA:1$x'), {
      ok: false,
      refusal: { code: 'not_digits', position: 1, found: 'L' },
    })
  })
})
