/**
 * Something on a bill that its reader would stumble over: found by rule, with what it is about and
 * the figures that explain it. Found once, because its id follows from what it is about. Not a
 * judgement: its reader says whether it is fine, or disputes it.
 */
import type { AccountId, AnomalyId, LineId, OrderId } from '../basics/ids.ts'
import type { Yen } from '../basics/money.ts'
import type { Instant, JstDate } from '../basics/time.ts'
import type { Channel } from '../catalogue/offer.ts'

export const ANOMALY_KINDS = [
  'duplicate',
  'price_differs',
  'usage_jump',
  'renewal_after_cancel',
  'unknown_channel',
] as const
export type AnomalyKind = (typeof ANOMALY_KINDS)[number]

export type Finding =
  /** The same offer, bought for the same line shortly before. */
  | {
      readonly kind: 'duplicate'
      readonly order: OrderId
      readonly earlier: OrderId
      readonly secondsApart: number
    }
  /** What was charged is not what the catalogue said at that instant. */
  | {
      readonly kind: 'price_differs'
      readonly order: OrderId
      readonly charged: Yen
      readonly listed: Yen
    }
  /** Many times what the line uses on other days; bytes. */
  | {
      readonly kind: 'usage_jump'
      readonly day: JstDate
      readonly bytes: bigint
      readonly usual: bigint
    }
  /** Renewed by itself after auto-renewal was switched off. */
  | { readonly kind: 'renewal_after_cancel'; readonly order: OrderId; readonly endedAt: Instant }
  /** Bought in a way that this account's holder never bought before. */
  | { readonly kind: 'unknown_channel'; readonly order: OrderId; readonly channel: Channel }

export interface Anomaly {
  readonly id: AnomalyId
  readonly line: LineId
  /** Who held the line then; null: nobody. */
  readonly account: AccountId | null
  readonly finding: Finding
  /** When what is odd happened: it stands on the statement of that month. */
  readonly aboutAt: Instant
  readonly foundAt: Instant
  /** What its reader said of it. */
  readonly feedback: { readonly at: Instant; readonly says: 'fine' | 'disputed' } | null
}
