/**
 * Why the hotline can not do what was keyed, as far as a caller hears of it. Each language words
 * every code (`words/`).
 */
import type { PlacingRefusal } from '../../domain/order/placing.ts'

export type HotlineRefusal =
  | PlacingRefusal
  /** Too many at once: nothing was done. */
  | { readonly code: 'busy' }
  /** No e-mail address is on file for this line. */
  | { readonly code: 'no_email' }
  /** Tried too often; some time must pass. */
  | { readonly code: 'wait' }
