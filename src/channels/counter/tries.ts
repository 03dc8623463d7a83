/**
 * Wrong codes typed at one sign-in: eight digits of an order, numbers of gift cards. After a few the
 * desk waits, for guessing looks like this. Kept in memory of this process; not a lock of the code.
 */
import type { StaffSignInId } from '../../domain/basics/ids.ts'
import { isBefore, plusMinutes, type Instant } from '../../domain/basics/time.ts'

export const WRONG_CODES_MAX = 5
export const WRONG_CODES_MINUTES = 10
/** Sign-ins remembered at once; the one not heard of for longest is forgotten first. */
export const DESKS_KEPT_MAX = 10_000

export interface WrongCodes {
  /** When this desk may try again; null: at once. */
  again(desk: StaffSignInId, now: Instant): Instant | null
  count(desk: StaffSignInId, now: Instant): void
}

export function createWrongCodes(): WrongCodes {
  /** The latest tries of each desk, oldest first, never more than the limit. */
  const seen = new Map<StaffSignInId, readonly Instant[]>()
  return {
    again(desk, now) {
      const oldest = seen.get(desk)?.at(-WRONG_CODES_MAX)
      if (oldest === undefined) return null
      const free = plusMinutes(oldest, WRONG_CODES_MINUTES)
      return isBefore(now, free) ? free : null
    },
    count(desk, now) {
      const tries = [...(seen.get(desk) ?? []), now].slice(-WRONG_CODES_MAX)
      seen.delete(desk)
      const [oldest] = seen.keys()
      if (seen.size >= DESKS_KEPT_MAX && oldest !== undefined) seen.delete(oldest)
      seen.set(desk, tries)
    },
  }
}
