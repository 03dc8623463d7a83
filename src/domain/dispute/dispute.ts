/**
 * A contested order, or contested usage: who contests it, until when it is answered, who looks
 * after it, what is known about it, and how it ended. Its money moves by refunds and points, never
 * by itself. Not a bank's dispute of a charge, which the payment keeps; not a Case.
 */
import type {
  AccountId,
  AnomalyId,
  DisputeId,
  LineId,
  OrderId,
  PersonId,
  RefundId,
  StaffId,
} from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import type { Instant, JstDate } from '../basics/time.ts'
import type { Channel } from '../catalogue/offer.ts'

export type DisputeSubject =
  | { readonly kind: 'order'; readonly order: OrderId }
  /** What the network reported of one day. */
  | { readonly kind: 'usage'; readonly day: JstDate }

/**
 * explained  nothing moves: it was right, and the words say why
 * refunded   money goes back the way it came
 * adjusted   points are given for it
 */
export type DisputeOutcome =
  | { readonly kind: 'explained' }
  | {
      readonly kind: 'refunded'
      readonly order: OrderId
      readonly refund: RefundId
      readonly amount: Yen
    }
  | { readonly kind: 'adjusted'; readonly points: Yen }

/**
 * open → decided    by staff, with an outcome
 * open → withdrawn  by whoever raised it
 */
export type DisputeState =
  | { readonly kind: 'open' }
  | {
      readonly kind: 'decided'
      readonly at: Instant
      readonly by: StaffId
      readonly outcome: DisputeOutcome
      /** What staff say about it to the customer. */
      readonly words: SealedWords | null
    }
  | { readonly kind: 'withdrawn'; readonly at: Instant }

/** What happened to it, each once; all but `withdrawn` is told to whoever raised it. */
export interface DisputeStep {
  readonly at: Instant
  readonly kind: ToldStep | 'withdrawn'
  readonly by: StaffId | null
}

export type ToldStep = 'raised' | 'taken' | 'overdue' | 'decided'

/** Under that person's own key; under the operator's, where nobody is known. */
export interface SealedWords {
  readonly person: PersonId | null
  readonly sealed: string
}

/** A fact gathered when it was raised; where to read it again, and no personal text. */
export interface Evidence {
  readonly kind: 'order' | 'payment' | 'agreement' | 'sign_in' | 'journal' | 'usage' | 'anomaly'
  /** The id of what it is about; null where the kind says enough. */
  readonly id: string | null
  readonly at: Instant
  readonly facts: Readonly<Record<string, string | number | bigint | boolean | null>>
}

export interface Dispute {
  readonly id: DisputeId
  readonly line: LineId
  /** Whose it is; null: raised at a counter for a line that nobody holds. */
  readonly account: AccountId | null
  readonly about: DisputeSubject
  readonly anomaly: AnomalyId | null
  readonly raised: { readonly channel: Channel; readonly staff: StaffId | null }
  readonly raisedAt: Instant
  /** The customer's own. */
  readonly words: SealedWords | null
  /** It is answered by then. */
  readonly dueAt: Instant
  /** Who looks after it; null: nobody yet. */
  readonly owner: StaffId | null
  readonly evidence: readonly Evidence[]
  readonly steps: readonly DisputeStep[]
  readonly state: DisputeState
}
