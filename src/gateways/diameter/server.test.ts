import assert from 'node:assert/strict'
import { after, afterEach, describe, it } from 'node:test'
import { systemClock } from '../../adapters/system/clock.ts'
import { bytes } from '../../domain/basics/data-volume.ts'
import { plusSeconds } from '../../domain/basics/time.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { memoryCharging } from '../../../test/interop/diameter-charging.ts'
import {
  creditRequest,
  GATEWAY,
  resultOf,
  serviceIn,
  TestGateway,
} from '../../../test/interop/diameter-gateway.ts'
import { LOOPBACK, OURS, TestNodes, until } from '../../../test/interop/diameter-node.ts'
import { avp, reading } from './avps.ts'
import { COMMAND, RESULT, type Identity } from './base.ts'
import { encode, MESSAGE_BYTES_MAX, type Message } from './codec.ts'
import { IN_FLIGHT_MAX, UNREAD_BYTES_MAX } from './connection.ts'
import { GOODBYE_SECONDS } from './peer.ts'
import { createTeller } from './teller.ts'

const IMSI = '440101234567890'
const ELSEWHERE = { ...LOOPBACK, addresses: ['192.0.2.0/24'] }

const nodes = new TestNodes()
const { gateways } = nodes
const open = nodes.open.bind(nodes)
const gatewayOf = nodes.gatewayOf.bind(nodes)

const wish = { services: [{ group: 100, wants: null }] } as const
const named = (host: string): Identity => ({ ...GATEWAY, host })
const sessionOf = (host: string, changed: Partial<DataSession> = {}) =>
  ({
    sessionKey: 'pgw;1;1',
    reach: { host, realm: 'test.local' },
    ...changed,
  }) as unknown as DataSession

afterEach(() => nodes.close())
after(() => assert.equal(nodes.faults.length, 1, 'only the fault that a test made'))

describe('A gateway of ours', () => {
  it('is let in, asks for credit, reports, and ends its session', async () => {
    const charging = memoryCharging({ [IMSI]: 2_500_000n })
    const server = await open(charging)
    const gateway = await gatewayOf(server)
    const first = await gateway.credit({ session: 's1', type: 'initial', number: 0, ...wish })
    assert.equal(resultOf(first), 2001)
    assert.equal(serviceIn(first, 100).granted, 1_000_000n)
    const used = [{ group: 100, used: 1_000_000n, wants: null }]
    const next = await gateway.credit({ session: 's1', type: 'update', number: 1, services: used })
    assert.equal(serviceIn(next, 100).granted, 1_000_000n)
    const rest = [{ group: 100, used: 400_000n }]
    const end = { session: 's1', type: 'termination', number: 2, services: rest } as const
    assert.equal(resultOf(await gateway.credit(end)), 2001)
    assert.equal(charging.balances.get(IMSI), 1_100_000n)
    assert.deepEqual(
      charging.requests.map(({ peer, moment, sequence }) => [peer, moment, sequence]),
      [
        ['pgw.test.local', 'start', '1.0'],
        ['pgw.test.local', 'update', '2.1'],
        ['pgw.test.local', 'end', '3.2'],
      ],
    )
  })

  it('that asks again gets the same answer, also while the first is being decided', async () => {
    const charging = memoryCharging({ [IMSI]: 2_500_000n })
    const server = await open(charging)
    const [one, other] = [await gatewayOf(server), await gatewayOf(server)]
    const gate = Promise.withResolvers<void>()
    charging.gate = gate.promise
    const asked = { session: 's1', type: 'initial', number: 0, ...wish } as const
    const again = { ...asked, changed: { retransmitted: true } }
    const first = one.credit(asked)
    const second = other.credit(again)
    await until(() => server.counters.requestsJoined === 1)
    gate.resolve()
    const [a, b] = [await first, await second]
    assert.deepEqual(b.avps, a.avps)
    assert.equal(b.retransmitted, false)
    charging.gate = null
    const late = await other.credit(again)
    assert.deepEqual(late.avps, a.avps)
    assert.equal(charging.requests.length, 2)
    assert.equal(server.counters.requestsReplayed, 1)
  })

  it('is told when the door is full, and when something broke, to try again', async () => {
    const charging = memoryCharging({ [IMSI]: 1n })
    const server = await open(charging)
    const gateway = await gatewayOf(server)
    charging.answersBusy = true
    const busy = await gateway.credit({ session: 's1', type: 'initial', number: 0, ...wish })
    assert.deepEqual([resultOf(busy), busy.error], [RESULT.tooBusy, true])
    charging.throws = true
    const broken = await gateway.credit({ session: 's2', type: 'initial', number: 0, ...wish })
    assert.equal(resultOf(broken), RESULT.tooBusy)
    assert.deepEqual([server.counters.requestsBusy, server.counters.faults], [1, 1])
  })

  it('is told that nobody knows the subscriber, or the realm', async () => {
    const server = await open(memoryCharging())
    const gateway = await gatewayOf(server)
    const unknown = await gateway.credit({ session: 's1', type: 'initial', number: 0, ...wish })
    assert.equal(resultOf(unknown), 5030)
    const other = creditRequest(
      { session: 's1', type: 'initial', number: 0, ...wish },
      GATEWAY,
      gateway.nextMark(),
    )
    const lost = other.avps.map((one) =>
      one.code === 283 ? avp('Destination-Realm', 'other.example') : one,
    )
    const answer = await gateway.send({ ...other, avps: lost })
    assert.deepEqual([resultOf(answer), answer.error], [RESULT.realmNotServed, true])
  })

  it('asks whether there is credit at all', async () => {
    const server = await open(memoryCharging({ [IMSI]: 5n, '440109999999999': 0n }))
    const gateway = await gatewayOf(server)
    const check = async (imsi: string) => {
      const more = [avp('Requested-Action', 2)]
      const asked = { session: imsi, type: 'event', number: 0, imsi, more } as const
      return reading((await gateway.credit(asked)).avps).read('Check-Balance-Result')
    }
    assert.equal(await check(IMSI), 0)
    assert.equal(await check('440109999999999'), 1)
  })

  it('says by its Origin-State-Id that its sessions are over, before it asks anew', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    const server = await open(charging)
    const relay = await gatewayOf(server, named('one.dra.test.local'))
    const state = (id: number) => ({ more: [avp('Origin-State-Id', id)] })
    const ask = (session: string, id: number) => {
      const asked = { session, type: 'initial', number: 0, ...wish, ...state(id) } as const
      return relay.send(creditRequest(asked, named('pgw7.test.local'), relay.nextMark()))
    }
    await ask('s1', 5)
    await ask('s2', 5)
    assert.deepEqual(charging.restarts, [])
    await ask('s3', 6)
    await ask('s4', 4)
    assert.deepEqual(
      charging.restarts.map(({ peer, sequence }) => [peer, sequence]),
      [['pgw7.test.local', '6']],
    )
  })
})

describe('What is not wanted', () => {
  it('an unknown host is told so, and its connection ends', async () => {
    const server = await open(memoryCharging())
    const stranger = await TestGateway.reach(server.port, named('evil.example'))
    gateways.push(stranger)
    assert.equal(resultOf(await stranger.introduce()), RESULT.unknownPeer)
    await stranger.closed
    assert.equal(server.counters.connectionsEnded.unknown_peer, 1)
  })

  it('a known host from another address is unknown', async () => {
    const server = await open(memoryCharging(), { peers: [ELSEWHERE] })
    const stranger = await TestGateway.reach(server.port)
    gateways.push(stranger)
    assert.equal(resultOf(await stranger.introduce()), RESULT.unknownPeer)
    await stranger.closed
  })

  it('nothing is charged before the introduction', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    const server = await open(charging)
    const stranger = await TestGateway.reach(server.port)
    gateways.push(stranger)
    const asked = { session: 's1', type: 'initial', number: 0, ...wish } as const
    stranger.write(encode(creditRequest(asked, GATEWAY, 1)))
    await stranger.closed
    assert.equal(charging.requests.length, 0)
  })

  it('what is no Diameter, or too long, ends the connection and nothing else', async () => {
    const server = await open(memoryCharging({ [IMSI]: 9n }))
    const gateway = await gatewayOf(server)
    const long = Uint8Array.of(1, 0xff, 0xff, 0xfc)
    assert.ok(MESSAGE_BYTES_MAX < 0xff_fffc)
    for (const garbage of [Buffer.from('GET / HTTP/1.1\r\n\r\n'), long]) {
      const stranger = await TestGateway.reach(server.port)
      stranger.write(garbage)
      await stranger.closed
    }
    assert.equal(server.counters.connectionsEnded.no_diameter, 2)
    const asked = { session: 's1', type: 'initial', number: 0, ...wish } as const
    assert.equal(resultOf(await gateway.credit(asked)), 2001)
  })

  it('a message that is broken inside is answered, and the connection lives on', async () => {
    const server = await open(memoryCharging({ [IMSI]: 9n }))
    const gateway = await gatewayOf(server)
    const asked = { session: 's1', type: 'initial', number: 0, ...wish } as const
    const mark = gateway.nextMark()
    const octets = encode(creditRequest(asked, GATEWAY, mark))
    // The length of the first AVP reaches beyond the message.
    octets[20 + 5] = 0xff
    const reply = Promise.withResolvers<Message>()
    const waiting = gateway.send({ ...creditRequest(asked, GATEWAY, mark), request: false })
    waiting.then(reply.resolve, reply.reject)
    gateway.write(octets)
    assert.equal(resultOf(await reply.promise), 5014)
    assert.equal(resultOf(await gateway.credit(asked)), 2001)
    assert.equal(server.counters.messagesMalformed, 1)
    assert.equal(server.counters.answersStray, 1)
  })

  it('the answer to it bears the session, and the marks of proxies', async () => {
    const server = await open(memoryCharging())
    const gateway = await gatewayOf(server)
    const asked = { session: 's1', type: 'initial', number: 0 } as const
    const mine = avp('Proxy-Info', [
      avp('Proxy-Host', 'one.dra.test.local'),
      avp('Proxy-State', Uint8Array.of(7)),
    ])
    const request = creditRequest({ ...asked, more: [mine] }, GATEWAY, gateway.nextMark())
    const avps = [...request.avps, avp('Event-Timestamp', systemClock.now())]
    const octets = encode({ ...request, avps })
    octets[octets.length - 5] = 0xff
    const waiting = gateway.send({ ...request, request: false })
    gateway.write(octets)
    const answer = await waiting
    assert.equal(resultOf(answer), 5014)
    assert.equal(reading(answer.avps).read('Session-Id'), 's1')
    assert.equal(reading(answer.avps).group('Proxy-Info')?.read('Proxy-Host'), 'one.dra.test.local')
  })

  it('a request whose answer is longer than itself harms nobody', async () => {
    const server = await open(memoryCharging({ [IMSI]: 9n }))
    const [one, other] = [await gatewayOf(server), await gatewayOf(server)]
    const long = { session: 'x'.repeat(64_000), type: 'initial', number: 0, ...wish } as const
    const mine = avp('Proxy-Info', [
      avp('Proxy-Host', 'dra.test.local'),
      avp('Proxy-State', new Uint8Array(1_000)),
    ])
    one.write(encode(creditRequest({ ...long, more: [mine] }, GATEWAY, 99)))
    await until(() => server.counters.answersSent === 1)
    const asked = { session: 's1', type: 'initial', number: 0, ...wish } as const
    assert.equal(resultOf(await other.credit(asked)), 2001)
  })
})

describe('Load', () => {
  it('beyond what is decided at once waits in its socket, and is answered', async () => {
    const charging = memoryCharging({ [IMSI]: 10n ** 12n })
    const server = await open(charging)
    const gateway = await gatewayOf(server)
    const gate = Promise.withResolvers<void>()
    charging.gate = gate.promise
    const COUNT = IN_FLIGHT_MAX + 500
    const answers = Array.from({ length: COUNT }, (_, at) =>
      gateway.credit({ session: `s${at}`, type: 'initial', number: 0, ...wish }),
    )
    await until(() => server.inFlight() === IN_FLIGHT_MAX)
    assert.equal(charging.requests.length, IN_FLIGHT_MAX)
    gate.resolve()
    const results = new Set((await Promise.all(answers)).map(resultOf))
    assert.deepEqual([...results], [2001])
    assert.equal(server.inFlight(), 0)
    assert.ok(server.counters.writes < COUNT / 10, `${server.counters.writes} writes`)
  })
})

describe('Sessions are told', () => {
  it('by a re-auth request over the connection that last carried their gateway', async () => {
    const server = await open(memoryCharging({ [IMSI]: 9n }))
    const relays = [
      await gatewayOf(server, named('one.dra.test.local')),
      await gatewayOf(server, named('two.dra.test.local')),
    ]
    const [one, other] = relays
    assert.ok(one !== undefined && other !== undefined)
    const far = named('pgw7.test.local')
    const asked = { session: 'pgw;1;1', type: 'initial', number: 0, ...wish } as const
    await one.send(creditRequest(asked, far, one.nextMark()))
    await other.send(creditRequest({ ...asked, number: 1 }, far, other.nextMark()))
    const teller = createTeller(server, OURS)
    assert.equal(await teller.change(sessionOf(far.host), { kind: 'full', kbps: null }), 'taken')
    const order = await other.order()
    const read = reading(order.avps)
    assert.equal(order.command, COMMAND.reAuth)
    assert.deepEqual(
      [
        read.read('Session-Id'),
        read.read('Destination-Host'),
        read.read('Destination-Realm'),
        read.read('Auth-Application-Id'),
        read.read('Re-Auth-Request-Type'),
      ],
      ['pgw;1;1', far.host, 'test.local', 4, 0],
    )
    assert.equal(one.orders.length, 0)
  })

  it('to end, and what is answered is understood', async () => {
    const server = await open(memoryCharging())
    const gateway = await gatewayOf(server)
    const teller = createTeller(server, OURS)
    const told = async (result: number | null) => {
      gateway.orderResult = result
      return teller.stop(sessionOf(GATEWAY.host))
    }
    assert.equal(await told(2001), 'taken')
    assert.equal((await gateway.order()).command, COMMAND.abortSession)
    assert.equal(await told(5002), 'gone')
    assert.equal(await told(5012), 'refused')
    assert.equal(await told(3002), 'silent')
    assert.equal(await told(null), 'silent')
    assert.equal(await teller.stop(sessionOf('x', { reach: null })), 'silent')
  })

  it('again, and marked, over another connection where the first stays silent', async () => {
    const server = await open(memoryCharging())
    const silent = await gatewayOf(server)
    const relay = await gatewayOf(server, named('one.dra.test.local'))
    silent.orderResult = null
    const teller = createTeller(server, OURS)
    assert.equal(await teller.change(sessionOf(GATEWAY.host), { kind: 'none' }), 'taken')
    const [first, again] = [await silent.order(), await relay.order()]
    assert.deepEqual([first.retransmitted, again.retransmitted], [false, true])
    assert.equal(again.endToEnd, first.endToEnd)
    assert.equal(server.counters.ordersSentAgain, 1)
  })

  it('or nobody is there to be told', async () => {
    const server = await open(memoryCharging())
    const teller = createTeller(server, OURS)
    assert.equal(await teller.change(sessionOf(GATEWAY.host), { kind: 'none' }), 'silent')
  })
})

describe('Leaving', () => {
  it('answers what is being decided, says goodbye and waits for theirs', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    const server = await open(charging)
    const gateway = await gatewayOf(server)
    const gate = Promise.withResolvers<void>()
    charging.gate = gate.promise
    const asked = gateway.credit({ session: 's1', type: 'initial', number: 0, ...wish })
    await until(() => server.inFlight() === 1)
    const closed = server.close()
    gate.resolve()
    assert.equal(resultOf(await asked), 2001)
    const bye = await gateway.order()
    assert.equal(bye.command, COMMAND.disconnectPeer)
    assert.equal(reading(bye.avps).read('Disconnect-Cause'), 0)
    await closed
    assert.equal(server.counters.connectionsEnded.we_left, 1)
  })

  it('does not wait for what nobody reads', { timeout: 20_000 }, async () => {
    let now = systemClock.now()
    const server = await open(memoryCharging(), { clock: { now: () => now } })
    const deaf = await gatewayOf(server)
    deaf.socket.pause()
    const mine = avp('Proxy-Info', [
      avp('Proxy-Host', 'dra.test.local'),
      avp('Proxy-State', new Uint8Array(60_000)),
    ])
    const asked = { session: 's', type: 'initial', number: 0, more: [mine] } as const
    const octets = encode(creditRequest(asked, GATEWAY, 1))
    for (let left = 8 * UNREAD_BYTES_MAX; left > 0; left -= octets.length) deaf.write(octets)
    await until(() => {
      now = plusSeconds(now, 1)
      return server.counters.connectionsEnded.silent === 1
    })
    assert.equal(server.connections(), 0)
    const since = performance.now()
    await server.close()
    assert.ok(performance.now() - since < GOODBYE_SECONDS * 1_000)
  })

  it('of theirs is answered', async () => {
    const server = await open(memoryCharging())
    const gateway = await gatewayOf(server)
    const mark = gateway.nextMark()
    const bye = {
      ...creditRequest({ session: 's', type: 'event', number: 0 }, GATEWAY, mark),
      command: COMMAND.disconnectPeer,
      application: 0,
      proxiable: false,
      avps: [
        avp('Origin-Host', GATEWAY.host),
        avp('Origin-Realm', GATEWAY.realm),
        avp('Disconnect-Cause', 0),
      ],
    }
    assert.equal(resultOf(await gateway.send(bye)), 2001)
  })
})

describe('A grant', () => {
  it('at a throttled rate is worded as the peer has it', async () => {
    const charging = memoryCharging({ [IMSI]: 9n })
    charging.grants = { kind: 'granted', bytes: bytes(7n), kbps: 128, seconds: 60, last: null }
    const server = await open(charging, {
      peers: [{ ...LOOPBACK, speed: { kind: 'qos-information' } }],
    })
    const gateway = await gatewayOf(server)
    const answer = await gateway.credit({ session: 's1', type: 'initial', number: 0, ...wish })
    assert.equal(serviceIn(answer, 100).bits, 128_000)
  })
})
