/**
 * From where on something on a bill is odd: the operator's choice, a part of the dated rules about
 * money (`catalogue/money-rules.ts`). Not the rules themselves (`anomalies.ts`).
 */
import { megabytes, type Bytes } from '../basics/data-volume.ts'

export interface BillRules {
  /** The same offer again within so many minutes is told; 0 for never. */
  readonly duplicateMinutes: number
  /** A day of more than so many times the median of the days before; 0 for never. */
  readonly jumpFactor: number
  /** A day with no more than this is never told. */
  readonly jumpFloor: Bytes
  /** So many days before count, */
  readonly jumpDays: number
  /** and so many of them must have had usage: a line that nobody knows yet has no usual day. */
  readonly jumpDaysMin: number
  /** So many purchases another way must lie before the first one of a new channel; 0 for never. */
  readonly channelOrdersMin: number
}

export const DEFAULT_BILL_RULES: BillRules = {
  duplicateMinutes: 10,
  jumpFactor: 4,
  jumpFloor: megabytes(1_000),
  jumpDays: 14,
  jumpDaysMin: 3,
  channelOrdersMin: 2,
}

/** Bounds of what an operator may choose. */
export const DUPLICATE_MINUTES_MAX = 1_440
export const JUMP_FACTOR_MAX = 100
export const JUMP_FLOOR_MEGABYTES_MAX = 1_000_000
export const JUMP_DAYS_MAX = 31
export const CHANNEL_ORDERS_MAX = 100
