/**
 * Files of usage at the console: who may read them, send one, and try rejected rows again. Each
 * act goes into the journal before anything is charged.
 */
import type { StaffId, UsageFileId } from '../../domain/basics/ids.ts'
import { accept, type Result } from '../../domain/basics/result.ts'
import { mayDo, type PermissionRefusal } from '../../domain/staff/permissions.ts'
import type { Staff } from '../../domain/staff/staff.ts'
import { decided, type Command } from '../door/command.ts'
import type { RejectedRow, UsageFile, UsageFileStore } from '../usage-files/ports.ts'
import { noteUsageFile } from '../usage-files/note.ts'
import { byStaff } from './by-staff.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

/** Files on one page of the list. */
export const USAGE_FILES_SHOWN_MAX = 50
/** Rejected rows on one page. */
export const REJECTED_SHOWN_MAX = 100

/** Only writes down; taking the file follows, and may be repeated. */
export const sendUsageFile = byStaff({ act: 'take_usage_file' }, noteUsageFile)

interface TryAgain extends OwnName {
  readonly staff: StaffId
  readonly file: UsageFileId
}

const tryingAgain: Command<TryAgain, null, never> = {
  name: 'try_usage_rows_again',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ staff }) => [{ kind: 'staff', id: staff }],
  fingerprint: ({ file }) => file,
  decide: (_context, { file }) =>
    decided(null, { events: [{ name: 'usage_rows_tried_again', facts: { file } }] }),
}

/** Only writes down; trying follows. */
export const tryUsageRowsAgain = inOwnName({ act: 'take_usage_file' }, tryingAgain)

export interface UsageFilePage {
  readonly file: UsageFile
  readonly rejected: readonly RejectedRow[]
  /** The line after which the next page begins; null: there is none. */
  readonly next: number | null
}

export async function usageFilesForStaff(
  store: UsageFileStore,
  staff: Staff,
  before: UsageFileId | null,
): Promise<Result<readonly UsageFile[], PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_usage_files', null)
  return allowed.ok ? accept(await store.newest(USAGE_FILES_SHOWN_MAX, before)) : allowed
}

export async function usageFileForStaff(
  store: UsageFileStore,
  staff: Staff,
  { id, after }: { readonly id: UsageFileId; readonly after: number },
): Promise<Result<UsageFilePage | null, PermissionRefusal>> {
  const allowed = mayDo(staff, 'read_usage_files', null)
  if (!allowed.ok) return allowed
  const file = await store.find(id)
  if (file === null) return accept(null)
  const rows = await store.rejected(id, { after, countMax: REJECTED_SHOWN_MAX + 1 })
  const rejected = rows.slice(0, REJECTED_SHOWN_MAX)
  const hasMore = rows.length > REJECTED_SHOWN_MAX
  return accept({ file, rejected, next: hasMore ? (rejected.at(-1)?.line ?? null) : null })
}
