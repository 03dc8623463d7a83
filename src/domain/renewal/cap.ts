/**
 * The monthly cap: yen charged or undecided in the JST calendar month. A try counts when it is
 * begun, in the month of that instant, and is given back when it is known to have failed.
 */
import { assert } from '../basics/assert.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import { jstDate, jstMidnight, type Instant } from '../basics/time.ts'
import type { MonthYen } from './mandate.ts'

export function monthOf(now: Instant): string {
  return jstDate(now).toPlainYearMonth().toString()
}

/** The JST midnight that begins the next calendar month. */
export function nextMonthStart(now: Instant): Instant {
  return jstMidnight(jstDate(now).with({ day: 1 }).add({ months: 1 }))
}

export function spentIn(spent: MonthYen, now: Instant): Yen {
  return spent.month === monthOf(now) ? spent.yen : NO_YEN
}

/** A price that reaches the cap exactly is within it. */
export function isWithinCap(
  price: Yen,
  given: { readonly spent: MonthYen; readonly cap: Yen; readonly now: Instant },
): boolean {
  return spentIn(given.spent, given.now) + price <= given.cap
}

export function count(spent: MonthYen, price: Yen, now: Instant): MonthYen {
  return { month: monthOf(now), yen: yen(spentIn(spent, now) + price) }
}

/** What was counted in a month that is over has nothing to give back to. */
export function giveBack(spent: MonthYen, counted: MonthYen | null): MonthYen {
  if (counted === null || counted.month !== spent.month) return spent
  assert(counted.yen <= spent.yen, 'no more is given back than was counted')
  return { month: spent.month, yen: yen(spent.yen - counted.yen) }
}
