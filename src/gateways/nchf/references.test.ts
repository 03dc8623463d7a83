import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { createReferences, REFERENCE_KEY_BYTES, type SessionFacts } from './references.ts'

const KEY = new Uint8Array(REFERENCE_KEY_BYTES).fill(7)
const FACTS: SessionFacts = {
  peer: 'smf-1',
  sessionKey: 'q1w2e3r4',
  subscriber: { imsi: '440100000000001', msisdn: null, iccid: null },
  notifyUri: 'http://smf.example/notify',
  pduSessionId: 5,
  dnn: 'internet',
  fullRates: { uplink: '50 Mbps', downlink: '200 Mbps' },
}

suite('A charging data reference', () => {
  const references = createReferences(KEY)

  test('is opened again, by another process too', () => {
    const reference = references.seal(FACTS)
    assert.match(reference, /^[\w-]+$/)
    assert.deepEqual(createReferences(KEY).open(reference), FACTS)
  })

  test('that was given before rates were kept is opened without them', () => {
    const before = { ...FACTS, fullRates: null }
    assert.deepEqual(references.open(references.seal(before)), before)
  })

  test('is the same for the same session and another for any other', () => {
    const text = fc.string({ maxLength: 20 })
    const facts = fc.record({ peer: text, sessionKey: text, notifyUri: fc.option(text) })
    fc.assert(
      fc.property(facts, facts, (one, other) => {
        const [sealed, another] = [one, other].map((over) => references.seal({ ...FACTS, ...over }))
        const isSame = JSON.stringify(one) === JSON.stringify(other)
        assert.equal(sealed === another, isSame)
        assert.deepEqual(references.open(sealed ?? ''), { ...FACTS, ...one })
      }),
    )
  })

  test('does not say whose session it is', () => {
    const reference = references.seal(FACTS)
    const octets = Buffer.from(reference, 'base64url').toString('latin1')
    assert.ok(!octets.includes('44010') && !octets.includes('smf'))
  })

  test('is nobody else’s to make: changed, cut or made up it is unknown', () => {
    const octets = Buffer.from(references.seal(FACTS), 'base64url')
    for (let at = 0; at < octets.length; at += 1) {
      const changed = Buffer.from(octets)
      changed[at] = (changed[at] ?? 0) ^ 1
      assert.equal(references.open(changed.toString('base64url')), null)
      assert.equal(references.open(octets.subarray(0, at).toString('base64url')), null)
    }
    const other = createReferences(new Uint8Array(REFERENCE_KEY_BYTES).fill(8))
    assert.equal(other.open(references.seal(FACTS)), null)
    for (const text of ['', '1', 'a/b', 'x'.repeat(5_000)])
      assert.equal(references.open(text), null)
  })
})
