/**
 * A gift card's value entering and leaving the ledger. Cards that were sold stand apart from those
 * that were given (Payment Services Act counts the former alone). Spending and returning are
 * `app/orders/parts.ts`.
 */
import { present } from '../../domain/basics/assert.ts'
import type { OrderId, PostingSetId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { GiftCard } from '../../domain/gift-card/gift-card.ts'
import { clearingOf, postingSet, transfer, type PostingSet } from '../../domain/ledger/posting.ts'
import type { ProviderName } from '../../domain/payment/provider.ts'
import type { Ids } from '../ports.ts'
import type { Change } from '../door/state.ts'

interface Made {
  readonly ids: Ids
  readonly now: Instant
}

/** Who owes us the price: the partner or provider that took it, or a till in its own home. */
export function soldPosting(
  card: GiftCard,
  clearing: ProviderName,
  { ids, now }: Made,
): PostingSet {
  return postingSet({
    id: ids.next<PostingSetId>(),
    home: { kind: 'gift_card', id: card.id },
    order: null,
    cause: 'gift_card_activated',
    subject: card.id,
    at: now,
    postings: transfer(card.value, {
      debit: clearingOf(clearing),
      credit: 'gift_cards',
    }),
  })
}

/** A present costs us its value from the day on which it is given. */
export function givenPosting(
  card: GiftCard,
  order: OrderId | null,
  { ids, now }: Made,
): PostingSet {
  return postingSet({
    id: ids.next<PostingSetId>(),
    home: { kind: 'gift_card', id: card.id },
    order,
    cause: 'gift_card_activated',
    subject: card.id,
    at: now,
    postings: transfer(card.value, { debit: 'promotions', credit: 'gift_cards_free' }),
  })
}

/** A card may lapse again when something came back to it: the set is its own subject. */
export function lapsedPosting(card: GiftCard, lapsed: Yen, { ids, now }: Made): PostingSet {
  const id = ids.next<PostingSetId>()
  return postingSet({
    id,
    home: { kind: 'gift_card', id: card.id },
    order: null,
    cause: 'gift_card_lapsed',
    subject: id,
    at: now,
    postings:
      card.origin.kind === 'sold'
        ? transfer(lapsed, { debit: 'gift_cards', credit: 'gift_cards_lapsed' })
        : transfer(lapsed, { debit: 'gift_cards_free', credit: 'promotions' }),
  })
}

/** The card and how its code finds it. */
export function newCard(card: GiftCard, codeHash: string): readonly Change[] {
  const home = { kind: 'gift_card', id: card.id } as const
  return [
    { table: 'gift_cards', row: card },
    { table: 'finds', row: { kind: 'gift_card', value: codeHash, home, id: null } },
  ]
}

/** For the journal and for answers: when its time is over. */
export function endOf(card: GiftCard): Instant {
  return present(card.expiresAt, 'an active gift card has its end')
}
