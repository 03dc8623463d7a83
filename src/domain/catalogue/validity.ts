/**
 * Until when a pack is valid: the shapes an offer can promise, and the instant each gives. Every
 * end is the open end of `[from, until)`. Not when a pack starts (the offer's start rule), and not
 * how packs of a chain relate (stacking): these only call it with another `from`.
 */
import { assert, present, unreachable } from '../basics/assert.ts'
import {
  jstDate,
  jstMidnight,
  nextJstDayStart,
  plusDays,
  plusHours,
  type Instant,
  type JstDate,
} from '../basics/time.ts'

export type Validity =
  /** N hours from the instant of the start. */
  | { readonly kind: 'hours'; readonly hours: number }
  /**
   * N × 24 hours, then to the end of that day: the first JST midnight *strictly after*. A start
   * exactly at midnight therefore gets N + 1 days, and so does every extension of such a pack,
   * because its old end is a midnight.
   */
  | { readonly kind: 'days_to_day_end'; readonly days: number }
  /** N JST days; the day of the start counts as the first, however late it is. */
  | { readonly kind: 'calendar_days'; readonly days: number }
  | { readonly kind: 'calendar_month' }
  /**
   * To the same day of the next month. In months that lack the day, `clip` ends at the month's last
   * day and comes back to the anchor after it; `first_of_next` never depends on the month: a start
   * on the 29th, 30th or 31st ends on the 1st of the month after next, every later period on the
   * 1st (January 31 → March 1 → April 1), so that no period is shorter than a month.
   */
  | { readonly kind: 'monthly_anniversary'; readonly shortMonths: 'clip' | 'first_of_next' }
  /** To the end of the N-th calendar month, the current one counted. */
  | { readonly kind: 'end_of_month'; readonly months: number }
  /** Until the last byte; a limit, where the offer states one, is N × 24 hours from the start. */
  | { readonly kind: 'until_used'; readonly daysMax: number | null }
  /** The wholesaler names the instant at delivery. */
  | { readonly kind: 'told_by_wholesaler' }

/** Bounds of what an offer may promise: about ten years, far inside what an instant can hold. */
export const VALIDITY_HOURS_MAX = 87_600
export const VALIDITY_DAYS_MAX = 3_650
export const VALIDITY_MONTHS_MAX = 120

/** The last day of the month that every month has. */
const DAY_IN_EVERY_MONTH = 28

export type ValidityContext = {
  /**
   * JST day of the month of the chain's first period, 1–31, when `from` is the end of an earlier
   * period. Only `monthly_anniversary` reads it.
   */
  readonly anchorDay?: number
  /** What the wholesaler named; required by `told_by_wholesaler`, read by no other shape. */
  readonly toldUntil?: Instant
}

/** Whether the counts of a shape are whole, positive and within bounds; asked when one is made. */
export function isSoundValidity(validity: Validity): boolean {
  switch (validity.kind) {
    case 'hours':
      return isCount(validity.hours, VALIDITY_HOURS_MAX)
    case 'days_to_day_end':
    case 'calendar_days':
      return isCount(validity.days, VALIDITY_DAYS_MAX)
    case 'end_of_month':
      return isCount(validity.months, VALIDITY_MONTHS_MAX)
    case 'until_used':
      return validity.daysMax === null || isCount(validity.daysMax, VALIDITY_DAYS_MAX)
    case 'calendar_month':
    case 'monthly_anniversary':
    case 'told_by_wholesaler':
      return true
    default:
      return unreachable(validity)
  }
}

/**
 * The open end of a period that starts at `from`; null means no end. Always later than `from`,
 * except that a wholesaler may tell an instant already past: the answer is what was told, and the
 * caller must not deliver an empty period.
 */
export function validUntil(
  validity: Validity,
  from: Instant,
  context: ValidityContext = {},
): Instant | null {
  assert(isSoundValidity(validity), 'a validity counts whole, positive units within bounds')
  switch (validity.kind) {
    case 'hours':
      return plusHours(from, validity.hours)
    case 'days_to_day_end':
      return nextJstDayStart(plusDays(from, validity.days))
    case 'calendar_days':
      return jstMidnight(jstDate(from).add({ days: validity.days }))
    case 'calendar_month':
      return firstOfMonth(from, 1)
    case 'monthly_anniversary':
      return validity.shortMonths === 'clip'
        ? anniversaryClipped(from, context.anchorDay)
        : anniversaryOrFirst(from)
    case 'end_of_month':
      return firstOfMonth(from, validity.months)
    case 'until_used':
      return validity.daysMax === null ? null : plusDays(from, validity.daysMax)
    case 'told_by_wholesaler':
      return present(context.toldUntil, 'the wholesaler tells the end at delivery')
    default:
      return unreachable(validity)
  }
}

/**
 * Where an extension moves an end to: the shape counted from the old end, the anchor of the chain's
 * first period kept.
 */
export function nextPeriodEnd(
  validity: Validity,
  old: { readonly end: Instant; readonly anchorDay: number; readonly toldUntil?: Instant },
): Instant | null {
  const { end, ...context } = old
  return validUntil(validity, end, context)
}

/** The anchor of a chain that starts here: the JST day of the month, 1–31. */
export function anchorDayOf(from: Instant): number {
  return jstDate(from).day
}

/**
 * The anchor that the next period is counted from: the chain's, as long as `from` lies on it or on
 * the last day of a month that lacks it. An end that was moved by hand lies elsewhere; from there
 * the anchor begins anew, since the old one could make a month of a single day.
 */
export function anchorInForce(from: Instant, chainAnchorDay?: number): number {
  const date = jstDate(from)
  if (chainAnchorDay === undefined) return date.day
  assert(isCount(chainAnchorDay, 31), 'an anchor is a day of a month')
  return date.day === Math.min(chainAnchorDay, date.daysInMonth) ? chainAnchorDay : date.day
}

/**
 * A bound for checks: no period of this shape is longer than so many days of 24 hours. Null where
 * the shape itself bounds nothing.
 */
export function longest(validity: Validity): number | null {
  switch (validity.kind) {
    case 'hours':
      return Math.ceil(validity.hours / 24)
    case 'days_to_day_end':
      return validity.days + 1
    case 'calendar_days':
      return validity.days
    case 'calendar_month':
      return 31
    case 'monthly_anniversary':
      // From July 29 through the whole of August.
      return validity.shortMonths === 'clip' ? 31 : 34
    case 'end_of_month':
      return validity.months * 31
    case 'until_used':
      return validity.daysMax
    case 'told_by_wholesaler':
      return null
    default:
      return unreachable(validity)
  }
}

/** The JST midnight that begins the 1st of the month so many months after that of `from`. */
function firstOfMonth(from: Instant, monthsLater: number): Instant {
  return jstMidnight(firstDayOf(jstDate(from), monthsLater))
}

function firstDayOf(date: JstDate, monthsLater: number): JstDate {
  return date.with({ day: 1 }).add({ months: monthsLater })
}

function anniversaryClipped(from: Instant, chainAnchorDay: number | undefined): Instant {
  const nextMonth = firstDayOf(jstDate(from), 1)
  const day = Math.min(anchorInForce(from, chainAnchorDay), nextMonth.daysInMonth)
  return jstMidnight(nextMonth.with({ day }))
}

/** Needs no anchor: once a period has ended on the 1st, the 1st is the day that comes again. */
function anniversaryOrFirst(from: Instant): Instant {
  const date = jstDate(from)
  if (date.day > DAY_IN_EVERY_MONTH) return firstOfMonth(from, 2)
  return jstMidnight(firstDayOf(date, 1).with({ day: date.day }))
}

function isCount(value: number, max: number): boolean {
  return Number.isInteger(value) && value >= 1 && value <= max
}
