/**
 * Watching the coverage of a line: whether a renewal is due, by what, and when to look again. It
 * sees packs and time only; pauses, caps and payments are the firing's (`firing.ts`).
 */
import { grantedAt, usedAt } from '../balance/balance.ts'
import { begin, derivedStart } from '../balance/chain.ts'
import { coverageAt } from '../balance/coverage.ts'
import { isValidAt, type Pack } from '../balance/pack.ts'
import type { PackId } from '../basics/ids.ts'
import {
  compareInstants,
  earlierEnd,
  isBefore,
  jstDayStart,
  nextJstDayStart,
  plusMinutes,
  sameInstant,
  type Instant,
} from '../basics/time.ts'
import type { Trigger } from './mandate.ts'

export type DueBy = 'end' | 'zero' | 'share'

export type Watch =
  | {
      readonly kind: 'due'
      readonly by: DueBy
      /** Names the coverage: see `coverageName`. */
      readonly coverage: PackId
      /** Until when the line is covered; null when nothing covers it now, or without an end. */
      readonly coveredUntil: Instant | null
    }
  /** Not by time alone before `until`; null: only usage or another pack can make it due. */
  | { readonly kind: 'wait'; readonly until: Instant | null }

export interface WatchGiven {
  readonly trigger: Trigger
  readonly leadMinutes: number
  readonly now: Instant
}

/**
 * Nothing is due while a pack follows: one that is queued, begins later, or waits for its first
 * use. A coverage that a refund ended is not continued.
 */
export function watch(packs: readonly Pack[], given: WatchGiven): Watch {
  const { now } = given
  const current = begin(packs, now)
  const coverage = coverageName(current)
  const following = current.filter((pack) => follows(pack, now))
  if (coverage === null) return { kind: 'wait', until: null }
  if (following.length > 0) return { kind: 'wait', until: earliestStart(current, following) }
  const span = coverageAt(current, now)
  if (span.kind === 'none') return { kind: 'wait', until: null }
  if (span.kind === 'over') {
    const paidBack = current.some((pack) => {
      return pack.revoked !== null && sameInstant(pack.revoked.at, span.since)
    })
    if (paidBack) return { kind: 'wait', until: null }
    return { kind: 'due', by: 'end', coverage, coveredUntil: null }
  }
  return watchCovered(current, { ...given, coverage, coveredUntil: span.until })
}

function watchCovered(
  packs: readonly Pack[],
  given: WatchGiven & { readonly coverage: PackId; readonly coveredUntil: Instant | null },
): Watch {
  const { now, trigger, coverage, coveredUntil } = given
  const valid = packs.filter((pack) => isValidAt(pack, now))
  const dry = drynessOf(valid, trigger, now)
  if (dry !== null) return { kind: 'due', by: dry, coverage, coveredUntil }
  const from = coveredUntil === null ? null : plusMinutes(coveredUntil, -given.leadMinutes)
  if (from !== null && !isBefore(now, from)) {
    return { kind: 'due', by: 'end', coverage, coveredUntil }
  }
  const looks = trigger.kind === 'at_end' ? [] : valid.map((pack) => mayRunDry(pack, now))
  return { kind: 'wait', until: looks.reduce(earlierEnd, from) }
}

/** By time alone: the end of one pack, or its quota's last day, may leave too little altogether. */
function mayRunDry(pack: Pack, now: Instant): Instant | null {
  const until = pack.start.kind === 'begun' ? pack.start.until : null
  if (until === null || pack.allowance.kind !== 'daily' || isLastDay(pack, now)) return until
  return jstDayStart(until.subtract({ microseconds: 1 }), pack.allowance.resetHour)
}

/**
 * A coverage is named by the pack that came to it last and was not paid back: with each pack the
 * coverage is another one. (Not by the pack that ends last: an empty pack may outlast the one that
 * took its place, and that one's emptiness is a coverage's end of its own.)
 */
export function coverageName(packs: readonly Pack[]): PackId | null {
  let newest: Pack | null = null
  for (const pack of packs) {
    if (pack.revoked !== null) continue
    if (newest === null || cameLater(pack, newest)) newest = pack
  }
  return newest?.id ?? null
}

function cameLater(one: Pack, other: Pack): boolean {
  const order = compareInstants(one.deliveredAt, other.deliveredAt)
  return order > 0 || (order === 0 && one.id > other.id)
}

/** Still to come. */
function follows(pack: Pack, now: Instant): boolean {
  if (pack.revoked !== null) return false
  if (pack.start.kind === 'queued' || pack.start.kind === 'first_use') return true
  return pack.start.kind === 'begun' && isBefore(now, pack.start.from)
}

function earliestStart(packs: readonly Pack[], following: readonly Pack[]): Instant | null {
  return following
    .map((pack) => {
      if (pack.start.kind === 'first_use') return pack.start.latest
      return derivedStart(packs, pack)
    })
    .reduce(earlierEnd, null)
}

/**
 * Bytes set aside for a live session still count as left. A daily quota counts only on its last
 * day, for on every other it comes back; an unlimited pack is never dry.
 */
function drynessOf(valid: readonly Pack[], trigger: Trigger, now: Instant): DueBy | null {
  if (trigger.kind === 'at_end') return null
  let granted = 0n
  let left = 0n
  for (const pack of valid) {
    const own = grantedAt(pack)
    if (own === null || (pack.allowance.kind === 'daily' && !isLastDay(pack, now))) return null
    granted += own
    left += own > usedAt(pack, now) ? own - usedAt(pack, now) : 0n
  }
  if (left === 0n) return 'zero'
  const { kind } = trigger
  return kind === 'at_share' && left * 100n <= BigInt(trigger.percent) * granted ? 'share' : null
}

function isLastDay(pack: Pack, now: Instant): boolean {
  if (pack.allowance.kind !== 'daily' || pack.start.kind !== 'begun') return false
  const { until } = pack.start
  return until !== null && !isBefore(nextJstDayStart(now, pack.allowance.resetHour), until)
}
