/** What the comparison of one JST day with one provider's book found, and when it is due. */
import {
  isBefore,
  jstDate,
  jstMidnight,
  plusHours,
  type Instant,
  type JstDate,
} from '../basics/time.ts'
import type { Yen } from '../basics/money.ts'
import type { PaymentRef } from '../payment/movement.ts'
import type { ProviderName } from '../payment/provider.ts'
import type { Figure } from './comparing.ts'

/**
 * foreign           booked by the provider for nothing that is ours
 * payment_unknown   names a payment that we do not have
 */
export interface Difference {
  readonly figure: Figure | 'foreign' | 'payment_unknown'
  readonly ref: PaymentRef | null
  /** The movement it is about, where it is about one. */
  readonly movement: string | null
  readonly ours: Yen
  readonly theirs: Yen
}

export interface Reconciliation {
  readonly provider: ProviderName
  readonly day: JstDate
  readonly state: 'agrees' | 'differs'
  readonly at: Instant
  readonly counts: {
    readonly movements: number
    readonly payments: number
    readonly healed: number
    readonly differences: number
    readonly feesPosted: number
    readonly payoutsPosted: number
  }
  /** Found and mended: the payment was asked about and is right now. At most `LISTED_MAX`. */
  readonly healed: readonly Difference[]
  /** At most `LISTED_MAX`; the count has them all. */
  readonly differences: readonly Difference[]
}

/** More differences of one day than this are counted and not listed. */
export const LISTED_MAX = 1_000
/** A day is compared so long after its end: providers' books lag (PayPal's by three hours). */
export const RECONCILE_AFTER_HOURS = 6
/** A day that differs is compared again daily until it is so old. */
export const RECOMPARE_DAYS_MAX = 7
/** The first reconciliation of an old installation reaches back no further. */
export const REACH_BACK_DAYS_MAX = 92

/** The days to compare now, oldest first, of those from `first` on. */
export function daysDue(
  known: readonly Pick<Reconciliation, 'day' | 'state' | 'at'>[],
  { first, now }: { readonly first: Instant; readonly now: Instant },
): readonly JstDate[] {
  const byDay = new Map(known.map((one) => [one.day.toString(), one]))
  const end = jstDate(plusHours(now, -RECONCILE_AFTER_HOURS))
  const oldest = end.subtract({ days: REACH_BACK_DAYS_MAX })
  const begin = jstDate(first)
  const due: JstDate[] = []
  let day = Temporal.PlainDate.compare(begin, oldest) < 0 ? oldest : begin
  for (; Temporal.PlainDate.compare(day, end) < 0; day = day.add({ days: 1 })) {
    const before = byDay.get(day.toString())
    if (before === undefined || isAgain(before, now)) due.push(day)
  }
  return due
}

function isAgain(
  { day, state, at }: Pick<Reconciliation, 'day' | 'state' | 'at'>,
  now: Instant,
): boolean {
  if (state === 'agrees' || isBefore(now, plusHours(at, 24))) return false
  return isBefore(now, jstMidnight(day.add({ days: 1 + RECOMPARE_DAYS_MAX })))
}

export function spanOf(day: JstDate): { readonly from: Instant; readonly until: Instant } {
  return { from: jstMidnight(day), until: jstMidnight(day.add({ days: 1 })) }
}
