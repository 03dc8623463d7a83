/**
 * Sums, volumes, dates and times in spoken Japanese, as rows of clips with their kana. Days and
 * hours are Japan's. Not the sentences around them (`words/ja.ts`).
 */
import type { Bytes, GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import { jstDate, type Instant, type JstDate } from '../../../domain/basics/time.ts'
import { BELOW_HUNDRED, DIGITS, NUMBER_ATOMS, clip, counter, number } from './ja-numbers.ts'
import { daySaid, endSaid, startSaid, type DaySaid, type TimeSaid } from './japan-time.ts'
import type { Clip, Phrase } from './phrase.ts'
import { volume } from './volume.ts'

export { clip, number }

const YEN = counter(clip('円', 'えん'), { 4: 'よえん' })
const POINTS = counter(clip('ポイント', 'ぽいんと'), {})
const TIMES = counter(clip('回', 'かい'), {
  1: 'いっかい',
  6: 'ろっかい',
  8: 'はっかい',
  10: 'じゅっかい',
  100: 'ひゃっかい',
})
const PIECES = counter(clip('個', 'こ'), {
  1: 'いっこ',
  6: 'ろっこ',
  8: 'はっこ',
  10: 'じゅっこ',
  100: 'ひゃっこ',
})
const CASES = counter(clip('件', 'けん'), {
  1: 'いっけん',
  6: 'ろっけん',
  8: 'はっけん',
  10: 'じゅっけん',
  100: 'ひゃっけん',
})
const FIGURES = counter(clip('桁', 'けた'), {
  1: 'いちけた',
  6: 'ろっけた',
  8: 'はちけた',
  10: 'じゅっけた',
  100: 'ひゃっけた',
})
const MONTHS_LONG = counter(clip('か月', 'かげつ'), {
  1: 'いっかげつ',
  6: 'ろっかげつ',
  8: 'はちかげつ',
  10: 'じゅっかげつ',
  100: 'ひゃっかげつ',
})
const MINUTES_LONG = counter(clip('分', 'ふん'), {
  1: 'いっぷん',
  3: 'さんぷん',
  4: 'よんぷん',
  6: 'ろっぷん',
  8: 'はっぷん',
  10: 'じゅっぷん',
  100: 'ひゃっぷん',
})
const PERCENT = counter(clip('パーセント', 'ぱーせんと'), {
  1: 'いちぱーせんと',
  8: 'はちぱーせんと',
  10: 'じゅっぱーせんと',
})
const POINT = counter(clip('点', 'てん'), { 1: 'いってん', 8: 'はってん', 10: 'じゅってん' })
const HOURS = counter(clip('時間', 'じかん'), {
  0: 'れいじかん',
  4: 'よじかん',
  7: 'しちじかん',
  9: 'くじかん',
})
const YEARS = counter(clip('年', 'ねん'), { 4: 'よねん' })

const DAY_READINGS =
  'ついたち ふつか みっか よっか いつか むいか なのか ようか ここのか とおか'.split(' ')
/** 一日から十日まで and the twentieth have words of their own. */
const DAYS_BY_NAME = new Map(
  [
    ...DAY_READINGS.map((reading, index) => [index + 1, reading] as const),
    [20, 'はつか'] as const,
  ].map(([n, reading]) => [n, reading] as const),
)
const DAYS_LONG = counter(clip('日間', 'にちかん'), {
  4: 'よっかかん',
  7: 'しちにちかん',
  9: 'くにちかん',
})

const MONTH_READINGS = 'いち に さん し ご ろく しち はち く じゅう じゅういち じゅうに'.split(' ')
const MONTHS = MONTH_READINGS.map((reading, index) => named(index + 1, '月', `${reading}がつ`))
/** The first to the 31st of a month. */
const DATES = Array.from({ length: 31 }, (_, index) =>
  named(index + 1, '日', dateReading(index + 1)),
)
/** 0 to 24 o'clock. */
const CLOCK_HOURS = Array.from({ length: 25 }, (_, hour) => named(hour, '時', hourReading(hour)))
/** 1 to 59. */
const MINUTES = Array.from({ length: 59 }, (_, index) => joined(MINUTES_LONG.of(BigInt(index + 1))))
/** One to ten days, and twenty. */
const SHORT_DAYS = [...DAYS_BY_NAME].map(([n, reading]) =>
  named(n, '日間', n === 1 ? 'いちにちかん' : `${reading}かん`),
)

const GIGABYTES = clip('ギガバイト', 'ぎがばいと')
const MEGABYTES = clip('メガバイト', 'めがばいと')
const LESS_THAN_A_MEGABYTE = clip('一メガバイト未満', 'いちめがばいとみまん')
const A_SECOND = clip('毎秒', 'まいびょう')
const KILOBITS = clip('キロビット', 'きろびっと')
const MEGABITS = clip('メガビット', 'めがびっと')
const TODAY = clip('本日', 'ほんじつ')
const TOMORROW = clip('明日', 'あす')
const NEXT_YEAR = clip('来年', 'らいねん')
const LAST_YEAR = clip('昨年', 'さくねん')

function named(n: number, unit: string, reading: string): Clip {
  return clip(`${BELOW_HUNDRED[n]?.text ?? ''}${unit}`, reading)
}

function joined(phrase: Phrase): Clip {
  return clip(
    phrase.map(({ text }) => text).join(''),
    phrase.map(({ reading }) => reading).join(''),
  )
}

function dateReading(date: number): string {
  const own = DAYS_BY_NAME.get(date)
  if (own !== undefined) return own
  const ten = BELOW_HUNDRED[date - (date % 10)]?.reading ?? ''
  switch (date % 10) {
    case 4:
      return `${ten}よっか`
    case 7:
      return `${ten}しちにち`
    case 9:
      return `${ten}くにち`
    default:
      return `${BELOW_HUNDRED[date]?.reading ?? ''}にち`
  }
}

function hourReading(hour: number): string {
  if (hour === 0) return 'れいじ'
  const ten = hour < 10 ? '' : (BELOW_HUNDRED[hour - (hour % 10)]?.reading ?? '')
  switch (hour % 10) {
    case 4:
      return `${ten}よじ`
    case 7:
      return `${ten}しちじ`
    case 9:
      return `${ten}くじ`
    default:
      return `${BELOW_HUNDRED[hour]?.reading ?? ''}じ`
  }
}

/** Every clip that the functions here are made of. */
export function atoms(): readonly Clip[] {
  const counters = [YEN, POINTS, TIMES, PIECES, CASES, FIGURES, MONTHS_LONG, MINUTES_LONG, PERCENT]
  return [
    ...NUMBER_ATOMS,
    ...DIGITS,
    ...[...counters, POINT, HOURS, YEARS, DAYS_LONG].flatMap((one) => one.atoms),
    ...SHORT_DAYS,
    ...MONTHS,
    ...DATES,
    ...CLOCK_HOURS,
    ...MINUTES,
    GIGABYTES,
    MEGABYTES,
    LESS_THAN_A_MEGABYTE,
    A_SECOND,
    KILOBITS,
    MEGABITS,
    TODAY,
    TOMORROW,
    NEXT_YEAR,
    LAST_YEAR,
  ]
}

/** Only the digits of the text, one after another. */
export function digits(text: string): Phrase {
  return Array.from(text).flatMap((character) =>
    /^[0-9]$/.test(character) ? picked(DIGITS, Number(character)) : [],
  )
}

export function yen(amount: Yen): Phrase {
  return YEN.of(amount)
}

export function points(amount: Yen): Phrase {
  return POINTS.of(amount)
}

export function times(n: number): Phrase {
  return TIMES.of(BigInt(n))
}

export function pieces(n: number): Phrase {
  return PIECES.of(BigInt(n))
}

/** Of orders. */
export function cases(n: number): Phrase {
  return CASES.of(BigInt(n))
}

/** How many digits a number has. */
export function figures(n: number): Phrase {
  return FIGURES.of(BigInt(n))
}

export function months(n: number): Phrase {
  return MONTHS_LONG.of(BigInt(n))
}

export function minutes(n: number): Phrase {
  return MINUTES_LONG.of(BigInt(n))
}

export function percent(n: number): Phrase {
  return PERCENT.of(BigInt(n))
}

export function hours(n: number): Phrase {
  return HOURS.of(BigInt(n))
}

export function days(n: number): Phrase {
  const short = SHORT_DAYS[n === 20 ? 10 : n - 1]
  return (n <= 10 || n === 20) && short !== undefined ? [short] : DAYS_LONG.of(BigInt(n))
}

/** Rounded down: gigabytes with at most one decimal, else whole megabytes. */
export function bytesSaid(bytes: Bytes, gigabyte: GigabyteMeaning): Phrase {
  const { unit, whole, tenths } = volume(bytes, gigabyte)
  if (unit === 'less_than_one_megabyte') return [LESS_THAN_A_MEGABYTE]
  return [...decimal(whole, tenths), unit === 'gigabyte' ? GIGABYTES : MEGABYTES]
}

function decimal(whole: bigint, tenths: bigint): Phrase {
  return tenths === 0n ? number(whole) : [...POINT.of(whole), ...number(tenths)]
}

/** Kilobits a second; megabits from a thousand on, rounded down to one decimal. */
export function kbps(n: number): Phrase {
  if (n < 1_000) return [A_SECOND, ...number(BigInt(n)), KILOBITS]
  const tenths = BigInt(Math.floor(n / 100))
  return [A_SECOND, ...decimal(tenths / 10n, tenths % 10n), MEGABITS]
}

/** The end of something: a midnight is 24:00 of the day that it ends. */
export function moment(at: Instant, asOf: Instant): Phrase {
  return timePhrase(endSaid(at, asOf))
}

/** Something begins or happens then: a midnight is 0:00 of the day that it begins. */
export function start(at: Instant, asOf: Instant): Phrase {
  return timePhrase(startSaid(at, asOf))
}

/** The end of a span, without the day when it is that of the beginning. */
export function endOfSpan(from: Instant, until: Instant, asOf: Instant): Phrase {
  const end = endSaid(until, asOf)
  return end.date.equals(jstDate(from)) ? clock(end) : timePhrase(end)
}

export function day(date: JstDate, asOf: Instant): Phrase {
  return dayPhrase(daySaid(date, asOf))
}

function timePhrase(time: TimeSaid): Phrase {
  return [...dayPhrase(time.day), ...clock(time)]
}

function clock({ hour, minute }: TimeSaid): Phrase {
  return [...picked(CLOCK_HOURS, hour), ...picked(MINUTES, minute - 1)]
}

/** A time of day on the hour. */
export function oclock(hour: number): Phrase {
  return picked(CLOCK_HOURS, hour)
}

function dayPhrase(said: DaySaid): Phrase {
  if (said.kind !== 'other') return [said.kind === 'today' ? TODAY : TOMORROW]
  const date = [...picked(MONTHS, said.month - 1), ...picked(DATES, said.day - 1)]
  switch (said.year) {
    case 'this':
      return date
    case 'next':
      return [NEXT_YEAR, ...date]
    case 'last':
      return [LAST_YEAR, ...date]
    default:
      return [...YEARS.of(BigInt(said.year)), ...date]
  }
}

function picked(clips: readonly Clip[], index: number): Phrase {
  const found = clips[index]
  return found === undefined ? [] : [found]
}
