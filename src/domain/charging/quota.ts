/**
 * How much is granted at once, and until when: large while plenty is left, so that signalling is
 * light; small near the end, so that little is used beyond it. The network's figures are data.
 */
import { bytesLeftAt, lapseOf, servesAt } from '../balance/balance.ts'
import { derivedStart } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import { bytes, lesser, megabytes, NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'
import { earlierEnd, isBefore, plusSeconds, type Instant } from '../basics/time.ts'

export interface QuotaRules {
  /** Granted at once while plenty is left. */
  readonly sliceMax: Bytes
  /** Never less, unless less is left. */
  readonly sliceMin: Bytes
  /** A grant takes no more than this part of what is left: several sessions share a line. */
  readonly parts: number
  /** A grant is asked about again after so many seconds, even if nothing was used. */
  readonly seconds: number
}

export const QUOTA_RULES: QuotaRules = {
  sliceMax: megabytes(100),
  sliceMin: megabytes(1),
  parts: 8,
  seconds: 3_600,
}

/** `left` null: unlimited. `wanted` null: the peer leaves it to us. */
export function sliceOf(
  { left, wanted }: { readonly left: Bytes | null; readonly wanted: Bytes | null },
  { sliceMax, sliceMin, parts }: QuotaRules,
): Bytes {
  const share = left === null ? sliceMax : bytes(left / BigInt(parts))
  const fair = share < sliceMin ? sliceMin : lesser(share, sliceMax)
  const asked = wanted === null ? fair : lesser(wanted, fair)
  return left === null ? asked : lesser(asked, left)
}

/** Of what one throttled session can move within the time of a grant; kbps of 1,000 bits. */
export function throttledSliceOf(kbps: number, { sliceMax, seconds }: QuotaRules): Bytes {
  const BYTES_A_SECOND = 125
  return lesser(sliceMax, bytes(kbps * BYTES_A_SECOND * seconds))
}

/** Left at full speed and set aside for nobody, over all packs valid now; null: unlimited. */
export function leftToGrant(packs: readonly Pack[], now: Instant): Bytes | null {
  let left = NO_BYTES
  for (const pack of packs) {
    if (!servesAt(pack, now)) continue
    const of = bytesLeftAt(pack, now)
    if (of === null) return null
    left = plus(left, of)
  }
  return left
}

/** When a grant must be asked about again: its own time, or sooner where a turn comes before it. */
export function askAgainBefore(
  packs: readonly Pack[],
  { seconds }: QuotaRules,
  now: Instant,
): Instant {
  const end = plusSeconds(now, seconds)
  return earlierEnd(end, nextTurn(packs, now)) ?? end
}

/**
 * The next instant at which by time alone something changes in what a line may use: a quota of a
 * day, a pack's end, the turn of one that waits. Null: none comes. `packs` brought up to `now`.
 */
export function nextTurn(packs: readonly Pack[], now: Instant): Instant | null {
  let next: Instant | null = null
  for (const pack of packs) {
    if (pack.revoked !== null) continue
    for (const turn of [lapseOf(pack, now), derivedStart(packs, pack)]) {
      if (turn !== null && isBefore(now, turn)) next = earlierEnd(next, turn)
    }
  }
  return next
}
