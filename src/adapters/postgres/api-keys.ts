/**
 * API keys by their hash, kept for a few seconds so that a busy partner costs one look-up and not
 * one a request. An ended key is refused once the few seconds are over.
 */
import type pg from 'pg'
import type { ApiKeyId } from '../../domain/basics/ids.ts'
import { isBefore, plusSeconds, type Instant } from '../../domain/basics/time.ts'
import { parseScope, type ApiKey, type ApiKeys } from '../../app/api-keys.ts'
import type { Clock } from '../../app/ports.ts'

export const KEY_CACHED_SECONDS = 5
export const KEYS_CACHED_MAX = 1_000

const SQL = `select id, name, scopes from api_keys
  where key_hash = $1 and (ended_at is null or ended_at > $2)`

interface KeyRow {
  readonly id: string
  readonly name: string
  readonly scopes: readonly string[]
}

/** Unknown hashes are not kept: a key works from the moment it is made. */
export function createApiKeys(pool: pg.Pool, clock: Clock): ApiKeys {
  const known = new Map<string, { readonly key: ApiKey; readonly until: Instant }>()
  return {
    async byHash(hash) {
      const now = clock.now()
      const cached = known.get(hash)
      if (cached !== undefined && isBefore(now, cached.until)) return cached.key
      known.delete(hash)
      const values = [hash, now.toString()]
      const found = await pool.query<KeyRow>({ name: 'api_key', text: SQL, values })
      const [row] = found.rows
      if (row === undefined) return null
      const key = keyOf(row)
      const [oldest] = known.keys()
      if (known.size >= KEYS_CACHED_MAX && oldest !== undefined) known.delete(oldest)
      known.set(hash, { key, until: plusSeconds(now, KEY_CACHED_SECONDS) })
      return key
    },
  }
}

/** A scope that this version does not know grants nothing. */
function keyOf(row: KeyRow): ApiKey {
  const scopes = row.scopes.flatMap((text) => parseScope(text) ?? [])
  return { id: row.id as ApiKeyId, name: row.name, scopes }
}

export interface StoredApiKey {
  readonly id: ApiKeyId
  readonly name: string
  readonly keyHash: string
  readonly scopes: readonly string[]
  readonly createdAt: Instant
}

/** False when a key of this name is there already. */
export async function addApiKey(pool: pg.Pool, key: StoredApiKey): Promise<boolean> {
  const added = await pool.query(
    `insert into api_keys (id, name, key_hash, scopes, created_at) values ($1, $2, $3, $4, $5)
     on conflict (name) do nothing`,
    [key.id, key.name, key.keyHash, key.scopes, key.createdAt.toString()],
  )
  return added.rowCount === 1
}
