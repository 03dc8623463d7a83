/**
 * Wrong codes typed at one sign-in: eight digits of an order, numbers of gift cards. After a few
 * the desk waits, for guessing looks like this. Not a lock of the code.
 */
import type { StaffSignInId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { createSlidingTries } from '../sliding-tries.ts'

export const WRONG_CODES_MAX = 5
export const WRONG_CODES_MINUTES = 10

export interface WrongCodes {
  /** When this desk may try again; null: at once. */
  again(desk: StaffSignInId, now: Instant): Instant | null
  count(desk: StaffSignInId, now: Instant): void
}

export function createWrongCodes(): WrongCodes {
  const tries = createSlidingTries(WRONG_CODES_MINUTES)
  return {
    again: (desk, now) => tries.again([[desk, WRONG_CODES_MAX]], now),
    count: (desk, now) => tries.count([[desk, WRONG_CODES_MAX]], now),
  }
}
