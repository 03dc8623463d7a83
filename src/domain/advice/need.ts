/**
 * What a line will need: bytes for each JST day from now to the end of the horizon, estimated from
 * what it used or spread from the person's own words. Not what it will get (`advise.ts`). Whole
 * numbers throughout: shares are millionths, and every division says how it rounds.
 */
import { assert, present } from '../basics/assert.ts'
import { bytes, NO_BYTES, type Bytes } from '../basics/data-volume.ts'
import { jstDate, jstMidnightAfter, microsOf, type Instant, type JstDate } from '../basics/time.ts'

/** A usual time; at most one in ten is lighter than `low`, one in ten heavier than `high`. */
export type Quantile = 'low' | 'median' | 'high'

export interface Need {
  readonly now: Instant
  /** Of the days from the one that contains `now`; the first is what is left of that day. */
  readonly dayBytes: readonly Bytes[]
  readonly lastDay: JstDate
  readonly source: 'usage' | 'words'
  readonly quantile: Quantile
}

/** What a whole JST day used. */
export interface UsedDay {
  readonly date: JstDate
  readonly bytes: Bytes
}

/** Four weeks, so that each day of the week is met four times; older habits are not asked. */
export const DAYS_LOOKED_AT = 28
/** Of fewer days no pace is told: ask the person. */
export const DAYS_KNOWN_MIN = 3

/** Each day of the week counts as if so many of its days had been average ones. */
const AVERAGE_DAYS_A_WEEKDAY = 2n
/** And the spread of days as if so many had been seen that lie half an average day off. */
const SPREAD_DAYS = 3n
const SPREAD_MILLIONTHS_SQUARED = 250_000_000_000n
const MILLION = 1_000_000n
/** Of the normal distribution: nine tenths lie below. */
const NINE_TENTHS_MILLIONTHS = 1_281_552n

/** How a line uses data: a level for each day of the week and how far days stray from it. */
export interface Pace {
  /** Monday first. */
  readonly weekday: readonly Bytes[]
  /** Standard deviation of a day's usage over its level, in millionths. */
  readonly spread: bigint
  readonly daysKnown: number
}

/**
 * From whole days before today, oldest first, days without usage included. Null where fewer than
 * `DAYS_KNOWN_MIN` are known or none of them used anything.
 */
export function paceOf(days: readonly UsedDay[]): Pace | null {
  const known = days.slice(-DAYS_LOOKED_AT)
  const total = sumOf(known)
  if (known.length < DAYS_KNOWN_MIN || total === 0n) return null
  const count = BigInt(known.length)
  const weekday = Array.from({ length: 7 }, (_, index) => {
    const own = known.filter(({ date }) => date.dayOfWeek === index + 1)
    const many = (BigInt(own.length) + AVERAGE_DAYS_A_WEEKDAY) * count
    return dividedUp(sumOf(own) * count + AVERAGE_DAYS_A_WEEKDAY * total, many)
  })
  let squares = SPREAD_DAYS * SPREAD_MILLIONTHS_SQUARED
  for (const { date, bytes: used } of known) {
    const level = levelOn(weekday, date)
    const off = (used * MILLION) / level - MILLION
    squares += off * off
  }
  const spread = rootDown(squares / (count + SPREAD_DAYS - 1n))
  return { weekday, spread, daysKnown: known.length }
}

/**
 * Days that say something of what is wanted: from the first that used anything to yesterday, but
 * where nothing serves the line now, only to the last that used anything.
 */
export function daysThatTell(
  used: readonly UsedDay[],
  given: { readonly now: Instant; readonly isServed: boolean },
): readonly UsedDay[] {
  const today = jstDate(given.now)
  const known = new Map(used.map((day) => [day.date.toString(), day.bytes]))
  const days = Array.from({ length: DAYS_LOOKED_AT }, (_, index): UsedDay => {
    const date = today.subtract({ days: DAYS_LOOKED_AT - index })
    return { date, bytes: known.get(date.toString()) ?? NO_BYTES }
  })
  const first = days.findIndex((day) => day.bytes > 0n)
  if (first < 0) return []
  const last = given.isServed ? days.length - 1 : days.findLastIndex((day) => day.bytes > 0n)
  return days.slice(first, last + 1)
}

/** The pace carried forward through `days` days, today's rest the first. */
export function needAtPace(
  pace: Pace,
  given: { readonly now: Instant; readonly days: number; readonly quantile: Quantile },
): Need {
  const { now, days, quantile } = given
  assert(days >= 1, 'a need covers at least today')
  const today = jstDate(now)
  const scale = scaleOf(pace, days, quantile)
  const dayBytes = Array.from({ length: days }, (_, index) => {
    const level = levelOn(pace.weekday, today.add({ days: index }))
    const whole = dividedUp(level * scale, MILLION)
    return index === 0 ? restOfDay(whole, now) : whole
  })
  return { now, dayBytes, lastDay: today.add({ days: days - 1 }), source: 'usage', quantile }
}

/** So much in all, spread evenly over the time that is left; the days add up to it exactly. */
export function needInWords(
  total: Bytes,
  given: { readonly now: Instant; readonly days: number },
): Need {
  const { now, days } = given
  assert(days >= 1, 'a need covers at least today')
  const from = microsOf(now)
  const length = microsOf(jstMidnightAfter(now, days)) - from
  let before = 0n
  const dayBytes = Array.from({ length: days }, (_, index) => {
    const into = microsOf(jstMidnightAfter(now, index + 1)) - from
    const reached = (total * into) / length
    const own = bytes(reached - before)
    before = reached
    return own
  })
  const lastDay = jstDate(now).add({ days: days - 1 })
  return { now, dayBytes, lastDay, source: 'words', quantile: 'median' }
}

/**
 * In millionths of the usual. What many days need together strays by what each day strays (less,
 * the more days there are) and by how well the level is known (better, the more days were seen).
 */
function scaleOf(pace: Pace, days: number, quantile: Quantile): bigint {
  if (quantile === 'median') return MILLION
  const ahead = BigInt(days)
  const seen = BigInt(pace.daysKnown)
  const variance = (pace.spread * pace.spread * (ahead + seen)) / (ahead * seen)
  const off = (rootDown(variance) * NINE_TENTHS_MILLIONTHS) / MILLION
  if (quantile === 'high') return MILLION + off
  return off < MILLION ? MILLION - off : 0n
}

function levelOn(weekday: readonly Bytes[], date: JstDate): Bytes {
  return present(weekday[date.dayOfWeek - 1], 'a week has seven days')
}

function restOfDay(whole: Bytes, now: Instant): Bytes {
  const until = microsOf(jstMidnightAfter(now, 1))
  const length = until - microsOf(jstMidnightAfter(now, 0))
  return dividedUp(whole * (until - microsOf(now)), length)
}

function sumOf(days: readonly UsedDay[]): bigint {
  return days.reduce((sum, day) => sum + day.bytes, 0n)
}

/** Upwards: a need is rather a byte too many. */
function dividedUp(count: bigint, by: bigint): Bytes {
  return bytes((count + by - 1n) / by)
}

/** The whole root, downwards (Newton's steps). */
export function rootDown(square: bigint): bigint {
  assert(square >= 0n, 'only what is not negative has a root')
  if (square < 2n) return square
  let root = 1n << (BigInt(square.toString(2).length + 1) / 2n)
  for (;;) {
    const next = (root + square / root) >> 1n
    if (next >= root) return root
    root = next
  }
}
