import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { readBencode, writeBencode, type Bencoded } from './bencode.ts'

const VALUES = fc.letrec<{ value: Bencoded }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string(), tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).value

suite('Bencode', () => {
  test('is written as others read it', () => {
    const told = { command: 'ping', list: ['é', -7], none: '' }
    const text = 'd7:command4:ping4:listl2:éi-7ee4:none0:e'
    assert.equal(writeBencode(told).toString(), text)
    assert.deepEqual(readBencode(Buffer.from(text)), told)
  })

  test('that was written is read again', () => {
    fc.assert(
      fc.property(VALUES, (value) => assert.deepEqual(readBencode(writeBencode(value)), value)),
    )
  })

  test('that is cut off or goes on is refused', () => {
    for (const text of ['d', 'l1:a', 'i7', '5', '1:a1:b']) {
      assert.throws(() => readBencode(Buffer.from(text)), SyntaxError, text)
    }
  })
})
