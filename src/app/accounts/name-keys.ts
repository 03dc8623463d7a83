/** By which words of a name its account is found: written with the name, taken back with it. */
import type { AccountId } from '../../domain/basics/ids.ts'
import type { Change, SearchKey } from '../door/state.ts'

/** Keyed hashes (`search-keys.ts`) of the words of a name, as it was and as it is now. */
export interface NameKeys {
  readonly before: readonly string[]
  readonly after: readonly string[]
}

export function nameKeyChanges(account: AccountId, { before, after }: NameKeys): readonly Change[] {
  const home = { kind: 'account', id: account } as const
  const row = (value: string): SearchKey => ({ kind: 'name', value, home })
  return [
    ...before
      .filter((value) => !after.includes(value))
      .map((value): Change => ({ table: 'search_keys', row: row(value), removed: true })),
    // Also those that stood before: an account of earlier days may have none.
    ...after.map((value): Change => ({ table: 'search_keys', row: row(value) })),
  ]
}
