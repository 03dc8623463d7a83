/** What is looked up about reports and the directory: a part of the read side (`reads.ts`). */
import type { ReportId } from '../domain/basics/ids.ts'
import type { DirectoryChanges } from '../domain/directory/changes.ts'
import type { Report } from '../domain/directory/report.ts'

export interface DirectoryReads {
  report(id: ReportId): Promise<Report | null>
  /** Oldest first. */
  reportsWaiting(limit: number): Promise<readonly Report[]>
  /** Newest first. */
  reportsConfirmed(limit: number): Promise<readonly Report[]>
  /** Those that name any of the keys, oldest first. */
  reportsNaming(keys: readonly string[], limit: number): Promise<readonly Report[]>
  /** Beside what the operator's file says. */
  directoryChanges(): Promise<DirectoryChanges>
}

/** Keys that staff confirmed, the newest reports' first; older ones are left to the file. */
export const CONFIRMED_REPORTS_MAX = 5_000
