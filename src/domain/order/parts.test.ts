/** What of a price is promised back: last taken first, never more than is still spent. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { yen } from '../basics/money.ts'
import { card, lot, placed } from './example-orders.ts'
import {
  allToReturn,
  dueToReturn,
  haveReturnsDue,
  pointsOf,
  stillSpent,
  sumParts,
  takeBack,
  type Part,
} from './parts.ts'
import { partReturned } from './settling.ts'

const [one, other] = [card(3, 250), card(4, 150)]
const PARTS: readonly Part[] = placed({
  lots: [lot(1, 200)],
  giftCards: [one, other],
  request: { points: yen(200), giftCards: [one.id, other.id] },
}).order.parts

const back = (parts: readonly Part[]) => parts.map(({ toReturn }) => Number(toReturn))

suite('Parts of a price', () => {
  test('are points and gift cards in the order of taking', () => {
    assert.deepEqual(
      PARTS.map(({ amount }) => Number(amount)),
      [200, 250, 150],
    )
    assert.deepEqual([sumParts(PARTS), pointsOf(PARTS)], [600n, 200n])
    assert.equal(haveReturnsDue(PARTS), false)
  })

  test('go back last taken first', () => {
    const cases: readonly (readonly [number, readonly number[], bigint])[] = [
      [0, [0, 0, 0], 0n],
      [150, [0, 0, 150], 0n],
      [151, [0, 1, 150], 0n],
      [400, [0, 250, 150], 0n],
      [600, [200, 250, 150], 0n],
      [601, [200, 250, 150], 1n],
    ]
    for (const [amount, wanted, rest] of cases) {
      const made = takeBack(PARTS, yen(amount))
      assert.deepEqual([back(made.parts), made.rest], [wanted, rest])
    }
  })

  test('go back once, in however many steps they are promised and returned', () => {
    const amounts = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), fc.boolean()), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(amounts, (steps) => {
        let [parts, promised] = [PARTS, 0n]
        for (const [amount, returns] of steps) {
          const made = takeBack(parts, yen(amount))
          promised += BigInt(amount) - made.rest
          parts = made.parts
          if (returns) parts = parts.map((part) => partReturned(part, dueToReturn(part)))
        }
        assert.equal(promised, promised > 600n ? 600n : promised)
        assert.deepEqual(back(parts), back(takeBack(PARTS, yen(promised)).parts))
        for (const part of parts) {
          assert.ok(part.returned <= part.toReturn && part.toReturn <= part.amount)
          assert.equal(stillSpent(part) + part.toReturn, part.amount)
        }
      }),
    )
  })

  test('of an order that came to nothing go back whole, also where some went before', () => {
    const some = takeBack(PARTS, yen(160)).parts
    assert.deepEqual(back(allToReturn(some)), [200, 250, 150])
    assert.ok(haveReturnsDue(allToReturn(some)))
  })

  test('never return more than is due', () => {
    const [part] = allToReturn(PARTS)
    assert.ok(part !== undefined)
    assert.throws(() => partReturned(part, yen(201)), /no more goes back/)
  })
})
