/**
 * How long what is about a person is kept when nobody asks to be forgotten: the operator's choice
 * within bounds. What law wants kept (books, documents) is not here, but for the names on invoices,
 * whose years the operator states as `receipt_years`.
 */
import { jstDate, jstMidnight, plusDays, type Instant } from '../basics/time.ts'

/** Days, each counted from the moment that its comment names. */
export interface Retention {
  /** Since the sign-in ended. */
  readonly signInDays: number
  /** Since a document was seen: its kind, last digits and keyed number. */
  readonly identityDays: number
  /** Since the turn: what was keyed and answered on a call. */
  readonly callTurnDays: number
  /** Since the call was over: its number and the agent's note. */
  readonly callNumberDays: number
  /** Since the case was closed. */
  readonly caseNoteDays: number
  /** Since the call-back was done. */
  readonly callBackDays: number
  /** Since the network last reported: which address a data session had. */
  readonly sessionAddressDays: number
  /** Since the report, once somebody has decided on it. */
  readonly reportTextDays: number
  /** Since an address that has no account was last written to. */
  readonly mailboxDays: number
  /** Since the order: the address that a buyer without an account left. */
  readonly guestAddressDays: number
  /** Since the provider was told to forget them. */
  readonly forgottenMeansDays: number
  /** Since a letter was given up. */
  readonly lostLetterDays: number
  /** Since a usage file came: the text of its rejected rows. */
  readonly usageRowDays: number
  /** Mail that a sandbox caught. */
  readonly sandboxMailDays: number
}

export type RetentionKind = keyof Retention

interface Bounds {
  readonly usual: number
  readonly min: number
  readonly max: number
}

/**
 * The least is what the product itself needs (a contested charge comes within 120 days, so notes
 * and calls stay some weeks at least); the most is what can still be justified to whoever asks.
 */
export const RETENTION_BOUNDS: Readonly<Record<RetentionKind, Bounds>> = {
  signInDays: { usual: 90, min: 1, max: 365 },
  identityDays: { usual: 1_095, min: 30, max: 3_650 },
  callTurnDays: { usual: 180, min: 7, max: 730 },
  callNumberDays: { usual: 180, min: 7, max: 730 },
  caseNoteDays: { usual: 730, min: 30, max: 3_650 },
  callBackDays: { usual: 90, min: 7, max: 730 },
  sessionAddressDays: { usual: 90, min: 7, max: 365 },
  reportTextDays: { usual: 365, min: 30, max: 1_095 },
  mailboxDays: { usual: 30, min: 2, max: 365 },
  guestAddressDays: { usual: 365, min: 30, max: 1_095 },
  forgottenMeansDays: { usual: 90, min: 30, max: 730 },
  lostLetterDays: { usual: 14, min: 1, max: 90 },
  usageRowDays: { usual: 90, min: 7, max: 365 },
  sandboxMailDays: { usual: 30, min: 1, max: 365 },
}

export const RETENTION_KINDS = Object.keys(RETENTION_BOUNDS) as readonly RetentionKind[]

/** What an operator gets that says nothing. */
export const USUAL_RETENTION: Retention = Object.fromEntries(
  RETENTION_KINDS.map((kind) => [kind, RETENTION_BOUNDS[kind].usual]),
) as Readonly<Record<RetentionKind, number>>

/** What is older than this has stood long enough. */
export function agedBefore(retention: Retention, kind: RetentionKind, now: Instant): Instant {
  return plusDays(now, -retention[kind])
}

/**
 * Years count from the day two months after the end of the taxable period in which the document was
 * issued (Consumption Tax Act art. 57-4 (6), its Order art. 70-13): fourteen months beside the
 * years cover every calendar of an operator.
 */
export const TAX_PERIOD_MONTHS = 14

export function invoicesAgedBefore(receiptYears: number, now: Instant): Instant {
  const months = TAX_PERIOD_MONTHS
  return jstMidnight(jstDate(now).subtract({ years: receiptYears, months }))
}
