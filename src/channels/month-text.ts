/** A month of Japan as each language writes it. */
import type { Language } from '../domain/basics/language.ts'
import type { JstMonth } from '../domain/bill/month.ts'

const ENGLISH =
  'January February March April May June July August September October November December'.split(' ')

export function monthText(month: JstMonth, language: Language): string {
  const { year, month: number } = Temporal.PlainYearMonth.from(month)
  if (language === 'en') return `${ENGLISH[number - 1]} ${year}`
  return language === 'ko' ? `${year}년 ${number}월` : `${year}年${number}月`
}
