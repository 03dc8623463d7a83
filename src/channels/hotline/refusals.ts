/**
 * Why the hotline can not do what was keyed, as far as a caller hears of it. Each language words
 * every code (`words/`).
 */
import type { Instant } from '../../domain/basics/time.ts'
import type { PlacingRefusal } from '../../domain/order/placing.ts'

export type HotlineRefusal =
  | PlacingRefusal
  /** Too many at once: nothing was done. */
  | { readonly code: 'busy' }
  /** No e-mail address is on file for this line. */
  | { readonly code: 'no_email' }
  /** Tried too often; some time must pass. */
  | { readonly code: 'wait' }
  /** The bank declined several payments: kept means are not charged until then. */
  | { readonly code: 'declines_too_many'; readonly again: Instant; readonly asOf: Instant }
