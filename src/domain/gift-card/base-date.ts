/**
 * The report of a base date (Payment Services Act art. 3 and 14): what sold cards could still buy
 * at the end of 31 March or 30 September, set against the amount above which half must be
 * deposited. Cards that were given are no prepaid means of payment and stand apart. Sold cards that
 * are usable for no more than six months are exempt (art. 4); the report shows whether all were.
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import { yen, type Yen } from '../basics/money.ts'
import { jstMidnight, type Instant, type JstDate } from '../basics/time.ts'

/** Unused balance above which at least half is deposited (Cabinet Order art. 6). */
export const DEPOSIT_ABOVE_YEN = 10_000_000n

const BASE_DATES = [
  { month: 3, day: 31 },
  { month: 9, day: 30 },
] as const

export type BaseDateRefusal = { readonly code: 'no_base_date'; readonly dates: readonly string[] }

/** The instant that ends the base date; what happened before it counts. */
export function baseDateEnd(date: JstDate): Result<Instant, BaseDateRefusal> {
  const isBase = BASE_DATES.some(({ month, day }) => date.month === month && date.day === day)
  if (!isBase) {
    const dates = BASE_DATES.map(({ month, day }) => date.with({ month, day }).toString())
    return refuse({ code: 'no_base_date', dates })
  }
  return accept(jstMidnight(date.add({ days: 1 })))
}

/** The book at an instant; every amount is positive. */
export interface GiftCardBook {
  readonly sold: GiftCardSums
  readonly given: GiftCardSums
  /** Cards that were sold for longer than law exempts; there are none while the rules are kept. */
  readonly longerThanExempt: number
}

export interface GiftCardSums {
  readonly activated: Yen
  readonly spent: Yen
  readonly returned: Yen
  readonly lapsed: Yen
}

export interface BaseDateReport {
  readonly date: JstDate
  readonly unusedSold: Yen
  readonly unusedGiven: Yen
  readonly depositAbove: Yen
  readonly isAbove: boolean
  /** Half of the unused balance, rounded up; nothing below the limit. Owed unless exempt. */
  readonly deposit: Yen
  readonly isExempt: boolean
}

export function unused({ activated, spent, returned, lapsed }: GiftCardSums): Yen {
  return yen(activated - spent + returned - lapsed)
}

export function baseDateReport(date: JstDate, book: GiftCardBook): BaseDateReport {
  const unusedSold = unused(book.sold)
  const isAbove = unusedSold > DEPOSIT_ABOVE_YEN
  return {
    date,
    unusedSold,
    unusedGiven: unused(book.given),
    depositAbove: yen(DEPOSIT_ABOVE_YEN),
    isAbove,
    deposit: yen(isAbove ? (unusedSold + 1n) / 2n : 0n),
    isExempt: book.longerThanExempt === 0,
  }
}
