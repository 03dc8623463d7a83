/** Cases as staff read them: notes unsealed for this one page, people by their names. */
import type { CaseId, LineId, StaffId } from '../../../domain/basics/ids.ts'
import { accept, type Result } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { Case, CaseSubject } from '../../../domain/case/case.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'

/** Newest cases on a line's page. */
export const CASES_OF_LINE = 50
/** Longest open ones on the list of all. */
export const OPEN_CASES_LISTED = 100

export interface CaseView {
  readonly id: CaseId
  readonly line: LineId
  readonly about: CaseSubject
  readonly openedBy: string
  readonly openedAt: Instant
  readonly notes: readonly NoteView[]
  readonly closed: { readonly by: string; readonly at: Instant } | null
}

export interface NoteView {
  readonly by: string
  readonly at: Instant
  readonly text: string
}

type Desk = Pick<App, 'reads' | 'vault'>

/** Of one line, newest first, also closed ones. */
export async function casesOf(
  app: Desk,
  staff: Staff,
  line: LineId,
): Promise<Result<readonly CaseView[], PermissionRefusal>> {
  const allowed = mayDo(staff, 'find_line', null)
  if (!allowed.ok) return allowed
  return accept(await shown(app, await app.reads.cases(line, CASES_OF_LINE)))
}

/** Of every line, longest open first. */
export async function openCases(
  app: Desk,
  staff: Staff,
): Promise<Result<readonly CaseView[], PermissionRefusal>> {
  const allowed = mayDo(staff, 'find_line', null)
  if (!allowed.ok) return allowed
  return accept(await shown(app, await app.reads.openCases(OPEN_CASES_LISTED)))
}

async function shown(app: Desk, cases: readonly Case[]): Promise<readonly CaseView[]> {
  const nameOf = await staffNames(app)
  return cases.map((one) => ({
    id: one.id,
    line: one.line,
    about: one.about,
    openedBy: nameOf(one.openedBy),
    openedAt: one.openedAt,
    notes: one.notes.map(({ by, at, sealed }) => ({
      by: nameOf(by),
      at,
      text: app.vault.open(sealed),
    })),
    closed: one.closed === null ? null : { by: nameOf(one.closed.by), at: one.closed.at },
  }))
}

/** Also of those who have left. */
export async function staffNames({ reads }: Pick<App, 'reads'>): Promise<(id: StaffId) => string> {
  const names = new Map((await reads.allStaff()).map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? ''
}
