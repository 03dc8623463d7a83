import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openPostgres, type OpenPostgres } from '../../../test/contracts/stores.ts'
import { instant, plusDays } from '../../domain/basics/time.ts'
import { ensureMonths, FORGET_BATCH_MAX, forgetOldOutcomes, MONTHS_AHEAD } from './upkeep.ts'

const NOW = instant('2026-11-30T15:30:00Z')

let open: OpenPostgres
before(async () => {
  open = await openPostgres()
})
after(() => open.close())

async function partitions(parent: string): Promise<readonly string[]> {
  const found = await open.pool.query<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits
     where inhparent = $1::regclass order by 1`,
    [parent],
  )
  return found.rows.map((row) => row.name)
}

test('The current month and those ahead get partitions, however often it is asked', async () => {
  await Promise.all([ensureMonths(open.pool, NOW), ensureMonths(open.pool, NOW)])
  await ensureMonths(open.pool, NOW)
  for (const parent of ['journal', 'usage_records']) {
    const months = ['2026_11', '2026_12', '2027_01'].map((month) => `${parent}_${month}`)
    assert.equal(months.length, MONTHS_AHEAD + 1)
    assert.deepEqual(await partitions(parent), [...months, `${parent}_rest`])
  }
})

test('A month whose rows already lie in the default partition is left there', async () => {
  const late = instant('2028-05-03T00:00:00Z')
  await open.pool.query(
    `insert into journal (home_id, id, at, command, channel, actor, key, events)
     values (gen_random_uuid(), gen_random_uuid(), $1, 'a', 'auto', 'system', null, '[]')`,
    [late.toString()],
  )
  await ensureMonths(open.pool, late)
  const made = await partitions('journal')
  assert.ok(!made.includes('journal_2028_05') && made.includes('journal_2028_06'))
})

test('Outcomes older than asked are forgotten, more than one batch of them, no younger one', async () => {
  const old = plusDays(NOW, -31)
  const remember = (count: number, at: string) =>
    open.pool.query(
      `insert into remembered_outcomes (home_id, actor, key, command, fingerprint, outcome, at)
       select gen_random_uuid(), 'system', 'k' || n, 'a', 'f', '{}', $2
       from generate_series(1, $1::int) as n`,
      [count, at],
    )
  await remember(FORGET_BATCH_MAX + 1, old.toString())
  await remember(1, plusDays(NOW, -30).toString())
  assert.equal(await forgetOldOutcomes(open.pool, plusDays(NOW, -30)), FORGET_BATCH_MAX + 1)
  assert.equal(await forgetOldOutcomes(open.pool, plusDays(NOW, -30)), 0)
  assert.equal((await open.pool.query('select 1 from remembered_outcomes')).rowCount, 1)
})
