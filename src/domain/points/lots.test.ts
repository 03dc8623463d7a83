/** Points: spent soonest expiry first, never past their end, conserved whatever happens. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { yen } from '../basics/money.ts'
import { plusDays } from '../basics/time.ts'
import { justBefore, lot, NOON } from '../order/example-orders.ts'
import { lapse, pointsLeft, takePoints, type PointsLot } from './lots.ts'

const TOMORROW = plusDays(NOON, 1)

suite('Points', () => {
  test('count until their end and not at it', () => {
    const lots = [lot(1, 100, TOMORROW), lot(2, 50)]
    assert.equal(pointsLeft(lots, justBefore(TOMORROW)), 150n)
    assert.equal(pointsLeft(lots, TOMORROW), 50n)
    assert.equal(pointsLeft([], NOON), 0n)
  })

  test('are taken from what ends first; of equal ends from the older', () => {
    const lots = [lot(3, 10), lot(2, 10), lot(9, 10, TOMORROW), lot(1, 10, NOON)]
    const made = takePoints(lots, yen(25), NOON)
    assert.deepEqual(
      made?.lots.map(({ id, left }) => [Number(id.slice(-2)), Number(left)]),
      [
        [9, 0],
        [2, 0],
        [3, 5],
      ],
    )
    assert.deepEqual(
      made?.taken.map(({ amount, expiresAt }) => [Number(amount), String(expiresAt)]),
      [
        [10, String(TOMORROW)],
        [10, String(plusDays(NOON, 30))],
        [5, String(plusDays(NOON, 30))],
      ],
    )
  })

  test('are all taken or none', () => {
    const lots = [lot(1, 100, TOMORROW), lot(2, 50)]
    assert.equal(takePoints(lots, yen(151), NOON), null)
    assert.equal(takePoints(lots, yen(51), TOMORROW), null)
    assert.deepEqual(takePoints(lots, yen(0), NOON), { lots: [], taken: [] })
    assert.equal(takePoints(lots, yen(150), NOON)?.lots.length, 2)
  })

  test('lapse at their end, once', () => {
    const lots = [lot(1, 100, TOMORROW), lot(2, 50)]
    assert.deepEqual(lapse(lots, justBefore(TOMORROW)), { lots: [], lapsed: 0n })
    const over = lapse(lots, TOMORROW)
    assert.deepEqual([over.lapsed, over.lots.map(({ left }) => left)], [100n, [0n]])
    assert.equal(lapse(over.lots, TOMORROW).lapsed, 0n)
  })

  test('are conserved: granted is left, taken and lapsed, whatever is taken when', () => {
    const anyLot = fc.record({ points: fc.nat({ max: 40 }), days: fc.nat({ max: 6 }) })
    const step = fc.record({
      days: fc.nat({ max: 2 }),
      wanted: fc.nat({ max: 60 }),
      lapses: fc.boolean(),
    })
    fc.assert(
      fc.property(
        fc.array(anyLot, { maxLength: 5 }),
        fc.array(step, { maxLength: 8 }),
        (given, steps) => {
          const lots = new Map<string, PointsLot>()
          for (const [index, { points, days }] of given.entries()) {
            const one = lot(index + 1, points, plusDays(NOON, days))
            lots.set(one.id, one)
          }
          const granted = given.reduce((sum, { points }) => sum + points, 0)
          let [now, gone] = [NOON, 0n]
          for (const { days, wanted, lapses } of steps) {
            now = plusDays(now, days)
            const all = [...lots.values()]
            const there = pointsLeft(all, now)
            const made = lapses ? lapse(all, now) : takePoints(all, yen(wanted), now)
            assert.equal(made === null, !lapses && there < BigInt(wanted))
            if (made === null) continue
            gone += 'lapsed' in made ? made.lapsed : BigInt(wanted)
            for (const one of made.lots) lots.set(one.id, one)
            if ('taken' in made) {
              for (const { expiresAt } of made.taken)
                assert.ok(Temporal.Instant.compare(now, expiresAt) < 0)
            } else assert.equal(pointsLeft([...lots.values()], now), there)
          }
          const left = [...lots.values()].reduce((sum, one) => sum + one.left, 0n)
          assert.equal(left + gone, BigInt(granted))
          assert.ok([...lots.values()].every((one) => one.left >= 0n && one.left <= one.granted))
        },
      ),
    )
  })
})
