/** What gift cards and accounts hold, against the postings of their homes. Pure. */
import { NO_YEN, negate, sumYen, type Yen } from '../basics/money.ts'
import type { AccountId } from '../basics/ids.ts'
import type { GiftCard } from '../gift-card/gift-card.ts'
import type { PointsLot } from '../points/lots.ts'
import { differs, type BookDifference } from './difference.ts'

/** Balances of the home by account, debit positive. */
export type Balances = ReadonlyMap<string, Yen>

/** A card on paper is in no book yet; one of the two accounts is never its own. */
export function proveGiftCard(card: GiftCard, balances: Balances): readonly BookDifference[] {
  const isSold = card.origin.kind === 'sold'
  const [own, other] = isSold
    ? ['gift_cards', 'gift_cards_free']
    : ['gift_cards_free', 'gift_cards']
  const worth = card.activatedAt === null ? NO_YEN : card.left
  return differs(
    { home: { kind: 'gift_card', id: card.id }, subject: card.id },
    {
      left: [worth, negate(balances.get(own) ?? NO_YEN)],
      [other]: [NO_YEN, negate(balances.get(other) ?? NO_YEN)],
    },
  )
}

export function provePoints(
  account: AccountId,
  lots: readonly PointsLot[],
  balances: Balances,
): readonly BookDifference[] {
  const left = sumYen(lots.map((lot) => lot.left))
  return differs(
    { home: { kind: 'account', id: account }, subject: account },
    { points_left: [left, negate(balances.get('points') ?? NO_YEN)] },
  )
}
