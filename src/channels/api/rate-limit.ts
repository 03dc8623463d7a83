/**
 * How often one caller may ask: a bucket that holds so many requests and fills up again within a
 * minute. Kept in memory of this process; not a quota that anybody is billed by.
 */
import { microsOf, type Instant } from '../../domain/basics/time.ts'

/** Requests of one API key within a minute, also the largest burst. */
export const REQUESTS_A_MINUTE = 1_200
/** Requests with no key or a wrong one, from one address within a minute. */
export const WRONG_KEYS_A_MINUTE = 60
/** Callers remembered at once; the one longest unheard of is forgotten first. */
export const CALLERS_KEPT_MAX = 10_000

export interface ApiLimits {
  readonly requestsAMinute: number
  readonly wrongKeysAMinute: number
}

export const API_LIMITS: ApiLimits = {
  requestsAMinute: REQUESTS_A_MINUTE,
  wrongKeysAMinute: WRONG_KEYS_A_MINUTE,
}

const MINUTE_MICROS = 60_000_000n

interface Bucket {
  /** When the bucket will be full again. */
  readonly fullAt: bigint
}

export interface RateLimit {
  /** Takes one; null when it was there to take, else after how many seconds it will be. */
  take(caller: string, now: Instant): number | null
  /** Whether one could be taken, taking none. */
  wait(caller: string, now: Instant): number | null
}

export function createRateLimit(aMinute: number, callersMax = CALLERS_KEPT_MAX): RateLimit {
  const buckets = new Map<string, Bucket>()
  const cost = MINUTE_MICROS / BigInt(aMinute)

  /** The instant at which the bucket would be full again after one more. */
  function after(caller: string, now: bigint): bigint {
    const fullAt = buckets.get(caller)?.fullAt ?? now
    return (fullAt > now ? fullAt : now) + cost
  }

  function secondsOver(fullAt: bigint, now: bigint): number | null {
    const over = fullAt - now - cost * BigInt(aMinute)
    return over <= 0n ? null : Number(over / 1_000_000n) + 1
  }

  return {
    take(caller, at) {
      const now = microsOf(at)
      const fullAt = after(caller, now)
      const seconds = secondsOver(fullAt, now)
      if (seconds !== null) return seconds
      buckets.delete(caller)
      const [oldest] = buckets.keys()
      if (buckets.size >= callersMax && oldest !== undefined) buckets.delete(oldest)
      buckets.set(caller, { fullAt })
      return null
    },
    wait(caller, at) {
      const now = microsOf(at)
      return secondsOver(after(caller, now), now)
    },
  }
}
