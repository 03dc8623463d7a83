/**
 * The process dies before or after the commit of what a till takes or gives: the same press asked
 * again of another process takes and gives exactly once, and a fresh one is refused.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { present } from '../../src/domain/basics/assert.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { DAY } from './catalogue.ts'
import type { BreakPoint } from './stores.ts'
import {
  opening,
  owed,
  payingOut,
  placed,
  proveTill,
  taking,
  type TillWorld,
} from './till-world.ts'

const FLOAT = 5_000n
const POINTS: readonly BreakPoint[] = ['before_commit', 'after_commit']
const SAID = { before_commit: 'before', after_commit: 'after' } as const

export function tillCrashContract(given: () => TillWorld): void {
  for (const point of POINTS) {
    test(`A process that dies ${SAID[point]} cash is saved as taken takes it once`, async () => {
      const world = given()
      assert.ok((await opening(world, world.lin, FLOAT)).ok)
      const line = await world.line()
      const { order } = await placed(world, line)
      const cash = { line, order, tendered: yen(1_000), key: `take ${order}` }
      const told = await pressed(world, point, (asked) => taking(asked, asked.lin, cash))
      const payment = await paymentOf(world, cash)
      assert.equal(payment.state.kind, 'succeeded')
      await holds(world, { entries: 1, cash: FLOAT + DAY.price })
      const again = await taking(world, world.mori, { ...cash, key: `other ${order}` })
      assert.equal(again.ok ? null : again.refusal.code, 'order_not_waiting')
      assert.deepEqual(told.change, 1_000n - DAY.price)
      await holds(world, { entries: 1, cash: FLOAT + DAY.price })
    })

    test(`A process that dies ${SAID[point]} a refund is saved as given gives it once`, async () => {
      const world = given()
      assert.ok((await opening(world, world.lin, FLOAT)).ok)
      const line = await world.line()
      const { order } = await placed(world, line)
      assert.ok((await taking(world, world.lin, { line, order })).ok)
      const refund = await owed(world, line, order, yen(DAY.price))
      const back = { line, order, refund, key: `back ${refund}` }
      await pressed(world, point, (asked) => payingOut(asked, asked.lin, back))
      await holds(world, { entries: 2, cash: FLOAT })
      const again = await payingOut(world, world.mori, { ...back, key: `other ${refund}` })
      assert.equal(again.ok ? null : again.refusal.code, 'refund_paid_out')
      const [first] = (await paymentOf(world, back)).refunds
      assert.equal(first?.state, 'succeeded')
      await holds(world, { entries: 2, cash: FLOAT })
    })
  }
}

/** Asked of a process that dies, then of another one: what the clerk is told in the end. */
async function pressed<Value>(
  world: TillWorld,
  point: BreakPoint,
  press: (
    asked: TillWorld,
  ) => Promise<
    { readonly replayed: boolean } & ({ ok: true; value: Value } | { ok: false; refusal: unknown })
  >,
): Promise<Value> {
  world.open.breakNext(point)
  await assert.rejects(press(world))
  const answer = await press({ ...world, door: world.otherDoor })
  assert.ok(answer.ok, JSON.stringify(toJson(answer)))
  assert.equal(answer.replayed, point === 'after_commit')
  return answer.value
}

async function paymentOf(
  { open }: TillWorld,
  { line, order }: Pick<Parameters<typeof taking>[2], 'line' | 'order'>,
) {
  return present(await open.reads.order(line, order), 'the order is there').payment
}

async function holds(
  world: TillWorld,
  { entries, cash }: { readonly entries: number; readonly cash: bigint },
): Promise<void> {
  const { shift } = await world.open.reads.till(world.till)
  assert.deepEqual([shift?.entries, shift?.cashExpected], [entries, cash])
  await proveTill(world, world.till)
}
