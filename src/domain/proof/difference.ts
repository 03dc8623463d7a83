/** A derived figure that is not what its records say. */
import type { LedgerHome } from '../ledger/posting.ts'

export interface BookDifference {
  readonly home: LedgerHome
  /** The row it is of: a pack, an order, a payment, a campaign, or the home itself. */
  readonly subject: string
  readonly figure: string
  readonly stored: string
  readonly rebuilt: string
}

/** Compares as text, so that every figure is told the same way. */
export function differs(
  of: Pick<BookDifference, 'home' | 'subject'>,
  figures: Readonly<Record<string, readonly [stored: unknown, rebuilt: unknown]>>,
): readonly BookDifference[] {
  return Object.entries(figures).flatMap(([figure, [kept, made]]) => {
    const [stored, rebuilt] = [String(kept), String(made)]
    return stored === rebuilt ? [] : [{ ...of, figure, stored, rebuilt }]
  })
}
