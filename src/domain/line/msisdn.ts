/**
 * MSISDN: the Japanese mobile number lent to a line for a period (ITU-T E.164 and Japan's numbering
 * plan). Never an identity, and not a person's contact number, which may be of any country.
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import { countryCodeOf } from './country-code.ts'
import { readDigits, type NotDigits, type WrongLength } from './digits.ts'

declare const msisdnBrand: unique symbol
/** E.164 with its plus: `+81` and the national number without its leading 0. */
export type Msisdn = string & { readonly [msisdnBrand]: true }

export type MsisdnRefusal =
  | NotDigits
  /** Counted in the form that was typed: with 81 in front, one more is expected than with 0. */
  | WrongLength
  /** A Japanese number of another kind (land line, freephone, IP), or none at all. */
  | { readonly code: 'not_mobile_prefix'; readonly prefix: string }
  | { readonly code: 'foreign_number'; readonly countryCode: string }

const JAPAN = '81'
/** Customary beside spaces and dashes, in telephone numbers only. */
const TELEPHONE_GROUPING = '().（）．'
const PLUS = /^[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff(（]*[+\uff0b\ufe62]/u

const MOBILE_LENGTH = 11
const LONG_MACHINE_LENGTH = 14
/** Numbers of machines and data cards under 0200 are longer than all others. */
const LONG_MACHINE = '0200'
/** 070, 080, 090, 060 (from July 2026) and 020; a 0 may not follow: 0800 is freephone. */
const MOBILE = /^0[26789]0[1-9]/

/**
 * From human text: national (090…), +81…, 0081… or 81…, with spaces, dashes, brackets and
 * full-width forms; the 0 that people leave in +81 (0)90… is dropped.
 */
export function parseMsisdn(text: string): Result<Msisdn, MsisdnRefusal> {
  const plus = PLUS.exec(text)
  const read = readDigits(plus === null ? text : text.slice(plus[0].length), TELEPHONE_GROUPING)
  if (!read.ok) return plus === null ? read : refuse(shifted(read.refusal, plus[0]))
  const typed = read.value

  const international = internationalPart(typed, plus !== null)
  if (international !== null && !JAPAN.startsWith(international.slice(0, JAPAN.length))) {
    return refuse({ code: 'foreign_number', countryCode: countryCodeOf(international) })
  }
  const national =
    international === null ? typed : `0${international.slice(JAPAN.length).replace(/^0/, '')}`
  const expected = lengthOf(national)
  const untyped = international === null ? 0 : Math.max(0, JAPAN.length - international.length)
  const lengthRefusal: WrongLength = {
    code: 'wrong_length',
    digits: typed.length,
    expected: [expected + typed.length - national.length + untyped],
  }
  // Too short to tell its kind, or without the 0: what is missing is more useful than what it is
  // not.
  const tellsItsKind = national.startsWith('0') && national.length > 3
  if (!tellsItsKind && national.length !== expected) return refuse(lengthRefusal)
  if (!MOBILE.test(national) && !national.startsWith(LONG_MACHINE)) {
    return refuse({ code: 'not_mobile_prefix', prefix: prefixOf(national) })
  }
  if (national.length !== expected) return refuse(lengthRefusal)
  return accept(`+${JAPAN}${national.slice(1)}` as Msisdn)
}

/** The digits from the country code on, if the number was written with one. */
function internationalPart(typed: string, plus: boolean): string | null {
  if (plus) return typed
  if (typed.startsWith('00')) return typed.slice(2)
  return typed.startsWith(JAPAN) ? typed : null
}

function lengthOf(national: string): number {
  return national.startsWith(LONG_MACHINE) ? LONG_MACHINE_LENGTH : MOBILE_LENGTH
}

/** 0800 is told from 080 by its fourth digit; other kinds by their third. */
function prefixOf(national: string): string {
  return national.slice(0, /^0[6789]00/.test(national) ? 4 : 3)
}

function shifted(refusal: NotDigits, before: string): NotDigits {
  return { ...refusal, position: refusal.position + [...before].length }
}

/** As people in Japan write it: 090-1234-5678, and 0200-12345-67890 for the long ones. */
export function formatNational(msisdn: Msisdn): string {
  const national = `0${msisdn.slice(JAPAN.length + 1)}`
  return national.length === LONG_MACHINE_LENGTH
    ? `${national.slice(0, 4)}-${national.slice(4, 9)}-${national.slice(9)}`
    : `${national.slice(0, 3)}-${national.slice(3, 7)}-${national.slice(7)}`
}

/** For screens and logs: its kind and its last four digits. */
export function maskMsisdn(msisdn: Msisdn): string {
  const written = formatNational(msisdn)
  const kindLength = written.indexOf('-')
  return (
    written.slice(0, kindLength) +
    written.slice(kindLength, -4).replaceAll(/\d/g, '•') +
    written.slice(-4)
  )
}
