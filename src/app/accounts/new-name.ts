/** A new display name on its way to its account: sealed, and keyed by its words. */
import type { Account } from '../../domain/account/account.ts'
import type { DisplayName } from '../../domain/account/profile.ts'
import type { App } from '../app.ts'
import { nameKeys } from '../search-keys.ts'
import type { NewName } from './edit-profile.ts'

/** Null for a person who was forgotten: there is no key to seal under. */
export async function newName(
  { reads, vault }: Pick<App, 'reads' | 'vault'>,
  account: Account,
  name: DisplayName,
): Promise<NewName | null> {
  const sealed = await reads.sealed({ kind: 'account', id: account.id }, account.person)
  if (sealed === null) return null
  const old = sealed.texts.find(({ kind }) => kind === 'display_name')
  const before = old === undefined ? [] : nameKeys(vault, vault.openFor(sealed.wrapped, old.sealed))
  return {
    sealed: vault.sealFor(sealed.wrapped, name),
    keys: { before, after: nameKeys(vault, name) },
  }
}
