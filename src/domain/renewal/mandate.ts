/**
 * The standing wish of a line's holder that it be renewed by itself: which offer, with what means,
 * when, and up to how much a month. A line has at most one that stands. Not an Order: each renewal
 * it makes is one.
 */
import type {
  AccountId,
  AgreementId,
  KeptMethodId,
  LineId,
  MandateId,
  OfferId,
  OrderId,
  PackId,
  PersonId,
} from '../basics/ids.ts'
import type { TermsRef } from '../agreement/agreement.ts'
import type { Yen } from '../basics/money.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import type { FailureReason } from '../payment/provider.ts'

/** Whatever the trigger, the end of coverage is the last occasion. */
export type Trigger =
  | { readonly kind: 'at_end' }
  /** No byte is left in any valid pack. */
  | { readonly kind: 'at_zero' }
  /** So many percent or less are left of what the valid packs granted. */
  | { readonly kind: 'at_share'; readonly percent: number }

export type MandateMeans =
  | { readonly kind: 'kept'; readonly method: KeptMethodId }
  | { readonly kind: 'points' }

export type StopWhy =
  | 'by_owner'
  /** Another mandate took its place. */
  | 'replaced'
  | 'retries_exhausted'
  /** The card schemes forbid another try. */
  | 'means_barred'
  | 'means_gone'
  /** Dearer than was agreed: only the holder can say yes. */
  | 'price_raised'
  | 'offer_gone'
  | 'identity_needed'
  /** The bank wanted the holder, who did not come. */
  | 'not_confirmed'
  | 'line_ended'
  | 'holder_changed'

export type AttemptFailure = FailureReason | 'expired' | 'cancelled' | 'points_short'

/** Yen that count towards the cap of a JST calendar month, `YYYY-MM`. */
export interface MonthYen {
  readonly month: string
  readonly yen: Yen
}

/** The one renewal that is under way. */
export interface Attempt {
  /** Names the coverage it continues; with the mandate, the order's key. */
  readonly coverage: PackId
  /** Null while points did not suffice to place one. */
  readonly order: OrderId | null
  /** 1 for the first try. */
  readonly number: number
  readonly lastFailure: AttemptFailure | null
  /** When to try again; null while an outcome or the holder is awaited. */
  readonly nextAt: Instant | null
  /** What this try counts towards the cap; null while nothing is charged or undecided. */
  readonly counted: MonthYen | null
}

export interface Mandate {
  readonly id: MandateId
  readonly line: LineId
  readonly account: AccountId
  readonly person: PersonId
  /** The version on sale at firing is bought, at its price then. */
  readonly offer: OfferId
  /** The price that was agreed; a dearer version needs consent. */
  readonly maxPrice: Yen
  readonly means: MandateMeans
  readonly trigger: Trigger
  readonly monthlyCap: Yen
  /** How long before the end of coverage the holder is told; 0 for not at all. */
  readonly noticeHours: number
  readonly agreement: AgreementId
  /** What stands accepted; its agreement has the words. */
  readonly terms: readonly TermsRef[]
  /** The newest version of the terms of auto-renewal that was accepted or told of; 0: none. */
  readonly termsTold: number
  readonly since: Instant
  readonly paused: { readonly since: Instant; readonly until: Instant | null } | null
  readonly ended: { readonly at: Instant; readonly why: StopWhy } | null
  /** When to look at it next; null until something else moves. */
  readonly dueAt: Instant | null
  /** When the coming renewal is announced. */
  readonly noticeAt: Instant | null
  /** The coverage whose coming renewal was announced. */
  readonly announced: PackId | null
  /** The coverage it has fired for: a second time it does not. */
  readonly fired: PackId | null
  readonly attempt: Attempt | null
  /** Held back by the cap, and the coverage for which that was told. */
  readonly capped: { readonly since: Instant; readonly coverage: PackId } | null
  readonly spent: MonthYen
}

/** The offer to buy next time; the price it was agreed at comes with it. */
export function changeOffer(
  mandate: Mandate,
  next: Pick<Mandate, 'offer' | 'maxPrice' | 'agreement' | 'terms' | 'termsTold'>,
): Mandate {
  return { ...mandate, ...next }
}

export function isStanding(mandate: Mandate): boolean {
  return mandate.ended === null
}

/** Paused at this instant; a pause with an end is over at that end. */
export function isPaused({ paused }: Mandate, now: Instant): boolean {
  if (paused === null) return false
  return paused.until === null || isBefore(now, paused.until)
}

/** What was agreed stays on record; nothing of it happens any more. */
export function stop(mandate: Mandate, why: StopWhy, now: Instant): Mandate {
  return {
    ...mandate,
    ended: { at: now, why },
    attempt: null,
    dueAt: null,
    noticeAt: null,
  }
}
