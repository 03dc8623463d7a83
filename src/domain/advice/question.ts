/**
 * What the advisor is asked, and how a day of need is cut into pieces: the statement of the problem
 * in types (README.md says it in words). The real engine delivers and burns; nothing here does.
 */
import type { Pack } from '../balance/pack.ts'
import type { Bytes } from '../basics/data-volume.ts'
import type { LineId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'

export interface Question {
  readonly line: LineId
  readonly now: Instant
  /** As held at `now`; bytes reserved for live sessions count as left. */
  readonly packs: readonly Pack[]
  /** What may be bought, each as long as it is on sale. */
  readonly offers: readonly Offer[]
  /** Need of each JST day from the one of `now`, of which only the rest is meant. */
  readonly dayBytes: readonly Bytes[]
  /** Of the line's network: after grace and so many days the line has ended and buys no more. */
  readonly suspendedDays: number
  /** No plan has more purchases than this. */
  readonly purchasesMax: number
}

/** Horizons are this long at most, the day of `now` counted. */
export const HORIZON_DAYS_MAX = 90
/** More than this many purchases is no advice. */
export const PURCHASES_MAX = 60
