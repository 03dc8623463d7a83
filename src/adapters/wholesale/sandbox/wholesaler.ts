/**
 * What the sandbox's wholesalers have in common: cards, plans, what was topped up, and how they are
 * told to misbehave. Not their wire formats.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Clock } from '../../../app/ports.ts'
import { plusHours, type Instant } from '../../../domain/basics/time.ts'

/**
 * well          does it at once
 * slow          takes it on and has it done when told to finish
 * loses_answer  does it, and the connection breaks before the answer
 * loses_request the connection breaks and nothing was done
 * broken        answers 500, having done nothing
 * limited       answers 429
 */
export type Behaviour =
  | { readonly kind: 'well' | 'slow' | 'loses_answer' | 'loses_request' | 'broken' | 'limited' }
  | { readonly kind: 'refuses'; readonly code: number }

export interface Card {
  readonly iccid: string
  bytesTotal: bigint
  bytesUsed: bigint
  until: Instant | null
  /** Its number was given to somebody else. */
  recycled: boolean
}

export interface TopUp {
  readonly key: string
  readonly iccid: string
  readonly plan: string
  readonly ref: string
  state: 'pending' | 'done' | 'failed'
}

/** `jp-3gb-30d`: so many GiB for so many days. */
const PLAN = /^[a-z]+-(\d{1,3})gb-(\d{1,3})d$/
const GIB = 1_073_741_824n
const BODY_BYTES_MAX = 64 * 1_024

export class Shelf {
  readonly cards = new Map<string, Card>()
  readonly topUps: TopUp[] = []
  /** How often each path was asked for. */
  readonly calls = new Map<string, number>()
  behaviour: Behaviour = { kind: 'well' }
  readonly plans: readonly string[]
  readonly clock: Clock

  constructor(clock: Clock, plans: readonly string[]) {
    this.clock = clock
    this.plans = plans
  }

  /** Every card is known: a sandbox sells for all of them. */
  card(iccid: string): Card {
    const known = this.cards.get(iccid)
    if (known !== undefined) return known
    const card = { iccid, bytesTotal: 0n, bytesUsed: 0n, until: null, recycled: false }
    this.cards.set(iccid, card)
    return card
  }

  take(asked: { readonly key: string; readonly iccid: string; readonly plan: string }): TopUp {
    const ref = `W${String(this.topUps.length + 1).padStart(6, '0')}`
    const topUp: TopUp = { ...asked, ref, state: 'pending' }
    this.topUps.push(topUp)
    if (this.behaviour.kind !== 'slow') this.finish(topUp)
    return topUp
  }

  /** The data is on the card, and what was there lives as long as it. */
  finish(topUp: TopUp): void {
    const [, gigabytes = '0', days = '0'] = PLAN.exec(topUp.plan) ?? []
    const card = this.card(topUp.iccid)
    topUp.state = 'done'
    card.bytesTotal += BigInt(gigabytes) * GIB
    card.until = plusHours(this.clock.now(), Number(days) * 24)
  }

  finishAll(): void {
    for (const topUp of this.topUps) if (topUp.state === 'pending') this.finish(topUp)
  }

  count(path: string): void {
    this.calls.set(path, (this.calls.get(path) ?? 0) + 1)
  }
}

export interface Asked {
  readonly method: string
  readonly url: URL
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Replied =
  | { readonly status: number; readonly json?: unknown; readonly headers?: Record<string, string> }
  /** The connection breaks. */
  | 'gone'

export interface Listening {
  readonly url: string
  stop(): Promise<void>
}

export async function listen(
  answer: (asked: Asked) => Replied,
  { host = '127.0.0.1', port = 0 }: { readonly host?: string; readonly port?: number } = {},
): Promise<Listening> {
  const server = createServer((request, reply) => void take(request, reply, answer))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  const { port: taken } = server.address() as AddressInfo
  return {
    url: `http://${host}:${taken}`,
    async stop() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

async function take(
  request: IncomingMessage,
  reply: ServerResponse,
  answer: (asked: Asked) => Replied,
): Promise<void> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > BODY_BYTES_MAX) return void request.destroy()
    chunks.push(chunk)
  }
  const replied = answer({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://wholesaler'),
    headers: request.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  })
  if (replied === 'gone') return void request.socket.destroy()
  reply.writeHead(replied.status, { 'content-type': 'application/json', ...replied.headers })
  reply.end(replied.json === undefined ? '' : JSON.stringify(replied.json))
}
