/**
 * Instants between PostgreSQL's text and ours. A group reads and writes many, most of them the same
 * as in the group before (when a pack began, when it ends), so that the latest are remembered both
 * ways: an instant never changes.
 */

/** Remembered at once; then all are forgotten. */
export const INSTANTS_KEPT_MAX = 16_384

const instants = new Map<string, Temporal.Instant>()
const texts = new Map<Temporal.Instant, string>()

/** `2026-04-01 09:00:00.123456+00`, also `+09:18:59`, five-digit years and a final `BC`. */
const SHOWN_INSTANT = /^(\d{4,6})(-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)([+-][\d:]+)( BC)?$/
/** What ISO 8601 allows too. */
const USUAL_INSTANT = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?[+-]\d\d$/

/** Throws on `infinity`: no end is `null` here, and a silent stand-in would compare wrongly. */
export function parseInstant(shown: string): Temporal.Instant {
  const known = instants.get(shown)
  if (known !== undefined) return known
  const parsed = USUAL_INSTANT.test(shown) ? Temporal.Instant.from(shown) : parseUnusual(shown)
  if (instants.size >= INSTANTS_KEPT_MAX) instants.clear()
  instants.set(shown, parsed)
  return parsed
}

/** As ISO 8601 has it, which PostgreSQL reads. */
export function instantText(instant: Temporal.Instant): string {
  const known = texts.get(instant)
  if (known !== undefined) return known
  const text = instant.toString()
  if (texts.size >= INSTANTS_KEPT_MAX) texts.clear()
  texts.set(instant, text)
  return text
}

function parseUnusual(shown: string): Temporal.Instant {
  const parts = SHOWN_INSTANT.exec(shown)
  if (parts === null) throw new RangeError(`the database gave no instant but "${shown}"`)
  const [, year = '', monthAndDay, time, offset, before] = parts
  return Temporal.Instant.from(
    `${isoYear(year, before !== undefined)}${monthAndDay}T${time}${offset}`,
  )
}

/** The year as ISO 8601 writes it: 1 BC is year 0, other than four digits have a sign and six. */
export function isoYear(digits: string, isBefore: boolean): string {
  if (!isBefore && digits.length === 4) return digits
  const year = isBefore ? 1 - Number(digits) : Number(digits)
  return `${year < 0 ? '-' : '+'}${String(Math.abs(year)).padStart(6, '0')}`.replace(
    '-000000',
    '0000',
  )
}
