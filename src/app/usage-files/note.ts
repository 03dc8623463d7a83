/** That a file of usage came, from whom, with what content: an entry of the operator's book. */
import { THE_BOOK } from '../../domain/bill/book.ts'
import { decided, type Command } from '../door/command.ts'
import type { NewFile } from './ports.ts'

export type NoteUsageFile = Pick<NewFile, 'source' | 'name' | 'sha256' | 'came'>

/** Before anything of it is charged; also where one that was cut off goes on. */
export const noteUsageFile: Command<NoteUsageFile, null, never> = {
  name: 'take_usage_file',
  keyPlace: 'outcomes',
  reads: [],
  homes: () => [{ kind: 'book', id: THE_BOOK }],
  fingerprint: ({ source, sha256 }) => `${source}|${sha256}`,
  decide: (_context, { source, name, sha256, came }) =>
    decided(null, {
      events: [{ name: 'usage_file_came', facts: { source, name, sha256, came } }],
    }),
}
