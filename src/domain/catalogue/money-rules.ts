/**
 * What law and the operator's choice say about money, dated: a decision reads the rules in force at
 * its instant, so a change of law is a new entry and never a change of code. Not prices (an Offer
 * has those) and not campaigns.
 */
import type { Yen } from '../basics/money.ts'
import { yen } from '../basics/money.ts'
import { fromMicros, isBefore, type Instant } from '../basics/time.ts'
import type { TaxRounding } from '../bill/tax.ts'
import { DEFAULT_DISPUTE_RULES, type DisputeRules } from '../dispute/rules.ts'
import { DEFAULT_BILL_RULES, type BillRules } from '../bill/rules.ts'
import { DEFAULT_COUNTER_RULES, type CounterRules } from '../staff/counter-rules.ts'
import { DEFAULT_RENEWAL_RULES, type RenewalRules } from '../renewal/rules.ts'

export interface MoneyRules {
  readonly effectiveFrom: Instant
  /** Once per rate per document. */
  readonly taxRounding: TaxRounding
  /** `discount`: points lower the taxable amount. `payment`: they are money of another kind. */
  readonly pointsAs: 'discount' | 'payment'
  /** Points for each hundred yen paid with money; one point is one yen. */
  readonly pointsPerHundredYen: number
  readonly pointsValidDays: number
  /** Payment Services Act: a card that is usable for at most six months needs no deposit. */
  readonly giftCardValidMonths: number
  /** How many JST days after the day of the order a konbini number can be paid. */
  readonly konbiniDays: number
  /** How long a pay-link for somebody else holds its order. */
  readonly payLinkHours: number
  /** A refund from this amount on is documented by a qualified return invoice. */
  readonly returnInvoiceFrom: Yen
  readonly renewal: RenewalRules
  readonly counter: CounterRules
  readonly bills: BillRules
  readonly disputes: DisputeRules
}

/** No longer may a gift card be valid without a deposit (Payment Services Act art. 4). */
export const GIFT_CARD_MONTHS_MAX = 6

/** The rules where the operator has said nothing. */
export const DEFAULT_RULES: MoneyRules = {
  effectiveFrom: fromMicros(0n),
  taxRounding: 'down',
  pointsAs: 'payment',
  pointsPerHundredYen: 1,
  pointsValidDays: 365,
  giftCardValidMonths: GIFT_CARD_MONTHS_MAX,
  konbiniDays: 3,
  payLinkHours: 24,
  returnInvoiceFrom: yen(10_000),
  renewal: DEFAULT_RENEWAL_RULES,
  counter: DEFAULT_COUNTER_RULES,
  bills: DEFAULT_BILL_RULES,
  disputes: DEFAULT_DISPUTE_RULES,
}

/** The latest rules that are in force at the instant. */
export function rulesAt(rules: readonly MoneyRules[], at: Instant): MoneyRules {
  let best = DEFAULT_RULES
  for (const one of rules) {
    const inForce = !isBefore(at, one.effectiveFrom)
    if (inForce && !isBefore(one.effectiveFrom, best.effectiveFrom)) best = one
  }
  return best
}
