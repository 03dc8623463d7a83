/** Gift cards in the world: sold and given, some for so short a time that they end while in use. */
import { decided, type Command } from '../src/app/door/command.ts'
import { SYSTEM } from '../src/app/origin.ts'
import type { GiftCardId, PostingSetId } from '../src/domain/basics/ids.ts'
import { yen } from '../src/domain/basics/money.ts'
import { plusHours } from '../src/domain/basics/time.ts'
import type { GiftCard } from '../src/domain/gift-card/gift-card.ts'
import { postingSet, transfer } from '../src/domain/ledger/posting.ts'
import { expect } from './outside.ts'
import { askDoor } from './people.ts'
import { insist, type World } from './world.ts'

const VALUE_MAX = 2_500
/** Many end within the hours that an order may wait for its money. */
const HOURS = [1, 2, 30, 200, 2_000] as const

interface NewCard {
  readonly card: GiftCardId
  readonly postings: PostingSetId
  readonly value: bigint
  readonly hours: number
  readonly kind: 'sold' | 'given'
}

/** An active card, as if it had been issued and sold or given long before. */
const putCard: Command<NewCard, null, never> = {
  name: 'put_card',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ card }) => [{ kind: 'gift_card', id: card }],
  fingerprint: ({ card }) => card,
  decide({ states, now }, { card: id, postings: set, value, hours, kind }) {
    if (states.giftCards.has(id)) return decided(null)
    const amount = yen(value)
    const sold = kind === 'sold'
    const row: GiftCard = {
      id,
      origin: sold ? { kind: 'sold' } : { kind: 'given', campaign: null, order: null },
      value: amount,
      left: amount,
      hint: '7K2Q',
      batch: 'sim',
      issuedAt: now,
      activatedAt: now,
      expiresAt: plusHours(now, hours),
      freeze: null,
      lapsedAt: null,
    }
    const accounts = sold
      ? ({ debit: 'bank', credit: 'gift_cards' } as const)
      : ({ debit: 'promotions', credit: 'gift_cards_free' } as const)
    const posted = postingSet({
      id: set,
      home: { kind: 'gift_card', id },
      order: null,
      cause: 'gift_card_activated',
      subject: id,
      at: now,
      postings: transfer(amount, accounts),
    })
    return decided(null, {
      changes: [
        { table: 'gift_cards', row },
        { table: 'postings', row: posted },
      ],
    })
  },
}

export async function getCard(world: World): Promise<void> {
  const { chance, ids } = world
  const input: NewCard = {
    card: ids.next(),
    postings: ids.next(),
    value: BigInt(chance.between(1, VALUE_MAX)),
    hours: chance.pick(HOURS),
    kind: chance.happens(0.7) ? 'sold' : 'given',
  }
  const put = await insist(world, (process) => askDoor(process, putCard, input, SYSTEM))
  if (put === null) return
  expect(put.ok, 'a card is put into the world', put)
  world.giftCards.push(input.card)
}
