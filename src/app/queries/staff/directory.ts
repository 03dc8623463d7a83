/** The directory as staff see it: every entry, and who changed it beside the file. */
import type { Instant } from '../../../domain/basics/time.ts'
import { withChanges } from '../../../domain/directory/changes.ts'
import type { Directory, Entry } from '../../../domain/directory/directory.ts'
import type { App } from '../../app.ts'
import { staffNames } from './cases.ts'

export interface EntryView {
  readonly entry: Entry
  /** Null: as the file has it. */
  readonly edited: { readonly by: string; readonly at: Instant } | null
}

/** As it stands now, also where this process has not yet taken a change into use. */
export async function directoryNow({
  reads,
  operator,
}: Pick<App, 'reads' | 'operator'>): Promise<Directory> {
  return withChanges(operator().directory, await reads.directoryChanges())
}

export async function directoryEntries(
  app: Pick<App, 'reads' | 'operator'>,
): Promise<readonly EntryView[]> {
  const changes = await app.reads.directoryChanges()
  const nameOf = await staffNames(app)
  return withChanges(app.operator().directory, changes).entries.map((entry) => {
    const change = changes.edited.find((one) => one.entry.id === entry.id)
    const edited = change === undefined ? null : { by: nameOf(change.by), at: change.at }
    return { entry, edited }
  })
}
