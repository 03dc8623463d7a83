/**
 * A gift card from its making to its end: issued, activated when it is sold, frozen and freed,
 * lapsed when its time is over. Pure; who may ask is decided at the edges. Not its spending
 * (`gift-card.ts`) and not its code (`code.ts`).
 */
import { assert } from '../basics/assert.ts'
import type { GiftCardId } from '../basics/ids.ts'
import { NO_YEN, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { earlier, isBefore, jstDate, jstMidnight, type Instant } from '../basics/time.ts'
import { GIFT_CARD_MONTHS_MAX } from '../catalogue/money-rules.ts'
import type { GiftCard, GiftCardFreeze } from './gift-card.ts'

/** What one card is worth at least and at most, in yen. */
export const GIFT_CARD_YEN_MIN = 100n
export const GIFT_CARD_YEN_MAX = 100_000n
/** Printed on a packing list: `2026-12`. */
export const BATCH_LENGTH_MAX = 40

export type GiftCardRefusal =
  | { readonly code: 'gift_card_unknown' }
  | { readonly code: 'gift_card_active'; readonly since: Instant }
  | { readonly code: 'gift_card_frozen'; readonly since: Instant }
  | { readonly code: 'gift_card_not_frozen' }

/**
 * The JST midnight that ends the last day, counted from the day of activation; never later than the
 * last midnight within six months of it, to the instant (Payment Services Act art. 4 and its
 * Cabinet Order art. 4-2). The 31st becomes the month's last day.
 */
export function giftCardEnd(activatedAt: Instant, months: number): Instant {
  assert(Number.isInteger(months) && months >= 1, 'a gift card is valid for whole months')
  const day = jstDate(activatedAt)
  const wished = jstMidnight(day.add({ months: Math.min(months, GIFT_CARD_MONTHS_MAX), days: 1 }))
  return earlier(wished, jstMidnight(day.add({ months: GIFT_CARD_MONTHS_MAX })))
}

/** On paper: worth nothing until it is activated. */
export function issueCard(card: {
  readonly id: GiftCardId
  readonly origin: GiftCard['origin']
  readonly value: Yen
  readonly hint: string
  readonly batch: string
  readonly now: Instant
}): GiftCard {
  const { id, origin, value, hint, batch, now } = card
  assert(value >= GIFT_CARD_YEN_MIN && value <= GIFT_CARD_YEN_MAX, 'a gift card is within limits')
  return {
    id,
    origin,
    value,
    left: value,
    hint,
    batch,
    issuedAt: now,
    activatedAt: null,
    expiresAt: null,
    freeze: null,
    lapsedAt: null,
  }
}

/** Once: a card that runs out is never given a second time (no carrying over). */
export function activateCard(
  card: GiftCard | undefined,
  { now, months }: { readonly now: Instant; readonly months: number },
): Result<GiftCard, GiftCardRefusal> {
  if (card === undefined) return refuse({ code: 'gift_card_unknown' })
  if (card.activatedAt !== null)
    return refuse({ code: 'gift_card_active', since: card.activatedAt })
  if (card.freeze !== null) return refuse({ code: 'gift_card_frozen', since: card.freeze.since })
  return accept({ ...card, activatedAt: now, expiresAt: giftCardEnd(now, months) })
}

/** Its time runs on. */
export function freezeCard(
  card: GiftCard | undefined,
  freeze: GiftCardFreeze,
): Result<GiftCard, GiftCardRefusal> {
  if (card === undefined) return refuse({ code: 'gift_card_unknown' })
  if (card.freeze !== null) return refuse({ code: 'gift_card_frozen', since: card.freeze.since })
  return accept({ ...card, freeze })
}

export function unfreezeCard(card: GiftCard | undefined): Result<GiftCard, GiftCardRefusal> {
  if (card === undefined) return refuse({ code: 'gift_card_unknown' })
  if (card.freeze === null) return refuse({ code: 'gift_card_not_frozen' })
  return accept({ ...card, freeze: null })
}

/** Null before its end, and when nothing is left. A frozen card lapses like any other. */
export function lapseCard(
  card: GiftCard,
  at: Instant,
): { readonly card: GiftCard; readonly lapsed: Yen } | null {
  if (card.expiresAt === null || isBefore(at, card.expiresAt) || card.left === 0n) return null
  return { card: { ...card, left: NO_YEN, lapsedAt: at }, lapsed: card.left }
}
