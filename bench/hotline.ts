/**
 * The hotline over the real store: 500 calls at once, each thinking for two to six seconds between
 * its turns as people do, straight to the hotline and through the voice webhooks; then callers in
 * a closed loop without a pause, against the same turns with one transaction a command. A turn is
 * from what was keyed to the reply. The books are read by SQL of their own at the end.
 */
import { createMemoryLimits } from '../src/adapters/memory/limits.ts'
import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { createDoorStore } from '../src/adapters/postgres/door-store.ts'
import { createPool, LOOK_UPS_ONLY } from '../src/adapters/postgres/pool.ts'
import { createReads } from '../src/adapters/postgres/reads.ts'
import { systemClock } from '../src/adapters/system/clock.ts'
import { systemDice } from '../src/adapters/system/dice.ts'
import { createVault } from '../src/adapters/system/vault.ts'
import type { App } from '../src/app/app.ts'
import { createDoor, type Door } from '../src/app/door/door.ts'
import { MASTER_KEY_BYTES } from '../src/app/vault.ts'
import { callIdOf, createHotline } from '../src/channels/hotline/answering.ts'
import type { Hotline } from '../src/channels/hotline/ports.ts'
import { present } from '../src/domain/basics/assert.ts'
import { createChance } from '../sim/chance.ts'
import { CATALOGUE, DAY } from '../test/contracts/catalogue.ts'
import { knownCaller, type Known } from '../test/contracts/hotline-world.ts'
import { OPERATOR } from '../test/contracts/task-world.ts'
import { createCallers, dialDirectly, type Callers, type Dial } from './callers.ts'
import { openGround, type Ground } from './ground.ts'
import { closedLoop, inRounds, medianSlice, ratioOf, rounded, say, sliceOf } from './harness.ts'
import type { Bench, Report, Slice, Taken } from './harness.ts'
import { BASELINE_CONNECTIONS, createOneEach } from './one-each.ts'
import { openVoiceServer } from './voice-dial.ts'

/** Calls at once. */
const PEOPLE = 500
const P99_GOAL_MS = 100
/** Between two turns of one person. */
const PAUSE_MS = { min: 2_000, max: 6_000 }
const PEOPLE_MS = { short: 40_000, full: 180_000 }
const SEED = 4_573
/** In a closed loop. */
const CALLERS = [16, 64, 256, PEOPLE] as const
const ROUNDS = { short: 3, full: 7 }
const SLICE_MS = { short: 3_000, full: 8_000 }
const WARM_UP_MS = 2_000
/** Enough that no line comes near the most packs it may hold. */
const KNOWN = { short: 3_000, full: 20_000 }
const POINTS_EACH = 1_000_000n
const DOOR_CONNECTIONS = 4
/** As the product opens them. */
const READ_CONNECTIONS = 12
/** Callers who are made at once. */
const MADE_AT_ONCE = 250

type PoolOwn = Omit<Parameters<typeof createPool>[1], 'max' | 'applicationName'>

interface Desk {
  readonly ground: Ground
  readonly callers: Callers
  readonly door: Hotline
  readonly plain: Hotline
  readonly app: App
}

export const hotline: Bench = async ({ full }) => {
  const size = full ? 'full' : 'short'
  const ground = await openGround()
  const pools: pg.Pool[] = []
  try {
    const desk = await openDesk(ground, pools, KNOWN[size])
    const direct = await people(desk, 'people', dialDirectly(desk.door), PEOPLE_MS[size])
    const server = await openVoiceServer(desk.door, (reference) =>
      callIdOf(desk.app.vault, { transport: 'twiml', reference }),
    )
    const voice = await people(desk, 'people, webhooks', server.dial, PEOPLE_MS[size])
    await server.close()
    const measured = await closedLoops(desk, size)
    const books = await closeBooks(ground.pool)
    return report(desk, { direct, voice, measured, books, runs: ROUNDS[size] })
  } finally {
    await Promise.all(pools.map((pool) => pool.end()))
    await ground.close()
  }
}

async function openDesk(ground: Ground, pools: pg.Pool[], count: number): Promise<Desk> {
  const poolOf = (max: number, applicationName: string, own: PoolOwn) => {
    const pool = createPool(ground.connection, { ...own, max, applicationName })
    pools.push(pool)
    return pool
  }
  const settings = LOOK_UPS_ONLY
  const ports = { clock: systemClock, ids: ground.ids, catalogue: () => CATALOGUE }
  const store = createDoorStore(poolOf(DOOR_CONNECTIONS, 'door', { settings }))
  const plainPool = poolOf(BASELINE_CONNECTIONS, 'plain', { settings, pipeline: false })
  const reads = createReads(poolOf(READ_CONNECTIONS, 'reads', {}))
  const appOf = (door: Door): App => ({
    ...ports,
    door,
    reads,
    dice: systemDice,
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    operator: () => OPERATOR,
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
  })
  const hotlineOf = (app: App) => createHotline({ app, isHoliday: () => false, sandbox: false })
  const app = appOf(createDoor({ ...ports, store }))
  const plain = appOf(createOneEach({ ...ports, pool: plainPool, withJobs: true }, 'plain'))
  const known = await makeKnown(app, count)
  await ground.pool.query('analyze')
  const callers = createCallers(known)
  return { ground, callers, door: hotlineOf(app), plain: hotlineOf(plain), app }
}

/** Each with a line, a pack, a number that is known, a PIN and points. Not measured. */
async function makeKnown(app: App, count: number): Promise<readonly Known[]> {
  const known: Known[] = []
  while (known.length < count) {
    const some = Array.from({ length: Math.min(MADE_AT_ONCE, count - known.length) }, () =>
      knownCaller({ app, door: app.door, ids: app.ids }, POINTS_EACH),
    )
    known.push(...(await Promise.all(some)))
  }
  return known
}

interface People extends Slice {
  readonly maxMs: number
}

/** Calls begin within one pause of one another, and are not measured until all have begun. */
async function people(desk: Desk, name: string, dial: Dial, durationMs: number): Promise<People> {
  const chance = createChance(SEED)
  const callers = desk.callers.some(PEOPLE, dial)
  const latencies: number[] = []
  const from = performance.now() + PAUSE_MS.max
  const until = from + durationMs
  await Promise.all(
    callers.map(async (caller) => {
      await pause(chance.below(PAUSE_MS.max))
      while (performance.now() < until) {
        const asked = performance.now()
        await caller.turn()
        if (asked >= from) latencies.push(performance.now() - asked)
        await pause(chance.between(PAUSE_MS.min, PAUSE_MS.max))
      }
      await caller.leave()
    }),
  )
  const slice = sliceOf(latencies, durationMs)
  const told = { ...slice, maxMs: latencies.reduce((most, one) => Math.max(most, one), 0) }
  const { perSecond, p50Ms, p99Ms, maxMs } = told
  const times = [p50Ms, p99Ms, maxMs].map((figure) => figure.toFixed(1)).join(', ')
  say(`${name.padEnd(20)} ${perSecond.toFixed(0)} /s, p50, p99, max ${times} ms`)
  return told
}

async function closedLoops(desk: Desk, size: 'short' | 'full'): Promise<Map<number, Taken>> {
  const measured = new Map<number, Taken>()
  const ways = { door: looping(desk, desk.door), plain: looping(desk, desk.plain) }
  for (const way of Object.values(ways)) await way.slice(64, WARM_UP_MS)
  for (const callers of CALLERS) {
    say(`-- ${callers} callers`)
    const run = (way: Looping) => () => way.slice(callers, SLICE_MS[size])
    const taken = await inRounds(ROUNDS[size], { door: run(ways.door), plain: run(ways.plain) })
    measured.set(callers, taken)
  }
  for (const way of Object.values(ways)) await way.end()
  return measured
}

interface Looping {
  slice(callers: number, durationMs: number): Promise<Slice>
  end(): Promise<void>
}

/** A call that a slice leaves in its middle goes on in the next. */
function looping(desk: Desk, answering: Hotline): Looping {
  const callers = desk.callers.some(PEOPLE, dialDirectly(answering))
  const free = [...callers]
  return {
    slice: (count, durationMs) =>
      closedLoop({
        callers: count,
        durationMs,
        async ask() {
          const caller = present(free.pop(), 'as many callers as turns at once')
          await caller.turn()
          free.push(caller)
        },
      }),
    end: async () => void (await Promise.all(callers.map((caller) => caller.leave()))),
  }
}

interface Books {
  readonly turns: number
  readonly open: number
  readonly twice: number
  readonly delivered: number
  readonly packs: number
  readonly waiting: number
  readonly points: bigint
  readonly granted: bigint
  readonly sum: bigint
}

async function closeBooks(pool: pg.Pool): Promise<Books> {
  const found = await pool.query(
    `with phoned as (select * from orders where channel = 'phone')
    select
    (select count(*)::int from call_turns) as turns,
    (select count(*)::int from calls where state_kind <> 'over') as open,
    (select count(*)::int from (select 1 from packs where order_id is not null
       group by order_id having count(*) > 1) as one) as twice,
    (select count(*)::int from phoned where state_kind = 'delivered') as delivered,
    (select count(*)::int from packs join phoned on phoned.id = packs.order_id
       and phoned.home_id = packs.home_id) as packs,
    (select count(*)::int from phoned where state_kind <> 'delivered') as waiting,
    (select sum("left")::bigint from points_lots) as points,
    (select sum(granted)::bigint from points_lots) as granted,
    (select sum(amount)::bigint from postings) as sum`,
  )
  return found.rows[0] as Books
}

function isConserved({ callers }: Desk, books: Books): boolean {
  const { turns, byPoints, byCode } = callers.done
  return (
    books.turns === turns &&
    books.open === 0 &&
    books.twice === 0 &&
    books.delivered === byPoints &&
    books.packs === byPoints &&
    books.waiting === byCode &&
    books.granted - books.points === DAY.price * BigInt(byPoints) &&
    books.sum === 0n
  )
}

function report(
  desk: Desk,
  given: {
    readonly direct: People
    readonly voice: People
    readonly measured: ReadonlyMap<number, Taken>
    readonly books: Books
    readonly runs: number
  },
): Report {
  const { direct, voice, measured, books, runs } = given
  const figures: Record<string, number> = {}
  for (const [name, one] of Object.entries({ people: direct, webhooks: voice })) {
    figures[`${name}_turns_per_second`] = rounded(one.perSecond)
    figures[`${name}_p50_ms`] = rounded(one.p50Ms)
    figures[`${name}_p99_ms`] = rounded(one.p99Ms)
    figures[`${name}_max_ms`] = rounded(one.maxMs)
  }
  for (const [callers, taken] of measured) {
    const ours = medianSlice(taken, 'door')
    figures[`door_${callers}_callers_turns_per_second`] = ours.perSecond
    figures[`door_${callers}_callers_p99_ms`] = ours.p99Ms
    figures[`baseline_${callers}_callers_turns_per_second`] = medianSlice(taken, 'plain').perSecond
    figures[`ratio_${callers}_callers`] = ratioOf(taken, 'door', 'plain')
  }
  const { turns, byPoints, byCode } = desk.callers.done
  say(`books: ${books.turns} turns of ${turns}, ${books.delivered} renewed of ${byPoints}, `)
  say(`       ${books.waiting} to the web of ${byCode}, ${books.open} open, sum ${books.sum}`)
  return {
    bench: 'hotline',
    machine: desk.ground.machine,
    runs,
    ratio: ratioOf(present(measured.get(PEOPLE), 'all at once were measured'), 'door', 'plain'),
    figures: { people: PEOPLE, ...figures, goal_p99_ms: P99_GOAL_MS, turns, renewed: byPoints },
    conserved: isConserved(desk, books),
  }
}
