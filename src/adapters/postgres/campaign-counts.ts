/**
 * How often each campaign was taken: orders that were delivered or still wait. Counted from the
 * orders themselves, so that nothing global is locked where orders are placed; between two counts a
 * few more than the limit may slip through.
 */
import type pg from 'pg'
import { moveEdition } from './edition.ts'

const COUNT = `
  with counted as (
    select campaigns.id, campaigns.taken as before,
      (content ->> 'totalMax')::bigint as most,
      (select count(*) from orders
        where campaign_id = campaigns.id and state_kind in ('awaiting_payment', 'delivered'))
        as after
    from campaigns where $1 or content ->> 'totalMax' is not null
  )
  update campaigns set taken = counted.after from counted
  where campaigns.id = counted.id and counted.after <> counted.before
  returning most is not null and (before >= most) <> (after >= most) as turned`

/**
 * Answers how many figures moved. When a campaign is used up, or has room again because orders were
 * not paid, every process is told by the catalogue's edition. Campaigns without a total are counted
 * only when `all` are asked for: nothing depends on their figure at once.
 */
export async function countCampaigns(
  pool: pg.Pool,
  { all }: { readonly all: boolean },
): Promise<number> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<{ turned: boolean }>(COUNT, [all])
    if (rows.some(({ turned }) => turned)) await moveEdition(client)
    await client.query('commit')
    return rows.length
  } catch (fault) {
    await client.query('rollback').catch(() => {})
    throw fault
  } finally {
    client.release()
  }
}
