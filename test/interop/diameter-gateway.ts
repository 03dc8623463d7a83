/**
 * A packet gateway as a program of ours: it connects, says who it is, asks for credit, is told to
 * ask again, and keeps every octet of both directions. For tests only; what a real peer makes of
 * us, the Erlang client of the interop test says.
 */
import { connect, type Socket } from 'node:net'
import { avp, reading } from '../../src/gateways/diameter/avps.ts'
import {
  answer,
  capabilitiesAnswer,
  capabilitiesRequest,
  COMMAND,
  CREDIT_CONTROL_APPLICATION,
  type Identity,
} from '../../src/gateways/diameter/base.ts'
import { decode, encode, type Avp, type Message } from '../../src/gateways/diameter/codec.ts'
import { createFraming } from '../../src/gateways/diameter/framing.ts'

/** No test waits longer for a message. */
const PATIENCE_MS = 10_000

export const GATEWAY: Identity = {
  host: 'pgw.test.local',
  realm: 'test.local',
  addresses: ['127.0.0.1'],
  stateId: 1,
}

export interface Recorded {
  readonly from: 'gateway' | 'server'
  readonly bytes: Uint8Array
}

export interface CreditAsked {
  readonly session: string
  readonly type: 'initial' | 'update' | 'termination' | 'event'
  readonly number: number
  readonly imsi?: string
  readonly services?: readonly {
    readonly group: number | null
    readonly used?: bigint
    /** Null: how much is left to the server. */
    readonly wants?: bigint | null
  }[]
  readonly more?: readonly Avp[]
  readonly changed?: Partial<Message>
}

const TYPES = { initial: 1, update: 2, termination: 3, event: 4 } as const

/** As TS 32.299 has it: services by rating group. */
export function creditRequest(asked: CreditAsked, identity: Identity, mark: number): Message {
  const { session, type, number, imsi = '440101234567890', services = [], more = [] } = asked
  return {
    command: COMMAND.creditControl,
    application: CREDIT_CONTROL_APPLICATION,
    request: true,
    proxiable: true,
    error: false,
    retransmitted: false,
    hopByHop: mark,
    endToEnd: mark,
    avps: [
      avp('Session-Id', session),
      avp('Origin-Host', identity.host),
      avp('Origin-Realm', identity.realm),
      avp('Destination-Realm', 'test.local'),
      avp('Auth-Application-Id', CREDIT_CONTROL_APPLICATION),
      avp('Service-Context-Id', '32251@3gpp.org'),
      avp('CC-Request-Type', TYPES[type]),
      avp('CC-Request-Number', number),
      avp('Subscription-Id', [avp('Subscription-Id-Type', 1), avp('Subscription-Id-Data', imsi)]),
      avp('Multiple-Services-Indicator', 1),
      ...services.map(serviceGroup),
      ...more,
    ],
    ...asked.changed,
  }
}

function serviceGroup({ group, used, wants }: NonNullable<CreditAsked['services']>[number]): Avp {
  const units = wants === null ? [] : [avp('CC-Total-Octets', wants ?? 0n)]
  return avp('Multiple-Services-Credit-Control', [
    ...(wants === undefined ? [] : [avp('Requested-Service-Unit', units)]),
    ...(used === undefined ? [] : [avp('Used-Service-Unit', [avp('CC-Total-Octets', used)])]),
    ...(group === null ? [] : [avp('Rating-Group', group)]),
  ])
}

/** What a Credit-Control-Answer says of one rating group. */
export function serviceIn(message: Message, group: number | null) {
  const groups = reading(message.avps).groups('Multiple-Services-Credit-Control')
  const service = groups.find((one) => one.read('Rating-Group') === group)
  const final = service?.group('Final-Unit-Indication') ?? null
  const qos = service?.group('QoS-Information') ?? null
  return {
    result: service?.read('Result-Code') ?? null,
    granted: service?.group('Granted-Service-Unit')?.read('CC-Total-Octets') ?? null,
    seconds: service?.read('Validity-Time') ?? null,
    threshold: service?.read('Volume-Quota-Threshold') ?? null,
    final: final?.read('Final-Unit-Action') ?? null,
    redirect: final?.group('Redirect-Server')?.read('Redirect-Server-Address') ?? null,
    bits: qos?.read('APN-Aggregate-Max-Bitrate-DL') ?? null,
  }
}

export function resultOf(message: Message): number | null {
  return reading(message.avps).read('Result-Code')
}

export class TestGateway {
  readonly socket: Socket
  readonly identity: Identity
  readonly record: Recorded[] = []
  /** Requests of the server that nobody took yet. */
  readonly orders: Message[] = []
  /** What an order is answered with; null: nothing. */
  orderResult: number | null = 2002
  isClosed = false
  #mark = 0
  readonly #waiting = new Map<number, (message: Message) => void>()
  readonly #onOrder: ((message: Message) => void)[] = []
  readonly closed: Promise<void>

  constructor(socket: Socket, identity: Identity = GATEWAY) {
    this.socket = socket
    this.identity = identity
    const framing = createFraming()
    socket.on('error', () => {})
    this.closed = new Promise((resolve) => {
      socket.once('close', () => {
        this.isClosed = true
        resolve()
      })
    })
    socket.on('data', (chunk: Uint8Array) => {
      for (const bytes of framing.add(chunk) ?? []) this.#hear(bytes)
    })
  }

  /** Connected, and not yet introduced. */
  static async reach(port: number, identity: Identity = GATEWAY): Promise<TestGateway> {
    const socket = connect({ host: '127.0.0.1', port })
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    socket.setNoDelay(true)
    return new TestGateway(socket, identity)
  }

  /** Connected and let in. */
  static async open(port: number, identity: Identity = GATEWAY): Promise<TestGateway> {
    const gateway = await TestGateway.reach(port, identity)
    await gateway.introduce()
    return gateway
  }

  introduce(): Promise<Message> {
    const mark = this.nextMark()
    return this.send(capabilitiesRequest(this.identity, { hopByHop: mark, endToEnd: mark }))
  }

  nextMark(): number {
    this.#mark += 1
    return this.#mark
  }

  credit(asked: CreditAsked): Promise<Message> {
    return this.send(creditRequest(asked, this.identity, this.nextMark()))
  }

  /** Resolves with the answer to it. */
  send(message: Message): Promise<Message> {
    const { promise, resolve, reject } = Promise.withResolvers<Message>()
    const late = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)
    void this.closed.then(() => {
      clearTimeout(late)
      reject(new Error('the connection ended before the answer'))
    })
    this.#waiting.set(message.hopByHop, (heard) => {
      clearTimeout(late)
      resolve(heard)
    })
    this.write(encode(message))
    return promise
  }

  write(bytes: Uint8Array): void {
    this.record.push({ from: 'gateway', bytes })
    this.socket.write(bytes)
  }

  /** The next request of the server, or one that waits already. */
  order(): Promise<Message> {
    const waiting = this.orders.shift()
    if (waiting !== undefined) return Promise.resolve(waiting)
    const { promise, resolve, reject } = Promise.withResolvers<Message>()
    const late = setTimeout(() => reject(new Error('no order')), PATIENCE_MS)
    void this.closed.then(() => clearTimeout(late))
    this.#onOrder.push((message) => {
      clearTimeout(late)
      resolve(message)
    })
    return promise
  }

  #answer(message: Message, result: number): Message {
    const isIntroduction = message.command === COMMAND.capabilitiesExchange
    return isIntroduction
      ? capabilitiesAnswer(message, this.identity, result)
      : answer(message, this.identity, { result })
  }

  async leave(): Promise<void> {
    this.socket.destroy()
    await this.closed
  }

  #hear(bytes: Uint8Array): void {
    this.record.push({ from: 'server', bytes })
    const decoded = decode(bytes)
    if (!decoded.ok) throw new Error(`malformed: ${decoded.refusal.code}`)
    const message = decoded.value
    if (!message.request) {
      this.#waiting.get(message.hopByHop)?.(message)
      this.#waiting.delete(message.hopByHop)
      return
    }
    const isOrder = message.command === COMMAND.reAuth || message.command === COMMAND.abortSession
    const result = isOrder ? this.orderResult : 2001
    if (result !== null) this.write(encode(this.#answer(message, result)))
    const taker = this.#onOrder.shift()
    if (taker === undefined) this.orders.push(message)
    else taker(message)
  }
}
