/**
 * Instants and days of Japan, taken apart for the ear: today and tomorrow by name, the year only
 * where it is another one, the midnight that ends a day as its twenty-fourth hour. Not the words.
 */
import { TOKYO, jstDate, type Instant, type JstDate } from '../../../domain/basics/time.ts'

export type DaySaid =
  | { readonly kind: 'today' | 'tomorrow' }
  | {
      readonly kind: 'other'
      readonly year: YearSaid
      readonly month: number
      readonly day: number
    }

export type YearSaid = 'this' | 'next' | 'last' | number

export interface TimeSaid {
  readonly date: JstDate
  readonly day: DaySaid
  /** 24 for the midnight that ends the day. */
  readonly hour: number
  readonly minute: number
}

export function daySaid(date: JstDate, asOf: Instant): DaySaid {
  const today = jstDate(asOf)
  if (date.equals(today)) return { kind: 'today' }
  if (date.equals(today.add({ days: 1 }))) return { kind: 'tomorrow' }
  return { kind: 'other', year: yearSaid(date.year, today.year), month: date.month, day: date.day }
}

function yearSaid(year: number, current: number): YearSaid {
  if (year === current) return 'this'
  if (year === current + 1) return 'next'
  return year === current - 1 ? 'last' : year
}

/** Something happens or begins then. To the minute, cut off. */
export function startSaid(at: Instant, asOf: Instant): TimeSaid {
  const { hour, minute } = at.toZonedDateTimeISO(TOKYO)
  const date = jstDate(at)
  return { date, day: daySaid(date, asOf), hour, minute }
}

/** Something lasts until then: never said later than it is. */
export function endSaid(at: Instant, asOf: Instant): TimeSaid {
  const { hour, minute } = at.toZonedDateTimeISO(TOKYO)
  if (hour > 0 || minute > 0) return startSaid(at, asOf)
  const date = jstDate(at).subtract({ days: 1 })
  return { date, day: daySaid(date, asOf), hour: 24, minute: 0 }
}
