/**
 * "At your pace data ends Thursday 14:00": the pace of the last days carried forward. It says
 * nothing for unlimited or daily allowances, nor from too little usage.
 */
import { fromMicros, isBefore, microsOf, secondsBetween, type Instant } from '../basics/time.ts'
import type { Bytes } from '../basics/data-volume.ts'
import { bytesLeftAt } from './balance.ts'
import type { Coverage } from './coverage.ts'
import { isValidAt, type Pack } from './pack.ts'

export type Forecast =
  | { readonly kind: 'empties'; readonly emptyAt: Instant; readonly beforeEndBy: number }
  | { readonly kind: 'lasts' }
  | { readonly kind: 'unknown' }

/** So many whole days of usage make a pace; fewer than `PACE_DAYS_MIN` make none. */
export const PACE_DAYS = 7
export const PACE_DAYS_MIN = 2

/**
 * `dayUsage`: bytes of the last whole JST days, newest last. Answers the instant at which the bytes
 * of the packs valid now are gone, and how many hours that is before coverage ends.
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
  const used = recent.reduce((sum, day) => sum + day, 0n)
  if (recent.filter((day) => day > 0n).length < PACE_DAYS_MIN) return { kind: 'unknown' }
  const valid = packs.filter((pack) => isValidAt(pack, given.now))
  if (valid.length === 0 || given.coverage.kind !== 'covered') return { kind: 'unknown' }
  if (valid.some((pack) => pack.allowance.kind !== 'total')) return { kind: 'unknown' }
  const left = valid.reduce((sum, pack) => sum + (bytesLeftAt(pack, given.now) ?? 0n), 0n)
  if (left === 0n) return { kind: 'unknown' }
  const microsLeft = (left * BigInt(recent.length) * 86_400_000_000n) / used
  const emptyAt = fromMicros(microsOf(given.now) + microsLeft)
  const until = given.coverage.until
  if (until === null || !isBefore(emptyAt, until)) return { kind: 'lasts' }
  return {
    kind: 'empties',
    emptyAt,
    beforeEndBy: Math.trunc(secondsBetween(emptyAt, until) / 3_600),
  }
}
