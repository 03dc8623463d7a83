/**
 * Gift cards as products: issued, activated when they are sold, frozen and freed. One command, one
 * card, which is its own home. Paying with them is `app/orders`; presents of a campaign are
 * `give-gift-card.ts`.
 */
import { assert } from '../../domain/basics/assert.ts'
import type { GiftCardId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { accept, type Result } from '../../domain/basics/result.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { GiftCard, GiftCardFreeze } from '../../domain/gift-card/gift-card.ts'
import {
  activateCard,
  freezeCard,
  issueCard,
  unfreezeCard,
  type GiftCardRefusal,
} from '../../domain/gift-card/issuing.ts'
import type { ProviderName } from '../../domain/payment/provider.ts'
import {
  decided,
  refused,
  type Command,
  type DecideContext,
  type Decision,
  type JournalEvent,
} from '../door/command.ts'
import type { Change } from '../door/state.ts'
import { endOf, givenPosting, newCard, soldPosting } from './gift-card-book.ts'
import type { MintedCode } from './gift-codes.ts'

export interface IssueGiftCard {
  readonly card: GiftCardId
  /** Sold cards are paper until they are activated; given ones are good at once. */
  readonly origin: 'sold' | 'given'
  readonly value: Yen
  readonly batch: string
  readonly code: MintedCode
}

export interface IssuedGiftCard {
  readonly card: GiftCardId
  /** Of the first attempt under this key, so that asking again tells the same code. */
  readonly sealedCode: string
  /** Null until it is activated. */
  readonly expiresAt: Instant | null
}

/**
 * Idempotent by the card's own id: made of the same code it is the same card. An id that follows
 * from an attempt's key outlives the memory of the key.
 */
export const issueGiftCard: Command<
  IssueGiftCard,
  IssuedGiftCard,
  { readonly code: 'key_reused' }
> = {
  name: 'issue_gift_card',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ card }) => [{ kind: 'gift_card', id: card }],
  fingerprint: ({ origin, value, batch }) => `${origin}|${value}|${batch}`,
  decide(context, { card: id, origin, value, batch, code }) {
    const { states, now, ids } = context
    const known = states.giftCards.get(id)
    if (known !== undefined) {
      const isSame = known.hint === code.hint && known.value === value
      if (!isSame) return refused({ code: 'key_reused' })
      return decided({ card: id, sealedCode: code.sealed, expiresAt: known.expiresAt })
    }
    const whence =
      origin === 'sold' ? { kind: origin } : { kind: origin, campaign: null, order: null }
    const paper = issueCard({ id, origin: whence, value, batch, hint: code.hint, now })
    const card = origin === 'sold' ? paper : active(paper, context)
    const postings = origin === 'sold' ? [] : [givenPosting(card, null, { ids, now })]
    return decided(
      { card: id, sealedCode: code.sealed, expiresAt: card.expiresAt },
      {
        changes: [
          ...newCard(card, code.hash),
          ...postings.map((row) => ({ table: 'postings', row }) as const),
        ],
        events: [{ name: 'gift_card_issued', facts: { card: id, origin, yen: value } }],
      },
    )
  },
}

function active(card: GiftCard, { now, catalogue }: DecideContext): GiftCard {
  const months = rulesAt(catalogue.rules, now).giftCardValidMonths
  const made = activateCard(card, { now, months })
  assert(made.ok, 'a fresh card can be activated')
  return made.value
}

export interface ActivateGiftCard {
  readonly card: GiftCardId
  /** Who took the price. */
  readonly clearing: ProviderName
}

export interface GiftCardTold {
  readonly card: GiftCardId
  readonly value: Yen
  readonly left: Yen
  readonly expiresAt: Instant | null
}

/** The sale: from now on it can be spent, and its time runs. */
export const activateGiftCard: Command<ActivateGiftCard, GiftCardTold, GiftCardRefusal> = {
  name: 'activate_gift_card',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ card }) => [{ kind: 'gift_card', id: card }],
  fingerprint: ({ clearing }) => clearing,
  decide(context, input) {
    const sold = activation(context, input)
    if (!sold.ok) return refused(sold.refusal)
    const { card, ...made } = sold.value
    return decided(toldOf(card), made)
  },
}

/** Of a card that is sold: what changes, whoever takes its price. */
export function activation(
  { states, now, catalogue, ids }: DecideContext,
  { card: id, clearing }: ActivateGiftCard,
): Result<
  {
    readonly card: GiftCard
    readonly changes: readonly Change[]
    readonly events: readonly JournalEvent[]
  },
  GiftCardRefusal
> {
  const months = rulesAt(catalogue.rules, now).giftCardValidMonths
  const made = activateCard(states.giftCards.get(id), { now, months })
  if (!made.ok) return made
  const card = made.value
  const facts = { card: id, yen: card.value, until: endOf(card).toString() }
  return accept({
    card,
    changes: [
      { table: 'gift_cards', row: card },
      { table: 'postings', row: soldPosting(card, clearing, { ids, now }) },
    ],
    events: [{ name: 'gift_card_activated', facts }],
  })
}

export interface FreezeGiftCard {
  readonly card: GiftCardId
  readonly why: GiftCardFreeze['why']
}

export const freezeGiftCard: Command<FreezeGiftCard, GiftCardTold, GiftCardRefusal> = {
  name: 'freeze_gift_card',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ card }) => [{ kind: 'gift_card', id: card }],
  fingerprint: ({ why }) => why,
  decide({ states, now }, { card, why }) {
    const frozen = freezeCard(states.giftCards.get(card), { since: now, why })
    return changed('gift_card_frozen', frozen)
  },
}

export const unfreezeGiftCard: Command<
  { readonly card: GiftCardId },
  GiftCardTold,
  GiftCardRefusal
> = {
  name: 'unfreeze_gift_card',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ card }) => [{ kind: 'gift_card', id: card }],
  fingerprint: ({ card }) => card,
  decide: ({ states }, { card }) =>
    changed('gift_card_unfrozen', unfreezeCard(states.giftCards.get(card))),
}

function changed(
  name: string,
  made: Result<GiftCard, GiftCardRefusal>,
): Decision<GiftCardTold, GiftCardRefusal> {
  if (!made.ok) return refused(made.refusal)
  const card = made.value
  const why = card.freeze?.why ?? null
  return decided(toldOf(card), {
    changes: [{ table: 'gift_cards', row: card }],
    events: [{ name, facts: { card: card.id, why } }],
  })
}

export function toldOf({ id: card, value, left, expiresAt }: GiftCard): GiftCardTold {
  return { card, value, left, expiresAt }
}
