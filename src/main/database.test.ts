import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type pg from 'pg'
import { refuseUnsynced, refuseVolatile } from '../adapters/postgres/durability.ts'
import { startDatabase } from '../adapters/postgres/embedded/start.ts'
import { createPool } from '../adapters/postgres/pool.ts'
import { readConfig } from '../config.ts'
import { openDatabase } from './database.ts'

async function shown(pool: pg.Pool, name: string): Promise<unknown> {
  const { rows } = await pool.query<{ value: string }>(`select current_setting($1) as value`, [
    name,
  ])
  return rows[0]?.value
}

test('A database that answers before a commit is on its disk is told to wait, and no other', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-durable-'))
  const server = await startDatabase({ dataDirectory, log: () => {} })
  const { host, port, user, database: name } = server.connection
  const url = `postgres://${user}@${encodeURIComponent(host)}:${port}/${name}`
  const config = readConfig({ DATABASE_URL: url, TSUZUKI_DATA: dataDirectory })
  const settings = createPool(server.connection, { max: 1, applicationName: 'settings' })
  try {
    // What the server says, and what then holds.
    for (const [said, holds] of [
      ['off', 'on'],
      ['local', 'local'],
      ['remote_apply', 'remote_apply'],
    ] as const) {
      await settings.query(`alter database ${name} set synchronous_commit = '${said}'`)
      const database = await openDatabase(config, () => {})
      try {
        assert.equal(await shown(database.doorPool, 'synchronous_commit'), holds)
        assert.equal(await shown(database.pool, 'synchronous_commit'), holds)
        assert.equal(await shown(database.limitPool, 'synchronous_commit'), 'off')
      } finally {
        await database.stop()
      }
    }
    await refuseVolatile(settings)
  } finally {
    await settings.end()
    await server.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
})

test('A database that never syncs is refused with a word on what to do', () => {
  refuseUnsynced('on')
  assert.throws(() => refuseUnsynced('off'), /fsync is off.*Set fsync = on/)
})
