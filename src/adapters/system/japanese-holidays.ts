/**
 * Japan's public holidays by date, from a maintained list: national holidays, days in lieu of one
 * that fell on a Sunday, and days between two holidays (Act on National Holidays, art. 3). Years
 * ahead are computed; the two equinoxes are final only when the year before announces them. Not
 * the days on which an operator is closed.
 */
import holidayJp from '@holiday-jp/holiday_jp'
import type { IsHoliday } from '../../domain/call/hotline-hours.ts'
import type { JstDate } from '../../domain/basics/time.ts'

const NAMES = new Map(
  Object.values(holidayJp.holidays).map(({ date, name }) => [date as string, name]),
)
const LAST_YEAR = Math.max(...[...NAMES.keys()].map((date) => Number(date.slice(0, 4))))

/** The list knows every holiday before this date and none after. */
export const HOLIDAYS_KNOWN_UNTIL: JstDate = Temporal.PlainDate.from({
  year: LAST_YEAR + 1,
  month: 1,
  day: 1,
})

/** Its Japanese name; null for any other day, and for all days outside the years of the list. */
export function holidayName(date: JstDate): string | null {
  return NAMES.get(date.toString()) ?? null
}

export const isJapaneseHoliday: IsHoliday = (date) => holidayName(date) !== null
