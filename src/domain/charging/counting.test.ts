import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../basics/data-volume.ts'
import { BEGUN_AGAIN_BYTES_MAX, count } from './counting.ts'

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

  test('have begun again only at less than one lap, where they never wrap', () => {
    const most = Number(BEGUN_AGAIN_BYTES_MAX)
    assert.equal(BEGUN_AGAIN_BYTES_MAX, LAP)
    const before = 3 * most
    assert.deepEqual(fresh(before, most - 1, 'later', false), [most - 1, most - 1])
    assert.deepEqual(fresh(before, most, 'later', false), [0, before])
    assert.deepEqual(fresh(before, before - 1, 'later', false), [0, before])
  })

  test('have wrapped, by whichever reading says less, when they fell and show much', () => {
    const threeQuarters = 3 * 2 ** 30
    assert.deepEqual(fresh(2 ** 32, threeQuarters, 'later'), [threeQuarters, 7 * 2 ** 30])
    assert.deepEqual(fresh(2 ** 32, threeQuarters - 1, 'later')[0], threeQuarters - 1)
    assert.deepEqual(fresh(2 ** 32 + 1, threeQuarters, 'later')[0], threeQuarters - 1)
    assert.deepEqual(fresh(2 ** 32 - 1, threeQuarters, 'later'), [threeQuarters, threeQuarters])
  })
})

describe('The sum of two counters since a session began', () => {
  test('grows past one lap while neither has wrapped, and takes nothing twice', () => {
    const million = 1_000_000
    const told = [4_000, 4_400, 4_500, 4_600, 4_700]
    let counted = bytes(0n)
    const taken = told.map((much, at) => {
      const next = count(counted, bytes(much * million), {
        order: 'later',
        wrapsAt: at === told.length - 1 ? null : LAP,
      })
      counted = next.bytesCounted
      return Number(next.fresh) / million
    })
    assert.deepEqual(taken, [4_000, 400, 100, 100, 100])
  })

  test('goes on where it was when one of them wraps, and when the other does', () => {
    assert.deepEqual(fresh(2 ** 33 - 3, 2 ** 32 - 1, 'later'), [2, 2 ** 33 - 1])
    assert.deepEqual(fresh(2 ** 33 - 1, 1, 'later'), [2, 2 ** 33 + 1])
    assert.deepEqual(fresh(2 ** 34 + 5, 5, 'later'), [0, 2 ** 34 + 5])
  })

  test('loses nothing, if less than half a lap lies between reports', () => {
    fc.assert(
      fc.property(steps(LAP / 4n - 1n), (all) => {
        const { truth, taken } = reported(all, () => false)
        assert.equal(taken, truth)
      }),
    )
  })

  test('is never taken for more than was used, however much lies between reports', () => {
    fc.assert(
      fc.property(steps(2n * LAP), (all) => {
        const { truth, taken } = reported(all, () => false)
        assert.ok(taken <= truth)
      }),
    )
  })

  test('loses nothing of a peer that tells its laps once there are any', () => {
    fc.assert(
      fc.property(steps(LAP / 2n), (all) => {
        const { truth, taken } = reported(all, (input, output) => input >= LAP || output >= LAP)
        assert.equal(taken, truth)
      }),
    )
  })
})

type Step = readonly [input: bigint, output: bigint]

/** What each direction used between two reports. */
function steps(most: bigint): fc.Arbitrary<Step[]> {
  const step = fc.oneof(
    fc.bigInt(0n, most),
    fc.bigInt(0n, most / 8n),
    fc.constantFrom(0n, 1n, most - 1n, most),
  )
  return fc.array(fc.tuple(step, step), { maxLength: 30 })
}

function reported(all: readonly Step[], tellsLaps: (input: bigint, output: bigint) => boolean) {
  let [input, output, taken, counted] = [0n, 0n, 0n, bytes(0n)]
  for (const [up, down] of all) {
    input += up
    output += down
    const exact = tellsLaps(input, output)
    const told = bytes(exact ? input + output : (input % LAP) + (output % LAP))
    const next = count(counted, told, { order: 'later', wrapsAt: exact ? null : LAP })
    taken += next.fresh
    counted = next.bytesCounted
  }
  return { truth: input + output, taken }
}
