/** How codes, mailboxes and personal text are made and hidden; used by every channel alike. */
import type { MailboxId } from '../../domain/basics/ids.ts'
import type { Email } from '../../domain/account/email.ts'
import type { Dice } from '../ports.ts'
import { nameKeys } from '../search-keys.ts'
import { idOfHash, type Vault } from '../vault.ts'
import type { SealedProfile } from './register.ts'

export const CODE_DIGITS = 6
const CODE_BYTES = 8

/** Uniform within what 64 bits allow: a bias far below one in a million millions. */
export function freshCode(dice: Dice): string {
  const drawn = BigInt(`0x${dice.bytes(CODE_BYTES).toHex()}`)
  return String(drawn % 10n ** BigInt(CODE_DIGITS)).padStart(CODE_DIGITS, '0')
}

/** Digits in any width, with whatever stands between them. */
export function codeHash(vault: Vault, mailbox: MailboxId, typed: string): string {
  const digits = typed.normalize('NFKC').replaceAll(/\D/g, '')
  return vault.keyed('email_code', `${mailbox}|${digits}`)
}

/** So that a mailbox has a home before there is an account. */
export function mailboxOf(vault: Vault, email: Email): MailboxId {
  return idOfHash<MailboxId>(vault.keyed('mailbox', email))
}

export function sealProfile(
  vault: Vault,
  text: { readonly email: string; readonly displayName: string },
): SealedProfile {
  const wrappedKey = vault.newPersonKey()
  return {
    wrappedKey,
    email: vault.sealFor(wrappedKey, text.email),
    displayName: vault.sealFor(wrappedKey, text.displayName),
    nameKeys: nameKeys(vault, text.displayName),
  }
}
