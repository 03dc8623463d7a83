/** Several look-ups as of one instant, in one round trip. Never for what writes. */
import type pg from 'pg'
import { asAway } from './away.ts'
import { connected, LOOK_UPS_ONLY } from './pool.ts'

/** These look-ups are the door's own, and are planned as rarely as there. */
const BEGIN_LOOKING_UP = [
  'begin isolation level repeatable read read only',
  ...Object.entries(LOOK_UPS_ONLY).map(([name, value]) => `set local ${name} = ${value}`),
].join('; ')

/**
 * Everything that `read` sends before it first waits is seen as of one instant, in one round trip:
 * the commit travels behind it.
 */
export async function inSnapshot<Answer>(
  pool: pg.Pool,
  read: (client: pg.PoolClient) => Promise<Answer>,
): Promise<Answer> {
  const client = await connected(pool)
  let isGood = false
  try {
    const [, answer] = await Promise.all([
      client.query(BEGIN_LOOKING_UP),
      read(client),
      client.query('commit'),
    ])
    isGood = true
    return answer
  } catch (fault) {
    throw asAway(fault)
  } finally {
    client.release(!isGood)
  }
}
