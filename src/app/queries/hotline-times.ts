/**
 * When people answer, as a page says it: whether they do now and until when, else when next; the
 * week in rows of like days; and the days ahead that are not as their weekday usually is.
 */
import type { Localised } from '../../domain/basics/language.ts'
import {
  isBefore,
  jstDate,
  plusDays,
  sameInstant,
  type Instant,
  type JstDate,
} from '../../domain/basics/time.ts'
import {
  hoursOn,
  isOpenAt,
  openingAfter,
  type DayHours,
  type HotlineHours,
  type IsHoliday,
} from '../../domain/call/hotline-hours.ts'

export interface HotlineTimes {
  readonly asOf: Instant
  readonly now:
    /** Null: not within a week. */
    | { readonly kind: 'open'; readonly until: Instant | null }
    /** Null: not within two months. */
    | { readonly kind: 'closed'; readonly opens: Instant | null }
  readonly week: readonly WeekRow[]
  readonly holidays: HotlineHours['holidays']
  readonly others: readonly OtherDays[]
}

/** Like days of the week, 1 for Monday to 7, both ends included. */
export interface WeekRow {
  readonly from: number
  readonly to: number
  readonly hours: DayHours | null
}

/** Days in a row with the same hours for the same reason, both ends included. */
export interface OtherDays {
  readonly from: JstDate
  readonly to: JstDate
  readonly hours: DayHours | null
  /** Null: a public holiday, or closed for no reason told. */
  readonly why: Localised | null
  readonly isHoliday: boolean
}

export const OTHER_DAYS_AHEAD = 45
export const OTHER_DAYS_MAX = 3
const OPEN_FOR_DAYS_MAX = 7

export function hotlineTimes(
  hours: HotlineHours,
  now: Instant,
  isHoliday: IsHoliday,
): HotlineTimes {
  return {
    asOf: now,
    now: isOpenAt(hours, now, isHoliday)
      ? { kind: 'open', until: openUntil(hours, now, isHoliday) }
      : { kind: 'closed', opens: openingAfter(hours, now, isHoliday)?.from ?? null },
    week: weekRows(hours),
    holidays: hours.holidays,
    others: otherDays(hours, jstDate(now), isHoliday),
  }
}

/** Hours until midnight that go on at midnight are one opening. */
function openUntil(hours: HotlineHours, now: Instant, isHoliday: IsHoliday): Instant | null {
  const latest = plusDays(now, OPEN_FOR_DAYS_MAX)
  let until = openingAfter(hours, now, isHoliday)?.until ?? now
  while (isBefore(until, latest)) {
    const next = openingAfter(hours, until, isHoliday)
    if (next === null || !sameInstant(next.from, until)) return until
    until = next.until
  }
  return null
}

function weekRows({ week }: HotlineHours): readonly WeekRow[] {
  const rows: WeekRow[] = []
  for (let day = 1; day <= 7; day += 1) {
    const hours = week[day - 1] ?? null
    const last = rows.at(-1)
    if (last !== undefined && isAlike(last.hours, hours)) rows.splice(-1, 1, { ...last, to: day })
    else rows.push({ from: day, to: day, hours })
  }
  return rows
}

function otherDays(
  hours: HotlineHours,
  today: JstDate,
  isHoliday: IsHoliday,
): readonly OtherDays[] {
  const found: OtherDays[] = []
  for (let days = 0; days < OTHER_DAYS_AHEAD; days += 1) {
    const day = otherDay(hours, today.add({ days }), isHoliday)
    if (day === null) continue
    const last = found.at(-1)
    if (last !== undefined && goesOn(last, day)) found.splice(-1, 1, { ...last, to: day.to })
    else if (found.length === OTHER_DAYS_MAX) break
    else found.push(day)
  }
  return found
}

/** Null for a day that is as its weekday is. */
function otherDay(hours: HotlineHours, date: JstDate, isHoliday: IsHoliday): OtherDays | null {
  const closing = hours.closed.find((one) => one.date.equals(date)) ?? null
  const holiday = isHoliday(date)
  const other = hours.holidays === 'as_usual' ? null : hours.holidays
  const isOpen = hoursOn(hours, date, isHoliday) !== null
  const weekly = hours.week[date.dayOfWeek - 1] ?? null
  const own = !isOpen ? null : holiday && hours.holidays !== 'as_usual' ? other : weekly
  if (isAlike(own, weekly)) return null
  return {
    from: date,
    to: date,
    hours: own,
    why: closing?.why ?? null,
    isHoliday: holiday && closing === null,
  }
}

function goesOn(last: OtherDays, day: OtherDays): boolean {
  const isSameWhy = JSON.stringify(last.why) === JSON.stringify(day.why)
  const isNext = last.to.add({ days: 1 }).equals(day.from)
  return isNext && isSameWhy && last.isHoliday === day.isHoliday && isAlike(last.hours, day.hours)
}

function isAlike(one: DayHours | null, other: DayHours | null): boolean {
  return one?.from === other?.from && one?.until === other?.until
}
