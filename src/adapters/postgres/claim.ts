/**
 * One product at a time on an embedded database: the process that started or adopted the server
 * holds a claim for as long as it lives, and whoever comes second is told so and touches nothing.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'

/** The advisory lock that stands for the product itself. */
const CLAIM = 7_835_001
/** A claim of a killed process lasts until the server notices that it is gone. */
const CLAIM_MS_MAX = 3_000
const CLAIM_PAUSE_MS = 100

export interface Claim {
  release(): void
}

/** Null when another living process holds it. */
export async function claimDatabase(pool: pg.Pool): Promise<Claim | null> {
  const client = await pool.connect()
  const tries = CLAIM_MS_MAX / CLAIM_PAUSE_MS
  for (let tried = 0; tried < tries; tried += 1) {
    const asked = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1) as held', [
      CLAIM,
    ])
    if (asked.rows[0]?.held === true) return { release: () => client.release(true) }
    await pause(CLAIM_PAUSE_MS)
  }
  client.release()
  return null
}
