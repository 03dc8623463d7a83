import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../basics/data-volume.ts'
import { count } from './counting.ts'

const LAP = bytes(2n ** 32n)

function fresh(before: number, told: number, order: 'late' | 'later' | 'unknown', wrapsAt = true) {
  const counted = count(bytes(before), bytes(told), { order, wrapsAt: wrapsAt ? LAP : null })
  return [Number(counted.fresh), Number(counted.bytesCounted)]
}

describe('Counters since a session began', () => {
  test('tell what is new since the report before', () => {
    assert.deepEqual(fresh(100, 150, 'later'), [50, 150])
    assert.deepEqual(fresh(100, 100, 'later'), [0, 100])
    assert.deepEqual(fresh(100, 150, 'unknown'), [50, 150])
  })

  test('tell nothing new when they come late, or have fallen nobody knows when', () => {
    assert.deepEqual(fresh(100, 90, 'late'), [0, 100])
    assert.deepEqual(fresh(100, 190, 'late'), [0, 100])
    assert.deepEqual(fresh(100, 90, 'unknown'), [0, 100])
  })

  test('have wrapped when they fell by more than half a lap', () => {
    const near = 2 ** 32 - 10
    assert.deepEqual(fresh(near, 5, 'later'), [15, near + 15])
    assert.deepEqual(fresh(near + 15, 6, 'later'), [1, near + 16])
  })

  test('have begun again when they fell by less, or never wrap', () => {
    assert.deepEqual(fresh(5_000, 10, 'later'), [10, 10])
    assert.deepEqual(fresh(2 ** 32 - 10, 5, 'later', false), [5, 5])
  })

  test('lose nothing of a counter that wraps, if less than half a lap lies between reports', () => {
    const steps = fc.array(fc.bigInt(0n, LAP / 2n - 1n), { maxLength: 30 })
    fc.assert(
      fc.property(steps, (all) => {
        let truth = 0n
        let counted = bytes(0n)
        for (const step of all) {
          truth += step
          const told = bytes(truth % LAP)
          const next = count(counted, told, { order: 'later', wrapsAt: LAP })
          assert.equal(next.fresh, step)
          counted = next.bytesCounted
        }
        assert.equal(counted, truth)
      }),
    )
  })
})
