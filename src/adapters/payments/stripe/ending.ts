/**
 * When a hosted session ends at Stripe, and how many days a konbini number lives. Pure: `payBy`
 * and `now` in, what to ask of Stripe out.
 *
 * Stripe takes a repeated idempotency key only with the same parameters, so nothing here depends
 * on the second of asking. What an earlier call within the key's 24 hours may have asked for is
 * listed behind what is asked for now.
 */
import {
  earlier,
  isBefore,
  jstDate,
  jstMidnight,
  plusHours,
  plusMinutes,
  plusSeconds,
  type Instant,
  type JstDate,
} from '../../../domain/basics/time.ts'
import type { HostedMethod } from '../../../domain/payment/provider.ts'

/** Stripe accepts an `expires_at` between these two after the creation of a session. */
export const SESSION_MINUTES_MIN = 30
export const SESSION_HOURS_MAX = 24

/** Room for the time a request travels and for clocks that differ. */
export const EXPIRY_SLACK_MINUTES = 1

/** Stripe's bounds for a konbini number, in calendar days of JST after the day it is given out. */
export const VOUCHER_DAYS_MIN = 1
export const VOUCHER_DAYS_MAX = 60

const SESSION_MINUTES_LEAST = SESSION_MINUTES_MIN + EXPIRY_SLACK_MINUTES

export interface Ending {
  /** Null is Stripe's default: 24 hours after the session was made. */
  readonly session: Instant | null
  /** How many JST days after the payer's choice a konbini number ends; null for other methods. */
  readonly voucherDays: number | null
}

/** The first is asked for now; the others are those an earlier call may have asked for. */
export function endingsFor(
  method: HostedMethod,
  { payBy, now }: { readonly payBy: Instant; readonly now: Instant },
): readonly Ending[] {
  if (method === 'konbini') return konbiniEndings(payBy, now)
  return pageEndings(payBy, now).map((session) => ({ session, voucherDays: null }))
}

/**
 * The choices in the order in which they come up as `payBy` nears:
 * - farther than 24 h: Stripe's default, 24 h from creation, so never after `payBy`;
 * - between: `payBy` itself;
 * - nearer than 30 min: the least that Stripe accepts is later than `payBy`, so 31 min after it.
 *   Until then it is `cancelCheckout`, called by our own sweep at `payBy`, that ends the session;
 *   a payment in the gap still reads as succeeded, and the caller delivers or returns it.
 */
function pageEndings(payBy: Instant, now: Instant): (Instant | null)[] {
  if (tooNear(payBy, now)) return [afterwards(payBy), payBy, null]
  const latest = plusMinutes(plusHours(now, SESSION_HOURS_MAX), -EXPIRY_SLACK_MINUTES)
  return isBefore(latest, payBy) ? [null] : [payBy, null]
}

/**
 * A konbini number ends at 23:59:59 JST of a day counted from the day on which the payer asks for
 * it. So that this day is known when the session is made, the page ends with the JST day; near
 * midnight, where Stripe does not accept that, it ends 31 minutes into the next one, and the days
 * are counted from there.
 */
function konbiniEndings(payBy: Instant, now: Instant): readonly Ending[] {
  const today = jstDate(now)
  const yesterday = today.subtract({ days: 1 })
  const atEnd = pageEndOn(today, payBy)
  const ends = [
    ...(tooNear(atEnd, now) ? [afterwards(atEnd)] : []),
    atEnd,
    afterwards(pageEndOn(yesterday, payBy)),
    pageEndOn(yesterday, payBy),
  ]
  return ends.map((session) => ({ session, voucherDays: voucherDaysFrom(session, payBy) }))
}

function pageEndOn(day: JstDate, payBy: Instant): Instant {
  return earlier(payBy, lastSecondOf(day))
}

function tooNear(end: Instant, now: Instant): boolean {
  return isBefore(end, plusMinutes(now, SESSION_MINUTES_LEAST))
}

function afterwards(end: Instant): Instant {
  return plusMinutes(end, SESSION_MINUTES_LEAST)
}

/**
 * So that the number ends with the last JST day that is over by `payBy`. Where `payBy` is nearer
 * than the end of the next day, the least that Stripe knows is a day, and `cancelCheckout` at
 * `payBy` ends the number.
 */
function voucherDaysFrom(session: Instant, payBy: Instant): number {
  const last = jstDate(plusSeconds(payBy, 1)).subtract({ days: 1 })
  const { days } = jstDate(session).until(last, { largestUnit: 'day' })
  return Math.min(Math.max(days, VOUCHER_DAYS_MIN), VOUCHER_DAYS_MAX)
}

/** 23:59:59 JST: Stripe counts in whole seconds. */
function lastSecondOf(day: JstDate): Instant {
  return plusSeconds(jstMidnight(day.add({ days: 1 })), -1)
}
