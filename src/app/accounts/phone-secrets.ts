/**
 * How what an account has for the telephone is hidden: numbers, codes and PINs are known by keyed
 * hashes alone. The portal that takes them and the hotline that hears them hash alike.
 */
import type { Account } from '../../domain/account/account.ts'
import type { AccountId } from '../../domain/basics/ids.ts'
import { NUMBER_DIGITS_SHOWN } from '../../domain/call/call.ts'
import type { App } from '../app.ts'
import type { Vault } from '../vault.ts'
import { freshCode } from './proofs.ts'

/** `digits`: 0–9 alone. */
export function phonePinHash(vault: Vault, account: AccountId, digits: string): string {
  return vault.keyed('phone_pin', `${account}|${digits}`)
}

/** `number`: E.164, with its plus. */
export function contactNumberHash(vault: Vault, number: string): string {
  return vault.keyed('contact_number', number)
}

export function numberClaimHash(
  vault: Vault,
  { number, code }: { readonly number: string; readonly code: string },
): string {
  return vault.keyed('number_claim', `${number}|${code}`)
}

function lastDigitsOf(number: string): string {
  return number.slice(-NUMBER_DIGITS_SHOWN)
}

export interface MintedClaim {
  readonly hash: string
  readonly numberHash: string
  readonly lastDigits: string
  /** For whoever asks again under the same key: only we can open it. */
  readonly sealedCode: string
  readonly sealedNumber: Uint8Array
}

/** A code that nobody has for this number now; null for a person who was forgotten. */
export async function mintClaim(
  { dice, vault, reads }: Pick<App, 'dice' | 'vault' | 'reads'>,
  account: Account,
  number: string,
): Promise<MintedClaim | null> {
  const sealed = await reads.sealed({ kind: 'account', id: account.id }, account.person)
  if (sealed === null) return null
  for (;;) {
    const code = freshCode(dice)
    const hash = numberClaimHash(vault, { number, code })
    if ((await reads.find('number_claim', hash)) !== null) continue
    return {
      hash,
      numberHash: contactNumberHash(vault, number),
      lastDigits: lastDigitsOf(number),
      sealedCode: vault.seal(code),
      sealedNumber: vault.sealFor(sealed.wrapped, number),
    }
  }
}

/** In place of a number that was taken back. */
export async function noNumber(
  { vault, reads }: Pick<App, 'vault' | 'reads'>,
  account: Account,
): Promise<Uint8Array | null> {
  const sealed = await reads.sealed({ kind: 'account', id: account.id }, account.person)
  return sealed === null ? null : vault.sealFor(sealed.wrapped, '')
}
