/**
 * EID: the number of an eUICC, the chip that eSIM profiles are loaded onto (GSMA SGP.02 and
 * SGP.29).
 * It names a device's chip, not a profile (`iccid.ts`). Its check is ISO 7064 MOD 97-10, not Luhn,
 * and newer ones need not begin with 89.
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import { readDigits, swapThatRepairs, type NotDigits, type WrongLength } from './digits.ts'

declare const eidBrand: unique symbol
/** 32 ASCII digits that leave 1 when divided by 97. */
export type Eid = string & { readonly [eidBrand]: true }

export const EID_LENGTH = 32
const CHECK_DIGITS = 2

export type EidRefusal =
  | NotDigits
  | WrongLength
  | {
      readonly code: 'check_digits'
      /** The last two digits that the first thirty call for. */
      readonly expected: string
      /** The last two as given. Any digit may be the wrong one, not only these. */
      readonly found: string
      /** The place, from 1 in digits, of two neighbours whose exchange would put it right. */
      readonly swappedAt: number | null
    }

/** From human text: spaces, dashes and full-width digits are accepted. */
export function parseEid(text: string): Result<Eid, EidRefusal> {
  const read = readDigits(text)
  if (!read.ok) return read
  const digits = read.value
  if (digits.length !== EID_LENGTH) {
    return refuse({ code: 'wrong_length', digits: digits.length, expected: [EID_LENGTH] })
  }
  if (!isEid(digits)) {
    return refuse({
      code: 'check_digits',
      expected: checkDigits(digits.slice(0, -CHECK_DIGITS)),
      found: digits.slice(-CHECK_DIGITS),
      swappedAt: swapThatRepairs(digits, isEid),
    })
  }
  return accept(digits as Eid)
}

function isEid(digits: string): boolean {
  return BigInt(digits) % 97n === 1n
}

/** ISO 7064 MOD 97-10: 98 less the remainder of the number with two noughts behind it. */
function checkDigits(payload: string): string {
  return String(98n - (BigInt(`${payload}00`) % 97n)).padStart(CHECK_DIGITS, '0')
}
