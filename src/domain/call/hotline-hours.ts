/**
 * When people answer, in Japan's time: hours for each day of the week, other hours on public
 * holidays, days on which nobody is there. The flow itself answers at any hour. Which dates are
 * holidays is told from outside.
 */
import {
  microsOf,
  contains,
  isBefore,
  jstDate,
  jstMidnight,
  later,
  plusMinutes,
  type Instant,
  type JstDate,
} from '../basics/time.ts'
import type { Localised } from '../basics/language.ts'

/** Minutes after midnight; `until` is at most 1,440, the midnight that ends the day. */
export interface DayHours {
  readonly from: number
  readonly until: number
}

export interface HotlineHours {
  /** Monday first; null: nobody is there. */
  readonly week: readonly (DayHours | null)[]
  /** On public holidays, whichever day of the week; `as_usual`: as if it were none. */
  readonly holidays: DayHours | null | 'as_usual'
  readonly closed: readonly { readonly date: JstDate; readonly why: Localised | null }[]
  /** Within so many hours in which somebody is there a call-back is promised. */
  readonly callBackHours: number
}

export type IsHoliday = (date: JstDate) => boolean

export const MINUTES_A_DAY = 1_440
/** Nobody is ever away for longer; a calendar that says so has no opening. */
export const OPENING_LOOKED_FOR_DAYS = 60

const EVERY_DAY: DayHours = { from: 9 * 60, until: 21 * 60 }

/** Of an operator who says nothing. */
export const USUAL_HOURS: HotlineHours = {
  week: Array.from({ length: 7 }, () => EVERY_DAY),
  holidays: 'as_usual',
  closed: [],
  callBackHours: 2,
}

interface Open {
  readonly from: Instant
  readonly until: Instant
}

export function hoursOn(hours: HotlineHours, date: JstDate, isHoliday: IsHoliday): Open | null {
  if (hours.closed.some((one) => one.date.equals(date))) return null
  const weekly = hours.week[date.dayOfWeek - 1] ?? null
  const { holidays } = hours
  const day = holidays !== 'as_usual' && isHoliday(date) ? holidays : weekly
  if (day === null || day.until <= day.from) return null
  const midnight = jstMidnight(date)
  return { from: plusMinutes(midnight, day.from), until: plusMinutes(midnight, day.until) }
}

export function isOpenAt(hours: HotlineHours, at: Instant, isHoliday: IsHoliday): boolean {
  const open = hoursOn(hours, jstDate(at), isHoliday)
  return open !== null && contains(open, at)
}

/** The hours that run now, or else the next ones; null where none come within two months. */
export function openingAfter(hours: HotlineHours, at: Instant, isHoliday: IsHoliday): Open | null {
  const today = jstDate(at)
  for (let days = 0; days <= OPENING_LOOKED_FOR_DAYS; days += 1) {
    const open = hoursOn(hours, today.add({ days }), isHoliday)
    if (open !== null && isBefore(at, open.until)) return open
  }
  return null
}

/**
 * When somebody who asks now is called back: a span of `callBackHours` in which people are there,
 * counted over closings. Null where nobody ever comes.
 */
export function callBackSpan(hours: HotlineHours, now: Instant, isHoliday: IsHoliday): Open | null {
  let left = hours.callBackHours * 60
  let at = now
  let from: Instant | null = null
  for (;;) {
    const open = openingAfter(hours, at, isHoliday)
    if (open === null) return null
    const begins = later(open.from, at)
    from ??= begins
    const until = plusMinutes(begins, left)
    if (!isBefore(open.until, until)) return { from, until }
    left -= minutesBetween(begins, open.until)
    at = open.until
  }
}

const MINUTE_MICROS = 60_000_000n

/** Whole minutes, rounded down: a promise is never shorter than said. */
function minutesBetween(from: Instant, until: Instant): number {
  return Number((microsOf(until) - microsOf(from)) / MINUTE_MICROS)
}
