/**
 * The clock of a simulated world: stands still unless it is moved, and may be set back a little.
 */
import { fromMicros, isBefore, microsOf, type Instant } from '../src/domain/basics/time.ts'
import type { Clock } from '../src/app/ports.ts'

export interface MovableClock extends Clock {
  /** Forward; an instant already past changes nothing. */
  moveTo(at: Instant): void
  /** As time servers do: a little forward or back. */
  step(micros: bigint): void
}

export function createMovableClock(start: Instant): MovableClock {
  let now = start
  return {
    now: () => now,
    moveTo(at) {
      if (isBefore(now, at)) now = at
    },
    step(micros) {
      now = fromMicros(microsOf(now) + micros)
    },
  }
}
