/**
 * Counts what must not be tried too often within a window that slides, by several callers at once:
 * a person, an address, everybody. Kept in memory of this process. What is counted, and how often
 * is too often, is each channel's.
 */
import { isBefore, plusMinutes, type Instant } from '../domain/basics/time.ts'

/** Remembered at once; whoever was not heard of for longest is forgotten first. */
export const CALLERS_KEPT_MAX = 20_000

export type Caller = readonly [name: string, triesMax: number]

export interface SlidingTries {
  /** When these callers may try again; null: at once. */
  again(callers: readonly Caller[], now: Instant): Instant | null
  count(callers: readonly Caller[], now: Instant): void
}

export function createSlidingTries(minutes: number): SlidingTries {
  /** Instants of the latest tries of each caller, oldest first, never more than their limit. */
  const seen = new Map<string, Instant[]>()
  return {
    again(callers, now) {
      let wait: Instant | null = null
      for (const [caller, max] of callers) {
        const tries = seen.get(caller) ?? []
        const oldest = tries.at(-max)
        if (oldest === undefined) continue
        const free = plusMinutes(oldest, minutes)
        if (isBefore(now, free) && (wait === null || isBefore(wait, free))) wait = free
      }
      return wait
    },
    count(callers, now) {
      for (const [caller, max] of callers) {
        const tries = seen.get(caller) ?? []
        tries.push(now)
        if (tries.length > max) tries.shift()
        seen.delete(caller)
        const [oldest] = seen.keys()
        if (seen.size >= CALLERS_KEPT_MAX && oldest !== undefined) seen.delete(oldest)
        seen.set(caller, tries)
      }
    },
  }
}
