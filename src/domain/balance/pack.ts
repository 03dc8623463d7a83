/**
 * Data granted by an offer to one line, with `[from, until)` and its place in the burn order.
 * A *chain* is the packs that share an end because one extends another; a queued pack waits behind
 * a chain and founds its own. Not an Offer (what is on sale) and not a Balance (what is left at an
 * instant, computed in `balance.ts`).
 */
import type { Bytes } from '../basics/data-volume.ts'
import type { LineId, OfferFamily, OrderId, PackId, SupplierName } from '../basics/ids.ts'
import { contains, type Instant } from '../basics/time.ts'
import type { AfterAllowance, Allowance, OfferLength, OfferRef } from '../catalogue/offer.ts'
import type { Validity } from '../catalogue/validity.ts'
import type { PackNotice } from '../notice/notice.ts'

export type PackStart =
  | { readonly kind: 'begun'; readonly from: Instant; readonly until: Instant | null }
  /** Derived until it begins: at the end of the chain it waits behind, or when that is empty. */
  | {
      readonly kind: 'queued'
      readonly behind: PackId
      readonly trigger: 'end' | 'end_or_empty'
    }
  | {
      readonly kind: 'first_use'
      readonly latest: Instant
      readonly atLatest: 'starts' | 'lapses'
    }
  /** A first-use pack that nobody used in time. */
  | { readonly kind: 'lapsed'; readonly at: Instant }

/** Bytes used within one day of a daily allowance; the day is named by its first instant. */
export interface DayUsage {
  readonly from: Instant
  readonly bytesUsed: Bytes
  /** Set aside of this day's quota. */
  readonly bytesReserved: Bytes
}

/** Who holds the data, and when they last told how much is left of it. */
export interface Elsewhere {
  readonly by:
    | { readonly kind: 'wholesale'; readonly supplier: SupplierName; readonly ref: string | null }
    | { readonly kind: 'manual' }
  readonly asOf: Instant
  /** When they are asked again; null where nobody can be. */
  readonly askAt: Instant | null
}

export interface Pack {
  readonly id: PackId
  readonly line: LineId
  readonly order: OrderId | null
  readonly offer: OfferRef
  readonly family: OfferFamily
  readonly length: OfferLength
  /** Id of the pack that founded the chain; its own id when it founded one. */
  readonly chain: PackId
  readonly origin: 'paid' | 'bonus'
  readonly allowance: Allowance
  readonly afterAllowance: AfterAllowance
  readonly fullKbps: number | null
  readonly validity: Validity
  /** JST day of month on which the chain's first period began; for monthly anniversaries. */
  readonly anchorDay: number | null
  readonly graceDays: number
  /** The end of the chain that this pack moved when it extended it; needed to move it back. */
  readonly extendsFrom: Instant | null
  readonly deliveredAt: Instant
  readonly start: PackStart
  /** All bytes ever taken from the allowance. */
  readonly bytesUsed: Bytes
  /** Set aside for live data sessions; part of neither used nor left. */
  readonly bytesReserved: Bytes
  /** Used at the throttled rate: recorded, taken from no allowance. */
  readonly bytesThrottled: Bytes
  /** For a daily allowance: the latest days used or reserved, oldest first, at most `DAYS_KEPT`. */
  readonly days: readonly DayUsage[]
  /** What its holder was told of it already: each goes once a pack. */
  readonly noticed: readonly PackNotice[]
  /** Data that another carrier's system holds: our own network neither serves nor counts it. */
  readonly elsewhere: Elsewhere | null
  readonly revoked: { readonly at: Instant; readonly order: OrderId | null } | null
}

/** A late report may reach back over a reset; no further than this many days are remembered. */
export const DAYS_KEPT = 3

export function isValidAt(pack: Pack, at: Instant): boolean {
  return pack.revoked === null && pack.start.kind === 'begun' && contains(pack.start, at)
}
