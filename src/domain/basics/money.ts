/**
 * Whole yen. Prices include consumption tax. There is no float anywhere near money; every
 * rounding is a named function in `bill/tax.ts`.
 */
import { assert } from './assert.ts'

declare const yenBrand: unique symbol
/** Whole Japanese yen; may be negative in a posting, never in a price. */
export type Yen = bigint & { readonly [yenBrand]: true }

export function yen(amount: bigint | number): Yen {
  assert(typeof amount === 'bigint' || Number.isSafeInteger(amount), 'yen are whole')
  return BigInt(amount) as Yen
}

export const NO_YEN: Yen = yen(0n)

export function sumYen(amounts: Iterable<Yen>): Yen {
  let sum = 0n
  for (const amount of amounts) sum += amount
  return sum as Yen
}

export function negate(amount: Yen): Yen {
  return (0n - amount) as Yen
}
