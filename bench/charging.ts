/**
 * Credit control from the socket to the durable answer: Diameter updates, each settling what was
 * used and setting the next grant aside, through the real server, charging and the door. Beside it,
 * in the same rounds, the same server without storage (the codec alone) and with one transaction a
 * request. The gateway that asks is a process of its own, on the same machine. No byte may be lost:
 * granted − used = held, while sessions live and after they ended.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type pg from 'pg'
import { createDoorStore } from '../src/adapters/postgres/door-store.ts'
import { createPool, LOOK_UPS_ONLY } from '../src/adapters/postgres/pool.ts'
import { createReads } from '../src/adapters/postgres/reads.ts'
import { systemClock } from '../src/adapters/system/clock.ts'
import { createCharging } from '../src/app/charging/charge.ts'
import type { Charging } from '../src/app/charging/ports.ts'
import { createDoor, type Door } from '../src/app/door/door.ts'
import { renewByPartner } from '../src/app/orders/renew-by-partner.ts'
import { present } from '../src/domain/basics/assert.ts'
import { bytes } from '../src/domain/basics/data-volume.ts'
import type { LineId } from '../src/domain/basics/ids.ts'
import { openDiameterServer, type DiameterServer } from '../src/gateways/diameter/server.ts'
import { CATALOGUE, MONTH, partnerRenewal } from '../test/contracts/catalogue.ts'
import type { LoadOrder, LoadReport } from './credit-load.ts'
import { makeLines, openGround, type Ground } from './ground.ts'
import {
  inRounds,
  medianSlice,
  ratioOf,
  say,
  type Bench,
  type Slice,
  type Taken,
} from './harness.ts'
import { BASELINE_CONNECTIONS, createOneEach } from './one-each.ts'

const SESSIONS = [16, 64, 256, 512] as const
const SESSIONS_JUDGED = 64
const ROUNDS = { short: 3, full: 7 }
const SLICE_MS = { short: 2_000, full: 8_000 }
const DOOR_CONNECTIONS = 4
const WAYS = ['door', 'plain', 'codec'] as const
type WayName = (typeof WAYS)[number]

export const charging: Bench = async ({ full }) => {
  const size = full ? 'full' : 'short'
  const ground = await openGround()
  const pools: pg.Pool[] = []
  const gateway = startGateway()
  try {
    const ways = await openWays(ground, pools)
    const order = (name: WayName, sessions: number, durationMs: number): LoadOrder => {
      const { server, first } = ways[name]
      return { port: server.port, host: `${name}.bench.test`, first, sessions, durationMs }
    }
    const measured = new Map<number, Taken>()
    for (const sessions of SESSIONS) {
      say(`-- ${sessions} sessions`)
      const run = (name: WayName) => async (): Promise<Slice> =>
        (await gateway.load(order(name, sessions, SLICE_MS[size]))).slice
      // Sessions are opened and lines are looked up once; that is not what is measured.
      for (const name of WAYS) await gateway.load(order(name, sessions, SLICE_MS[size] / 4))
      const contestants = { door: run('door'), plain: run('plain'), codec: run('codec') }
      measured.set(sessions, await inRounds(ROUNDS[size], contestants))
    }
    const conserved = await balance(ground.pool, gateway, order)
    await Promise.all(WAYS.map((name) => ways[name].server.close()))
    const judged = present(measured.get(SESSIONS_JUDGED), 'the judged count was measured')
    return {
      bench: 'charging',
      machine: ground.machine,
      runs: ROUNDS[size],
      ratio: ratioOf(judged, 'door', 'plain'),
      figures: figuresOf(measured),
      conserved,
    }
  } finally {
    gateway.end()
    await Promise.all(pools.map((pool) => pool.end()))
    await ground.close()
  }
}

function figuresOf(measured: ReadonlyMap<number, Taken>): Record<string, number> {
  const figures: Record<string, number> = {}
  for (const [sessions, taken] of measured) {
    for (const name of WAYS) {
      const slice = medianSlice(taken, name)
      figures[`${name}_${sessions}_sessions_per_second`] = slice.perSecond
      if (name === 'codec') continue
      figures[`${name}_${sessions}_sessions_p50_ms`] = slice.p50Ms
      figures[`${name}_${sessions}_sessions_p99_ms`] = slice.p99Ms
    }
    figures[`ratio_${sessions}_sessions`] = ratioOf(taken, 'door', 'plain')
  }
  return figures
}

interface Way {
  readonly server: DiameterServer
  /** Its first line. */
  readonly first: number
}

async function openWays(ground: Ground, pools: pg.Pool[]): Promise<Record<WayName, Way>> {
  const count = Math.max(...SESSIONS)
  const lines = await makeLines(ground, count * 2)
  const poolOf = (max: number, applicationName: string, pipeline: boolean) => {
    const settings = LOOK_UPS_ONLY
    const pool = createPool(ground.connection, { max, applicationName, pipeline, settings })
    pools.push(pool)
    return pool
  }
  const ports = { clock: systemClock, ids: ground.ids, catalogue: () => CATALOGUE }
  const reads = createReads(ground.pool)
  const store = createDoorStore(poolOf(DOOR_CONNECTIONS, 'door', true))
  const door = createDoor({ ...ports, store })
  const pool = poolOf(BASELINE_CONNECTIONS, 'plain', false)
  const plain = createOneEach({ ...ports, pool, withJobs: true }, 'plain')
  await sellTo(door, lines, ground)
  return {
    door: { server: await listen(createCharging({ ...ports, door, reads })), first: 0 },
    plain: { server: await listen(createCharging({ ...ports, door: plain, reads })), first: count },
    codec: { server: await listen(ALWAYS_GRANTED), first: 0 },
  }
}

/** Answers at once what was asked for, and remembers nothing. */
const ALWAYS_GRANTED: Charging = {
  charge: async ({ services }) => ({
    kind: 'recorded',
    replayed: false,
    services: services.map(({ ratingGroup, wants }) => ({
      ratingGroup,
      grant:
        wants === null
          ? null
          : {
              kind: 'granted',
              bytes: wants.bytes ?? bytes(1n),
              kbps: null,
              seconds: 3_600,
              last: null,
            },
    })),
  }),
  peerRestarted: async () => ({ kind: 'recorded', replayed: false, services: [] }),
  admit: async () => ({ kind: 'unknown_subscriber' }),
}

function listen(asked: Charging): Promise<DiameterServer> {
  return openDiameterServer({
    host: '127.0.0.1',
    port: 0,
    identity: { host: 'ocs.bench.test', realm: 'bench.test' },
    peers: [
      {
        host: '*.bench.test',
        addresses: ['127.0.0.1'],
        final: { kind: 'redirect', url: null },
        speed: { kind: 'none' },
        relay: false,
        connect: null,
      },
    ],
    tls: null,
    portalUrl: 'https://portal.bench.test',
    quotaHoldingSeconds: 600,
    charging: asked,
    clock: systemClock,
    onFault: (fault) => say(`fault: ${String(fault)}`),
  })
}

async function sellTo(door: Door, lines: readonly LineId[], { ids }: Ground): Promise<void> {
  const origin = { channel: 'api', actor: 'system', key: null } as const
  const sold = lines.map((line) =>
    door.ask(renewByPartner, partnerRenewal(line, ids, MONTH), origin),
  )
  for (const answer of await Promise.all(sold)) {
    if (!answer.ok) throw new Error(`a pack was not sold: ${answer.refusal.code}`)
  }
}

interface LoadGateway {
  load(order: LoadOrder): Promise<LoadReport>
  end(): void
}

function startGateway(): LoadGateway {
  const child: ChildProcess = fork(join(import.meta.dirname, 'credit-load.ts'), {
    execArgv: process.execArgv,
  })
  const { promise: gone, reject } = Promise.withResolvers<never>()
  child.once('exit', () => reject(new Error('the gateway is gone')))
  gone.catch(() => {})
  return {
    async load(order) {
      const answered = once(child, 'message') as Promise<[LoadReport]>
      child.send(order)
      const [report] = await Promise.race([answered, gone])
      return report
    },
    end: () => void child.kill(),
  }
}

interface Book {
  readonly used: bigint
  readonly reserved: bigint
  readonly left: bigint
  readonly granted: bigint
  readonly records: bigint
}

/** The gateway's own book against ours, with its sessions alive and when they have ended. */
async function balance(
  pool: pg.Pool,
  gateway: LoadGateway,
  order: (name: WayName, sessions: number, durationMs: number) => LoadOrder,
): Promise<boolean> {
  let isWhole = true
  for (const durationMs of [1, 0]) {
    let [used, held] = [0n, 0n]
    for (const name of ['door', 'plain'] as const) {
      const report = await gateway.load(order(name, Math.max(...SESSIONS), durationMs))
      used += BigInt(report.used)
      held += BigInt(report.held)
    }
    const book = await readBook(pool)
    say(
      `books: ${book.granted} granted, ${book.used} used (told ${used}), ` +
        `${book.reserved} held (told ${held}), ${book.left} left, ${book.records} in records`,
    )
    isWhole &&=
      book.used === used &&
      book.records === used &&
      book.reserved === held &&
      book.granted - book.used - book.reserved === book.left
  }
  return isWhole
}

async function readBook(pool: pg.Pool): Promise<Book> {
  const found = await pool.query(`select
    sum(bytes_used)::bigint as used,
    sum(bytes_reserved)::bigint as reserved,
    sum(bytes_total)::bigint as granted,
    sum(bytes_total - bytes_used - bytes_reserved)::bigint as left,
    (select sum(bytes - uncovered)::bigint from usage_records) as records
    from packs`)
  return found.rows[0] as Book
}
