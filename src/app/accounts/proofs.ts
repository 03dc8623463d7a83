/** How codes, mailboxes and personal text are made and hidden; used by every channel alike. */
import { assert } from '../../domain/basics/assert.ts'
import type { MailboxId } from '../../domain/basics/ids.ts'
import type { Email } from '../../domain/account/email.ts'
import type { Dice } from '../ports.ts'
import type { Vault } from '../vault.ts'
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

/** A UUID (version 8, RFC 9562 §5.8) of the address's keyed hash. */
export function mailboxOf(vault: Vault, email: Email): MailboxId {
  const hex = vault.keyed('mailbox', email)
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  const id = parts.join('-')
  assert(id.length === 36, 'a mailbox id has the form of a UUID')
  return id as MailboxId
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
  }
}
