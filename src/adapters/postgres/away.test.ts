import assert from 'node:assert/strict'
import { test } from 'node:test'
import { StoreAway } from '../../app/ports.ts'
import { asAway } from './away.ts'
import { createPool } from './pool.ts'
import { createReads } from './reads.ts'

test('A database that cannot be reached is told apart from a statement that failed', () => {
  const failed = Object.assign(new Error('duplicate key'), { code: '23505' })
  assert.equal(asAway(failed), failed)
  const stopping = Object.assign(new Error('terminating connection'), { code: '57P01' })
  assert.ok(asAway(stopping) instanceof StoreAway)
  assert.ok(asAway(new Error('Connection terminated unexpectedly')) instanceof StoreAway)
})

test('Questions asked while no server listens are answered as away', async () => {
  const connection = { host: '/nonexistent', port: 5432, user: 'nobody', database: 'none' }
  const pool = createPool(connection, { max: 1, applicationName: 'away' })
  const reads = createReads(pool)
  await assert.rejects(reads.find('iccid', '1'), StoreAway)
  await assert.rejects(reads.lines([]), StoreAway)
  await pool.end()
})
