/**
 * A checkout opens while its order is being cancelled: whichever comes first, nobody pays in vain.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createMemoryReads } from '../../src/adapters/memory/reads.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createDoor } from '../../src/app/door/door.ts'
import { dropPayment } from '../../src/app/orders/drop-payment.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { openCheckout } from '../../src/app/orders/open-checkout.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  freshLine,
  placing,
} from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'

async function anOrder() {
  const [clock, ids, store] = [createTestClock(), createTestIds(), createMemoryStore()]
  const door = createDoor({ store, clock, ids, catalogue: () => CATALOGUE })
  const line = ids.next<LineId>()
  const home = { kind: 'line', id: line } as const
  const ground = { homes: [home], changes: [{ table: 'lines', row: freshLine(line) }] } as const
  await door.ask(writeRows, ground, SYSTEM)
  const placed = await door.ask(placeOrder, placing(line, ids), SYSTEM)
  assert.ok(placed.ok)
  const ref = { line, ...placed.value }
  const opening = {
    ...ref,
    reference: 'cs_1' as ProviderReference,
    url: 'https://pay.example/cs_1',
  }
  const reads = createMemoryReads(store)
  return { door, ref, opening, payment: async () => (await reads.order(line, ref.order))?.payment }
}

test('A payment whose page opened meanwhile is not dropped: the provider must be asked', async () => {
  const { door, ref, opening, payment } = await anOrder()
  assert.ok((await door.ask(openCheckout, opening, SYSTEM)).ok)
  assert.ok((await door.ask(endOrder, { ...ref, why: 'cancelled' }, SYSTEM)).ok)
  const dropped = await door.ask(dropPayment, ref, SYSTEM)
  assert.deepEqual(dropped, { ok: false, refusal: { code: 'checkout_opened' }, replayed: false })
  assert.equal((await payment())?.state.kind, 'open')
})

test('No page opens for an order that is over, and its checkout is remembered', async () => {
  const { door, ref, opening, payment } = await anOrder()
  assert.ok((await door.ask(endOrder, { ...ref, why: 'cancelled' }, SYSTEM)).ok)
  const opened = await door.ask(openCheckout, opening, SYSTEM)
  assert.deepEqual(opened, { ok: false, refusal: { code: 'payment_over' }, replayed: false })
  const known = await payment()
  assert.deepEqual([known?.state.kind, known?.reference], ['created', 'cs_1'])
})

test('A payment without a page is dropped once', async () => {
  const { door, ref, payment } = await anOrder()
  assert.ok((await door.ask(endOrder, { ...ref, why: 'cancelled' }, SYSTEM)).ok)
  for (const _ of ['once', 'again']) {
    const dropped = await door.ask(dropPayment, ref, SYSTEM)
    assert.ok(dropped.ok)
    assert.deepEqual(dropped.value, { state: 'failed', order: 'cancelled' })
  }
  assert.deepEqual((await payment())?.state, { kind: 'failed', reason: 'cancelled' })
})

test('Asked for again, the page of an order that is over stays closed, dropped or not', async () => {
  const { door, ref, opening } = await anOrder()
  assert.ok((await door.ask(endOrder, { ...ref, why: 'cancelled' }, SYSTEM)).ok)
  const isOver = { ok: false, refusal: { code: 'payment_over' }, replayed: false } as const
  for (const _ of ['first', 'again']) {
    assert.deepEqual(await door.ask(openCheckout, opening, SYSTEM), isOver)
  }
  const other = await anOrder()
  assert.ok((await other.door.ask(endOrder, { ...other.ref, why: 'cancelled' }, SYSTEM)).ok)
  assert.ok((await other.door.ask(dropPayment, other.ref, SYSTEM)).ok)
  for (const _ of ['first', 'again']) {
    assert.deepEqual(await other.door.ask(openCheckout, other.opening, SYSTEM), isOver)
  }
})
