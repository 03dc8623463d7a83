/**
 * The database of this process: the embedded server, or the one that `DATABASE_URL` names;
 * migrated, stamped with its mode, with the job tables ready.
 */
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { prepareJobs } from '../adapters/jobs/worker.ts'
import { claimDatabase } from '../adapters/postgres/claim.ts'
import { refuseVolatile } from '../adapters/postgres/durability.ts'
import { chooseDataDirectory } from '../adapters/postgres/embedded/place.ts'
import { startDatabase } from '../adapters/postgres/embedded/start.ts'
import { LIMIT_SETTINGS } from '../adapters/postgres/limits.ts'
import { migrate } from '../adapters/postgres/migrate.ts'
import { createPool, DOOR_SETTINGS } from '../adapters/postgres/pool.ts'
import { stampMode } from '../adapters/postgres/stamp.ts'
import { systemClock } from '../adapters/system/clock.ts'
import { readRing, ringOf } from '../adapters/system/key-ring.ts'
import type { KeyRing } from '../app/key-ring.ts'
import { MASTER_KEY_BYTES } from '../app/vault.ts'
import type { Config } from '../config.ts'

export interface Database {
  readonly dataDirectory: string
  /** For the door: few connections, each busy with groups. */
  readonly doorPool: pg.Pool
  /** For counting tries. */
  readonly limitPool: pg.Pool
  /** For everything else. */
  readonly pool: pg.Pool
  stop(): Promise<void>
}

const CHECKOUT = resolve(import.meta.dirname, '..', '..')
const DOOR_CONNECTIONS = 4
const LIMIT_CONNECTIONS = 2
const OTHER_CONNECTIONS = 12

/**
 * Opened as the product's own: migrated, and on the embedded server claimed, so that a second
 * product on the same directory is refused before it disturbs the first.
 *
 * @throws when another product runs on it, when the database belongs to the other mode, or when it
 * does not sync to its disk.
 */
export async function openDatabase(config: Config, log: (line: string) => void): Promise<Database> {
  const opened = await connect(config, log)
  const claim = opened.isEmbedded ? await claimDatabase(opened.pool) : null
  if (opened.isEmbedded && claim === null) {
    await opened.leave()
    throw new Error(`another process already runs on ${opened.dataDirectory}`)
  }
  opened.keepRunning()
  const stop = async () => {
    claim?.release()
    await opened.stop()
  }
  return prepare({ ...opened, stop }, { config, log })
}

/** For a short visit beside or without a running product; leaves the server as it was found. */
export async function visitDatabase(
  config: Config,
  log: (line: string) => void,
): Promise<Database> {
  const opened = await connect(config, log)
  return prepare({ ...opened, stop: opened.leave }, { config, log })
}

interface Opened extends Database {
  readonly isEmbedded: boolean
  /** A server that goes, though nobody here stopped it, is brought back. */
  keepRunning(): void
  /** Leaves a server running that another process had started. */
  leave(): Promise<void>
}

async function connect(config: Config, log: (line: string) => void): Promise<Opened> {
  const dataDirectory = dataDirectoryOf(config)
  const embedded = config.databaseUrl === null ? await startDatabase({ dataDirectory, log }) : null
  const connection = embedded?.connection ?? config.databaseUrl ?? ''
  const pool = createPool(connection, {
    max: OTHER_CONNECTIONS,
    applicationName: 'tsuzuki',
    isDurable: true,
  })
  const doorPool = createPool(connection, {
    max: DOOR_CONNECTIONS,
    applicationName: 'tsuzuki door',
    settings: DOOR_SETTINGS,
    isDurable: true,
  })
  const limitPool = createPool(connection, {
    max: LIMIT_CONNECTIONS,
    applicationName: 'tsuzuki limits',
    settings: LIMIT_SETTINGS,
  })
  async function disconnect(): Promise<void> {
    await Promise.allSettled([pool.end(), doorPool.end(), limitPool.end()])
  }
  async function stop(): Promise<void> {
    await disconnect()
    await embedded?.stop()
  }
  const leave = () => (embedded?.adopted === true ? disconnect() : stop())
  const keepRunning = () => embedded?.keepRunning()
  const isEmbedded = embedded !== null
  return { dataDirectory, pool, doorPool, limitPool, isEmbedded, keepRunning, stop, leave }
}

async function prepare(
  opened: Opened,
  { config, log }: { readonly config: Config; readonly log: (line: string) => void },
): Promise<Database> {
  const { pool } = opened
  try {
    await refuseVolatile(pool)
    const { applied } = await migrate(pool, { now: systemClock.now().toString() })
    await prepareJobs(pool)
    await stampMode(pool, config.mode)
    if (applied.length > 0) log(`database migrated: ${applied.join(', ')}`)
    return opened
  } catch (fault) {
    await opened.stop()
    throw fault
  }
}

export function dataDirectoryOf(config: Config): string {
  const env = config.dataDirectory === null ? {} : { TSUZUKI_DATA: config.dataDirectory }
  return chooseDataDirectory(CHECKOUT, env)
}

/** Where the ring stands or would; null: the settings have one key, which no command changes. */
export function keyFileOf(config: Config, dataDirectory: string): string | null {
  if (config.keyFile !== null) return config.keyFile
  return config.masterKey === null ? join(dataDirectory, 'key-ring.json') : null
}

/** Live: from the settings. Sandbox: made once and kept beside the data. Read at every start. */
export function keyRingOf(config: Config, dataDirectory: string): KeyRing {
  if (config.masterKey !== null) return ringOf(config.masterKey)
  const ring = keyFileOf(config, dataDirectory)
  if (ring !== null && (config.keyFile !== null || existsSync(ring))) return readRing(ring)
  const file = firstKeyFile(dataDirectory)
  mkdirSync(dataDirectory, { recursive: true })
  if (!existsSync(file)) writeFileSync(file, randomBytes(MASTER_KEY_BYTES), { mode: 0o600 })
  return ringOf(new Uint8Array(readFileSync(file)))
}

/** The one key that a sandbox begins with; gone once there is a ring. */
export function firstKeyFile(dataDirectory: string): string {
  return join(dataDirectory, 'sandbox-master-key')
}
