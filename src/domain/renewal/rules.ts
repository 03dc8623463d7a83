/**
 * How auto-renewal goes about it, a part of the dated rules about money
 * (`catalogue/money-rules.ts`): lead time, retries by the length of the offer, and how long before
 * the end the holder is told where they chose nothing; and the bounds of what one may choose. Not
 * what one holder agreed to (a Mandate).
 */
import type { OfferLength } from '../catalogue/offer.ts'

export interface RetrySchedule {
  readonly afterHours: number
  readonly times: number
}

export interface RenewalRules {
  /** Charging starts so long before coverage ends. */
  readonly leadMinutes: number
  readonly retries: Readonly<Record<OfferLength, RetrySchedule>>
  readonly noticeHours: Readonly<Record<OfferLength, number>>
}

const SHORT: RetrySchedule = { afterHours: 1, times: 1 }
const WEEKLY: RetrySchedule = { afterHours: 24, times: 3 }
const MONTHLY: RetrySchedule = { afterHours: 48, times: 5 }

/**
 * The rules where the operator has said nothing. Retries: Visa's ready schedule for recurring
 * charges (daily +1 h once, weekly +1 day three times, monthly +2 days five times).
 */
export const DEFAULT_RENEWAL_RULES: RenewalRules = {
  leadMinutes: 15,
  retries: { hourly: SHORT, daily: SHORT, weekly: WEEKLY, monthly: MONTHLY, long: MONTHLY },
  noticeHours: { hourly: 0, daily: 12, weekly: 24, monthly: 72, long: 168 },
}

/** Bounds of what a holder may choose. */
export const SHARE_PERCENT_MIN = 1
export const SHARE_PERCENT_MAX = 50
export const NOTICE_HOURS_MAX = 336
export const MONTHLY_CAP_MAX = 999_999n

/** While a bank is deciding, and while a charge is on its way, it is looked at so often. */
export const UNDECIDED_LOOK_MINUTES = 5
/** A line that was reported lost is looked at so often. */
export const SUSPENDED_LOOK_HOURS = 6
/** An order of auto-renewal can be paid by link for so long after the last retry was due. */
export const PAY_BY_MARGIN_HOURS = 24
