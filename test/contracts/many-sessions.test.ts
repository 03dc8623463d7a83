/** Of many sessions, a page or a batch reads no more than it shows or empties. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { AGED_SQL } from '../../src/adapters/postgres/ageing.ts'
import { SESSION_SQL } from '../../src/adapters/postgres/session-reads.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'

const SESSIONS = 12_000
const LIVE = SESSIONS / 4
const PAGE = 51

let open: OpenPostgres
let client: pg.PoolClient

before(async () => {
  open = await openPostgres()
  client = await open.pool.connect()
  await client.query(`set session_replication_role = 'replica'`)
  await client.query(
    `insert into data_sessions (home_id, id, protocol, peer, session_key, started_at,
       reported_until, heard_at, expected_by, bytes_counted, framed_address, ended, is_over)
     select gen_random_uuid(), uuidv7(), 'radius', 'nas-' || n % 40, 'key-' || n, at, at, at, at, 0,
       '10.0.0.1', case when n % 4 = 0 then null else '{}'::jsonb end, n % 4 <> 0
     from generate_series(1, $1::int) as n
     cross join lateral (select timestamptz '2026-04-01Z' + n * interval '1 minute') as t (at)`,
    [SESSIONS],
  )
  await client.query('analyze data_sessions')
  // As a statement that was prepared and run often.
  await client.query('set plan_cache_mode = force_generic_plan')
})
after(async () => {
  client.release(true)
  await open.close()
})

interface Plan {
  readonly 'Node Type': string
  readonly 'Index Name'?: string
  readonly 'Relation Name'?: string
  readonly 'Actual Rows': number
  readonly 'Actual Loops': number
  readonly 'Rows Removed by Filter'?: number
  readonly Plans?: readonly Plan[]
}

/** Every scan of sessions, and how many rows it read. */
async function scans(text: string, types: string, values: string) {
  await client.query(`prepare looked (${types}) as ${text}`)
  const { rows } = await client.query<{ 'QUERY PLAN': readonly { readonly Plan: Plan }[] }>(
    `explain (analyze, format json) execute looked (${values})`,
  )
  await client.query('deallocate looked')
  const all = (plan: Plan): readonly Plan[] => [plan, ...(plan.Plans ?? []).flatMap(all)]
  const plan = rows[0]?.['QUERY PLAN'][0]?.Plan
  assert.ok(plan !== undefined)
  return all(plan)
    .filter((one) => one['Node Type'].includes('Scan') && one['Actual Loops'] > 0)
    .map((one) => ({
      index: one['Index Name'] ?? one['Relation Name'] ?? null,
      rows: (one['Actual Rows'] + (one['Rows Removed by Filter'] ?? 0)) * one['Actual Loops'],
    }))
}

test('A page of live sessions reads the page', async () => {
  const types = 'text, text, uuid, bigint'
  const [scan, ...others] = await scans(
    SESSION_SQL.open_sessions,
    types,
    `null, null, null, ${PAGE}`,
  )
  assert.deepEqual(others, [])
  assert.deepEqual(scan, { index: 'data_sessions_live_by_id', rows: PAGE })
  assert.ok(LIVE > 10 * PAGE)
})

test('A session that is named alone is found by its peer and key', async () => {
  const found = await scans(SESSION_SQL.line_of_session, 'text, text', `'nas-8', 'key-8'`)
  assert.deepEqual(found, [{ index: 'data_sessions_by_session', rows: 1 }])
})

test('A batch of addresses reads the batch, and none once all are gone', async () => {
  const batch = 100
  const sql = AGED_SQL.sessionAddressDays
  const asked = (until: string) =>
    scans(sql, 'timestamptz, bigint', `'${until}', ${batch}`).then((all) =>
      all.filter(({ index }) => index === 'data_sessions_with_address'),
    )
  assert.deepEqual(await asked('2027-01-01Z'), [
    { index: 'data_sessions_with_address', rows: batch },
  ])
  assert.deepEqual(await asked('2026-04-01Z'), [{ index: 'data_sessions_with_address', rows: 0 }])
})
