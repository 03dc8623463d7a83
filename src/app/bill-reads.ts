/** What is looked up about bills: a part of the read side (`reads.ts`), bounded like the rest. */
import type { Pack } from '../domain/balance/pack.ts'
import type { Bytes } from '../domain/basics/data-volume.ts'
import type { AccountId, AnomalyId, LineId, OrderId, PostingSetId } from '../domain/basics/ids.ts'
import type { Yen } from '../domain/basics/money.ts'
import type { Instant, JstDate } from '../domain/basics/time.ts'
import type { Anomaly, AnomalyKind } from '../domain/bill/anomaly.ts'
import type { JstMonth, MonthSpan } from '../domain/bill/month.ts'
import type { DayOfUse } from '../domain/bill/statement.ts'
import type { PostingSet } from '../domain/ledger/posting.ts'
import type { OrderWithPayment } from './reads.ts'

export interface BillReads {
  /** Of the line's or the account's own part of the book, oldest first. */
  postingsIn(
    home: LineId | AccountId,
    span: MonthSpan,
    limit: number,
  ): Promise<readonly PostingSet[]>
  /** What stood on the account's points before the instant. */
  pointsBefore(account: AccountId, at: Instant): Promise<Yen>
  /** With the attempt that counts; in no order, unknown ones absent. */
  ordersById(line: LineId, ids: readonly OrderId[]): Promise<readonly OrderWithPayment[]>
  /** Delivered or taken back in the span. */
  packsIn(line: LineId, span: MonthSpan, limit: number): Promise<readonly Pack[]>
  /** Reported in the span, by JST day of the usage, oldest first. */
  useIn(line: LineId, span: MonthSpan): Promise<readonly DayOfUse[]>
  /**
   * Of so many months up to and with the newest, those in which anything of these homes was booked,
   * delivered or reported; newest first.
   */
  monthsOf(
    homes: readonly string[],
    asked: { readonly newest: JstMonth; readonly count: number },
  ): Promise<readonly JstMonth[]>

  /** About something in the span, oldest first; the newest where there are more. */
  anomaliesIn(line: LineId, span: MonthSpan, limit: number): Promise<readonly Anomaly[]>
  /** That nobody has said anything of, newest first. */
  unansweredAnomalies(line: LineId, limit: number): Promise<readonly Anomaly[]>
  anomaly(line: LineId, id: AnomalyId): Promise<Anomaly | null>
  anomaliesOfOrder(line: LineId, order: OrderId): Promise<readonly Anomaly[]>
  /** Of all lines, newest first. */
  newestAnomalies(limit: number): Promise<readonly Anomaly[]>
  /** Of what was found since the instant. */
  anomalyCounts(since: Instant): Promise<readonly AnomalyCount[]>

  /** Sold before `until` and after the place, oldest first. */
  salesAfter(
    after: SalePlace | null,
    page: { readonly until: Instant; readonly limit: number },
  ): Promise<readonly SoldRef[]>
  /** Of the line, sold before the instant, newest first. */
  salesOf(line: LineId, before: Instant, limit: number): Promise<readonly SoldRef[]>
  /** Lines of which more than so many bytes were reported for the JST day; in order of lines. */
  heavyDays(
    day: JstDate,
    page: { readonly above: Bytes; readonly after: LineId | null; readonly limit: number },
  ): Promise<readonly { readonly line: LineId; readonly bytes: Bytes }[]>
  /** Accounts with anything on the statement of the span; in order of accounts. */
  accountsWithMonth(
    span: MonthSpan,
    page: { readonly after: AccountId | null; readonly limit: number },
  ): Promise<readonly AccountId[]>
}

export interface AnomalyCount {
  readonly kind: AnomalyKind
  readonly found: number
  readonly fine: number
  readonly disputed: number
}

export interface SalePlace {
  readonly at: Instant
  readonly set: PostingSetId
}

export interface SoldRef extends SalePlace {
  readonly line: LineId
  readonly order: OrderId
}
