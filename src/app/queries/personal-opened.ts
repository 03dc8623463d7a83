/** A person's own text, opened for themselves: what `personalText` opens, and their number. */
import type { App } from '../app.ts'
import type { AccountState, SealedText } from '../door/state.ts'

/** Null for an account whose person was forgotten. */
export async function openedText(
  { reads, vault }: Pick<App, 'reads' | 'vault'>,
  { account }: AccountState,
) {
  if (account === null) return null
  const sealed = await reads.sealed({ kind: 'account', id: account.id }, account.person)
  if (sealed === null) return null
  const { wrapped, texts } = sealed
  const open = (kind: SealedText['kind']) => {
    const found = texts.find((one) => one.kind === kind)
    return found === undefined ? null : vault.openFor(wrapped, found.sealed)
  }
  return {
    wrapped,
    email: open('email'),
    displayName: open('display_name'),
    contactNumber: open('contact_number'),
  }
}
