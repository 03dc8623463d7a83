/**
 * Staff change the directory beside its file: an entry is added, changed or ended, by two people.
 * The value is read as the file's values are (`app/operator/directory-files.ts`).
 */
import { present } from '../../domain/basics/assert.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { THE_BOOK } from '../../domain/bill/book.ts'
import { isSeller, type Directory, type Entry } from '../../domain/directory/directory.ts'
import { isReported } from '../../domain/directory/judging.ts'
import { namedOf } from '../../domain/directory/reading.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { ENTRIES_MAX } from '../operator/directory-files.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

export type EntryRefusal =
  | { readonly code: 'entry_listed'; readonly id: string }
  | { readonly code: 'entry_unknown'; readonly id: string }
  /** What is told as fraud is not told as ours: first the report is taken back. */
  | { readonly code: 'entry_reported'; readonly value: string }
  | { readonly code: 'directory_full'; readonly max: number }

export interface EditDirectory extends OwnName {
  readonly entry: Entry
  /** What speaks against it by the directory as it stands. */
  readonly against: EntryRefusal | null
}

const editing: Command<EditDirectory, null, EntryRefusal> = {
  name: 'edit_directory',
  keyPlace: 'outcomes',
  reads: [],
  homes: () => [{ kind: 'book', id: THE_BOOK }],
  fingerprint: ({ entry }) =>
    [entry.id, entry.kind, entry.value, entry.since, entry.until].join('|'),
  decide({ now }, { entry, against, staff, second }) {
    if (against !== null) return refused(against)
    const { id, kind, value, until } = entry
    const facts = {
      entry: id,
      kind,
      value,
      until: until?.toString() ?? null,
      second: second ?? null,
    }
    return decided(null, {
      changes: [{ table: 'directory_entries', row: { entry, by: staff, at: now } }],
      events: [{ name: 'directory_edited', facts }],
    })
  },
}

export const editDirectory = inOwnName({ act: 'edit_directory', needsSecond: () => true }, editing)

/** `isNew`: it is to be added, not to be changed. */
export function againstEntry(
  { entries, reported }: Directory,
  { entry, isNew, now }: { readonly entry: Entry; readonly isNew: boolean; readonly now: Instant },
): EntryRefusal | null {
  const { id, value, until } = entry
  const isListed = entries.some((one) => one.id === id)
  if (isNew && isListed) return { code: 'entry_listed', id }
  if (!isNew && !isListed) return { code: 'entry_unknown', id }
  if (isNew && entries.length >= ENTRIES_MAX) return { code: 'directory_full', max: ENTRIES_MAX }
  const isOver = until !== null && !isBefore(now, until)
  if (isSeller(entry) || isOver) return null
  const named = present(namedOf(keyOfEntry(entry)), 'what is listed can be named')
  return isReported(named, reported) ? { code: 'entry_reported', value } : null
}

function keyOfEntry(entry: Entry): string {
  if (entry.kind === 'handle') return `handle ${entry.app} ${entry.value}`
  const kind = entry.kind === 'domain' || entry.kind === 'carrier' ? 'link' : entry.kind
  return `${kind} ${entry.value}`
}
