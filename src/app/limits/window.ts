/**
 * The arithmetic of one limit for one caller. Few tries are remembered each; those of everybody
 * would be thousands, so they fill a bucket that empties evenly over the window, of which only the
 * instant is kept at which it is empty again. Pure; the statement over PostgreSQL does the same.
 */
import { earlier, isBefore, later, type Instant } from '../../domain/basics/time.ts'
import type { LimitRule, Who } from './table.ts'

export interface Kept {
  /** Oldest first; for a bucket only the instant at which it is empty again. */
  readonly tries: readonly Instant[]
  readonly pausedUntil: Instant | null
}

export interface Measure {
  readonly max: number
  readonly windowMicros: number
  /** What one try adds to a bucket; 0: tries are remembered each. */
  readonly dropMicros: number
  readonly pauseMicros: number
}

const MINUTE_MICROS = 60_000_000
/** Remembered each up to here; beyond, a bucket. */
export const TRIES_REMEMBERED_MAX = 300

/** Null: who is not counted. */
export function measureOf(rule: LimitRule, who: Who): Measure | null {
  const max = rule.max[who]
  if (max === undefined) return null
  const windowMicros = rule.minutes * MINUTE_MICROS
  return {
    max,
    windowMicros,
    dropMicros: max > TRIES_REMEMBERED_MAX ? Math.floor(windowMicros / max) : 0,
    pauseMicros: (rule.pauseMinutes ?? 0) * MINUTE_MICROS,
  }
}

export function plusMicros(at: Instant, micros: number): Instant {
  return at.add({ microseconds: micros })
}

/** Those that still count: a try at `t` counts until just before `t` + window. */
function live({ tries }: Kept, { windowMicros }: Measure, now: Instant): readonly Instant[] {
  return tries.filter((at) => isBefore(now, plusMicros(at, windowMicros)))
}

/** When this caller may try again; null: at once. */
export function freeAt(kept: Kept, measure: Measure, now: Instant): Instant | null {
  const { pausedUntil } = kept
  if (pausedUntil !== null && isBefore(now, pausedUntil)) return pausedUntil
  const { max, windowMicros, dropMicros } = measure
  const counting = live(kept, measure, now)
  if (dropMicros === 0) {
    const oldest = counting.at(-max)
    return oldest === undefined ? null : plusMicros(oldest, windowMicros)
  }
  const [emptyAt = now] = counting
  const free = plusMicros(emptyAt, dropMicros - windowMicros)
  return isBefore(now, free) ? free : null
}

/** Whether anything of it still matters. */
export function counts(kept: Kept, measure: Measure, now: Instant): boolean {
  return live(kept, measure, now).length > 0 || freeAt(kept, measure, now) !== null
}

/** With one more try. */
export function counted(kept: Kept, measure: Measure, now: Instant): Kept {
  const { max, dropMicros, pauseMicros } = measure
  const counting = live(kept, measure, now)
  if (dropMicros > 0) {
    const [emptyAt = now] = counting
    return { tries: [plusMicros(later(emptyAt, now), dropMicros)], pausedUntil: null }
  }
  const tries = [...counting, now]
  if (pauseMicros > 0 && tries.length >= max) {
    return { tries: [], pausedUntil: plusMicros(now, pauseMicros) }
  }
  return { tries, pausedUntil: null }
}

/** Without the try of `at`: it proved right. */
export function givenBack(kept: Kept, { dropMicros }: Measure, at: Instant): Kept {
  const { tries } = kept
  if (dropMicros > 0) return { ...kept, tries: tries.map((one) => plusMicros(one, -dropMicros)) }
  const place = tries.findIndex((one) => one.equals(at))
  return place < 0 ? kept : { ...kept, tries: tries.toSpliced(place, 1) }
}

/** Since when it is held: the last try, or the beginning of the pause. Never after `now`. */
export function heldSince({ tries, pausedUntil }: Kept, measure: Measure, now: Instant): Instant {
  if (pausedUntil !== null) return plusMicros(pausedUntil, -measure.pauseMicros)
  return earlier(tries.at(-1) ?? now, now)
}
