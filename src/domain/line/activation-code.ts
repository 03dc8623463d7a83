/**
 * The activation code printed beside a card: ten random digits that, together with the ICCID, prove
 * that somebody holds the card. Only its reading is here; hashing, tries and locks are elsewhere.
 * Not an eSIM's install code (`esim/install-code.ts`).
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import { readDigits, type NotDigits, type WrongLength } from './digits.ts'

declare const activationCodeBrand: unique symbol
/** Ten ASCII digits. A secret: never logged, never stored unhashed. */
export type ActivationCode = string & { readonly [activationCodeBrand]: true }

export const ACTIVATION_CODE_LENGTH = 10

export type ActivationCodeRefusal = NotDigits | WrongLength

/** From human text or a keypad. The code has no check digit: ten digits are all that is asked. */
export function parseActivationCode(text: string): Result<ActivationCode, ActivationCodeRefusal> {
  const read = readDigits(text)
  if (!read.ok) return read
  const digits = read.value
  if (digits.length !== ACTIVATION_CODE_LENGTH) {
    return refuse({
      code: 'wrong_length',
      digits: digits.length,
      expected: [ACTIVATION_CODE_LENGTH],
    })
  }
  return accept(digits as ActivationCode)
}
