import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { fromJson, toJson, toJsonText } from './json.ts'

const leaf = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.integer(),
  fc.string({ unit: 'binary' }),
  fc.bigInt(),
  fc.bigInt(-(2n ** 62n), 2n ** 62n).map((nanos) => new Temporal.Instant(nanos)),
  fc.constant(Temporal.PlainDate.from('2027-02-28')),
  fc.uint8Array({ maxLength: 5 }),
)
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ depthSize: 'small' }, leaf, tie('many'), tie('named')),
  many: fc.array(tie('tree'), { maxLength: 4 }),
  named: fc.dictionary(
    fc.string().filter((name) => !name.startsWith('$') && name !== '__proto__'),
    fc.oneof(tie('tree'), fc.constant(undefined)),
    { maxKeys: 4 },
  ),
}))

describe('A domain value', () => {
  test('comes back from its JSON as it was, without what is undefined', () => {
    fc.assert(
      fc.property(tree, (value) => {
        const again = fromJson(JSON.parse(JSON.stringify(toJson(value))))
        assert.deepEqual(toJson(again), toJson(value))
      }),
    )
  })

  test('is the same text when it is written at once', () => {
    fc.assert(
      fc.property(tree, (value) => {
        assert.equal(toJsonText(value), JSON.stringify(toJson(value)))
      }),
    )
  })

  test('may have its instants written another way', () => {
    const at = Temporal.Instant.from('2027-01-01T00:00:00Z')
    assert.equal(
      toJsonText([{ at }], () => 'now'),
      '[{"at":{"$instant":"now"}}]',
    )
  })
})
