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
/** After the server went and came back, the claim is asked for again so often. */
const RECLAIM_PAUSE_MS = 250

export interface Claim {
  release(): void
}

/** Null when another living process holds it. */
export async function claimDatabase(pool: pg.Pool): Promise<Claim | null> {
  const tries = CLAIM_MS_MAX / CLAIM_PAUSE_MS
  for (let tried = 0; tried < tries; tried += 1) {
    const holder = await tryHold(pool)
    if (holder !== null) return keepClaim(pool, holder)
    await pause(CLAIM_PAUSE_MS)
  }
  return null
}

/** The connection that holds the claim; null when another holds it. */
async function tryHold(pool: pg.Pool): Promise<pg.PoolClient | null> {
  const client = await pool.connect()
  try {
    const asked = await client.query<{ held: boolean }>({
      text: 'select pg_try_advisory_lock($1) as held',
      values: [CLAIM],
    })
    if (asked.rows[0]?.held === true) return client
    client.release()
    return null
  } catch (fault) {
    client.release(true)
    throw fault
  }
}

/** The claim goes with its connection; when the server comes back, it is taken again. */
function keepClaim(pool: pg.Pool, first: pg.PoolClient): Claim {
  let holder: pg.PoolClient | null = null
  let isReleased = false
  const hold = (client: pg.PoolClient) => {
    holder = client
    client.once('end', () => {
      if (holder !== client) return
      holder = null
      client.release(true)
      void holdAgain()
    })
  }
  async function holdAgain(): Promise<void> {
    await pause(RECLAIM_PAUSE_MS, undefined, { ref: false })
    if (isReleased) return
    // While the server is away nobody can claim it; the next round asks again.
    const client = await tryHold(pool).catch(() => null)
    if (client === null) return holdAgain()
    if (isReleased) client.release(true)
    else hold(client)
  }
  hold(first)
  return {
    release() {
      isReleased = true
      const client = holder
      holder = null
      client?.release(true)
    },
  }
}
