/**
 * What reconciliation, proofs and reports ask of the store, beside the door: the ledger in sums,
 * the provider's movements as they were read, and what was found. Nothing here is decided upon by
 * a command, and nothing here changes a row that a command owns.
 */
import type { Interval, Instant, JstDate } from '../../domain/basics/time.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { TrialLine } from '../../domain/ledger/trial-balance.ts'
import type { PaymentRef, ProviderMovement } from '../../domain/payment/movement.ts'
import type { ProviderName } from '../../domain/payment/provider.ts'
import type { BookDifference } from '../../domain/proof/difference.ts'
import type { PaymentBook } from '../../domain/reconciliation/comparing.ts'
import type { Reconciliation } from '../../domain/reconciliation/day.ts'
import type { PostMovement } from './post-movement.ts'

export interface Span extends Interval {
  readonly until: Instant
}

export interface Books {
  /** Debits and credits of sets posted before the instant; null: of all. */
  trialBalance(until: Instant | null): Promise<readonly TrialLine[]>
  /** Of one account over all homes, of sets posted before the instant. */
  balance(account: string, until: Instant): Promise<Yen>

  /** When the first payment through the provider was made; null where there is none. */
  firstPayment(provider: ProviderName): Promise<Instant | null>
  /** Remembers what the provider's book says; what is known already stays as it was read. */
  keepMovements(provider: ProviderName, movements: readonly ProviderMovement[]): Promise<void>
  /** Kept movements in `[from, until)`, oldest first. */
  movements(provider: ProviderName, span: Span): Promise<readonly ProviderMovement[]>
  /** Amounts less fees of everything kept before the instant. */
  provided(provider: ProviderName, until: Instant): Promise<Yen>
  /** Payments that our own book moved in the span: succeeded, returned, disputed. */
  paymentsMoved(provider: ProviderName, span: Span): Promise<readonly PaymentRef[]>
  /** Both stories of each payment; unknown ones are absent. At most `BOOKS_A_READ_MAX`. */
  paymentBooks(refs: readonly PaymentRef[]): Promise<readonly PaymentBook[]>
  /** Which of the movements were posted by themselves, by id. */
  posted(movements: readonly PostMovement[]): Promise<ReadonlySet<string>>

  /** Of days from `from` on, oldest first. */
  reconciliations(provider: ProviderName, from: JstDate): Promise<readonly Reconciliation[]>
  reconciliation(provider: ProviderName, day: JstDate): Promise<Reconciliation | null>
  keepReconciliation(reconciliation: Reconciliation): Promise<void>
}

export const BOOKS_A_READ_MAX = 200

/** A page of homes, each proved from one snapshot. */
export interface ProvedPage {
  readonly homes: number
  /** The last home of the page; null when there was none. */
  readonly last: string | null
  readonly differences: readonly BookDifference[]
}

export interface ProofRound {
  readonly startedAt: Instant
  readonly endedAt: Instant | null
  /** The last home that was proved. */
  readonly after: string | null
  readonly homes: number
  readonly differences: number
}

export interface Proofs {
  /** The homes after the given one, in the order of their ids. */
  proveHomes(after: string | null, limit: number): Promise<ProvedPage>
  /** What concerns the book as a whole; `now` tells what is too fresh to have been counted. */
  proveWhole(now: Instant): Promise<readonly BookDifference[]>
  /** Of the homes in `(after, last]`: what is found opens, what is found no more is resolved. */
  keepDifferences(
    found: readonly BookDifference[],
    given: { readonly after: string | null; readonly last: string; readonly now: Instant },
  ): Promise<void>
  /** The same for the book as a whole. */
  keepWholeDifferences(found: readonly BookDifference[], now: Instant): Promise<void>
  /** Those not resolved, oldest first. */
  openDifferences(limit: number): Promise<readonly FoundDifference[]>
  countOpen(): Promise<number>
  round(): Promise<ProofRound | null>
  keepRound(round: ProofRound): Promise<void>
}

export interface FoundDifference extends BookDifference {
  readonly foundAt: Instant
}
