import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type pg from 'pg'
import { claimDatabase } from '../../src/adapters/postgres/claim.ts'
import { startDatabase, type EmbeddedDatabase } from '../../src/adapters/postgres/embedded/start.ts'
import { createPool } from '../../src/adapters/postgres/pool.ts'

const scratch = mkdtempSync(join(tmpdir(), 'tsuzuki-claim-'))
let database: EmbeddedDatabase
let mine: pg.Pool
let others: pg.Pool

before(async () => {
  database = await startDatabase({ dataDirectory: join(scratch, 'data'), log: () => {} })
  mine = createPool(database.connection, { max: 2, applicationName: 'mine' })
  others = createPool(database.connection, { max: 2, applicationName: 'others' })
})

after(async () => {
  await Promise.all([mine.end(), others.end()])
  await database.stop()
  rmSync(scratch, { recursive: true, force: true })
})

test('A database is claimed by one product, and by the next once it is released', async () => {
  const claim = await claimDatabase(mine)
  assert.notEqual(claim, null)
  assert.equal(await claimDatabase(others), null)
  claim?.release()
  const next = await claimDatabase(others)
  assert.notEqual(next, null)
  next?.release()
})

test('A claim whose connection was cut is taken again by whoever held it', async () => {
  const claim = await claimDatabase(mine)
  const holders = `select pid from pg_locks where locktype = 'advisory' and granted`
  const cut = await others.query<{ pid: number }>(holders)
  await others.query('select pg_terminate_backend($1)', [cut.rows[0]?.pid])
  for (;;) {
    const found = await others.query<{ pid: number }>(holders)
    const pid = found.rows[0]?.pid
    if (pid !== undefined && pid !== cut.rows[0]?.pid) break
  }
  assert.equal(await claimDatabase(others), null)
  claim?.release()
})
