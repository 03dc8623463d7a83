/**
 * The Diameter node: listens for peers, dials those that want to be dialled, and sends them
 * requests of ours. Connections are `connection.ts`', requests of theirs are `exchange.ts`'.
 * Nothing that arrives ends the process; what cannot be used is counted.
 */
import { createServer, connect as connectPlain, type Server, type Socket } from 'node:net'
import {
  checkServerIdentity,
  connect as connectTls,
  createServer as createTlsServer,
  TLSSocket,
} from 'node:tls'
import type { Charging } from '../../app/charging/ports.ts'
import { withoutMapping } from '../../app/network-address.ts'
import type { Clock } from '../../app/ports.ts'
import { microsOf } from '../../domain/basics/time.ts'
import { reading } from './avps.ts'
import { RESULT } from './base.ts'
import type { Message } from './codec.ts'
import { ask, leave, openConnection, peerOf, type Connection, type Heard } from './connection.ts'
import { freshCounters, type Counters } from './counters.ts'
import { serve, type ExchangeDesk } from './exchange.ts'
import { accepted, connected, GOODBYE_SECONDS, INTRODUCTION_SECONDS, isUnneeded } from './peer.ts'
import { isSameHost, peersOf, type PeerSetting } from './peers.ts'
import { CONNECTIONS_MAX, createPlaces, type Places } from './places.ts'
import { createRestarts, HOSTS_MAX } from './restarts.ts'
import { createSubscribers } from './subscribers.ts'

/** RFC 6733 §2.1: Tc, between two tries to connect. */
export const RECONNECT_MS = 30_000
/** After a peer said that it sees no need of a connection (RFC 6733 §5.4.3). */
export const UNNEEDED_MS = 15 * 60_000
/** How long an answer to a request of ours is waited for, on one connection. */
export const ANSWER_MS = 4_000
/** Connections that one request of ours is tried on (RFC 6733 §5.5.4). */
export const ASK_TRIES_MAX = 2

export interface TlsFiles {
  readonly key: string
  readonly cert: string
  /** Who signs the peers' certificates; null: they need none. */
  readonly ca: string | null
}

export interface DiameterSettings {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  readonly identity: { readonly host: string; readonly realm: string }
  readonly peers: readonly PeerSetting[]
  /** All connections are of TLS then, from their first octet (RFC 6733 §13.1). */
  readonly tls: TlsFiles | null
  readonly portalUrl: string
  readonly quotaHoldingSeconds: number
  readonly charging: Charging
  /** The machine's own: silence on a wire is no matter of the product's clock. */
  readonly clock: Clock
  /** Must not throw. */
  readonly onFault: (fault: unknown) => void
  readonly answerMs?: number
  readonly reconnectMs?: number
  readonly unneededMs?: number
  /** How long a connection of ours may take to be made, TLS and all. */
  readonly dialMs?: number
}

export interface DiameterServer {
  readonly port: number
  /** A live view; copy it to keep it. */
  readonly counters: Readonly<Counters>
  connections(): number
  inFlight(): number
  /** A request of ours to a host, over whatever leads there. The marks are given here. */
  ask(host: string, message: Omit<Message, 'hopByHop' | 'endToEnd'>): Promise<Heard>
  /** Takes no more, answers what is being decided, says goodbye. May be called twice. */
  close(): Promise<void>
}

interface Desk extends ExchangeDesk {
  readonly settings: DiameterSettings
  readonly connections: Set<Connection>
  readonly places: Places
  /** Which connection last carried a host's requests. */
  readonly routes: Map<string, Connection>
  readonly redials: Set<NodeJS.Timeout>
  readonly dialling: Set<Socket>
  /** All that are not closed yet, also those whose connection has ended. */
  readonly sockets: Set<Socket>
  asks: number
  isClosing: boolean
}

/** @throws BadPeerSetting; rejects when the port cannot be bound. */
export async function openDiameterServer(settings: DiameterSettings): Promise<DiameterServer> {
  const desk = deskOf(settings)
  const server = listenerOf(desk)
  server.maxConnections = CONNECTIONS_MAX
  server.on('drop', () => (desk.counters.connectionsRefused.too_many += 1))
  const { promise: bound, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ host: settings.host, port: settings.port }, resolve)
  await bound
  server.off('error', reject)
  server.on('error', settings.onFault)
  for (const peer of settings.peers) if (peer.connect !== null) dial(desk, peer)

  let closing: Promise<void> | null = null
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : settings.port,
    counters: desk.counters,
    connections: () => desk.connections.size,
    inFlight: () => [...desk.connections].reduce((sum, { inFlight }) => sum + inFlight, 0),
    ask: (host, message) => askHost(desk, host, message),
    close: () => (closing ??= close(desk, server)),
  }
}

function deskOf(settings: DiameterSettings): Desk {
  const { identity, charging, portalUrl, quotaHoldingSeconds, onFault } = settings
  const counters = freshCounters()
  const peers = peersOf(settings.peers)
  const onRestart = () => (counters.peersRestarted += 1)
  return {
    settings,
    identity,
    charging,
    portalUrl,
    quotaHoldingSeconds,
    onFault,
    counters,
    peers,
    places: createPlaces(peers),
    restarts: createRestarts(charging, { onRestart, onFault }),
    subscribers: createSubscribers(),
    deciding: new Map(),
    connections: new Set(),
    routes: new Map(),
    redials: new Set(),
    dialling: new Set(),
    sockets: new Set(),
    asks: 0,
    isClosing: false,
  }
}

/** Sockets get their place first, then comes TLS. */
function listenerOf(desk: Desk): Server {
  const { tls } = desk.settings
  const secured = tls === null ? null : securedBy(desk, tls)
  return createServer((socket) => {
    if (!admit(desk, socket)) socket.destroy()
    else if (secured === null) take(desk, socket)
    else secured.emit('connection', socket)
  })
}

function admit(desk: Desk, socket: Socket): boolean {
  if (desk.isClosing) return false
  const why = desk.places.take(socket)
  if (why === null) hold(desk, socket)
  else desk.counters.connectionsRefused[why] += 1
  return why === null
}

/** It listens nowhere itself. */
function securedBy(desk: Desk, tls: TlsFiles): Server {
  const options = {
    key: tls.key,
    cert: tls.cert,
    ...(tls.ca === null ? {} : { ca: tls.ca, requestCert: true, rejectUnauthorized: true }),
    minVersion: 'TLSv1.2',
    handshakeTimeout: INTRODUCTION_SECONDS * 1_000,
  } as const
  const server = createTlsServer(options, (socket) => take(desk, socket))
  return server.on('tlsClientError', () => (desk.counters.connectionsRefused.tls += 1))
}

/** Until it is closed. */
function hold({ sockets }: Desk, socket: Socket): void {
  sockets.add(socket)
  socket.once('close', () => sockets.delete(socket))
}

function take(desk: Desk, socket: Socket): void {
  if (desk.isClosing) {
    socket.destroy()
    return
  }
  const address = socket.remoteAddress ?? ''
  desk.counters.connectionsAccepted += 1
  const mayConnect = (host: string) =>
    desk.peers.mayConnect(host, address) && certifies(desk, socket, host)
  join(desk, socket, { mayConnect, dialled: null })
}

/** With an authority of our own, the certificate says the same name as the introduction. */
function certifies({ settings }: Desk, socket: Socket, host: string): boolean {
  if (settings.tls === null || settings.tls.ca === null) return true
  if (!(socket instanceof TLSSocket)) return false
  return checkServerIdentity(host, socket.getPeerCertificate()) === undefined
}

interface Joining {
  /** We made this connection, for this peer. */
  readonly dialled: PeerSetting | null
  mayConnect(host: string): boolean
}

function join(desk: Desk, socket: Socket, { mayConnect, dialled }: Joining): void {
  const { settings, connections, routes, counters } = desk
  const address = withoutMapping(socket.localAddress ?? '')
  const identity = { ...settings.identity, addresses: [address], stateId: null }
  const connection = openConnection(
    socket,
    {
      identity,
      clock: settings.clock,
      counters,
      mayConnect,
      serve(from, request) {
        serve(desk, from, request).catch(settings.onFault)
      },
      opened(opened, peer) {
        route(desk, peer.host, opened)
        void desk.restarts.settled(peer.host, peer.stateId)
      },
      served: (from, host) => route(desk, host, from),
      onFault: settings.onFault,
      ended(gone) {
        connections.delete(gone)
        for (const [host, of] of routes) if (of === gone) routes.delete(host)
        if (dialled !== null) redial(desk, dialled, isUnneeded(gone.state))
      },
    },
    (given) => (dialled === null ? { state: accepted(given.now), effects: [] } : connected(given)),
  )
  if (!connection.hasEnded) connections.add(connection)
}

function route({ routes }: Desk, host: string, connection: Connection): void {
  if (routes.get(host) === connection) return
  if (routes.size >= HOSTS_MAX) routes.clear()
  routes.set(host, connection)
}

function dial(desk: Desk, peer: PeerSetting): void {
  const { settings, counters, dialling } = desk
  if (desk.isClosing || peer.connect === null) return
  const { host, port } = peer.connect
  const socket =
    settings.tls === null
      ? connectPlain({ host, port })
      : connectTls({ host, port, servername: peer.host, ...tlsOf(settings.tls, peer) })
  hold(desk, socket)
  dialling.add(socket)
  const dialMs = settings.dialMs ?? INTRODUCTION_SECONDS * 1_000
  const late = setTimeout(() => socket.destroy(), dialMs)
  const failed = () => {
    clearTimeout(late)
    counters.connectionsFailed += 1
    dialling.delete(socket)
    redial(desk, peer, false)
  }
  socket.on('error', () => {})
  socket.once('close', failed)
  socket.once(settings.tls === null ? 'connect' : 'secureConnect', () => {
    socket.off('close', failed)
    clearTimeout(late)
    dialling.delete(socket)
    counters.connectionsMade += 1
    const mayConnect = (name: string) => desk.peers.settingOf(name) === peer
    join(desk, socket, { mayConnect, dialled: peer })
  })
}

function tlsOf({ key, cert, ca }: TlsFiles, peer: PeerSetting) {
  return {
    key,
    cert,
    ...(ca === null ? { rejectUnauthorized: false } : { ca }),
    checkServerIdentity: (_: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
      checkServerIdentity(peer.host, certificate),
    minVersion: 'TLSv1.2',
  } as const
}

function redial(desk: Desk, peer: PeerSetting, unneeded: boolean): void {
  if (desk.isClosing) return
  const { redials, settings } = desk
  const { reconnectMs = RECONNECT_MS, unneededMs = UNNEEDED_MS } = settings
  const timer = setTimeout(
    () => {
      redials.delete(timer)
      dial(desk, peer)
    },
    unneeded ? unneededMs : reconnectMs,
  )
  redials.add(timer)
}

/** Tried again over another connection, marked as such, when one is silent or lost. */
async function askHost(
  desk: Desk,
  host: string,
  message: Omit<Message, 'hopByHop' | 'endToEnd'>,
): Promise<Heard> {
  desk.counters.orders += 1
  const tried = new Set<Connection>()
  const endToEnd = endToEndMark(desk)
  let heard: Heard = 'silent'
  for (let tries = 0; tries < ASK_TRIES_MAX; tries += 1) {
    const connection = wayTo(desk, host, tried)
    if (connection === null) break
    if (tries > 0) desk.counters.ordersSentAgain += 1
    tried.add(connection)
    const again = { ...message, endToEnd, retransmitted: tries > 0 }
    heard = await ask(connection, again, desk.settings.answerMs ?? ANSWER_MS)
    if (typeof heard !== 'string' && !isUndelivered(heard)) return heard
  }
  if (typeof heard === 'string') desk.counters.ordersUnanswered += 1
  return heard
}

/** The way by which it was last heard of, then its own connections, then those of relays. */
function wayTo(desk: Desk, host: string, tried: ReadonlySet<Connection>): Connection | null {
  const open = [...desk.connections].filter((one) => peerOf(one) !== null && !tried.has(one))
  const last = desk.routes.get(host)
  if (last !== undefined && open.includes(last)) return last
  const named = (one: Connection) => peerOf(one)?.host ?? ''
  const own = open.find((one) => isSameHost(named(one), host))
  return own ?? open.find((one) => desk.peers.speaksFor(named(one), host)) ?? null
}

function isUndelivered(message: Message): boolean {
  const result = reading(message.avps).read('Result-Code')
  return result === RESULT.unableToDeliver || result === RESULT.tooBusy
}

/** RFC 6733 §3: the low bits of the time, and a count; no two alike for some minutes. */
function endToEndMark(desk: Desk): number {
  desk.asks += 1
  const seconds = Number((microsOf(desk.settings.clock.now()) / 1_000_000n) & 0xfffn)
  return ((seconds << 20) | (desk.asks & 0xf_ffff)) >>> 0
}

async function close(desk: Desk, server: Server): Promise<void> {
  desk.isClosing = true
  for (const timer of desk.redials) clearTimeout(timer)
  for (const socket of desk.dialling) socket.destroy()
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  const patienceMs = GOODBYE_SECONDS * 1_000
  await Promise.all([...desk.connections].map((one) => leave(one, patienceMs)))
  for (const socket of desk.sockets) socket.destroy()
  await closed
}
