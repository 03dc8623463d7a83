/**
 * What a line will need: bytes for each JST day from now to the end of the horizon, estimated from
 * what it used or taken from the person's own words. Not what it will get (`advise.ts`).
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { Instant, JstDate } from '../basics/time.ts'

export type Quantile = 'low' | 'median' | 'high'

export interface Need {
  readonly now: Instant
  /** Of the days from the one that contains `now`; the first is what is left of that day. */
  readonly dayBytes: readonly Bytes[]
  readonly lastDay: JstDate
  readonly source: 'usage' | 'words'
  readonly quantile: Quantile
}

/**
 * When the data ends at the pace of a light, a usual and a heavy day; `at` null where what is held
 * lasts to its end or to the end of the days looked at.
 */
export interface Exhaustion {
  readonly early: Instant | null
  readonly median: Instant | null
  readonly late: Instant | null
}
