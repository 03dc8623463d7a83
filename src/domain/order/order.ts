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
} from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { Channel, OfferRef } from '../catalogue/offer.ts'

/**
 * awaiting_payment → delivered    the payment succeeded and the line could take it
 * awaiting_payment → cancelled    by the buyer, or replaced by another order
 * awaiting_payment → expired      not paid by `payBy`
 * awaiting_payment → refund_due   paid, but the line could not take it
 * cancelled|expired → delivered   money still arrived, nothing replaced the order, the line takes
 * it
 * cancelled|expired → refund_due  money still arrived and must go back
 * refund_due → refunded           the provider confirmed
 */
export type OrderState =
  | { readonly kind: 'awaiting_payment' }
  | { readonly kind: 'delivered'; readonly at: Instant; readonly pack: PackId }
  | { readonly kind: 'cancelled'; readonly at: Instant; readonly replacedBy: OrderId | null }
  | { readonly kind: 'expired'; readonly at: Instant }
  | { readonly kind: 'refund_due'; readonly at: Instant; readonly why: RefundWhy }
  | { readonly kind: 'refunded'; readonly at: Instant; readonly why: RefundWhy }

export type RefundWhy = 'line_ended' | 'too_many_packs' | 'replaced'

/**
 * Who asked: a signed-in account, a recognised connection, whoever proved the line, or a partner.
 */
export type Buyer =
  | { readonly kind: 'account'; readonly account: AccountId }
  | { readonly kind: 'connection' }
  | { readonly kind: 'line_proof' }
  | { readonly kind: 'api_key'; readonly apiKey: ApiKeyId }

export interface Order {
  readonly id: OrderId
  readonly line: LineId
  readonly offer: OfferRef
  readonly price: Yen
  readonly taxPercent: number
  readonly channel: Channel
  readonly buyer: Buyer
  /** The owner's choice to run at once what would otherwise wait its turn. */
  readonly startNow: boolean
  readonly placedAt: Instant
  /** Price and offer version are held until then. */
  readonly payBy: Instant
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

/** Waiting for its money, or holding money that must go back. */
export function isOpen(order: Order): boolean {
  return order.state.kind === 'awaiting_payment' || order.state.kind === 'refund_due'
}
