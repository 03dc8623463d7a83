/**
 * A NAS of our own at the other end of the wire, for tests: it reports, asks for access, and takes
 * what it is told about its sessions, each from a socket that the system chose. It keeps no
 * sessions: what it answers is the test's to say.
 */
import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import {
  attribute,
  indexAttributes,
  read,
  type AttributeIndex,
} from '../../src/gateways/radius/attributes.ts'
import {
  checkRequest,
  checkResponse,
  emptyMessageAuthenticator,
  encodeRequest,
  encodeResponse,
} from '../../src/gateways/radius/authenticator.ts'
import { PacketCode, decode, type Attribute } from '../../src/gateways/radius/codec.ts'

/** Nothing on this machine takes so long; a lost answer fails the test with a word. */
const ANSWER_MS_MAX = 10_000

export interface Report {
  readonly status: 'start' | 'update' | 'end'
  readonly session: string
  readonly imsi: string
  readonly seconds: number
  readonly input?: number
  readonly output?: number
  /** Null sends no gigawords at all. */
  readonly outputGigawords?: number | null
  readonly delay?: number
}

/** What it was told about a session. */
export interface Order {
  readonly kind: 'coa' | 'disconnect'
  readonly session: string
  readonly at: number
  readonly attributes: AttributeIndex
}

const STATUS = { start: 1, end: 2, update: 3 } as const

export class TestNas {
  readonly orders: Order[] = []
  /** Null acknowledges; a number refuses with that Error-Cause; `silent` says nothing. */
  answer: number | null | 'silent' = null
  readonly name: string
  readonly coaPort: number
  readonly #secret: Uint8Array
  readonly #asking: Socket
  readonly #listening: Socket
  readonly #waiting: ((order: Order) => void)[] = []
  #identifier = 0

  private constructor(given: {
    readonly name: string
    readonly secret: string
    readonly asking: Socket
    readonly listening: Socket
  }) {
    this.name = given.name
    this.#secret = new TextEncoder().encode(given.secret)
    this.#asking = given.asking
    this.#listening = given.listening
    this.coaPort = given.listening.address().port
    this.#listening.on('message', (datagram, from) => {
      this.#take(datagram, from)
    })
  }

  static async open(name: string, secret: string): Promise<TestNas> {
    return new TestNas({ name, secret, asking: await bound(), listening: await bound() })
  }

  close(): void {
    this.#asking.close()
    this.#listening.close()
  }

  /** The next that was not looked at yet. */
  order(): Promise<Order> {
    const known = this.orders.shift()
    if (known !== undefined) return Promise.resolve(known)
    const { promise, resolve } = Promise.withResolvers<Order>()
    this.#waiting.push(resolve)
    return within(promise, `an order to ${this.name}`)
  }

  async report(port: number, told: Report): Promise<void> {
    const { input, output, outputGigawords = null, delay } = told
    const attributes = [
      attribute('Acct-Status-Type', STATUS[told.status]),
      attribute('Acct-Session-Id', new TextEncoder().encode(told.session)),
      attribute('Acct-Session-Time', told.seconds),
      ...(input === undefined ? [] : [attribute('Acct-Input-Octets', input)]),
      ...(output === undefined ? [] : [attribute('Acct-Output-Octets', output)]),
      ...(outputGigawords === null ? [] : [attribute('Acct-Output-Gigawords', outputGigawords)]),
      ...(delay === undefined ? [] : [attribute('Acct-Delay-Time', delay)]),
      ...this.#card(told.imsi),
    ]
    const answer = await this.#ask(port, PacketCode.accountingRequest, attributes)
    assert.equal(answer.code, PacketCode.accountingResponse)
  }

  /** Whether a card may come in, and what was said of it. */
  async access(port: number, imsi: string) {
    const attributes = [emptyMessageAuthenticator(), ...this.#card(imsi)]
    const { code, index } = await this.#ask(port, PacketCode.accessRequest, attributes)
    return { isAccepted: code === PacketCode.accessAccept, index }
  }

  #card(imsi: string): readonly Attribute[] {
    return [
      attribute('NAS-Identifier', this.name),
      attribute('User-Name', `${imsi}@internet`),
      attribute('3GPP-IMSI', imsi),
      attribute('Framed-IP-Address', '100.64.9.9'),
    ]
  }

  async #ask(port: number, code: number, attributes: readonly Attribute[]) {
    this.#identifier = (this.#identifier + 1) % 256
    const identifier = this.#identifier
    const authenticator = crypto.getRandomValues(new Uint8Array(16))
    const request = encodeRequest({ code, identifier, authenticator, attributes }, this.#secret)
    const answered = once(this.#asking, 'message')
    this.#asking.send(request, port, '127.0.0.1')
    const [datagram] = (await within(answered, `an answer to ${this.name}`)) as [Uint8Array]
    const signed = { authenticator: request.subarray(4, 20) }
    assert.equal(checkResponse(datagram, signed, this.#secret).authenticator, 'valid')
    const decoded = decode(datagram)
    assert.ok(decoded.ok && decoded.value.identifier === identifier)
    return { code: decoded.value.code, index: indexAttributes(decoded.value) }
  }

  #take(datagram: Uint8Array, from: { readonly address: string; readonly port: number }): void {
    const at = performance.now()
    assert.deepEqual(checkRequest(datagram, this.#secret), {
      authenticator: 'valid',
      messageAuthenticator: 'valid',
    })
    const decoded = decode(datagram)
    assert.ok(decoded.ok)
    const request = decoded.value
    const index = indexAttributes(request)
    const isCoa = request.code === PacketCode.coaRequest
    const order: Order = {
      kind: isCoa ? 'coa' : 'disconnect',
      session: new TextDecoder().decode(read(index, 'Acct-Session-Id') ?? new Uint8Array()),
      at,
      attributes: index,
    }
    const waiting = this.#waiting.shift()
    if (waiting === undefined) this.orders.push(order)
    else waiting(order)
    if (this.answer === 'silent') return
    const [ack, nak] = isCoa
      ? [PacketCode.coaAck, PacketCode.coaNak]
      : [PacketCode.disconnectAck, PacketCode.disconnectNak]
    const cause = this.answer === null ? [] : [attribute('Error-Cause', this.answer)]
    const response = { code: this.answer === null ? ack : nak, attributes: cause }
    this.#listening.send(encodeResponse(response, request, this.#secret), from.port, from.address)
  }
}

async function bound(): Promise<Socket> {
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return socket
}

async function within<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`${what} did not come`)), ANSWER_MS_MAX)
  return Promise.race([promise, late]).finally(() => clearTimeout(timer))
}
