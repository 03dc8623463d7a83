/** What can be wrong with a machine-readable zone. Lines and positions count from 1. */
import type { DocumentNumberRefusal } from '../../../domain/identity/document-number.ts'
import type { MrzCheckedField, MrzField } from './mrz-layout.ts'

export interface MrzLength {
  readonly code: 'mrz_length'
  readonly line: number
  readonly got: number
  readonly wanted: number
}

/** A character that cannot stand in its place: a letter in a date, a digit in a name. */
export interface MrzCharacter {
  readonly code: 'mrz_character'
  readonly field: MrzField
  readonly line: number
  readonly position: number
  readonly character: string
  /** Its look-alike, if that could stand there. */
  readonly likely: string | null
}

export interface MrzCheckDigit {
  readonly code: 'mrz_check_digit'
  /** Whose check digit disagrees; any character from `from` to `to` may be the wrong one. */
  readonly field: MrzCheckedField
  readonly line: number
  readonly from: number
  readonly to: number
  /** Where `likely` belongs, or else where the disagreeing check digit stands. */
  readonly position: number
  /** What stands at `position`. */
  readonly found: string
  /** The look-alike of `found`, if putting it there, and no other single exchange, is right. */
  readonly likely: string | null
}

/** A day that no calendar has, though its check digit is right. */
export interface MrzDate {
  readonly code: 'mrz_date'
  readonly field: 'expiry_date'
  readonly line: number
  readonly position: number
  readonly found: string
}

/** Neither TD1, TD2 nor TD3: a visa, a licence, or no machine-readable zone at all. */
export interface MrzUnknownFormat {
  readonly code: 'mrz_unknown_format'
  /** The two characters that should be the document code; fewer, or none, if nothing was read. */
  readonly begins: string
}

export type MrzRefusal =
  | MrzLength
  | MrzCharacter
  | MrzCheckDigit
  | MrzDate
  | MrzUnknownFormat
  | DocumentNumberRefusal
