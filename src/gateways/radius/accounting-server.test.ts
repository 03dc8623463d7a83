import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import type { Socket } from 'node:dgram'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import type { TestContext } from 'node:test'
import { instant, plusSeconds } from '../../domain/basics/time.ts'
import type { ChargingAnswer, ChargingRequest, PeerRestart } from '../../domain/charging/request.ts'
import { ANSWER_KEPT_SECONDS } from './answer-memory.ts'
import { attribute } from './attributes.ts'
import { checkResponse, emptyMessageAuthenticator, encodeRequest } from './authenticator.ts'
import { clientFinder } from './clients.ts'
import { PacketCode, decode } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import { openAccountingServer } from './accounting-server.ts'
import { IN_FLIGHT_MAX, RECEIVE_BUFFER_BYTES } from './listener.ts'

const SECRET = new TextEncoder().encode('testing123')
const text = (value: string) => new TextEncoder().encode(value)
const RECORDED: ChargingAnswer = { kind: 'recorded', replayed: false, services: [] }

const CLIENT = {
  name: 'tokyo',
  addresses: '127.0.0.0/8',
  secret: 'testing123',
  requireMessageAuthenticator: false,
  dialect: 'none',
  coaPort: null,
} as const

/** A server whose port remembers what it was asked and answers as told. */
async function recordingServer(
  context: TestContext,
  told: {
    readonly answer?: (asked: ChargingRequest | PeerRestart) => Promise<ChargingAnswer>
    readonly requireMessageAuthenticator?: boolean
  } = {},
) {
  const asked: (ChargingRequest | PeerRestart)[] = []
  const faults: unknown[] = []
  const clock = { at: instant('2026-11-22T15:00:00Z') }
  const clients = { find: clientFinder([{ ...CLIENT, ...told }]) }
  const take = async (request: ChargingRequest | PeerRestart) => {
    asked.push(request)
    return (await told.answer?.(request)) ?? RECORDED
  }
  const server = await openAccountingServer({
    host: '127.0.0.1',
    port: 0,
    findClient: (address) => clients.find(address),
    accounting: { charge: take, peerRestarted: take },
    clock: { now: () => clock.at },
    onFault: (fault) => faults.push(fault),
  })
  context.after(() => server.close())
  return { server, asked, faults, clock, clients }
}

/** The NAS's side: a socket of its own that sends to the server and waits for what comes back. */
async function nas(context: TestContext, port: number) {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  context.after(() => socket.close())
  const send = (bytes: Uint8Array) => socket.send(bytes, port, '127.0.0.1')
  return { socket, send, next: () => nextDatagram(socket) }
}

async function nextDatagram(socket: Socket): Promise<Uint8Array> {
  const [datagram] = await once(socket, 'message')
  return datagram as Uint8Array
}

function interim(identifier: number, ...more: Attribute[]): Packet {
  return {
    code: PacketCode.accountingRequest,
    identifier,
    authenticator: new Uint8Array(16),
    attributes: [
      attribute('Acct-Status-Type', 3),
      attribute('Acct-Session-Id', text('5f01a2b3-0001')),
      attribute('NAS-Identifier', 'pgw01'),
      attribute('3GPP-IMSI', '440101234567890'),
      attribute('Acct-Input-Octets', 4_096),
      ...more,
    ],
  }
}

const signed = (packet: Packet) => encodeRequest(packet, SECRET)

/** An answered exchange, last: everything sent before it on this socket has been seen. */
async function settle(peer: Awaited<ReturnType<typeof nas>>, identifier = 255) {
  peer.send(signed(statusServer(identifier)))
  const response = await peer.next()
  assert.equal(response[1], identifier, 'nothing else was answered')
}

function statusServer(identifier: number): Packet {
  return {
    code: PacketCode.statusServer,
    identifier,
    authenticator: new Uint8Array(16).fill(identifier),
    attributes: [emptyMessageAuthenticator()],
  }
}

/** Resolves when the loop has turned often enough for what is under way to be seen. */
async function until(seen: () => boolean): Promise<void> {
  while (!seen()) await new Promise((resolve) => setImmediate(resolve))
}

describe('the accounting server', () => {
  it('charges a record and answers it with a valid response', async (context) => {
    const { server, asked } = await recordingServer(context)
    const peer = await nas(context, server.port)
    const request = signed(interim(7))
    peer.send(request)
    const response = await peer.next()

    assert.equal(response[0], PacketCode.accountingResponse)
    assert.equal(response[1], 7)
    const authenticator = request.subarray(4, 20)
    assert.deepEqual(checkResponse(response, { authenticator }, SECRET), {
      authenticator: 'valid',
      messageAuthenticator: 'absent',
    })
    assert.equal(asked.length, 1)
    assert.equal((asked[0] as ChargingRequest).services[0]?.usedBytes, 4_096n)
    assert.equal(server.counters.recorded, 1)
    assert.equal(server.counters.answered, 1)
  })

  it('copies every Proxy-State in its order, and adds nothing', async (context) => {
    const { server } = await recordingServer(context)
    const peer = await nas(context, server.port)
    const states = ['far', 'near', 'nearest'].map((one) => attribute('Proxy-State', text(one)))
    const request = signed(interim(1, ...states, emptyMessageAuthenticator()))
    peer.send(request)
    const response = await peer.next()

    const check = checkResponse(response, { authenticator: request.subarray(4, 20) }, SECRET)
    assert.deepEqual(check, { authenticator: 'valid', messageAuthenticator: 'absent' })
    const packet = decode(response)
    assert.ok(packet.ok)
    const copied = packet.value.attributes
    assert.deepEqual(
      copied.map(({ value }) => new TextDecoder().decode(value)),
      ['far', 'near', 'nearest'],
    )
  })

  it('tells of a restarted peer', async (context) => {
    const { server, asked } = await recordingServer(context)
    const peer = await nas(context, server.port)
    const attributes = [attribute('Acct-Status-Type', 7), attribute('NAS-Identifier', 'pgw01')]
    peer.send(signed({ ...interim(2), attributes }))
    await peer.next()
    assert.equal(asked[0]?.peer, 'tokyo/pgw01')
    assert.ok(!('moment' in (asked[0] ?? {})))
  })

  it('answers Status-Server (RFC 5997), but not an unsigned one', async (context) => {
    const { server, asked } = await recordingServer(context)
    const peer = await nas(context, server.port)
    peer.send(signed({ ...statusServer(3), attributes: [] }))
    const status = signed(statusServer(4))
    peer.send(status)
    const response = await peer.next()
    assert.equal(response[0], PacketCode.accountingResponse)
    const check = checkResponse(response, { authenticator: status.subarray(4, 20) }, SECRET)
    assert.deepEqual(check, { authenticator: 'valid', messageAuthenticator: 'valid' })
    assert.equal(server.counters.dropped.missing_message_authenticator, 1)
    assert.equal(asked.length, 0)
  })

  it('takes two thousand records in one burst and loses none', async (context) => {
    const { server, asked } = await recordingServer(context)
    const BURST = 2_000
    const answered = new Set<string>()
    const peers = await Promise.all(Array.from({ length: 10 }, () => nas(context, server.port)))
    for (const [at, peer] of peers.entries()) {
      peer.socket.on('message', (response) => answered.add(`${at} ${response[1]}`))
    }
    for (let at = 0; at < BURST; at += 1) {
      const one = interim(Math.floor(at / 10), attribute('Acct-Session-Time', at))
      peers[at % 10]?.send(signed(one))
    }
    await until(() => answered.size === BURST)
    assert.equal(asked.length, BURST)
    assert.equal(server.counters.received, BURST)
  })
})

describe('a request that must not be answered', () => {
  it('comes from nobody we know, and is known as soon as the settings say so', async (context) => {
    const { server, clients, asked } = await recordingServer(context)
    const peer = await nas(context, server.port)
    const known = clients.find
    clients.find = () => null
    peer.send(signed(interim(1)))
    await until(() => server.counters.dropped.unknown_client === 1)
    clients.find = known
    await settle(peer)
    assert.equal(asked.length, 0)
  })

  it('is signed with another secret, or not for its content', async (context) => {
    const { server, asked } = await recordingServer(context)
    const peer = await nas(context, server.port)
    peer.send(encodeRequest(interim(1), text('another secret')))
    const changed = signed(interim(2))
    changed[changed.length - 1] = 99
    peer.send(changed)
    const twice = [emptyMessageAuthenticator(), emptyMessageAuthenticator()]
    peer.send(signed(interim(3, ...twice)))
    await settle(peer)
    assert.equal(server.counters.dropped.wrong_authenticator, 2)
    assert.equal(server.counters.dropped.wrong_message_authenticator, 1)
    assert.equal(asked.length, 0)
  })

  it('lacks the Message-Authenticator that its client must send', async (context) => {
    const { server, asked } = await recordingServer(context, { requireMessageAuthenticator: true })
    const peer = await nas(context, server.port)
    peer.send(signed(interim(1)))
    await settle(peer)
    assert.equal(server.counters.dropped.missing_message_authenticator, 1)
    peer.send(signed(interim(2, emptyMessageAuthenticator())))
    await peer.next()
    assert.equal(asked.length, 1)
  })

  it('is no packet, or no accounting', async (context) => {
    const { server, asked } = await recordingServer(context)
    const peer = await nas(context, server.port)
    peer.send(new Uint8Array(0))
    peer.send(new Uint8Array(19))
    peer.send(new Uint8Array(9_000).fill(255))
    peer.send(signed(interim(1)).subarray(0, 30))
    peer.send(signed({ ...interim(1), code: PacketCode.accessRequest }))
    peer.send(signed({ ...interim(1), code: PacketCode.accountingResponse }))
    await settle(peer)
    assert.equal(server.counters.dropped.malformed, 4)
    assert.equal(server.counters.dropped.unexpected_code, 2)
    assert.equal(asked.length, 0)
  })

  it('lacks what RFC 2866 demands, and each lack is counted', async (context) => {
    const { server, asked } = await recordingServer(context)
    const peer = await nas(context, server.port)
    const { attributes } = interim(0)
    for (const [at, left] of [40, 44, 32].entries()) {
      peer.send(
        signed({ ...interim(at), attributes: attributes.filter(({ type }) => type !== left) }),
      )
    }
    peer.send(signed(interim(9, { type: 43, value: new Uint8Array(3) })))
    await settle(peer)
    const { dropped } = server.counters
    assert.equal(dropped.missing_status_type, 1)
    assert.equal(dropped.missing_session_id, 1)
    assert.equal(dropped.missing_nas_identity, 1)
    assert.equal(dropped.malformed_counter, 1)
    assert.equal(asked.length, 0)
  })

  it('finds the door full, and is decided when it comes again', async (context) => {
    const answers: ChargingAnswer[] = [{ kind: 'busy' }, RECORDED]
    const { server, asked } = await recordingServer(context, {
      answer: async () => answers.shift() ?? RECORDED,
    })
    const peer = await nas(context, server.port)
    peer.send(signed(interim(1)))
    await settle(peer)
    assert.equal(server.counters.busy, 1)
    peer.send(signed(interim(1)))
    await peer.next()
    assert.equal(asked.length, 2)
  })

  it('meets a fault, which is told and ends nothing', async (context) => {
    const { server, faults } = await recordingServer(context, {
      answer: async ({ sequence }) => {
        if (sequence.startsWith('update.1.')) throw new Error('the store is gone')
        return RECORDED
      },
    })
    const peer = await nas(context, server.port)
    peer.send(signed(interim(1, attribute('Acct-Session-Time', 1))))
    await settle(peer)
    assert.equal(server.counters.faults, 1)
    assert.match(String(faults[0]), /the store is gone/)
    peer.send(signed(interim(1, attribute('Acct-Session-Time', 2))))
    await peer.next()
    assert.equal(server.inFlight(), 0)
  })
})

describe('a request that sending again could not help', () => {
  it('is answered: nobody we know, nobody named, nothing about usage', async (context) => {
    const { server } = await recordingServer(context, {
      answer: async () => ({ kind: 'unknown_subscriber' }),
    })
    const peer = await nas(context, server.port)
    const { attributes } = interim(0)
    const nobody = attributes.filter(({ type }) => type !== 26)
    const tunnel = [attribute('Acct-Status-Type', 9), ...attributes.slice(1)]
    const requests = [
      interim(1),
      { ...interim(2), attributes: nobody },
      { ...interim(3), attributes: tunnel },
    ]
    for (const request of requests) {
      peer.send(signed(request))
      assert.equal((await peer.next())[1], request.identifier)
    }
    assert.equal(server.counters.unknownSubscriber, 1)
    assert.deepEqual(server.counters.acknowledged, {
      missing_subscriber: 1,
      status_without_usage: 1,
    })
  })
})

describe('a duplicate', () => {
  it('is answered again with the same octets, without charging', async (context) => {
    const { server, asked, clock } = await recordingServer(context)
    const peer = await nas(context, server.port)
    const request = signed(interim(1))
    peer.send(request)
    const first = await peer.next()
    peer.send(request)
    assert.deepEqual(await peer.next(), first)
    assert.equal(asked.length, 1)
    assert.equal(server.counters.resent, 1)

    clock.at = plusSeconds(clock.at, ANSWER_KEPT_SECONDS)
    peer.send(request)
    assert.deepEqual(await peer.next(), first)
    assert.equal(asked.length, 2, 'forgotten: charged again, and the door knows it')
  })

  it('joins the request that is being decided', async (context) => {
    const decision = Promise.withResolvers<ChargingAnswer>()
    const { server, asked } = await recordingServer(context, { answer: () => decision.promise })
    const peer = await nas(context, server.port)
    const request = signed(interim(1))
    peer.send(request)
    peer.send(request)
    await until(() => server.counters.joined === 1)
    decision.resolve(RECORDED)
    await peer.next()
    assert.equal(asked.length, 1)
    assert.equal(server.counters.answered, 1)
  })

  it('is none when another port or another content uses the same identifier', async (context) => {
    const { server, asked } = await recordingServer(context)
    const [one, other] = [await nas(context, server.port), await nas(context, server.port)]
    one.send(signed(interim(1)))
    await one.next()
    other.send(signed(interim(1)))
    await other.next()
    one.send(signed(interim(1, attribute('Acct-Delay-Time', 5))))
    await one.next()
    assert.equal(asked.length, 3)
    assert.equal(new Set(asked.map(({ sequence }) => sequence)).size, 1)
  })
})

describe('bounds and the end', () => {
  it('has the receive buffer that it asked for, as far as it is granted', async (context) => {
    const { server } = await recordingServer(context)
    const granted = await readFile('/proc/sys/net/core/rmem_max', 'utf8').catch(() => '0')
    assert.ok(server.receiveBufferBytes >= Math.min(RECEIVE_BUFFER_BYTES, Number(granted)))
  })

  it('drops what exceeds the requests in flight, and takes it later', async (context) => {
    const decision = Promise.withResolvers<ChargingAnswer>()
    const { server, asked } = await recordingServer(context, { answer: () => decision.promise })
    const peer = await nas(context, server.port)
    const EXCESS = 3
    const numbered = (at: number) => signed(interim(at % 256, attribute('Acct-Session-Time', at)))
    for (let at = 0; at < IN_FLIGHT_MAX + EXCESS; at += 1) {
      peer.send(numbered(at))
      if (at % 500 === 0) await until(() => server.counters.received === at + 1)
    }
    await until(() => server.counters.received === IN_FLIGHT_MAX + EXCESS)
    assert.equal(asked.length, IN_FLIGHT_MAX)
    assert.equal(server.inFlight(), IN_FLIGHT_MAX)
    assert.equal(server.counters.dropped.overloaded, EXCESS)

    decision.resolve(RECORDED)
    await until(() => server.inFlight() === 0)
    peer.send(numbered(IN_FLIGHT_MAX))
    await until(() => asked.length === IN_FLIGHT_MAX + 1)
  })

  it('answers what is being decided before it closes', async (context) => {
    const decision = Promise.withResolvers<ChargingAnswer>()
    const { server } = await recordingServer(context, { answer: () => decision.promise })
    const peer = await nas(context, server.port)
    peer.send(signed(interim(1)))
    await until(() => server.inFlight() === 1)
    const [response] = await Promise.all([
      peer.next(),
      server.close(),
      Promise.resolve().then(() => decision.resolve(RECORDED)),
    ])
    assert.equal(response[1], 1)
  })

  it('refuses to open a port that is taken', async (context) => {
    const { server } = await recordingServer(context)
    await assert.rejects(
      openAccountingServer({
        host: '127.0.0.1',
        port: server.port,
        findClient: () => null,
        accounting: { charge: async () => RECORDED, peerRestarted: async () => RECORDED },
        clock: { now: () => instant('2026-11-22T15:00:00Z') },
        onFault: () => undefined,
      }),
      { code: 'EADDRINUSE' },
    )
  })
})
