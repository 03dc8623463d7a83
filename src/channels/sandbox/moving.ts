/** Where the clock is to go, read from what was sent. Forward only; refusals say what is wrong. */
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import {
  fromMicros,
  isBefore,
  microsOf,
  plusDays,
  TOKYO,
  type Instant,
} from '../../domain/basics/time.ts'

/** One move goes no further: about ten years. */
export const MOVE_DAYS_MAX = 3_660

export type MovingRefusal =
  | { readonly code: 'instant_unreadable' }
  | { readonly code: 'duration_unreadable' }
  | { readonly code: 'only_forward'; readonly now: Instant }
  | { readonly code: 'too_far'; readonly daysMax: number }

/** `text`: an instant as ISO 8601 writes it, or, without an offset, a local time of Japan. */
export function readTarget(text: unknown, now: Instant): Result<Instant, MovingRefusal> {
  const target = typeof text === 'string' ? instantOf(text.trim()) : null
  return target === null ? refuse({ code: 'instant_unreadable' }) : bounded(target, now)
}

/** `text`: a duration as ISO 8601 writes it, such as `PT1H` or `P1M`; months are those of Japan. */
export function readAdvance(text: unknown, now: Instant): Result<Instant, MovingRefusal> {
  const duration = typeof text === 'string' ? durationOf(text.trim()) : null
  if (duration === null) return refuse({ code: 'duration_unreadable' })
  if (duration.sign <= 0) return refuse({ code: 'only_forward', now })
  try {
    return bounded(now.toZonedDateTimeISO(TOKYO).add(duration).toInstant(), now)
  } catch {
    // Beyond what Temporal can say, which is beyond the bound as well.
    return refuse({ code: 'too_far', daysMax: MOVE_DAYS_MAX })
  }
}

function bounded(target: Instant, now: Instant): Result<Instant, MovingRefusal> {
  if (!isBefore(now, target)) return refuse({ code: 'only_forward', now })
  if (isBefore(plusDays(now, MOVE_DAYS_MAX), target)) {
    return refuse({ code: 'too_far', daysMax: MOVE_DAYS_MAX })
  }
  return accept(fromMicros(microsOf(target)))
}

function instantOf(text: string): Instant | null {
  try {
    return Temporal.Instant.from(text)
  } catch {
    return localOf(text)
  }
}

function localOf(text: string): Instant | null {
  try {
    return Temporal.PlainDateTime.from(text).toZonedDateTime(TOKYO).toInstant()
  } catch {
    return null
  }
}

function durationOf(text: string): Temporal.Duration | null {
  try {
    return Temporal.Duration.from(text)
  } catch {
    return null
  }
}
