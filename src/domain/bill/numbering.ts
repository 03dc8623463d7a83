/**
 * Numbers of documents, without holes: each kind counts by itself, anew each JST year, in the
 * operator's book. A number is taken in the same transaction as the document that bears it, under
 * the book's lock; whatever fails leaves the counter where it was.
 */
import { assert } from '../basics/assert.ts'
import { jstDate, type Instant } from '../basics/time.ts'
import type { DocumentKind } from './document.ts'

/** A kind's letter and the JST year: `R2026`. */
export type Series = string

export interface DocumentNumber {
  readonly series: Series
  /** From 1. */
  readonly sequence: number
}

/** The next number of each series that has one; a series begins at 1. */
export type NextNumbers = Readonly<Record<Series, number>>

const LETTER: Readonly<Record<DocumentKind, string>> = {
  receipt: 'R',
  invoice: 'Q',
  return_invoice: 'C',
  refund_note: 'N',
}

const SEQUENCE_DIGITS_MIN = 6

/** The number for a document of this kind now, and the book as it is afterwards. */
export function takeNumber(
  next: NextNumbers,
  kind: DocumentKind,
  at: Instant,
): { readonly number: DocumentNumber; readonly next: NextNumbers } {
  const series = `${LETTER[kind]}${jstDate(at).year}`
  const sequence = next[series] ?? 1
  assert(Number.isSafeInteger(sequence) && sequence >= 1, 'a series counts from one')
  return { number: { series, sequence }, next: { ...next, [series]: sequence + 1 } }
}

/** As it is printed: `R2026-000123`. */
export function numberText({ series, sequence }: DocumentNumber): string {
  return `${series}-${String(sequence).padStart(SEQUENCE_DIGITS_MIN, '0')}`
}
