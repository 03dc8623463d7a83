/**
 * The operator's keys are rotated by the real command on a real database, killed in the middle, and
 * run again. Every text still opens, the former key can go, and a search of the whole database
 * finds nothing that it sealed.
 */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { after, before, suite, test } from 'node:test'
import type pg from 'pg'
import { ROTATION_BATCH } from '../../src/adapters/postgres/key-rotation.ts'
import { createAuditKey } from '../../src/adapters/secrets/audit-key.ts'
import { isSignedBy } from '../../src/adapters/secrets/ed25519.ts'
import { readRing, ringOf } from '../../src/adapters/system/key-ring.ts'
import { createResealer, createVault } from '../../src/adapters/system/vault.ts'
import { currentKey } from '../../src/app/key-ring.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { someOrders } from './example-rows.ts'
import { write } from './rows-asked.ts'
import { createWorld, openPostgres, type DoorWorld, type OpenPostgres } from './stores.ts'

/** The last batch waits for a row that the test holds. */
const PERSONS = 3 * ROTATION_BATCH
const NOTE = 'くろしお asked for a receipt'
const AT = '2026-04-01T00:00:00Z'

suite('Key rotation', () => {
  let open: OpenPostgres
  let world: DoorWorld
  let data: string
  before(async () => {
    open = await openPostgres()
    world = createWorld(open)
    data = mkdtempSync(join(tmpdir(), 'tsuzuki-keys-'))
    assert.match(await keys(), /key [0-9a-f]{12} current/)
  })
  after(async () => {
    await open.close()
    rmSync(data, { recursive: true, force: true })
  })

  function start(...words: readonly string[]) {
    const { host, port, user, database } = open.pool.options
    const url = `postgres://${user}@localhost/${database}?host=${host}&port=${port}`
    return spawn(
      process.execPath,
      ['--import', './scripts/jsx.ts', 'src/main/operator.ts', 'keys', ...words],
      {
        env: { ...process.env, DATABASE_URL: url, TSUZUKI_DATA: data },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    )
  }

  /** What it said; throws when it failed. */
  async function keys(...words: readonly string[]): Promise<string> {
    const child = start(...words)
    const exit = once(child, 'close')
    const [said, complained] = await Promise.all([text(child.stdout), text(child.stderr)])
    const [status] = (await exit) as [number | null]
    assert.equal(status, 0, complained)
    return said
  }

  const firstKey = () => new Uint8Array(readFileSync(join(data, 'sandbox-master-key')))
  const ring = () => readRing(join(data, 'key-ring.json'))

  test('keeps what was sealed open, whenever it is cut off, and leaves nothing behind', async () => {
    const former = ringOf(firstKey())
    const vault = createVault(former)
    const sealed = vault.seal(NOTE)
    const wrapped = vault.newPersonKey()
    const secret = vault.sealFor(wrapped, NOTE)
    await fill(world, open.pool, { sealed, wrapped })
    const places = await sealedBy(open.pool, former)
    assert.equal(new Set(places).size, 13, places.join(' '))
    const head = new TextEncoder().encode('head of a day')
    const signature = createAuditKey(former.index).sign(head)

    assert.match(await keys('add'), /is coming/)
    const whileComing = createVault(ring())
    assert.equal(createVault(former).open(whileComing.seal('x')), 'x', 'a coming key seals nothing')

    // Cut off: the last persons are held by somebody, so the process stands still in the middle.
    const half = await cutOff()
    const keep = half.filter((one) => Buffer.from(wrapped).equals(one)).length
    assert.ok(keep > 0 && keep < PERSONS, `${keep} of ${PERSONS} are as they were`)
    const between = createVault(ring())
    for (const one of half) assert.equal(between.openFor(one, secret), NOTE)

    // Somebody who was not restarted still seals under the former key.
    await open.pool.query(`update call_backs set number = $1`, [createVault(former).seal(NOTE)])
    assert.match(await keys('rotate'), /everything is sealed under/)
    assert.deepEqual(await sealedBy(open.pool, former), [])
    assert.match(await keys('retire'), /1 former keys are gone/)

    const alone = ring()
    assert.deepEqual(
      alone.keys.map(({ state }) => state),
      ['current'],
    )
    const now = createVault(alone)
    for (const one of await wrappedNow(open.pool)) assert.equal(now.openFor(one, secret), NOTE)
    assert.deepEqual(await sealedBy(open.pool, alone), places)
    const { rows } = await open.pool.query<{ number: string }>('select number from call_backs')
    assert.deepEqual(
      rows.map(({ number }) => now.open(number)),
      [NOTE],
    )

    // What is only recognised stays as it was, and so do the identities that others know.
    assert.equal(now.keyed('mailbox', 'a'), vault.keyed('mailbox', 'a'))
    const { publicKey } = createAuditKey(alone.index)
    assert.ok(isSignedBy(publicKey, head, signature))
    // The ring's file does not have the former key, and its index opens nothing.
    const file = readFileSync(join(data, 'key-ring.json'), 'utf8')
    assert.ok(!file.includes(present(former.keys[0], 'a key').bytes.toBase64()))
    assert.notEqual(currentKey(alone).id, currentKey(former).id)
    assert.throws(() => createVault(alone.index.root).open(sealed))
  })

  test('takes no former key away while something is sealed under it', async () => {
    await keys('add')
    const child = start('retire')
    const [status] = (await once(child, 'close')) as [number]
    assert.equal(status, 0, 'nothing former: nothing to take away')
    await keys('rotate')
    const [, current] = ring().keys
    const old = present(
      ring().keys.find(({ state }) => state === 'former'),
      'there is one',
    )
    assert.equal(current?.state, 'current')
    await open.pool.query('update call_backs set number = $1', [createVault(old.bytes).seal(NOTE)])
    const refused = start('retire')
    const complained = text(refused.stderr)
    const [failed] = (await once(refused, 'close')) as [number]
    assert.equal(failed, 1)
    assert.match(await complained, /call_backs\.number: 1 still under a former key/)
    assert.equal(ring().keys.length, 2)
  })

  /**
   * Killed while it waits for a row of the last batch. Answers what was wrapped how then: let go of
   * the row, and the server may still carry out what the killed one had asked.
   */
  async function cutOff(): Promise<readonly Buffer[]> {
    const holder = await open.pool.connect()
    try {
      await holder.query('begin')
      await holder.query(
        'select 1 from person_keys order by home_id desc, person_id desc limit 1 for update',
      )
      const child = start('rotate')
      const gone = once(child, 'close')
      await new Promise<void>((resolve, reject) => {
        child.once('close', () => reject(new Error('it ended before it was cut off')))
        const look = async (): Promise<void> => {
          const { rows } = await open.pool.query<{ waits: boolean }>(
            `select exists (select from pg_stat_activity
               where wait_event_type = 'Lock' and query like 'update person_keys%') as waits`,
          )
          if (rows[0]?.waits === true) return resolve()
          setImmediate(() => void look().catch(reject))
        }
        void look().catch(reject)
      })
      child.kill('SIGKILL')
      await gone
      return await wrappedNow(open.pool)
    } finally {
      await holder.query('rollback')
      holder.release()
    }
  }
})

/** Something sealed in every place where something may be. */
async function fill(
  world: DoorWorld,
  pool: pg.Pool,
  { sealed, wrapped }: { readonly sealed: string; readonly wrapped: Uint8Array },
): Promise<void> {
  const note = JSON.stringify({ note: sealed, at: AT })
  const run = (sql: string, values: readonly unknown[] = []) => pool.query(sql, [...values])
  await run(
    `insert into person_keys (home_id, person_id, wrapped)
     select gen_random_uuid(), gen_random_uuid(), $1 from generate_series(1, $2)`,
    [Buffer.from(wrapped), PERSONS],
  )
  await run(
    `insert into cases (home_id, id, about, opened_by, opened_at, notes)
     values (gen_random_uuid(), gen_random_uuid(), 'other', gen_random_uuid(), $1, $2)`,
    [AT, `[${note},${note}]`],
  )
  await run(
    `insert into calls (home_id, transport, reference, number, started_at, heard_at, turns, place,
       proofs, wrong_proofs, state, state_kind, wrap_up)
     values (gen_random_uuid(), 'sandbox', 'r', $2, $1, $1, 1, '{}', '[]', 0,
       '{"kind":"over"}', 'over', $2)`,
    [AT, note],
  )
  await run(
    `insert into call_backs (home_id, id, language, number, last_digits, asked_at, promised_from,
       promised_until, tries, state, state_kind)
     values (gen_random_uuid(), gen_random_uuid(), 'en', $2, '4711', $1, $1,
       $1::timestamptz + interval '1 hour', '[]',
       '{"kind":"waiting"}', 'waiting')`,
    [AT, sealed],
  )
  await fillProfiles(pool, sealed)
  await run(
    `insert into reports (home_id, at, channel, language, names, sealed, state, state_kind)
     values (gen_random_uuid(), $1, 'web', 'en', '{}', $2, '{}', 'waiting')`,
    [AT, sealed],
  )
  await run(
    `insert into disputes (home_id, id, about, raised, raised_at, words, due_at, evidence, steps,
       state, state_kind)
     values (gen_random_uuid(), gen_random_uuid(), '{}', '{}', $1, $2, $1, '[]', '[]', $2, 'open')`,
    [AT, note],
  )
  await run(
    `insert into staff (home_id, name, role, password_hash, created_at, one_time_code)
     values (gen_random_uuid(), 'aki', 'clerk', '', $1, $2)`,
    [AT, note],
  )
  await run(
    `insert into pending_changes (home_id, id, of_kind, what, asked_at, due_at, state, state_kind)
     values (gen_random_uuid(), gen_random_uuid(), 'account', $2, $1, $1, '{"kind":"waiting"}',
       'waiting')`,
    [AT, note],
  )
  await run(
    `insert into remembered_outcomes (home_id, actor, key, command, fingerprint, outcome, at)
     values (gen_random_uuid(), 'a', 'k', 'c', 'f', $2, $1)`,
    [AT, note],
  )
  const line = world.ids.next<Parameters<typeof someOrders>[0]>()
  const [order] = someOrders(line, world)
  const { order: row } = present(order, 'an example')
  await write(world, { kind: 'line', id: line }, [{ table: 'orders', row }])
  await run('update orders set refunds = $1 where home_id = $2', [`[${note}]`, line])
}

async function fillProfiles(pool: pg.Pool, sealed: string): Promise<void> {
  await pool.query(
    `insert into sim_profiles (home_id, id, iccid, smdp, sealed_matching_id, ordered_at, state,
       steps, asked, moved_at, waits_for_server)
     values (gen_random_uuid(), gen_random_uuid(), '8981100123456789017', 'smdp.example.com', $2,
       $1, 'released', '[]', '{}', $1, false)`,
    [AT, sealed],
  )
}

async function wrappedNow(pool: pg.Pool): Promise<readonly Buffer[]> {
  const { rows } = await pool.query<{ wrapped: Buffer }>('select wrapped from person_keys')
  return rows.map(({ wrapped }) => wrapped)
}

const BASE64 = /(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{38,}={0,2}/g

async function tables(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  return rows.map(({ name }) => name)
}

/** Where in the whole database something opens under a key of that ring; bytes as well as text. */
async function sealedBy(
  pool: pg.Pool,
  former: ReturnType<typeof ringOf>,
): Promise<readonly string[]> {
  const resealer = createResealer(former)
  const found: string[] = []
  for (const table of await tables(pool)) {
    const { rows } = await pool.query<Record<string, unknown>>(`select * from ${table}`)
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const opens =
          value instanceof Uint8Array
            ? resealer.wrappedBy(value) !== null
            : [...JSON.stringify(toJson(value ?? '')).matchAll(BASE64)].some(
                ([one]) => resealer.sealedBy(one) !== null,
              )
        if (opens) found.push(`${table}.${column}`)
      }
    }
  }
  return found.toSorted()
}
