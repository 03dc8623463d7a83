/**
 * How a price is divided: points first, then gift cards, the rest by one payment; and how long an
 * order so divided may wait. Taking is all or nothing and happens where the order is placed.
 */
import { present } from '../basics/assert.ts'
import type { GiftCardId } from '../basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import {
  earlier,
  jstMidnightAfter,
  later,
  plusHours,
  plusMinutes,
  type Instant,
} from '../basics/time.ts'
import type { MoneyRules } from '../catalogue/money-rules.ts'
import { takeFromCard, troubleWith, type GiftCard } from '../gift-card/gift-card.ts'
import type { HostedMethod, PaymentMethod, TillMethod } from '../payment/provider.ts'
import { pointsLeft, takePoints, type PointsLot } from '../points/lots.ts'
import type { Buyer } from './order.ts'
import { NOTHING_TAKEN, type Part } from './parts.ts'

/** Price and offer version of an order paid at once are held so long. */
export const PAY_BY_MINUTES = 60
/** What a provider takes at least and at most in one charge, in yen; more is asked of nobody. */
export const CHARGE_LIMITS: Readonly<Record<HostedMethod | 'saved', { min: bigint; max: bigint }>> =
  {
    card: { min: 50n, max: 9_999_999n },
    saved: { min: 50n, max: 9_999_999n },
    paypal: { min: 1n, max: 9_999_999n },
    konbini: { min: 120n, max: 299_999n },
    alipay: { min: 50n, max: 9_999_999n },
    wechat_pay: { min: 50n, max: 9_999_999n },
  }

export interface TakingRequest {
  /** Taken first. */
  readonly points: Yen
  /** Taken next, each as far as it goes. */
  readonly giftCards: readonly GiftCardId[]
  /** For the rest; of no account when nothing is left. */
  readonly method: PaymentMethod
  /** What was shown as left to pay: if a card was spent elsewhere meanwhile, no more is taken. */
  readonly shownRest?: Yen
  readonly buyer: Buyer
}

export type TakingRefusal =
  | { readonly code: 'points_short'; readonly left: Yen }
  /** Unknown, used up, expired, frozen: one answer for all. */
  | { readonly code: 'gift_code_unknown' }
  | { readonly code: 'not_covered'; readonly missing: Yen }
  | { readonly code: 'rest_too_small'; readonly min: Yen }
  | { readonly code: 'rest_too_large'; readonly max: Yen }

export interface TakenParts {
  readonly parts: readonly Part[]
  readonly rest: Yen
  readonly lots: readonly PointsLot[]
  readonly giftCards: readonly GiftCard[]
}

/** Points first, then each gift card as far as it goes; the rest must be what a provider takes. */
export function takeParts(
  state: { readonly lots: readonly PointsLot[]; readonly giftCards: readonly GiftCard[] },
  request: TakingRequest,
  { price, now }: { readonly price: Yen; readonly now: Instant },
): Result<TakenParts, TakingRefusal> {
  const parts: Part[] = []
  const wanted = request.points < price ? request.points : price
  const points = takePoints(state.lots, wanted, now)
  const { buyer } = request
  if (points === null || (wanted > 0n && buyer.kind !== 'account')) {
    return refuse({ code: 'points_short', left: pointsLeft(state.lots, now) })
  }
  if (wanted > 0n && buyer.kind === 'account') {
    const { taken: lots } = points
    parts.push({ kind: 'points', account: buyer.account, amount: wanted, lots, ...NOTHING_TAKEN })
  }
  let rest = yen(price - wanted)
  const giftCards: GiftCard[] = []
  for (const id of new Set(request.giftCards)) {
    const card = state.giftCards.find((one) => one.id === id)
    if (card === undefined || troubleWith(card, now) !== null) {
      return refuse({ code: 'gift_code_unknown' })
    }
    if (rest === 0n) break
    const { card: after, taken: amount } = takeFromCard(card, rest)
    rest = yen(rest - amount)
    giftCards.push(after)
    parts.push(giftCardPart(card, amount))
  }
  const shown = request.shownRest ?? rest
  if (rest > shown) return refuse({ code: 'not_covered', missing: yen(rest - shown) })
  const trouble = refuseRest(request, rest)
  if (trouble !== null) return refuse(trouble)
  return accept({ parts, rest, lots: points.lots, giftCards })
}

function giftCardPart(card: GiftCard, amount: Yen): Part {
  const expiresAt = present(card.expiresAt, 'an active gift card has its end')
  const { id, hint, origin } = card
  return {
    kind: 'gift_card',
    card: id,
    hint,
    origin: origin.kind,
    expiresAt,
    amount,
    asMoney: NO_YEN,
    ...NOTHING_TAKEN,
  }
}

export function refuseRest(
  { method }: Pick<TakingRequest, 'method'>,
  rest: Yen,
): TakingRefusal | null {
  if (rest === 0n || isTakenByHand(method)) return null
  if (method === 'house') return { code: 'not_covered', missing: rest }
  const { min, max } = CHARGE_LIMITS[method]
  if (rest < min) return { code: 'rest_too_small', min: yen(min) }
  return rest > max ? { code: 'rest_too_large', max: yen(max) } : null
}

/** By a partner or at a till, whose limits are their own. */
function isTakenByHand(method: PaymentMethod): method is TillMethod | 'partner' {
  return method === 'partner' || method === 'cash' || method === 'terminal'
}

/**
 * How long the order holds its price: an hour; under a pay-link its own time; for a konbini number
 * until the JST day of the last chance ends. Never longer than what was taken for it can be kept.
 */
export function payByFor(
  { method, byLink }: { readonly method: PaymentMethod; readonly byLink: boolean },
  given: { readonly rules: MoneyRules; readonly parts: readonly Part[]; readonly now: Instant },
): Instant {
  const { rules, parts, now } = given
  let payBy = byLink ? plusHours(now, rules.payLinkHours) : plusMinutes(now, PAY_BY_MINUTES)
  if (method === 'konbini') payBy = later(payBy, jstMidnightAfter(now, rules.konbiniDays + 1))
  for (const part of parts) {
    const ends = part.kind === 'points' ? part.lots.map((lot) => lot.expiresAt) : [part.expiresAt]
    for (const end of ends) payBy = earlier(payBy, end)
  }
  return payBy
}
