/**
 * Points and gift cards on their way into an order and back out of it, as changes of their homes
 * and of the order's. Both ways the value goes through `between_homes`.
 */
import type { GiftCard } from '../../domain/gift-card/gift-card.ts'
import type { PostingSetId } from '../../domain/basics/ids.ts'
import { sumYen, type Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import {
  postingSet,
  transfer,
  type LedgerAccount,
  type LedgerHome,
  type PostingCause,
  type PostingSet,
} from '../../domain/ledger/posting.ts'
import type { Order } from '../../domain/order/order.ts'
import { sumParts, type Part } from '../../domain/order/parts.ts'
import type { PointsLot } from '../../domain/points/lots.ts'
import type { Ids } from '../ports.ts'
import type { Change, Home } from '../door/state.ts'

export function homeOfPart(part: Part): Home & LedgerHome {
  return part.kind === 'points'
    ? { kind: 'account', id: part.account }
    : { kind: 'gift_card', id: part.card }
}

/** What a part is worth in the book while it is in its own home. */
function ownAccount(part: Part): LedgerAccount {
  if (part.kind === 'points') return 'points'
  return part.origin === 'sold' ? 'gift_cards' : 'gift_cards_free'
}

/** The changes of taking: of lots, cards and the book of every home that is touched. */
export function partsTaken(
  order: Order,
  after: { readonly lots: readonly PointsLot[]; readonly giftCards: readonly GiftCard[] },
  { ids, now }: { readonly ids: Ids; readonly now: Instant },
): readonly Change[] {
  if (order.parts.length === 0) return []
  const made = { order, ids, now }
  const sets = order.parts.map((part) =>
    posted(made, homeOfPart(part), part.kind === 'points' ? 'points_spent' : 'gift_card_spent', {
      subject: order.id,
      amount: part.amount,
      debit: ownAccount(part),
      credit: 'between_homes',
    }),
  )
  const own = posted(made, { kind: 'line', id: order.line }, 'parts_taken', {
    subject: order.id,
    amount: sumParts(order.parts),
    debit: 'between_homes',
    credit: 'held_for_orders',
  })
  return [
    ...after.lots.map((row): Change => ({ table: 'points_lots', row })),
    ...after.giftCards.map((row): Change => ({ table: 'gift_cards', row })),
    ...[...sets, own].map((row): Change => ({ table: 'postings', row })),
  ]
}

/** The book's part of giving `amounts` back, one for each part that gets something. */
export function partsReturned(
  order: Order,
  returned: readonly { readonly part: Part; readonly amount: Yen }[],
  { ids, now }: { readonly ids: Ids; readonly now: Instant },
): readonly Change[] {
  const made = { order, ids, now }
  const sets = returned.map(({ part, amount }) => {
    const cause = part.kind === 'points' ? 'points_returned' : 'gift_card_returned'
    const how = { amount, debit: 'between_homes', credit: ownAccount(part) } as const
    return posted(made, homeOfPart(part), cause, { subject: null, ...how })
  })
  const own = posted(made, { kind: 'line', id: order.line }, 'part_returned', {
    subject: null,
    amount: sumYen(returned.map(({ amount }) => amount)),
    debit: 'held_for_orders',
    credit: 'between_homes',
  })
  return [...sets, own].map((row): Change => ({ table: 'postings', row }))
}

function posted(
  { order, ids, now }: { readonly order: Order; readonly ids: Ids; readonly now: Instant },
  home: LedgerHome,
  cause: PostingCause,
  how: {
    /** Null: the set may be made again; it is its own subject. */
    readonly subject: string | null
    readonly amount: Yen
    readonly debit: LedgerAccount
    readonly credit: LedgerAccount
  },
): PostingSet {
  const id = ids.next<PostingSetId>()
  return postingSet({
    id,
    home,
    order: order.id,
    cause,
    subject: how.subject ?? id,
    at: now,
    postings: transfer(how.amount, { debit: how.debit, credit: how.credit }),
  })
}
