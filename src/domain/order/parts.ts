/**
 * Parts of a price that were taken from our own books when the order was placed: points and gift
 * cards. The rest is the Payment's. A part is out of its home until the order is settled or it is
 * returned; `toReturn` says what must go back and `returned` what did. In the order of taking:
 * points first. Not a Posting.
 */
import type { AccountId, GiftCardId } from '../basics/ids.ts'
import { NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import type { TakenPoints } from '../points/lots.ts'

interface Taken {
  readonly amount: Yen
  readonly toReturn: Yen
  readonly returned: Yen
}

export type Part =
  | (Taken & {
      readonly kind: 'points'
      readonly account: AccountId
      readonly lots: readonly TakenPoints[]
    })
  | (Taken & {
      readonly kind: 'gift_card'
      readonly card: GiftCardId
      readonly hint: string
      readonly origin: 'sold' | 'given'
      readonly expiresAt: Instant
      /** Given back as money because the card's time was over; nothing of it is due to the card. */
      readonly asMoney: Yen
    })

/** No order takes more gift cards than this. */
export const GIFT_CARDS_AN_ORDER_MAX = 4

export function sumParts(parts: readonly Part[]): Yen {
  return sumYen(parts.map((part) => part.amount))
}

export function pointsOf(parts: readonly Part[]): Yen {
  return sumYen(parts.filter((part) => part.kind === 'points').map((part) => part.amount))
}

export function dueToReturn(part: Part): Yen {
  return yen(part.toReturn - part.returned)
}

export function haveReturnsDue(parts: readonly Part[]): boolean {
  return parts.some((part) => dueToReturn(part) > 0n)
}

/** The whole of every part goes back: nothing was bought with it. */
export function allToReturn(parts: readonly Part[]): readonly Part[] {
  return parts.map((part) => ({ ...part, toReturn: part.amount }))
}

/** What of a part is neither returned nor promised back. */
export function stillSpent(part: Part): Yen {
  return yen(part.amount - part.toReturn - (part.kind === 'gift_card' ? part.asMoney : 0n))
}

/** Promises `amount` of the parts back, last taken first: gift cards, then points. */
export function takeBack(
  parts: readonly Part[],
  amount: Yen,
): { readonly parts: readonly Part[]; readonly rest: Yen } {
  let rest: bigint = amount
  const changed = new Map<Part, Part>()
  for (const part of parts.toReversed()) {
    const able = stillSpent(part)
    const back = yen(able < rest ? able : rest)
    rest -= back
    if (back > 0n) changed.set(part, { ...part, toReturn: yen(part.toReturn + back) })
  }
  return { parts: parts.map((part) => changed.get(part) ?? part), rest: yen(rest) }
}

/** What was promised back since `before` to cards that are over goes back as money instead. */
export function overAsMoney(
  before: readonly Part[],
  after: readonly Part[],
  now: Instant,
): { readonly parts: readonly Part[]; readonly asMoney: Yen } {
  let asMoney: bigint = 0n
  const parts = after.map((part, place) => {
    const toReturn = before[place]?.toReturn ?? NO_YEN
    if (part.kind !== 'gift_card' || isBefore(now, part.expiresAt)) return part
    const share = part.toReturn - toReturn
    asMoney += share
    return { ...part, toReturn, asMoney: yen(part.asMoney + share) }
  })
  return { parts, asMoney: yen(asMoney) }
}

export const NOTHING_TAKEN = { toReturn: NO_YEN, returned: NO_YEN } as const
