/**
 * What the networks report: sessions whose counters run since their start or since the last report,
 * packets that are lost, late, out of order and repeated, and peers that restart.
 */
import { bytes } from '../src/domain/basics/data-volume.ts'
import { secondsBetween } from '../src/domain/basics/time.ts'
import type { SessionTeller, Told } from '../src/app/charging/ports.ts'
import type { ChargingRequest, ServiceRequest } from '../src/domain/charging/request.ts'
import { toJsonText } from '../src/domain/basics/json.ts'
import { expect, type SessionTruth } from './outside.ts'
import { insist, onTheWay, type Reading, type Session, type SimLine, type World } from './world.ts'

const PEERS = ['nas-1', 'nas-2', 'pgw'] as const
const SESSIONS_MAX = 12
const SENT_KEPT = 4
/** Never arrives and is never sent again. */
const LOST_SHARE = 0.04
const DELAY_SECONDS_MAX = 180

export async function startSession(world: World, chosen: SimLine): Promise<void> {
  const { chance } = world
  if (world.sessions.length >= SESSIONS_MAX) return
  const line = chance.happens(0.3) ? chosen : (lineWithPack(world) ?? chosen)
  const peer = chance.pick(PEERS)
  const key = `s${world.outside.sessions.size}`
  const name = `${peer}|${key}`
  const protocol = peer === 'pgw' ? 'diameter' : 'radius'
  const counting = peer === 'pgw' ? 'since_last_report' : 'since_session_start'
  const truth: SessionTruth = {
    name,
    line: line.id,
    counting,
    acknowledged: new Map(),
    answers: new Map(),
  }
  world.outside.sessions.set(name, truth)
  const session: Session = {
    truth,
    line,
    protocol,
    peer,
    key,
    address: `10.0.0.${chance.below(6)}`,
    bytesCounted: 0n,
    reports: 0,
    sent: [],
  }
  world.sessions.push(session)
  await send(world, session, read(world, session, 'start'))
}

/** Of the line that was renewed last, or the one before. */
function lineWithPack({ chance, lines, store }: World): SimLine | undefined {
  const packs = [...store.tables.packs.values()].slice(-4)
  const pack = chance.pickAny(packs)
  return lines.find(({ id }) => id === pack?.line)
}

export async function interim(world: World): Promise<void> {
  const session = world.chance.pickAny(world.sessions)
  if (session !== undefined) await send(world, session, read(world, session, 'update'))
}

export async function stopSession(world: World): Promise<void> {
  const session = world.chance.pickAny(world.sessions)
  if (session === undefined) return
  const reading = read(world, session, 'end')
  forget(world, (one) => one === session)
  await send(world, session, reading)
}

/** A packet whose answer was lost, or that somebody thinks lost. */
export async function resend(world: World): Promise<void> {
  const session = world.chance.pickAny(world.sessions)
  const reading = session === undefined ? undefined : world.chance.pickAny(session.sent)
  if (session !== undefined && reading !== undefined) await send(world, session, reading)
}

export async function restartPeer(world: World): Promise<void> {
  const peer = world.chance.pick(PEERS)
  const at = world.clock.now()
  forget(world, (one) => one.peer === peer)
  const sequence = world.ids.next()
  await onTheWay(world, DELAY_SECONDS_MAX)
  await insist(world, async ({ charging }) => {
    const delaySeconds = Math.max(0, secondsBetween(at, world.clock.now()))
    const answer = await charging.peerRestarted({
      protocol: peer === 'pgw' ? 'diameter' : 'radius',
      peer,
      sequence,
      delaySeconds,
    })
    return answer.kind === 'busy' ? 'busy' : answer
  })
}

function forget(world: World, isOver: (session: Session) => boolean): void {
  const living = world.sessions.filter((session) => !isOver(session))
  world.sessions.splice(0, Infinity, ...living)
}

/** Counters read now, with some traffic since the last time. */
function read(world: World, session: Session, moment: Reading['moment']): Reading {
  const used = moment === 'start' ? 0n : traffic(world, session)
  session.bytesCounted += used
  session.reports += 1
  const counted = session.truth.counting === 'since_last_report' ? used : session.bytesCounted
  const reading: Reading = {
    moment,
    sequence: String(session.reports),
    at: world.clock.now(),
    bytes: moment === 'start' ? null : counted,
  }
  session.sent.push(reading)
  if (session.sent.length > SENT_KEPT) session.sent.shift()
  return reading
}

/** Often exactly what a pack has left, or a byte more or less. */
function traffic({ chance, store }: World, session: Session): bigint {
  const kind = chance.below(6)
  if (kind === 0) return 0n
  if (kind < 4) return BigInt(chance.between(1, 400))
  if (kind === 4) return BigInt(chance.between(1, 3_000))
  const pack = chance.pickAny(store.tables.packsOf(session.line.id).slice(-4))
  if (pack === undefined || pack.allowance.kind !== 'total') return 1n
  const left = pack.allowance.bytes - pack.bytesUsed + BigInt(chance.between(-1, 1))
  return left > 0n ? left : 1n
}

async function send(world: World, session: Session, reading: Reading): Promise<void> {
  const { chance } = world
  if (world.troubled && chance.happens(LOST_SHARE)) return
  await onTheWay(world, chance.happens(0.2) ? DELAY_SECONDS_MAX : 0)
  const recorded = await transmit(world, session, reading)
  if (recorded) return
  world.pursued.push(async () => void (await transmit(world, session, reading)))
}

/** Until it is acknowledged or the peer puts it aside; answers whether it was. */
async function transmit(world: World, session: Session, reading: Reading): Promise<boolean> {
  const answer = await insist(world, async ({ charging }) => {
    const answer = await charging.charge(requestOf(world, session, reading))
    return answer.kind === 'busy' ? 'busy' : answer
  })
  if (answer === null) return false
  expect(answer.kind === 'recorded', 'a report of a known card is recorded', answer)
  session.truth.acknowledged.set(reading.sequence, reading.bytes ?? 0n)
  const services = toJsonText(answer.services)
  const before = session.truth.answers.get(reading.sequence) ?? services
  expect(before === services, 'a repeat gets the same answer', { before, services })
  session.truth.answers.set(reading.sequence, services)
  return true
}

function requestOf(world: World, session: Session, reading: Reading): ChargingRequest {
  const { line } = session
  const named = world.chance.below(3)
  return {
    protocol: session.protocol,
    peer: session.peer,
    moment: reading.moment,
    sessionKey: session.key,
    sequence: reading.sequence,
    subscriber: {
      imsi: named === 0 || line.msisdn === null ? line.imsi : null,
      msisdn: line.msisdn,
      iccid: named === 2 ? line.iccid : null,
    },
    counting: session.truth.counting,
    number: Number(reading.sequence),
    wrapsAt: null,
    services: servicesOf(session, reading),
    coveredSeconds: 0,
    reach: null,
    delaySeconds: Math.max(0, secondsBetween(reading.at, world.clock.now())),
    claimedAt: reading.at,
    framedAddress: session.address,
    framedIpv6Prefix: null,
    endReason: reading.moment === 'end' ? 'user-request' : null,
  }
}

/** Who counts since the last report asks for credit, too; now and then of a second rating group. */
function servicesOf(session: Session, reading: Reading): readonly ServiceRequest[] {
  const usedBytes = reading.bytes === null ? null : bytes(reading.bytes)
  if (session.protocol === 'radius') {
    return usedBytes === null ? [] : [{ ratingGroup: null, usedBytes, wants: null }]
  }
  const wants = reading.moment === 'end' ? null : { bytes: null }
  const one = { ratingGroup: 1, usedBytes, wants }
  const hasTwo = session.key.endsWith('2') && wants !== null
  return hasTwo ? [one, { ratingGroup: 2, usedBytes: null, wants: { bytes: bytes(50n) } }] : [one]
}

/**
 * What a peer says when it is told something; in trouble it says anything, and does as it likes.
 */
export function tellerOf({ chance, troubled }: World): SessionTeller {
  const say = async (): Promise<Told> => {
    return troubled ? chance.pick(['taken', 'taken', 'gone', 'refused', 'silent']) : 'taken'
  }
  return { change: say, stop: say }
}
