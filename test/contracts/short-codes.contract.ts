/**
 * Short codes in a store: found while they are good, replaced by newer ones, forgotten at their
 * end.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { systemDice } from '../../src/adapters/system/dice.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import {
  forgetShortCode,
  makeShortCode,
  mintShortCode,
  orderByShortCode,
  SHORT_CODE_MINUTES,
  type MakeShortCode,
} from '../../src/app/orders/short-code.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import type { Instant } from '../../src/domain/basics/time.ts'
import { placing } from './catalogue.ts'
import { createWorld, type DoorWorld, type OpenStore } from './stores.ts'

const MANY = 1_000
const SECONDS = SHORT_CODE_MINUTES * 60

export function shortCodesContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Short codes in the ${name} store`, () => {
    let world: DoorWorld
    before(async () => {
      world = createWorld(await openStore())
    })
    after(() => world.open.close())

    test('name one waiting order until their half hour is over', async () => {
      const { order, make, find } = await waiting(world)
      const digits = await make()
      assert.match(digits, /^\d{8}$/)
      assert.equal((await find(digits))?.order.id, order)
      world.clock.advance(SECONDS - 1)
      assert.equal((await find(digits))?.order.id, order)
      world.clock.advance(1)
      assert.equal(await find(digits), null)
    })

    test('are unknown once a newer one is made, and once the order no longer waits', async () => {
      const { line, order, make, find } = await waiting(world)
      const first = await make()
      const second = await make()
      assert.equal(await find(first), null)
      assert.equal((await find(second))?.order.id, order)
      const end = { line, order, why: 'cancelled' } as const
      assert.ok((await world.door.ask(endOrder, end, { ...SYSTEM, key: `${order}|end` })).ok)
      assert.equal(await find(second), null)
      const again = await ask(world, { line, order })
      assert.ok(!again.ok && again.refusal.code === 'order_not_waiting')
    })

    test('are the same digits when the same attempt is asked again', async () => {
      const { line, order } = await waiting(world)
      const key = `${order}|once`
      const [one, other] = [
        await ask(world, { line, order }, key),
        await ask(world, { line, order }, key),
      ]
      assert.ok(one.ok && other.ok && other.replayed)
      assert.equal(open(one.value.sealed), open(other.value.sealed))
    })

    test('are due to be forgotten from their end on, and leave nothing behind', async () => {
      const { line, order, make, find } = await waiting(world)
      const digits = await make()
      const due = async (at: Instant) =>
        (await world.open.reads.shortCodesDue(at, MANY)).filter((one) => one.order === order)
      const until = (await find(digits))?.order.shortCode?.until
      assert.ok(until !== undefined)
      assert.deepEqual(await due(until.subtract({ microseconds: 1 })), [])
      const [ref] = await due(until)
      assert.ok(ref !== undefined && ref.line === line)
      assert.ok((await world.door.ask(forgetShortCode, ref, SYSTEM)).ok)
      assert.equal((await find(digits))?.order.id, order, 'too early nothing is forgotten')
      world.clock.set(until)
      assert.ok((await world.door.ask(forgetShortCode, ref, SYSTEM)).ok)
      assert.deepEqual(await due(until), [])
      assert.equal(await world.open.reads.find('short_code', ref.hash), null)
    })
  })
}

const vault = createVault(new Uint8Array(MASTER_KEY_BYTES))

function open(sealed: string): string {
  return vault.open(sealed)
}

type Waiting = Pick<MakeShortCode, 'line' | 'order'>

async function ask(world: DoorWorld, { line, order }: Waiting, key: string | null = null) {
  const minted = await mintShortCode({ dice: systemDice, vault, reads: world.open.reads })
  return world.door.ask(makeShortCode, { line, order, ...minted }, { ...SYSTEM, key })
}

/** A line with one order that waits for its money. */
async function waiting(world: DoorWorld) {
  const line = await world.line()
  const input = placing(line, world.ids)
  const { order } = input.ids
  const placed = await world.door.ask(placeOrder, input, { ...SYSTEM, channel: 'web', key: order })
  assert.ok(placed.ok)
  const reading = { reads: world.open.reads, vault, clock: world.clock }
  return {
    line,
    order,
    async make() {
      const made = await ask(world, { line, order })
      assert.ok(made.ok)
      return open(made.value.sealed)
    },
    find: (digits: string) => orderByShortCode(reading, digits),
  }
}
