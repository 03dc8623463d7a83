import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseResidenceCardNumber } from './residence-card-number.ts'

const letters = (length: number) =>
  fc.stringMatching(new RegExp(`^[A-Z]{${length}}$`), { size: 'max' })
const numbers = fc
  .tuple(letters(2), fc.stringMatching(/^[0-9]{8}$/), letters(2))
  .map((parts) => parts.join(''))

const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

test('A number is read in lower case, full width, with spaces and dashes', () => {
  const same = ['AB12345678CD', 'ab 1234 5678 cd', 'ＡＢ１２３４５６７８ＣＤ', 'AB-12345678-CD\r\n']
  for (const text of same) {
    assert.deepEqual(parseResidenceCardNumber(text), { ok: true, value: 'AB12345678CD' })
  }
  fc.assert(
    fc.property(numbers, (number) => {
      for (const text of [number.toLowerCase(), fullWidth(number), [...number].join('　')]) {
        assert.deepEqual(parseResidenceCardNumber(text), { ok: true, value: number })
      }
    }),
  )
})

test('A digit where a letter belongs, or the reverse, is named with its position', () => {
  fc.assert(
    fc.property(numbers, fc.nat(11), (number, index) => {
      const isLetter = index < 2 || index > 9
      const typed = number.slice(0, index) + (isLetter ? '7' : 'X') + number.slice(index + 1)
      assert.deepEqual(parseResidenceCardNumber(typed), {
        ok: false,
        refusal: {
          code: 'residence_card_character',
          position: index + 1,
          character: isLetter ? '7' : 'X',
          wanted: isLetter ? 'letter' : 'digit',
          likely: null,
        },
      })
    }),
  )
})

test('A look-alike of the wanted kind is suggested', () => {
  const likely = (text: string) => {
    const read = parseResidenceCardNumber(text)
    return read.ok || read.refusal.code !== 'residence_card_character'
      ? null
      : `${read.refusal.position}${read.refusal.likely}`
  }
  assert.equal(likely('AB1234567OCD'), '100')
  assert.equal(likely('A812345678CD'), '2B')
  assert.equal(likely('AB12345678C在'), '12null')
})

test('Too few and too many characters are counted', () => {
  const wanted = 12
  for (const [text, got] of [
    ['AB1234567CD', 11],
    ['AB123456789CD', 13],
    ['', 0],
  ] as const) {
    const refusal = { code: 'residence_card_length', got, wanted }
    assert.deepEqual(parseResidenceCardNumber(text), { ok: false, refusal })
  }
})
