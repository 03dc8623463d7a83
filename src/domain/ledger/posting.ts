/**
 * The double-entry book. A posting set belongs to one home and sums to zero; debit is positive,
 * credit negative. Value that crosses homes goes through `between_homes`, so each home's part
 * balances by itself. Corrections are new sets. Not the Journal (the door's record of commands).
 */
import { assert } from '../basics/assert.ts'
import type {
  AccountId,
  BookId,
  GiftCardId,
  LineId,
  OrderId,
  PostingSetId,
  TillId,
} from '../basics/ids.ts'
import { negate, sumYen, yen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { ProviderName } from '../payment/provider.ts'

/**
 * provider_clearing:x   what provider x owes us
 * provider_fees:x       what provider x keeps
 * disputed:x            what provider x withholds while a bank decides
 * bank                  paid out by providers
 * sales                 revenue without tax
 * consumption_tax       tax owed to the state
 * refunds_due           money we hold that must go back through a provider
 * held_for_orders       points and gift cards taken for an order and not yet turned into a sale
 * advances              money taken for what another carrier has yet to deliver
 * gift_cards            what cards that were sold can still buy
 * gift_cards_free       what cards that were given can still buy
 * gift_cards_lapsed     what sold cards held when their time was over
 * points                what points can still buy
 * promotions            what presents cost us
 * cash                  in the drawer of a till
 * terminal              what the acquirer of a shop's card terminal owes us
 * safe                  cash of a shop that is in no drawer
 * expenses              spent out of a drawer
 * cash_differences      what a count found missing, less what it found too much
 * between_homes         on its way from one home to another; the whole book sums to zero here too
 */
export type LedgerAccount =
  | `provider_clearing:${ProviderName}`
  | `provider_fees:${ProviderName}`
  | `disputed:${ProviderName}`
  | 'bank'
  | 'sales'
  | 'consumption_tax'
  | 'refunds_due'
  | 'held_for_orders'
  | 'advances'
  | 'gift_cards'
  | 'gift_cards_free'
  | 'gift_cards_lapsed'
  | 'points'
  | 'promotions'
  | 'cash'
  | 'terminal'
  | 'safe'
  | 'expenses'
  | 'cash_differences'
  | 'between_homes'

export interface Posting {
  readonly account: LedgerAccount
  readonly amount: Yen
}

/** Whose part of the book it is. */
export type LedgerHome =
  | { readonly kind: 'line'; readonly id: LineId }
  | { readonly kind: 'account'; readonly id: AccountId }
  | { readonly kind: 'gift_card'; readonly id: GiftCardId }
  | { readonly kind: 'book'; readonly id: BookId }
  | { readonly kind: 'till'; readonly id: TillId }

export type PostingCause =
  | 'sale'
  | 'fee'
  | 'receipt_to_return'
  | 'advance'
  | 'advance_to_return'
  | 'return'
  | 'refund'
  | 'parts_taken'
  | 'part_returned'
  | 'dispute_opened'
  | 'dispute_won'
  | 'dispute_lost'
  | 'gift_card_activated'
  | 'gift_card_spent'
  | 'gift_card_returned'
  | 'gift_card_lapsed'
  | 'points_granted'
  | 'points_spent'
  | 'points_returned'
  | 'points_lapsed'
  | 'points_taken_back'
  | 'payout'
  | 'float'
  | 'till_received'
  | 'till_paid'
  | 'cash_moved'
  | 'cash_counted'

export interface PostingSet {
  readonly id: PostingSetId
  readonly home: LedgerHome
  readonly order: OrderId | null
  readonly cause: PostingCause
  /** What is posted once for this cause: an order, a refund, a dispute; or the set itself. */
  readonly subject: string
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

/** From one ledger account to another: what is credited and what is debited. */
export function transfer(
  amount: Yen,
  { credit, debit }: { readonly credit: LedgerAccount; readonly debit: LedgerAccount },
): readonly Posting[] {
  return [
    { account: debit, amount },
    { account: credit, amount: negate(amount) },
  ]
}

/** Where money from outside comes from; a till is a home of its own. */
export function clearingOf(provider: ProviderName): LedgerAccount {
  return provider === 'till' ? 'between_homes' : `provider_clearing:${provider}`
}

export interface Sale {
  /** Where the money comes from: what the provider owes us, or what was taken in advance. */
  readonly from: LedgerAccount
  /** Through the provider. */
  readonly paid: Yen
  /** From points and gift cards, held until now. */
  readonly held: Yen
  /** Of the held, points that count as a discount. */
  readonly discounted: Yen
  readonly tax: Yen
}

/** Points as a discount undo what giving them cost; everything else is revenue and its tax. */
export function salePostings(sale: Sale): readonly Posting[] {
  const net = yen(sale.paid + sale.held - sale.discounted - sale.tax)
  return [
    { account: sale.from, amount: sale.paid },
    { account: 'held_for_orders', amount: sale.held },
    { account: 'promotions', amount: negate(sale.discounted) },
    { account: 'sales', amount: negate(net) },
    { account: 'consumption_tax', amount: negate(sale.tax) },
  ]
}
