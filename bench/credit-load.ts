/**
 * A packet gateway as a process of its own: so many sessions on a few Diameter connections, each
 * with one update on its way, which tells that the last grant was used and asks for the next. It
 * keeps its own book of what it was granted and used. Its messages are made once and their figures
 * written into place, so that it costs the machine little beside what is measured.
 */
import { connect, type Socket } from 'node:net'
import { once } from 'node:events'
import { assert, present } from '../src/domain/basics/assert.ts'
import { avp } from '../src/gateways/diameter/avps.ts'
import { COMMAND, CREDIT_CONTROL_APPLICATION } from '../src/gateways/diameter/base.ts'
import { encode, type Avp } from '../src/gateways/diameter/codec.ts'
import { createFraming } from '../src/gateways/diameter/framing.ts'
import { imsiOf } from './ground.ts'
import { sliceOf, type Slice } from './harness.ts'

export interface LoadOrder {
  readonly port: number
  /** Its Origin-Host; a name of a gateway has sessions of its own. */
  readonly host: string
  /** The first line it charges. */
  readonly first: number
  readonly sessions: number
  /** 0: every session is ended. */
  readonly durationMs: number
}

export interface LoadReport {
  readonly slice: Slice
  readonly used: string
  /** Granted and neither used nor given back. */
  readonly held: string
}

const CONNECTIONS = 4
const WANTED_BYTES = 100_000n
const SUCCESS = 2001
const MARK_NUMBER = 0x7ead_beef
const MARK_USED = 0x7ead_beef_0bad_cafen

interface Session {
  readonly update: Buffer
  readonly atNumber: number
  readonly atUsed: number
  readonly name: string
  readonly imsi: string
  number: number
  granted: bigint
  used: bigint
}

interface Gateway {
  readonly sockets: readonly Socket[]
  readonly waiting: Map<number, (answer: Uint8Array) => void>
  readonly sessions: Session[]
  readonly host: string
  readonly first: number
}

const gateways = new Map<string, Gateway>()
let marks = 0

export async function load(order: LoadOrder): Promise<LoadReport> {
  const gateway = gateways.get(order.host) ?? (await openGateway(order))
  gateways.set(order.host, gateway)
  while (gateway.sessions.length < order.sessions) await open(gateway)
  const latencies: number[] = []
  const began = performance.now()
  const until = began + order.durationMs
  await Promise.all(
    gateway.sessions.slice(0, order.sessions).map(async (session, index) => {
      const socket = present(gateway.sockets[index % CONNECTIONS], 'a connection a session')
      if (order.durationMs === 0) return end(gateway, socket, session)
      while (performance.now() < until) latencies.push(await update(gateway, socket, session))
    }),
  )
  const sum = (of: (session: Session) => bigint) =>
    String(gateway.sessions.reduce((all, one) => all + of(one), 0n))
  return {
    slice: sliceOf(latencies, performance.now() - began),
    used: sum(({ used }) => used),
    held: sum(({ granted }) => granted),
  }
}

async function openGateway({ port, host, first }: LoadOrder): Promise<Gateway> {
  const waiting: Gateway['waiting'] = new Map()
  const sockets = await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const socket = connect({ host: '127.0.0.1', port })
      await once(socket, 'connect')
      socket.setNoDelay(true)
      const framing = createFraming()
      socket.on('data', (octets: Uint8Array) => {
        for (const message of present(framing.add(octets), 'the answers are Diameter')) {
          const hopByHop = uint32(message, 12)
          waiting.get(hopByHop)?.(message)
        }
      })
      return socket
    }),
  )
  const gateway: Gateway = { sockets, waiting, sessions: [], host, first }
  for (const socket of sockets) {
    const introduced = await send(gateway, socket, capabilities(host))
    assert(resultOf(introduced) === SUCCESS, 'the gateway is let in')
  }
  return gateway
}

/** Sends a message under marks of its own; resolves with its answer. */
function send(gateway: Gateway, socket: Socket, message: Buffer): Promise<Uint8Array> {
  marks += 1
  message.writeUInt32BE(marks, 12)
  message.writeUInt32BE(marks, 16)
  const mark = marks
  return new Promise((resolve) => {
    gateway.waiting.set(mark, (answer) => {
      gateway.waiting.delete(mark)
      resolve(answer)
    })
    // The template is written over by the next update.
    socket.write(Buffer.from(message))
  })
}

async function open(gateway: Gateway): Promise<void> {
  const index = gateway.sessions.length
  const name = `${gateway.host};1;${index}`
  const imsi = imsiOf(gateway.first + index)
  const update = creditControl(gateway.host, { name, imsi, type: 2, number: MARK_NUMBER }, [
    ...wanted(),
    avp('Used-Service-Unit', [avp('CC-Total-Octets', MARK_USED)]),
  ])
  const number = Buffer.alloc(4)
  number.writeUInt32BE(MARK_NUMBER)
  const used = Buffer.alloc(8)
  used.writeBigUInt64BE(MARK_USED)
  const socket = present(gateway.sockets[index % CONNECTIONS], 'a connection a session')
  const initial = creditControl(gateway.host, { name, imsi, type: 1, number: 0 }, wanted())
  const answer = await send(gateway, socket, initial)
  gateway.sessions.push({
    update,
    atNumber: update.indexOf(number),
    atUsed: update.indexOf(used),
    name,
    imsi,
    number: 0,
    granted: grantedOf(answer),
    used: 0n,
  })
}

/** Milliseconds that it took. */
async function update(gateway: Gateway, socket: Socket, session: Session): Promise<number> {
  session.number += 1
  session.update.writeUInt32BE(session.number, session.atNumber)
  session.update.writeBigUInt64BE(session.granted, session.atUsed)
  const began = performance.now()
  const answer = await send(gateway, socket, session.update)
  const took = performance.now() - began
  session.used += session.granted
  session.granted = grantedOf(answer)
  return took
}

async function end(gateway: Gateway, socket: Socket, session: Session): Promise<void> {
  const { name, imsi } = session
  const number = session.number + 1
  const message = creditControl(gateway.host, { name, imsi, type: 3, number }, [
    avp('Rating-Group', 1),
  ])
  assert(resultOf(await send(gateway, socket, message)) === SUCCESS, 'a session ends')
  session.granted = 0n
}

function wanted(): readonly Avp[] {
  return [
    avp('Rating-Group', 1),
    avp('Requested-Service-Unit', [avp('CC-Total-Octets', WANTED_BYTES)]),
  ]
}

function capabilities(host: string): Buffer {
  return message(COMMAND.capabilitiesExchange, 0, [
    ...origin(host),
    avp('Host-IP-Address', '127.0.0.1'),
    avp('Vendor-Id', 0),
    avp('Product-Name', 'bench'),
    avp('Auth-Application-Id', CREDIT_CONTROL_APPLICATION),
  ])
}

function creditControl(
  host: string,
  who: {
    readonly name: string
    readonly imsi: string
    readonly type: number
    readonly number: number
  },
  services: readonly Avp[],
): Buffer {
  return message(COMMAND.creditControl, CREDIT_CONTROL_APPLICATION, [
    avp('Session-Id', who.name),
    ...origin(host),
    avp('Destination-Realm', 'bench.test'),
    avp('Auth-Application-Id', CREDIT_CONTROL_APPLICATION),
    avp('Service-Context-Id', '32251@3gpp.org'),
    avp('CC-Request-Type', who.type),
    avp('CC-Request-Number', who.number),
    avp('Subscription-Id', [avp('Subscription-Id-Type', 1), avp('Subscription-Id-Data', who.imsi)]),
    avp('Multiple-Services-Indicator', 1),
    avp('Multiple-Services-Credit-Control', services),
  ])
}

function origin(host: string): readonly Avp[] {
  return [avp('Origin-Host', host), avp('Origin-Realm', 'bench.test')]
}

function message(command: number, application: number, avps: readonly Avp[]): Buffer {
  const flags = { request: true, proxiable: true, error: false, retransmitted: false }
  return Buffer.from(encode({ ...flags, command, application, hopByHop: 0, endToEnd: 0, avps }))
}

const RESULT_CODE = 268
const MULTIPLE_SERVICES = 456
const GRANTED_UNIT = 431
const TOTAL_OCTETS = 421
const HEADER_BYTES = 20

function resultOf(answer: Uint8Array): number {
  const at = find(answer, HEADER_BYTES, answer.length, RESULT_CODE)
  return uint32(answer, present(at, 'an answer has its result').from)
}

function grantedOf(answer: Uint8Array): bigint {
  let at = { from: HEADER_BYTES, until: answer.length }
  for (const code of [MULTIPLE_SERVICES, GRANTED_UNIT, TOTAL_OCTETS]) {
    at = present(find(answer, at.from, at.until, code), 'every update of the bench is granted')
  }
  return (BigInt(uint32(answer, at.from)) << 32n) + BigInt(uint32(answer, at.from + 4))
}

/** Where the data of the first AVP of a code lies, among those of the IETF. */
function find(octets: Uint8Array, from: number, until: number, code: number) {
  let at = from
  while (at < until) {
    const length = uint32(octets, at + 4) & 0xff_ffff
    const head = ((octets[at + 4] ?? 0) & 0x80) === 0 ? 8 : 12
    if (uint32(octets, at) === code) return { from: at + head, until: at + length }
    at += (length + 3) & ~3
  }
  return null
}

function uint32(octets: Uint8Array, at: number): number {
  return new DataView(octets.buffer, octets.byteOffset + at, 4).getUint32(0)
}

process.on('message', (order: LoadOrder) => {
  load(order).then(
    (report) => process.send?.(report),
    (fault: unknown) => {
      process.stderr.write(`${String(fault)}\n`)
      process.exit(1)
    },
  )
})
