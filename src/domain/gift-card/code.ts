/**
 * A gift card's code, two spellings of one number: sixteen Crockford base-32 characters and a check
 * character for the web, or twenty-five digits in groups of five for a telephone keypad. Eighty
 * random bits; a slip of a finger is found before anybody is asked. Kept as a keyed hash only.
 */
import { assert } from '../basics/assert.ts'
import { accept, refuse, type Result } from '../basics/result.ts'

declare const codeBrand: unique symbol
/** Sixteen characters, upper case, without check or dashes: what is hashed. */
export type GiftCode = string & { readonly [codeBrand]: true }

export type GiftCodeRefusal =
  | { readonly code: 'gift_code_length'; readonly length: number }
  | { readonly code: 'gift_code_mistyped' }

/** Random bytes that make one code. */
export const GIFT_CODE_BYTES = 10

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
/** Five more symbols for the check of modulus 37 (Crockford base 32). */
const CHECKS = `${ALPHABET}*~$=U`
const CHARACTERS = 16
const DIGITS = 25
/** 2^80 × 7 has 25 digits: what is left over after the number is a check of modulus 7. */
const DIGIT_CHECK = 7n

export function giftCodeOf(random: Uint8Array): GiftCode {
  assert(random.length === GIFT_CODE_BYTES, 'a gift code is made of eighty bits')
  return write(BigInt(`0x${random.toHex()}`))
}

/** Spaces, dashes and case do not matter; I and L read as 1, O as 0. */
export function parseGiftCode(text: string): Result<GiftCode, GiftCodeRefusal> {
  const given = text
    .replace(/[\s\-‐-―ー]/gu, '')
    .normalize('NFKC')
    .toUpperCase()
  if (given.length === DIGITS && /^\d+$/.test(given)) return parseDigits(given)
  if (given.length !== CHARACTERS + 1) {
    return refuse({ code: 'gift_code_length', length: given.length })
  }
  const body = given.slice(0, CHARACTERS).replace(/[IL]/g, '1').replace(/O/g, '0')
  if ([...body].some((character) => !ALPHABET.includes(character))) {
    return refuse({ code: 'gift_code_mistyped' })
  }
  const number = read(body)
  const check = given.slice(CHARACTERS)
  if (CHECKS[Number(number % 37n)] !== check) return refuse({ code: 'gift_code_mistyped' })
  return accept(write(number))
}

function parseDigits(digits: string): Result<GiftCode, GiftCodeRefusal> {
  const whole = BigInt(digits)
  const number = whole / DIGIT_CHECK
  if (whole % DIGIT_CHECK !== number % DIGIT_CHECK || number >= 1n << 80n) {
    return refuse({ code: 'gift_code_mistyped' })
  }
  return accept(write(number))
}

/** `ABCD-EFGH-JKMN-PQRS-T`: the last character is the check. */
export function printGiftCode(code: GiftCode): string {
  const check = CHECKS[Number(read(code) % 37n)] ?? ''
  return `${code}${check}`.replace(/(.{4})(?=.)/g, '$1-')
}

/** The same code for a keypad: five groups of five digits. */
export function printGiftDigits(code: GiftCode): string {
  const number = read(code)
  const whole = number * DIGIT_CHECK + (number % DIGIT_CHECK)
  return whole
    .toString()
    .padStart(DIGITS, '0')
    .replace(/(.{5})(?=.)/g, '$1 ')
}

/** What may be shown of a code. */
export function giftCodeHint(code: GiftCode): string {
  return code.slice(-4)
}

function read(body: string): bigint {
  return [...body].reduce((sum, character) => sum * 32n + BigInt(ALPHABET.indexOf(character)), 0n)
}

function write(number: bigint): GiftCode {
  let rest = number
  let text = ''
  for (let index = 0; index < CHARACTERS; index += 1) {
    text = `${ALPHABET[Number(rest % 32n)]}${text}`
    rest /= 32n
  }
  return text as GiftCode
}
