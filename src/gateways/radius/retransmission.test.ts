import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { TELL_AGAIN_SECONDS } from '../../domain/charging/enforcing.ts'
import { FIRST_WAIT_MS, PATIENCE_MS, SENDINGS_MAX, WAIT_MS_MAX, waitMs } from './retransmission.ts'

describe('the wait before a request goes out again', () => {
  const NO_JITTER = 0.5

  it('begins at two seconds and doubles up to its limit (RFC 5080 §2.2.1)', () => {
    const waits: number[] = []
    for (let sendings = 1, lastWaitMs = 0; sendings <= SENDINGS_MAX; sendings += 1) {
      lastWaitMs = waitMs({ sendings, lastWaitMs }, NO_JITTER)
      waits.push(lastWaitMs)
    }
    assert.deepEqual(waits, [2_000, 4_000, 8_000, 16_000])
    assert.equal(waits[0], FIRST_WAIT_MS)
    assert.equal(waits[3], WAIT_MS_MAX)
    assert.ok(PATIENCE_MS < TELL_AGAIN_SECONDS * 1_000)
  })

  it('leaves no sending over when patience ends, whatever chance says', () => {
    for (const rand of [0, 0.25, NO_JITTER, 0.75, 0.999_99]) {
      let [sentAtMs, lastWaitMs] = [0, 0]
      for (let sendings = 1; sendings < SENDINGS_MAX; sendings += 1) {
        lastWaitMs = waitMs({ sendings, lastWaitMs }, rand)
        sentAtMs += lastWaitMs
      }
      assert.ok(sentAtMs + WAIT_MS_MAX / 2 < PATIENCE_MS, `${rand}: sent last at ${sentAtMs} ms`)
    }
  })

  it('is a tenth shorter or longer by chance', () => {
    const first = { sendings: 1, lastWaitMs: 0 }
    assert.equal(waitMs(first, 0), 1_800)
    assert.ok(Math.abs(waitMs(first, 1) - 2_200) < 1e-6)
    const second = { sendings: 2, lastWaitMs: 2_000 }
    assert.equal(waitMs(second, 0), 3_800)
    const last = { sendings: SENDINGS_MAX, lastWaitMs: WAIT_MS_MAX }
    assert.equal(waitMs(last, 0), 0.9 * WAIT_MS_MAX)
  })
})
