/** When somebody may be asked again: so many seconds after the last time, by our clock. */
import type { Clock } from '../../app/ports.ts'
import { isBefore, plusSeconds, secondsBetween, type Instant } from '../../domain/basics/time.ts'

/** So many subjects are remembered; the oldest are forgotten first. */
export const TURNS_KEPT_MAX = 100_000

export interface Turns {
  /** Takes the turn, or answers in how many seconds there is one. */
  take(subject: string): number | null
  /** There is no turn before so many seconds have passed. */
  putOff(subject: string, seconds: number): void
}

export function createTurns(clock: Clock, everySeconds: number): Turns {
  const next = new Map<string, Instant>()
  const set = (subject: string, at: Instant) => {
    next.delete(subject)
    next.set(subject, at)
    for (const oldest of next.keys()) {
      if (next.size <= TURNS_KEPT_MAX) return
      next.delete(oldest)
    }
  }
  return {
    take(subject) {
      const now = clock.now()
      const at = next.get(subject)
      if (at !== undefined && isBefore(now, at)) return Math.ceil(secondsBetween(now, at))
      set(subject, plusSeconds(now, everySeconds))
      return null
    },
    putOff(subject, seconds) {
      set(subject, plusSeconds(clock.now(), seconds))
    },
  }
}
