/**
 * The FastAGI port: Asterisks connect once for each call that their dial-plan hands to the
 * hotline. Who is no peer is dropped unheard, who is one too many is refused; no octets end the
 * process. The talk itself is `call.ts`.
 */
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { talk } from './call.ts'
import { openChannel, type AgiChannel, type GoneWhy } from './channel.ts'
import { writeCommand } from './codec.ts'
import { peersOf } from './peers.ts'
import { readRequest } from './request.ts'
import type { FastagiSettings } from './settings.ts'

export interface FastagiCounters {
  /** Connections of peers, refused ones too. */
  connections: number
  /** Handed to the hotline, also to tell it what became of a call. */
  calls: number
  strangers: number
  refused: number
  /** The dial-plan asked for what we do not have, or the peer told nothing of a channel. */
  notAsked: number
  /** Cut off for speaking no FastAGI, too much of it, or nothing in time. */
  cutOff: number
}

export interface FastagiServer {
  readonly host: string
  readonly port: number
  /** A live view; copy it to keep it. */
  readonly counters: Readonly<FastagiCounters>
  /** Connections being served. */
  calls(): number
  /** Takes no more calls and hands the others back to their dial-plans. May be called twice. */
  close(): Promise<void>
}

export class NoPrompts extends Error {
  override name = 'NoPrompts'
  constructor() {
    super('FastAGI plays files: it needs something that makes prompts')
  }
}

interface Desk extends FastagiSettings {
  readonly counters: FastagiCounters
  readonly channels: Set<AgiChannel>
  readonly served: Set<Promise<void>>
}

/** Rejects when the port can not be bound, a peer is no address, or there are no prompts. */
export async function openFastagi(settings: FastagiSettings): Promise<FastagiServer> {
  if (settings.prompts === null) throw new NoPrompts()
  const isPeer = peersOf(settings.peers)
  const counters = freshCounters()
  const desk: Desk = { ...settings, counters, channels: new Set(), served: new Set() }
  const server = createServer({ noDelay: true, keepAlive: true }, (socket) =>
    greet(desk, socket, isPeer(socket.remoteAddress)),
  )
  const { promise: bound, resolve, reject } = Promise.withResolvers<void>()
  server.once('error', reject)
  server.listen({ host: settings.host, port: settings.port }, resolve)
  await bound
  server.off('error', reject)
  server.on('error', (fault) => settings.onFault('the FastAGI port', fault))

  let closing: Promise<void> | null = null
  const { address: host, port } = server.address() as AddressInfo
  return {
    host,
    port,
    counters,
    calls: () => desk.channels.size,
    close: () => (closing ??= close(desk, server)),
  }
}

function freshCounters(): FastagiCounters {
  return { connections: 0, calls: 0, strangers: 0, refused: 0, notAsked: 0, cutOff: 0 }
}

async function close(desk: Desk, server: Server): Promise<void> {
  const { promise: closed, resolve } = Promise.withResolvers<void>()
  server.close(() => resolve())
  for (const channel of desk.channels) channel.leave('ended')
  await Promise.all(desk.served)
  await closed
}

function greet(desk: Desk, socket: Socket, isPeer: boolean): void {
  const { counters, limits } = desk
  if (!isPeer) {
    counters.strangers += 1
    socket.on('error', () => {})
    socket.destroy()
    return
  }
  counters.connections += 1
  if (desk.channels.size >= limits.callsMax) {
    counters.refused += 1
    refuse(socket, limits.graceMs)
    return
  }
  const channel = openChannel(socket, limits.graceMs)
  desk.channels.add(channel)
  const serving = serve(desk, channel)
    .catch((fault: unknown) => desk.onFault('a call over FastAGI', fault))
    .finally(() => {
      desk.channels.delete(channel)
      desk.served.delete(serving)
    })
  desk.served.add(serving)
}

/** The caller hears an engaged tone rather than silence. */
function refuse(socket: Socket, graceMs: number): void {
  socket.on('error', () => {})
  socket.resume()
  socket.end(writeCommand({ verb: 'HANGUP' }))
  const timer = setTimeout(() => socket.destroy(), graceMs)
  socket.once('close', () => clearTimeout(timer))
}

async function serve(desk: Desk, channel: AgiChannel): Promise<void> {
  const environment = await channel.environment()
  const request = environment === null ? null : readRequest(environment)
  if (request === null) {
    desk.counters.notAsked += 1
    channel.hangUp()
  } else {
    desk.counters.calls += 1
    const timer = setTimeout(() => channel.hangUp(), desk.limits.callMsMax)
    await talk(desk, channel, request).finally(() => clearTimeout(timer))
    channel.leave('ended')
  }
  if (isCutOff(channel.gone())) desk.counters.cutOff += 1
}

const ORDERLY: readonly (GoneWhy | null)[] = [null, 'ended', 'hung_up', 'closed']

function isCutOff(why: GoneWhy | null): boolean {
  return !ORDERLY.includes(why)
}
