import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  GIFT_CODE_BYTES,
  giftCodeOf,
  parseGiftCode,
  printGiftCode,
  printGiftDigits,
} from './code.ts'

const edges = [0, 255].map((byte) => new Uint8Array(GIFT_CODE_BYTES).fill(byte))
const random = fc.oneof(
  fc.constantFrom(...edges),
  fc.uint8Array({ minLength: GIFT_CODE_BYTES, maxLength: GIFT_CODE_BYTES }),
)

test('Both spellings of a code are read back to the same code', () => {
  fc.assert(
    fc.property(random, (bytes) => {
      const code = giftCodeOf(bytes)
      for (const text of [printGiftCode(code), printGiftDigits(code)]) {
        assert.deepEqual(parseGiftCode(text), { ok: true, value: code })
        assert.deepEqual(parseGiftCode(` ${text.toLowerCase()} `), { ok: true, value: code })
      }
    }),
  )
})

test('One wrong character of the long spelling is always found', () => {
  fc.assert(
    fc.property(random, fc.nat(15), fc.integer({ min: 1, max: 31 }), (bytes, at, by) => {
      const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
      const text = printGiftCode(giftCodeOf(bytes)).replaceAll('-', '')
      const wrong = alphabet[(alphabet.indexOf(text[at] ?? '') + by) % 32] ?? ''
      const typed = text.slice(0, at) + wrong + text.slice(at + 1)
      assert.deepEqual(parseGiftCode(typed), { ok: false, refusal: { code: 'gift_code_mistyped' } })
    }),
  )
})

test('Letters that look like digits are read as those; full-width ones too', () => {
  const code = giftCodeOf(new Uint8Array(GIFT_CODE_BYTES))
  const looks = printGiftCode(code).replaceAll('0', 'O')
  // The check character is zero too and stays as it is.
  assert.deepEqual(parseGiftCode(`${looks.slice(0, -1)}0`), { ok: true, value: code })
  const wide = printGiftDigits(code).replace(
    /\d/g,
    (digit) => '０１２３４５６７８９'[Number(digit)] ?? '',
  )
  assert.deepEqual(parseGiftCode(wide), { ok: true, value: code })
})

test('A text of another length says how long it is', () => {
  const refusal = { code: 'gift_code_length', length: 3 }
  assert.deepEqual(parseGiftCode('abc'), { ok: false, refusal })
})
