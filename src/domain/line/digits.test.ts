import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDigits, swapThatRepairs } from './digits.ts'

test('digits are read through every customary way of grouping them', () => {
  for (const text of [
    '123456',
    ' 12 34 56 ',
    '12-34-56',
    '１２３４５６',
    '１２　３４　５６',
    '12－34－56',
    '12ー34ｰ56',
    '12–34—56',
    '12‐34−56',
    '\u202a12\u00a034\u200b56\u202c\ufeff',
    '12\t34\r\n56',
  ]) {
    assert.deepEqual(readDigits(text), { ok: true, value: '123456' }, JSON.stringify(text))
  }
})

test('the first character that is no digit is named with its place in the typed text', () => {
  for (const [text, position, found] of [
    ['12O4', 3, 'O'],
    ['12 l4', 4, 'l'],
    ['8981F', 5, 'F'],
    ['１２四', 3, '四'],
    ['1📱2', 2, '📱'],
    ['1.2', 2, '.'],
    ['١٢', 1, '١'],
    ['1²', 2, '²'],
    ['1\ud8002', 2, '\ud800'],
  ] as const) {
    assert.deepEqual(readDigits(text), {
      ok: false,
      refusal: { code: 'not_digits', position, found },
    })
  }
})

test('an identifier can name more characters that group its digits', () => {
  assert.deepEqual(readDigits('(12) 3.4', '().'), { ok: true, value: '1234' })
})

test('a text without digits reads as none', () => {
  for (const text of ['', ' ', '--']) assert.deepEqual(readDigits(text), { ok: true, value: '' })
})

test('whatever text comes, the answer is digits only or a place inside the text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const read = readDigits(text)
      if (read.ok) assert.match(read.value, /^[0-9]*$/)
      else assert.equal([...text][read.refusal.position - 1], read.refusal.found)
    }),
  )
})

test('a swap is named only when it is the one that repairs', () => {
  assert.equal(
    swapThatRepairs('1324', (digits) => digits === '1234'),
    2,
  )
  assert.equal(
    swapThatRepairs('4321', (digits) => digits === '1234'),
    null,
  )
  assert.equal(
    swapThatRepairs('2143', (digits) => digits === '1243' || digits === '2134'),
    null,
  )
  assert.equal(
    swapThatRepairs('', () => true),
    null,
  )
})
