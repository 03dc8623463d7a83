/** Notices about bills: a month that is over, and something on a bill that is odd. */
import { maskIccid } from '../../domain/line/iccid.ts'
import type { App } from '../app.ts'
import { anomalyViews } from '../queries/anomalies.ts'
import { accountStatement } from '../queries/statement.ts'
import type { NoticeFacts } from './notice-job.ts'
import type { ResolvedNotice } from './resolve-notice.ts'

/** Null where the account is closed or the month had nothing after all. */
export async function ofStatement(
  app: App,
  { kind, account: id, month }: Extract<NoticeFacts, { readonly kind: 'statement_ready' }>,
): Promise<ResolvedNotice | null> {
  const { account } = await app.reads.account(id)
  if (account === null || account.closed !== null) return null
  const view = await accountStatement(app, account, month)
  if (view === null) return null
  const { sold, returned } = view.statement
  const odd = view.anomalies.filter(({ feedback }) => feedback === null).length
  const notice = { kind, month, sold, returned, odd }
  return { account: id, notice, line: null, smsTo: null }
}

/** Null where nobody holds the line any more, or its holder has said something of it already. */
export async function ofAnomaly(
  app: App,
  { kind, line: id, anomaly }: Extract<NoticeFacts, { readonly kind: 'anomaly_found' }>,
): Promise<ResolvedNotice | null> {
  const [{ line }, found] = await Promise.all([app.reads.line(id), app.reads.anomaly(id, anomaly)])
  if (line === null || line.holder === null) return null
  // What concerned an earlier holder is not the next one's to hear.
  if (found === null || found.feedback !== null || found.account !== line.holder) return null
  const [view] = await anomalyViews(app, [found])
  if (view === undefined) return null
  return {
    account: line.holder,
    notice: { kind, anomaly: view },
    line: { id, masked: maskIccid(line.sim.iccid) },
    smsTo: line.msisdn,
  }
}
