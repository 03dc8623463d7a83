/**
 * RADIUS under mutated octets: the codec, signatures and mappings in process, and all three live
 * sockets. Nothing may throw, what is read once is written back alike, and a datagram that nobody
 * signed changes nothing. Seeded, so that a failing input is found again.
 */
import assert from 'node:assert/strict'
import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { instant } from '../../src/domain/basics/time.ts'
import { readAccess, rejectedEap } from '../../src/gateways/radius/access.ts'
import { openAccessServer } from '../../src/gateways/radius/access-server.ts'
import { readAccounting } from '../../src/gateways/radius/accounting.ts'
import { openAccountingServer } from '../../src/gateways/radius/accounting-server.ts'
import { attribute, indexAttributes, read } from '../../src/gateways/radius/attributes.ts'
import {
  checkRequest,
  checkResponse,
  emptyMessageAuthenticator,
  encodeRequest,
  encodeResponse,
} from '../../src/gateways/radius/authenticator.ts'
import { clientFinder } from '../../src/gateways/radius/clients.ts'
import { PacketCode, decode, encode, type Attribute } from '../../src/gateways/radius/codec.ts'
import { heldBytes } from './held-bytes.ts'

const SECRET = new TextEncoder().encode('fuzz secret')
const STRANGER = new TextEncoder().encode('another secret')
const ORIGIN = { client: 'nas', address: '127.0.0.1', heardAt: instant('2026-11-22T15:00:00Z') }
const MUTATIONS_MAX = 4
/** Lengths, codes and counters at their edges. */
const EDGES = [0, 1, 2, 3, 4, 19, 20, 26, 0x7f, 0x80, 0xfd, 0xff] as const
const REQUESTER = new Uint8Array(16).fill(5)
/** A socket's queue holds so many; the next go when these were heard. */
const BATCH = 50

export interface Fuzzed {
  readonly inputs: number
  readonly decoded: number
  readonly refused: number
  /** Of the decoded: read to the end, as accounting or as a question of access. */
  readonly read: number
}

/** In process. Rejects with the seed, round and octets of the first input that breaks a promise. */
export async function fuzz(given: {
  readonly seed: number
  readonly rounds: number
}): Promise<Fuzzed> {
  const roll = dice(given.seed)
  const packets = corpus()
  const seen = { inputs: 0, decoded: 0, refused: 0, read: 0 }
  for (let round = 0; round < given.rounds; round += 1) {
    const octets = mutated(packets[roll(packets.length)] ?? new Uint8Array(), roll)
    seen.inputs += 1
    try {
      readOne(octets, seen)
    } catch (fault) {
      const hex = Buffer.from(octets).toString('hex')
      throw new Error(`seed ${given.seed}, round ${round}: ${hex}`, { cause: fault })
    }
  }
  return seen
}

function readOne(octets: Uint8Array, seen: { decoded: number; refused: number; read: number }) {
  checkRequest(octets, SECRET)
  checkResponse(octets, { authenticator: REQUESTER }, SECRET)
  const decoded = decode(octets)
  if (!decoded.ok) {
    seen.refused += 1
    return
  }
  seen.decoded += 1
  const packet = decoded.value
  const again = decode(encode(packet))
  assert.ok(again.ok)
  assert.deepEqual(plain(again.value.attributes), plain(packet.attributes))
  const accounting = readAccounting(packet, ORIGIN)
  const access = readAccess(packet)
  if (accounting.ok || access.ok) seen.read += 1
  if (accounting.ok && accounting.value.kind === 'charging') {
    for (const { usedBytes } of accounting.value.request.services)
      assert.ok((usedBytes ?? 0n) >= 0n)
  }
  rejectedEap(packet)
  read(indexAttributes(packet), 'Error-Cause')
}

function plain(attributes: readonly Attribute[]) {
  return attributes.map(({ type, value }) => [type, Buffer.from(value).toString('hex')])
}

/** Valid packets of every kind that we read. */
function corpus(): readonly Uint8Array[] {
  const card = [
    attribute('NAS-Identifier', 'pgw01'),
    attribute('NAS-IP-Address', '192.0.2.7'),
    attribute('User-Name', '440101234567890@internet'),
    attribute('3GPP-IMSI', '440101234567890'),
    attribute('Framed-IPv6-Prefix', '2001:db8:0:7::/64'),
  ]
  const counters = [
    attribute('Acct-Status-Type', 3),
    attribute('Acct-Session-Id', new TextEncoder().encode('5f01a2b3')),
    attribute('Acct-Session-Time', 600),
    attribute('Acct-Input-Octets', 0xffff_ffff),
    attribute('Acct-Output-Octets', 4_096),
    attribute('Acct-Output-Gigawords', 1),
    attribute('Event-Timestamp', instant('2026-11-22T15:00:00Z')),
  ]
  const signature = emptyMessageAuthenticator()
  const request = (code: number, ...attributes: Attribute[]) =>
    encodeRequest({ code, identifier: 7, authenticator: REQUESTER, attributes }, SECRET)
  const response = (code: number, ...attributes: Attribute[]) =>
    encodeResponse({ code, attributes }, { identifier: 7, authenticator: REQUESTER }, SECRET)
  return [
    request(PacketCode.accountingRequest, ...counters, ...card),
    request(PacketCode.accountingRequest, signature, attribute('Acct-Status-Type', 7), ...card),
    request(PacketCode.accessRequest, signature, ...card),
    request(PacketCode.accessRequest, signature, attribute('EAP-Message', REQUESTER), ...card),
    request(PacketCode.statusServer, signature),
    response(PacketCode.coaAck, signature),
    response(PacketCode.disconnectNak, attribute('Error-Cause', 503)),
  ]
}

function mutated(octets: Uint8Array, roll: (below: number) => number): Uint8Array {
  const bytes = Uint8Array.from(octets)
  for (let change = roll(MUTATIONS_MAX + 1); change > 0; change -= 1) {
    bytes[roll(bytes.length)] = roll(2) === 0 ? roll(256) : (EDGES[roll(EDGES.length)] ?? 0)
  }
  if (roll(8) === 0) return bytes.subarray(0, roll(bytes.length + 1))
  return roll(16) === 0 ? Uint8Array.from([...bytes, ...bytes]) : bytes
}

/** Mulberry32: small, seeded, and good enough to choose octets. */
function dice(seed: number): (below: number) => number {
  let state = seed | 0
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

export interface SocketsFuzzed {
  readonly inputs: number
  /** Handed on to charging, all of them signed. */
  readonly charged: number
  readonly bytesGrown: number
}

/**
 * At the live ports of accounting and access: a third of the inputs is mutated and then signed, a
 * third signed with another secret, a third mutated after signing. Charging may hear of the first
 * third alone; both ports answer a Status-Server at the end.
 */
export async function fuzzSockets(given: {
  readonly seed: number
  readonly rounds: number
}): Promise<SocketsFuzzed> {
  const roll = dice(given.seed)
  const asked = { charged: 0 }
  const ports = await openPorts(asked)
  const socket = createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  socket.on('message', () => {})
  const packets = corpus()
  let signed = 0
  let sent = 0
  const before = heldBytes()
  try {
    while (sent < given.rounds) {
      for (let at = 0; at < BATCH && sent < given.rounds; at += 1) {
        const original = packets[roll(packets.length)] ?? new Uint8Array()
        const secret = [SECRET, STRANGER, null][roll(3)] ?? null
        const octets = resigned(mutated(original, roll), secret)
        if (isSigned(octets)) signed += 1
        const port = ports[roll(ports.length)]
        socket.send(octets, port?.port ?? 0, '127.0.0.1')
        sent += 1
      }
      await heard(ports, sent)
    }
    for (const { port } of ports) await alive(socket, port)
    assert.ok(asked.charged <= signed, `${asked.charged} charged, ${signed} signed`)
  } finally {
    socket.close()
    for (const one of ports) await one.close()
  }
  return {
    inputs: sent,
    charged: asked.charged,
    bytesGrown: heldBytes() - before,
  }
}

async function openPorts(asked: { charged: number }) {
  const shared = {
    host: '127.0.0.1',
    port: 0,
    findClient: clientFinder([
      {
        name: 'nas',
        addresses: '127.0.0.1',
        secret: 'fuzz secret',
        requireMessageAuthenticator: false,
        dialect: 'mikrotik',
        coaPort: null,
      },
    ]),
    clock: systemClock,
    onFault: (fault: unknown) => assert.fail(String(fault)),
  }
  const charge = async () => {
    asked.charged += 1
    return { kind: 'recorded', replayed: false, services: [] } as const
  }
  const accounting = { charge, peerRestarted: charge }
  const admit = async () => {
    asked.charged += 1
    return { kind: 'unknown_subscriber' } as const
  }
  const portalUrl = 'https://renew.example.jp'
  const policy = { prefix: '', portalUrl, idleSeconds: null, interimSeconds: 600 }
  return [
    await openAccountingServer({ ...shared, accounting }),
    await openAccessServer({ ...shared, charging: { admit }, policy }),
  ]
}

/** Signed with a secret where it still is a packet. */
function resigned(octets: Uint8Array, secret: Uint8Array | null): Uint8Array {
  const decoded = decode(octets)
  return decoded.ok && secret !== null ? encodeRequest(decoded.value, secret) : octets
}

function isSigned(octets: Uint8Array): boolean {
  const { authenticator, messageAuthenticator } = checkRequest(octets, SECRET)
  return authenticator === 'valid' || messageAuthenticator === 'valid'
}

async function heard(
  ports: readonly { readonly counters: { readonly received: number } }[],
  sent: number,
): Promise<void> {
  const received = () => ports.reduce((sum, { counters }) => sum + counters.received, 0)
  while (received() < sent) await new Promise((resolve) => setImmediate(resolve))
}

async function alive(socket: Socket, port: number): Promise<void> {
  const status = encodeRequest(
    {
      code: PacketCode.statusServer,
      identifier: 255,
      authenticator: new Uint8Array(16).fill(port & 0xff),
      attributes: [emptyMessageAuthenticator()],
    },
    SECRET,
  )
  const { promise, resolve } = Promise.withResolvers<void>()
  socket.on('message', (answer, from) => {
    const request = { authenticator: status.subarray(4, 20) }
    if (from.port === port && checkResponse(answer, request, SECRET).authenticator === 'valid') {
      resolve()
    }
  })
  socket.send(status, port, '127.0.0.1')
  await promise
}
