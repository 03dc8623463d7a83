/**
 * Whole yen shared out in proportion: a discount over the rates it lowers, a return over the rates
 * it gives back. Nothing is lost and nobody gets more than their weight.
 */
import { assert } from '../basics/assert.ts'
import { sumYen, yen, type Yen } from '../basics/money.ts'

/**
 * Each place gets its weight's share of `amount`, cut to whole yen; the yen left over go one by one
 * to the places that lost most by cutting, the first of equals first. The shares sum to `amount`,
 * which is not more than the weights together, and no share is more than its weight.
 */
export function shareOut(amount: Yen, weights: readonly Yen[]): readonly Yen[] {
  const whole = sumYen(weights)
  assert(
    amount >= 0n && amount <= whole && weights.every((weight) => weight >= 0n),
    'what is shared out is covered by its weights',
  )
  if (amount === 0n) return weights.map(() => yen(0n))
  const places = weights.map((weight, place) => ({
    place,
    share: (amount * weight) / whole,
    lost: (amount * weight) % whole,
  }))
  let over = amount - places.reduce((sum, one) => sum + one.share, 0n)
  for (const one of places.toSorted(mostLost)) {
    if (over === 0n) break
    one.share += 1n
    over -= 1n
  }
  return places.map((one) => yen(one.share))
}

type Place = { readonly place: number; readonly lost: bigint }

function mostLost(one: Place, other: Place): number {
  if (one.lost !== other.lost) return one.lost > other.lost ? -1 : 1
  return one.place - other.place
}
