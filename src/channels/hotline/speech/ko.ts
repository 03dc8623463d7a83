/**
 * 한국어: 수, 금액, 용량, 날짜와 시각을 말로. Figures only, in hangul; the sentences around them
 * are `words/ko.ts`. Sino-Korean numbers, native ones for the hours of the clock.
 */
import { assert } from '../../../domain/basics/assert.ts'
import type { Bytes, GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import type { Instant, JstDate } from '../../../domain/basics/time.ts'
import { daySaid, endSaid, startSaid, type DaySaid, type TimeSaid } from './japan-time.ts'
import { attached, withParticle, type Particle } from './ko-particles.ts'
import { plain, type Clip, type Phrase } from './phrase.ts'
import { volume } from './volume.ts'

const DIGITS = '영 일 이 삼 사 오 육 칠 팔 구'.split(' ')
/** Digit by digit zero is 공, as in telephone numbers. */
const ZERO_OF_A_ROW = '공'
const MONTHS = '일월 이월 삼월 사월 오월 유월 칠월 팔월 구월 시월 십일월 십이월'.split(' ')
const HOURS = '영 한 두 세 네 다섯 여섯 일곱 여덟 아홉 열 열한 열두'.split(' ')
const COUNTED = ' 한 두 세 네 다섯 여섯 일곱 여덟 아홉'.split(' ')
const COUNTED_TENS = ' 열 스물 서른 마흔 쉰 예순 일흔 여든 아흔'.split(' ')
/** Above it, things are counted in Sino-Korean too. */
export const COUNTED_MAX = 99

const TODAY = '오늘'
const TOMORROW = '내일'
const NEXT_YEAR = '내년'
const LAST_YEAR = '작년'
/** Four digits each, from the smallest. */
const GROUPS = ['', '만', '억']
export const NUMBER_DIGITS_MAX = GROUPS.length * 4

const ONE_DAY = '하루'
const HALF_A_DAY = 12
const NOON = '낮 열두 시'
/** The midnight that ends the day said before it. */
const MIDNIGHT = '밤 열두 시'
const BELOW_ONE_MEGABYTE = '일 메가바이트 미만'
const UNITS = { gigabyte: '기가바이트', megabyte: '메가바이트' } as const

/** What sums, volumes and moments may end on; a voice actor records them joined. */
const AFTER_YEN = ['subject', 'object', 'towards', 'out_of', 'is', 'is_and', 'that_is'] as const
const AFTER_VOLUME = ['subject', 'object'] as const
const AFTER_DAY = ['until'] as const
const AFTER_MOMENT = ['until', 'from', 'at'] as const
type AfterMoment = (typeof AFTER_MOMENT)[number]

/** Whole and not negative. */
export function number(n: bigint): Phrase {
  return numberWords(n).map(plain)
}

/** Of things and times: native, as before 개, 번 and 건. */
export function count(n: number): Phrase {
  return n >= 1 && n <= COUNTED_MAX ? [plain(counted(n))] : number(BigInt(n))
}

/** Each by itself; what is no digit is not said. */
export function digits(text: string): Phrase {
  const said = (digit: string) => (digit === '0' ? ZERO_OF_A_ROW : (DIGITS[Number(digit)] ?? ''))
  return Array.from(text.replace(/\D/g, ''), (digit) => plain(said(digit)))
}

export function yen(amount: Yen, particle?: (typeof AFTER_YEN)[number]): Phrase {
  return ending([...number(amount), plain('엔')], particle)
}

/** Rounded down: nothing is promised that is not there. */
export function bytesSaid(
  count: Bytes,
  gigabyte: GigabyteMeaning,
  particle?: (typeof AFTER_VOLUME)[number],
): Phrase {
  const { unit, whole, tenths } = volume(count, gigabyte)
  if (unit === 'less_than_one_megabyte') return ending([plain(BELOW_ONE_MEGABYTE)], particle)
  return ending([...decimal(whole, tenths), plain(UNITS[unit])], particle)
}

/** A speed; from 1,000 in megabits with one decimal, rounded down. */
export function kbps(n: number): Phrase {
  if (n < 1_000) return [plain('초당'), ...number(BigInt(n)), plain('킬로비트')]
  const tenths = BigInt(Math.floor(n / 100))
  return [plain('초당'), ...decimal(tenths / 10n, tenths % 10n), plain('메가비트')]
}

export function days(n: number): Phrase {
  if (n === 1) return [plain(ONE_DAY)]
  return [...number(BigInt(n)), plain('일')]
}

/** How long: up to half a day in native numbers, above in Sino-Korean (이십사 시간). */
export function hours(n: number): Phrase {
  return [...(n <= HALF_A_DAY ? count(n) : number(BigInt(n))), plain('시간')]
}

/** The year is said where it is another than that of `asOf`. */
export function day(date: JstDate, asOf: Instant, particle?: (typeof AFTER_DAY)[number]): Phrase {
  return ending(dayWords(daySaid(date, asOf)).map(plain), particle)
}

/** An end, to the minute, cut off: a midnight is twelve at night of the day before. */
export function moment(at: Instant, asOf: Instant, particle?: AfterMoment): Phrase {
  return timeSaid(endSaid(at, asOf), particle)
}

/** A beginning: a midnight is the hour zero of the day that it begins. */
export function start(at: Instant, asOf: Instant, particle?: AfterMoment): Phrase {
  return timeSaid(startSaid(at, asOf), particle)
}

/** An hour at which something happens every day. */
export function hourOfDay(at: number): Phrase {
  return attached(clock({ hour: at, minute: 0 }).map(plain), 'at')
}

/** Every clip that the functions above can make a row of, particles joined included. */
export function atoms(): readonly Clip[] {
  const upTo = (max: number, word: (n: number) => string) =>
    Array.from({ length: max }, (_, index) => word(index + 1))
  const joined = (words: readonly string[], particles: readonly Particle[]) =>
    words.flatMap((word) => [word, ...particles.map((particle) => withParticle(word, particle))])
  const fixed = [
    ZERO_OF_A_ROW,
    ...DIGITS,
    ...GROUPS.slice(1),
    ...MONTHS,
    NEXT_YEAR,
    LAST_YEAR,
    ONE_DAY,
  ]
  const units = '초당 킬로비트 메가비트 시간 년 일 오전 오후'.split(' ')
  const made = [
    upTo(99, belowHundred),
    upTo(9, (n) => times(n, '백')),
    upTo(9, (n) => times(n, '천')),
    upTo(COUNTED_MAX, counted),
    upTo(9, tenth),
    joined(['엔'], AFTER_YEN),
    joined([UNITS.gigabyte, UNITS.megabyte, BELOW_ONE_MEGABYTE], AFTER_VOLUME),
    joined([TODAY, TOMORROW, ...upTo(31, dayOfMonth)], AFTER_DAY),
    joined([hour(0), ...upTo(12, hour), '분', NOON, MIDNIGHT], AFTER_MOMENT),
  ].flat()
  return [...new Set([...fixed, ...units, ...made])].map(plain)
}

function ending(phrase: Phrase, particle: Particle | undefined): Phrase {
  return particle === undefined ? phrase : attached(phrase, particle)
}

function numberWords(n: bigint): string[] {
  assert(n >= 0n && String(n).length <= NUMBER_DIGITS_MAX, 'a number that can be said')
  if (n === 0n) return [DIGITS[0] ?? '']
  const words: string[] = []
  for (let group = GROUPS.length - 1; group >= 0; group -= 1) {
    const value = Number((n / 10_000n ** BigInt(group)) % 10_000n)
    if (value === 0) continue
    // 만 stands alone where it leads: 만 이천, but 일억 일만.
    const isLeadingMan = group === 1 && value === 1 && words.length === 0
    if (!isLeadingMan) words.push(...belowTenThousand(value))
    if (group > 0) words.push(GROUPS[group] ?? '')
  }
  return words
}

function belowTenThousand(n: number): string[] {
  const thousands = Math.floor(n / 1_000)
  const hundreds = Math.floor((n % 1_000) / 100)
  return [
    ...(thousands > 0 ? [times(thousands, '천')] : []),
    ...(hundreds > 0 ? [times(hundreds, '백')] : []),
    ...(n % 100 > 0 ? [belowHundred(n % 100)] : []),
  ]
}

function belowHundred(n: number): string {
  const tens = Math.floor(n / 10)
  const ones = n % 10 === 0 ? '' : (DIGITS[n % 10] ?? '')
  return tens === 0 ? ones : times(tens, '십') + ones
}

function counted(n: number): string {
  if (n === 20) return '스무'
  return `${COUNTED_TENS[Math.floor(n / 10)]}${COUNTED[n % 10]}`
}

/** 십, 백, 천 stand without 일. */
function times(n: number, unit: string): string {
  return n === 1 ? unit : `${DIGITS[n]}${unit}`
}

function decimal(whole: bigint, tenths: bigint): Phrase {
  const said = number(whole)
  return tenths === 0n ? said : [...said, plain(tenth(Number(tenths)))]
}

function tenth(n: number): string {
  return `점 ${DIGITS[n]}`
}

function dayOfMonth(n: number): string {
  return `${belowHundred(n)}일`
}

function hour(n: number): string {
  return `${HOURS[n]} 시`
}

function dayWords(said: DaySaid): readonly string[] {
  if (said.kind !== 'other') return [said.kind === 'today' ? TODAY : TOMORROW]
  const date = [MONTHS[said.month - 1] ?? '', dayOfMonth(said.day)]
  if (said.year === 'this') return date
  if (said.year === 'next') return [NEXT_YEAR, ...date]
  if (said.year === 'last') return [LAST_YEAR, ...date]
  return [...numberWords(BigInt(said.year)), '년', ...date]
}

function timeSaid(said: TimeSaid, particle: Particle | undefined): Phrase {
  return ending([...dayWords(said.day), ...clock(said)].map(plain), particle)
}

function clock({ hour: at, minute }: Pick<TimeSaid, 'hour' | 'minute'>): readonly string[] {
  if (at === 24) return [MIDNIGHT]
  const minutes = minute === 0 ? [] : [...numberWords(BigInt(minute)), '분']
  if (at === 12) return [NOON, ...minutes]
  return [at < 12 ? '오전' : '오후', hour(at % 12), ...minutes]
}
