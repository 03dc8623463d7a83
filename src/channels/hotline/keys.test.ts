import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { KEYS_MAX, keysHeard } from './keys.ts'

suite('Keys', () => {
  for (const [told, digits] of [
    ['1', '1'],
    ['0', '0'],
    ['4711#', '4711'],
    ['#', ''],
    ['*', '*'],
    ['12*', '*'],
    ['*12', '*'],
    ['1A2D', '12'],
    ['٣', ''],
  ] as const) {
    test(`told as "${told}" are heard as "${digits}"`, () => {
      assert.deepEqual(keysHeard(told), { kind: 'digits', digits })
    })
  }

  test('beyond what any ask collects are not heard', () => {
    assert.deepEqual(keysHeard('7'.repeat(KEYS_MAX)), {
      kind: 'digits',
      digits: '7'.repeat(KEYS_MAX),
    })
    assert.deepEqual(keysHeard(`${'7'.repeat(KEYS_MAX)}*`), {
      kind: 'digits',
      digits: '7'.repeat(KEYS_MAX),
    })
  })

  test('are digits or a lone star, whatever is told', () => {
    fc.assert(
      fc.property(fc.string(), (told) => {
        const heard = keysHeard(told)
        assert.ok(heard.kind === 'digits' && /^(?:\*|[0-9]*)$/.test(heard.digits))
      }),
    )
  })
})
