/**
 * The door's store over PostgreSQL: two round trips a group. The first begins, locks the homes in
 * order, and loads; each statement after the lock sees what was committed before it. The second
 * saves with one statement a table and commits. What a line's reports need is kept from one to the
 * next.
 */
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import {
  Contention,
  HomeHeld,
  type DoorStore,
  type GroupPlan,
  type GroupWrites,
} from '../../app/door/store.ts'
import { assert } from '../../domain/basics/assert.ts'
import { asAway } from './away.ts'
import { loadGroup, type LoadedRows } from './group-load.ts'
import { createKeptLines, KEPT_PARTS, type KeptLines } from './kept-lines.ts'
import { connected } from './pool.ts'
import { saveStatements, type Statement } from './group-save.ts'

/** Prepared like all others, so that they travel with them. */
const BEGIN = { name: 'begin', text: 'begin' }
const COMMIT = { name: 'commit', text: 'commit' }

/** So long a lock is waited for where others wait behind. */
export const HURRIED_LOCK_WAIT_MS_MAX = 100
const HURRY = { name: 'hurry', text: `set local lock_timeout = ${HURRIED_LOCK_WAIT_MS_MAX}` }

/** Between two tries of those who met on a home: not so long, so that they do not meet again. */
export const CONTENTION_PAUSE_MS_MAX = 50

/** `chance`: from 0 to below 1, for the pause after a contention. */
export function createDoorStore(pool: pg.Pool, chance: () => number = Math.random): DoorStore {
  const kept = createKeptLines()
  // Behind the next connection may be a server that has not seen all that this one did, and that
  // counts its versions on from there.
  pool.on('remove', () => kept.forgetAll())
  return {
    async transact(plan, decide) {
      const client = await connected(pool)
      let broken: Error | undefined
      let trouble: unknown
      try {
        const loaded = await begin(client, plan, kept)
        const writes = decide(loaded)
        await finish(client, saveStatements(writes, loaded))
        keepLines(kept, plan, { loaded, writes })
      } catch (fault) {
        // Perhaps it was written all the same.
        for (const home of plan.homes) if (home.kind === 'line') kept.forget(home.id)
        broken = await rollBack(client)
        trouble = asAway(asContention(fault))
      } finally {
        client.release(broken)
      }
      if (trouble instanceof Contention) await pause(chance() * CONTENTION_PAUSE_MS_MAX)
      if (trouble !== undefined) throw trouble
    },
  }
}

async function begin(client: pg.PoolClient, plan: GroupPlan, kept: KeptLines): Promise<LoadedRows> {
  const begun = [client.query(BEGIN), ...(plan.isHurried ? [client.query(HURRY)] : [])]
  const [loaded] = await Promise.all([loadGroup(client, plan, kept.get), ...begun])
  return loaded
}

/** As the group left them. */
function keepLines(
  kept: KeptLines,
  { homes, parts }: GroupPlan,
  { loaded, writes }: { readonly loaded: LoadedRows; readonly writes: GroupWrites },
): void {
  const whole = KEPT_PARTS.map((part) => new Set(parts.get(part)))
  const written = new Set<string>(writes.homes.map(({ id }) => id))
  for (const home of homes) {
    if (home.kind !== 'line') continue
    const { id } = home
    const state = loaded.states.lines.get(id)
    if (state === undefined || !whole.every((ids) => ids.has(id))) {
      if (written.has(id)) kept.forget(id)
      continue
    }
    const version = loaded.versions.get(id)
    if (version === undefined) kept.forget(id)
    else kept.keep(id, state, written.has(id) ? version + 1n : version)
  }
}

/**
 * Commits only if every statement went well: a failed one turns the commit into a rollback. A row
 * that was known and is gone, as nobody removes them, is found out afterwards: what was known is
 * forgotten, and whoever asks again is decided upon what there is.
 */
async function finish(client: pg.PoolClient, statements: readonly Statement[]): Promise<void> {
  const sent = statements.map((statement) => client.query(statement))
  sent.push(client.query(COMMIT))
  const results = await Promise.allSettled(sent)
  for (const result of results) if (result.status === 'rejected') throw result.reason
  const committed = results.at(-1)
  if (committed?.status !== 'fulfilled' || committed.value.command !== 'COMMIT') {
    throw new Error('the group was not committed')
  }
  for (const [at, { name, moves }] of statements.entries()) {
    const result = results[at]
    const moved = result?.status === 'fulfilled' ? result.value.rowCount : null
    if (moves === undefined || moves === moved) continue
    assert(false, `${name} found ${moved} of ${moves} rows`)
  }
}

/** A connection that cannot even roll back is thrown away. */
async function rollBack(client: pg.PoolClient): Promise<Error | undefined> {
  try {
    await client.query('rollback')
    return undefined
  } catch (fault) {
    return fault instanceof Error ? fault : new Error(String(fault))
  }
}

const CONTENTION_CODES = new Set(['40001', '40P01'])
/** `lock_timeout`. */
const HELD_CODE = '55P03'

function asContention(fault: unknown): unknown {
  if (typeof fault !== 'object' || fault === null || !('code' in fault)) return fault
  const constraint = 'constraint' in fault ? fault.constraint : undefined
  if (fault.code === HELD_CODE) return new HomeHeld('somebody holds a home', { cause: fault })
  const raced = fault.code === '23505' && constraint === 'homes_pkey'
  if (!raced && !CONTENTION_CODES.has(String(fault.code))) return fault
  return new Contention('another process was on the same homes', { cause: fault })
}
