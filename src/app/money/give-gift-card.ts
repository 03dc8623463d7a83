/**
 * The gift card that a campaign gives with an order, made after delivery. Its id is derived from
 * the order's, so one order has one card however often this is asked; the code goes into the letter
 * to the buyer, sealed, in the transaction that makes the card, and nowhere else. When the order
 * goes back, what is left on the card freezes; what was spent of it stays spent.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { AccountId, CampaignId, GiftCardId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { Yen } from '../../domain/basics/money.ts'
import { earlier, type Instant } from '../../domain/basics/time.ts'
import { activateCard, giftCardEnd, issueCard } from '../../domain/gift-card/issuing.ts'
import { accountOf, type Order } from '../../domain/order/order.ts'
import { letterJob } from '../accounts/letters.ts'
import type { App } from '../app.ts'
import { decided, type Command, type Job } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { SYSTEM } from '../origin.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { personalText } from '../queries/account-view.ts'
import { idOfHash, type Vault } from '../vault.ts'
import { givenPosting, newCard } from './gift-card-book.ts'
import { freezeGiftCard } from './gift-cards.ts'
import { mintGiftCode, printCode } from './gift-codes.ts'

export interface GiveGiftCard {
  readonly line: LineId
  readonly order: OrderId
  readonly card: GiftCardId
  readonly code: { readonly hash: string; readonly hint: string }
  /** The end that the letter tells. */
  readonly expiresAt: Instant
  readonly letter: Job
}

/** Idempotent: a card that is there is not made again, and then no letter is sent either. */
export const giveGiftCard: Command<GiveGiftCard, { readonly given: boolean }, never> = {
  name: 'give_gift_card',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line, card }) => [
    { kind: 'line', id: line },
    { kind: 'gift_card', id: card },
  ],
  orders: ({ order }) => [order],
  fingerprint: ({ order }) => order,
  decide({ states, now, ids }, { line, order: id, card, code, expiresAt, letter }) {
    const { orders } = states.lines.get(line) ?? NO_LINE
    const order = present(
      orders.find((one) => one.id === id),
      'a present is of an order',
    )
    const gift = giftOf(order)
    if (gift === null || states.giftCards.has(card)) return decided({ given: false })
    const { value, validMonths: months, campaign } = gift
    const origin = { kind: 'given', campaign, order: id } as const
    const paper = issueCard({ id: card, origin, value, batch: campaign, hint: code.hint, now })
    const active = activateCard(paper, { now, months })
    assert(active.ok, 'a fresh card can be activated')
    const end = present(active.value.expiresAt, 'an active gift card has its end')
    // Never longer than law allows, never longer than the letter says.
    const row = { ...active.value, expiresAt: earlier(end, expiresAt) }
    return decided(
      { given: true },
      {
        changes: [
          ...newCard(row, code.hash),
          { table: 'postings', row: givenPosting(row, id, { ids, now }) },
        ],
        events: [{ name: 'gift_card_given', facts: { order: id, card, yen: value } }],
        jobs: [letter],
      },
    )
  },
}

/** Does nothing to a card that was never made, stands still already, or is used up. */
export async function freezeOrderGiftCard(app: App, order: Order): Promise<void> {
  if (order.campaign?.benefit.kind !== 'gift_card' || !cameBack(order)) return
  const card = await app.reads.giftCard(cardOfOrder(app.vault, order.id))
  if (card === null || card.freeze !== null || card.left === 0n) return
  const input = { card: card.id, why: 'order_returned' } as const
  const frozen = await app.door.ask(freezeGiftCard, input, SYSTEM)
  if (!frozen.ok && frozen.refusal.code === 'busy') throw new DoorBusy(frozen.refusal.code)
}

/** Its data was taken back, or the payer's bank took the money. */
function cameBack({ state: { kind } }: Order): boolean {
  return kind === 'refund_due' || kind === 'refunded' || kind === 'charged_back'
}

interface Gift {
  readonly account: AccountId
  readonly campaign: CampaignId
  readonly name: Localised
  readonly value: Yen
  readonly validMonths: number
}

/** Null where the order earned no card, or did not stay delivered. */
function giftOf(order: Order): Gift | null {
  const account = accountOf(order)
  const { campaign, state } = order
  if (account === null || campaign === null || state.kind !== 'delivered') return null
  const { benefit, id, name } = campaign
  if (benefit.kind !== 'gift_card') return null
  return { account, campaign: id, name, value: benefit.value, validMonths: benefit.validMonths }
}

/** The card of an order, whether it was given yet or not. */
export function cardOfOrder(vault: Vault, order: OrderId): GiftCardId {
  return idOfHash<GiftCardId>(vault.keyed('gift_card', order))
}

/** Does nothing for whoever can not be written to: a card whose code nobody knows is no present. */
export async function giveOrderGiftCard(app: App, order: Order): Promise<void> {
  const gift = giftOf(order)
  if (gift === null) return
  const card = cardOfOrder(app.vault, order.id)
  if ((await app.reads.giftCard(card)) !== null) return
  const state = await app.reads.account(gift.account)
  const text = await personalText(app, state)
  if (state.account === null || text === null || text.email === '') return
  const { language } = state.account
  const { sealed, ...code } = mintGiftCode(app)
  const expiresAt = giftCardEnd(app.clock.now(), gift.validMonths)
  const letter = letterJob(app.vault, {
    to: text.email,
    language,
    letter: {
      kind: 'gift_card',
      ...printCode(app.vault, sealed),
      value: gift.value,
      campaign: gift.name[language],
      expiresAt,
    },
  })
  const input = { line: order.line, order: order.id, card, code, expiresAt, letter }
  const given = await app.door.ask(giveGiftCard, input, SYSTEM)
  if (!given.ok) throw new DoorBusy(given.refusal.code)
}
