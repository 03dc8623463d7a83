/** The meaning of a `kind: money-rules` file: what law and the operator's choice say, by date. */
import { megabytes } from '../../domain/basics/data-volume.ts'
import { yen } from '../../domain/basics/money.ts'
import {
  CHANNEL_ORDERS_MAX,
  DEFAULT_BILL_RULES,
  DUPLICATE_MINUTES_MAX,
  JUMP_DAYS_MAX,
  JUMP_FACTOR_MAX,
  JUMP_FLOOR_MEGABYTES_MAX,
  type BillRules,
} from '../../domain/bill/rules.ts'
import {
  DEFAULT_RULES,
  GIFT_CARD_MONTHS_MAX,
  type MoneyRules,
} from '../../domain/catalogue/money-rules.ts'
import type { OfferLength } from '../../domain/catalogue/offer.ts'
import {
  DEFAULT_RENEWAL_RULES,
  NOTICE_HOURS_MAX,
  type RenewalRules,
  type RetrySchedule,
} from '../../domain/renewal/rules.ts'
import {
  ANSWER_DAYS_MAX,
  DEFAULT_DISPUTE_RULES,
  WITHIN_MONTHS_MAX,
  type DisputeRules,
} from '../../domain/dispute/rules.ts'
import { DEFAULT_COUNTER_RULES, type CounterRules } from '../../domain/staff/counter-rules.ts'
import {
  and,
  listOf,
  oneOf,
  orElse,
  read,
  record,
  unique,
  when,
  whole,
  type Read,
  type Reader,
} from './reading.ts'

export const MONEY_RULES_MAX = 200
const POINTS_PER_HUNDRED_MAX = 100
const POINTS_DAYS_MAX = 3_650
/** What Stripe takes at most for a konbini number. */
const KONBINI_DAYS_MAX = 60
const PAY_LINK_HOURS_MAX = 720
const LEAD_MINUTES_MAX = 1_440
const RETRY_HOURS_MAX = 168
/** Visa takes twenty tries in thirty days, all charges of a card together. */
const RETRIES_MAX = 10
/** Above it law asks for a return invoice without choice (Consumption Tax Act art. 57-4). */
const RETURN_INVOICE_FROM_MAX = 10_000
/** What one person at a counter may be trusted with, in yen. */
const ALONE_MAX = 1_000_000n
const DELAY_HOURS_MAX = 168

/** By length of offer; what is left out stays as it is by default. */
function byLength<Value>(
  one: Reader<Value>,
  otherwise: Readonly<Record<OfferLength, Value>>,
): Reader<Readonly<Record<OfferLength, Value>>> {
  const fields = {
    hourly: orElse(one, otherwise.hourly),
    daily: orElse(one, otherwise.daily),
    weekly: orElse(one, otherwise.weekly),
    monthly: orElse(one, otherwise.monthly),
    long: orElse(one, otherwise.long),
  }
  return record(fields)
}

const retry: Reader<RetrySchedule> = and(
  record({
    after_hours: whole({ min: 1, max: RETRY_HOURS_MAX }),
    times: whole({ min: 0, max: RETRIES_MAX }),
  }),
  ({ after_hours: afterHours, times }) => ({ afterHours, times }),
)

const renewal: Reader<RenewalRules> = and(
  record({
    lead_minutes: orElse(
      whole({ min: 0, max: LEAD_MINUTES_MAX }),
      DEFAULT_RENEWAL_RULES.leadMinutes,
    ),
    retries: orElse(byLength(retry, DEFAULT_RENEWAL_RULES.retries), DEFAULT_RENEWAL_RULES.retries),
    notice_hours: orElse(
      byLength(whole({ min: 0, max: NOTICE_HOURS_MAX }), DEFAULT_RENEWAL_RULES.noticeHours),
      DEFAULT_RENEWAL_RULES.noticeHours,
    ),
  }),
  ({ lead_minutes: leadMinutes, retries, notice_hours: noticeHours }) => {
    return { leadMinutes, retries, noticeHours }
  },
)

const yenUpTo = (max: bigint) => whole({ min: 0, max: Number(max) })

const counter: Reader<CounterRules> = and(
  record({
    refund_alone_max: orElse(yenUpTo(ALONE_MAX), Number(DEFAULT_COUNTER_RULES.refundAloneMax)),
    difference_alone_max: orElse(
      yenUpTo(ALONE_MAX),
      Number(DEFAULT_COUNTER_RULES.differenceAloneMax),
    ),
    contact_delay_hours: orElse(
      whole({ min: 0, max: DELAY_HOURS_MAX }),
      DEFAULT_COUNTER_RULES.contactDelayHours,
    ),
    sim_delay_hours: orElse(
      whole({ min: 0, max: DELAY_HOURS_MAX }),
      DEFAULT_COUNTER_RULES.simDelayHours,
    ),
  }),
  (given) => ({
    refundAloneMax: yen(given.refund_alone_max),
    differenceAloneMax: yen(given.difference_alone_max),
    contactDelayHours: given.contact_delay_hours,
    simDelayHours: given.sim_delay_hours,
  }),
)

const disputes: Reader<DisputeRules> = and(
  record({
    answer_days: orElse(whole({ min: 1, max: ANSWER_DAYS_MAX }), DEFAULT_DISPUTE_RULES.answerDays),
    within_months: orElse(
      whole({ min: 1, max: WITHIN_MONTHS_MAX }),
      DEFAULT_DISPUTE_RULES.withinMonths,
    ),
  }),
  ({ answer_days: answerDays, within_months: withinMonths }) => ({ answerDays, withinMonths }),
)

const upTo = (max: number, otherwise: number) => orElse(whole({ min: 0, max }), otherwise)

const MEGABYTE = 1_000_000n

const bills: Reader<BillRules> = and(
  record({
    duplicate_minutes: upTo(DUPLICATE_MINUTES_MAX, DEFAULT_BILL_RULES.duplicateMinutes),
    jump_factor: upTo(JUMP_FACTOR_MAX, DEFAULT_BILL_RULES.jumpFactor),
    jump_floor_megabytes: upTo(
      JUMP_FLOOR_MEGABYTES_MAX,
      Number(DEFAULT_BILL_RULES.jumpFloor / MEGABYTE),
    ),
    jump_days: orElse(whole({ min: 1, max: JUMP_DAYS_MAX }), DEFAULT_BILL_RULES.jumpDays),
    jump_days_min: orElse(whole({ min: 1, max: JUMP_DAYS_MAX }), DEFAULT_BILL_RULES.jumpDaysMin),
    channel_orders_min: upTo(CHANNEL_ORDERS_MAX, DEFAULT_BILL_RULES.channelOrdersMin),
  }),
  (given) => ({
    duplicateMinutes: given.duplicate_minutes,
    jumpFactor: given.jump_factor,
    jumpFloor: megabytes(given.jump_floor_megabytes),
    jumpDays: given.jump_days,
    jumpDaysMin: given.jump_days_min,
    channelOrdersMin: given.channel_orders_min,
  }),
)

const fields = {
  effective_from: when,
  tax_rounding: orElse(oneOf(['down', 'half_up', 'up']), DEFAULT_RULES.taxRounding),
  points_as: orElse(oneOf(['discount', 'payment']), DEFAULT_RULES.pointsAs),
  points_per_hundred_yen: orElse(
    whole({ min: 0, max: POINTS_PER_HUNDRED_MAX }),
    DEFAULT_RULES.pointsPerHundredYen,
  ),
  points_valid_days: orElse(whole({ min: 1, max: POINTS_DAYS_MAX }), DEFAULT_RULES.pointsValidDays),
  gift_card_valid_months: orElse(
    whole({ min: 1, max: GIFT_CARD_MONTHS_MAX }),
    DEFAULT_RULES.giftCardValidMonths,
  ),
  konbini_days: orElse(whole({ min: 0, max: KONBINI_DAYS_MAX }), DEFAULT_RULES.konbiniDays),
  pay_link_hours: orElse(whole({ min: 1, max: PAY_LINK_HOURS_MAX }), DEFAULT_RULES.payLinkHours),
  return_invoice_from: orElse(
    whole({ min: 0, max: RETURN_INVOICE_FROM_MAX }),
    Number(DEFAULT_RULES.returnInvoiceFrom),
  ),
  auto_renewal: orElse(renewal, DEFAULT_RULES.renewal),
  counter: orElse(counter, DEFAULT_RULES.counter),
  bills: orElse(bills, DEFAULT_RULES.bills),
  disputes: orElse(disputes, DEFAULT_RULES.disputes),
}

const rules = and(record(fields), (given): MoneyRules => {
  return {
    effectiveFrom: given.effective_from,
    taxRounding: given.tax_rounding,
    pointsAs: given.points_as,
    pointsPerHundredYen: given.points_per_hundred_yen,
    pointsValidDays: given.points_valid_days,
    giftCardValidMonths: given.gift_card_valid_months,
    konbiniDays: given.konbini_days,
    payLinkHours: given.pay_link_hours,
    returnInvoiceFrom: yen(given.return_invoice_from),
    renewal: given.auto_renewal,
    counter: given.counter,
    bills: given.bills,
    disputes: given.disputes,
  }
})

export function readMoneyRules(file: unknown): Read<readonly MoneyRules[]> {
  const list = unique(listOf(rules, { min: 1, max: MONEY_RULES_MAX }), (one) =>
    one.effectiveFrom.toString(),
  )
  return read(
    and(record({ kind: oneOf(['money-rules']), rules: list }), (given) => given.rules),
    file,
  )
}
