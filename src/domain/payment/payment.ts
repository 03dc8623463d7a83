/**
 * One attempt to move money from outside for one order, with the provider's states in our words.
 * Another way to pay, or another try, is another payment of the same order. Unknown is not failed:
 * while a payment is undecided nothing is charged again. Not a Posting (the book).
 */
import type {
  LineId,
  OrderId,
  PaymentId,
  RefundId,
  ShopId,
  StaffId,
  TillId,
} from '../basics/ids.ts'
import { NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type {
  FailureReason,
  KeptMeans,
  PaymentMethod,
  ProviderDispute,
  ProviderName,
  ProviderReference,
  ShownMeans,
  Voucher,
} from './provider.ts'

/**
 * created   → open        the provider made a checkout
 * created   → failed      the checkout could not be made, or the order ended first
 * open      → undecided   the payer did their part; the bank, or our capture, is deciding
 * open      → succeeded   money taken
 * open      → failed      expired, cancelled, refused for good
 * undecided → succeeded | failed
 * failed    → succeeded   money that still arrives is never ignored
 */
export type PaymentState =
  | { readonly kind: 'created' }
  | {
      readonly kind: 'open'
      readonly lastFailure: FailureReason | null
      /** A konbini number that waits to be paid. */
      readonly voucher: Voucher | null
    }
  | { readonly kind: 'undecided' }
  | {
      readonly kind: 'succeeded'
      readonly at: Instant
      readonly claimedAt: Instant
      readonly charge: ProviderReference
    }
  | { readonly kind: 'failed'; readonly reason: FailureReason | 'expired' | 'cancelled' }

export interface Refund {
  readonly id: RefundId
  readonly amount: Yen
  readonly askedAt: Instant
  readonly state: 'due' | 'undecided' | 'succeeded' | 'failed'
  /** The provider waits for the payer's bank account and has asked them for it. */
  readonly askPayer: boolean
}

export interface TakenAtTill {
  readonly till: TillId
  readonly shop: ShopId
  readonly staff: StaffId
}

export interface Payment {
  readonly id: PaymentId
  readonly line: LineId
  readonly order: OrderId
  readonly provider: ProviderName
  readonly method: PaymentMethod
  readonly amount: Yen
  readonly reference: ProviderReference | null
  readonly checkoutUrl: string | null
  readonly means: ShownMeans | null
  /** Charged without the payer: what is charged. */
  readonly charges: KeptMeans | null
  /** Paid by somebody else through a pay-link: their means are not the owner's to see. */
  readonly byLink: boolean
  /** Where and by whom it was taken at a counter. */
  readonly taken: TakenAtTill | null
  readonly state: PaymentState
  readonly refunds: readonly Refund[]
  readonly disputes: readonly ProviderDispute[]
  readonly createdAt: Instant
  readonly stateSince: Instant
}

export function isUndecided({ state }: Payment): boolean {
  return state.kind === 'created' || state.kind === 'open' || state.kind === 'undecided'
}

/** Money that must go back and has not, as far as the provider said. */
export function refundsDue(payment: Payment): readonly Refund[] {
  return payment.refunds.filter((refund) => refund.state !== 'succeeded')
}

/** Of what was taken, what is neither returned nor promised back. */
export function stillTaken(payment: Payment): Yen {
  if (payment.state.kind !== 'succeeded') return NO_YEN
  return yen(payment.amount - sumYen(payment.refunds.map((refund) => refund.amount)))
}
