/**
 * The database of this process: the embedded server, or the one that `DATABASE_URL` names;
 * migrated,
 * stamped with its mode, with the job tables ready.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { prepareJobs } from '../adapters/jobs/worker.ts'
import { chooseDataDirectory } from '../adapters/postgres/embedded/place.ts'
import { startDatabase } from '../adapters/postgres/embedded/start.ts'
import { migrate } from '../adapters/postgres/migrate.ts'
import { createPool } from '../adapters/postgres/pool.ts'
import { stampMode } from '../adapters/postgres/stamp.ts'
import { systemClock } from '../adapters/system/clock.ts'
import { MASTER_KEY_BYTES, type Config } from '../config.ts'

export interface Database {
  readonly dataDirectory: string
  /** For the door: few connections, each busy with groups. */
  readonly doorPool: pg.Pool
  /** For everything else. */
  readonly pool: pg.Pool
  stop(): Promise<void>
  /** For a visitor: leaves a server running that another process had started. */
  leave(): Promise<void>
}

const CHECKOUT = resolve(import.meta.dirname, '..', '..')
const DOOR_CONNECTIONS = 4
const OTHER_CONNECTIONS = 12

/** @throws when the database belongs to the other mode. */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<Database> {
  const dataDirectory = dataDirectoryOf(config)
  const embedded = config.databaseUrl === null ? await startDatabase({ dataDirectory, log }) : null
  const connection = embedded?.connection ?? config.databaseUrl ?? ''
  const pool = createPool(connection, { max: OTHER_CONNECTIONS, applicationName: 'tsuzuki' })
  const doorPool = createPool(connection, {
    max: DOOR_CONNECTIONS,
    applicationName: 'tsuzuki door',
  })
  async function leave(): Promise<void> {
    if (embedded?.adopted === false) return stop()
    await Promise.allSettled([pool.end(), doorPool.end()])
  }
  async function stop(): Promise<void> {
    await Promise.allSettled([pool.end(), doorPool.end()])
    await embedded?.stop()
  }
  embedded?.keepRunning()
  try {
    const { applied } = await migrate(pool, { now: systemClock.now().toString() })
    await prepareJobs(pool)
    await stampMode(pool, config.mode)
    if (applied.length > 0) log(`database migrated: ${applied.join(', ')}`)
    return { dataDirectory, doorPool, pool, stop, leave }
  } catch (fault) {
    await stop()
    throw fault
  }
}

export function dataDirectoryOf(config: Config): string {
  const env = config.dataDirectory === null ? {} : { TSUZUKI_DATA: config.dataDirectory }
  return chooseDataDirectory(CHECKOUT, env)
}

/** Live: from the settings. Sandbox: made once and kept beside the data. */
export function masterKeyOf(config: Config, dataDirectory: string): Uint8Array {
  if (config.masterKey !== null) return config.masterKey
  const file = join(dataDirectory, 'sandbox-master-key')
  mkdirSync(dataDirectory, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(MASTER_KEY_BYTES), { mode: 0o600 })
  return new Uint8Array(readFileSync(file))
}
