import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { homeNetworkOf, parseImsi, type Imsi } from './imsi.ts'

function parsed(text: string): Imsi {
  const result = parseImsi(text)
  assert.ok(result.ok, text)
  return result.value
}

describe('an IMSI', () => {
  test('has 14 or 15 digits', () => {
    assert.equal(parsed('440101234567890'), '440101234567890')
    assert.equal(parsed('44010123456789'), '44010123456789')
    for (const [text, digits] of [
      ['4401012345678', 13],
      ['4401012345678901', 16],
    ] as const) {
      const refusal = { code: 'wrong_length', digits, expected: [14, 15] }
      assert.deepEqual(parseImsi(text), { ok: false, refusal })
    }
    assert.deepEqual(parseImsi('44010-12345678x'), {
      ok: false,
      refusal: { code: 'not_digits', position: 15, found: 'x' },
    })
  })

  test('tells its home network when it is of Japan', () => {
    for (const [text, mcc, mnc] of [
      ['440101234567890', '440', '10'],
      ['440201234567890', '440', '20'],
      ['440541234567890', '440', '54'],
      ['441001234567890', '441', '00'],
      ['441203123456789', '441', '203'],
    ] as const) {
      assert.deepEqual(homeNetworkOf(parsed(text)), { mcc, mnc })
    }
    assert.equal(homeNetworkOf(parsed('310260123456789')), null)
  })
})
