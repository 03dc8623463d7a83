/**
 * What was reported, as staff see it: who waits longest first, and one report with what it names,
 * what the directory says of that now, and the others that name the same. Sealed text is opened
 * for one page; its reading is asked for first (`app/staff/reading.ts`).
 */
import type { ReportId } from '../../../domain/basics/ids.ts'
import type { Language } from '../../../domain/basics/language.ts'
import { accept, type Result } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { isGenuine, judge, standingOf } from '../../../domain/directory/judging.ts'
import type { Judgement, Standing } from '../../../domain/directory/judging.ts'
import { namedOf, readMessage, type ReadPhone } from '../../../domain/directory/reading.ts'
import { REPORTS_TOGETHER_MAX, type Report } from '../../../domain/directory/report.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import { openReport, type ReportText } from '../../directory/report-suspect.ts'
import { staffNames } from './cases.ts'

/** Waiting ones on one page, longest waiting first. */
export const REPORTS_LISTED = 100
/** The newest of those that were confirmed. */
export const CONFIRMED_LISTED = 20
/** Reports that name the same; more are not looked at. */
export const SIMILAR_MAX = 200

export interface ReportRow {
  readonly id: ReportId
  readonly at: Instant
  readonly language: Language
  /** What they name, as it is read. */
  readonly names: readonly string[]
}

export interface ReportQueue {
  readonly waiting: readonly ReportRow[]
  readonly confirmed: readonly ReportRow[]
  readonly asOf: Instant
}

export interface NamedInReport {
  readonly key: string
  readonly value: string
  readonly standing: Standing['kind']
  /** Somebody's own: it can not be confirmed. */
  readonly isGenuine: boolean
}

export interface ReportView extends ReportRow {
  readonly state: Report['state']['kind']
  readonly judged: { readonly by: string; readonly at: Instant } | null
  readonly confirmedKeys: readonly string[]
  readonly isSignedIn: boolean
  /** Null once it aged away. */
  readonly text: ReportText | null
  /** Of the message as it would be answered now; null where its text is gone. */
  readonly judgement: Judgement | null
  readonly named: readonly NamedInReport[]
  readonly similar: {
    /** As many as can be judged together with this one. */
    readonly waiting: readonly ReportRow[]
    readonly counts: Readonly<Record<Report['state']['kind'], number>>
  }
  readonly asOf: Instant
}

type Desk = Pick<App, 'reads' | 'vault' | 'operator' | 'clock'>

export async function reportQueue(
  { reads, clock }: Pick<Desk, 'reads' | 'clock'>,
  staff: Staff,
): Promise<Result<ReportQueue, PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_reports', null)
  if (!allowed.ok) return allowed
  const [waiting, confirmed] = await Promise.all([
    reads.reportsWaiting(REPORTS_LISTED),
    reads.reportsConfirmed(CONFIRMED_LISTED),
  ])
  return accept({
    waiting: waiting.map(rowOf),
    confirmed: confirmed.map(rowOf),
    asOf: clock.now(),
  })
}

/** Null: there is none. */
export async function reportView(
  app: Desk,
  staff: Staff,
  { id, readPhone }: { readonly id: ReportId; readonly readPhone: ReadPhone },
): Promise<Result<ReportView | null, PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_reports', null)
  if (!allowed.ok) return allowed
  const report = await app.reads.report(id)
  if (report === null) return accept(null)
  const { directory } = app.operator()
  const now = app.clock.now()
  const { sealed, names, state } = report
  const text = sealed === null ? null : openReport(app.vault, sealed)
  const nameOf = await staffNames(app)
  return accept({
    ...rowOf(report),
    state: state.kind,
    judged: state.kind === 'waiting' ? null : { by: nameOf(state.by), at: state.at },
    confirmedKeys: state.kind === 'confirmed' ? state.keys : [],
    isSignedIn: report.account !== null,
    text,
    judgement: text === null ? null : judge(readMessage(text.message, readPhone), directory, now),
    named: names.flatMap((key) => {
      const named = namedOf(key)
      if (named === null) return []
      const { kind: standing } = standingOf(named, directory, now)
      return [{ key, value: named.value, standing, isGenuine: isGenuine(named, directory, now) }]
    }),
    similar: await similarTo(app, report),
    asOf: now,
  })
}

async function similarTo({ reads }: Pick<Desk, 'reads'>, { id, names }: Report) {
  const found = names.length === 0 ? [] : await reads.reportsNaming(names, SIMILAR_MAX)
  const others = found.filter((one) => one.id !== id)
  const of = (kind: Report['state']['kind']) => others.filter(({ state }) => state.kind === kind)
  const [waiting, confirmed, rejected] = [of('waiting'), of('confirmed'), of('rejected')]
  return {
    waiting: waiting.slice(0, REPORTS_TOGETHER_MAX - 1).map(rowOf),
    counts: {
      waiting: waiting.length,
      confirmed: confirmed.length,
      rejected: rejected.length,
    },
  }
}

function rowOf({ id, at, language, names }: Report): ReportRow {
  return { id, at, language, names }
}
