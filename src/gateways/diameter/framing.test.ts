import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { avp } from './avps.ts'
import { MESSAGE_BYTES_MAX, encode } from './codec.ts'
import { createFraming } from './framing.ts'

function message(length: number): Uint8Array {
  return encode({
    command: 272,
    application: 4,
    request: true,
    proxiable: true,
    error: false,
    retransmitted: false,
    hopByHop: length,
    endToEnd: 0,
    avps: length === 0 ? [] : [avp('CC-Correlation-Id', new Uint8Array(length).fill(length))],
  })
}

describe('Messages out of a stream', () => {
  it('are the same however the stream was cut', () => {
    const lengths = fc.array(fc.nat(60), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(
        lengths,
        fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1 }),
        (all, cuts) => {
          const messages = all.map(message)
          const stream = Buffer.concat(messages)
          const framing = createFraming()
          const found: string[] = []
          for (let at = 0, turn = 0; at < stream.length; turn += 1) {
            const size = cuts[turn % cuts.length] ?? 1
            const whole = framing.add(stream.subarray(at, at + size))
            assert.ok(whole !== null)
            found.push(...whole.map((bytes) => bytes.toHex()))
            at += size
          }
          assert.deepEqual(
            found,
            messages.map((bytes) => bytes.toHex()),
          )
        },
      ),
    )
  })

  it('are given up where the length is none that a message has', () => {
    const framing = createFraming()
    assert.deepEqual(framing.add(Uint8Array.of(1, 0)), [])
    assert.equal(framing.add(Uint8Array.of(0, 19)), null)
    const tooLong = MESSAGE_BYTES_MAX + 4
    const head = Uint8Array.of(1, tooLong >> 16, (tooLong >> 8) & 0xff, tooLong & 0xff)
    assert.equal(createFraming().add(head), null)
    assert.equal(createFraming().add(new TextEncoder().encode('GET / HTTP/1.1\r\n')), null)
  })
})
