/**
 * How much of a pack is unused, for a refund pro rata: of its bytes or of its time, whichever is
 * less. Reserved bytes count as used. A pack without a countable allowance has its time alone, one
 * without an end its bytes alone.
 */
import type { Pack } from '../balance/pack.ts'
import { microsOf, type Instant } from '../basics/time.ts'

export interface Share {
  readonly numerator: bigint
  readonly denominator: bigint
}

const WHOLE: Share = { numerator: 1n, denominator: 1n }
const NOTHING: Share = { numerator: 0n, denominator: 1n }

export function unusedShareOf(pack: Pack, now: Instant): Share {
  if (pack.revoked !== null || pack.start.kind === 'lapsed') return NOTHING
  return lesser(unusedBytes(pack), remainingTime(pack, now))
}

function unusedBytes({ allowance, bytesUsed, bytesReserved }: Pack): Share {
  if (allowance.kind !== 'total' || allowance.bytes === 0n) return WHOLE
  const left = allowance.bytes - bytesUsed - bytesReserved
  return { numerator: left < 0n ? 0n : left, denominator: allowance.bytes }
}

function remainingTime({ start }: Pack, now: Instant): Share {
  if (start.kind !== 'begun' || start.until === null) return WHOLE
  const [from, until, at] = [microsOf(start.from), microsOf(start.until), microsOf(now)]
  if (at <= from) return WHOLE
  return at >= until ? NOTHING : { numerator: until - at, denominator: until - from }
}

function lesser(one: Share, other: Share): Share {
  return one.numerator * other.denominator <= other.numerator * one.denominator ? one : other
}
