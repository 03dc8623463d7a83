/**
 * What staff changed of the directory since its file was loaded: entries that stand before the
 * file's, and keys that they confirmed as used for fraud. The file stays as it was loaded.
 */
import type { Directory, Entry } from './directory.ts'
import type { EditedEntry } from './report.ts'

export interface DirectoryChanges {
  readonly edited: readonly EditedEntry[]
  /** Keys of confirmed reports. */
  readonly confirmed: readonly string[]
}

/** Changes that are in the directory already change nothing more. */
export function withChanges(directory: Directory, changes: DirectoryChanges): Directory {
  const { entries, names, reported } = directory
  const edited = new Map(changes.edited.map(({ entry }) => [entry.id, entry]))
  const known = new Set(entries.map(({ id }) => id))
  const added = [...edited.values()].filter(({ id }) => !known.has(id))
  return {
    entries: [...entries.map((entry): Entry => edited.get(entry.id) ?? entry), ...added],
    names,
    reported: [...new Set([...reported, ...changes.confirmed])],
  }
}
