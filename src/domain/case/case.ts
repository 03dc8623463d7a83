/**
 * What staff write down about a line: a case with its notes, open until somebody closes it. Notes
 * are sealed, because people write names into them. Not a Dispute, which has a clock and an outcome
 * in the ledger.
 */
import type { CaseId, LineId, ShopId, StaffId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'

export interface Case {
  readonly id: CaseId
  readonly line: LineId
  /** Where it was opened; null on the phone. */
  readonly shop: ShopId | null
  readonly about: CaseSubject
  readonly openedBy: StaffId
  readonly openedAt: Instant
  readonly notes: readonly CaseNote[]
  readonly closed: { readonly at: Instant; readonly by: StaffId } | null
}

export const CASE_SUBJECTS = [
  'note',
  'no_service',
  'slow',
  'payment',
  'refund',
  'lost_card',
  'other',
] as const
export type CaseSubject = (typeof CASE_SUBJECTS)[number]

export interface CaseNote {
  readonly at: Instant
  readonly by: StaffId
  /** Ciphertext under the operator's key. */
  readonly sealed: string
}

export const NOTES_MAX = 100
export const CASE_NOTE_LENGTH_MAX = 1_000
export const OPEN_CASES_MAX = 20
