import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  freshLine,
  placing,
  type TestClock,
} from '../../test/contracts/catalogue.ts'
import { openMemory, writeRows } from '../../test/contracts/stores.ts'
import { createVault } from '../adapters/system/vault.ts'
import type { LineId, OrderId } from '../domain/basics/ids.ts'
import { microsOf, plusSeconds } from '../domain/basics/time.ts'
import type { App } from './app.ts'
import { createDoor } from './door/door.ts'
import { SYSTEM } from './origin.ts'
import { makePayLink } from './orders/pay-link.ts'
import { placeOrder } from './orders/place-order.ts'
import { findPayLink, payLinkToken } from './pay-links.ts'
import { MASTER_KEY_BYTES } from './vault.ts'

const VAULT = createVault(new Uint8Array(MASTER_KEY_BYTES))

async function anOrder() {
  const [clock, ids, open] = [createTestClock(), createTestIds(), await openMemory()]
  const door = createDoor({ store: open.store, clock, ids, catalogue: () => CATALOGUE })
  const app = { door, reads: open.reads, clock, vault: VAULT } as Pick<
    App,
    'door' | 'reads' | 'clock' | 'vault'
  > as App
  const line = ids.next<LineId>()
  const ground = [{ table: 'lines', row: freshLine(line) }] as const
  await door.ask(writeRows, { homes: [{ kind: 'line', id: line }], changes: ground }, SYSTEM)
  const placed = await door.ask(placeOrder, placing(line, ids, { byLink: true }), SYSTEM)
  assert.ok(placed.ok)
  const { order } = placed.value
  const act = (how: 'open' | 'revoke') => door.ask(makePayLink, { line, order, act: how }, SYSTEM)
  const token = async () => {
    const since = (await open.reads.order(line, order))?.order.payLink?.since
    assert.ok(since !== undefined)
    return payLinkToken(VAULT, order, since)
  }
  return { app, clock, order, act, token }
}

function pass(clock: TestClock, seconds: number): void {
  clock.set(plusSeconds(clock.now(), seconds))
}

test('The link of an order leads to it, and holds no more than its id and a proof', async () => {
  const { app, order, token } = await anOrder()
  const text = await token()
  assert.match(text, /^[\w-]{43}$/)
  const found = await findPayLink(app, text)
  assert.deepEqual([found?.order.id, found?.state], [order, 'open'])
  const raw = Uint8Array.fromBase64(text, { alphabet: 'base64url' })
  assert.equal(raw.subarray(0, 16).toHex(), order.replaceAll('-', ''))
  assert.equal(raw.length, 32)
})

test('A link that was changed anywhere is as unknown as one that never was', async () => {
  const { app, token } = await anOrder()
  const text = await token()
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: 31 }), fc.integer({ min: 1, max: 255 }), async (at, by) => {
      const raw = Uint8Array.fromBase64(text, { alphabet: 'base64url' })
      raw[at] = (raw[at] ?? 0) ^ by
      const forged = raw.toBase64({ alphabet: 'base64url', omitPadding: true })
      assert.equal(await findPayLink(app, forged), null)
    }),
    { numRuns: 60 },
  )
})

test('What is no link at all is unknown too', async () => {
  const { app, token } = await anOrder()
  const text = await token()
  for (const odd of [
    '',
    'x',
    `${text}=`,
    `${text}A`,
    text.slice(1),
    '§'.repeat(43),
    'A'.repeat(43),
  ]) {
    assert.equal(await findPayLink(app, odd), null, odd)
  }
})

test('The proof of one key, one order and one making is of no use for another', async () => {
  const { app, clock, order, act, token } = await anOrder()
  const first = await token()
  const other = createVault(new Uint8Array(MASTER_KEY_BYTES).fill(1))
  const since = plusSeconds(clock.now(), 0)
  assert.notEqual(payLinkToken(other, order, since), payLinkToken(VAULT, order, since))
  const stranger = order.replace(/.$/, (last) => (last === '0' ? '1' : '0')) as OrderId
  assert.notEqual(
    payLinkToken(VAULT, stranger, since).slice(-20),
    payLinkToken(VAULT, order, since).slice(-20),
  )
  pass(clock, 1)
  assert.ok((await act('open')).ok)
  assert.equal(await findPayLink(app, first), null, 'a fresh link ends the older')
  assert.equal((await findPayLink(app, await token()))?.state, 'open')
  assert.notEqual(microsOf(clock.now()), microsOf(since))
})

test('A revoked link says so, and one whose time has passed is over', async () => {
  const revoked = await anOrder()
  assert.ok((await revoked.act('revoke')).ok)
  assert.equal((await findPayLink(revoked.app, await revoked.token()))?.state, 'revoked')
  const late = await anOrder()
  const text = await late.token()
  const until = (await findPayLink(late.app, text))?.order.payLink?.until
  assert.ok(until !== undefined)
  late.clock.set(plusSeconds(until, -1))
  assert.equal((await findPayLink(late.app, text))?.state, 'open')
  late.clock.set(until)
  assert.equal((await findPayLink(late.app, text))?.state, 'over')
})
