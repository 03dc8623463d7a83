/** API keys in PostgreSQL: found by their hash, refused once ended, kept for a few seconds only. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createApiKeys, KEY_CACHED_SECONDS } from '../../src/adapters/postgres/api-keys.ts'
import { createTestClock, createTestIds, START } from './catalogue.ts'
import { openPostgres, type OpenPostgres } from './stores.ts'

let store: OpenPostgres
const ids = createTestIds()

before(async () => {
  store = await openPostgres()
})
after(() => store.close())

async function keep(hash: string, scopes: readonly string[]): Promise<string> {
  const id = ids.next()
  await store.pool.query(
    `insert into api_keys (id, name, key_hash, scopes, created_at) values ($1, $2, $2, $3, $4)`,
    [id, hash, scopes, START.toString()],
  )
  return id
}

test('A key is found by its hash, with the scopes that are known', async () => {
  const id = await keep('one', ['lines:read', 'lines:destroy', 'usage:read'])
  const keys = createApiKeys(store.pool, createTestClock())
  const scopes = ['lines:read', 'usage:read']
  assert.deepEqual(await keys.byHash('one'), { id, name: 'one', scopes })
  assert.equal(await keys.byHash('other'), null)
})

test('A new key works at once, an ended one stops within the seconds it is kept', async () => {
  const clock = createTestClock()
  const keys = createApiKeys(store.pool, clock)
  assert.equal(await keys.byHash('late'), null)
  await keep('late', ['lines:read'])
  assert.notEqual(await keys.byHash('late'), null)
  await store.pool.query(`update api_keys set ended_at = $1 where key_hash = 'late'`, [
    START.toString(),
  ])
  clock.advance(KEY_CACHED_SECONDS - 1)
  assert.notEqual(await keys.byHash('late'), null)
  clock.advance(1)
  assert.equal(await keys.byHash('late'), null)
})
