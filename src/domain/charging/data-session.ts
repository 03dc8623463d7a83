/**
 * A charging session on the network: what its reports told, what is set aside for it, and what its
 * peer was told that it may do. It remembers the counters of the last report so that a repeat or a
 * late report takes nothing twice, and the address by which the portal recognises the connection.
 * Not a SignIn and not a phone Call.
 */
import type { Slice } from '../balance/reserving.ts'
import type { Bytes } from '../basics/data-volume.ts'
import type { DataSessionId, LineId } from '../basics/ids.ts'
import { isBefore, plusSeconds, type Instant } from '../basics/time.ts'
import type { Entitlement } from '../line/entitlement.ts'
import type { Protocol, RatingGroup, Reach } from './request.ts'
import type { Told } from './told.ts'

/** Bytes set aside for one rating group of a session, until its next report. */
export interface Reservation {
  readonly ratingGroup: RatingGroup
  readonly slices: readonly Slice[]
  readonly askAgainBefore: Instant
  /** The place of the request that it answers; null, or not there: not known. */
  readonly number?: number | null
}

/** What its peer is being told, because it differs from what it was told. */
export interface Telling {
  readonly to: Entitlement
  /** `stop`: it did not take the change, so the session has to end. */
  readonly how: 'change' | 'stop'
  readonly tries: number
  readonly lastAt: Instant
}

export interface DataSession {
  readonly id: DataSessionId
  readonly line: LineId
  readonly protocol: Protocol
  readonly peer: string
  readonly sessionKey: string
  readonly startedAt: Instant
  /** The end of the span already attributed: usage up to here is accounted for. */
  readonly reportedUntil: Instant
  /** When we last heard of it; two missed interims and it no longer counts as live. */
  readonly heardAt: Instant
  /** The highest place among its requests that was heard; null: they are not numbered. */
  readonly lastNumber: number | null
  /** Counters since the session began, for peers that count so. */
  readonly bytesCounted: Bytes
  /** All that it used so far, however it was counted. */
  readonly bytesUsed: Bytes
  readonly reservations: readonly Reservation[]
  /** What the peer lets through, as far as we told it; null: it asks nobody. */
  readonly told: Told | null
  readonly telling: Telling | null
  /** By when the peer has to be heard of again, lest the session count as abandoned. */
  readonly expectedBy: Instant
  /** When time alone gives a reason to look at it; null: when it is over. */
  readonly lookAt: Instant | null
  readonly reach: Reach | null
  readonly framedAddress: string | null
  readonly framedIpv6Prefix: string | null
  readonly ended: { readonly at: Instant; readonly reason: string } | null
}

/** A session counts as live until it ends or two reports in a row are missed. */
export function isLive(
  session: DataSession,
  given: { readonly now: Instant; readonly interimSeconds: number },
): boolean {
  const silentFrom = plusSeconds(session.heardAt, 2 * given.interimSeconds)
  return session.ended === null && isBefore(given.now, silentFrom)
}

/**
 * Whether a request's place is beyond all that was heard of its session, so that it is no repeat:
 * to one sequence belongs one number.
 */
export function isFurtherOn(
  { number }: { readonly number: number | null },
  { lastNumber }: Pick<DataSession, 'lastNumber'>,
): boolean {
  return number !== null && lastNumber !== null && number > lastNumber
}

/** Ours, not the peer's: whoever reports such a session again has it still. */
export const ENDED_BY_SILENCE = 'silent'
export const ENDED_UNANSWERED = 'unanswered'
const REVIVABLE: ReadonlySet<string> = new Set([ENDED_BY_SILENCE, ENDED_UNANSWERED])

/** Whether the peer itself ended it, or restarted. */
export function isOverAtPeer({ ended }: DataSession): boolean {
  return ended !== null && !REVIVABLE.has(ended.reason)
}

/** A credit-control peer asks before it serves; the others only tell what they served. */
export function asksForCredit({ protocol }: Pick<DataSession, 'protocol'>): boolean {
  return protocol === 'diameter' || protocol === 'nchf'
}
