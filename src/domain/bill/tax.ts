/**
 * Consumption tax within a price. Once per rate per document: round(gross × r / (100 + r)).
 * The rounding is a dated setting of the operator (qualified invoice system: one rounding per
 * invoice per rate); down is usual.
 */
import { assert } from '../basics/assert.ts'
import { yen, type Yen } from '../basics/money.ts'

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
