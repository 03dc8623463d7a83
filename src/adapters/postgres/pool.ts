/**
 * Connections to PostgreSQL, and what its types are in our code: int8 is `bigint`, timestamptz a
 * `Temporal.Instant` of whole microseconds, date a `Temporal.PlainDate`, numeric and uuid
 * stay text. Only this pool is concerned; the driver's global types are left alone.
 *
 * Parameters go the other way as text: write `instant.toString()`, `date.toString()`; the driver
 * would send a Temporal value as quoted JSON, which the server refuses.
 */
import { Socket } from 'node:net'
import pg from 'pg'
import { asAway } from './away.ts'
import { isoYear, parseInstant } from './instants.ts'

export interface PoolOptions {
  readonly max: number
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  /** False sends each statement only when the one before was answered. */
  readonly pipeline?: boolean
  /** Server settings of every connection. */
  readonly settings?: Readonly<Record<string, string>>
  /** A server that would answer a commit before it is on any disk is told to wait for it. */
  readonly isDurable?: boolean
}

/**
 * For connections that only ever look rows up by key. Plans prepared while tables are empty would
 * otherwise read whole tables or indexes for as long as the connection lives.
 */
export const LOOK_UPS_ONLY: Readonly<Record<string, string>> = {
  enable_seqscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  jit: 'off',
  // Planning costs more than these statements do; in the job functions too, which plan for each
  // call otherwise.
  plan_cache_mode: 'force_generic_plan',
}

/** A lock is waited for so long: longer than it takes the server to find a deadlock (1 s). */
export const LOCK_WAIT_MS_MAX = 2_000
/** The door never pauses inside a transaction; a process that hangs there lets its homes go. */
export const IDLE_IN_TRANSACTION_MS_MAX = 10_000

export const DOOR_SETTINGS: Readonly<Record<string, string>> = {
  ...LOOK_UPS_ONLY,
  lock_timeout: `${LOCK_WAIT_MS_MAX}ms`,
  idle_in_transaction_session_timeout: `${IDLE_IN_TRANSACTION_MS_MAX}ms`,
}

const CONNECT_MS_MAX = 10_000

/** Object identifiers of types and of their arrays (PostgreSQL `pg_type.dat`). */
const INT8 = { scalar: 20, array: 1016 }
const TIMESTAMPTZ = { scalar: 1184, array: 1185 }
const DATE = { scalar: 1082, array: 1182 }
const NUMERIC_ARRAY = 1231
const TEXT_ARRAY = 1009

const SHOWN_DATE = /^(\d{4,6})(-\d\d-\d\d)( BC)?$/

/** Throws on `infinity`, like `parseInstant`. */
export function parseDate(shown: string): Temporal.PlainDate {
  const parts = SHOWN_DATE.exec(shown)
  if (parts === null) throw new RangeError(`the database gave no date but "${shown}"`)
  const [, year = '', monthAndDay, before] = parts
  return Temporal.PlainDate.from(`${isoYear(year, before !== undefined)}${monthAndDay}`)
}

type Parse = (shown: string) => unknown
type Nested = string | null | readonly Nested[]

function mapNested(value: Nested, parse: Parse): unknown {
  if (value === null) return null
  return typeof value === 'string' ? parse(value) : value.map((inner) => mapNested(inner, parse))
}

/** The driver's parser of text arrays, with each element parsed. */
function arrayOf(parse: Parse): Parse {
  // The driver's types list no arrays, though it parses them.
  const split = (pg.types.getTypeParser as (oid: number) => (shown: string) => Nested)(TEXT_ARRAY)
  return (shown) => mapNested(split(shown), parse)
}

const PARSERS: ReadonlyMap<number, Parse> = new Map<number, Parse>([
  [INT8.scalar, BigInt],
  [INT8.array, arrayOf(BigInt)],
  [TIMESTAMPTZ.scalar, parseInstant],
  [TIMESTAMPTZ.array, arrayOf(parseInstant)],
  [DATE.scalar, parseDate],
  [DATE.array, arrayOf(parseDate)],
  [NUMERIC_ARRAY, arrayOf((shown) => shown)],
])

function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  const ours = format === 'binary' ? undefined : PARSERS.get(oid)
  return ours ?? pg.types.getTypeParser(oid, format ?? 'text')
}

/**
 * Sends what is written within one turn of the event loop as one piece. The driver corks around
 * each statement; without this a flight of twenty statements would be twenty system calls.
 */
class GatheringSocket extends Socket {
  #gathers = false

  override cork(): void {
    super.cork()
    if (this.#gathers) return
    this.#gathers = true
    super.cork()
    process.nextTick(() => {
      this.#gathers = false
      super.uncork()
    })
  }
}

/**
 * A pool whose clients pipeline: statements sent together on one client need one round trip. Each
 * statement still fails by itself, so a transaction is checked at its commit.
 */
export function createPool(
  connection: string | { host: string; port: number; user: string; database: string },
  options: PoolOptions,
): pg.Pool {
  const where = typeof connection === 'string' ? { connectionString: connection } : connection
  const pool = new pg.Pool({
    ...where,
    max: options.max,
    application_name: options.applicationName,
    // Closing idle clients would throw their prepared statements away.
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    // A server that is gone without a word is told from one that has nothing to say.
    keepAlive: true,
    pipeline: options.pipeline ?? true,
    stream: () => new GatheringSocket(),
    types: { getTypeParser: getTypeParser as typeof pg.types.getTypeParser },
  })
  outliveItsServer(pool)
  const { settings = {}, isDurable = false } = options
  if (isDurable || Object.keys(settings).length > 0) {
    pool.on('connect', (client) => void set(client, settings, isDurable))
  }
  return pool
}

/**
 * An idle client lost its server: the pool has already dropped it and the next query opens another.
 * Without listeners the process would end.
 */
export function outliveItsServer(pool: pg.Pool): void {
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
}

/** Goes ahead of the first statement. A connection that cannot even do this fails that one too. */
async function set(
  client: pg.PoolClient,
  settings: Readonly<Record<string, string>>,
  isDurable: boolean,
): Promise<void> {
  const [names, values] = [Object.keys(settings), Object.values(settings)]
  await client
    .query(
      `select set_config(name, value, false)
       from unnest($1::text[], $2::text[]) as setting (name, value)
       union all select set_config('synchronous_commit', 'on', false)
       where $3 and current_setting('synchronous_commit') = 'off'`,
      [names, values, isDurable],
    )
    .catch(() => {})
}

/** A client of the pool; a server that does not answer is told as away. */
export async function connected(pool: pg.Pool): Promise<pg.PoolClient> {
  try {
    return await pool.connect()
  } catch (fault) {
    throw asAway(fault)
  }
}
