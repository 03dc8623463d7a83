/** Staff judge what was reported: several that name the same are judged together. */
import type { ReportId } from '../../domain/basics/ids.ts'
import {
  confirmReports,
  rejectReports,
  type Chosen,
  type ConfirmingRefusal,
} from '../../domain/directory/confirming.ts'
import { isGenuine } from '../../domain/directory/judging.ts'
import { namedOf } from '../../domain/directory/reading.ts'
import { REPORTS_TOGETHER_MAX, type Report } from '../../domain/directory/report.ts'
import type { App } from '../app.ts'
import { decided, refused, type Command } from '../door/command.ts'
import type { Home } from '../door/state.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

export interface JudgeReports extends OwnName {
  /** Each once. */
  readonly reports: readonly [ReportId, ...ReportId[]]
  /** Null: nothing is confirmed, and of confirmed ones it is taken back. */
  readonly chosen: Chosen | null
}

export type JudgeReportsRefusal =
  | ConfirmingRefusal
  | { readonly code: 'report_unknown' }
  | { readonly code: 'too_many_reports'; readonly max: number }

const home = (id: ReportId): Home => ({ kind: 'report', id })

const judging: Command<JudgeReports, { readonly judged: number }, JudgeReportsRefusal> = {
  name: 'judge_reports',
  keyPlace: 'outcomes',
  reads: [],
  homes({ reports: [first, ...others] }) {
    return [home(first), ...others.map(home)]
  },
  fingerprint: ({ reports, chosen }) => `${reports.join()}|${chosen?.keys.join() ?? 'none'}`,
  decide({ states, now }, { reports: ids, chosen, staff }) {
    const max = REPORTS_TOGETHER_MAX
    if (ids.length > max) return refused({ code: 'too_many_reports', max })
    const reports = ids.flatMap((id) => states.reports.get(id) ?? [])
    if (reports.length < ids.length) return refused({ code: 'report_unknown' })
    const by = { by: staff, at: now }
    const judged =
      chosen === null ? rejectReports(reports, by) : confirmReports(reports, chosen, by)
    if (!judged.ok) return refused(judged.refusal)
    return decided(
      { judged: judged.value.length },
      {
        changes: judged.value.map((row) => ({ table: 'reports', row }) as const),
        events: judged.value.map(eventOf),
      },
    )
  },
}

function eventOf({ id, state }: Report) {
  const keys = state.kind === 'confirmed' ? state.keys.length : 0
  return { name: `report_${state.kind}`, facts: { report: id, keys } }
}

export const judgeReports = inOwnName({ act: 'judge_reports' }, judging)

/** With those that the directory lists as somebody's own, which can not be confirmed. */
export function chosenOf(
  { operator, clock }: Pick<App, 'operator' | 'clock'>,
  keys: readonly string[],
): Chosen {
  const { directory } = operator()
  const now = clock.now()
  const genuine = keys.filter((key) => {
    const named = namedOf(key)
    return named !== null && isGenuine(named, directory, now)
  })
  return { keys, genuine }
}
