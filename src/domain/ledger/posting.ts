/**
 * The double-entry book. A posting set belongs to one home and sums to zero; debit is positive,
 * credit negative. Corrections are new sets. Not the Journal (the door's record of commands).
 */
import { assert } from '../basics/assert.ts'
import type { LineId, OrderId, PostingSetId } from '../basics/ids.ts'
import { negate, sumYen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { ProviderName } from '../payment/provider.ts'

/**
 * provider_clearing:x   what provider x owes us
 * provider_fees:x       what provider x keeps
 * sales                 revenue without tax
 * consumption_tax       tax owed to the state
 * refunds_due           money we hold that must go back
 */
export type LedgerAccount =
  | `provider_clearing:${ProviderName}`
  | `provider_fees:${ProviderName}`
  | 'sales'
  | 'consumption_tax'
  | 'refunds_due'

export interface Posting {
  readonly account: LedgerAccount
  readonly amount: Yen
}

export interface PostingSet {
  readonly id: PostingSetId
  readonly line: LineId
  readonly order: OrderId
  readonly cause: 'sale' | 'fee' | 'receipt_to_return' | 'return'
  readonly at: Instant
  readonly postings: readonly Posting[]
}

/** The store checks the sum of so many lines, and no more. */
export const POSTINGS_MAX = 8

/** Refuses to exist unbalanced. Lines of zero yen are left out. */
export function postingSet(set: PostingSet): PostingSet {
  const postings = set.postings.filter((posting) => posting.amount !== 0n)
  assert(postings.length <= POSTINGS_MAX, 'a posting set has few lines')
  assert(sumYen(postings.map((posting) => posting.amount)) === 0n, 'a posting set sums to zero')
  return { ...set, postings }
}

export function salePostings(sold: {
  readonly provider: ProviderName
  readonly gross: Yen
  readonly tax: Yen
}): readonly Posting[] {
  const net = (sold.gross - sold.tax) as Yen
  return [
    { account: `provider_clearing:${sold.provider}`, amount: sold.gross },
    { account: 'sales', amount: negate(net) },
    { account: 'consumption_tax', amount: negate(sold.tax) },
  ]
}
