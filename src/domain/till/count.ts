/**
 * Counting a drawer: pieces of each coin and note, or one total that somebody else's hands made.
 */
import { yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'

/** Japanese notes and coins in circulation, in yen, largest first. */
export const DENOMINATIONS = [10_000, 5_000, 2_000, 1_000, 500, 100, 50, 10, 5, 1] as const
export type Denomination = (typeof DENOMINATIONS)[number]

/** Pieces of each; what is left out is none. */
export type CashCount = Readonly<Partial<Record<Denomination, number>>>

/** Of one kind: more is a slip of the finger. */
export const PIECES_MAX = 9_999
/** A drawer holds no more. */
export const COUNTED_MAX = yen(10_000_000)

export type CountRefusal =
  | { readonly code: 'pieces_out_of_bounds'; readonly of: Denomination; readonly max: number }
  | { readonly code: 'count_out_of_bounds'; readonly max: Yen }

export function sumCount(count: CashCount): Result<Yen, CountRefusal> {
  let sum = 0n
  for (const of of DENOMINATIONS) {
    const pieces = count[of] ?? 0
    if (!Number.isSafeInteger(pieces) || pieces < 0 || pieces > PIECES_MAX) {
      return refuse({ code: 'pieces_out_of_bounds', of, max: PIECES_MAX })
    }
    sum += BigInt(of) * BigInt(pieces)
  }
  return withinCount(yen(sum))
}

/** The same bounds for a total that was counted elsewhere. */
export function withinCount(total: Yen): Result<Yen, CountRefusal> {
  if (total < 0n || total > COUNTED_MAX) {
    return refuse({ code: 'count_out_of_bounds', max: COUNTED_MAX })
  }
  return accept(total)
}
