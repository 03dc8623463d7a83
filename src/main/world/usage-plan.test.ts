import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../../domain/basics/data-volume.ts'
import { instant, isBefore, plusMinutes } from '../../domain/basics/time.ts'
import { seededChance } from './chance.ts'
import { planUsage } from './usage-plan.ts'

const NOW = instant('2026-11-22T10:00:00Z')
const MINUTES_MAX = 60 * 24 * 60

const use = fc
  .record({
    ago: fc.integer({ min: 2, max: MINUTES_MAX }),
    minutes: fc.integer({ min: 2, max: MINUTES_MAX }),
    used: fc.bigInt({ min: 0n, max: 40_000_000_000n }),
  })
  .map(({ ago, minutes, used }) => {
    const from = plusMinutes(NOW, -ago)
    return { from, until: plusMinutes(from, minutes), bytes: bytes(used) }
  })

test('Reports add up to what was planned, to the byte, in order and never after now', () => {
  fc.assert(
    fc.property(fc.array(use, { maxLength: 4 }), fc.integer(), (uses, seed) => {
      const stretches = planUsage(uses, { now: NOW, chance: seededChance(seed) })
      let sum = 0n
      let before = instant('2020-01-01T00:00:00Z')
      for (const { from, reports } of stretches) {
        assert.ok(!isBefore(from, before))
        for (const { at, bytes: used } of reports) {
          assert.ok(!isBefore(at, from) && !isBefore(NOW, at) && !isBefore(at, before))
          before = at
          sum += used
        }
      }
      assert.equal(
        sum,
        uses.reduce((total, one) => total + one.bytes, 0n),
      )
    }),
    { numRuns: 60 },
  )
})

test('The same seed uses the same, another seed otherwise', () => {
  const uses = [{ from: plusMinutes(NOW, -9_000), until: NOW, bytes: bytes(5_000_000_000n) }]
  const plan = (seed: number) => planUsage(uses, { now: NOW, chance: seededChance(seed) })
  assert.deepEqual(plan(1), plan(1))
  assert.notDeepEqual(plan(1), plan(2))
})

test('Evenings use more than nights', () => {
  const from = instant('2026-11-10T15:00:00Z')
  const until = instant('2026-11-11T15:00:00Z')
  const plan = planUsage([{ from, until, bytes: bytes(1_000_000_000n) }], {
    now: NOW,
    chance: seededChance(1),
  })
  const [night, noon, evening] = plan[0]?.reports ?? []
  assert.ok(night !== undefined && noon !== undefined && evening !== undefined)
  assert.ok(night.bytes < noon.bytes && noon.bytes < evening.bytes)
})
