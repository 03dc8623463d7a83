/**
 * The advisor's plan for one line, as every channel shows it. Facts at one instant (`asOf`), no
 * sentences. Only the purchase marked `now` can be bought; the others are an outlook that the next
 * question may change.
 */
import type { Bytes } from '../../domain/basics/data-volume.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type { Exhaustion, Quantile } from '../../domain/advice/need.ts'
import type { Plan, PlannedPurchase } from '../../domain/advice/plan.ts'
import type { OfferQuote } from './views.ts'

/** What a person says of the time ahead. Bytes null: as much as the line used so far. */
export type AdviceWish =
  /** Nothing was said: the coming fortnight at the pace of the last weeks. */
  | { readonly kind: 'history' }
  /** Leaves on that day, which still counts. */
  | { readonly kind: 'until'; readonly date: JstDate; readonly bytes: Bytes | null }
  /** Lives here: thirty days rolling. */
  | { readonly kind: 'resident'; readonly bytes: Bytes | null }

export interface AdviceStep extends PlannedPurchase {
  /** Of the offer as if bought at `asOf`; for the step `now` only, ready for the checkout. */
  readonly quote: OfferQuote | null
}

export interface AdvicePlan extends Omit<Plan, 'purchases'> {
  readonly kind: 'plan'
  readonly asOf: Instant
  readonly wish: AdviceWish
  readonly need: {
    readonly total: Bytes
    readonly lastDay: JstDate
    readonly source: 'usage' | 'words'
    readonly quantile: Quantile
  }
  /** In order of time. Empty when what is held is enough, or nothing on sale helps. */
  readonly steps: readonly AdviceStep[]
  /** When what is held runs out, by the line's own usage; null for words and too little usage. */
  readonly exhaustion: Exhaustion | null
}

export type LineAdvice =
  | AdvicePlan
  /** Usage of too few days to judge by: ask for bytes. */
  | { readonly kind: 'too_little_usage'; readonly daysKnown: number; readonly daysNeeded: number }
  | {
      readonly kind: 'date_out_of_range'
      readonly earliest: JstDate
      readonly latest: JstDate
    }
  | { readonly kind: 'bytes_out_of_range'; readonly max: Bytes }
  /** Usage belongs to the holder: this visitor can only say how much is wanted. */
  | { readonly kind: 'usage_not_shown' }
  /** A visitor who sees no balance gets no plan, for it would tell one. */
  | { readonly kind: 'balance_not_shown' }
  | { readonly kind: 'line_ended' }
