/** Bills as staff read them: a line's statement, masked, and what looked odd on all of them. */
import type { LineId } from '../../../domain/basics/ids.ts'
import { accept, type Result } from '../../../domain/basics/result.ts'
import { plusDays } from '../../../domain/basics/time.ts'
import type { AnomalyKind } from '../../../domain/bill/anomaly.ts'
import type { JstMonth } from '../../../domain/bill/month.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { anomalyViews, type AnomalyView } from '../anomalies.ts'
import { lineStatement, statementMonths, type StatementView } from '../statement.ts'

export const ANOMALIES_LISTED = 50
/** What was found longer ago says little of the thresholds of now. */
export const ANOMALIES_COUNTED_DAYS = 90

export interface KindCount {
  readonly kind: AnomalyKind
  readonly found: number
  readonly fine: number
  readonly disputed: number
  /** Of those that were answered, rounded; null while none was. */
  readonly falsePercent: number | null
}

export interface AnomaliesView {
  readonly kinds: readonly KindCount[]
  readonly newest: readonly AnomalyView[]
}

export async function anomaliesForStaff(
  app: App,
  staff: Staff,
): Promise<Result<AnomaliesView, PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_anomalies', null)
  if (!allowed.ok) return allowed
  const since = plusDays(app.clock.now(), -ANOMALIES_COUNTED_DAYS)
  const [counts, newest] = await Promise.all([
    app.reads.anomalyCounts(since),
    app.reads.newestAnomalies(ANOMALIES_LISTED),
  ])
  const kinds = counts.map((one): KindCount => {
    const answered = one.fine + one.disputed
    return {
      ...one,
      falsePercent: answered === 0 ? null : Math.round((one.fine * 100) / answered),
    }
  })
  return accept({ kinds, newest: await anomalyViews(app, newest) })
}

export async function lineMonthsForStaff(
  app: App,
  staff: Staff,
  line: LineId,
): Promise<Result<readonly JstMonth[], PermissionRefusal>> {
  const allowed = mayDo(staff, 'find_line', null)
  return allowed.ok ? accept(await statementMonths(app, [line])) : allowed
}

/** Null within: nothing of that month. */
export async function statementForStaff(
  app: App,
  staff: Staff,
  of: { readonly line: LineId; readonly month: JstMonth },
): Promise<Result<StatementView | null, PermissionRefusal>> {
  const allowed = mayDo(staff, 'find_line', null)
  return allowed.ok ? accept(await lineStatement(app, of.line, of.month)) : allowed
}
