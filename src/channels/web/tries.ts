/**
 * Counts what must not be tried too often, within a window that slides: wrong gift card numbers,
 * wrong digits of orders, and attempts to pay, which are how stolen numbers are tested. By whoever
 * asks, by address and by everybody together. Not a lock on any card or order.
 */
import type { FastifyRequest } from 'fastify'
import type { Instant } from '../../domain/basics/time.ts'
import { createSlidingTries, type Caller } from '../sliding-tries.ts'

/** Wrong gift card numbers of one account in ten minutes. */
export const GIFT_CODES_AN_ACCOUNT = 5
/** Wrong gift card numbers of everybody in ten minutes: beyond that somebody is guessing. */
export const GIFT_CODES_OF_ALL = 500
export const GIFT_CODES_MINUTES = 10
/** Wrong digits of orders that one visitor, signed in or not, types in ten minutes. */
export const SHORT_CODES_A_VISITOR = 5
/** Of everybody: a few hundred guesses at a hundred million codes find nothing. */
export const SHORT_CODES_OF_ALL = 500
export const SHORT_CODES_MINUTES = 10
/** Tries to pay of one account in an hour. */
export const PAYMENTS_AN_ACCOUNT = 20
export const PAYMENTS_OF_ALL = 20_000
export const PAYMENTS_MINUTES = 60

/** Questions whether something is official, of one visitor in ten minutes. */
export const VERIFICATIONS_A_VISITOR = 30
/** Many people share one address of a mobile network. */
export const VERIFICATIONS_AN_ADDRESS = 300
export const VERIFICATIONS_OF_ALL = 20_000
export const VERIFICATIONS_MINUTES = 10

export interface Tries {
  /** When this visitor may try again; null: at once. */
  again(request: FastifyRequest, now: Instant): Instant | null
  count(request: FastifyRequest, now: Instant): void
}

interface Limits {
  readonly account: number
  readonly address: number
  readonly all: number
  readonly minutes: number
}

export function giftCodeTries(address: number): Tries {
  const [account, all] = [GIFT_CODES_AN_ACCOUNT, GIFT_CODES_OF_ALL]
  return createTries({ account, address, all, minutes: GIFT_CODES_MINUTES })
}

export function shortCodeTries(address: number): Tries {
  const tries = createSlidingTries(SHORT_CODES_MINUTES)
  const callersOf = ({ visitor, ip }: FastifyRequest): readonly Caller[] => [
    [visitor.actor, SHORT_CODES_A_VISITOR],
    [`address ${ip}`, address],
    ['all', SHORT_CODES_OF_ALL],
  ]
  return {
    again: (request, now) => tries.again(callersOf(request), now),
    count: (request, now) => tries.count(callersOf(request), now),
  }
}

export function verificationTries(): Tries {
  const tries = createSlidingTries(VERIFICATIONS_MINUTES)
  const callersOf = ({ visitor, ip }: FastifyRequest): readonly Caller[] => [
    [visitor.actor, VERIFICATIONS_A_VISITOR],
    [`address ${ip}`, VERIFICATIONS_AN_ADDRESS],
    ['all', VERIFICATIONS_OF_ALL],
  ]
  return {
    again: (request, now) => tries.again(callersOf(request), now),
    count: (request, now) => tries.count(callersOf(request), now),
  }
}

export function paymentTries(address: number): Tries {
  const [account, all] = [PAYMENTS_AN_ACCOUNT, PAYMENTS_OF_ALL]
  return createTries({ account, address, all, minutes: PAYMENTS_MINUTES })
}

export function createTries(limits: Limits): Tries {
  function callersOf(request: FastifyRequest): readonly Caller[] {
    const { signedIn } = request.visitor
    return [
      ...(signedIn === null ? [] : [[`account ${signedIn.account.id}`, limits.account] as const]),
      [`address ${request.ip}`, limits.address],
      ['all', limits.all],
    ]
  }

  const tries = createSlidingTries(limits.minutes)
  return {
    again: (request, now) => tries.again(callersOf(request), now),
    count: (request, now) => tries.count(callersOf(request), now),
  }
}
