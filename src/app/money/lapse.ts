/** The end of what was not used in time: gift cards and points, out of the books. */
import type { AccountId, GiftCardId, PostingSetId } from '../../domain/basics/ids.ts'
import { NO_YEN, type Yen } from '../../domain/basics/money.ts'
import { lapseCard } from '../../domain/gift-card/issuing.ts'
import { postingSet, transfer } from '../../domain/ledger/posting.ts'
import { lapse } from '../../domain/points/lots.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_ACCOUNT, type Change } from '../door/state.ts'
import { lapsedPosting } from './gift-card-book.ts'

export interface Lapsed {
  readonly lapsed: Yen
}

/** Idempotent: an emptied card has nothing that could lapse. */
export const lapseGiftCard: Command<{ readonly card: GiftCardId }, Lapsed, never> = {
  name: 'lapse_gift_card',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ card }) => [{ kind: 'gift_card', id: card }],
  fingerprint: ({ card }) => card,
  decide({ states, now, ids }, { card: id }) {
    const card = states.giftCards.get(id)
    const over = card === undefined ? null : lapseCard(card, now)
    if (over === null) return decided({ lapsed: NO_YEN })
    return decided(
      { lapsed: over.lapsed },
      {
        changes: [
          { table: 'gift_cards', row: over.card },
          { table: 'postings', row: lapsedPosting(over.card, over.lapsed, { ids, now }) },
        ],
        events: [{ name: 'gift_card_lapsed', facts: { card: id, yen: over.lapsed } }],
      },
    )
  },
}

/** Idempotent in the same way. All lots of the account that are over go together. */
export const lapsePoints: Command<{ readonly account: AccountId }, Lapsed, never> = {
  name: 'lapse_points',
  keyPlace: 'outcomes',
  reads: ['points'],
  homes: ({ account }) => [{ kind: 'account', id: account }],
  fingerprint: ({ account }) => account,
  decide({ states, now, ids }, { account }) {
    const over = lapse((states.accounts.get(account) ?? NO_ACCOUNT).lots, now)
    const { lapsed } = over
    if (lapsed === 0n) return decided({ lapsed })
    const id = ids.next<PostingSetId>()
    const set = postingSet({
      id,
      home: { kind: 'account', id: account },
      order: null,
      cause: 'points_lapsed',
      subject: id,
      at: now,
      postings: transfer(lapsed, { debit: 'points', credit: 'promotions' }),
    })
    return decided(
      { lapsed },
      {
        changes: [
          ...over.lots.map((row): Change => ({ table: 'points_lots', row })),
          { table: 'postings', row: set },
        ],
        events: [{ name: 'points_lapsed', facts: { points: lapsed } }],
      },
    )
  },
}
