/**
 * Nchf under mutated bodies and octets: reading, mapping and answering in process, and a live
 * gateway at a socket, asked by strangers and by a peer. Nothing may throw, every answer is JSON,
 * and a stranger changes nothing. Seeded, so that a failing input is found again.
 */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect as connectPlain } from 'node:net'
import type { ChargingAnswer, ChargingRequest } from '../../src/domain/charging/request.ts'
import { wordAnswer } from '../../src/gateways/nchf/answering.ts'
import { readChargingData } from '../../src/gateways/nchf/charging-data.ts'
import { openPeer, referenceOf } from '../../src/gateways/nchf/example-peer.ts'
import {
  generous,
  PREFIX,
  reportBody,
  startBody,
  TERMS,
} from '../../src/gateways/nchf/example-requests.ts'
import { openNchfGateway } from '../../src/gateways/nchf/gateway.ts'
import { factsOf, toChargingRequest } from '../../src/gateways/nchf/mapping.ts'
import { createReferences, REFERENCE_KEY_BYTES } from '../../src/gateways/nchf/references.ts'
import { heldBytes } from './held-bytes.ts'

const KEY = new Uint8Array(REFERENCE_KEY_BYTES).fill(3)
const TOKEN = 'a-token-of-the-fuzzing-peer'
const MUTATIONS_MAX = 4
/** What is put in the place of a value. */
const EDGES: readonly unknown[] = [
  null,
  '',
  0,
  -1,
  1,
  1.5,
  2 ** 31,
  2 ** 32,
  2 ** 46,
  2 ** 53,
  2 ** 64,
  true,
  false,
  [],
  {},
  [[]],
  'imsi-',
  'msisdn-1',
  '2026-02-30T25:61:61Z',
  '+275760-09-13T00:00:00Z',
  '\u0000',
  '\ud800',
  'x'.repeat(1_000),
  'http://[::1',
  '::',
  '255.255.255.255',
  '2001:db8::/129',
  { __proto__: null },
]
const NAMES = ['__proto__', 'constructor', 'ratingGroup', 'totalVolume', 'toString', 'a/b~c']
/** Cut or doubled at any place, and with these put in. */
const PIECES = ['{', '}', '[', ']', '"', ',', ':', '\\', '\\u', '1e999', '-', '\0', 'nul', '\ufeff']

type Dice = (below: number) => number

/** A small generator that gives the same numbers for the same seed (xorshift32). */
function diceOf(seed: number): Dice {
  let state = (seed >>> 0) | 1
  return (below) => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % below
  }
}

function corpus(): readonly object[] {
  const used = { uplinkVolume: 5, downlinkVolume: 7, triggers: [{ triggerType: 'FINAL' }] }
  const many = [1, 2, 2].map((ratingGroup) => ({
    ratingGroup,
    uPFID: 'upf',
    requestedUnit: { totalVolume: 9 },
    usedUnitContainer: [{ totalVolume: 1 }, { downlinkVolume: 2 }],
  }))
  return [
    startBody(),
    startBody({ multipleUnitUsage: many, oneTimeEvent: true, oneTimeEventType: 'PEC' }),
    reportBody(1, { used }),
    reportBody(2, { used: { totalVolume: 3 }, wants: null }),
  ]
}

/** One body, its values replaced, dropped or added; sometimes its text cut or patched. */
function mutated(bodies: readonly object[], dice: Dice): string {
  const body = structuredClone(bodies[dice(bodies.length)] ?? {})
  for (let left = 1 + dice(MUTATIONS_MAX); left > 0; left -= 1) mutateWithin(body, dice)
  const text = JSON.stringify(body)
  return dice(4) === 0 ? patched(text, dice) : text
}

function mutateWithin(start: object, dice: Dice): void {
  let at = start as Record<string, unknown>
  for (;;) {
    const names = Object.keys(at)
    const name = names[dice(Math.max(names.length, 1))] ?? 'new'
    const inner = at[name]
    if (typeof inner === 'object' && inner !== null && dice(3) > 0) {
      at = inner as Record<string, unknown>
      continue
    }
    const kind = dice(6)
    if (kind === 0) delete at[name]
    else if (kind === 1) define(at, NAMES[dice(NAMES.length)] ?? name, dice)
    else define(at, name, dice)
    return
  }
}

function define(at: object, name: string, dice: Dice): void {
  const value = structuredClone(EDGES[dice(EDGES.length)])
  Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true })
}

function patched(text: string, dice: Dice): string {
  const [from, to] = [dice(text.length + 1), dice(text.length + 1)]
  const piece = PIECES[dice(PIECES.length)] ?? ''
  if (dice(3) === 0) return text.slice(0, from)
  return text.slice(0, from) + piece + text.slice(dice(2) === 0 ? from : to)
}

export interface Fuzzed {
  readonly inputs: number
  readonly refused: number
  readonly charged: number
}

/** In process. Throws with the input where something is not as it must be. */
export async function fuzz({ seed, rounds }: { seed: number; rounds: number }): Promise<Fuzzed> {
  const dice = diceOf(seed)
  const bodies = corpus()
  const references = createReferences(KEY)
  const figures = { inputs: 0, refused: 0, charged: 0 }
  for (let round = 0; round < rounds; round += 1) {
    const text = mutated(bodies, dice)
    figures.inputs += 1
    try {
      const isCharged = readAndAnswer(text, references)
      figures[isCharged ? 'charged' : 'refused'] += 1
    } catch (fault) {
      throw new Error(`seed ${seed}, round ${round}: ${text}`, { cause: fault })
    }
  }
  return figures
}

function readAndAnswer(text: string, references: ReturnType<typeof createReferences>): boolean {
  const read = readChargingData(text)
  if (!read.ok) return false
  const data = read.value
  const subscriber = data.subscriber ?? { imsi: '440100000000001', msisdn: null, iccid: null }
  const facts = factsOf(data, subscriber)
  assert.deepEqual(references.open(references.seal(facts)), facts)
  const request = toChargingRequest(data, { moment: 'update', facts })
  checkRequest(request)
  const answer = generous(request)
  assert.ok(answer.kind === 'recorded')
  const worded = wordAnswer(answer.services, { data, facts, isStart: false }, TERMS)
  assert.equal(typeof JSON.parse(worded), 'object')
  return true
}

/** What the application relies on, and what a database can keep. */
function checkRequest(request: ChargingRequest): void {
  const groups = request.services.map(({ ratingGroup }) => ratingGroup)
  assert.equal(new Set(groups).size, groups.length)
  for (const { usedBytes, wants } of request.services) {
    for (const volume of [usedBytes, wants?.bytes ?? null]) {
      assert.ok(volume === null || (volume >= 0n && volume < 2n ** 63n))
    }
  }
  const texts = JSON.stringify([request.peer, request.endReason, request.reach, request.subscriber])
  assert.ok(!/\\u0000|\\ud[89a-f]/.test(texts), texts)
}

export interface SocketFuzzed {
  readonly inputs: number
  readonly answered: number
  /** Connections of octets that are no HTTP/2, or cut short. */
  readonly broken: number
  /** Of heap and buffers after all of it, less those after the first tenth. */
  readonly bytesGrown: number
}

/** A live gateway: bodies from a peer and from strangers, and octets that are no HTTP/2. */
export async function fuzzSocket({
  seed,
  rounds,
}: {
  seed: number
  rounds: number
}): Promise<SocketFuzzed> {
  const dice = diceOf(seed)
  const bodies = corpus()
  const faults: unknown[] = []
  const seen = { charged: 0 }
  const gateway = await openFuzzed(faults, () => (seen.charged += 1))
  const port = gateway.plain?.port ?? 0
  const figures = { inputs: 0, answered: 0, broken: 0 }
  let base = 0
  try {
    while (figures.inputs < rounds) {
      const texts = Array.from({ length: 1 + dice(40) }, () => mutated(bodies, dice))
      figures.inputs += texts.length
      const before = seen.charged
      const who = dice(3)
      if (who === 0) {
        await speakOctets(port, texts, dice)
        figures.broken += 1
      } else {
        figures.answered += await askAll(port, texts, { dice, isStranger: who === 1 })
      }
      if (who < 2) assert.equal(seen.charged, before, `seed ${seed}: a stranger was charged`)
      if (base === 0 && figures.inputs >= rounds / 10) base = heldBytes()
    }
    assert.deepEqual(faults, [])
    const peer = openPeer(`http://127.0.0.1:${port}`)
    assert.equal((await peer.ask({ body: startBody(), headers: PROVEN })).status, 201)
    await peer.close()
    return { ...figures, bytesGrown: heldBytes() - base }
  } finally {
    await gateway.close()
  }
}

const PROVEN = { authorization: `Bearer ${TOKEN}` }

function openFuzzed(faults: unknown[], onCharge: () => void) {
  return openNchfGateway({
    host: '127.0.0.1',
    prefix: PREFIX,
    plain: { port: 0 },
    secure: null,
    callers: { tokens: [{ name: 'fuzzing', token: TOKEN }], peers: [] },
    notify: { hosts: [], privateAddresses: false, isPrivate: () => true },
    terms: TERMS,
    referenceKey: KEY,
    charging: {
      charge: (request): Promise<ChargingAnswer> => {
        onCharge()
        return Promise.resolve(generous(request))
      },
    },
    onFault: (fault) => void faults.push(fault),
  })
}

/** All over one connection; a stranger may lose it half way. Answers how many were answered. */
async function askAll(
  port: number,
  texts: readonly string[],
  { dice, isStranger }: { readonly dice: Dice; readonly isStranger: boolean },
): Promise<number> {
  const peer = openPeer(`http://127.0.0.1:${port}`)
  const headers = isStranger ? {} : PROVEN
  const created = await peer.ask({ body: startBody(), headers })
  const reference = referenceOf(created)
  const paths = ['', `/${reference}/update`, `/${reference}/release`, '/made-up/update', '/a/b/c']
  const asked = texts.map(async (body) => {
    const path = paths[dice(paths.length)] ?? ''
    const { status, text } = await peer.ask({ path, body, headers })
    if (isStranger) assert.equal(status, 401)
    else assert.ok(status < 500, `${status} ${text}`)
    if (status !== 204) JSON.parse(text)
    return status
  })
  const outcomes = await Promise.allSettled(asked)
  await peer.close()
  const lost = outcomes.filter((one) => one.status === 'rejected')
  if (!isStranger && lost[0] !== undefined) throw lost[0].reason
  return outcomes.length - lost.length
}

const PREFACE = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'

/** With or without the preface of HTTP/2, then settings, then frames of any kind and length. */
async function speakOctets(port: number, texts: readonly string[], dice: Dice): Promise<void> {
  const socket = connectPlain({ host: '127.0.0.1', port })
  socket.on('error', () => {})
  socket.resume()
  const closed = once(socket, 'close')
  if (dice(4) > 0) socket.write(PREFACE)
  if (dice(4) > 0) socket.write(Uint8Array.from([0, 0, 0, 4, 0, 0, 0, 0, 0]))
  for (const text of texts) {
    const content = Buffer.from(text).subarray(0, dice(400))
    const length = dice(3) === 0 ? dice(2 ** 24) : content.length
    const header = [length >> 16, (length >> 8) & 255, length & 255, dice(12), dice(256)]
    socket.write(Buffer.concat([Uint8Array.from([...header, 0, 0, 0, dice(8)]), content]))
  }
  socket.end()
  await closed
}
