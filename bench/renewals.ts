/**
 * Renewals through the door against the same rows written by one transaction each, in one run on
 * one server: 1, 16, 64 and 256 callers in a closed loop, each paid by a partner, so that an order,
 * a payment, an agreement, a posting set, a pack, a find, a journal entry, a remembered key and a
 * job are written and the home is moved. The books are closed at the end.
 */
import type pg from 'pg'
import { createDoorStore } from '../src/adapters/postgres/door-store.ts'
import { createPool, LOOK_UPS_ONLY } from '../src/adapters/postgres/pool.ts'
import { systemClock } from '../src/adapters/system/clock.ts'
import { createDoor, type Door } from '../src/app/door/door.ts'
import { renewByPartner } from '../src/app/orders/renew-by-partner.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { LineId } from '../src/domain/basics/ids.ts'
import { CATALOGUE, DAY, partnerRenewal } from '../test/contracts/catalogue.ts'
import { makeLines, openGround, type Ground } from './ground.ts'
import { closedLoop, inRounds, medianSlice, ratioOf, say } from './harness.ts'
import type { Bench, Report, Taken } from './harness.ts'
import { BASELINE_CONNECTIONS, createOneEach, type Manner } from './one-each.ts'

const CALLERS = [1, 16, 64, 256] as const
/** The figure that the goal speaks of. */
const CALLERS_JUDGED = 64
export const RATIO_GOAL = 6
const DOOR_CONNECTIONS = 4
/** Enough that no line comes near the most packs a line may hold. */
const LINES = { short: 24_000, full: 120_000 }
const ROUNDS = { short: 3, full: 7 }
const SLICE_MS = { short: 1_500, full: 6_000 }
const WARM_UP_MS = 1_500
/** Shares no factor with the counts of lines: neighbours in time are no neighbours in an index. */
const STRIDE = 7_919

type Name = 'door' | Manner | 'plain_without_jobs'

export const renewals: Bench = async ({ full }) => {
  const ground = await openGround()
  const pools: pg.Pool[] = []
  try {
    const size = full ? 'full' : 'short'
    const lines = await makeLines(ground, LINES[size])
    const doors = openDoors(ground, pools)
    const desk = createDesk(ground, lines)
    for (const door of Object.values(doors)) {
      await closedLoop({ callers: 16, durationMs: WARM_UP_MS, ask: () => desk.renew(door) })
    }
    const measured = new Map<number, Taken>()
    for (const callers of CALLERS) {
      say(`-- ${callers} callers`)
      const slice = (door: Door) => () =>
        closedLoop({ callers, durationMs: SLICE_MS[size], ask: () => desk.renew(door) })
      const { door, plain, ...others } = doors
      const compared = callers === CALLERS_JUDGED ? { door, plain, ...others } : { door, plain }
      const entries = Object.entries(compared).map(([name, one]) => [name, slice(one)])
      measured.set(callers, await inRounds(ROUNDS[size], Object.fromEntries(entries)))
    }
    const books = await closeBooks(ground.pool)
    return report({ ground, measured, runs: ROUNDS[size], books, asked: desk.renewed() })
  } finally {
    await Promise.all(pools.map((pool) => pool.end()))
    await ground.close()
  }
}

function openDoors(ground: Ground, pools: pg.Pool[]): Record<Name, Door> {
  const poolOf = (max: number, applicationName: string, pipeline = true) => {
    const pool = createPool(ground.connection, {
      max,
      applicationName,
      pipeline,
      settings: LOOK_UPS_ONLY,
    })
    pools.push(pool)
    return pool
  }
  const ports = { clock: systemClock, ids: ground.ids, catalogue: () => CATALOGUE }
  const plainPool = poolOf(BASELINE_CONNECTIONS, 'plain', false)
  const pipelinedPool = poolOf(BASELINE_CONNECTIONS, 'pipelined')
  const withJobs = true
  return {
    door: createDoor({ ...ports, store: createDoorStore(poolOf(DOOR_CONNECTIONS, 'door')) }),
    plain: createOneEach({ ...ports, pool: plainPool, withJobs }, 'plain'),
    plain_without_jobs: createOneEach({ ...ports, pool: plainPool, withJobs: false }, 'plain'),
    pipelined: createOneEach({ ...ports, pool: pipelinedPool, withJobs }, 'pipelined'),
    one_statement: createOneEach({ ...ports, pool: pipelinedPool, withJobs }, 'one_statement'),
  }
}

/** Whoever asks next gets the next line; every contestant meets lines as full as the others do. */
function createDesk(ground: Ground, lines: readonly LineId[]) {
  let renewed = 0
  return {
    renewed: () => renewed,
    async renew(door: Door): Promise<void> {
      const line = lines[(renewed * STRIDE) % lines.length] as LineId
      renewed += 1
      const origin = { channel: 'api', actor: 'system', key: ground.ids.next() } as const
      const answer = await door.ask(renewByPartner, partnerRenewal(line, ground.ids, DAY), origin)
      if (!answer.ok) throw new Error(`a renewal was refused: ${answer.refusal.code}`)
    },
  }
}

interface Books {
  readonly orders: number
  readonly delivered: number
  readonly sets: number
  readonly packs: number
  readonly journal: number
  readonly keys: number
  readonly sum: bigint
  readonly taken: bigint
}

async function closeBooks(pool: pg.Pool): Promise<Books> {
  const found = await pool.query(`select
    (select count(*)::int from orders) as orders,
    (select count(*)::int from orders where state_kind = 'delivered') as delivered,
    (select count(*)::int from posting_sets) as sets,
    (select count(*)::int from packs) as packs,
    (select count(*)::int from journal) as journal,
    (select count(*)::int from remembered_outcomes) as keys,
    (select sum(amount)::bigint from postings) as sum,
    (select sum(amount)::bigint from postings where account like 'provider_clearing:%') as taken`)
  return found.rows[0] as Books
}

function report(given: {
  readonly ground: Ground
  readonly measured: ReadonlyMap<number, Taken>
  readonly runs: number
  readonly books: Books
  readonly asked: number
}): Report {
  const { ground, measured, runs, books, asked } = given
  const figures: Record<string, number> = {}
  for (const [callers, taken] of measured) {
    const ours = medianSlice(taken, 'door')
    figures[`door_${callers}_callers_per_second`] = ours.perSecond
    figures[`door_${callers}_callers_p50_ms`] = ours.p50Ms
    figures[`door_${callers}_callers_p99_ms`] = ours.p99Ms
    figures[`baseline_${callers}_callers_per_second`] = medianSlice(taken, 'plain').perSecond
    figures[`ratio_${callers}_callers`] = ratioOf(taken, 'door', 'plain')
  }
  const judged = present(measured.get(CALLERS_JUDGED), 'the judged count was measured')
  for (const other of ['pipelined', 'one_statement', 'plain_without_jobs'] as const) {
    figures[`ratio_to_${other}`] = ratioOf(judged, 'door', other)
  }
  const { orders } = books
  const counts = [books.delivered, books.sets, books.packs, books.journal, books.keys]
  say(`books: ${orders} orders of ${asked} asked, ${books.taken} yen taken, sum ${books.sum}`)
  return {
    bench: 'renewals',
    machine: ground.machine,
    runs,
    ratio: ratioOf(judged, 'door', 'plain'),
    figures: { ...figures, goal_ratio: RATIO_GOAL, orders },
    conserved:
      orders === asked &&
      counts.every((count) => count === orders) &&
      books.sum === 0n &&
      books.taken === DAY.price * BigInt(orders),
  }
}
