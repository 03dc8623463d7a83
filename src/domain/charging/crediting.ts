/**
 * A charging request meets its line: what is new in it is settled against what was set aside, or
 * attributed to the span it covers; then what is asked for is set aside. Repeats are caught before
 * (session + sequence). A late request, which a newer one overtook, touches no newer grant.
 */
import { burn, type Burned, type UsageSpan } from '../balance/burn.ts'
import type { Pack } from '../balance/pack.ts'
import { commit } from '../balance/reserving.ts'
import { NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'
import type { DataSessionId, UsageRecordId } from '../basics/ids.ts'
import { later, plusSeconds, secondsBetween, type Instant } from '../basics/time.ts'
import type { Network } from '../catalogue/offer.ts'
import { entitlementAt, type Entitlement } from '../line/entitlement.ts'
import type { Line } from '../line/line.ts'
import { count, type Counted } from './counting.ts'
import { asksForCredit, isOverAtPeer, type DataSession, type Reservation } from './data-session.ts'
import { expectedBy, isOverdue } from './enforcing.ts'
import { grant, grantAgain, grantWhole, type Grant } from './granting.ts'
import type { QuotaRules } from './quota.ts'
import {
  usageKey,
  type ChargingRequest,
  type RatingGroup,
  type Reach,
  type ServiceAnswer,
  type ServiceGrant,
  type ServiceRequest,
} from './request.ts'
import { groupsBehind, isGroup, toldAfter, type GroupTold } from './told.ts'
import type { ServiceUsage, UsageRecord, UsageShare } from './usage-record.ts'

export interface CreditState {
  readonly line: Line
  readonly network: Network
  /** May lag behind time. */
  readonly packs: readonly Pack[]
  readonly session: DataSession | null
}

export interface CreditGiven {
  readonly now: Instant
  readonly rules: QuotaRules
  readonly ids: { readonly session: DataSessionId; readonly record: UsageRecordId }
}

export interface Credited {
  readonly session: DataSession
  readonly packs: readonly Pack[]
  readonly record: UsageRecord
}

export function credit(state: CreditState, request: ChargingRequest, given: CreditGiven): Credited {
  const work = begin(state, request, given)
  for (const service of request.services) settle(work, service)
  giveBackOverdue(work)
  const answer = request.services.map((service) => answerTo(work, service))
  if (endsHere(work.before, request)) giveBack(work)
  const session = follow(work, answer)
  return { session, packs: work.packs, record: recordOf(work, answer) }
}

interface Work {
  readonly line: Line
  readonly network: Network
  readonly before: DataSession
  readonly request: ChargingRequest
  readonly given: CreditGiven
  readonly readAt: Instant
  readonly span: UsageSpan
  readonly isLate: boolean
  packs: readonly Pack[]
  /** Reservations that stand. */
  held: readonly Reservation[]
  counted: Bytes
  free: Bytes
  uncovered: Bytes
  readonly used: ServiceUsage[]
  readonly shares: UsageShare[]
  /** By this answer. */
  readonly told: GroupTold[]
}

function begin(state: CreditState, request: ChargingRequest, given: CreditGiven): Work {
  const { now, ids } = given
  const readAt = plusSeconds(now, -request.delaySeconds)
  const before = state.session ?? openSession(state, request, ids.session, readAt)
  const isLate = orderOf(before, request) === 'late'
  // What is late was used before what is known already: it is attributed to when it is heard.
  const from = isLate ? now : before.reportedUntil
  const until = isLate ? now : later(before.reportedUntil, readAt)
  return {
    line: state.line,
    network: state.network,
    before,
    request,
    given,
    readAt,
    span: { from, until, heardAt: now },
    isLate,
    packs: state.packs,
    held: before.reservations,
    counted: before.bytesCounted,
    free: NO_BYTES,
    uncovered: NO_BYTES,
    used: [],
    shares: [],
    told: [],
  }
}

/** A session may first be heard of by a later report: its beginning was lost. */
function openSession(
  { line, network, packs }: CreditState,
  request: ChargingRequest,
  id: DataSessionId,
  readAt: Instant,
): DataSession {
  const startedAt = plusSeconds(readAt, -request.coveredSeconds)
  const { protocol, peer, sessionKey } = request
  return {
    id,
    line: line.id,
    protocol,
    peer,
    sessionKey,
    startedAt,
    reportedUntil: startedAt,
    heardAt: readAt,
    lastNumber: null,
    bytesCounted: NO_BYTES,
    bytesUsed: NO_BYTES,
    reservations: [],
    // Who does not ask was let in with what its line may have.
    told: protocol === 'radius' ? entitlementAt(line, packs, { network, now: readAt }) : null,
    telling: null,
    expectedBy: readAt,
    lookAt: null,
    reach: null,
    framedAddress: null,
    framedIpv6Prefix: null,
    ended: null,
  }
}

function orderOf({ lastNumber }: DataSession, { number }: ChargingRequest) {
  if (number === null || lastNumber === null || number === lastNumber) return 'unknown'
  return number < lastNumber ? 'late' : 'later'
}

/** What was used of a rating group, out of what was set aside for it; that is released whole. */
function settle(work: Work, service: ServiceRequest): void {
  const { ratingGroup } = service
  const used = usedOf(work, service)
  if (used > 0n) work.used.push({ ratingGroup, bytes: used })
  if (isFree(work, ratingGroup)) {
    work.free = plus(work.free, used)
    return
  }
  const held = take(work, ratingGroup)
  if (held !== undefined) return settleHeld(work, held, used)
  if (used > 0n) note(work, burn(work.packs, work.span, used))
}

function settleHeld(work: Work, { slices }: Reservation, used: Bytes = NO_BYTES): void {
  note(work, commit(work.packs, slices, { used, heardAt: work.given.now }))
}

/** What a newer request was granted is not for an older one to settle. */
function take(work: Work, ratingGroup: RatingGroup): Reservation | undefined {
  const held = work.held.find((one) => one.ratingGroup === ratingGroup)
  if (held !== undefined && work.isLate && !isOlder(held, work.request)) return undefined
  if (held !== undefined) work.held = work.held.filter((one) => one !== held)
  return held
}

function isOlder(held: Reservation, { number }: ChargingRequest): boolean {
  const granted = held.number ?? null
  return granted !== null && number !== null && granted < number
}

/** Of rating groups that are silent, before anything is granted to the others. */
function giveBackOverdue(work: Work): void {
  if (work.held.length === 0) return
  const { now } = work.given
  const overdue = work.held.filter((one) => isOverdue(one, now))
  if (overdue.length === 0) return
  for (const held of overdue) settleHeld(work, held)
  work.held = work.held.filter((one) => !overdue.includes(one))
}

function giveBack(work: Work): void {
  for (const held of work.held) settleHeld(work, held)
  if (work.held.length > 0) work.held = []
}

function note(work: Work, burned: Burned): void {
  work.packs = burned.packs
  work.uncovered = plus(work.uncovered, burned.uncovered)
  for (const share of burned.shares) {
    const at = work.shares.findIndex((one) => one.pack === share.pack && one.at === share.at)
    const same = work.shares[at]
    if (same === undefined) work.shares.push(share)
    else work.shares[at] = { ...same, bytes: plus(same.bytes, share.bytes) }
  }
}

function usedOf(work: Work, { usedBytes }: ServiceRequest): Bytes {
  if (usedBytes === null) return NO_BYTES
  const { request, before } = work
  if (request.counting === 'since_last_report') return usedBytes
  const { wrapsAt } = request
  const counted: Counted = count(work.counted, usedBytes, {
    order: orderOf(before, request),
    wrapsAt,
  })
  work.counted = counted.bytesCounted
  return counted.fresh
}

function isFree({ network }: Work, ratingGroup: RatingGroup): boolean {
  return ratingGroup !== null && network.freeRatingGroups.includes(ratingGroup)
}

function answerTo(work: Work, { ratingGroup, wants }: ServiceRequest): ServiceAnswer {
  const { before, request, given } = work
  if (wants === null || isOverAtPeer(before) || request.moment === 'end') {
    return { ratingGroup, grant: null }
  }
  if (request.moment === 'event') {
    return {
      ratingGroup,
      grant: wants.bytes === null ? null : taken(work, ratingGroup, wants.bytes),
    }
  }
  if (isFree(work, ratingGroup)) return { ratingGroup, grant: freely(work, wants.bytes) }
  // What stands once all was settled, a newer request was granted: its peer hears it again.
  const newer = work.isLate ? work.held.find((one) => one.ratingGroup === ratingGroup) : undefined
  const asked =
    newer === undefined ? grant(work, wants.bytes, given) : grantAgain(work, newer, given.now)
  work.packs = asked.packs
  work.told.push({ ratingGroup, to: toldBy(asked.grant) })
  if (asked.grant.kind !== 'granted') return { ratingGroup, grant: asked.grant }
  const { bytes, kbps, last, slices, askAgainBefore } = asked.grant
  if (newer === undefined) {
    work.held = [...work.held, { ratingGroup, slices, askAgainBefore, number: request.number }]
  }
  const seconds = secondsUntil(askAgainBefore, given.now)
  return { ratingGroup, grant: { kind: 'granted', bytes, kbps, seconds, last } }
}

/** By an event, which is not reported on again: all of it or nothing, and used at once. */
function taken(work: Work, ratingGroup: RatingGroup, wanted: Bytes): ServiceGrant {
  const { now, rules } = work.given
  if (isFree(work, ratingGroup)) {
    const free = freely(work, wanted)
    if (free.kind === 'ended') return free
    work.free = plus(work.free, wanted)
    work.used.push({ ratingGroup, bytes: wanted })
    return { ...free, bytes: wanted }
  }
  const asked = grantWhole(work, wanted, { rules, now })
  work.packs = asked.packs
  if (asked.grant.kind !== 'granted') return asked.grant
  const { bytes, kbps, last, slices, askAgainBefore } = asked.grant
  work.used.push({ ratingGroup, bytes })
  settleHeld(work, { ratingGroup, slices, askAgainBefore }, bytes)
  return { kind: 'granted', bytes, kbps, seconds: secondsUntil(askAgainBefore, now), last }
}

function secondsUntil(then: Instant, now: Instant): number {
  return Math.max(1, Math.floor(secondsBetween(now, then)))
}

/** Of a rating group that costs nothing: as much as at once is ever granted. */
function freely({ given, line, packs, network }: Work, wanted: Bytes | null) {
  const { rules, now } = given
  if (entitlementAt(line, packs, { network, now }).kind === 'none')
    return { kind: 'ended' } as const
  const size = wanted === null || wanted > rules.sliceMax ? rules.sliceMax : wanted
  const { seconds } = rules
  return { kind: 'granted', bytes: size, kbps: null, seconds, last: null, free: true } as const
}

function toldBy(granted: Grant): Entitlement {
  switch (granted.kind) {
    case 'granted':
      return granted.at === 'full'
        ? { kind: 'full', kbps: granted.kbps }
        : { kind: 'throttled', kbps: granted.kbps ?? 0 }
    case 'empty':
    case 'suspended':
      return { kind: 'portal_only' }
    case 'ended':
      return { kind: 'none' }
  }
}

function endsHere(before: DataSession, { moment }: ChargingRequest): boolean {
  return moment === 'end' || moment === 'event' || isOverAtPeer(before)
}

/** What stays as it was stays the same object: only what moved is written. */
function follow(work: Work, answer: readonly ServiceAnswer[]): DataSession {
  const { before, request, given, readAt, span } = work
  const { moment, number } = request
  const { lastNumber } = before
  const isAnswered = answer.some((one) => one.grant !== null)
  const ended =
    moment === 'end' || moment === 'event'
      ? { at: readAt, reason: request.endReason ?? (moment === 'event' ? 'event' : 'unstated') }
      : null
  const heardAt = later(before.heardAt, given.now)
  const reservations = work.held
  return {
    ...before,
    reportedUntil: work.isLate ? before.reportedUntil : span.until,
    heardAt,
    lastNumber: number === null ? lastNumber : Math.max(number, lastNumber ?? number),
    bytesCounted: work.counted,
    bytesUsed: work.used.reduce((sum, one) => plus(sum, one.bytes), before.bytesUsed),
    reservations,
    told: toldAfter(before.told, work.told, reservations),
    telling: isAnswered && isToldAll(work) ? null : before.telling,
    expectedBy: expectedBy(
      { heardAt, reservations },
      { now: given.now, before: before.expectedBy },
    ),
    reach: keptReach(before.reach, request.reach),
    framedAddress: request.framedAddress ?? before.framedAddress,
    framedIpv6Prefix: request.framedIpv6Prefix ?? before.framedIpv6Prefix,
    ended: isOverAtPeer(before) ? before.ended : ended,
  }
}

/** A peer that asks has its answer with this one; unless it serves what it did not ask for. */
function isToldAll({ before, held, told }: Work): boolean {
  if (before.telling === null) return true
  const others = [...groupsBehind(before.told), ...held]
  return asksForCredit(before) && others.every((one) => isGroup(told, one))
}

/** Unless the request says another way, the peer is reached as before. */
function keptReach(before: Reach | null, told: Reach | null): Reach | null {
  if (told === null || before === null) return told ?? before
  const names = Object.keys(told)
  const isSame =
    names.length === Object.keys(before).length &&
    names.every((name) => before[name] === told[name])
  return isSame ? before : told
}

function recordOf(work: Work, answer: readonly ServiceAnswer[]): UsageRecord {
  const { request, before, span, given } = work
  const used = work.used.reduce((sum, one) => plus(sum, one.bytes), NO_BYTES)
  return {
    id: given.ids.record,
    line: before.line,
    session: before.id,
    key: usageKey(request),
    sequence: request.sequence,
    moment: request.moment,
    from: span.from,
    until: span.until,
    heardAt: given.now,
    claimedAt: request.claimedAt,
    delaySeconds: request.delaySeconds,
    bytes: (used - work.free) as Bytes,
    free: work.free,
    services: work.used,
    shares: work.shares,
    uncovered: work.uncovered,
    answer,
  }
}
