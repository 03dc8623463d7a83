/**
 * What was asked for and its outcome: a renewal of one line by one offer version at the price that
 * was shown. The state says only what is true of the order; the money's states are the Payment's.
 */
import type {
  AccountId,
  AgreementId,
  ApiKeyId,
  LineId,
  OrderId,
  PackId,
  PaymentId,
  RefundId,
  ShopId,
} from '../basics/ids.ts'
import { yen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { Campaign } from '../catalogue/campaign.ts'
import type { MoneyRules } from '../catalogue/money-rules.ts'
import type { Channel, OfferRef } from '../catalogue/offer.ts'
import type { Progress } from '../fulfilment/progress.ts'
import { haveReturnsDue, pointsOf, type Part } from './parts.ts'

/**
 * awaiting_payment → delivered    paid, and the line could take it
 * awaiting_payment → fulfilling   paid; another carrier has until `deadline` to add the data
 * fulfilling → delivered          it has
 * fulfilling → refund_due         it has not, or will not: everything goes back
 * awaiting_payment → cancelled    by the buyer, or replaced by another order
 * awaiting_payment → expired      not paid by `payBy`
 * awaiting_payment → refund_due   paid, but the line could not take it
 * cancelled|expired → delivered   money still arrived, nothing replaced it, the line takes it
 * cancelled|expired → fulfilling  the same, of an offer that another carrier delivers
 * cancelled|expired → refund_due  money still arrived and must go back
 * delivered → refund_due          returned by the offer's rule or by staff: its packs are revoked
 * delivered → charged_back        the payer's bank took the money back for good
 * refund_due → refunded           everything that was owed has gone back
 */
export type OrderState =
  | { readonly kind: 'awaiting_payment' }
  | {
      readonly kind: 'fulfilling'
      readonly at: Instant
      /** Not there by then, the money goes back. */
      readonly deadline: Instant
      readonly progress: Progress
    }
  | { readonly kind: 'delivered'; readonly at: Instant; readonly pack: PackId }
  | { readonly kind: 'cancelled'; readonly at: Instant; readonly replacedBy: OrderId | null }
  | { readonly kind: 'expired'; readonly at: Instant }
  | { readonly kind: 'refund_due'; readonly at: Instant; readonly why: RefundWhy }
  | { readonly kind: 'refunded'; readonly at: Instant; readonly why: RefundWhy }
  | { readonly kind: 'charged_back'; readonly at: Instant }

/**
 * `not_supplied`: whoever was to add the data could not, or not in time. `supply_unknown`: nobody
 * could be brought to say whether they had. `contested`: the payer's bank took the money back
 * meanwhile. `too_late`: paid after the order was over and its
 * points or gift cards had gone back. */
export type RefundWhy =
  | 'line_ended'
  | 'too_many_packs'
  | 'replaced'
  | 'too_late'
  | 'not_supplied'
  | 'supply_unknown'
  | 'contested'
  | 'asked'
  | 'goodwill'

/** Why staff give money back that the offer's rule does not. */
export const REFUND_REASONS = [
  'no_service',
  'slow_service',
  'wrong_offer',
  'duplicate',
  'cannot_use',
  'courtesy',
  'other',
] as const
export type RefundReason = (typeof REFUND_REASONS)[number]
export const REFUND_NOTE_LENGTH_MAX = 200

/** Money given back for an order that was delivered. What the parts owe stands on the parts. */
export interface OrderRefund {
  readonly id: RefundId
  readonly at: Instant
  readonly why: 'asked' | 'goodwill'
  /** Of goodwill; null where nobody was asked for one. */
  readonly reason: RefundReason | null
  /** What staff said of another reason, sealed under the operator's key. */
  readonly note: string | null
  /** All that goes back, by whichever way. */
  readonly amount: Yen
  /** Of it, what goes back through the provider. */
  readonly fromProvider: Yen
  /** Of it, the share of gift cards whose time is over: paid out over a counter instead. */
  readonly asMoney: Yen
  /** Of it, what consumption tax is of. */
  readonly taxable: Yen
  readonly tax: Yen
  readonly pointsTakenBack: Yen
  /** Points earned with the order that were spent already; they lowered the amount. */
  readonly shortfall: Yen
  readonly revoked: boolean
}

/** Points the order earned its buyer; granted after delivery by a job, less what was taken back. */
export interface Earning {
  readonly account: AccountId
  readonly points: Yen
  readonly state: 'due' | 'granted'
}

/** Lets somebody else pay: one order, one amount, no word of who asked. */
export interface PayLink {
  readonly since: Instant
  readonly until: Instant
  readonly revokedAt: Instant | null
}

/** Eight digits that carry the order from one channel to another; found by their keyed hash. */
export interface ShortCode {
  readonly hash: string
  readonly until: Instant
}

/**
 * Who asked: a signed-in account, a recognised connection, whoever proved the line, a partner, or
 * whoever stood at a shop's counter.
 */
export type Buyer =
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'connection' }
  | { readonly kind: 'line_proof' }
  | { readonly kind: 'api_key'; readonly apiKey: ApiKeyId }
  | { readonly kind: 'counter'; readonly shop: ShopId | null }

export interface Order {
  readonly id: OrderId
  readonly line: LineId
  readonly offer: OfferRef
  /** What is to be paid, tax included: the offer's price less the discount. */
  readonly price: Yen
  readonly discount: Yen
  /** As it was when the order was placed. */
  readonly campaign: Pick<Campaign, 'id' | 'name' | 'benefit'> | null
  /** Whether points lower the taxable amount or are money, as it was then. */
  readonly pointsAs: MoneyRules['pointsAs']
  readonly taxRounding: MoneyRules['taxRounding']
  /** Taken from points and gift cards; the payment's amount is the rest. */
  readonly parts: readonly Part[]
  readonly refunds: readonly OrderRefund[]
  readonly earning: Earning | null
  readonly payLink: PayLink | null
  readonly shortCode: ShortCode | null
  /** The buyer's account keeps the means of payment for charges without them. */
  readonly keepMeans: boolean
  readonly taxPercent: number
  readonly channel: Channel
  readonly buyer: Buyer
  /** The owner's choice to run at once what would otherwise wait its turn. */
  readonly startNow: boolean
  /** Auto-renewal's place for the pack, whatever the offer says; null where the offer decides. */
  readonly after: 'coverage' | 'data' | null
  readonly placedAt: Instant
  /** Price and offer version are held until then. */
  readonly payBy: Instant
  /** The attempt that counts; earlier ones stay with the order. */
  readonly payment: PaymentId
  readonly agreement: AgreementId
  readonly state: OrderState
}

/** Whoever only proved the line or sits behind its connection can not be told apart: one buyer. */
export function sameBuyer(one: Buyer, other: Buyer): boolean {
  if (one.kind === 'account') return other.kind === 'account' && one.account === other.account
  if (one.kind === 'api_key') return other.kind === 'api_key' && one.apiKey === other.apiKey
  return one.kind === other.kind
}

/** Waiting for its money or for its data, or holding money that must go back. */
export function isOpen(order: Order): boolean {
  const { kind } = order.state
  if (kind === 'awaiting_payment' || kind === 'fulfilling') return true
  return kind === 'refund_due' || haveReturnsDue(order.parts)
}

/** What consumption tax is of: the price, less points where they count as a discount. */
export function taxableAmount(order: Order): Yen {
  return order.pointsAs === 'payment' ? order.price : yen(order.price - pointsOf(order.parts))
}

/** The account whose points, kept means and presents an order touches. */
export function accountOf(order: Order): AccountId | null {
  return order.buyer.kind === 'account' ? order.buyer.account : null
}
