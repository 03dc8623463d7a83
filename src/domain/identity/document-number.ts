/**
 * The number of an identity document in one spelling: upper-case letters and digits, nothing
 * between them. Personal data: hashed with a key before anything is stored. It has no check of its
 * own; a machine-readable line does.
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import { closeUp } from './typed-text.ts'

declare const documentNumberBrand: unique symbol
export type DocumentNumber = string & { readonly [documentNumberBrand]: true }

export const DOCUMENT_NUMBER_LENGTH_MIN = 5
/** ICAO 9303-5: nine characters, and thirteen more among a card's optional data. */
export const DOCUMENT_NUMBER_LENGTH_MAX = 22
const LAST_DIGITS = 4

export type DocumentNumberRefusal =
  | { readonly code: 'document_number_length'; readonly length: number }
  /** `position` counts from 1, spaces and dashes left out. */
  | {
      readonly code: 'document_number_character'
      readonly position: number
      readonly character: string
    }

/** From human text or a machine-readable line, whose fillers stand for spaces and dashes. */
export function parseDocumentNumber(text: string): Result<DocumentNumber, DocumentNumberRefusal> {
  const characters = [...closeUp(text).replaceAll('<', '')]
  const wrong = characters.findIndex((character) => !/^[A-Z0-9]$/.test(character))
  if (wrong >= 0) {
    const character = characters[wrong] ?? ''
    return refuse({ code: 'document_number_character', position: wrong + 1, character })
  }
  const { length } = characters
  if (length < DOCUMENT_NUMBER_LENGTH_MIN || length > DOCUMENT_NUMBER_LENGTH_MAX) {
    return refuse({ code: 'document_number_length', length })
  }
  return accept(characters.join('') as DocumentNumber)
}

/** What may be kept and shown of it. */
export function lastDigitsOf(number: DocumentNumber): string {
  return number.slice(-LAST_DIGITS)
}
