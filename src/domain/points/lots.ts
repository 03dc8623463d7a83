/**
 * Points of an account, in lots with their own expiry. One point is one yen and never cash. They
 * are given free, so they are no prepaid means of payment (Payment Services Act). Spent soonest
 * expiry first; what comes back from an order comes back with the expiry it had.
 */
import type { AccountId, CampaignId, OrderId, PointsLotId } from '../basics/ids.ts'
import { NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import { isBefore, type Instant } from '../basics/time.ts'

export interface PointsLot {
  readonly id: PointsLotId
  readonly account: AccountId
  readonly source:
    | { readonly kind: 'earned'; readonly order: OrderId }
    | { readonly kind: 'campaign'; readonly campaign: CampaignId; readonly order: OrderId }
    | { readonly kind: 'returned'; readonly order: OrderId }
    | { readonly kind: 'goodwill'; readonly order: OrderId | null }
  readonly granted: Yen
  readonly left: Yen
  readonly grantedAt: Instant
  readonly expiresAt: Instant
}

/** What was taken of lots, by the expiry it must keep when it comes back. */
export interface TakenPoints {
  readonly amount: Yen
  readonly expiresAt: Instant
}

export function pointsLeft(lots: readonly PointsLot[], at: Instant): Yen {
  return sumYen(lots.filter((lot) => isBefore(at, lot.expiresAt)).map((lot) => lot.left))
}

/** Null when there are not so many. Only changed lots are answered. */
export function takePoints(
  lots: readonly PointsLot[],
  wanted: Yen,
  at: Instant,
): { readonly lots: readonly PointsLot[]; readonly taken: readonly TakenPoints[] } | null {
  if (pointsLeft(lots, at) < wanted) return null
  const changed: PointsLot[] = []
  const taken: TakenPoints[] = []
  let rest: bigint = wanted
  for (const lot of spendOrder(lots, at)) {
    if (rest === 0n) break
    const amount = yen(lot.left < rest ? lot.left : rest)
    rest -= amount
    changed.push({ ...lot, left: yen(lot.left - amount) })
    taken.push({ amount, expiresAt: lot.expiresAt })
  }
  return { lots: changed, taken }
}

function spendOrder(lots: readonly PointsLot[], at: Instant): readonly PointsLot[] {
  return lots
    .filter((lot) => lot.left > 0n && isBefore(at, lot.expiresAt))
    .toSorted(
      (one, other) =>
        Temporal.Instant.compare(one.expiresAt, other.expiresAt) || (one.id < other.id ? -1 : 1),
    )
}

/** Lots whose time is over, emptied, and what they still held. */
export function lapse(
  lots: readonly PointsLot[],
  at: Instant,
): { readonly lots: readonly PointsLot[]; readonly lapsed: Yen } {
  const over = lots.filter((lot) => lot.left > 0n && !isBefore(at, lot.expiresAt))
  return {
    lots: over.map((lot) => ({ ...lot, left: NO_YEN })),
    lapsed: sumYen(over.map((lot) => lot.left)),
  }
}
