/**
 * The RADIUS accounting port (RFC 2866, RFC 5997): takes datagrams, checks who sent them, has them
 * charged, and answers. It decides nothing about lines. No datagram ends the process: what cannot
 * be used is dropped and counted. Access-Request and CoA are not spoken on this port.
 */
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { isIPv6 } from 'node:net'
import type { Charging } from '../../app/charging/ports.ts'
import type { Clock } from '../../app/ports.ts'
import { unreachable } from '../../domain/basics/assert.ts'
import { accept, refuse } from '../../domain/basics/result.ts'
import type { Result } from '../../domain/basics/result.ts'
import type { ChargingAnswer } from '../../domain/charging/request.ts'
import { readAccounting } from './accounting.ts'
import type { AccountingRecord, AccountingRefusal } from './accounting.ts'
import { answerMemory, exchangeOf } from './answer-memory.ts'
import type { AnswerMemory, Source } from './answer-memory.ts'
import { checkRequest, emptyMessageAuthenticator, encodeResponse } from './authenticator.ts'
import type { FindClient, RadiusClient } from './clients.ts'
import { PacketCode, decode } from './codec.ts'
import type { Packet } from './codec.ts'
import { freshCounters } from './counters.ts'
import type { Counters, DropReason } from './counters.ts'
import { ATTRIBUTES } from './dictionary.ts'

/** Requests being decided at once; beyond it datagrams are dropped and the peer sends again. */
export const IN_FLIGHT_MAX = 4_096
/**
 * Asked of the kernel, which grants at most `net.core.rmem_max`: room for a few thousand records
 * that arrive while this process is busy with something else.
 */
export const RECEIVE_BUFFER_BYTES = 4 * 1024 * 1024

/** What charging must answer; it is called once per request that is not a duplicate in flight. */
export type AccountingPort = Pick<Charging, 'charge' | 'peerRestarted'>

export interface AccountingServerSettings {
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Asked for every datagram, so clients may change while the server runs. */
  readonly findClient: FindClient
  readonly accounting: AccountingPort
  readonly clock: Clock
  /** Told of what charging or the socket threw; must not throw. */
  readonly onFault: (fault: unknown) => void
}

export interface AccountingServer {
  readonly host: string
  readonly port: number
  /** Granted by the kernel, which counts its own overhead into it. */
  readonly receiveBufferBytes: number
  /** A live view; copy it to keep it. */
  readonly counters: Readonly<Counters>
  inFlight(): number
  /** Takes no more, answers what is being decided, then frees the port. May be called twice. */
  close(): Promise<void>
}

interface Desk extends AccountingServerSettings {
  readonly socket: Socket
  readonly counters: Counters
  readonly answers: AnswerMemory
  /** Exchanges being decided, and how each ends. */
  readonly pending: Map<string, Promise<void>>
}

interface Admitted {
  readonly client: RadiusClient
  readonly packet: Packet
  readonly source: Source
}

/** Rejects when the port cannot be bound. */
export async function openAccountingServer(
  settings: AccountingServerSettings,
): Promise<AccountingServer> {
  const socket = createSocket({
    type: isIPv6(settings.host) ? 'udp6' : 'udp4',
    recvBufferSize: RECEIVE_BUFFER_BYTES,
  })
  const { promise: bound, resolve, reject } = Promise.withResolvers<void>()
  socket.once('error', reject)
  socket.bind({ address: settings.host, port: settings.port, exclusive: true }, resolve)
  await bound.catch((failure: unknown) => {
    socket.close()
    throw failure
  })

  const counters = freshCounters()
  const desk: Desk = { ...settings, socket, counters, answers: answerMemory(), pending: new Map() }
  socket.off('error', reject)
  socket.on('error', (fault) => {
    counters.socketErrors += 1
    settings.onFault(fault)
  })
  socket.on('message', (datagram, source) => receive(desk, datagram, source))

  let closing: Promise<void> | null = null
  const { address: host, port } = socket.address()
  return {
    host,
    port,
    receiveBufferBytes: socket.getRecvBufferSize(),
    counters,
    inFlight: () => desk.pending.size,
    close: () => (closing ??= close(desk)),
  }
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
    void answer(desk, source, responseTo(admitted.value))
    return
  }
  account(desk, admitted.value)
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
  if (!isStatus && packet.code !== PacketCode.accountingRequest) {
    return refuse({ code: 'unexpected_code' })
  }

  const { authenticator, messageAuthenticator } = checkRequest(datagram, client.secret)
  if (authenticator === 'wrong') return refuse({ code: 'wrong_authenticator' })
  if (messageAuthenticator === 'wrong') return refuse({ code: 'wrong_message_authenticator' })
  // RFC 5997 §3: nothing else proves who sent a Status-Server.
  if (messageAuthenticator === 'absent' && (isStatus || client.requireMessageAuthenticator)) {
    return refuse({ code: 'missing_message_authenticator' })
  }
  return accept({ client, packet, source })
}

function account(desk: Desk, admitted: Admitted): void {
  const { counters, pending } = desk
  const { packet, source, client } = admitted
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
  const record = readAccounting(packet, {
    client: client.name,
    address: source.address,
    heardAt: now,
  })
  if (!record.ok) {
    if (acknowledges(counters, record.refusal)) void answer(desk, source, responseTo(admitted))
    return
  }

  // The response is made now, so that nothing of the request is held while it is decided.
  const response = responseTo(admitted)
  const settled = decide(desk, { record: record.value, source, exchange, response })
  pending.set(
    exchange,
    settled.finally(() => pending.delete(exchange)),
  )
}

/** Counts a refusal; true when the peer is answered because sending again could not help. */
function acknowledges(counters: Counters, refusal: AccountingRefusal): boolean {
  if (refusal.code === 'status_without_usage' || refusal.code === 'missing_subscriber') {
    counters.acknowledged[refusal.code] += 1
    return true
  }
  counters.dropped[refusal.code] += 1
  return false
}

/** Never rejects. A fault or a full door leaves the peer without an answer: it sends again. */
async function decide(
  desk: Desk,
  asked: {
    readonly record: AccountingRecord
    readonly source: Source
    readonly exchange: string
    readonly response: Uint8Array
  },
): Promise<void> {
  try {
    const decided = await charge(desk.accounting, asked.record)
    if (!mayAnswer(desk.counters, decided)) return
    desk.answers.keep(asked.exchange, asked.response, desk.clock.now().epochMilliseconds)
    await answer(desk, asked.source, asked.response)
  } catch (fault) {
    desk.counters.faults += 1
    desk.onFault(fault)
  }
}

async function charge(port: AccountingPort, record: AccountingRecord): Promise<ChargingAnswer> {
  return record.kind === 'charging'
    ? port.charge(record.request)
    : port.peerRestarted(record.restart)
}

/**
 * RFC 2866 §4.1: no response unless the record is safely kept. An unknown subscriber is answered
 * all the same, for the peer would otherwise send the record for ever.
 */
function mayAnswer(counters: Counters, decided: ChargingAnswer): boolean {
  switch (decided.kind) {
    case 'recorded':
      counters.recorded += 1
      if (decided.replayed) counters.replayed += 1
      return true
    case 'unknown_subscriber':
      counters.unknownSubscriber += 1
      return true
    case 'busy':
      counters.busy += 1
      return false
    default:
      return unreachable(decided)
  }
}

/**
 * Accounting-Response with every Proxy-State in its order (RFC 2866 §5, RFC 2865 §5.33). Only the
 * answer to Status-Server carries a Message-Authenticator: no RFC says over what an accounting
 * response computes it, and peers that disagree would not hear us. It is never longer than the
 * request, which carried the same attributes.
 */
function responseTo({ packet, client }: Admitted): Uint8Array {
  const signature = packet.code === PacketCode.statusServer ? [emptyMessageAuthenticator()] : []
  const proxyStates = packet.attributes.filter(
    ({ type }) => type === ATTRIBUTES['Proxy-State'].code,
  )
  const attributes = [...signature, ...proxyStates]
  return encodeResponse({ code: PacketCode.accountingResponse, attributes }, packet, client.secret)
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
