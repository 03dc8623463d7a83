/**
 * Wrong proofs and gift card numbers of one calling number, and of all callers together: beyond
 * that somebody is guessing. Callers without a number share one count. Not the locks of a card or a
 * PIN, which are the account's and the line's own.
 */
import type { Instant } from '../../domain/basics/time.ts'
import type { CallingNumber } from '../../domain/call/call.ts'
import { createSlidingTries, type Caller } from '../sliding-tries.ts'

export const PROOFS_A_NUMBER = 10
export const PROOFS_WITHHELD = 60
export const PROOFS_OF_ALL = 1_000
export const PROOFS_MINUTES = 60
export const GIFT_CODES_A_NUMBER = 5
export const GIFT_CODES_WITHHELD = 30
export const GIFT_CODES_OF_ALL = 500
export const GIFT_CODES_MINUTES = 10

export interface Tries {
  mayTry(number: CallingNumber | null, now: Instant): boolean
  count(number: CallingNumber | null, now: Instant): void
}

export interface CallerTries {
  readonly proofs: Tries
  readonly giftCodes: Tries
}

interface Limits {
  readonly number: number
  readonly withheld: number
  readonly all: number
  readonly minutes: number
}

function createTries(limits: Limits): Tries {
  const tries = createSlidingTries(limits.minutes)
  const callersOf = (number: CallingNumber | null): readonly Caller[] => [
    number === null ? ['withheld', limits.withheld] : [`number ${number.hash}`, limits.number],
    ['all', limits.all],
  ]
  return {
    mayTry: (number, now) => tries.again(callersOf(number), now) === null,
    count: (number, now) => tries.count(callersOf(number), now),
  }
}

export function createCallerTries(): CallerTries {
  return {
    proofs: createTries({
      number: PROOFS_A_NUMBER,
      withheld: PROOFS_WITHHELD,
      all: PROOFS_OF_ALL,
      minutes: PROOFS_MINUTES,
    }),
    giftCodes: createTries({
      number: GIFT_CODES_A_NUMBER,
      withheld: GIFT_CODES_WITHHELD,
      all: GIFT_CODES_OF_ALL,
      minutes: GIFT_CODES_MINUTES,
    }),
  }
}
