/**
 * Digits as people write them: with spaces, dashes, full-width forms and the invisible marks that
 * come along with a paste. Shared by every identifier of a line; what a run of digits means is the
 * identifier's own file.
 */
import { accept, refuse, type Result } from '../basics/result.ts'

/** A character that is neither a digit nor a way of grouping digits. */
export type NotDigits = {
  readonly code: 'not_digits'
  /** Counted from 1, in characters of the text as it was typed. */
  readonly position: number
  readonly found: string
}

export type WrongLength = {
  readonly code: 'wrong_length'
  /** How many digits the person gave; 0 for an empty text. */
  readonly digits: number
  /** The lengths that would do, ascending. */
  readonly expected: readonly number[]
}

/**
 * White space, joiners and direction marks (phones paste numbers inside them), then every hyphen,
 * dash and minus in use, among them the long-vowel marks that a Japanese keyboard gives for one.
 */
const GROUPING = new RegExp(
  `[${[
    String.raw`\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff`,
    String.raw`\-\u2010-\u2015\u2212\u30fc\uff70\u2500\ufe58\ufe63\uff0d`,
  ].join('')}]`,
  'u',
)

const FULL_WIDTH_ZERO = 0xff10

/**
 * The ASCII digits of a text, grouping dropped. `alsoGrouping` names further characters that an
 * identifier is customarily grouped with.
 */
export function readDigits(text: string, alsoGrouping = ''): Result<string, NotDigits> {
  let digits = ''
  let position = 0
  for (const character of text) {
    position += 1
    const digit = asDigit(character)
    if (digit !== null) digits += digit
    else if (!GROUPING.test(character) && !alsoGrouping.includes(character)) {
      return refuse({ code: 'not_digits', position, found: character })
    }
  }
  return accept(digits)
}

/** The ASCII form of an ASCII or full-width digit; null for anything else, other scripts too. */
function asDigit(character: string): string | null {
  if (character >= '0' && character <= '9') return character
  if (character < '\uff10' || character > '\uff19') return null
  return String((character.codePointAt(0) ?? FULL_WIDTH_ZERO) - FULL_WIDTH_ZERO)
}

/**
 * Where two neighbours changed places, if undoing exactly one such change makes the digits right:
 * the place of the first of the two, counted from 1 in digits. Null if none or several would do.
 */
export function swapThatRepairs(
  digits: string,
  isRight: (candidate: string) => boolean,
): number | null {
  let place: number | null = null
  for (let first = 0; first + 1 < digits.length; first += 1) {
    const [one = '', other = ''] = digits.slice(first, first + 2)
    if (one === other) continue
    if (!isRight(digits.slice(0, first) + other + one + digits.slice(first + 2))) continue
    if (place !== null) return null
    place = first + 1
  }
  return place
}
