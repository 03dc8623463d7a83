/**
 * Gift cards over the counter: a card from the stock is sold for cash or at the terminal and good
 * at once; one that was lost or found is frozen and freed. Looking at a card is a query
 * (`queries/staff/gift-card.ts`); its end and its value are the domain's.
 */
import type { GiftCardId, ShiftId, TillEntryId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { GiftCardRefusal } from '../../domain/gift-card/issuing.ts'
import type { TillMethod } from '../../domain/payment/provider.ts'
import type { EnteringRefusal } from '../../domain/till/entering.ts'
import { decided, refused, type Command } from '../door/command.ts'
import {
  activation,
  freezeGiftCard,
  toldOf,
  unfreezeGiftCard,
  type GiftCardTold,
} from '../money/gift-cards.ts'
import { atTill, tillReceipt, type AtTill } from '../tills/at-till.ts'
import { byStaff } from './by-staff.ts'

export interface SellGiftCard extends AtTill {
  readonly card: GiftCardId
  readonly method: TillMethod
  /** What the customer handed over; of no account at the terminal. */
  readonly tendered: Yen | null
  /** The terminal's own number of the charge; of no account for cash. */
  readonly reference: string | null
  /** What the screen said is to be paid: the card's value. */
  readonly shownPrice: Yen
  readonly ids: { readonly entry: TillEntryId }
}

export interface SoldGiftCard extends GiftCardTold {
  readonly change: Yen
  readonly entry: TillEntryId
  readonly shift: ShiftId
}

export type SellGiftCardRefusal =
  | GiftCardRefusal
  | { readonly code: 'price_changed'; readonly shown: Yen; readonly price: Yen }
  | EnteringRefusal

/** Untaxed: tax falls due when the card is redeemed. */
const selling: Command<SellGiftCard, SoldGiftCard, SellGiftCardRefusal> = {
  name: 'sell_gift_card',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ card, till }) => [
    { kind: 'gift_card', id: card },
    { kind: 'till', id: till },
  ],
  fingerprint: ({ card, till, method, tendered, shownPrice }) =>
    `${card}|${till}|${method}|${tendered ?? ''}|${shownPrice}`,
  decide(context, input) {
    const { shownPrice: shown, method: means, till, staff, reference } = input
    const sold = activation(context, { card: input.card, clearing: 'till' })
    if (!sold.ok) return refused(sold.refusal)
    const { card } = sold.value
    if (card.value !== shown) {
      return refused({ code: 'price_changed', shown, price: card.value })
    }
    const receipt = tillReceipt(context, {
      till,
      staff,
      kind: 'gift_card_sold',
      means,
      amount: card.value,
      tendered: means === 'cash' ? input.tendered : null,
      reference,
      note: null,
      line: null,
      order: null,
      giftCard: card.id,
      entry: input.ids.entry,
    })
    if (!receipt.ok) return refused(receipt.refusal)

    // From here the card is sold.
    const { change, shift, changes, events } = receipt.value
    return decided(
      { ...toldOf(card), change, entry: input.ids.entry, shift: shift.id },
      {
        changes: [...sold.value.changes, ...changes],
        events: [...sold.value.events, ...events],
      },
    )
  },
}

export const sellGiftCard = atTill('sell_gift_card', selling)
export const freezeGiftCardByStaff = byStaff({ act: 'freeze_gift_card' }, freezeGiftCard)
export const unfreezeGiftCardByStaff = byStaff({ act: 'freeze_gift_card' }, unfreezeGiftCard)
