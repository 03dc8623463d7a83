/**
 * Instants at one resolution everywhere, the microsecond, and days as JST days.
 * Asia/Tokyo has no daylight saving, so a JST day is always 24 hours. Edges truncate.
 * Nothing here reads a clock: `now` is always an argument.
 */

export type Instant = Temporal.Instant
export type JstDate = Temporal.PlainDate

export const TOKYO = 'Asia/Tokyo'
const JST_OFFSET_MICROS = 9n * 3_600n * 1_000_000n
const HOUR_MICROS = 3_600n * 1_000_000n
const DAY_MICROS = 24n * HOUR_MICROS

/** Truncated to the microsecond, the resolution of the store. */
export function instant(text: string): Instant {
  return fromMicros(microsOf(Temporal.Instant.from(text)))
}

/** Microseconds since 1970-01-01T00:00Z; an edge below the microsecond truncates downwards. */
export function microsOf(at: Instant): bigint {
  const nanos = at.epochNanoseconds
  const micros = nanos / 1_000n
  return nanos < 0n && micros * 1_000n !== nanos ? micros - 1n : micros
}

export function fromMicros(micros: bigint): Instant {
  return Temporal.Instant.fromEpochNanoseconds(micros * 1_000n)
}

export function isBefore(one: Instant, other: Instant): boolean {
  return one !== other && one.epochNanoseconds < other.epochNanoseconds
}

export function sameInstant(one: Instant, other: Instant): boolean {
  return one === other || one.epochNanoseconds === other.epochNanoseconds
}

/** For sorting: negative, zero or positive. `Temporal.Instant.compare` takes nine times as long. */
export function compareInstants(one: Instant, other: Instant): number {
  return isBefore(one, other) ? -1 : isBefore(other, one) ? 1 : 0
}

export function earlier(one: Instant, other: Instant): Instant {
  return isBefore(other, one) ? other : one
}

export function later(one: Instant, other: Instant): Instant {
  return isBefore(one, other) ? other : one
}

/** The earlier end, where null means "no end". */
export function earlierEnd(one: Instant | null, other: Instant | null): Instant | null {
  if (one === null) return other
  if (other === null) return one
  return earlier(one, other)
}

/** Half-open `[from, until)`; `until` null means no end. */
export interface Interval {
  readonly from: Instant
  readonly until: Instant | null
}

/** The one comparison of an instant with an interval; of those that are over, one look tells. */
export function contains(interval: Interval, at: Instant): boolean {
  return (interval.until === null || isBefore(at, interval.until)) && !isBefore(at, interval.from)
}

export function plusHours(at: Instant, hours: number): Instant {
  return fromMicros(microsOf(at) + BigInt(hours) * HOUR_MICROS)
}

export function plusMinutes(at: Instant, minutes: number): Instant {
  return fromMicros(microsOf(at) + BigInt(minutes) * 60_000_000n)
}

export function plusSeconds(at: Instant, seconds: number): Instant {
  if (seconds === 0) return at
  return fromMicros(microsOf(at) + BigInt(seconds) * 1_000_000n)
}

/** N × 24 hours, which in JST is also N days at the same time of day. */
export function plusDays(at: Instant, days: number): Instant {
  return fromMicros(microsOf(at) + BigInt(days) * DAY_MICROS)
}

/**
 * Whole seconds from one instant to another, truncated towards zero; negative if it lies before.
 */
export function secondsBetween(from: Instant, to: Instant): number {
  return Number((microsOf(to) - microsOf(from)) / 1_000_000n)
}

/** The JST calendar date that contains the instant. */
export function jstDate(at: Instant): JstDate {
  return at.toZonedDateTimeISO(TOKYO).toPlainDate()
}

/** The JST midnight that begins the date. */
export function jstMidnight(date: JstDate): Instant {
  return date.toZonedDateTime(TOKYO).toInstant()
}

/** The instant `hour`:00 JST of the day (a day that resets at `hour`) that contains `at`. */
export function jstDayStart(at: Instant, hour = 0): Instant {
  return fromMicros(jstDayStartMicros(at, hour))
}

/** The first instant strictly after `at` that begins a JST day with this reset hour. */
export function nextJstDayStart(at: Instant, hour = 0): Instant {
  return fromMicros(jstDayStartMicros(at, hour) + DAY_MICROS)
}

/** `jstDayStart`, as `microsOf` counts it: to compare, which takes no new instant. */
export function jstDayStartMicros(at: Instant, hour: number): bigint {
  const shift = JST_OFFSET_MICROS - BigInt(hour) * HOUR_MICROS
  const shifted = microsOf(at) + shift
  const into = ((shifted % DAY_MICROS) + DAY_MICROS) % DAY_MICROS
  return shifted - into - shift
}

/** The JST midnight that begins the day `days` after the day of the instant. */
export function jstMidnightAfter(at: Instant, days: number): Instant {
  return jstMidnight(jstDate(at).add({ days }))
}
