/**
 * Sums, volumes, dates and times in spoken Mandarin, as rows of clips with their pinyin. Days and
 * hours are Japan's. Not the sentences around them (`words/zh.ts`).
 */
import type { Bytes, GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import { jstDate, type Instant, type JstDate } from '../../../domain/basics/time.ts'
import { daySaid, endSaid, startSaid, type DaySaid, type TimeSaid } from './japan-time.ts'
import type { Clip, Phrase } from './phrase.ts'
import { volume } from './volume.ts'
import {
  BELOW_HUNDRED,
  DIGITS,
  NUMBER_ATOMS,
  PAIR,
  ZERO,
  clip,
  count,
  number,
} from './zh-numbers.ts'

export { clip, count, number }

const YEN = clip('日元', 'ri4 yuan2')
const GIGABYTES = clip('个G', 'ge4 ji1')
const MEGABYTES = clip('兆', 'zhao4')
const LESS_THAN_A_MEGABYTE = clip('不到一兆', 'bu4 dao4 yi1 zhao4')
const POINT = clip('点', 'dian3')
const A_SECOND = clip('每秒', 'mei3 miao3')
const KILOBITS = clip('K', 'kei1')
const DAYS = clip('天', 'tian1')
const HOURS = clip('小时', 'xiao3 shi2')
const TODAY = clip('今天', 'jin1 tian1')
const TOMORROW = clip('明天', 'ming2 tian1')
const NEXT_YEAR = clip('明年', 'ming2 nian2')
const LAST_YEAR = clip('去年', 'qu4 nian2')
const YEAR = clip('年', 'nian2')
const SHARP = clip('整', 'zheng3')

const MONTHS = BELOW_HUNDRED.slice(1, 13).map((one) => followed(one, clip('月', 'yue4')))
const DATES = BELOW_HUNDRED.slice(1, 32).map((one) => followed(one, clip('日', 'ri4')))
/** 0 to 24 o'clock. */
const CLOCK_HOURS = BELOW_HUNDRED.slice(0, 25).map((one, hour) =>
  followed(hour === 2 ? PAIR : one, POINT),
)
/** 1 to 59; a lone digit keeps its zero. */
const MINUTES = BELOW_HUNDRED.slice(1, 60).map((one, index) => {
  const minute = clip('分', 'fen1')
  return followed(index < 9 ? followed(ZERO, one) : one, minute)
})

function followed(one: Clip, next: Clip): Clip {
  return clip(`${one.text}${next.text}`, `${one.reading} ${next.reading}`)
}

/** Every clip that the functions here are made of. */
export function atoms(): readonly Clip[] {
  return [
    ...NUMBER_ATOMS,
    ...DIGITS,
    ...MONTHS,
    ...DATES,
    ...CLOCK_HOURS,
    ...MINUTES,
    YEN,
    GIGABYTES,
    MEGABYTES,
    LESS_THAN_A_MEGABYTE,
    POINT,
    A_SECOND,
    KILOBITS,
    DAYS,
    HOURS,
    TODAY,
    TOMORROW,
    NEXT_YEAR,
    LAST_YEAR,
    YEAR,
    SHARP,
  ]
}

/** Only the digits of the text, one after another. */
export function digits(text: string): Phrase {
  return Array.from(text).flatMap((character) =>
    /^[0-9]$/.test(character) ? picked(DIGITS, Number(character)) : [],
  )
}

export function yen(amount: Yen): Phrase {
  return [...count(amount), YEN]
}

/** Rounded down: gigabytes with at most one decimal, else whole megabytes. */
export function bytesSaid(bytes: Bytes, gigabyte: GigabyteMeaning): Phrase {
  const { unit, whole, tenths } = volume(bytes, gigabyte)
  if (unit === 'less_than_one_megabyte') return [LESS_THAN_A_MEGABYTE]
  return [...decimal(whole, tenths), unit === 'gigabyte' ? GIGABYTES : MEGABYTES]
}

/** 两 stands before a measure only where no decimal follows. */
function decimal(whole: bigint, tenth: bigint): Phrase {
  if (tenth === 0n) return count(whole)
  return [...number(whole), POINT, ...number(tenth)]
}

/** Kilobits a second; megabits from a thousand on, rounded down to one decimal. */
export function kbps(n: number): Phrase {
  if (n < 1_000) return [A_SECOND, ...number(BigInt(n)), KILOBITS]
  const tenths = BigInt(Math.floor(n / 100))
  return [A_SECOND, ...decimal(tenths / 10n, tenths % 10n), MEGABYTES]
}

export function days(n: number): Phrase {
  return [...count(BigInt(n)), DAYS]
}

export function hours(n: number): Phrase {
  return [...count(BigInt(n)), HOURS]
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
  return [...picked(CLOCK_HOURS, hour), ...(minute === 0 ? [SHARP] : picked(MINUTES, minute - 1))]
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
      return [...yearPhrase(said.year), ...date]
  }
}

/** Digit by digit, each as in a number. */
function yearPhrase(year: number): Phrase {
  const named = Array.from(String(year), Number)
  return [...named.flatMap((digit) => picked(BELOW_HUNDRED, digit)), YEAR]
}

function picked(clips: readonly Clip[], index: number): Phrase {
  const found = clips[index]
  return found === undefined ? [] : [found]
}
