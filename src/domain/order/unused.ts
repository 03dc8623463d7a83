/**
 * How much of a pack is unused, for a refund pro rata: of its bytes or of its time, whichever is
 * less. Reserved bytes count as used. A pack without a countable allowance has its time alone, one
 * without an end its bytes alone. In a chain each pack has the time that it brought: what another
 * added is the other's.
 */
import type { Pack } from '../balance/pack.ts'
import { ownTime } from '../balance/revoking.ts'
import { microsOf, type Instant, type Interval } from '../basics/time.ts'

export interface Share {
  readonly numerator: bigint
  readonly denominator: bigint
}

const WHOLE: Share = { numerator: 1n, denominator: 1n }
const NOTHING: Share = { numerator: 0n, denominator: 1n }

export function unusedShareOf(pack: Pack, packs: readonly Pack[], now: Instant): Share {
  if (pack.revoked !== null || pack.start.kind === 'lapsed') return NOTHING
  return lesser(unusedBytes(pack), remainingTime(ownTime(packs, pack), now))
}

function unusedBytes({ allowance, bytesUsed, bytesReserved }: Pack): Share {
  if (allowance.kind !== 'total' || allowance.bytes === 0n) return WHOLE
  const left = allowance.bytes - bytesUsed - bytesReserved
  return { numerator: left < 0n ? 0n : left, denominator: allowance.bytes }
}

function remainingTime(time: Interval | null, now: Instant): Share {
  if (time === null || time.until === null) return WHOLE
  const [from, until, at] = [microsOf(time.from), microsOf(time.until), microsOf(now)]
  if (at <= from) return WHOLE
  return at >= until ? NOTHING : { numerator: until - at, denominator: until - from }
}

function lesser(one: Share, other: Share): Share {
  return one.numerator * other.denominator <= other.numerator * one.denominator ? one : other
}
