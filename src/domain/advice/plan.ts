/**
 * What the advisor answers: a plan of purchases, what it costs, how sure that it is the best, and
 * the facts that explain it. Facts, not sentences: channels word them. Not an Order; nothing here
 * was bought.
 */
import type { DeliveryEffect } from '../balance/delivery.ts'
import type { Bytes } from '../basics/data-volume.ts'
import type { Yen } from '../basics/money.ts'
import type { Instant, JstDate } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'

/** What a plan costs, in the order of weight: the first that differs decides. */
export interface Costs {
  /** Needed, but neither served at full speed nor by an unlimited pack; throttled is not served. */
  readonly bytesUnserved: Bytes
  readonly yen: Yen
  readonly purchases: number
  /** Time within the horizon in which no pack is valid, in microseconds. */
  readonly microsWithoutCover: number
}

export type Proof =
  | { readonly kind: 'exact' }
  /** Searched up to the node limit: none is better by more than this. */
  | {
      readonly kind: 'best_found'
      readonly atMostYenFromBest: Yen
      /** Zero unless a plan could exist that serves more. */
      readonly atMostBytesFromBest: Bytes
    }

/** Why a pack is in the plan, seen at the instant of its purchase. */
export type StepReason =
  /** No pack is valid then. */
  | { readonly kind: 'cover_ended' }
  /** Packs are valid, but none has bytes for the day left. */
  | { readonly kind: 'data_ended' }
  /** Bought while others still have bytes, which it saves for later or adds to. */
  | { readonly kind: 'spares_others' }
  /** Bought while the chain that it prolongs still lives. */
  | { readonly kind: 'prolongs'; readonly oldEnd: Instant }
  /** Bought beforehand; it waits its turn. */
  | { readonly kind: 'waits_its_turn' }

export interface PlannedPurchase {
  readonly offer: Offer
  /** Only this one can be bought now; the others are an outlook. */
  readonly when: 'now' | 'planned'
  readonly at: Instant
  /** Asked to run at once where it would queue. */
  readonly startNow: boolean
  readonly effect: DeliveryEffect
  /** As they come out if the need comes as told; null from: never begins within the horizon. */
  readonly from: Instant | null
  readonly until: Instant | null
  /** Bytes of the need that this pack serves within the horizon. */
  readonly bytesServed: Bytes
  readonly reason: StepReason
}

/** A simple rule that a person might follow instead, under the same statement. */
export interface Comparison {
  readonly with:
    /** The last pack again, as often as needed. */
    | 'repeat_last'
    /** The monthly offer that comes out best, as often as needed. */
    | 'monthly'
    /** The cheapest offer of which one alone serves everything. */
    | 'one_pack'
  readonly offer: Offer
  readonly costs: Costs
  /** Its yen less the plan's; negative where it spends less and serves less. */
  readonly yenSaved: Yen
  /** Its unserved bytes less the plan's; never negative. */
  readonly bytesServedMore: Bytes
}

/** "Two 3-day packs": how often each offer is bought, in the order of its first purchase. */
export interface PlannedOffer {
  readonly offer: Offer
  readonly count: number
}

/** Said in this order; those that do not apply are absent. */
export type Fact =
  /** What the line holds is enough. */
  | { readonly kind: 'nothing_needed'; readonly lastDay: JstDate }
  | { readonly kind: 'packs'; readonly offers: readonly PlannedOffer[]; readonly yen: Yen }
  /** Every byte of the need is served through this day; the horizon's last day if all of it is. */
  | { readonly kind: 'served_through'; readonly lastDay: JstDate; readonly isHorizonEnd: boolean }
  /** What is held serves until then; nothing needs to be bought before. */
  | { readonly kind: 'first_purchase'; readonly at: Instant }
  /** `yenSaved` is above zero. */
  | ({ readonly kind: 'saves' } & Comparison)
  /** Costs as much or more than the rule, but serves more. */
  | ({ readonly kind: 'serves_more' } & Comparison)
  | { readonly kind: 'unserved'; readonly bytes: Bytes; readonly firstDay: JstDate }
  | { readonly kind: 'without_cover'; readonly hours: number }

export interface Plan {
  readonly purchases: readonly PlannedPurchase[]
  readonly costs: Costs
  readonly proof: Proof
  readonly comparisons: readonly Comparison[]
  readonly facts: readonly Fact[]
}
