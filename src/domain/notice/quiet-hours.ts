/**
 * When a notice may go: an urgent one at any hour, any other in the customer's waking hours, in the
 * customer's own zone. Zones with daylight saving are handled by `Temporal`: an hour that does not
 * exist that day becomes the next that does.
 */
import { isBefore, TOKYO, type Instant } from '../basics/time.ts'
import { traitsOf, type NoticeKind } from './notice.ts'

/** Half-open: from eight in the morning until before ten in the evening. */
export const WAKING_FROM_HOUR = 8
export const WAKING_UNTIL_HOUR = 22

/** An IANA name that `Temporal` knows, as it was given. */
export type Zone = string & { readonly __zone: true }

export const ZONE_LENGTH_MAX = 64
export const DEFAULT_ZONE = TOKYO as Zone

/** Offsets such as `+09:00` are no zones: they would be wrong after a change of clocks. */
export function parseZone(text: string): Zone | null {
  if (text.length > ZONE_LENGTH_MAX || !/^[A-Za-z]+(?:[/_+-][A-Za-z0-9]+)*$/.test(text)) return null
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text)
    return text as Zone
  } catch {
    return null
  }
}

/** `now`, or the next morning. */
export function sendAt(kind: NoticeKind, now: Instant, zone: Zone): Instant {
  return traitsOf(kind).urgent ? now : nextWakingInstant(now, zone)
}

export function nextWakingInstant(now: Instant, zone: Zone): Instant {
  const local = now.toZonedDateTimeISO(zone)
  const today = morning(local)
  if (isBefore(now, today)) return today
  return local.hour < WAKING_UNTIL_HOUR ? now : morning(local.add({ days: 1 }))
}

function morning(local: Temporal.ZonedDateTime): Instant {
  return local
    .toPlainDate()
    .toZonedDateTime({
      timeZone: local.timeZoneId,
      plainTime: Temporal.PlainTime.from({ hour: WAKING_FROM_HOUR }),
    })
    .toInstant()
}
