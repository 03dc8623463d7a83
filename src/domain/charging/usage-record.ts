/**
 * What the network reported, kept as received, with what was made of it. It is the journal entry
 * of charging: nothing is written twice.
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { DataSessionId, LineId, PackId, UsageRecordId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { ChargingMoment, RatingGroup, ServiceAnswer } from './request.ts'

export interface UsageShare {
  readonly pack: PackId
  readonly bytes: Bytes
  readonly at: 'full' | 'throttled'
}

export interface ServiceUsage {
  readonly ratingGroup: RatingGroup
  /** New in this report. */
  readonly bytes: Bytes
}

export interface UsageRecord {
  readonly id: UsageRecordId
  readonly line: LineId
  readonly session: DataSessionId
  /** The door's key: peer, session and sequence together. */
  readonly key: string
  /** Idempotency key within the session. */
  readonly sequence: string
  readonly moment: ChargingMoment
  /** The span the usage covers, half-open after `from`. */
  readonly from: Instant
  readonly until: Instant
  readonly heardAt: Instant
  readonly claimedAt: Instant | null
  readonly delaySeconds: number
  /** New bytes in this report, apart from free ones. */
  readonly bytes: Bytes
  /** Of rating groups that cost nothing; taken from no pack. */
  readonly free: Bytes
  /** The new bytes again, by rating group, where any are. */
  readonly services: readonly ServiceUsage[]
  readonly shares: readonly UsageShare[]
  /** Bytes that no pack covers; never taken from a later purchase. */
  readonly uncovered: Bytes
  /** What was answered; a repeat gets the same. */
  readonly answer: readonly ServiceAnswer[]
}
