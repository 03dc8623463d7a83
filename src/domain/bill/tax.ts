/**
 * Consumption tax within a price. Once per rate per document: round(gross × r / (100 + r)).
 * The rounding is a dated setting of the operator (qualified invoice system: one rounding per
 * invoice per rate); down is usual.
 */
import { assert } from '../basics/assert.ts'
import { NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'

export type TaxRounding = 'down' | 'half_up' | 'up'

/** `percent` whole; `gross` not negative. */
export function taxWithin(gross: Yen, percent: number, rounding: TaxRounding = 'down'): Yen {
  assert(gross >= 0n && Number.isInteger(percent) && percent >= 0, 'tax is of a gross amount')
  const numerator = gross * BigInt(percent)
  const denominator = 100n + BigInt(percent)
  const down = numerator / denominator
  const rest = numerator - down * denominator
  if (rest === 0n || rounding === 'down') return yen(down)
  if (rounding === 'up') return yen(down + 1n)
  return yen(rest * 2n >= denominator ? down + 1n : down)
}

/** A gross amount and the tax within it, both in yen. */
export interface Taxed {
  readonly gross: Yen
  readonly tax: Yen
}

/**
 * Tax of one return at one rate. A return rounds its own amount, except the one that completes the
 * refund: its tax is the original less what was returned, so that all of them together are the
 * original to the yen. Never more than is left of the original, which many small returns rounded up
 * would otherwise reach.
 */
export function taxOfReturn(
  gross: Yen,
  given: {
    readonly original: Taxed
    /** Returns of the same original at the same rate, before this one. */
    readonly earlier: readonly Taxed[]
    readonly percent: number
    readonly rounding: TaxRounding
  },
): Yen {
  const { original, earlier, percent, rounding } = given
  const grossLeft = yen(original.gross - sumYen(earlier.map((one) => one.gross)))
  const taxLeft = yen(original.tax - sumYen(earlier.map((one) => one.tax)))
  assert(gross >= 0n && gross <= grossLeft, 'no more is returned than was paid')
  assert(taxLeft >= 0n, 'no more tax is returned than was charged')
  if (gross === grossLeft) return gross === 0n ? NO_YEN : taxLeft
  const own = taxWithin(gross, percent, rounding)
  return own < taxLeft ? own : taxLeft
}
