/**
 * ICCID: the number printed on a SIM card and held by an eSIM profile (ITU-T E.118). It names the
 * Sim, not the Line, and is no secret: alone it proves nothing.
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import { countryCodeOf } from './country-code.ts'
import { readDigits, swapThatRepairs, type NotDigits, type WrongLength } from './digits.ts'

declare const iccidBrand: unique symbol
/** 19 or 20 ASCII digits that begin with 89 and end in a right check digit. */
export type Iccid = string & { readonly [iccidBrand]: true }

export const ICCID_LENGTHS = [19, 20] as const
/** E.118: the major industry identifier of telecommunication cards. */
const TELECOM = '89'
/** E.118: industry, country code and issuer together have at most seven digits. */
const ISSUER_PREFIX_DIGITS = 7

export type IccidRefusal =
  | NotDigits
  | WrongLength
  /** Right length, but not the number of a SIM: `startsWith` is what stands where 89 should. */
  | { readonly code: 'not_a_sim_number'; readonly startsWith: string }
  | {
      readonly code: 'check_digit'
      /** The check digit (Luhn) that the other digits call for. */
      readonly expected: string
      /** The last digit as given. Any digit may be the wrong one, not only this. */
      readonly found: string
      /** The place, from 1 in digits, of two neighbours whose exchange would put it right. */
      readonly swappedAt: number | null
    }

/** From human text: spaces, dashes and full-width digits are accepted. */
export function parseIccid(text: string): Result<Iccid, IccidRefusal> {
  const read = readDigits(text)
  if (!read.ok) return read
  const digits = read.value
  if (!ICCID_LENGTHS.some((length) => length === digits.length)) {
    return refuse({ code: 'wrong_length', digits: digits.length, expected: ICCID_LENGTHS })
  }
  if (!digits.startsWith(TELECOM)) {
    return refuse({ code: 'not_a_sim_number', startsWith: digits.slice(0, TELECOM.length) })
  }
  if (!isIccid(digits)) {
    return refuse({
      code: 'check_digit',
      expected: luhnCheckDigit(digits.slice(0, -1)),
      found: digits.slice(-1),
      swappedAt: swapThatRepairs(digits, isIccid),
    })
  }
  return accept(digits as Iccid)
}

function isIccid(digits: string): boolean {
  return digits.startsWith(TELECOM) && luhnCheckDigit(digits.slice(0, -1)) === digits.slice(-1)
}

/** ISO/IEC 7812-1 annex B: every second digit doubled, counted from beside the check digit. */
function luhnCheckDigit(payload: string): string {
  let sum = 0
  let doubled = true
  for (const digit of [...payload].toReversed()) {
    const value = doubled ? Number(digit) * 2 : Number(digit)
    sum += value > 9 ? value - 9 : value
    doubled = !doubled
  }
  return String((10 - (sum % 10)) % 10)
}

export type IssuerPrefix = {
  /** The first seven digits: what a directory of issuers is looked up by. */
  readonly prefix: string
  /** E.164 country code, `81` for Japan; North American cards write theirs `01`. */
  readonly country: string
  /** The issuer's digits within its country, as far as the prefix goes. */
  readonly issuer: string
}

/** Who issued the card, as its number tells (E.118 clause 4). */
export function issuerPrefix(iccid: Iccid): IssuerPrefix {
  const prefix = iccid.slice(0, ISSUER_PREFIX_DIGITS)
  const rest = prefix.slice(TELECOM.length)
  const country = rest.startsWith('0') ? rest.slice(0, 2) : countryCodeOf(rest)
  return { prefix, country, issuer: rest.slice(country.length) }
}

/** For screens and logs: country and last four, in one form that does not tell the length. */
export function maskIccid(iccid: Iccid): string {
  return `${iccid.slice(0, 4)} •••• •••• ••• ${iccid.slice(-4)}`
}
