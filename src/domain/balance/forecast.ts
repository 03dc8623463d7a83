/**
 * "At your pace data ends Thursday 14:00": the pace of the last days carried forward. It says
 * nothing for unlimited or daily allowances, nor from too little usage.
 */
import { present } from '../basics/assert.ts'
import { NO_BYTES, type Bytes } from '../basics/data-volume.ts'
import {
  fromMicros,
  isBefore,
  later,
  microsOf,
  secondsBetween,
  type Instant,
} from '../basics/time.ts'
import { burnOrder, bytesLeftAt, lapseOf } from './balance.ts'
import type { Coverage } from './coverage.ts'
import type { Pack } from './pack.ts'

export type Forecast =
  | { readonly kind: 'empties'; readonly emptyAt: Instant; readonly beforeEndBy: number }
  | { readonly kind: 'lasts' }
  | { readonly kind: 'unknown' }

/** So many whole days of usage make a pace; fewer than `PACE_DAYS_MIN` make none. */
export const PACE_DAYS = 7
export const PACE_DAYS_MIN = 2

const DAY_MICROS = 86_400_000_000n

/**
 * `dayUsage`: bytes of the last whole JST days, newest last. Answers the instant at which the bytes
 * of the packs valid now are gone, burned in order and each only until it lapses, and how many
 * whole hours that is before the last of these packs ends. A pack that waits for the emptiness or
 * for its first use takes over there, so the data lasts.
 */
export function forecast(
  packs: readonly Pack[],
  given: {
    readonly now: Instant
    readonly coverage: Coverage
    readonly dayUsage: readonly Bytes[]
  },
): Forecast {
  const recent = given.dayUsage.slice(-PACE_DAYS)
  if (recent.filter((day) => day > 0n).length < PACE_DAYS_MIN) return { kind: 'unknown' }
  const valid = burnOrder(packs, given.now)
  if (valid.length === 0 || given.coverage.kind !== 'covered') return { kind: 'unknown' }
  if (valid.some((pack) => pack.allowance.kind !== 'total')) return { kind: 'unknown' }
  if (valid.every((pack) => bytesLeftAt(pack, given.now) === 0n)) return { kind: 'unknown' }
  const { until } = given.coverage
  const end = latestEnd(valid)
  if (until === null || end === null || packs.some(takesOver)) return { kind: 'lasts' }
  const emptyAt = emptiness(valid, { now: given.now, recent })
  if (!isBefore(emptyAt, end)) return { kind: 'lasts' }
  return { kind: 'empties', emptyAt, beforeEndBy: wholeHours(emptyAt, end) }
}

/** Never later than the last of the ends, so it fits an instant however slow the pace. */
function emptiness(
  valid: readonly Pack[],
  { now, recent }: { readonly now: Instant; readonly recent: readonly Bytes[] },
): Instant {
  const used = recent.reduce((sum, day) => sum + day, 0n)
  let at = microsOf(now)
  for (const pack of valid) {
    const left = bytesLeftAt(pack, now) ?? NO_BYTES
    const gone = at + (left * BigInt(recent.length) * DAY_MICROS) / used
    const lapses = microsOf(present(lapseOf(pack, now), 'only packs with an end are walked'))
    if (lapses > at) at = gone < lapses ? gone : lapses
  }
  return fromMicros(at)
}

function takesOver(pack: Pack): boolean {
  if (pack.revoked !== null) return false
  if (pack.start.kind === 'first_use') return true
  return pack.start.kind === 'queued' && pack.start.trigger === 'end_or_empty'
}

/** Null while one of them has no end. */
function latestEnd(packs: readonly Pack[]): Instant | null {
  let latest: Instant | null = null
  for (const pack of packs) {
    const until = pack.start.kind === 'begun' ? pack.start.until : null
    if (until === null) return null
    latest = latest === null ? until : later(latest, until)
  }
  return latest
}

function wholeHours(from: Instant, to: Instant): number {
  return Math.trunc(secondsBetween(from, to) / 3_600)
}
