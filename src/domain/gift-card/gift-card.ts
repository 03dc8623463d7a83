/**
 * A gift card: yen on a code, spent on orders until its end. Untaxed when sold, taxed when it is
 * redeemed; valid at most six months and truly so (Payment Services Act art. 4). A card that was
 * given free is booked apart from those that were sold. Not a payment card and not a Sim.
 */
import type { CampaignId, GiftCardId, OrderId } from '../basics/ids.ts'
import { yen, type Yen } from '../basics/money.ts'
import { isBefore, type Instant } from '../basics/time.ts'

export interface GiftCard {
  readonly id: GiftCardId
  readonly origin:
    | { readonly kind: 'sold' }
    | {
        readonly kind: 'given'
        readonly campaign: CampaignId | null
        readonly order: OrderId | null
      }
  readonly value: Yen
  readonly left: Yen
  /** The last four characters of the code: what may be shown. */
  readonly hint: string
  readonly batch: string
  readonly issuedAt: Instant
  /** Worth nothing before: a stolen unsold card is paper. */
  readonly activatedAt: Instant | null
  /** Null until it is activated. Never moved. */
  readonly expiresAt: Instant | null
  readonly freeze: GiftCardFreeze | null
  readonly lapsedAt: Instant | null
}

export interface GiftCardFreeze {
  readonly since: Instant
  readonly why: 'reported_stolen' | 'too_many_tries' | 'staff' | 'order_returned'
}

/** Why a code is worth nothing now; to whoever enters it all of them look like an unknown code. */
export type GiftCardTrouble = 'not_active' | 'frozen' | 'expired' | 'empty'

export function troubleWith(card: GiftCard, at: Instant): GiftCardTrouble | null {
  if (card.activatedAt === null || card.expiresAt === null) return 'not_active'
  if (card.freeze !== null) return 'frozen'
  if (!isBefore(at, card.expiresAt)) return 'expired'
  return card.left === 0n ? 'empty' : null
}

/** At most `wanted` of what is left; the caller has asked `troubleWith`. */
export function takeFromCard(
  card: GiftCard,
  wanted: Yen,
): { readonly card: GiftCard; readonly taken: Yen } {
  const taken = yen(card.left < wanted ? card.left : wanted)
  return { card: { ...card, left: yen(card.left - taken) }, taken }
}

/** Its end stays where it was: what comes back to a card that is over lapses in its turn. */
export function returnToCard(card: GiftCard, amount: Yen): GiftCard {
  return { ...card, left: yen(card.left + amount), lapsedAt: null }
}
