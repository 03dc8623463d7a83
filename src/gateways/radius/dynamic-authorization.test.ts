import assert from 'node:assert/strict'
import { createSocket } from 'node:dgram'
import type { RemoteInfo } from 'node:dgram'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import type { TestContext } from 'node:test'
import { instant } from '../../domain/basics/time.ts'
import type { Entitlement } from '../../domain/line/entitlement.ts'
import { attribute, indexAttributes, read } from './attributes.ts'
import { checkRequest, emptyMessageAuthenticator, encodeResponse } from './authenticator.ts'
import { clientFinder } from './clients.ts'
import type { RadiusClientSetting } from './clients.ts'
import { PacketCode, decode } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import { IDENTIFIERS, WAITING_MAX, openDynamicAuthorization } from './dynamic-authorization.ts'
import { NAS_CLIENT, NAS_SECRET, exampleSession, until } from './example-nas.ts'
import { PATIENCE_MS, SENDINGS_MAX } from './retransmission.ts'

const NOW = instant('2026-11-22T15:00:00Z')
const FULL: Entitlement = { kind: 'full', kbps: null }
const SLOW: Entitlement = { kind: 'throttled', kbps: 300 }
const PORTAL: Entitlement = { kind: 'portal_only' }

/** Time that passes when the test says so. */
function handTimers() {
  const timers = new Set<{ readonly ms: number; readonly run: () => void }>()
  return {
    waiting: timers,
    after(ms: number, run: () => void) {
      const timer = { ms, run }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    /** Rings the one that is due first, and answers how long it had been. */
    ring(): number {
      const [first] = [...timers].toSorted((one, other) => one.ms - other.ms)
      assert.ok(first !== undefined, 'something is waited for')
      timers.delete(first)
      first.run()
      return first.ms
    },
  }
}

/** A client of ours and a NAS that answers as the test has it. */
async function nasTold(context: TestContext, client: Partial<RadiusClientSetting> = {}) {
  const socket = createSocket({ type: 'udp4', recvBufferSize: 1 << 20 })
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  context.after(() => socket.close())
  const heard: { readonly packet: Packet; readonly octets: Uint8Array; from: RemoteInfo }[] = []
  socket.on('message', (octets, from) => {
    const decoded = decode(octets)
    assert.ok(decoded.ok)
    heard.push({ packet: decoded.value, octets, from })
  })
  const clients = {
    find: clientFinder([{ ...NAS_CLIENT, coaPort: socket.address().port, ...client }]),
  }
  const timers = handTimers()
  const told = await openDynamicAuthorization({
    host: '127.0.0.1',
    findClient: (address) => clients.find(address),
    naming: { prefix: 'tsuzuki-', portalUrl: 'https://renew.example.jp' },
    clock: { now: () => NOW },
    timers,
    // Chance exactly in the middle: waits as they stand.
    dice: { bytes: (count) => new Uint8Array(count).fill(0x80, 0, 1) },
    onFault: (fault) => assert.fail(String(fault)),
  })
  context.after(() => told.close())
  const request = async (at: number) => {
    await until(() => heard.length > at)
    const one = heard[at]
    assert.ok(one !== undefined)
    return one
  }
  async function answer(at: number, code: number, ...attributes: Attribute[]) {
    const { packet, from } = await request(at)
    socket.send(encodeResponse({ code, attributes }, packet, NAS_SECRET), from.port, from.address)
  }
  return { told, teller: told.teller, timers, heard, request, answer, socket, clients }
}

const textOf = ({ attributes }: Packet, name: 'Filter-Id' | 'User-Name' | 'NAS-Identifier') =>
  read(
    indexAttributes({ code: 43, identifier: 0, authenticator: new Uint8Array(16), attributes }),
    name,
  )

describe('telling a NAS', () => {
  it('of a change is a CoA-Request that names the session, signed and stamped', async (context) => {
    const { teller, request, answer, told } = await nasTold(context, { dialect: 'filter-id' })
    const taken = teller.change(exampleSession(), SLOW)
    const { packet, octets } = await request(0)
    assert.equal(packet.code, PacketCode.coaRequest)
    assert.deepEqual(checkRequest(octets, NAS_SECRET), {
      authenticator: 'valid',
      messageAuthenticator: 'valid',
    })
    assert.equal(octets[20], emptyMessageAuthenticator().type)
    const index = indexAttributes(packet)
    const session = Buffer.from(read(index, 'Acct-Session-Id') ?? [])
    assert.equal(session.toString(), '5f01a2b3-0001')
    assert.equal(textOf(packet, 'User-Name'), '440101234567890@internet')
    assert.equal(textOf(packet, 'NAS-Identifier'), 'pgw01')
    assert.equal(read(index, 'Framed-IP-Address'), '100.64.0.10')
    assert.equal(read(index, 'Event-Timestamp')?.toString(), NOW.toString())
    assert.equal(textOf(packet, 'Filter-Id'), 'tsuzuki-300k')
    await answer(0, PacketCode.coaAck)
    assert.equal(await taken, 'taken')
    assert.equal(told.counters.acknowledged, 1)
    assert.equal(told.open(), 0)
  })

  it('is a disconnect where it has no words for what is to be', async (context) => {
    const { teller, request, answer, heard } = await nasTold(context, { dialect: 'wispr' })
    const asked = [
      () => teller.change(exampleSession(), PORTAL),
      () => teller.change(exampleSession(), { kind: 'none' }),
      () => teller.change(exampleSession({ told: PORTAL }), FULL),
      () => teller.stop(exampleSession()),
    ]
    for (const [at, ask] of asked.entries()) {
      const taken = ask()
      assert.equal((await request(at)).packet.code, PacketCode.disconnectRequest)
      await answer(at, PacketCode.disconnectAck)
      assert.equal(await taken, 'taken')
    }
    assert.equal(heard.length, asked.length)
  })

  it('changes to the portal and back where its dialect can', async (context) => {
    const { teller, request, answer } = await nasTold(context, { dialect: 'filter-id' })
    const shut = teller.change(exampleSession(), PORTAL)
    assert.equal(textOf((await request(0)).packet, 'Filter-Id'), 'tsuzuki-portal')
    await answer(0, PacketCode.coaAck)
    await shut
    const open = teller.change(exampleSession({ told: PORTAL }), FULL)
    assert.equal(textOf((await request(1)).packet, 'Filter-Id'), 'tsuzuki-full')
    await answer(1, PacketCode.coaAck)
    assert.equal(await open, 'taken')
  })

  it('says nothing of speeds to a NAS that knows none', async (context) => {
    const { teller, heard } = await nasTold(context)
    assert.equal(await teller.change(exampleSession(), SLOW), 'taken')
    assert.equal(heard.length, 0)
  })
})

describe('what a NAS answers', () => {
  it('is told apart: no such session, and any other refusal', async (context) => {
    const { teller, answer, told } = await nasTold(context)
    const causes = [503, 406, 407, null]
    const said = []
    for (const [at, cause] of causes.entries()) {
      const asked = teller.stop(exampleSession())
      const why = cause === null ? [] : [attribute('Error-Cause', cause)]
      await answer(at, PacketCode.disconnectNak, ...why)
      said.push(await asked)
    }
    assert.deepEqual(said, ['gone', 'refused', 'refused', 'refused'])
    assert.deepEqual(told.counters.refused, { session_gone: 1, other: 3 })
  })

  it('counts only from the NAS itself, to what was asked, with its secret', async (context) => {
    const { teller, answer, request, told, socket } = await nasTold(context)
    const asked = teller.stop(exampleSession())
    const { packet, from } = await request(0)
    const ack = { code: PacketCode.disconnectAck, attributes: [] }
    const stranger = createSocket('udp4')
    context.after(() => stranger.close())
    stranger.send(encodeResponse(ack, packet, NAS_SECRET), from.port, from.address)
    await until(() => told.counters.dropped.unasked === 1)
    socket.send(encodeResponse(ack, packet, new Uint8Array([1])), from.port, from.address)
    await until(() => told.counters.dropped.wrong_authenticator === 1)
    await answer(0, PacketCode.coaAck)
    await until(() => told.counters.dropped.unasked === 2)
    const other = { ...packet, identifier: packet.identifier + 1 }
    socket.send(encodeResponse(ack, other, NAS_SECRET), from.port, from.address)
    await until(() => told.counters.dropped.unasked === 3)
    socket.send(Uint8Array.of(41, 0), from.port, from.address)
    await until(() => told.counters.dropped.malformed === 1)
    assert.equal(told.open(), 1)
    await answer(0, PacketCode.disconnectAck)
    assert.equal(await asked, 'taken')
  })
})

describe('a NAS that is silent', () => {
  it('is sent the same octets again, then given up', async (context) => {
    const { teller, timers, heard, request, told } = await nasTold(context)
    const asked = teller.stop(exampleSession())
    const waits: number[] = []
    const first = await request(0)
    for (let sending = 1; sending < SENDINGS_MAX; sending += 1) {
      waits.push(timers.ring())
      assert.deepEqual((await request(sending)).octets, first.octets)
    }
    waits.push(timers.ring())
    assert.equal(await asked, 'silent')
    assert.deepEqual(waits, [2_000, 4_000, 8_000, 14_000])
    assert.equal(
      waits.reduce((sum, wait) => sum + wait),
      PATIENCE_MS,
    )
    assert.equal(heard.length, SENDINGS_MAX)
    assert.equal(told.counters.resent, SENDINGS_MAX - 1)
    assert.equal(told.counters.silent, 1)
    assert.equal(timers.waiting.size, 0)
  })

  it('that answers a later sending has answered', async (context) => {
    const { teller, timers, request, answer } = await nasTold(context)
    const asked = teller.stop(exampleSession())
    await request(0)
    timers.ring()
    await answer(1, PacketCode.disconnectAck)
    assert.equal(await asked, 'taken')
    assert.equal(timers.waiting.size, 0)
  })

  it('is not asked at all when there is nobody to ask', async (context) => {
    const { teller, clients, told, heard } = await nasTold(context)
    const known = clients.find
    assert.equal(await teller.stop(exampleSession({ reach: null })), 'silent')
    clients.find = () => null
    assert.equal(await teller.stop(exampleSession()), 'silent')
    clients.find = clientFinder([{ ...NAS_CLIENT, name: 'another', coaPort: 3799 }])
    assert.equal(await teller.stop(exampleSession()), 'silent')
    clients.find = clientFinder([NAS_CLIENT])
    assert.equal(await teller.stop(exampleSession()), 'silent')
    clients.find = known
    assert.equal(told.counters.unreachable, 4)
    assert.equal(heard.length, 0)
  })

  it('holds so many requests, so many more wait, and the rest is not asked', async (context) => {
    const { teller, told, heard, request, answer } = await nasTold(context)
    const all = IDENTIFIERS + WAITING_MAX
    const asked = Array.from({ length: all }, () => teller.stop(exampleSession()))
    assert.equal(told.open(), all)
    assert.equal(await teller.stop(exampleSession()), 'silent')
    assert.equal(told.counters.overflowed, 1)
    await until(() => heard.length === IDENTIFIERS)
    assert.equal(new Set(heard.map(({ packet }) => packet.identifier)).size, IDENTIFIERS)
    await answer(7, PacketCode.disconnectAck)
    assert.equal(await asked[7], 'taken')
    const next = await request(IDENTIFIERS)
    assert.equal(next.packet.identifier, heard[7]?.packet.identifier, 'the one that was freed')
    await told.close()
    assert.deepEqual(new Set((await Promise.all(asked)).toSpliced(7, 1)), new Set(['silent']))
  })
})
