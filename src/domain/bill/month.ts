/**
 * A calendar month of Japan, which a statement is of. Half-open: from the 1st 00:00 JST up to the
 * next 1st. Not a pack's month, which begins on any day.
 */
import { jstDate, jstMidnight, type Instant, type Interval } from '../basics/time.ts'

declare const monthBrand: unique symbol
/** `2026-11`. Compares as text. */
export type JstMonth = string & { readonly [monthBrand]: true }

const FORM = /^2\d{3}-(?:0[1-9]|1[0-2])$/

export function parseMonth(text: string): JstMonth | null {
  return FORM.test(text) ? (text as JstMonth) : null
}

/** The month that contains the instant. */
export function monthAt(at: Instant): JstMonth {
  return jstDate(at).toPlainYearMonth().toString() as JstMonth
}

export function monthBefore(month: JstMonth): JstMonth {
  return Temporal.PlainYearMonth.from(month).subtract({ months: 1 }).toString() as JstMonth
}

export interface MonthSpan extends Interval {
  readonly until: Instant
}

export function spanOf(month: JstMonth): MonthSpan {
  const first = Temporal.PlainYearMonth.from(month).toPlainDate({ day: 1 })
  return { from: jstMidnight(first), until: jstMidnight(first.add({ months: 1 })) }
}
