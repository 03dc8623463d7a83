/**
 * Both stores behind one face, so that one suite holds them to the same promises: the one in memory
 * and the one on a throw-away PostgreSQL server. Reading everything back and breaking a commit in
 * its middle are for tests only.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import type pg from 'pg'
import { createMemoryTraces } from '../../src/adapters/memory/personal-traces.ts'
import { createMemoryReads } from '../../src/adapters/memory/reads.ts'
import { createMemoryStore } from '../../src/adapters/memory/memory-store.ts'
import { createDoorStore } from '../../src/adapters/postgres/door-store.ts'
import { startDatabase } from '../../src/adapters/postgres/embedded/start.ts'
import { migrate } from '../../src/adapters/postgres/migrate.ts'
import { createPool, DOOR_SETTINGS } from '../../src/adapters/postgres/pool.ts'
import { createPersonalTraces } from '../../src/adapters/postgres/personal-traces.ts'
import { createReads } from '../../src/adapters/postgres/reads.ts'
import { packOf, usageRecordOf } from '../../src/adapters/postgres/rows/line-rows.ts'
import type { Command, Job } from '../../src/app/door/command.ts'
import { decided } from '../../src/app/door/command.ts'
import { createDoor, type Door, type DoorLimits } from '../../src/app/door/door.ts'
import type { Change, Home } from '../../src/app/door/state.ts'
import type { DoorStore } from '../../src/app/door/store.ts'
import type { PersonalTraces } from '../../src/app/forgetting/ports.ts'
import type { Ids } from '../../src/app/ports.ts'
import type { Reads } from '../../src/app/reads.ts'
import { SYSTEM, type Origin } from '../../src/app/origin.ts'
import type { Pack } from '../../src/domain/balance/pack.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { fromJson } from '../../src/domain/basics/json.ts'
import { yen } from '../../src/domain/basics/money.ts'
import type { Instant } from '../../src/domain/basics/time.ts'
import type { UsageRecord } from '../../src/domain/charging/usage-record.ts'
import type { PostingSet } from '../../src/domain/ledger/posting.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  freshLine,
  type TestClock,
} from './catalogue.ts'
import { openFaultyWay } from './faulty-way.ts'

export interface JournalLine {
  readonly at: Instant
  readonly command: string
  readonly origin: Origin
  readonly events: readonly string[]
}

/** Where a commit is to break: the caller learns nothing either way. */
export type BreakPoint = 'before_commit' | 'after_commit'

export interface OpenStore {
  readonly name: 'memory' | 'postgres'
  readonly store: DoorStore
  /** The same rows as another process would reach them. */
  readonly otherStore: DoorStore
  readonly reads: Reads
  readonly traces: PersonalTraces
  /** The next commit through `store` breaks there, once. */
  breakNext(point: BreakPoint): void
  packs(line: LineId): Promise<readonly Pack[]>
  usage(line: LineId): Promise<readonly UsageRecord[]>
  postings(home: string): Promise<readonly PostingSet[]>
  journal(home: string): Promise<readonly JournalLine[]>
  /** Jobs enqueued since the last look. */
  takeJobs(): Promise<readonly Job[]>
  close(): Promise<void>
}

export interface OpenPostgres extends OpenStore {
  /** Beside the store's own connections. */
  readonly pool: pg.Pool
  /** Those of `store`. */
  readonly doorPool: pg.Pool
}

export async function openMemory(): Promise<OpenStore> {
  const store = createMemoryStore()
  const { tables } = store
  const breakOnce = () => {
    store.faults = {}
    throw new Error('the connection broke')
  }
  const of = <Row extends { readonly line: LineId; readonly id: string }>(
    rows: ReadonlyMap<string, Row>,
    line: LineId,
  ) => [...rows.values()].filter((row) => row.line === line).toSorted(byId)
  const setsOf = (home: string) =>
    [...tables.postings.values()].filter((set) => set.home.id === home).toSorted(byId)
  return {
    name: 'memory',
    store,
    otherStore: store,
    reads: createMemoryReads(store),
    traces: createMemoryTraces(store),
    breakNext(point) {
      store.faults =
        point === 'before_commit' ? { beforeCommit: breakOnce } : { afterCommit: breakOnce }
    },
    packs: async (line) => of(tables.packs, line),
    usage: async (line) => of(tables.usage, line),
    postings: async (home) => setsOf(home),
    journal: async (home) =>
      store.journal
        .filter((entry) => entry.home.id === home)
        .map(({ at, command, origin, events }) => {
          return { at, command, origin, events: events.map((event) => event.name) }
        }),
    takeJobs: async () => store.jobs.splice(0),
    close: async () => {},
  }
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
  return one.id < other.id ? -1 : 1
}

/** A server of its own, migrated, with the worker's tables; `close` ends and removes it. */
export async function openPostgres(): Promise<OpenPostgres> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-contract-'))
  const database = await startDatabase({ dataDirectory, log: () => {} })
  const pool = createPool(database.connection, { max: 4, applicationName: 'contract' })
  await migrate(pool, { now: '2026-04-01T00:00:00Z' })
  await runMigrations({ pgPool: pool, logger: new Logger(() => () => {}) })
  const way = await openFaultyWay(database.connection)
  const wayPool = createPool(way.connection, {
    max: 4,
    applicationName: 'door',
    settings: DOOR_SETTINGS,
  })
  const otherPool = createPool(database.connection, { max: 4, applicationName: 'other door' })
  const rows = async (text: string, values: unknown[] = []) =>
    (await pool.query<Record<string, unknown>>(text, values)).rows
  return {
    name: 'postgres',
    pool,
    doorPool: wayPool,
    store: createDoorStore(wayPool),
    otherStore: createDoorStore(otherPool),
    reads: createReads(pool),
    traces: createPersonalTraces(pool),
    breakNext: (point) => way.breakNext(point),
    packs: async (line) =>
      (await rows('select * from packs where home_id = $1 order by id', [line])).map(packOf),
    usage: async (line) =>
      (await rows('select * from usage_records where home_id = $1 order by id', [line])).map(
        usageRecordOf,
      ),
    postings: async (home) =>
      (await rows('select * from posting_sets where home_id = $1 order by id', [home])).map(
        postingSetOf,
      ),
    journal: async (home) =>
      (await rows('select * from journal where home_id = $1 order by at, id', [home])).map(
        journalLineOf,
      ),
    takeJobs: async () =>
      (
        await rows(`with taken as (delete from graphile_worker._private_jobs returning *)
          select tasks.identifier as task, taken.payload from taken
          join graphile_worker._private_tasks as tasks on tasks.id = taken.task_id
          order by taken.id`)
      ).map((row) => ({ task: row['task'], payload: row['payload'] }) as Job),
    async close() {
      await Promise.all([pool.end(), wayPool.end(), otherPool.end()])
      await way.close()
      await database.stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

function postingSetOf(row: Record<string, unknown>): PostingSet {
  const accounts = row['accounts'] as PostingSet['postings'][number]['account'][]
  const amounts = row['amounts'] as bigint[]
  const postings = accounts.map((account, index) => ({
    account,
    amount: yen(amounts[index] ?? 0n),
  }))
  const { id, home_id: home, home_kind: kind, order_id: order, cause, subject, at } = row
  return { id, home: { kind, id: home }, order, cause, subject, at, postings } as PostingSet
}

function journalLineOf(row: Record<string, unknown>): JournalLine {
  const { channel, actor, key, command, at } = row
  const events = fromJson<readonly { readonly name: string }[]>(row['events'])
  return {
    at,
    command,
    origin: { channel, actor, key },
    events: events.map((event) => event.name),
  } as JournalLine
}

/** Puts rows through the door as they are: the ground on which a test stands. */
export const writeRows: Command<
  { readonly homes: readonly [Home, ...Home[]]; readonly changes: readonly Change[] },
  null,
  never
> = {
  name: 'write_rows',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ homes }) => homes,
  fingerprint: () => '',
  decide: (_, { changes }) => decided(null, { changes }),
}

export interface DoorWorld {
  readonly open: OpenStore
  readonly clock: TestClock
  readonly ids: Ids
  readonly door: Door
  /** A second process on the same rows. */
  readonly otherDoor: Door
  doorWith(limits: DoorLimits): Door
  /** A fresh line that its identifiers find. */
  line(): Promise<LineId>
}

export function createWorld(open: OpenStore): DoorWorld {
  const clock = createTestClock()
  const ids = createTestIds()
  const ports = { clock, ids, catalogue: () => CATALOGUE }
  const door = createDoor({ ...ports, store: open.store })
  const otherDoor = createDoor({ ...ports, store: open.otherStore })
  return {
    open,
    clock,
    ids,
    door,
    otherDoor,
    doorWith: (limits) => createDoor({ ...ports, store: open.store }, limits),
    async line() {
      const row = freshLine(ids.next())
      const home = { kind: 'line', id: row.id } as const
      const find = { kind: 'iccid', value: row.sim.iccid, home, id: null } as const
      const changes: Change[] = [
        { table: 'lines', row },
        { table: 'finds', row: find },
      ]
      await otherDoor.ask(writeRows, { homes: [home], changes }, SYSTEM)
      return row.id
    },
  }
}
