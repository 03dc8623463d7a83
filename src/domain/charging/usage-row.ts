/**
 * One row of a usage file, understood: who used how much from when until when. And every reason for
 * which a row, or a whole file, is not taken. Not what became of the bytes (`usage-record.ts`).
 */
import type { Bytes } from '../basics/data-volume.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, plusDays, plusSeconds, secondsBetween, type Instant } from '../basics/time.ts'
import type { ChargingRequest, RatingGroup, SubscriberClaim } from './request.ts'
import type { UsageColumn } from './usage-source.ts'

export interface UsageRow {
  /** Unique within its source, and within the node where one is named. */
  readonly recordId: string
  readonly session: string | null
  /** Which of the source's machines measured. */
  readonly node: string | null
  readonly subscriber: SubscriberClaim
  /** Half-open. */
  readonly from: Instant
  readonly until: Instant
  readonly bytes: Bytes
  readonly ratingGroup: RatingGroup
}

/** Older rows belong to months whose bills are closed. */
export const ROW_AGE_DAYS_MAX = 62
/** One record covers no more. */
export const ROW_SPAN_DAYS_MAX = 31
/** By so much the sender's clock may be ahead of ours. */
export const ROW_AHEAD_SECONDS_MAX = 300

export type RowRefusal =
  /** A quote that never closes, or stands where none may. */
  | { readonly code: 'quotes_damaged' }
  | { readonly code: 'row_too_long'; readonly lettersMax: number }
  /** Not UTF-8, or with a letter that no text has. */
  | { readonly code: 'not_text' }
  | { readonly code: 'cells_wrong'; readonly found: number; readonly expected: number }
  | { readonly code: 'cell_empty'; readonly column: UsageColumn }
  | { readonly code: 'cell_wrong'; readonly column: UsageColumn }
  /** None of IMSI, number and ICCID. */
  | { readonly code: 'subscriber_missing' }
  | { readonly code: 'ends_before_start' }
  | { readonly code: 'span_too_long'; readonly daysMax: number }
  | { readonly code: 'too_old'; readonly daysMax: number }
  | { readonly code: 'not_yet_over' }
  /** Well written, but nobody's here. */
  | { readonly code: 'subscriber_unknown' }

export type UsageFileRefusal =
  | { readonly code: 'file_empty' }
  | { readonly code: 'header_damaged' }
  | { readonly code: 'columns_missing'; readonly columns: readonly UsageColumn[] }
  | { readonly code: 'column_twice'; readonly column: UsageColumn }
  | { readonly code: 'file_too_large'; readonly bytesMax: number }

/**
 * A row as charging asks. It stands for itself: it covers its own span, whatever came before, so
 * that rows may come in any order; its session is over, for nobody can be told anything about it.
 * Edges lie within a second after the stated ones, never before them.
 */
export function requestOf(
  row: UsageRow,
  { source, now }: { readonly source: string; readonly now: Instant },
): Result<ChargingRequest, RowRefusal> {
  if (isBefore(row.until, plusDays(now, -ROW_AGE_DAYS_MAX))) {
    return refuse({ code: 'too_old', daysMax: ROW_AGE_DAYS_MAX })
  }
  if (isBefore(plusSeconds(now, ROW_AHEAD_SECONDS_MAX), row.until)) {
    return refuse({ code: 'not_yet_over' })
  }
  return accept({
    protocol: 'cdr',
    peer: source,
    moment: 'end',
    // The node has no `|`, so no two pairs read the same.
    sessionKey: row.node === null ? row.recordId : `${row.node}|${row.recordId}`,
    sequence: row.recordId,
    number: null,
    subscriber: row.subscriber,
    counting: 'since_last_report',
    wrapsAt: null,
    services: [{ ratingGroup: row.ratingGroup, usedBytes: row.bytes, wants: null }],
    delaySeconds: Math.max(0, secondsBetween(row.until, now)),
    coveredSeconds: secondsBetween(row.from, row.until),
    claimedAt: row.until,
    framedAddress: null,
    framedIpv6Prefix: null,
    endReason: 'usage_file',
    reach: reachOf(row),
  })
}

function reachOf({ session, node }: UsageRow): ChargingRequest['reach'] {
  if (session === null && node === null) return null
  return { ...(session === null ? {} : { session }), ...(node === null ? {} : { node }) }
}
