/**
 * What is left at an instant, computed from packs. The stored figures are `bytesUsed` and
 * `bytesReserved` of each pack; everything here is derived from them.
 */
import { NO_BYTES, type Bytes } from '../basics/data-volume.ts'
import {
  compareInstants,
  earlierEnd,
  isBefore,
  fromMicros,
  jstDayStartMicros,
  microsOf,
  nextJstDayStart,
  sameInstant,
  type Instant,
} from '../basics/time.ts'
import { DAYS_KEPT, isValidAt, type DayUsage, type Pack } from './pack.ts'

/** Bytes that the pack can still give at full speed at this instant; null for unlimited. */
export function bytesLeftAt(pack: Pack, at: Instant): Bytes | null {
  switch (pack.allowance.kind) {
    case 'unlimited':
      return null
    case 'total':
      return rest(pack.allowance.bytes, pack.bytesUsed + pack.bytesReserved)
    case 'daily': {
      const dayFrom = dayFromAt(pack, pack.allowance, at)
      if (isForgotten(pack, dayFrom)) return NO_BYTES
      const day = dayOf(pack, dayFrom)
      return rest(pack.allowance.bytesPerDay, day.bytesUsed + day.bytesReserved)
    }
  }
}

/**
 * Of the allowance, what nobody has used: what people are told is left. What is set aside for a
 * live session is theirs as long as it is not used. Null for unlimited.
 */
export function bytesUnusedAt(pack: Pack, at: Instant): Bytes | null {
  const granted = grantedAt(pack)
  return granted === null ? null : rest(granted, usedAt(pack, at))
}

/** Bytes left for good: zero only for a spent total allowance; null where the question is moot. */
export function bytesLeftEver(pack: Pack): Bytes | null {
  if (pack.allowance.kind !== 'total') return null
  return rest(pack.allowance.bytes, pack.bytesUsed)
}

/** When the pack's day that contains `at` began: the same object as in the days kept. */
export function dayFromAt(
  { days }: Pick<Pack, 'days'>,
  { resetHour }: { readonly resetHour: number },
  at: Instant,
): Instant {
  const micros = jstDayStartMicros(at, resetHour)
  return days.find((one) => microsOf(one.from) === micros)?.from ?? fromMicros(micros)
}

/** Of the day that begins then; nothing was used or set aside on a day that is not kept. */
export function dayOf(pack: Pick<Pack, 'days'>, from: Instant): DayUsage {
  const same = pack.days.find((one) => sameInstant(one.from, from))
  return same ?? { from, bytesUsed: NO_BYTES, bytesReserved: NO_BYTES }
}

/** Older than every day kept: what was used then is not known, so nothing more is taken for it. */
function isForgotten(pack: Pack, dayFrom: Instant): boolean {
  const oldest = pack.days[0]
  return pack.days.length >= DAYS_KEPT && oldest !== undefined && isBefore(dayFrom, oldest.from)
}

function rest(granted: Bytes, taken: bigint): Bytes {
  return (taken >= granted ? 0n : granted - taken) as Bytes
}

/** When the bytes now left in this pack lapse: the next daily reset or the pack's end. */
export function lapseOf(pack: Pack, at: Instant): Instant | null {
  const until = pack.start.kind === 'begun' ? pack.start.until : null
  if (pack.allowance.kind !== 'daily') return until
  return earlierEnd(nextJstDayStart(at, pack.allowance.resetHour), until)
}

/**
 * Burn order among packs valid at `at` that our own network serves: unlimited at full speed first;
 * then by the instant these bytes lapse; bonus before paid; then by id. Unlimited at a limited
 * speed gives its bytes last, because everything before it is faster.
 */
export function burnOrder(packs: readonly Pack[], at: Instant): readonly Pack[] {
  const serving = packs.filter((pack) => servesAt(pack, at))
  if (serving.length < 2) return serving
  return serving.toSorted((one, other) => compareForBurning(one, other, at))
}

/** Valid then, and served by our own network. */
export function servesAt(pack: Pack, at: Instant): boolean {
  return pack.elsewhere === null && isValidAt(pack, at)
}

function compareForBurning(one: Pack, other: Pack, at: Instant): number {
  return (
    burnClass(one) - burnClass(other) ||
    compareEnds(lapseOf(one, at), lapseOf(other, at)) ||
    originRank(one) - originRank(other) ||
    (one.id < other.id ? -1 : one.id > other.id ? 1 : 0)
  )
}

function burnClass(pack: Pack): number {
  if (pack.allowance.kind !== 'unlimited') return 1
  return pack.fullKbps === null ? 0 : 2
}

function compareEnds(one: Instant | null, other: Instant | null): number {
  if (one === null || other === null) return (one === null ? 1 : 0) - (other === null ? 1 : 0)
  return compareInstants(one, other)
}

function originRank(pack: Pack): number {
  return pack.origin === 'bonus' ? 0 : 1
}

export interface Balance {
  /** Unused over all packs valid now; null when one of them is unlimited. */
  readonly bytesLeft: Bytes | null
  readonly bytesGranted: Bytes | null
  readonly bytesUsed: Bytes
}

/** Of the packs valid at the instant; a daily allowance counts with its present day. */
export function balanceAt(packs: readonly Pack[], at: Instant): Balance {
  let left: bigint | null = 0n
  let granted: bigint | null = 0n
  let used = 0n
  for (const pack of packs) {
    if (!isValidAt(pack, at)) continue
    const packLeft = bytesUnusedAt(pack, at)
    const packGranted = grantedAt(pack)
    left = left === null || packLeft === null ? null : left + packLeft
    granted = granted === null || packGranted === null ? null : granted + packGranted
    used += usedAt(pack, at)
  }
  return {
    bytesLeft: left as Bytes | null,
    bytesGranted: granted as Bytes | null,
    bytesUsed: used as Bytes,
  }
}

/** The whole allowance, or one day's share of it; null for unlimited. */
export function grantedAt(pack: Pack): Bytes | null {
  switch (pack.allowance.kind) {
    case 'unlimited':
      return null
    case 'total':
      return pack.allowance.bytes
    case 'daily':
      return pack.allowance.bytesPerDay
  }
}

/** Used of that allowance: since the pack began, or on the present day. */
export function usedAt(pack: Pack, at: Instant): Bytes {
  if (pack.allowance.kind !== 'daily') return pack.bytesUsed
  return dayOf(pack, dayFromAt(pack, pack.allowance, at)).bytesUsed
}
