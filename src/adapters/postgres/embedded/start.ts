/**
 * The database of a single machine: a real PostgreSQL server, started, adopted or recovered on a
 * data directory. It outlives this process when that is killed and is adopted by the next. With
 * `DATABASE_URL` nothing of this is used.
 */
import type { ChildProcess } from 'node:child_process'
import { existsSync, readFileSync, rmdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import pg from 'pg'
import { findBinaries, sweepUnfinished, type Binaries } from './binaries.ts'
import { preparePlace, type Place } from './place.ts'
import {
  clearRemains,
  initialise,
  outlives,
  processesOn,
  readPostmaster,
  signal,
  spawnServer,
  startLogOf,
  SUPERUSER,
  type Postmaster,
} from './server.ts'

export interface DatabaseConnection {
  /** The folder of the unix socket. */
  readonly host: string
  readonly port: number
  readonly user: string
  readonly database: string
}

export interface EmbeddedDatabase {
  readonly connection: DatabaseConnection
  /** A server was already running on the directory, left by a process that died. */
  readonly adopted: boolean
  /** From now on a server that goes, though nobody here stopped it, is brought back. */
  keepRunning(): void
  /** Disconnects every client and ends the server, adopted or not; resolves when it is gone. */
  stop(): Promise<void>
}

const DATABASE = 'tsuzuki'
const POLL_MS = 20
/** How soon a server that is gone is missed. */
const WATCH_MS = 250
/** After a killed server, how long new ones may fail before we give up. */
const RETRY_MS_MAX = 15_000
const RETRY_PAUSE_MS = 200
/** A live server that replays much write-ahead log is given this long. */
const RECOVERY_MS_MAX = 600_000
/** Fast shutdown writes a checkpoint; then immediate shutdown, which loses nothing either. */
const STOP_MS_MAX = 60_000
const ANSWER_MS_MAX = 5_000

const DUPLICATE_DATABASE = '42P04'
const UNIQUE_VIOLATION = '23505'

/** Throws when the server cannot be made or does not come up, with what it said. */
export async function startDatabase(options: {
  readonly dataDirectory: string
  readonly log: (line: string) => void
}): Promise<EmbeddedDatabase> {
  const place = preparePlace(options.dataDirectory, options.log)
  const { postmaster, adopted } = await bringUp(place, options.log)
  await createDatabase(postmaster)
  options.log(`database ${adopted ? 'adopted' : 'started'} in ${place.home}`)
  let watch: Watch | null = null
  return {
    connection: connectionTo(postmaster, DATABASE),
    adopted,
    keepRunning() {
      watch ??= watchServer(place, options.log)
    },
    async stop() {
      await watch?.stop()
      // Whoever keeps a server running stops whichever runs now; else no other is ours to stop.
      const isKept = watch !== null
      await stop((isKept ? readPostmaster(place.data) : null) ?? postmaster, place)
    },
  }
}

interface Watch {
  /** Resolves when no server is being brought back any more. */
  stop(): Promise<void>
}

/** Clients find the server that was brought back at the same socket. */
function watchServer(place: Place, log: (line: string) => void): Watch {
  let reviving: Promise<void> | null = null
  const timer = setInterval(() => {
    if (reviving !== null || readPostmaster(place.data) !== null) return
    // Whoever deleted the data wants no empty database in its place.
    if (!existsSync(place.data)) return
    log(`the database in ${place.home} is gone; bringing it back`)
    reviving = bringUp(place, log)
      .then(() => log(`database recovered in ${place.home}`))
      .catch((fault: unknown) => log(String(fault)))
      .finally(() => {
        reviving = null
      })
  }, WATCH_MS)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await reviving
    },
  }
}

function connectionTo(postmaster: Postmaster, database: string): DatabaseConnection {
  return { host: postmaster.sockets, port: postmaster.port, user: SUPERUSER, database }
}

async function bringUp(
  place: Place,
  log: (line: string) => void,
): Promise<{ postmaster: Postmaster; adopted: boolean }> {
  const since = performance.now()
  let binaries: Binaries | null = null
  let own: ChildProcess | null = null
  for (;;) {
    const postmaster = readPostmaster(place.data)
    if (postmaster !== null && (await answers(postmaster, place))) {
      return { postmaster, adopted: own?.pid !== postmaster.pid }
    }
    const ownLives = own !== null && own.exitCode === null && own.signalCode === null
    const waitedMs = performance.now() - since
    if (waitedMs > (ownLives || postmaster !== null ? RECOVERY_MS_MAX : RETRY_MS_MAX)) {
      throw new Error(`the database in ${place.data} does not start: ${lastWords(place)}`)
    }
    if (postmaster === null && !ownLives && clearRemains(place.data)) {
      if (own !== null) await delay(RETRY_PAUSE_MS)
      binaries ??= await prepare(place, log)
      own = spawnServer(place, binaries)
      // Without a listener a failed spawn would end the process; the loop sees it by itself.
      own.on('error', (error) => log(`the database server could not be run: ${error.message}`))
    }
    await delay(POLL_MS)
  }
}

async function prepare(place: Place, log: (line: string) => void): Promise<Binaries> {
  sweepUnfinished(place.home)
  const binaries = findBinaries(place, log)
  await initialise(place, binaries)
  return binaries
}

function lastWords(place: Place): string {
  try {
    return readFileSync(startLogOf(place), 'utf8').trim().split('\n').slice(-5).join(' | ')
  } catch {
    return 'it left no log'
  }
}

/** Whether the server accepts statements and serves this very directory. */
async function answers(postmaster: Postmaster, place: Place): Promise<boolean> {
  try {
    return await asSuperuser(postmaster, async (client) => {
      const shown = await client.query<{ data_directory: string }>('show data_directory')
      return shown.rows[0]?.data_directory === place.data
    })
  } catch {
    return false
  }
}

async function asSuperuser<Answer>(
  postmaster: Postmaster,
  work: (client: pg.Client) => Promise<Answer>,
): Promise<Answer> {
  const client = new pg.Client({
    ...connectionTo(postmaster, 'postgres'),
    connectionTimeoutMillis: ANSWER_MS_MAX,
    query_timeout: ANSWER_MS_MAX,
  })
  // A server that goes away between two statements is told by the next one.
  client.on('error', () => {})
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end()
  }
}

async function createDatabase(postmaster: Postmaster): Promise<void> {
  await asSuperuser(postmaster, async (client) => {
    const found = await client.query('select from pg_database where datname = $1', [DATABASE])
    if (found.rows.length > 0) return
    try {
      await client.query(`create database ${DATABASE}`)
    } catch (error) {
      // Another process was adopting the same server and was first.
      const code = error instanceof pg.DatabaseError ? error.code : undefined
      if (code !== DUPLICATE_DATABASE && code !== UNIQUE_VIOLATION) throw error
    }
  })
}

async function stop({ pid, sockets }: Postmaster, { data, home }: Place): Promise<void> {
  if (outlives(pid, data)) signal(pid, 'SIGINT')
  const since = performance.now()
  let isFast = true
  while (outlives(pid, data) || hasStragglers(data)) {
    if (isFast && performance.now() - since > STOP_MS_MAX) {
      signal(pid, 'SIGQUIT')
      isFast = false
    }
    await delay(POLL_MS)
  }
  if (dirname(sockets) !== home) removeEmpty(sockets)
}

/** The log's writer ends a moment after its server; another server is no straggler. */
function hasStragglers(data: string): boolean {
  return processesOn(data).length > 0 && readPostmaster(data) === null
}

/** A socket folder outside the data directory is not left lying about. */
function removeEmpty(folder: string): void {
  try {
    rmdirSync(folder)
  } catch {
    // Another server on the same directory is already using it.
  }
}
