/**
 * What only PostgreSQL can show: a server that ends our connection in the middle, constraints and
 * triggers that refuse what the code would never write, and plans that stay index look-ups.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import type { Origin } from '../../src/app/origin.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { LOADS } from '../../src/adapters/postgres/look-ups.ts'
import { CONTENTION_TRIES_MAX, createDoor } from '../../src/app/door/door.ts'
import { Contention, type DoorStore } from '../../src/app/door/store.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { usageKey } from '../../src/domain/charging/request.ts'
import { CATALOGUE, megabyte, partnerRenewal, usageReport } from './catalogue.ts'
import {
  createWorld,
  openPostgres,
  writeRows,
  type DoorWorld,
  type OpenPostgres,
} from './stores.ts'

let open: OpenPostgres
let world: DoorWorld

before(async () => {
  open = await openPostgres()
  world = createWorld(open)
})
after(() => open.close())

function by(key: string): Origin {
  return { channel: 'web', actor: 'visitor:one', key }
}

/** A line with one renewal and one usage report. */
async function usedLine(): Promise<LineId> {
  const { door, ids } = world
  const line = await world.line()
  await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
  const report = usageReport(line, ids, { sequence: '1', usedBytes: megabyte })
  const key = usageKey(report.request)
  await door.ask(chargeLine, report, { channel: 'network', actor: 'network:n', key })
  return line
}

/** The code of PostgreSQL's refusal. */
async function refusal(sql: string, values: readonly unknown[]): Promise<string> {
  try {
    await open.pool.query(sql, [...values])
    return 'none'
  } catch (error) {
    return String((error as { code?: unknown }).code)
  }
}

const CHECK = '23514'
const UNIQUE = '23505'
const APPEND_ONLY = '23000'

test('A connection ended while its group waits fails the caller, and asking again has one effect', async () => {
  const { door, ids } = world
  const line = await world.line()
  const holder = await open.pool.connect()
  await holder.query('begin')
  await holder.query('select from homes where home_id = $1 for update', [line])
  const asked = door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
  const failed = assert.rejects(asked)
  let ended = 0
  while (ended === 0) {
    const { rowCount } = await open.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'door' and wait_event_type = 'Lock'`,
    )
    ended = rowCount ?? 0
  }
  await failed
  await holder.query('rollback')
  holder.release()
  const again = await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))
  assert.deepEqual([again.ok, again.replayed], [true, false])
  assert.equal((await open.packs(line)).length, 1)
})

test('Idle connections ended by the server are replaced', async () => {
  const { door, ids } = world
  const line = await world.line()
  await open.pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'door'`,
  )
  // The pool may still hand out a client whose end it has not read.
  await door.ask(renewByPartner, partnerRenewal(line, ids), by('a')).catch(() => {})
  assert.ok((await door.ask(renewByPartner, partnerRenewal(line, ids), by('a'))).ok)
  assert.equal((await open.packs(line)).length, 1)
})

test('A command that meets another process again and again is given up at its named limit', async () => {
  const { clock, ids } = world
  const line = await world.line()
  let tries = 0
  const store: DoorStore = {
    transact() {
      tries += 1
      return Promise.reject(new Contention('somebody is always there'))
    },
  }
  const door = createDoor({ store, clock, ids, catalogue: () => CATALOGUE })
  await assert.rejects(door.ask(renewByPartner, partnerRenewal(line, ids), by('a')), Contention)
  assert.equal(tries, CONTENTION_TRIES_MAX)
})

test('A deadlock broken by the server is tried again', async () => {
  const line = await world.line()
  const row = (await open.reads.line(line)).line
  assert.ok(row !== null)
  const holder = await open.pool.connect()
  await holder.query('begin')
  // The door's connection finds the deadlock first, not ours.
  await holder.query(`set local deadlock_timeout = '60s'`)
  await holder.query('select from lines where home_id = $1 for update', [line])
  const homes = [{ kind: 'line', id: line }] as const
  const asked = world.door.ask(writeRows, { homes, changes: [{ table: 'lines', row }] }, by('w'))
  let waiting = 0n
  while (waiting === 0n) {
    const { rows } = await open.pool.query<{ waiting: bigint }>(
      `select count(*) as waiting from pg_stat_activity
       where application_name = 'door' and wait_event_type = 'Lock'`,
    )
    waiting = rows[0]?.waiting ?? 0n
  }
  // The door holds the home and waits for the line; we hold the line and wait for the home.
  await holder.query('select from homes where home_id = $1 for update', [line])
  await holder.query('rollback')
  holder.release()
  const answer = await asked
  assert.deepEqual([answer.ok, answer.replayed], [true, false])
})

test('What may never change is refused by the database itself', async () => {
  const line = await usedLine()
  for (const table of ['agreements', 'posting_sets', 'journal', 'usage_records']) {
    const { rowCount } = await open.pool.query(`select from ${table} where home_id = $1`, [line])
    assert.ok(rowCount, `${table} has a row`)
    const update = `update ${table} set id = id where home_id = $1`
    assert.equal(await refusal(update, [line]), APPEND_ONLY, `update ${table}`)
    assert.equal(
      await refusal(`delete from ${table} where home_id = $1`, [line]),
      APPEND_ONLY,
      `delete ${table}`,
    )
    const { rowCount: left } = await open.pool.query(`select from ${table} where home_id = $1`, [
      line,
    ])
    assert.equal(left, rowCount)
  }
})

test('A posting set that does not sum to zero, or that repeats a cause, is refused', async () => {
  const line = await usedLine()
  const [set] = await open.postings(line)
  const insert = `insert into posting_sets
      (home_id, id, order_id, subject, cause, at, accounts, amounts)
    values ($1, $2, $3, $3::uuid::text, $4, '2026-04-01Z', $5, $6)`
  const { ids } = world
  const accounts = ['sales', 'refunds_due']
  const post = (order: unknown, cause: string, amounts: readonly number[]) =>
    refusal(insert, [line, ids.next(), order, cause, accounts.slice(0, amounts.length), amounts])
  assert.equal(await post(ids.next(), 'sale', [1, -2]), CHECK)
  assert.equal(await post(ids.next(), 'sale', [0]), CHECK)
  assert.equal(await post(ids.next(), 'gift', [1, -1]), CHECK)
  assert.equal(await post(set?.order, 'sale', [1, -1]), UNIQUE)
  assert.equal(await post(set?.order, 'return', [1, -1]), 'none')
})

/** Inserts the line's row of the table again under another id, with some columns told anew. */
async function insertAgain(
  table: string,
  line: LineId,
  over: Readonly<Record<string, string>> = {},
) {
  const { rows } = await open.pool.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'public' and table_name = $1 order by ordinal_position`,
    [table],
  )
  const names = rows.map(({ name }) => name)
  const values = names.map((name) => (name === 'id' ? '$2' : (over[name] ?? name)))
  return refusal(
    `insert into ${table} (${names.join(', ')})
     select ${values.join(', ')} from ${table} where home_id = $1`,
    [line, world.ids.next()],
  )
}

test('An order is delivered once, a session is kept once, a pack is never overdrawn', async () => {
  const line = await usedLine()
  assert.equal(await insertAgain('packs', line), UNIQUE)
  assert.equal(await insertAgain('data_sessions', line), UNIQUE)
  const set = (assignment: string) =>
    refusal(`update packs set ${assignment} where home_id = $1`, [line])
  assert.equal(await set('bytes_used = bytes_total + 1'), CHECK)
  assert.equal(await set('bytes_reserved = bytes_total'), CHECK)
  assert.equal(await set('bytes_used = -1'), CHECK)
  assert.equal(await set('bytes_used = bytes_total'), 'none')
  // What no order paid for may be given more than once.
  assert.equal(await insertAgain('packs', line, { order_id: 'null' }), 'none')
})

test('Every look-up of the door is planned as an index look-up, even on empty tables', async () => {
  for (const [name, text] of Object.entries(LOADS)) {
    const { rows } = await open.pool.query<Record<string, string>>(
      `explain (generic_plan, costs off) ${text}`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    // By its home, or rows of all homes would be read and left out.
    assert.match(plan, /Index Cond: \(+home_id = /, `${name}\n${plan}`)
    assert.doesNotMatch(plan, /Seq Scan/, `${name}\n${plan}`)
  }
})

/** Looked for by all of its key under every request: nothing may be read and then left out. */
test('A key is found by an index of all of it, also by a plan of empty tables', async () => {
  for (const name of ['usageKeys', 'outcomes'] as const) {
    const { rows } = await open.pool.query<Record<string, string>>(
      `explain (generic_plan, costs off) ${LOADS[name]}`,
    )
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    assert.doesNotMatch(plan, /Filter/, `${name}\n${plan}`)
  }
})
