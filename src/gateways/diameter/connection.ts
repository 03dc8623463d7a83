/**
 * One TCP or TLS connection: octets in, the moves of `peer.ts` on them, octets out. It keeps order
 * and bounds: so many requests at once, so many octets unread, one write for all that one turn of
 * the event loop gave. What requests mean is `exchange.ts`'; who listens and dials is `server.ts`'.
 */
import type { Socket } from 'node:net'
import type { Clock } from '../../app/ports.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { answer, type Capabilities, type Identity } from './base.ts'
import { decode, encode, RESULT_OF_MALFORMED, type Malformed, type Message } from './codec.ts'
import type { Counters } from './counters.ts'
import { createFraming, type Framing } from './framing.ts'
import {
  GOODBYE_SECONDS,
  move,
  type Effect,
  type Given,
  type Moved,
  type PeerEvent,
  type PeerState,
} from './peer.ts'

/** Requests of one connection that are being decided; more wait, first in its socket. */
export const IN_FLIGHT_MAX = 4_096
/** Octets that a peer leaves unread before nothing more is read of it. */
export const UNREAD_BYTES_MAX = 4 * 1024 * 1024
/** Requests of ours that wait for their answers on one connection. */
export const ASKED_MAX = 4_096
/** How often silence is looked at. */
const TICK_MS = 1_000

export interface ConnectionParts {
  readonly identity: Identity
  readonly clock: Clock
  readonly counters: Counters
  mayConnect(host: string): boolean
  /** Of credit control, to be answered by `reply`; must not throw. */
  serve(connection: Connection, request: Message): void
  /** They are let in. */
  opened(connection: Connection, peer: Capabilities): void
  /** It carried a request of that host. */
  served(connection: Connection, host: string): void
  /** Of what should not have been possible; the connection ends. */
  onFault(fault: unknown): void
  /** Told once. */
  ended(connection: Connection): void
}

/** `lost`: the connection ended first; `full`: too many wait already. */
export type Heard = Message | 'silent' | 'lost' | 'full'

interface Waiting {
  readonly timer: NodeJS.Timeout
  settle(heard: Heard): void
}

export interface Connection extends ConnectionParts {
  readonly socket: Socket
  readonly framing: Framing
  state: PeerState
  /** When octets came last, or silence was looked at. */
  now: Instant
  /** Of requests that are being decided. */
  inFlight: number
  /** Whole messages that wait until fewer are being decided. */
  readonly queue: Uint8Array[]
  /** Encoded, to be written at the end of this turn. */
  out: Uint8Array[]
  readonly asked: Map<number, Waiting>
  marksGiven: number
  ticking: NodeJS.Timeout | null
  /** Called when nothing is being decided any more. */
  onIdle: (() => void) | null
  isPumping: boolean
  /** We are leaving: what is being decided is finished first, and nothing more is taken. */
  isFinishing: boolean
  hasEnded: boolean
}

/** The socket is connected. `start` is the state, and what is to be said at once. */
export function openConnection(
  socket: Socket,
  parts: ConnectionParts,
  start: (given: Given) => Moved,
): Connection {
  const now = parts.clock.now()
  const connection: Connection = {
    ...parts,
    socket,
    framing: createFraming(),
    state: { kind: 'introducing', since: now, asked: null },
    now,
    inFlight: 0,
    queue: [],
    out: [],
    asked: new Map(),
    marksGiven: 0,
    ticking: null,
    onIdle: null,
    isPumping: false,
    isFinishing: false,
    hasEnded: false,
  }
  socket.setNoDelay(true)
  socket.on('data', (chunk: Uint8Array) => receive(connection, chunk))
  socket.on('drain', () => pump(connection))
  socket.on('error', () => finish(connection, 'socket_error'))
  socket.on('close', () => finish(connection, 'closed_by_peer'))
  connection.ticking = setInterval(() => happen(connection, { kind: 'tick' }), TICK_MS)
  apply(connection, start(givenOf(connection)))
  return connection
}

/** Who they are, once they were let in and as long as they stay. */
export function peerOf({ state }: Connection): Capabilities | null {
  return state.kind === 'open' ? state.peer : null
}

/** The answer to a request that was served, or nothing where they are gone. */
export function reply(connection: Connection, message: Message): void {
  connection.inFlight -= 1
  connection.counters.answersSent += 1
  write(connection, message)
  pump(connection)
  if (connection.inFlight === 0) connection.onIdle?.()
}

/** A request of ours. Resolves within `patienceMs`. */
export function ask(
  connection: Connection,
  message: Omit<Message, 'hopByHop'>,
  patienceMs: number,
): Promise<Heard> {
  if (connection.hasEnded || connection.state.kind !== 'open') return Promise.resolve('lost')
  if (connection.asked.size >= ASKED_MAX) return Promise.resolve('full')
  const { promise, resolve } = Promise.withResolvers<Heard>()
  const hopByHop = nextMark(connection)
  const settle = (heard: Heard) => {
    clearTimeout(timer)
    connection.asked.delete(hopByHop)
    resolve(heard)
  }
  const timer = setTimeout(() => settle('silent'), patienceMs)
  connection.asked.set(hopByHop, { timer, settle })
  write(connection, { ...message, hopByHop })
  return promise
}

/** Answers what is being decided, says goodbye, waits for theirs; resolves when it is over. */
export async function leave(connection: Connection, patienceMs: number): Promise<void> {
  if (connection.hasEnded) return
  const over = new Promise<void>((resolve) => {
    connection.socket.once('close', () => resolve())
  })
  const late = setTimeout(() => connection.socket.destroy(), patienceMs)
  if (connection.inFlight > 0) {
    connection.isFinishing = true
    connection.socket.pause()
    await Promise.race([new Promise<void>((resolve) => (connection.onIdle = resolve)), over])
  }
  connection.isFinishing = false
  happen(connection, { kind: 'leave' })
  pump(connection)
  await over
  clearTimeout(late)
}

function receive(connection: Connection, chunk: Uint8Array): void {
  if (connection.hasEnded) return
  connection.now = connection.clock.now()
  // Parts of a plain array are cheaper than those of a Buffer, and there are dozens in a message.
  const octets = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
  const whole = connection.framing.add(octets)
  if (whole === null) {
    connection.counters.connectionsEnded.no_diameter += 1
    end(connection)
    return
  }
  for (const bytes of whole) connection.queue.push(bytes)
  try {
    pump(connection)
  } catch (fault) {
    connection.onFault(fault)
    end(connection)
  }
}

/** Takes what waits, as long as few enough are being decided and they read what we say. */
function pump(connection: Connection): void {
  if (connection.isFinishing || connection.hasEnded) return
  // Whoever answers at once comes by here again.
  if (connection.isPumping) return
  const { queue, socket } = connection
  connection.isPumping = true
  let taken = 0
  while (taken < queue.length && !isFull(connection) && !connection.hasEnded) {
    const bytes = queue[taken]
    taken += 1
    if (bytes !== undefined) hear(connection, bytes)
  }
  if (taken > 0) queue.splice(0, taken)
  connection.isPumping = false
  if (connection.hasEnded) return
  const mayRead = queue.length === 0 && !isFull(connection)
  if (mayRead && socket.isPaused()) socket.resume()
  else if (!mayRead && !socket.isPaused()) socket.pause()
}

function isFull({ inFlight, socket }: Connection): boolean {
  return inFlight >= IN_FLIGHT_MAX || socket.writableLength >= UNREAD_BYTES_MAX
}

function hear(connection: Connection, bytes: Uint8Array): void {
  connection.counters.messagesReceived += 1
  const decoded = decode(bytes)
  if (decoded.ok) happen(connection, { kind: 'message', message: decoded.value })
  else malformed(connection, decoded.refusal)
}

/** A peer is told what is wrong; a stranger is not listened to any longer. */
function malformed(connection: Connection, refusal: Malformed): void {
  connection.counters.messagesMalformed += 1
  if (connection.state.kind === 'introducing') {
    connection.counters.connectionsEnded.malformed += 1
    end(connection)
    return
  }
  if (refusal.code === 'shorter_than_a_header' || !refusal.header.request) return
  const request = { ...refusal.header, avps: refusal.before }
  const failed = 'avp' in refusal ? { failed: refusal.avp } : {}
  const result = RESULT_OF_MALFORMED[refusal.code]
  write(connection, answer(request, connection.identity, { result, ...failed }))
}

function happen(connection: Connection, event: PeerEvent): void {
  if (connection.hasEnded) return
  // Messages happen when their octets come.
  if (event.kind !== 'message') connection.now = connection.clock.now()
  apply(connection, move(connection.state, event, givenOf(connection)))
}

function givenOf(connection: Connection): Given {
  return {
    now: connection.now,
    identity: connection.identity,
    mayConnect: connection.mayConnect,
    marks() {
      const hopByHop = nextMark(connection)
      return { hopByHop, endToEnd: hopByHop }
    },
  }
}

/** Differs from those before on this connection (RFC 6733 §3). */
function nextMark(connection: Connection): number {
  connection.marksGiven += 1
  return connection.marksGiven >>> 0
}

function apply(connection: Connection, { state, effects }: Moved): void {
  const wasOpen = connection.state.kind === 'open'
  connection.state = state
  if (!wasOpen && state.kind === 'open') connection.opened(connection, state.peer)
  for (const effect of effects) perform(connection, effect)
}

function perform(connection: Connection, effect: Effect): void {
  switch (effect.kind) {
    case 'send':
      write(connection, effect.message)
      return
    case 'serve':
      connection.inFlight += 1
      connection.serve(connection, effect.request)
      return
    case 'answered':
      answered(connection, effect.answer)
      return
    case 'close':
      if (connection.state.kind === 'over') {
        connection.counters.connectionsEnded[connection.state.why] += 1
      }
      end(connection)
  }
}

function answered(connection: Connection, message: Message): void {
  const waiting = connection.asked.get(message.hopByHop)
  if (waiting === undefined) connection.counters.answersStray += 1
  else waiting.settle(message)
}

/** All that one turn of the event loop gives is one write. */
function write(connection: Connection, message: Message): void {
  if (connection.hasEnded) return
  connection.out.push(encode(message))
  if (connection.out.length === 1) setImmediate(flush, connection)
}

function flush(connection: Connection): void {
  const { out, socket } = connection
  const [first] = out
  if (first === undefined || socket.destroyed) return
  connection.out = []
  connection.counters.writes += 1
  socket.write(out.length === 1 ? first : Buffer.concat(out))
  if (isFull(connection)) pump(connection)
}

/** By us: what was said is still written. */
function end(connection: Connection): void {
  if (connection.hasEnded) return
  flush(connection)
  // Who does not close in turn is not waited for, and who does not read not for ever.
  const { socket } = connection
  const late = setTimeout(() => socket.destroy(), GOODBYE_SECONDS * 1_000).unref()
  socket.once('close', () => clearTimeout(late))
  socket.destroySoon()
  release(connection)
}

function finish(connection: Connection, why: 'socket_error' | 'closed_by_peer'): void {
  if (connection.hasEnded) return
  connection.counters.connectionsEnded[why] += 1
  connection.socket.destroy()
  release(connection)
}

function release(connection: Connection): void {
  connection.hasEnded = true
  if (connection.ticking !== null) clearInterval(connection.ticking)
  connection.queue.length = 0
  connection.out = []
  for (const { settle } of connection.asked.values()) settle('lost')
  connection.ended(connection)
}
