/** Words of a dispute, sealed and opened: under the person's own key, or else the operator's. */
import type { AccountId } from '../../domain/basics/ids.ts'
import type { SealedWords } from '../../domain/dispute/dispute.ts'
import type { App } from '../app.ts'

type Desk = Pick<App, 'reads' | 'vault'>

/** `account`: whose dispute it is; null where nobody holds the line. Null for no words. */
export async function sealWords(
  { reads, vault }: Desk,
  account: AccountId | null,
  text: string,
): Promise<SealedWords | null> {
  const said = text.trim()
  if (said === '') return null
  const key = account === null ? null : await personKey(reads, account)
  if (key === null) return { person: null, sealed: vault.seal(said) }
  const { person, wrapped } = key
  return { person, sealed: vault.sealFor(wrapped, said).toBase64() }
}

/** Null where nothing was said, and where its person was forgotten. */
export async function openWords(
  { reads, vault }: Desk,
  account: AccountId | null,
  words: SealedWords | null,
): Promise<string | null> {
  if (words === null) return null
  if (words.person === null) return vault.open(words.sealed)
  if (account === null) return null
  const home = { kind: 'account', id: account } as const
  const sealed = await reads.sealed(home, words.person)
  return sealed === null ? null : vault.openFor(sealed.wrapped, Uint8Array.fromBase64(words.sealed))
}

async function personKey(reads: Desk['reads'], account: AccountId) {
  const { account: found } = await reads.account(account)
  if (found === null) return null
  const sealed = await reads.sealed({ kind: 'account', id: account }, found.person)
  return sealed === null ? null : { person: found.person, wrapped: sealed.wrapped }
}
