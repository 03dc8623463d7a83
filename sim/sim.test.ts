/** The simulation itself: many worlds hold, and a seed is one story. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createChance } from './chance.ts'
import { runWorld, type RunReport } from './run.ts'

const SEEDS = 70
const STEPS = 500

suite('Simulated worlds', () => {
  test(`${SEEDS} worlds of ${STEPS} steps keep every promise`, async () => {
    for (let seed = 1; seed <= SEEDS; seed += 1) {
      const { failure } = await runWorld(seed, STEPS)
      const told = `seed ${seed}, step ${failure?.step}: ${String(failure?.fault)}`
      assert.equal(failure, null, told)
    }
  })

  test('the same seed is the same run to the byte', async () => {
    const first = await runWorld(20_270_130, STEPS)
    const again = await runWorld(20_270_130, STEPS)
    assert.deepEqual(factsOf(again), factsOf(first))
    assert.ok((first.counts.get('crashes') ?? 0) > 0, 'a run that crashed is repeated too')
  })

  test('two worlds at once do not disturb each other', async () => {
    const alone = await runWorld(7, 200)
    const [beside] = await Promise.all([runWorld(7, 200), runWorld(8, 200)])
    assert.deepEqual(factsOf(beside), factsOf(alone))
  })

  test('another seed is another run', async () => {
    const [one, other] = [await runWorld(1, 100), await runWorld(2, 100)]
    assert.notEqual(one.hash, other.hash)
  })
})

function factsOf({ hash, counts, lastLines, failure }: RunReport) {
  return { hash, counts: [...counts], lastLines, failure }
}

test('Chance stays within its bounds and follows its weights', () => {
  const chance = createChance(3)
  const drawn = Array.from({ length: 10_000 }, () => chance.below(6))
  assert.deepEqual(new Set(drawn), new Set([0, 1, 2, 3, 4, 5]))
  const edges = Array.from({ length: 1_000 }, () => chance.between(-1, 1))
  assert.deepEqual([Math.min(...edges), Math.max(...edges)], [-1, 1])
  const heavy = Array.from({ length: 10_000 }, () =>
    chance.weigh([
      [9, 'a'],
      [1, 'b'],
    ] as const),
  )
  const share = heavy.filter((one) => one === 'a').length / heavy.length
  assert.ok(share > 0.88 && share < 0.92)
})
