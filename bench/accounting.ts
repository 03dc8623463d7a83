/**
 * RADIUS accounting from the datagram to the durable record: signed packets through the real UDP
 * server, charging and the door, against the same server with one transaction a packet. So many
 * sessions, each with one packet on its way; most packets are interim updates, every so often a
 * session stops and its place starts anew. No byte may be lost: reported = shares + uncovered.
 */
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import type pg from 'pg'
import { createDoorStore } from '../src/adapters/postgres/door-store.ts'
import { createPool, LOOK_UPS_ONLY } from '../src/adapters/postgres/pool.ts'
import { createReads } from '../src/adapters/postgres/reads.ts'
import { systemClock } from '../src/adapters/system/clock.ts'
import { createCharging } from '../src/app/charging/charge.ts'
import { createDoor, type Door } from '../src/app/door/door.ts'
import { renewByPartner } from '../src/app/orders/renew-by-partner.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { LineId } from '../src/domain/basics/ids.ts'
import { attribute } from '../src/gateways/radius/attributes.ts'
import { encodeRequest } from '../src/gateways/radius/authenticator.ts'
import { clientFinder } from '../src/gateways/radius/clients.ts'
import { PacketCode } from '../src/gateways/radius/codec.ts'
import { openAccountingServer } from '../src/gateways/radius/accounting-server.ts'
import { CATALOGUE, MONTH, partnerRenewal } from '../test/contracts/catalogue.ts'
import { imsiOf, makeLines, openGround, type Ground } from './ground.ts'
import {
  inRounds,
  medianSlice,
  ratioOf,
  say,
  sliceOf,
  type Bench,
  type Slice,
  type Taken,
} from './harness.ts'
import { BASELINE_CONNECTIONS, createOneEach } from './one-each.ts'

const SESSIONS = [64, 256, 1_000] as const
const SESSIONS_JUDGED = 256
const ROUNDS = { short: 3, full: 7 }
const SLICE_MS = { short: 2_000, full: 8_000 }
const DOOR_CONNECTIONS = 4
/** A session's first packet is Start, its last is Stop. */
const PACKETS_OF_SESSION = 20
/** Input and output counters grow by so much a packet. */
const STEP_BYTES = 150_000
/** A peer waits so long and sends the same again, so often (RFC 2866 §4.1 leaves both open). */
const RESEND_MS = 3_000
const RESENDS_MAX = 5
/** An identifier names a packet of one source port, so a socket has so many on their way. */
const SESSIONS_OF_SOCKET = 250
const SECRET = 'bench secret'

export const accounting: Bench = async ({ full }) => {
  const size = full ? 'full' : 'short'
  const ground = await openGround()
  const pools: pg.Pool[] = []
  try {
    const ways = await openWays(ground, pools)
    const measured = new Map<number, Taken>()
    for (const sessions of SESSIONS) {
      say(`-- ${sessions} sessions`)
      const run = (way: Way) => () => way.slice(sessions, SLICE_MS[size])
      // Lines of new sessions are looked up once; that is not what is measured.
      for (const way of [ways.door, ways.plain]) await way.slice(sessions, SLICE_MS[size] / 4)
      measured.set(
        sessions,
        await inRounds(ROUNDS[size], { door: run(ways.door), plain: run(ways.plain) }),
      )
    }
    const told = { bytes: ways.door.told() + ways.plain.told() }
    const resent = ways.door.resent() + ways.plain.resent()
    const answered = ways.door.answered() + ways.plain.answered()
    await ways.close()
    const books = await closeBooks(ground.pool)
    say(`books: ${told.bytes} bytes told, ${books.covered} covered, ${books.uncovered} uncovered`)
    const conserved =
      books.bytes === told.bytes &&
      books.covered + books.uncovered === told.bytes &&
      books.burned === books.covered &&
      books.records === answered
    return {
      bench: 'accounting',
      machine: ground.machine,
      runs: ROUNDS[size],
      ratio: ratioOf(
        present(measured.get(SESSIONS_JUDGED), 'the judged count was measured'),
        'door',
        'plain',
      ),
      figures: { ...figuresOf(measured), packets: answered, resent, lost: 0 },
      conserved,
    }
  } finally {
    await Promise.all(pools.map((pool) => pool.end()))
    await ground.close()
  }
}

function figuresOf(measured: ReadonlyMap<number, Taken>): Record<string, number> {
  const figures: Record<string, number> = {}
  for (const [sessions, taken] of measured) {
    const ours = medianSlice(taken, 'door')
    figures[`door_${sessions}_sessions_per_second`] = ours.perSecond
    figures[`door_${sessions}_sessions_p50_ms`] = ours.p50Ms
    figures[`door_${sessions}_sessions_p99_ms`] = ours.p99Ms
    figures[`baseline_${sessions}_sessions_per_second`] = medianSlice(taken, 'plain').perSecond
    figures[`ratio_${sessions}_sessions`] = ratioOf(taken, 'door', 'plain')
  }
  return figures
}

interface Way {
  slice(sessions: number, durationMs: number): Promise<Slice>
  /** Bytes that peers counted in answered packets. */
  told(): bigint
  answered(): number
  resent(): number
  close(): Promise<void>
}

async function openWays(ground: Ground, pools: pg.Pool[]) {
  const count = Math.max(...SESSIONS)
  const lines = await makeLines(ground, count * 2)
  const poolOf = (max: number, applicationName: string, pipeline: boolean) => {
    const settings = LOOK_UPS_ONLY
    const pool = createPool(ground.connection, { max, applicationName, pipeline, settings })
    pools.push(pool)
    return pool
  }
  const ports = { clock: systemClock, ids: ground.ids, catalogue: () => CATALOGUE }
  const store = createDoorStore(poolOf(DOOR_CONNECTIONS, 'door', true))
  const door = createDoor({ ...ports, store })
  const pool = poolOf(BASELINE_CONNECTIONS, 'plain', false)
  const plain = createOneEach({ ...ports, pool, withJobs: true }, 'plain')
  await sellTo(door, lines, ground)
  const ways = {
    door: await openWay(ground, door, { first: 0, peer: 'door' }),
    plain: await openWay(ground, plain, { first: count, peer: 'plain' }),
  }
  return {
    ...ways,
    close: async () => void (await Promise.all([ways.door.close(), ways.plain.close()])),
  }
}

/** Each line holds five gigabytes, fewer than the run reports on the busiest. */
async function sellTo(door: Door, lines: readonly LineId[], { ids }: Ground): Promise<void> {
  const origin = { channel: 'api', actor: 'system', key: null } as const
  const sold = lines.map((line) =>
    door.ask(renewByPartner, partnerRenewal(line, ids, MONTH), origin),
  )
  for (const answer of await Promise.all(sold)) {
    if (!answer.ok) throw new Error(`a pack was not sold: ${answer.refusal.code}`)
  }
}

async function openWay(
  ground: Ground,
  door: Door,
  place: { readonly first: number; readonly peer: string },
): Promise<Way> {
  const reads = createReads(ground.pool)
  const server = await openAccountingServer({
    host: '127.0.0.1',
    port: 0,
    findClient: clientFinder([
      {
        name: place.peer,
        addresses: '127.0.0.1',
        secret: SECRET,
        requireMessageAuthenticator: false,
        dialect: 'none',
        coaPort: null,
      },
    ]),
    accounting: createCharging({
      door,
      reads,
      clock: systemClock,
      ids: ground.ids,
      catalogue: () => CATALOGUE,
    }),
    clock: systemClock,
    onFault: (fault) => say(`fault: ${String(fault)}`),
  })
  const peers: Peer[] = []
  while (peers.length * SESSIONS_OF_SOCKET < Math.max(...SESSIONS)) {
    peers.push(await openPeer(server.port))
  }
  const sessions = Array.from({ length: Math.max(...SESSIONS) }, (_, index) =>
    createSession({ imsi: imsiOf(place.first + index), name: `${place.peer}-${index}` }),
  )
  const total = (of: (session: Session) => bigint) =>
    sessions.reduce((sum, session) => sum + of(session), 0n)
  return {
    async slice(count, durationMs) {
      const latencies: number[] = []
      const began = performance.now()
      const until = began + durationMs
      await Promise.all(
        sessions.slice(0, count).map(async (session, index) => {
          const peer = present(peers[Math.floor(index / SESSIONS_OF_SOCKET)], 'a socket a session')
          while (performance.now() < until) latencies.push(await exchange(peer, session, index))
        }),
      )
      return sliceOf(latencies, performance.now() - began)
    },
    told: () => total((session) => session.told()),
    answered: () => Number(total((session) => BigInt(session.sent()))),
    resent: () => peers.reduce((sum, peer) => sum + peer.resent, 0),
    async close() {
      for (const peer of peers) peer.socket.close()
      await server.close()
    },
  }
}

interface Peer {
  readonly socket: Socket
  /** By identifier. */
  readonly waiting: Map<number, () => void>
  readonly port: number
  resent: number
}

async function openPeer(port: number): Promise<Peer> {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 4 << 20 })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  const waiting = new Map<number, () => void>()
  socket.on('message', (datagram) => waiting.get(datagram[1] ?? -1)?.())
  return { socket, waiting, port, resent: 0 }
}

/** Sends the session's next packet, the same again while no answer comes; milliseconds it took. */
async function exchange(peer: Peer, session: Session, index: number): Promise<number> {
  const identifier = index % SESSIONS_OF_SOCKET
  const packet = session.next(identifier)
  const began = performance.now()
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  peer.waiting.set(identifier, resolve)
  const send = () => peer.socket.send(packet, peer.port, '127.0.0.1')
  let resends = 0
  const timer = setInterval(() => {
    if (resends === RESENDS_MAX) reject(new Error('a packet was never answered'))
    resends += 1
    peer.resent += 1
    send()
  }, RESEND_MS)
  try {
    send()
    await promise
  } finally {
    clearInterval(timer)
    peer.waiting.delete(identifier)
  }
  return performance.now() - began
}

interface Session {
  /** The next packet, signed: Start, Interim-Update, …, Stop, and Start of the next one. */
  next(identifier: number): Uint8Array
  told(): bigint
  sent(): number
}

const START = 1
const STOP = 2
const INTERIM = 3
const KEY = new TextEncoder().encode(SECRET)
const NO_AUTHENTICATOR = new Uint8Array(16)

function createSession(who: { readonly imsi: string; readonly name: string }): Session {
  let sent = 0
  let told = 0n
  return {
    told: () => told,
    sent: () => sent,
    next(identifier) {
      const turn = sent % PACKETS_OF_SESSION
      const generation = Math.floor(sent / PACKETS_OF_SESSION)
      sent += 1
      if (turn > 0) told += BigInt(STEP_BYTES * 2)
      const moment = turn === 0 ? START : turn === PACKETS_OF_SESSION - 1 ? STOP : INTERIM
      const attributes = [
        attribute('Acct-Status-Type', moment),
        attribute('Acct-Session-Id', new TextEncoder().encode(`${who.name}-${generation}`)),
        attribute('NAS-Identifier', 'pgw01'),
        attribute('3GPP-IMSI', who.imsi),
        attribute('Acct-Session-Time', turn * 60),
        attribute('Acct-Input-Octets', turn * STEP_BYTES),
        attribute('Acct-Output-Octets', turn * STEP_BYTES),
      ]
      const code = PacketCode.accountingRequest
      return encodeRequest({ code, identifier, authenticator: NO_AUTHENTICATOR, attributes }, KEY)
    },
  }
}

interface Books {
  readonly records: number
  readonly bytes: bigint
  readonly covered: bigint
  readonly uncovered: bigint
  readonly burned: bigint
}

async function closeBooks(pool: pg.Pool): Promise<Books> {
  const found = await pool.query(`select
    count(*)::int as records,
    sum(bytes)::bigint as bytes,
    sum(uncovered)::bigint as uncovered,
    (select coalesce(sum((share -> 'bytes' ->> '$bigint')::bigint), 0)::bigint
       from usage_records, jsonb_array_elements(shares) as share) as covered,
    (select sum(bytes_used + bytes_throttled)::bigint from packs) as burned
    from usage_records`)
  return found.rows[0] as Books
}
