/**
 * A UDP port to which RADIUS requests come (RFC 2865 §2, RFC 5080 §2.2, RFC 5997): who may speak,
 * signatures, duplicates, bounds. What a request means is its trade's to say: accounting or access.
 * No datagram ends the process: what cannot be used is dropped and counted.
 */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Clock } from '../../app/ports.ts'
import { present } from '../../domain/basics/assert.ts'
import { accept, refuse } from '../../domain/basics/result.ts'
import type { Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { answerMemory, exchangeOf } from './answer-memory.ts'
import type { AnswerMemory, Source } from './answer-memory.ts'
import { checkRequest, emptyMessageAuthenticator, encodeResponse } from './authenticator.ts'
import type { FindClient, RadiusClient } from './clients.ts'
import { PACKET_BYTES_MAX, PACKET_BYTES_MIN, PacketCode, bytesOf, decode } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import type { DropReason, ListenerCounters } from './counters.ts'
import { ATTRIBUTES } from './dictionary.ts'

/** Requests being decided at once; beyond it datagrams are dropped and the peer sends again. */
export const IN_FLIGHT_MAX = 4_096
/**
 * Asked of the kernel, which grants at most `net.core.rmem_max`: room for a few thousand records
 * that arrive while this process is busy with something else.
 */
export const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024

export interface ListenerSettings {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Asked for every datagram, so clients may change while the server runs. */
  readonly findClient: FindClient
  readonly clock: Clock
  /** Told of what charging or the socket threw; must not throw. */
  readonly onFault: (fault: unknown) => void
}

/** What a port does with what it is asked. */
export interface Trade {
  /** The one kind of request that it takes, beside Status-Server. */
  readonly requestCode: number
  /** RFC 5997 §3: what a Status-Server is answered with here. */
  readonly statusAnswerCode: number
  /** Whether every request must carry Message-Authenticator, whatever its client's settings. */
  readonly messageAuthenticatorRequired: boolean
  /** Called once for an exchange that is neither answered nor being decided. */
  begin(admitted: Admitted, now: Instant): Step
}

/** A request whose sender and signature are known. */
export interface Admitted {
  readonly client: RadiusClient
  readonly packet: Packet
  readonly source: Source
}

export type Step =
  /** Not answered; the trade has counted why. */
  | { readonly kind: 'drop' }
  /** Answered at once, and again when it comes again. */
  | { readonly kind: 'answer'; readonly response: Uint8Array }
  /** Resolves to null when it is not to be answered; a rejection is a fault. */
  | { readonly kind: 'decide'; readonly response: Promise<Uint8Array | null> }

export interface Listener {
  readonly host: string
  readonly port: number
  /** Granted by the kernel, which counts its own overhead into it. */
  readonly receiveBufferBytes: number
  inFlight(): number
  /** Takes no more, answers what is being decided, then frees the port. May be called twice. */
  close(): Promise<void>
}

interface Desk extends ListenerSettings {
  readonly socket: Socket
  readonly trade: Trade
  readonly counters: ListenerCounters
  readonly answers: AnswerMemory
  /** Exchanges being decided, and how each ends. */
  readonly pending: Map<string, Promise<void>>
}

/** Rejects when the port cannot be bound. */
export async function openListener(
  settings: ListenerSettings,
  trade: Trade,
  counters: ListenerCounters,
): Promise<Listener> {
  const socket = await bindSocket(settings)
  const desk: Desk = {
    ...settings,
    socket,
    trade,
    counters,
    answers: answerMemory(),
    pending: new Map(),
  }
  socket.on('error', (fault) => {
    counters.socketErrors += 1
    settings.onFault(fault)
  })
  socket.on('message', (datagram, source) => {
    // What a listener of a socket throws would end the process.
    try {
      receive(desk, datagram, source)
    } catch (fault) {
      counters.faults += 1
      settings.onFault(fault)
    }
  })

  let closing: Promise<void> | null = null
  const { address: host, port } = socket.address()
  return {
    host,
    port,
    receiveBufferBytes: socket.getRecvBufferSize(),
    inFlight: () => desk.pending.size,
    close: () => (closing ??= close(desk)),
  }
}

/** A bound socket without a listener for errors. Rejects when the port is not to be had. */
export async function bindSocket(on: {
  readonly host: string
  readonly port: number
}): Promise<Socket> {
  const socket = createSocket({
    type: isIPv6(on.host) ? 'udp6' : 'udp4',
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  })
  const { promise: bound, resolve, reject } = Promise.withResolvers<void>()
  socket.once('error', reject)
  socket.bind({ address: on.host, port: on.port, exclusive: true }, resolve)
  await bound.catch((failure: unknown) => {
    socket.close()
    throw failure
  })
  socket.off('error', reject)
  return socket
}

async function close(desk: Desk): Promise<void> {
  desk.socket.removeAllListeners('message')
  await Promise.all(desk.pending.values())
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  desk.socket.close(resolve)
  await closed
}

function receive(desk: Desk, datagram: Uint8Array, source: Source): void {
  desk.counters.received += 1
  const admitted = admit(desk, datagram, source)
  if (!admitted.ok) {
    desk.counters.dropped[admitted.refusal.code] += 1
    return
  }
  if (admitted.value.packet.code === PacketCode.statusServer) {
    desk.counters.statusServer += 1
    const alive = { code: desk.trade.statusAnswerCode, attributes: [emptyMessageAuthenticator()] }
    void answer(desk, source, shortResponseTo(admitted.value, alive))
    return
  }
  take(desk, admitted.value)
}

/** A ladder of refusals: source, form, code, signature. None of them is ever answered. */
function admit(
  desk: Desk,
  datagram: Uint8Array,
  source: Source,
): Result<Admitted, { readonly code: DropReason }> {
  const client = desk.findClient(source.address)
  if (client === null) return refuse({ code: 'unknown_client' })
  if (source.port === 0) return refuse({ code: 'source_port_zero' })
  const decoded = decode(datagram)
  if (!decoded.ok) return refuse({ code: 'malformed' })
  const packet = decoded.value
  const isStatus = packet.code === PacketCode.statusServer
  if (!isStatus && packet.code !== desk.trade.requestCode) {
    return refuse({ code: 'unexpected_code' })
  }

  const { authenticator, messageAuthenticator } = checkRequest(datagram, client.secret)
  if (authenticator === 'wrong') return refuse({ code: 'wrong_authenticator' })
  if (messageAuthenticator === 'wrong') return refuse({ code: 'wrong_message_authenticator' })
  // RFC 5997 §3: nothing else proves who sent a Status-Server.
  const required =
    isStatus || desk.trade.messageAuthenticatorRequired || client.requireMessageAuthenticator
  if (messageAuthenticator === 'absent' && required) {
    return refuse({ code: 'missing_message_authenticator' })
  }
  return accept({ client, packet, source })
}

function take(desk: Desk, admitted: Admitted): void {
  const { counters, pending } = desk
  const { packet, source } = admitted
  const exchange = exchangeOf(source, packet)
  const now = desk.clock.now()
  const known = desk.answers.find(exchange, now.epochMilliseconds)
  if (known !== null) {
    counters.resent += 1
    void send(desk, source, known)
    return
  }
  if (pending.has(exchange)) {
    counters.joined += 1
    return
  }
  if (pending.size >= IN_FLIGHT_MAX) {
    counters.dropped.overloaded += 1
    return
  }
  const step = desk.trade.begin(admitted, now)
  if (step.kind === 'drop') return
  if (step.kind === 'answer') {
    void answer(desk, source, step.response)
    return
  }
  const settled = settle(desk, { source, exchange, response: step.response })
  pending.set(
    exchange,
    settled.finally(() => pending.delete(exchange)),
  )
}

/** Never rejects. A fault leaves the peer without an answer: it sends again. */
async function settle(
  desk: Desk,
  asked: {
    readonly source: Source
    readonly exchange: string
    readonly response: Promise<Uint8Array | null>
  },
): Promise<void> {
  try {
    const response = await asked.response
    if (response === null) return
    desk.answers.keep(asked.exchange, response, desk.clock.now().epochMilliseconds)
    await answer(desk, asked.source, response)
  } catch (fault) {
    desk.counters.faults += 1
    desk.onFault(fault)
  }
}

interface Response {
  readonly code: number
  readonly attributes: readonly Attribute[]
}

/**
 * Signed, with every Proxy-State of the request in its order, unchanged (RFC 2865 §5.33). They may
 * nearly fill a packet; then what is optional gives way. Null: there is no room even so.
 */
export function responseTo(
  { packet, client }: Pick<Admitted, 'packet' | 'client'>,
  { code, attributes: own }: Response,
): Uint8Array | null {
  const proxyStates = packet.attributes.filter(
    ({ type }) => type === ATTRIBUTES['Proxy-State'].code,
  )
  const room = PACKET_BYTES_MAX - PACKET_BYTES_MIN - bytesOf(proxyStates)
  const fitting = fittedInto(room, own)
  if (fitting === null) return null
  return encodeResponse({ code, attributes: [...fitting, ...proxyStates] }, packet, client.secret)
}

/** To a request that carries all that the response does: it has room. */
export function shortResponseTo(admitted: Admitted, response: Response): Uint8Array {
  return present(responseTo(admitted, response), 'no longer than the request')
}

/** RFC 2865 §5.18, §5.28, RFC 2869 §5.16; the first goes first. None restricts a session. */
const OPTIONAL: readonly number[] = [
  ATTRIBUTES['Reply-Message'].code,
  ATTRIBUTES['Idle-Timeout'].code,
  ATTRIBUTES['Acct-Interim-Interval'].code,
]

function fittedInto(room: number, own: readonly Attribute[]): readonly Attribute[] | null {
  let left = own
  for (const optional of OPTIONAL) {
    if (bytesOf(left) <= room) return left
    left = left.filter(({ type }) => type !== optional)
  }
  return bytesOf(left) <= room ? left : null
}

function answer(desk: Desk, source: Source, response: Uint8Array): Promise<void> {
  desk.counters.answered += 1
  return send(desk, source, response)
}

/** Resolves when the socket has taken it; a failure is counted, the peer sends again. */
function send(desk: Desk, source: Source, response: Uint8Array): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  desk.socket.send(response, source.port, source.address, (failure) => {
    if (failure !== null) desk.counters.sendFailures += 1
    resolve()
  })
  return promise
}
