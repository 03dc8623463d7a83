/** What is looked up about disputes: a part of the read side (`reads.ts`), as bounded. */
import type { DisputeId, LineId, OrderId } from '../domain/basics/ids.ts'
import type { Instant } from '../domain/basics/time.ts'
import type { Dispute } from '../domain/dispute/dispute.ts'

export interface DisputeReads {
  dispute(line: LineId, id: DisputeId): Promise<Dispute | null>
  /** Of these lines, newest first, also those that are over. */
  disputesOf(lines: readonly LineId[], limit: number): Promise<readonly Dispute[]>
  /** Of all lines, soonest due first. */
  openDisputes(limit: number): Promise<readonly Dispute[]>
  /** Open, due at or before the instant, and not told to be late yet. */
  disputesLate(at: Instant, limit: number): Promise<readonly DisputeRef[]>
  /** What happened to an order since the instant, oldest first. */
  journalOfOrder(
    order: { readonly line: LineId; readonly order: OrderId },
    page: { readonly since: Instant; readonly limit: number },
  ): Promise<readonly JournalLine[]>
  /** How often the network reported usage that ended within the span, and of how many sessions. */
  usageReports(
    line: LineId,
    span: { readonly from: Instant; readonly until: Instant },
  ): Promise<UsageReports>
}

export interface DisputeRef {
  readonly line: LineId
  readonly dispute: DisputeId
}

/** One entry of the journal, without what happened in it. */
export interface JournalLine {
  readonly at: Instant
  readonly command: string
  readonly channel: string
  /** `account`, `staff`, `visitor`…, and never which. */
  readonly by: string
}

export interface UsageReports {
  readonly reports: number
  readonly sessions: number
}
