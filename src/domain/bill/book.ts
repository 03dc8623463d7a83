/**
 * The operator's book: the one home under whose lock numbers of documents are handed out, so that a
 * series has no holes. Not the ledger.
 */
import type { BookId } from '../basics/ids.ts'
import type { NextNumbers } from './numbering.ts'

export interface Book {
  readonly id: BookId
  readonly numbers: NextNumbers
}

/** There is one book. */
export const THE_BOOK = '00000000-0000-7000-8000-000000000001' as BookId
