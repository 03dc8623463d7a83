/**
 * English for the ear: numbers, sums, volumes, days and moments of Japan, said in words. Figures
 * only; the sentences around them are `words/en.ts`.
 */
import { assert } from '../../../domain/basics/assert.ts'
import type { Bytes, GigabyteMeaning } from '../../../domain/basics/data-volume.ts'
import type { Yen } from '../../../domain/basics/money.ts'
import type { Instant, JstDate } from '../../../domain/basics/time.ts'
import { daySaid, endSaid, type DaySaid, type TimeSaid } from './japan-time.ts'
import { plain, type Clip, type Phrase } from './phrase.ts'
import { volume } from './volume.ts'

const SMALL = (
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen ' +
  'fifteen sixteen seventeen eighteen nineteen'
).split(' ')
const TENS = '- - twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const MONTHS =
  'January February March April May June July August September October November December'.split(' ')

const KILOBITS = ['kilobit per second', 'kilobits per second'] as const
const MEGABITS = ['megabit per second', 'megabits per second'] as const
const BELOW_ONE_MEGABYTE = 'less than one megabyte'
const NEXT_YEAR = 'next year'
const LAST_YEAR = 'last year'
const MIDNIGHT = 'midnight at the end of'

/** Three digits each, from the smallest. */
const GROUPS = ['', 'thousand', 'million', 'billion']
export const NUMBER_DIGITS_MAX = GROUPS.length * 3

/** Whole and not negative. British: "four hundred and thirty". */
export function number(n: bigint): Phrase {
  return numberWords(n).map(plain)
}

/** Each by itself; what is no digit is not said. */
export function digits(text: string): Phrase {
  return Array.from(text.replace(/\D/g, ''), (digit) => plain(SMALL[Number(digit)] ?? ''))
}

export function yen(amount: Yen): Phrase {
  return [...number(amount), plain('yen')]
}

/** Rounded down: nothing is promised that is not there. */
export function bytesSaid(count: Bytes, gigabyte: GigabyteMeaning): Phrase {
  const { unit, whole, tenths } = volume(count, gigabyte)
  if (unit === 'less_than_one_megabyte') return [plain(BELOW_ONE_MEGABYTE)]
  const isOne = whole === 1n && tenths === 0n
  return [...decimal(whole, tenths), plain(isOne ? unit : `${unit}s`)]
}

/** A speed; from 1,000 in megabits with one decimal, rounded down. */
export function kbps(n: number): Phrase {
  if (n < 1_000) {
    return [...number(BigInt(n)), plain(KILOBITS[n === 1 ? 0 : 1])]
  }
  const tenths = BigInt(Math.floor(n / 100))
  return [...decimal(tenths / 10n, tenths % 10n), plain(MEGABITS[tenths === 10n ? 0 : 1])]
}

export function days(n: number): Phrase {
  return [...number(BigInt(n)), plain(n === 1 ? 'day' : 'days')]
}

export function hours(n: number): Phrase {
  return [...number(BigInt(n)), plain(n === 1 ? 'hour' : 'hours')]
}

/** The year is said where it is another than that of `asOf`. */
export function day(date: JstDate, asOf: Instant): Phrase {
  return dayWords(daySaid(date, asOf)).map(plain)
}

/**
 * To the minute, cut off; a midnight is that at the end of the day before. Follows "until", "from",
 * "before", "after" and "by".
 */
export function moment(at: Instant, asOf: Instant): Phrase {
  const said = endSaid(at, asOf)
  const words = dayWords(said.day)
  return (said.hour === 24 ? [MIDNIGHT, ...words] : [...words, 'at', ...clock(said)]).map(plain)
}

/** An hour at which something happens every day. */
export function hourOfDay(hour: number): Phrase {
  return (hour === 0 ? ['midnight'] : clock({ hour, minute: 0 })).map(plain)
}

/** The same with the preposition that it takes by itself: "on December third at noon". */
export function momentOn(at: Instant, asOf: Instant): Phrase {
  const said = moment(at, asOf)
  const { day: on, hour } = endSaid(at, asOf)
  if (hour === 24) return [plain('at'), ...said]
  return on.kind === 'other' ? [plain('on'), ...said] : said
}

/** Every clip that the functions above can make a row of. */
export function atoms(): readonly Clip[] {
  const upTo = (max: number, word: (n: number) => string) =>
    Array.from({ length: max }, (_, index) => word(index + 1))
  const fixed = [
    ...GROUPS.slice(1),
    'and point yen gigabyte gigabytes megabyte megabytes'.split(' '),
    'day days hour hours today tomorrow on at a.m. p.m. noon midnight'.split(' '),
    [BELOW_ONE_MEGABYTE, NEXT_YEAR, LAST_YEAR, MIDNIGHT, ...KILOBITS, ...MEGABITS],
  ].flat()
  const made = [
    Array.from({ length: 100 }, (_, n) => belowHundred(n)),
    upTo(9, hundreds),
    upTo(31, ordinal),
    upTo(9, minutes),
  ].flat()
  return [...fixed, ...MONTHS, ...made].map(plain)
}

function numberWords(n: bigint): string[] {
  assert(n >= 0n && String(n).length <= NUMBER_DIGITS_MAX, 'a number that can be said')
  if (n === 0n) return ['zero']
  const words: string[] = []
  for (let group = GROUPS.length - 1; group >= 0; group -= 1) {
    const value = Number((n / 1_000n ** BigInt(group)) % 1_000n)
    if (value === 0) continue
    const rest = value % 100
    if (value >= 100) words.push(hundreds(Math.floor(value / 100)))
    if (rest > 0) {
      // "One thousand and five": the smallest group is tied to what stands before it.
      if (value >= 100 || (group === 0 && words.length > 0)) words.push('and')
      words.push(belowHundred(rest))
    }
    if (group > 0) words.push(GROUPS[group] ?? '')
  }
  return words
}

function decimal(whole: bigint, tenths: bigint): Phrase {
  return tenths === 0n ? number(whole) : [...number(whole), plain('point'), ...number(tenths)]
}

function hundreds(n: number): string {
  return `${SMALL[n]} hundred`
}

function belowHundred(n: number): string {
  if (n < SMALL.length) return SMALL[n] ?? ''
  const tens = TENS[Math.floor(n / 10)] ?? ''
  return n % 10 === 0 ? tens : `${tens}-${SMALL[n % 10]}`
}

const ODD_ORDINALS: Readonly<Record<string, string>> = {
  one: 'first',
  two: 'second',
  three: 'third',
  five: 'fifth',
  eight: 'eighth',
  nine: 'ninth',
  twelve: 'twelfth',
}

function ordinal(n: number): string {
  const parts = belowHundred(n).split('-')
  const last = parts.pop() ?? ''
  const said = ODD_ORDINALS[last] ?? `${last.replace(/y$/, 'ie')}th`
  return [...parts, said].join('-')
}

function dayWords(said: DaySaid): readonly string[] {
  if (said.kind !== 'other') return [said.kind]
  const date = [MONTHS[said.month - 1] ?? '', ordinal(said.day)]
  if (said.year === 'this') return date
  return [
    ...date,
    ...(typeof said.year === 'number'
      ? numberWords(BigInt(said.year))
      : [said.year === 'next' ? NEXT_YEAR : LAST_YEAR]),
  ]
}

function clock({ hour, minute }: Pick<TimeSaid, 'hour' | 'minute'>): readonly string[] {
  if (hour === 12 && minute === 0) return ['noon']
  const half = hour < 12 ? 'a.m.' : 'p.m.'
  const hourSaid = belowHundred(hour % 12 === 0 ? 12 : hour % 12)
  return minute === 0 ? [hourSaid, half] : [hourSaid, minutes(minute), half]
}

function minutes(n: number): string {
  return n < 10 ? `oh ${SMALL[n]}` : belowHundred(n)
}
