import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { startDatabase, type EmbeddedDatabase } from './embedded/start.ts'
import { INSTANTS_KEPT_MAX, instantText, parseInstant } from './instants.ts'
import { createPool, LOOK_UPS_ONLY, parseDate } from './pool.ts'

const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-pool-'))
let database: EmbeddedDatabase
let pool: pg.Pool

before(async () => {
  database = await startDatabase({ dataDirectory, log: () => {} })
  pool = createPool(database.connection, { max: 2, applicationName: 'pool test' })
})
after(async () => {
  await pool.end()
  await database.stop()
  rmSync(dataDirectory, { recursive: true, force: true })
})

async function value(sql: string, values: unknown[] = []): Promise<unknown> {
  const { rows } = await pool.query<{ value: unknown }>(`select ${sql} as value`, values)
  return rows[0]?.value
}

test('An int8 is a bigint, alone and in arrays', async () => {
  assert.equal(await value(`9223372036854775807::int8`), 9_223_372_036_854_775_807n)
  assert.equal(await value(`$1::int8`, [-9_223_372_036_854_775_808n]), -9_223_372_036_854_775_808n)
  assert.deepEqual(await value(`array[1, null, -2]::int8[]`), [1n, null, -2n])
  assert.deepEqual(await value(`array[[1], [2]]::int8[]`), [[1n], [2n]])
  assert.equal(await value(`(select count(*) from pg_class where false)`), 0n)
})

const INSTANTS = [
  '2026-04-01T00:00:00.123456Z',
  '2026-04-01T00:00:00.000001Z',
  '2026-04-01T00:00:00Z',
  '1969-12-31T23:59:59.999999Z',
  '1600-02-29T12:00:00.5Z',
  '0001-01-01T00:00:00Z',
  '0000-12-31T00:00:00Z',
  '-004000-01-01T00:00:00.000001Z',
  '+012026-04-01T00:00:00Z',
] as const

const DAY_MICROS = 86_400_000_000n

test('A timestamptz is an instant, exact to the microsecond, whatever the zone shown', async (t) => {
  const client = await pool.connect()
  t.after(() => client.release(true))
  for (const zone of ['UTC', 'Asia/Tokyo', 'America/St_Johns']) {
    await client.query(`set timezone = '${zone}'`)
    for (const text of INSTANTS) {
      const at = Temporal.Instant.from(text)
      const micros = at.epochNanoseconds / 1_000n
      const ofDay = ((micros % DAY_MICROS) + DAY_MICROS) % DAY_MICROS
      // Whole days and the rest apart: intervals are multiplied as floats.
      const { rows } = await client.query<{ at: Temporal.Instant; all: Temporal.Instant[] }>(
        `select at, array[at, null] as all
         from (select (date '1970-01-01' + $1::int + $2::int8 * '1 microsecond'::interval)
                 at time zone 'UTC') as t (at)`,
        [(micros - ofDay) / DAY_MICROS, ofDay],
      )
      assert.ok(rows[0]?.at instanceof Temporal.Instant)
      assert.equal(rows[0].at.toString(), at.toString(), zone)
      assert.deepEqual(rows[0].all.map(String), [at.toString(), 'null'])
    }
  }
})

test('An instant comes back as it was written; finer than a microsecond is not from a server', async () => {
  const written = '2026-04-01T00:00:00.123456Z'
  assert.equal(String(await value('$1::timestamptz', [written])), written)
  assert.throws(() => parseInstant('2026-04-01 00:00:00.1234569+00'), RangeError)
})

test('A date is a plain date, before Christ too', async () => {
  assert.equal(String(await value(`'2026-03-31'::date`)), '2026-03-31')
  assert.ok((await value(`'1969-02-28'::date`)) instanceof Temporal.PlainDate)
  assert.equal(String(await value(`'0044-03-15 BC'::date`)), '-000043-03-15')
  assert.deepEqual(((await value(`array['2026-03-31', null]::date[]`)) as unknown[]).map(String), [
    '2026-03-31',
    'null',
  ])
})

test('Infinity is refused loudly, and the connection is good afterwards', async () => {
  for (const sql of [`'infinity'::timestamptz`, `'-infinity'::timestamptz`, `'infinity'::date`]) {
    await assert.rejects(value(sql), /the database gave no (instant|date) but "-?infinity"/)
  }
  const client = await pool.connect()
  const [one, two, three] = await Promise.allSettled([
    client.query('select 1 as n'),
    client.query(`select 'infinity'::timestamptz`),
    client.query('select 3 as n'),
  ])
  client.release()
  assert.deepEqual([one.status, two.status, three.status], ['fulfilled', 'rejected', 'fulfilled'])
  assert.throws(() => parseInstant('soon'), RangeError)
  assert.throws(() => parseDate('2026-4-1'), RangeError)
})

test('Numeric and uuid stay text, and null stays null', async () => {
  assert.equal(await value(`1234567890.10::numeric`), '1234567890.10')
  assert.deepEqual(await value(`array[0.10]::numeric[]`), ['0.10'])
  const id = '01890a5d-ac96-774b-bcce-b302099a8057'
  assert.equal(await value(`'${id}'::uuid`), id)
  assert.equal(await value(`null::timestamptz`), null)
})

test('Statements sent together on one client are answered in order, under our name', async () => {
  const client = await pool.connect()
  const answers = await Promise.all(
    [1, 2, 3].map((n) => client.query<{ n: number }>('select $1::int as n', [n])),
  )
  client.release()
  assert.deepEqual(
    answers.map(({ rows }) => rows[0]?.n),
    [1, 2, 3],
  )
  assert.equal(await value(`current_setting('application_name')`), 'pool test')
})

test('The pool is not larger than told', async () => {
  const clients = [await pool.connect(), await pool.connect()]
  const third = pool.connect()
  assert.equal(pool.waitingCount, 1)
  for (const client of clients) client.release()
  ;(await third).release()
})

test('A pool survives a server that ends and comes back', async () => {
  assert.equal(await value('1'), 1)
  await database.stop()
  database = await startDatabase({ dataDirectory, log: () => {} })
  // The first query may still meet a client whose end has not been read yet.
  await value('1').catch(() => {})
  assert.equal(await value('1'), 1)
})

test('Settings hold on every connection before its first statement', async () => {
  const options = { max: 2, applicationName: 'look-ups', settings: LOOK_UPS_ONLY }
  const lookUps = createPool(database.connection, options)
  const both = [await lookUps.connect(), await lookUps.connect()]
  try {
    for (const client of both) {
      const { rows } = await client.query('show plan_cache_mode')
      assert.deepEqual(rows, [{ plan_cache_mode: 'force_generic_plan' }])
    }
  } finally {
    for (const client of both) client.release()
    await lookUps.end()
  }
})

test('What is sent in one turn arrives whole and in order', async () => {
  const client = await pool.connect()
  try {
    const texts = Array.from({ length: 50 }, (_, index) => `${index}`.repeat(2_000))
    const echo = { name: 'echo', text: 'select $1::text as it' }
    const answers = await Promise.all(
      texts.map((text) => client.query({ ...echo, values: [text] })),
    )
    assert.deepEqual(
      answers.map(({ rows }): unknown => rows[0]?.it),
      texts,
    )
  } finally {
    client.release()
  }
})

test('However many instants are read and written, each is itself', () => {
  for (let second = 0; second < INSTANTS_KEPT_MAX + 10; second += 1) {
    const instant = Temporal.Instant.fromEpochMilliseconds(second * 1_000)
    const text = instantText(instant)
    assert.equal(text, instant.toString())
    const shown = text.replace('T', ' ').replace('Z', '+00')
    assert.ok(parseInstant(shown).equals(instant))
    assert.equal(parseInstant(shown), parseInstant(shown))
  }
})
