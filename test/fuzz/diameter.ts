/**
 * Diameter under mutated octets: the codec and the reading of credit control in process, and a live
 * node at a socket. Nothing may throw, what is read once is written back alike, and who has not
 * said who they are changes nothing. Seeded, so that a failing input is found again.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect } from 'node:net'
import { systemClock } from '../../src/adapters/system/clock.ts'
import { avp } from '../../src/gateways/diameter/avps.ts'
import {
  answer,
  capabilitiesRequest,
  watchdogRequest,
  type Identity,
} from '../../src/gateways/diameter/base.ts'
import { decode, encode } from '../../src/gateways/diameter/codec.ts'
import { readCreditControl } from '../../src/gateways/diameter/credit-control.ts'
import { createFraming } from '../../src/gateways/diameter/framing.ts'
import type { PeerSetting } from '../../src/gateways/diameter/peers.ts'
import { openDiameterServer } from '../../src/gateways/diameter/server.ts'
import { memoryCharging } from '../interop/diameter-charging.ts'
import { creditRequest, GATEWAY, TestGateway } from '../interop/diameter-gateway.ts'
import { heldBytes } from './held-bytes.ts'

const OURS = { host: 'ocs.test.local', realm: 'test.local' }
const PEER: PeerSetting = {
  host: '*.test.local',
  addresses: ['127.0.0.1'],
  final: { kind: 'terminate' },
  speed: { kind: 'none' },
  relay: false,
  connect: null,
}
const IMSI = '440101234567890'
const MUTATIONS_MAX = 4
/** Lengths and codes at their edges. */
const EDGES = [0, 1, 3, 4, 7, 8, 12, 19, 20, 0x7f, 0x80, 0xff] as const

/** Octets of one kind of message each. */
function corpus(): readonly Uint8Array[] {
  const marks = { hopByHop: 1, endToEnd: 1 }
  const information = avp('Service-Information', [
    avp('PS-Information', [avp('PDP-Address', '100.64.0.9'), avp('Called-Station-Id', 'apn')]),
  ])
  const services = [
    { group: 100, used: 5n, wants: null },
    { group: 200, used: 7n, wants: 9n },
  ]
  const types = ['initial', 'update', 'termination'] as const
  const credits = types.map((type, number) =>
    creditRequest({ session: 's;1', type, number, services, more: [information] }, GATEWAY, 1),
  )
  const more = [avp('Requested-Action', 0), avp('Requested-Service-Unit', [])]
  const event = creditRequest({ session: 's;2', type: 'event', number: 0, more }, GATEWAY, 1)
  const told = answer(event, OURS, { result: 2001, failed: information })
  const introduction = capabilitiesRequest(GATEWAY, marks)
  return [...credits, event, told, introduction, watchdogRequest(GATEWAY, marks)].map(encode)
}

/** A small generator that gives the same numbers for the same seed (xorshift32). */
function diceOf(seed: number): (below: number) => number {
  let state = (seed >>> 0) | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

function mutated(bytes: Uint8Array, dice: (below: number) => number): Uint8Array {
  let one = bytes.slice()
  for (let left = 1 + dice(MUTATIONS_MAX); left > 0; left -= 1) {
    const at = dice(Math.max(one.length, 1))
    switch (dice(5)) {
      case 0:
        one[at] = dice(256)
        break
      case 1:
        one[at] = EDGES[dice(EDGES.length)] ?? 0
        break
      case 2:
        one[at] = (one[at] ?? 0) ^ (1 << dice(8))
        break
      case 3:
        one = one.slice(0, at)
        break
      case 4:
        one = Uint8Array.from([...one.subarray(0, at), ...one.subarray(dice(at + 1))])
    }
  }
  // Half of them say their true length, so that what is inside is reached.
  if (one.length >= 4 && dice(2) === 0) {
    one = one.slice(0, one.length & ~3)
    one[0] = 1
    one[1] = 0
    one[2] = one.length >> 8
    one[3] = one.length & 0xff
  }
  return one
}

export interface Fuzzed {
  readonly inputs: number
  readonly decoded: number
  readonly refused: number
  readonly charged: number
}

/** Codec and reading, in process. Throws with the input where something is not as it must be. */
export async function fuzz({ seed, rounds }: { seed: number; rounds: number }): Promise<Fuzzed> {
  const dice = diceOf(seed)
  const seeds = corpus()
  const figures = { inputs: 0, decoded: 0, refused: 0, charged: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const octets = mutated(seeds[dice(seeds.length)] ?? new Uint8Array(), dice)
    figures.inputs += 1
    try {
      read(octets, figures)
    } catch (fault) {
      const hex = Buffer.from(octets).toString('hex')
      throw new Error(`seed ${seed}, round ${round}: ${hex}`, { cause: fault })
    }
  }
  return figures
}

function read(octets: Uint8Array, figures: { decoded: number; refused: number; charged: number }) {
  createFraming().add(octets)
  const decoded = decode(octets)
  if (!decoded.ok) {
    figures.refused += 1
    return
  }
  figures.decoded += 1
  const again = decode(encode(decoded.value))
  assert.ok(again.ok, 'what was read can be written and read again')
  const { asked, echo } = readCreditControl(decoded.value, OURS)
  if (asked.kind === 'charge') figures.charged += 1
  if (!decoded.value.request) return
  const failed = asked.kind === 'refused' && asked.failed !== null ? { failed: asked.failed } : {}
  encode(answer(decoded.value, OURS, { result: 5012, avps: echo, ...failed }))
}

export interface SocketFuzzed {
  readonly inputs: number
  readonly connections: number
  /** Of heap and buffers after all of it, less those after the first tenth. */
  readonly bytesGrown: number
}

/** A live node: half of the inputs come from strangers, half from a peer that was let in. */
export async function fuzzSocket({
  seed,
  rounds,
}: {
  seed: number
  rounds: number
}): Promise<SocketFuzzed> {
  const dice = diceOf(seed)
  const seeds = corpus()
  const charging = memoryCharging({ [IMSI]: 10n ** 15n })
  const faults: unknown[] = []
  const server = await openDiameterServer({
    host: '127.0.0.1',
    port: 0,
    identity: OURS,
    tls: null,
    peers: [PEER],
    portalUrl: 'http://renew.test.local/',
    quotaHoldingSeconds: 600,
    charging,
    clock: systemClock,
    onFault: (fault) => faults.push(fault),
  })
  const figures = { inputs: 0, connections: 0 }
  let base = 0
  try {
    while (figures.inputs < rounds) {
      const isStranger = figures.connections % 2 === 0
      const before = charging.requests.length
      const octets = Array.from({ length: 1 + dice(40) }, () =>
        mutated(seeds[dice(seeds.length)] ?? new Uint8Array(), dice),
      )
      await speak(server.port, isStranger ? null : GATEWAY, octets)
      figures.connections += 1
      figures.inputs += octets.length
      if (isStranger) assert.equal(charging.requests.length, before, 'a stranger was charged')
      charging.requests.length = 0
      if (base === 0 && figures.inputs >= rounds / 10) base = heldBytes()
    }
    assert.deepEqual(faults, [])
    const gateway = await TestGateway.open(server.port)
    await gateway.credit({ session: 'last', type: 'initial', number: 0 })
    await gateway.leave()
    return { ...figures, bytesGrown: heldBytes() - base }
  } finally {
    await server.close()
  }
}

/** Strangers never introduce themselves rightly: their first message is a mutated one. */
async function speak(port: number, identity: Identity | null, octets: readonly Uint8Array[]) {
  const socket = connect({ host: '127.0.0.1', port })
  socket.on('error', () => {})
  socket.resume()
  const closed = once(socket, 'close')
  await Promise.race([once(socket, 'connect'), closed])
  const marks = { hopByHop: 1, endToEnd: 1 }
  if (identity !== null) socket.write(encode(capabilitiesRequest(identity, marks)))
  else socket.write(encode(creditRequest({ session: 'x', type: 'event', number: 0 }, GATEWAY, 1)))
  for (const one of octets) socket.write(one)
  socket.end()
  await closed
}
