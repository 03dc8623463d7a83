/**
 * What the database needs done from time to time: partitions for the months ahead, and remembered
 * outcomes that no repeat will ask for any more. Not the application's sweeps (`app/sweeps`).
 */
import type pg from 'pg'
import { allDecoys } from '../../app/decoys.ts'
import type { Instant } from '../../domain/basics/time.ts'

/** The current month and so many after it have partitions of their own. */
export const MONTHS_AHEAD = 2
/** One statement forgets no more, so that its transaction stays short. */
export const FORGET_BATCH_MAX = 5_000

const BY_MONTH = ['journal', 'usage_records'] as const

/** Repeatable; months are those of UTC, as the bounds of the partitions are. */
export async function ensureMonths(pool: pg.Pool, now: Instant): Promise<void> {
  const first = now.toZonedDateTimeISO('UTC').toPlainDate().with({ day: 1 })
  for (const parent of BY_MONTH) {
    for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
      await pool.query('select ensure_month($1, $2::date)', [
        parent,
        first.add({ months: ahead }).toString(),
      ])
    }
  }
}

/** Homes in which nothing lives (`app/decoys.ts`). Repeatable. */
export async function ensureDecoys(pool: pg.Pool, now: Instant): Promise<void> {
  const decoys = allDecoys()
  await pool.query(
    `insert into homes (home_id, kind, last_at)
     select home_id, kind, $3::timestamptz
     from unnest($1::uuid[], $2::text[]) as made (home_id, kind)
     on conflict do nothing`,
    [decoys.map(({ id }) => id), decoys.map(({ kind }) => kind), now.toString()],
  )
}

/** Forgets outcomes remembered before the instant, oldest first; answers how many. */
export async function forgetOldOutcomes(pool: pg.Pool, before: Instant): Promise<number> {
  let forgotten = 0
  for (;;) {
    const gone = await pool.query(
      `delete from remembered_outcomes where (home_id, actor, key) in (
         select home_id, actor, key from remembered_outcomes where at < $1::timestamptz
         order by at limit ${FORGET_BATCH_MAX})`,
      [before.toString()],
    )
    forgotten += gone.rowCount ?? 0
    if ((gone.rowCount ?? 0) < FORGET_BATCH_MAX) return forgotten
  }
}
