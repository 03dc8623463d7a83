/**
 * By what staff find homes that no unique thing names: the number of a document that was checked,
 * and the words of a name. Keyed hashes only; nothing of either can be read back. Not the look-up
 * (`queries/staff/find-line.ts`).
 */
import type { DocumentNumber } from '../domain/identity/document-number.ts'
import type { Vault } from './vault.ts'

/** Words of a name that are remembered and looked for; more are no name. */
export const NAME_WORDS_MAX = 8

/** The same for a passport, a residence card and a card: whoever looks has the number alone. */
export function documentKey(vault: Vault, number: DocumentNumber): string {
  return vault.keyed('identity_document', number)
}

/** One key a word, in any order; case, width and accents do not matter. */
export function nameKeys(vault: Vault, name: string): readonly string[] {
  return nameWords(name).map((word) => vault.keyed('person_name', word))
}

/** Each once, as they are compared. */
export function nameWords(name: string): readonly string[] {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFKC').toLowerCase()
  const words = plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')
  return [...new Set(words)].slice(0, NAME_WORDS_MAX)
}
