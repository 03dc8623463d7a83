/**
 * What a wholesaler says, in our words: of one top-up, and of what is left on a card. Not how it
 * says it; that is the adapters' affair.
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { Instant } from '../basics/time.ts'

/** Why a top-up is refused for good, or can not be taken on at present. */
export type SupplyTrouble =
  | 'no_credit'
  | 'maintenance'
  | 'out_of_stock'
  | 'disabled'
  | 'card_unknown'
  | 'rate_limited'
  | 'signed_out'
  | 'unreachable'
  | 'malformed'
  | 'other'

export type ToldTopUp =
  /** Taken on; the data is not there yet. */
  | { readonly kind: 'accepted'; readonly ref: string }
  | { readonly kind: 'done'; readonly ref: string }
  /** For good. */
  | { readonly kind: 'refused'; readonly why: SupplyTrouble }
  /** It knows of no such top-up. Only ever an answer to a reading. */
  | { readonly kind: 'absent' }
  /** Surely not taken on (or not read), because of this; ask again after so many seconds. */
  | { readonly kind: 'later'; readonly why: SupplyTrouble; readonly seconds: number }
  /** Nobody knows what became of the question. */
  | { readonly kind: 'unknown'; readonly why: SupplyTrouble }

/** Of the whole card: every top-up of it counts together. */
export interface ToldUsage {
  readonly bytesLeft: Bytes | null
  readonly bytesTotal: Bytes | null
  /** Null where none is named, as before the first use. */
  readonly until: Instant | null
  readonly status: 'not_active' | 'active' | 'used_up' | 'expired' | 'unknown'
  /** When the wholesaler counted; when we asked, where it does not say. */
  readonly asOf: Instant
}
