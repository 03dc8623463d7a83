/**
 * The baseline: the same commands decided by the same code, the same rows, but one transaction each
 * on a pool of 16. It sends every statement by itself and waits for its answer (plain), or sends
 * together what does not depend on an answer (pipelined), or writes all rows by one statement. It
 * has the door's planner cure: the same look-ups, prepared by name, on connections with the same
 * settings. It is no door: nothing waits in a queue and nothing is grouped.
 */
import type pg from 'pg'
import {
  homeStatements,
  rowsToWrite,
  type Statement,
  type Writer,
} from '../src/adapters/postgres/group-save.ts'
import { loadGroup, type KnownRows } from '../src/adapters/postgres/group-load.ts'
import type { Asker } from '../src/adapters/postgres/look-ups.ts'
import { plainValue, type Row } from '../src/adapters/postgres/rows/table.ts'
import type { Job } from '../src/app/door/command.ts'
import type { Door, DoorPorts } from '../src/app/door/door.ts'
import { decideGroup, type Pending, type Settled } from '../src/app/door/group.ts'
import { homeText, sortedHomes } from '../src/app/door/state.ts'
import type { GroupPlan, GroupWrites, LoadedGroup } from '../src/app/door/store.ts'
import { later } from '../src/domain/basics/time.ts'

export type Manner = 'plain' | 'pipelined' | 'one_statement'

export const BASELINE_CONNECTIONS = 16

type Ports = Omit<DoorPorts, 'store'> & { readonly pool: pg.Pool; readonly withJobs: boolean }

export function createOneEach(ports: Ports, manner: Manner): Door {
  return {
    ask(command, input, origin) {
      return new Promise((resolve, reject) => {
        const homes = sortedHomes(command.homes(input))
        // Mixed commands; each one's own types meet again when it is settled.
        const settle = resolve as (settled: Settled) => void
        const names = homes.map(homeText)
        const pending: Pending = { command, input, origin, homes, names, settle, fail: reject }
        commitOne(ports, pending, manner).catch(reject)
      })
    },
    idle: () => Promise.resolve(),
    stats: () => ({ queued: 0, inFlight: 0, groups: 0 }),
  }
}

async function commitOne(ports: Ports, pending: Pending, manner: Manner): Promise<void> {
  const client = await ports.pool.connect()
  const asker = manner === 'plain' ? oneByOne(client) : client
  let broken: Error | undefined
  try {
    const [, loaded] = await Promise.all([
      asker.query({ name: 'begin', text: 'begin', values: [] }),
      loadGroup(asker, planOf(pending)),
    ])
    const { writes, settlements } = decide(ports, pending, loaded)
    const known = loaded.knownRows
    const statements = [
      ...homeStatements(writes, loaded),
      ...(manner === 'one_statement' ? [together(writes, known)] : apart(writes, known)),
      ...(ports.withJobs ? writes.jobs.map(enqueue) : []),
      { name: 'commit', text: 'commit', values: [] },
    ]
    await Promise.all(statements.map((statement) => asker.query(statement)))
    for (const settle of settlements) settle()
  } catch (fault) {
    broken = fault instanceof Error ? fault : new Error(String(fault))
    throw fault
  } finally {
    client.release(broken)
  }
}

/** Waits for each answer before the next statement is sent, as code with an `await` a line does. */
function oneByOne(client: pg.PoolClient): Asker {
  let last: Promise<unknown> = Promise.resolve()
  return {
    query(statement) {
      const next = last.then(() => client.query(statement))
      last = next
      return next
    },
  }
}

function planOf({ command, input, origin, homes }: Pending): GroupPlan {
  const [home] = command.homes(input)
  const { key, actor } = origin
  return {
    isHurried: false,
    homes,
    keys: key === null ? [] : [{ home, actor, key, place: command.keyPlace, isNew: null }],
    parts: new Map(command.reads.map((part) => [part, homes.map(({ id }) => id)])),
    orders: (command.orders?.(input) ?? []).map((order) => ({ home, order })),
    sessions: (command.sessions?.(input) ?? []).map((session) => ({ home, ...session })),
  }
}

function decide(ports: Ports, pending: Pending, loaded: LoadedGroup) {
  const now = later(ports.clock.now(), loaded.lastInstant ?? ports.clock.now())
  return decideGroup([pending], loaded, { now, ids: ports.ids, catalogue: ports.catalogue() })
}

/** One statement a table, its values as plain parameters. */
function apart(writes: GroupWrites, known: KnownRows): Statement[] {
  return rowsToWrite(writes, known).flatMap(({ writer, rows }) =>
    rows.map((row) => {
      const { text, values } = insertion(writer, row, 0)
      return { name: `one_${writer.name}`, text, values }
    }),
  )
}

/** Every table's row in one statement, named by the tables it writes. */
function together(writes: GroupWrites, known: KnownRows): Statement {
  const parts: string[] = []
  const values: unknown[] = []
  const names: string[] = []
  for (const { writer, rows } of rowsToWrite(writes, known)) {
    for (const row of rows) {
      const part = insertion(writer, row, values.length)
      parts.push(`w${parts.length} as (${part.text})`)
      values.push(...part.values)
      names.push(writer.table.name)
    }
  }
  const text = `with ${parts.join(', ')} select 1`
  return { name: `all_${names.join('_')}`.slice(0, 60), text, values }
}

const TEXTS = new Map<string, string>()

function insertion({ table, name }: Writer, row: Row, from: number) {
  const columns = Object.entries(table.columns)
  const key = `${name} ${from}`
  const text = TEXTS.get(key) ?? insertText(table, from)
  TEXTS.set(key, text)
  const values = columns.map(([column, type]) => {
    const value = plainValue(row[column], type)
    return type === 'jsonb' && value !== null ? JSON.stringify(value) : value
  })
  return { text, values }
}

function insertText(table: Writer['table'], from: number): string {
  const columns = Object.entries(table.columns)
  // Quoted, as the door's are.
  const names = columns.map(([column]) => `"${column}"`)
  const places = columns.map(([, type], index) => `$${from + index + 1}::${type}`)
  if (table.write === 'move') return moveText(table, from)
  const insert = `insert into ${table.name} (${names.join(', ')}) values (${places.join(', ')})`
  if (table.write === 'once') return insert
  const moved = names.filter((column) => !table.key.includes(column.slice(1, -1)))
  const set = moved.map((column) => `${column} = excluded.${column}`).join(', ')
  return `${insert} on conflict (${table.key.join(', ')}) do update set ${set}`
}

function moveText({ name: table, columns, key }: Writer['table'], from: number): string {
  const places = Object.entries(columns).map(
    ([column, type], index) => `"${column}" = $${from + index + 1}::${type}`,
  )
  const isKey = (place: string) => key.some((column) => place.startsWith(`"${column}" `))
  const set = places.filter((place) => !isKey(place)).join(', ')
  return `update ${table} set ${set} where ${places.filter(isKey).join(' and ')}`
}

/** The worker's own function for one job. */
function enqueue({ task, payload }: Job): Statement {
  return {
    name: 'enqueue_one',
    text: 'select id from graphile_worker.add_job($1, $2::json)',
    values: [task, JSON.stringify(payload)],
  }
}
