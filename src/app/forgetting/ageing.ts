/**
 * What has stood long enough is removed, and how much of each kind is written into the journal.
 * Removing is an adapter's, in batches; no command decides upon what goes.
 */
import { THE_BOOK } from '../../domain/bill/book.ts'
import { decided, type Command } from '../door/command.ts'

/** How many rows of each kind were removed or emptied; kinds without any are absent. */
export type AgedOut = Readonly<Record<string, number>>

export const recordAgeing: Command<{ readonly gone: AgedOut }, null, never> = {
  name: 'age_out',
  keyPlace: 'outcomes',
  reads: [],
  homes: () => [{ kind: 'book', id: THE_BOOK }],
  fingerprint: ({ gone }) => JSON.stringify(gone),
  decide: (_, { gone }) => decided(null, { events: [{ name: 'aged_out', facts: gone }] }),
}
