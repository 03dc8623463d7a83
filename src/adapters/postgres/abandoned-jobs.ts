/** Jobs that a killed worker held. The job tables themselves are graphile-worker's. */
import type pg from 'pg'

/** A job is done within seconds: whoever has held one for so long has died with it. */
export const ABANDONED_AFTER_MINUTES = 5

/**
 * Makes them free for others; by themselves they would be only after four hours. A job whose worker
 * is merely slow may then run twice, as every job may. Waits are by the database's clock, as all
 * times in those tables are.
 */
export async function releaseAbandonedJobs(pool: pg.Pool): Promise<void> {
  await pool.query(
    `select graphile_worker.force_unlock_workers(array(
       select distinct locked_by from graphile_worker.jobs
       where locked_at < now() - make_interval(mins => $1)))`,
    [ABANDONED_AFTER_MINUTES],
  )
}
