/**
 * Figures of tills proved against their entries on PostgreSQL: after shifts of everything there is
 * nothing to tell, and a figure that somebody changes past the door is named.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createProofs } from '../../src/adapters/postgres/proofs.ts'
import type { Proofs } from '../../src/app/books/ports.ts'
import { proveAll } from '../../src/app/sweeps/books.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { DAY } from './catalogue.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'
import {
  closing,
  moving,
  opening,
  owed,
  payingOut,
  placed,
  taking,
  tillWorld,
  type TillWorld,
} from './till-world.ts'

const MANY = 100

let open: OpenPostgres
let proofs: Proofs
let world: TillWorld

before(async () => {
  open = await openPostgres()
  proofs = createProofs(open.pool)
  world = await tillWorld(open)
})
after(() => open.close())

async function found(): Promise<readonly string[]> {
  world.clock.advance(1)
  await proveAll(world, proofs)
  return (await proofs.openDifferences(MANY)).map(({ home, figure }) => `${home.kind} ${figure}`)
}

async function sell(method: 'cash' | 'terminal') {
  const line = await world.line()
  const { order } = await placed(world, line)
  const money = { method, tendered: method === 'cash' ? yen(1_000) : null, reference: 'T-7' }
  assert.ok((await taking(world, world.lin, { line, order, ...money })).ok)
  return { line, order }
}

async function sellAndGiveBack(method: 'cash' | 'terminal') {
  const of = await sell(method)
  const refund = await owed(world, of.line, of.order, yen(DAY.price))
  assert.ok((await payingOut(world, world.mori, { ...of, refund, reference: 'R-7' })).ok)
}

/** A shift in which everything happens; it stays open. */
async function work(): Promise<void> {
  const { lin } = world
  assert.ok((await opening(world, lin, 10_000n)).ok)
  for (const method of ['cash', 'terminal'] as const) {
    await sell(method)
    await sellAndGiveBack(method)
  }
  const note = 'tape'
  assert.ok((await moving(world, lin, { kind: 'paid_in', amount: yen(900) })).ok)
  assert.ok((await moving(world, lin, { kind: 'paid_out', amount: yen(700) })).ok)
  assert.ok((await moving(world, lin, { kind: 'expense', amount: yen(80), note })).ok)
}

test('After two shifts of everything, one of them closed short, there is nothing to tell', async () => {
  await work()
  assert.ok((await closing(world, world.lin, { apart: -1_000n, note: 'short' })).ok)
  assert.deepEqual(await found(), [])
  await work()
  assert.deepEqual(await found(), [])
})

const TAMPERINGS = [
  ['cash_expected', 'cash_expected = cash_expected + 1', 'cash_expected = cash_expected - 1'],
  ['terminal_expected', 'terminal_expected = 1', 'terminal_expected = 550'],
  ['entries', 'entries = entries - 1', 'entries = entries + 1'],
] as const

for (const [figure, change, back] of TAMPERINGS) {
  test(`A figure of the open shift that its entries do not explain is named: ${figure}`, async () => {
    const { rowCount } = await open.pool.query(
      `update shifts set ${change} where closing is null and entries > 0`,
    )
    assert.equal(rowCount, 1)
    assert.deepEqual(await found(), [`till ${figure}`])
    await open.pool.query(`update shifts set ${back} where closing is null and float > 0`)
    assert.deepEqual(await found(), [])
  })
}

test('A count that the book does not know, and an entry that it never got, are named', async () => {
  await open.pool.query(`update shifts set closing = jsonb_set(closing, '{difference,$bigint}',
    '"-999"') where closing is not null`)
  assert.deepEqual(await found(), ['till cash_differences'])
  await open.pool.query(`update shifts set closing = jsonb_set(closing, '{difference,$bigint}',
    '"-1000"') where closing is not null`)
  await open.pool.query(
    `insert into till_entries (home_id, id, shift_id, staff_id, kind, means, amount, reference, at)
     select home_id, $1, id, opened_by, 'sale', 'terminal', 5, 'x', now() from shifts
     where closing is null`,
    [world.ids.next()],
  )
  assert.deepEqual((await found()).toSorted(), [
    'till between_homes',
    'till entries',
    'till terminal',
    'till terminal_expected',
  ])
})
