/**
 * Where each field stands in a machine-readable zone, and which characters it may hold (ICAO Doc
 * 9303 parts 4, 5 and 6). Positions count from 1, as the standard's own tables do. Not the check
 * digits, which the `mrz` library computes.
 */

export type MrzFormat = 'TD1' | 'TD2' | 'TD3'

/** Fields with a check digit of their own, and the one digit over several of them. */
export type MrzCheckedField =
  | 'document_number'
  | 'birth_date'
  | 'expiry_date'
  | 'personal_number'
  | 'composite'

export type MrzField =
  | MrzCheckedField
  | 'document_code'
  | 'issuing_state'
  | 'name'
  | 'nationality'
  | 'sex'
  | 'optional_data'

/** A run of characters of one field; a check digit is a stretch of the field it checks. */
export interface Stretch {
  readonly field: MrzField
  readonly line: number
  readonly from: number
  readonly to: number
  readonly holds: RegExp
  readonly isCheckDigit: boolean
}

export interface Layout {
  readonly format: MrzFormat
  readonly lines: number
  readonly width: number
  /** How the document code and the issuing state begin the first line. */
  readonly begins: RegExp
  readonly stretches: readonly Stretch[]
}

const LETTERS = /^[A-Z<]$/
const DIGITS = /^[0-9]$/
const DIGITS_OR_FILLER = /^[0-9<]$/
const LETTERS_AND_DIGITS = /^[A-Z0-9<]$/
const SEX = /^[MFX<]$/

const PASSPORT_BEGINS = /^P[A-Z<][A-Z][A-Z<]{2}/
/** A V in the second place is a visa; other first letters are licences and papers of one state. */
const CARD_BEGINS = /^[ACI][A-UW-Z<][A-Z][A-Z<]{2}/

export const LAYOUTS: readonly Layout[] = [
  {
    format: 'TD3',
    lines: 2,
    width: 44,
    begins: PASSPORT_BEGINS,
    stretches: [
      field('document_code', 1, 1, 2, LETTERS),
      field('issuing_state', 1, 3, 5, LETTERS),
      field('name', 1, 6, 44, LETTERS),
      field('document_number', 2, 1, 9, LETTERS_AND_DIGITS),
      check('document_number', 2, 10, DIGITS),
      field('nationality', 2, 11, 13, LETTERS),
      ...birthSexExpiry(14, DIGITS),
      field('personal_number', 2, 29, 42, LETTERS_AND_DIGITS),
      check('personal_number', 2, 43, DIGITS_OR_FILLER),
      check('composite', 2, 44, DIGITS),
    ],
  },
  {
    format: 'TD1',
    lines: 3,
    width: 30,
    begins: CARD_BEGINS,
    stretches: [
      field('document_code', 1, 1, 2, LETTERS),
      field('issuing_state', 1, 3, 5, LETTERS),
      field('document_number', 1, 6, 14, LETTERS_AND_DIGITS),
      check('document_number', 1, 15, DIGITS_OR_FILLER),
      field('optional_data', 1, 16, 30, LETTERS_AND_DIGITS),
      ...birthSexExpiry(1, DIGITS_OR_FILLER),
      field('nationality', 2, 16, 18, LETTERS),
      field('optional_data', 2, 19, 29, LETTERS_AND_DIGITS),
      check('composite', 2, 30, DIGITS),
      field('name', 3, 1, 30, LETTERS),
    ],
  },
  {
    format: 'TD2',
    lines: 2,
    width: 36,
    begins: CARD_BEGINS,
    stretches: [
      field('document_code', 1, 1, 2, LETTERS),
      field('issuing_state', 1, 3, 5, LETTERS),
      field('name', 1, 6, 36, LETTERS),
      field('document_number', 2, 1, 9, LETTERS_AND_DIGITS),
      check('document_number', 2, 10, DIGITS_OR_FILLER),
      field('nationality', 2, 11, 13, LETTERS),
      ...birthSexExpiry(14, DIGITS_OR_FILLER),
      field('optional_data', 2, 29, 35, LETTERS_AND_DIGITS),
      check('composite', 2, 36, DIGITS),
    ],
  },
]

/**
 * The same fifteen characters in every format, on the second line. An unknown part of a birth date
 * is filled; only a card may have no end, all filled.
 */
function birthSexExpiry(from: number, expiryHolds: RegExp): Stretch[] {
  return [
    field('birth_date', 2, from, from + 5, DIGITS_OR_FILLER),
    check('birth_date', 2, from + 6, DIGITS),
    field('sex', 2, from + 7, from + 7, SEX),
    field('expiry_date', 2, from + 8, from + 13, expiryHolds),
    check('expiry_date', 2, from + 14, DIGITS),
  ]
}

function field(name: MrzField, line: number, from: number, to: number, holds: RegExp): Stretch {
  return { field: name, line, from, to, holds, isCheckDigit: false }
}

function check(name: MrzCheckedField, line: number, at: number, holds: RegExp): Stretch {
  return { field: name, line, from: at, to: at, holds, isCheckDigit: true }
}

export function textAt(lines: readonly string[], place: Pick<Stretch, 'line' | 'from' | 'to'>) {
  return (lines[place.line - 1] ?? '').slice(place.from - 1, place.to)
}
