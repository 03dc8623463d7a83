/**
 * Tells NASes about live sessions: CoA-Request for a change, Disconnect-Request for an end
 * (RFC 5176), sent again until answered (RFC 5080 §2.2.1). What to tell is charging's; whether the
 * NAS keeps its word shows in its accounting.
 */
import type { Socket } from 'node:dgram'
import { isIPv4, isIPv6 } from 'node:net'
import type { SessionTeller, Told } from '../../app/charging/ports.ts'
import type { Clock, Dice } from '../../app/ports.ts'
import { assert, unreachable } from '../../domain/basics/assert.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import type { Entitlement } from '../../domain/line/entitlement.ts'
import { attribute, indexAttributes, read } from './attributes.ts'
import type { Source } from './answer-memory.ts'
import { checkResponse, emptyMessageAuthenticator, encodeRequest } from './authenticator.ts'
import { plainAddress } from './clients.ts'
import type { FindClient, RadiusClient } from './clients.ts'
import { AUTHENTICATOR_BYTES, PacketCode, decode } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import { freshDynamicAuthorizationCounters } from './counters.ts'
import type { DynamicAuthorizationCounters } from './counters.ts'
import { dialectOf } from './dialects.ts'
import type { Naming } from './dialects.ts'
import { bindSocket } from './listener.ts'
import { nasReachOf } from './reach.ts'
import { PATIENCE_MS, SENDINGS_MAX, waitMs } from './retransmission.ts'

/** The identifiers of one socket towards one NAS: so many requests are on their way to it. */
export const IDENTIFIERS = 256
/** Requests that wait for an identifier; beyond it the NAS counts as silent. */
export const WAITING_MAX = 4_096
/** RFC 5176 §3.5: Session-Context-Not-Found. */
const SESSION_NOT_FOUND = 503

export interface Timers {
  /** Runs it once after so many milliseconds unless cancelled by what is returned. */
  after(ms: number, run: () => void): () => void
}

export interface DynamicAuthorizationSettings {
  /** The address that requests go out from. */
  readonly host: string
  readonly findClient: FindClient
  readonly naming: Naming
  /** The time that NASes live in: they may refuse an old Event-Timestamp (RFC 5176 §6.3). */
  readonly clock: Clock
  readonly timers: Timers
  readonly dice: Dice
  /** Told of what the socket threw; must not throw. */
  readonly onFault: (fault: unknown) => void
}

export interface DynamicAuthorization {
  readonly teller: SessionTeller
  readonly port: number
  /** A live view; copy it to keep it. */
  readonly counters: Readonly<DynamicAuthorizationCounters>
  /** On their way or waiting. */
  open(): number
  /** What is open counts as silent. */
  close(): Promise<void>
}

interface Desk extends DynamicAuthorizationSettings {
  readonly socket: Socket
  readonly counters: DynamicAuthorizationCounters
  /** By address and port, for as long as the process lives: identifiers must not repeat soon. */
  readonly nases: Map<string, Nas>
}

interface Nas extends Source {
  nextIdentifier: number
  readonly inFlight: Map<number, Exchange>
  readonly waiting: Asking[]
}

interface Asking {
  readonly code: number
  readonly attributes: readonly Attribute[]
  readonly secret: Uint8Array
  readonly settle: (told: Told) => void
}

interface Exchange extends Asking {
  readonly identifier: number
  readonly bytes: Uint8Array
  sendings: number
  lastWaitMs: number
  waitedMs: number
  cancel: () => void
}

/** Whom to ask about a session, and how that NAS speaks. */
interface Destination extends Source {
  readonly client: RadiusClient
  readonly identification: readonly Attribute[]
}

/** Rejects when no socket can be bound. */
export async function openDynamicAuthorization(
  settings: DynamicAuthorizationSettings,
): Promise<DynamicAuthorization> {
  const socket = await bindSocket({ host: settings.host, port: 0 })
  const counters = freshDynamicAuthorizationCounters()
  const desk: Desk = { ...settings, socket, counters, nases: new Map() }
  socket.on('error', (fault) => {
    counters.socketErrors += 1
    settings.onFault(fault)
  })
  socket.on('message', (datagram, source) => hear(desk, datagram, source))
  let closing: Promise<void> | null = null
  return {
    teller: {
      change: (session, to) => change(desk, session, to),
      stop: (session) => tell(desk, session, () => ({ kind: 'disconnect' })),
    },
    port: socket.address().port,
    counters,
    open: () =>
      [...desk.nases.values()].reduce(
        (sum, { inFlight, waiting }) => sum + inFlight.size + waiting.length,
        0,
      ),
    close: () => (closing ??= close(desk)),
  }
}

async function close(desk: Desk): Promise<void> {
  for (const nas of desk.nases.values()) {
    for (const asking of nas.waiting.splice(0)) asking.settle('silent')
    for (const exchange of nas.inFlight.values()) finish(desk, nas, exchange, 'silent')
  }
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  desk.socket.close(resolve)
  await closed
}

/** What is said to a NAS: new attributes, the end, or nothing, where it has no words for it. */
type Saying =
  | { readonly kind: 'coa'; readonly attributes: readonly Attribute[] }
  | { readonly kind: 'disconnect' }
  | { readonly kind: 'nothing' }

function change(desk: Desk, session: DataSession, to: Entitlement): Promise<Told> {
  return tell(desk, session, ({ client }) => sayingOf(session, to, { client, naming: desk.naming }))
}

function sayingOf(
  session: DataSession,
  to: Entitlement,
  on: { readonly client: RadiusClient; readonly naming: Naming },
): Saying {
  const dialect = dialectOf(on.client.dialect)
  switch (to.kind) {
    case 'full':
    case 'throttled': {
      // It comes back by itself, and is let in as what it is now.
      if (session.told?.kind === 'portal_only' && !dialect.leavesPortal) {
        return { kind: 'disconnect' }
      }
      const attributes = dialect.speed(to.kbps, on.naming)
      return attributes.length === 0 ? { kind: 'nothing' } : { kind: 'coa', attributes }
    }
    case 'portal_only':
      return dialect.portal === null
        ? { kind: 'disconnect' }
        : { kind: 'coa', attributes: dialect.portal(on.naming) }
    case 'none':
      return { kind: 'disconnect' }
    default:
      return unreachable(to)
  }
}

function tell(
  desk: Desk,
  session: DataSession,
  choose: (destination: Destination) => Saying,
): Promise<Told> {
  const destination = destinationOf(desk, session)
  if (destination === null) {
    desk.counters.unreachable += 1
    return Promise.resolve('silent')
  }
  const saying = choose(destination)
  if (saying.kind === 'nothing') return Promise.resolve('taken')
  const isCoa = saying.kind === 'coa'
  desk.counters[isCoa ? 'coaRequests' : 'disconnectRequests'] += 1
  const { promise, resolve } = Promise.withResolvers<Told>()
  ask(desk, destination, {
    code: isCoa ? PacketCode.coaRequest : PacketCode.disconnectRequest,
    attributes: [...destination.identification, ...(isCoa ? saying.attributes : [])],
    secret: destination.client.secret,
    settle: resolve,
  })
  return promise
}

/** Only a client that is still configured under the same name is asked, with its own secret. */
function destinationOf(desk: Desk, session: DataSession): Destination | null {
  const reach = nasReachOf(session)
  if (reach === null) return null
  const client = desk.findClient(reach.address)
  if (client === null || client.name !== reach.client || client.coaPort === null) return null
  if (isIPv6(reach.address) && isIPv4(desk.host)) return null
  return {
    address: reach.address,
    port: client.coaPort,
    client,
    identification: reach.identification,
  }
}

function ask(desk: Desk, { address, port }: Source, asking: Asking): void {
  const key = nasKey({ address, port })
  let nas = desk.nases.get(key)
  if (nas === undefined) {
    nas = { address, port, nextIdentifier: 0, inFlight: new Map(), waiting: [] }
    desk.nases.set(key, nas)
  }
  if (nas.inFlight.size < IDENTIFIERS) begin(desk, nas, asking)
  else if (nas.waiting.length < WAITING_MAX) nas.waiting.push(asking)
  else {
    desk.counters.overflowed += 1
    asking.settle('silent')
  }
}

function begin(desk: Desk, nas: Nas, asking: Asking): void {
  assert(nas.inFlight.size < IDENTIFIERS, 'an identifier is free')
  while (nas.inFlight.has(nas.nextIdentifier)) nas.nextIdentifier = after(nas.nextIdentifier)
  const identifier = nas.nextIdentifier
  nas.nextIdentifier = after(identifier)
  const packet: Packet = {
    code: asking.code,
    identifier,
    authenticator: new Uint8Array(AUTHENTICATOR_BYTES),
    attributes: [
      emptyMessageAuthenticator(),
      attribute('Event-Timestamp', desk.clock.now()),
      ...asking.attributes,
    ],
  }
  const exchange: Exchange = {
    ...asking,
    identifier,
    bytes: encodeRequest(packet, asking.secret),
    sendings: 0,
    lastWaitMs: 0,
    waitedMs: 0,
    cancel: () => {},
  }
  nas.inFlight.set(identifier, exchange)
  send(desk, nas, exchange)
}

function after(identifier: number): number {
  return (identifier + 1) % IDENTIFIERS
}

/** The same octets every time, so that the NAS knows a duplicate (RFC 5176 §2.3). */
function send(desk: Desk, nas: Nas, exchange: Exchange): void {
  exchange.sendings += 1
  if (exchange.sendings > 1) desk.counters.resent += 1
  desk.socket.send(exchange.bytes, nas.port, addressFor(desk, nas), (failure) => {
    if (failure !== null) desk.counters.sendFailures += 1
  })
  const wait = waitMs(exchange, chance(desk.dice))
  exchange.lastWaitMs = Math.min(wait, PATIENCE_MS - exchange.waitedMs)
  exchange.cancel = desk.timers.after(exchange.lastWaitMs, () => {
    exchange.waitedMs += exchange.lastWaitMs
    if (exchange.sendings < SENDINGS_MAX && exchange.waitedMs < PATIENCE_MS) {
      send(desk, nas, exchange)
      return
    }
    desk.counters.silent += 1
    finish(desk, nas, exchange, 'silent')
  })
}

function hear(desk: Desk, datagram: Uint8Array, source: Source): void {
  const { dropped } = desk.counters
  const decoded = decode(datagram)
  if (!decoded.ok) {
    dropped.malformed += 1
    return
  }
  const packet = decoded.value
  const nas = desk.nases.get(nasKey(source))
  const exchange = nas?.inFlight.get(packet.identifier)
  const answer = exchange === undefined ? null : answerKind(exchange.code, packet.code)
  if (nas === undefined || exchange === undefined || answer === null) {
    dropped.unasked += 1
    return
  }
  const signed = checkResponse(
    datagram,
    { authenticator: exchange.bytes.subarray(4, 4 + AUTHENTICATOR_BYTES) },
    exchange.secret,
  )
  if (signed.authenticator !== 'valid' || signed.messageAuthenticator === 'wrong') {
    dropped.wrong_authenticator += 1
    return
  }
  finish(desk, nas, exchange, answer === 'ack' ? acknowledged(desk) : refusedBy(desk, packet))
}

function answerKind(requestCode: number, code: number): 'ack' | 'nak' | null {
  const isCoa = requestCode === PacketCode.coaRequest
  if (code === (isCoa ? PacketCode.coaAck : PacketCode.disconnectAck)) return 'ack'
  return code === (isCoa ? PacketCode.coaNak : PacketCode.disconnectNak) ? 'nak' : null
}

function acknowledged(desk: Desk): Told {
  desk.counters.acknowledged += 1
  return 'taken'
}

function refusedBy(desk: Desk, packet: Packet): Told {
  const isGone = read(indexAttributes(packet), 'Error-Cause') === SESSION_NOT_FOUND
  desk.counters.refused[isGone ? 'session_gone' : 'other'] += 1
  return isGone ? 'gone' : 'refused'
}

/** Frees the identifier for the next in the queue. */
function finish(desk: Desk, nas: Nas, exchange: Exchange, told: Told): void {
  exchange.cancel()
  nas.inFlight.delete(exchange.identifier)
  exchange.settle(told)
  const next = nas.waiting.shift()
  if (next !== undefined) begin(desk, nas, next)
}

function nasKey({ address, port }: Source): string {
  return `${plainAddress(address)} ${port}`
}

/** A dual-stack socket reaches IPv4 in its mapped form alone. */
function addressFor(desk: Desk, { address }: Source): string {
  return isIPv6(desk.host) && isIPv4(address) ? `::ffff:${address}` : address
}

function chance(dice: Dice): number {
  const [high = 0, low = 0] = dice.bytes(2)
  return (high * 256 + low) / 65_536
}
