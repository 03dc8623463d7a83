/**
 * The ground of the benchmarks that need a database: a throw-away server with the product's own
 * settings, migrated, with lines that exist and hold nothing yet.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { prepareJobs } from '../src/adapters/jobs/worker.ts'
import { startDatabase } from '../src/adapters/postgres/embedded/start.ts'
import { migrate } from '../src/adapters/postgres/migrate.ts'
import { createPool } from '../src/adapters/postgres/pool.ts'
import { ensureMonths } from '../src/adapters/postgres/upkeep.ts'
import { systemClock } from '../src/adapters/system/clock.ts'
import { systemDice } from '../src/adapters/system/dice.ts'
import { createIds } from '../src/adapters/system/ids.ts'
import type { Ids } from '../src/app/ports.ts'
import type { LineId } from '../src/domain/basics/ids.ts'
import { machineLine, say } from './harness.ts'

export interface Ground {
  readonly connection: Parameters<typeof createPool>[0]
  /** For setting up and for the books; nothing that is measured uses it. */
  readonly pool: pg.Pool
  readonly ids: Ids
  /** Processor, versions, and how durable the server is. */
  readonly machine: string
  close(): Promise<void>
}

export async function openGround(): Promise<Ground> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-bench-'))
  const database = await startDatabase({ dataDirectory, log: () => {} })
  const pool = createPool(database.connection, { max: 4, applicationName: 'bench' })
  async function close(): Promise<void> {
    await pool.end()
    await database.stop()
    rmSync(dataDirectory, { recursive: true, force: true })
  }
  try {
    await migrate(pool, { now: systemClock.now().toString() })
    await prepareJobs(pool)
    await ensureMonths(pool, systemClock.now())
    const ids = createIds({ clock: systemClock, dice: systemDice })
    const machine = `${machineLine()}, ${await serverLine(pool)}`
    say(machine)
    return { connection: database.connection, pool, ids, machine, close }
  } catch (fault) {
    await close()
    throw fault
  }
}

async function serverLine(pool: pg.Pool): Promise<string> {
  const shown = await pool.query<{ name: string; setting: string }>(
    `select name, setting from pg_settings where name in
     ('server_version', 'fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums')`,
  )
  const of = new Map(shown.rows.map((row) => [row.name, row.setting]))
  const durable = ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums']
  const words = durable.map((name) => `${name} ${of.get(name)}`).join(', ')
  return `PostgreSQL ${of.get('server_version')} on a unix socket, ${words}`
}

/** Lines as an operator's list would load them, each found by its ICCID and its IMSI. */
export async function makeLines(ground: Ground, count: number): Promise<readonly LineId[]> {
  const lines = Array.from({ length: count }, () => ground.ids.next<LineId>())
  const at = systemClock.now().toString()
  const numbered = `unnest($1::uuid[]) with ordinality as line (id, number)`
  const iccid = `('898110' || lpad(number::text, 13, '0'))`
  const imsi = `('44010' || lpad(number::text, 10, '0'))`
  await ground.pool.query(`insert into homes select id, 'line', $2::timestamptz from ${numbered}`, [
    lines,
    at,
  ])
  await ground.pool.query(
    `insert into lines (home_id, network_id, iccid, imsi, sim_form, activation, recognition,
       created_at)
     select id, 'docomo', ${iccid}, ${imsi}, 'card',
       '{"hash": "hash", "wrongTries": 0, "lockedUntil": null}', 'on', $2::timestamptz
     from ${numbered}`,
    [lines, at],
  )
  await ground.pool.query(
    `insert into finds (kind, value, home_kind, home_id)
     select kind, value, 'line', id from ${numbered}
     cross join lateral (values ('iccid', ${iccid}), ('imsi', ${imsi})) as name (kind, value)`,
    [lines],
  )
  return lines
}

/** Of a line of `makeLines`, by its place in the list. */
export function imsiOf(index: number): string {
  return `44010${String(index + 1).padStart(10, '0')}`
}
