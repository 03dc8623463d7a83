/**
 * Staff judge what somebody reported. What they confirm is told to everybody who asks, so it must
 * be named by the report and must not be anybody's genuine channel. Not the answer to whoever asks
 * (`judging.ts`).
 */
import type { StaffId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import type { Instant } from '../basics/time.ts'
import type { Report, ReportState } from './report.ts'

export interface JudgedBy {
  readonly by: StaffId
  readonly at: Instant
}

export type ReportJudged = {
  readonly code: 'report_judged'
  readonly state: Exclude<ReportState['kind'], 'waiting'>
}

export type ConfirmingRefusal =
  | ReportJudged
  | { readonly code: 'no_key_chosen' }
  /** No report of them names it. */
  | { readonly code: 'key_not_named'; readonly key: string }
  /** It is listed as somebody's own. */
  | { readonly code: 'key_genuine'; readonly key: string }
  /** One of the reports names none of the keys, so nothing of it would be confirmed. */
  | { readonly code: 'report_names_none' }

export interface Chosen {
  readonly keys: readonly string[]
  /** Of those, what the directory lists as somebody's own. */
  readonly genuine: readonly string[]
}

/** All of them or none; each keeps the chosen keys that it names itself. */
export function confirmReports(
  reports: readonly Report[],
  { keys, genuine }: Chosen,
  { by, at }: JudgedBy,
): Result<readonly Report[], ConfirmingRefusal> {
  if (keys.length === 0) return refuse({ code: 'no_key_chosen' })
  for (const key of keys) {
    if (genuine.includes(key)) return refuse({ code: 'key_genuine', key })
    if (!reports.some(({ names }) => names.includes(key))) {
      return refuse({ code: 'key_not_named', key })
    }
  }
  for (const { state, names } of reports) {
    if (state.kind !== 'waiting') return refuse({ code: 'report_judged', state: state.kind })
    if (!names.some((name) => keys.includes(name))) return refuse({ code: 'report_names_none' })
  }

  // From here confirming must succeed.
  return accept(
    reports.map((report) => {
      const own = report.names.filter((name) => keys.includes(name))
      return { ...report, state: { kind: 'confirmed', at, by, keys: own } }
    }),
  )
}

/** Of a confirmed one: what was confirmed is taken back. */
export function rejectReports(
  reports: readonly Report[],
  { by, at }: JudgedBy,
): Result<readonly Report[], ReportJudged> {
  const over = reports.find(({ state }) => state.kind === 'rejected')
  if (over !== undefined) return refuse({ code: 'report_judged', state: 'rejected' })
  return accept(reports.map((report) => ({ ...report, state: { kind: 'rejected', at, by } })))
}
