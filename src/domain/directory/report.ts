/**
 * What somebody told us of a link, number, account or message that pretends to be the operator. It
 * changes no answer until staff confirm it; then what they named stands as reported.
 */
import type { AccountId, ReportId, StaffId } from '../basics/ids.ts'
import type { Language } from '../basics/language.ts'
import type { Instant } from '../basics/time.ts'
import type { Channel } from '../catalogue/offer.ts'
import type { Entry } from './directory.ts'

/** What became of whoever tells of it; several may be true. */
export const HAPPENED = [
  'received',
  'opened_link',
  'added_account',
  'told_secret',
  'paid',
  'gave_sim',
] as const
export type Happened = (typeof HAPPENED)[number]

/** Characters of what somebody says in their own words. */
export const REPORT_WORDS_LENGTH_MAX = 1_000
/** Reports that are judged at once. */
export const REPORTS_TOGETHER_MAX = 50

/**
 * waiting → confirmed   staff saw it; `keys` are told as reported from then on
 * waiting → rejected    it is ours, or nothing is wrong with it, or nothing can be said
 * confirmed → rejected  that was a mistake: the keys are taken back
 */
export type ReportState =
  | { readonly kind: 'waiting' }
  | {
      readonly kind: 'confirmed'
      readonly at: Instant
      readonly by: StaffId
      readonly keys: readonly string[]
    }
  | { readonly kind: 'rejected'; readonly at: Instant; readonly by: StaffId }

export interface Report {
  readonly id: ReportId
  readonly at: Instant
  readonly channel: Channel
  readonly language: Language
  /** Null for a visitor. */
  readonly account: AccountId | null
  /** Keys (`keyOf`) of what the message names, normalised. */
  readonly names: readonly string[]
  /** The message and what was said about it, under the operator's key; null once it aged away. */
  readonly sealed: string | null
  readonly state: ReportState
}

/** An entry as staff changed it; it stands before the operator file's of the same id. */
export interface EditedEntry {
  readonly entry: Entry
  readonly by: StaffId
  readonly at: Instant
}
