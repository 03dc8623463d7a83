/** What wholesalers write, read with care: records, volumes, times without a zone, signatures. */
import { createHmac, timingSafeEqual } from 'node:crypto'
import { bytes, type Bytes } from '../../domain/basics/data-volume.ts'
import { microsOf, fromMicros, type Instant } from '../../domain/basics/time.ts'

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function recordIn(value: unknown, name: string): Readonly<Record<string, unknown>> | null {
  const found = isRecord(value) ? value[name] : null
  return isRecord(found) ? found : null
}

export function recordsIn(
  value: unknown,
  name: string,
): readonly Readonly<Record<string, unknown>>[] {
  const found = isRecord(value) ? value[name] : null
  return Array.isArray(found) ? found.filter(isRecord) : []
}

/** Text, or a number as text; null for anything else. */
export function textIn(value: unknown, name: string): string | null {
  const found = isRecord(value) ? value[name] : null
  if (typeof found === 'string' && found !== '') return found
  return typeof found === 'number' ? String(found) : null
}

/** A volume in units of `unit` bytes; fractions of a unit round down. */
export function volumeIn(value: unknown, name: string, unit: bigint): Bytes | null {
  const found = isRecord(value) ? value[name] : null
  const count = typeof found === 'string' && found.trim() !== '' ? Number(found) : found
  if (typeof count !== 'number' || !Number.isFinite(count) || count < 0) return null
  const whole = Math.trunc(count)
  if (!Number.isSafeInteger(whole)) return null
  return bytes(BigInt(whole) * unit + BigInt(Math.trunc((count - whole) * Number(unit))))
}

const WITHOUT_ZONE = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?)$/
const OFFSET_WITHOUT_COLON = /([+-]\d{2})(\d{2})$/

/** A time with a zone as it says; one without in `zone`. Null where it is no time. */
export function timeIn(value: unknown, name: string, zone: string): Instant | null {
  const found = textIn(value, name)
  if (found === null) return null
  const bare = WITHOUT_ZONE.exec(found)
  try {
    if (bare !== null) {
      const local = Temporal.PlainDateTime.from(`${bare[1]}T${bare[2]}`)
      return truncated(local.toZonedDateTime(zone).toInstant())
    }
    return truncated(Temporal.Instant.from(found.replace(OFFSET_WITHOUT_COLON, '$1:$2')))
  } catch {
    return null
  }
}

function truncated(at: Temporal.Instant): Instant {
  return fromMicros(microsOf(at))
}

export function hmac(algorithm: 'sha256' | 'sha512', secret: string, of: string | Uint8Array) {
  return createHmac(algorithm, secret).update(of).digest('hex')
}

/** In constant time; hexadecimal in either case. */
export function isSigned(given: string | undefined, right: string): boolean {
  const one = Buffer.from((given ?? '').toLowerCase())
  const other = Buffer.from(right)
  return one.length === other.length && timingSafeEqual(one, other)
}
