/**
 * The HTTP/2 listener: over plain TCP with prior knowledge (RFC 9113 §3.3) or over TLS with ALPN.
 * It bounds connections, streams, headers, bodies and their time; looks who asks; and has
 * `exchange.ts` answer. It decides nothing about lines, and no octets end the process. Bodies are
 * never logged.
 */
import {
  constants,
  createSecureServer,
  createServer,
  type Http2Server,
  type Http2Session,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
  type ServerHttp2Session,
  type ServerHttp2Stream,
} from 'node:http2'
import {
  createServer as createSocketServer,
  type AddressInfo,
  type Server,
  type Socket,
} from 'node:net'
import { TLSSocket } from 'node:tls'
import type { Callers, Connection } from './callers.ts'
import { exchange, operationAt, type Exchanging, type Operation, type Reply } from './exchange.ts'
import { problem, problemText, type Problem } from './problems.ts'
import { createStrangers, type Strangers } from './strangers.ts'

export const CONNECTIONS_MAX = 512
/** Requests open at once on one connection. */
export const STREAMS_MAX = 256
/** Requests being decided at once, of all callers and of one. */
export const IN_FLIGHT_MAX = 1_024
export const CALLER_IN_FLIGHT_MAX = 512
export const HEADER_LIST_BYTES_MAX = 16 * 1024
/** Told to the peer, and kept by the protocol engine, which then resets the stream. */
const HEADER_LIST_BYTES_REFUSED = 64 * 1024
const HEADER_PAIRS_MAX = 128
export const BODY_BYTES_MAX = 256 * 1024
export const BODY_MS_MAX = 10_000
/** A connection on which nothing happens is closed politely. */
export const IDLE_MS_MAX = 10 * 60_000
/** So long a stranger has for a request that is let in, its handshakes before that included. */
export const STRANGER_MS_MAX = 10_000
/** Without an answer to this many strangers' requests a connection is closed. */
export const STRANGER_REQUESTS_MAX = 32
const INVALID_FRAMES_MAX = 16
const SESSION_MEGABYTES_MAX = 8
/** So long a connection may take to end after it was said that it does. */
const HANG_UP_MS_MAX = 1_000
/** What is being answered at a stop gets so long. */
const CLOSE_MS_MAX = 3_000
/** RFC 9113 §6.5.2: what one header costs beside its octets. */
const HEADER_OVERHEAD_BYTES = 32

export interface ListenerSettings {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Null: plain. `ca`: whose client certificates are believed; null: nobody's. */
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string | null } | null
  /** Before `/v2` and `/v3`, with its slash. */
  readonly prefix: string
  readonly callers: Callers
  readonly exchanging: Exchanging
  /** Milliseconds, as the other. */
  readonly bodyMsMax: number
  readonly strangerMsMax: number
}

export interface Listener {
  readonly host: string
  readonly port: number
  inFlight(): number
  /** Takes no more, answers what is being decided, then frees the port. May be called twice. */
  close(): Promise<void>
}

interface Desk extends ListenerSettings {
  readonly strangers: Strangers
  /** Of every socket, by the other end of it. */
  readonly entered: Map<string, Entered>
  readonly sessions: Map<Http2Session, Known>
  /** Requests being decided, by caller. */
  readonly inFlight: Map<string, number>
  busy: number
}

interface Entered {
  readonly socket: Socket
  /** Takes it out of the strangers' room. */
  readonly prove: () => void
  hasSession: boolean
}

/** What is known of a connection. */
interface Known {
  readonly connection: Connection
  strangerRequests: number
  /** Once one of its requests was let in. */
  readonly prove: () => void
}

const SESSION_OPTIONS = {
  maxHeaderListPairs: HEADER_PAIRS_MAX,
  maxSessionInvalidFrames: INVALID_FRAMES_MAX,
  maxSessionMemory: SESSION_MEGABYTES_MAX,
  settings: {
    enablePush: false,
    maxConcurrentStreams: STREAMS_MAX,
    maxHeaderListSize: HEADER_LIST_BYTES_REFUSED,
  },
} as const

/** Rejects when the port cannot be bound or the certificate cannot be read. */
export async function openListener(settings: ListenerSettings): Promise<Listener> {
  const desk: Desk = {
    ...settings,
    strangers: createStrangers(),
    entered: new Map(),
    sessions: new Map(),
    inFlight: new Map(),
    busy: 0,
  }
  const http2 = http2Server(desk)
  const server = createSocketServer((socket) => enter(desk, socket, http2))
  server.maxConnections = CONNECTIONS_MAX
  const { promise: bound, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ host: settings.host, port: settings.port }, resolve)
  await bound
  server.off('error', reject)
  const { onFault, counters } = settings.exchanging
  server.on('error', onFault)
  server.on('drop', () => void (counters.turnedAway += 1))

  let closing: Promise<void> | null = null
  const { address, port } = server.address() as AddressInfo
  return {
    host: address,
    port,
    inFlight: () => desk.busy,
    close: () => (closing ??= close(desk, server)),
  }
}

/** It listens nowhere itself: sockets are given to it that have their place. */
function http2Server(desk: Desk): Http2Server {
  const { tls, strangerMsMax, exchanging } = desk
  const server =
    tls === null
      ? createServer(SESSION_OPTIONS)
      : secureServer(tls, { handshakeTimeout: strangerMsMax })
  server.on('session', (session) => welcome(desk, session))
  server.on('sessionError', () => void (exchanging.counters.brokenConnections += 1))
  server.on('stream', (stream: ServerHttp2Stream, headers) => void serve(desk, stream, headers))
  return server
}

function secureServer(
  { key, cert, ca }: NonNullable<ListenerSettings['tls']>,
  limits: { readonly handshakeTimeout: number },
): Http2Server {
  return createSecureServer({
    ...SESSION_OPTIONS,
    ...limits,
    key,
    cert,
    minVersion: 'TLSv1.2',
    // A caller without a certificate may still have a token.
    ...(ca === null ? {} : { ca, requestCert: true, rejectUnauthorized: false }),
  })
}

async function close(desk: Desk, server: Server): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  for (const session of desk.sessions.keys()) session.close()
  for (const { socket, hasSession } of desk.entered.values()) if (!hasSession) socket.destroy()
  const late = setTimeout(() => {
    for (const { socket } of desk.entered.values()) socket.destroy()
  }, CLOSE_MS_MAX)
  await closed
  clearTimeout(late)
}

/** Before any handshake: what nothing can help, and what there is no room for, goes at once. */
function enter(desk: Desk, socket: Socket, http2: Http2Server): void {
  const { callers, strangers, entered, exchanging } = desk
  const address = socket.remoteAddress ?? ''
  const standing = callers.standing({ address, certificateName: null })
  const mayProve = standing === 'stranger' || (desk.tls?.ca ?? null) !== null
  const prove = standing === 'known' ? () => {} : mayProve ? strangers.take(address) : null
  if (prove === null) {
    exchanging.counters.turnedAway += 1
    socket.destroy()
    return
  }
  const name = nameOf(socket)
  const place: Entered = { socket, prove, hasSession: false }
  entered.set(name, place)
  socket.once('close', () => {
    prove()
    if (entered.get(name) === place) entered.delete(name)
  })
  http2.emit('connection', socket)
}

/** Of the other end: the same for a socket and for what speaks TLS over it. */
function nameOf({ remoteAddress, remotePort }: Pick<Socket, 'remoteAddress' | 'remotePort'>) {
  return `${remoteAddress} ${remotePort}`
}

function welcome(desk: Desk, session: ServerHttp2Session): void {
  const { callers, exchanging, strangerMsMax } = desk
  const connection = connectionOf(session.socket)
  const place = desk.entered.get(nameOf(session.socket))
  const standing = callers.standing(connection)
  if (place === undefined || standing === 'nobody') {
    exchanging.counters.turnedAway += 1
    session.destroy()
    return
  }
  exchanging.counters.connections += 1
  place.hasSession = true
  const late = setTimeout(() => hangUp(session), strangerMsMax)
  const prove = () => {
    clearTimeout(late)
    place.prove()
  }
  if (standing === 'known') prove()
  desk.sessions.set(session, { connection, strangerRequests: 0, prove })
  session.on('close', () => {
    clearTimeout(late)
    desk.sessions.delete(session)
  })
  session.setTimeout(IDLE_MS_MAX, () => hangUp(session))
}

function connectionOf(socket: Socket | TLSSocket): Connection {
  const address = socket.remoteAddress ?? ''
  const isProven = socket instanceof TLSSocket && socket.authorized
  const subject = isProven ? socket.getPeerCertificate().subject : undefined
  // A proven certificate without a name is proven all the same.
  return { address, certificateName: isProven ? String(subject?.CN ?? '') : null }
}

/** Never rejects. */
async function serve(
  desk: Desk,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): Promise<void> {
  const { counters } = desk.exchanging
  counters.requests += 1
  stream.on('error', () => {})
  const asked = admit(desk, stream, headers)
  if ('problem' in asked) {
    answerProblem(desk, stream, asked.problem)
    return
  }
  desk.busy += 1
  desk.inFlight.set(asked.caller, (desk.inFlight.get(asked.caller) ?? 0) + 1)
  try {
    const body = await bodyOf(stream, desk.bodyMsMax)
    if (typeof body !== 'string') {
      answerProblem(desk, stream, body)
      return
    }
    const told = await exchange(desk.exchanging, { operation: asked.operation, text: body })
    if (told.ok) answer(desk, { stream, headers, reply: told.value })
    else answerProblem(desk, stream, told.refusal.problem)
  } finally {
    desk.busy -= 1
    const left = (desk.inFlight.get(asked.caller) ?? 1) - 1
    if (left === 0) desk.inFlight.delete(asked.caller)
    else desk.inFlight.set(asked.caller, left)
  }
}

/** A ladder of refusals, from what costs least: headers, caller, address, form, room. */
function admit(
  desk: Desk,
  stream: ServerHttp2Stream,
  headers: IncomingHttpHeaders,
): { readonly problem: Problem } | { readonly operation: Operation; readonly caller: string } {
  if (headerBytes(headers) > HEADER_LIST_BYTES_MAX) return refused('HEADERS_TOO_LARGE')
  const known = stream.session === undefined ? undefined : desk.sessions.get(stream.session)
  if (known === undefined) return refused('CALLER_NOT_ALLOWED')
  const admission = desk.callers.admit(known.connection, headers.authorization)
  if (admission.kind !== 'caller') {
    known.strangerRequests += 1
    if (known.strangerRequests === STRANGER_REQUESTS_MAX) hangUp(stream.session)
    return refused(admission.kind === 'not_allowed' ? 'CALLER_NOT_ALLOWED' : 'UNAUTHENTICATED')
  }
  known.prove()
  const operation = operationAt(headers[':path'] ?? '', desk.prefix)
  if (operation === null) return refused('RESOURCE_URI_STRUCTURE_NOT_FOUND')
  if (headers[':method'] !== 'POST') return refused('METHOD_NOT_ALLOWED')
  if (!isJson(headers)) return refused('NOT_JSON')
  if (Number(headers['content-length'] ?? 0) > BODY_BYTES_MAX) return refused('BODY_TOO_LARGE')
  if ((desk.inFlight.get(admission.name) ?? 0) >= CALLER_IN_FLIGHT_MAX) {
    return { problem: problem('NF_CONGESTION_RISK', { retryAfterSeconds: 1 }) }
  }
  if (desk.busy >= IN_FLIGHT_MAX) {
    return { problem: problem('NF_CONGESTION', { retryAfterSeconds: 1 }) }
  }
  return { operation, caller: admission.name }
}

/** Politely, and then whether or not the other side agrees. */
function hangUp(session: Http2Session | undefined): void {
  if (session === undefined) return
  session.close()
  const late = setTimeout(() => session.destroy(), HANG_UP_MS_MAX)
  session.on('close', () => clearTimeout(late))
}

function refused(cause: Parameters<typeof problem>[0]): { readonly problem: Problem } {
  return { problem: problem(cause) }
}

function headerBytes(headers: IncomingHttpHeaders): number {
  let sum = 0
  for (const [name, value] of Object.entries(headers)) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      sum += name.length + one.length + HEADER_OVERHEAD_BYTES
    }
  }
  return sum
}

function isJson(headers: IncomingHttpHeaders): boolean {
  const [type = ''] = (headers['content-type'] ?? '').split(';')
  const encoding = headers['content-encoding'] ?? 'identity'
  return type.trim().toLowerCase() === 'application/json' && encoding === 'identity'
}

/** The whole text, or why there is none. */
function bodyOf(stream: ServerHttp2Stream, msMax: number): Promise<string | Problem> {
  const { promise, resolve } = Promise.withResolvers<string | Problem>()
  const chunks: Buffer[] = []
  let length = 0
  const late = setTimeout(() => resolve(problem('BODY_NOT_COMPLETE')), msMax)
  stream.on('data', (chunk: Buffer) => {
    length += chunk.length
    if (length > BODY_BYTES_MAX) resolve(problem('BODY_TOO_LARGE'))
    else chunks.push(chunk)
  })
  stream.on('end', () => resolve(Buffer.concat(chunks).toString()))
  stream.on('close', () => resolve(problem('BODY_NOT_COMPLETE')))
  return promise.finally(() => {
    clearTimeout(late)
    stream.removeAllListeners('data')
  })
}

function answer(
  desk: Desk,
  told: {
    readonly stream: ServerHttp2Stream
    readonly headers: IncomingHttpHeaders
    readonly reply: Reply
  },
): void {
  const { stream, headers, reply } = told
  if (reply.status === 204) {
    respond(desk, stream, { headers: { ':status': 204 }, body: null })
    return
  }
  const location = reply.status === 201 ? { location: locationOf(headers, reply.reference) } : {}
  respond(desk, stream, {
    headers: { ':status': reply.status, 'content-type': 'application/json', ...location },
    body: reply.body,
  })
}

/** Absolute, as the peer named us (TS 29.501 §5.2.2). */
function locationOf(headers: IncomingHttpHeaders, reference: string): string {
  const [path = ''] = (headers[':path'] ?? '').split('?')
  const authority = headers[':authority'] ?? headers.host
  const root = authority === undefined ? '' : `${headers[':scheme'] ?? 'http'}://${authority}`
  return `${root}${path.replace(/\/$/, '')}/${reference}`
}

function answerProblem(desk: Desk, stream: ServerHttp2Stream, told: Problem): void {
  const { refused: counts } = desk.exchanging.counters
  counts[told.cause] = (counts[told.cause] ?? 0) + 1
  const { status, retryAfterSeconds } = told
  respond(desk, stream, {
    headers: {
      ':status': status,
      'content-type': 'application/problem+json',
      ...(retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) }),
      ...(status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
      ...(status === 405 ? { allow: 'POST' } : {}),
    },
    body: problemText(told),
  })
}

/** What comes after the answer is not read: the stream is then closed without blame. */
function respond(
  { exchanging }: Desk,
  stream: ServerHttp2Stream,
  { headers, body }: { readonly headers: OutgoingHttpHeaders; readonly body: string | null },
): void {
  if (stream.destroyed || stream.closed || stream.headersSent) {
    exchanging.counters.unanswered += 1
    return
  }
  stream.respond(headers, { endStream: body === null })
  if (body !== null) stream.end(body)
  if (!stream.readableEnded) {
    stream.on('finish', () => stream.close(constants.NGHTTP2_NO_ERROR))
    stream.resume()
  }
}
