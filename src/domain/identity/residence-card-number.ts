/**
 * The number of Japan's residence card (在留カード番号): two letters, eight digits, two letters.
 * It has no public check digit; whether a card is in force is asked of the Immigration Services
 * Agency, not here.
 */
import { accept, refuse, type Result } from '../basics/result.ts'
import type { DocumentNumber } from './document-number.ts'
import { lookAlike } from './look-alikes.ts'
import { closeUp } from './typed-text.ts'

declare const residenceCardBrand: unique symbol
export type ResidenceCardNumber = DocumentNumber & { readonly [residenceCardBrand]: true }

export const RESIDENCE_CARD_NUMBER_LENGTH = 12
const LETTERS_EACH_SIDE = 2

export type ResidenceCardNumberRefusal =
  | { readonly code: 'residence_card_length'; readonly got: number; readonly wanted: number }
  | {
      readonly code: 'residence_card_character'
      /** From 1 among the twelve; spaces and dashes are not counted. */
      readonly position: number
      readonly character: string
      readonly wanted: 'letter' | 'digit'
      /** What was probably meant: the look-alike of the wanted kind. */
      readonly likely: string | null
    }

/** From human text: full-width forms, spaces, dashes and lower case are accepted. */
export function parseResidenceCardNumber(
  text: string,
): Result<ResidenceCardNumber, ResidenceCardNumberRefusal> {
  const characters = [...closeUp(text)]
  if (characters.length !== RESIDENCE_CARD_NUMBER_LENGTH) {
    const wanted = RESIDENCE_CARD_NUMBER_LENGTH
    return refuse({ code: 'residence_card_length', got: characters.length, wanted })
  }
  for (const [index, character] of characters.entries()) {
    const wanted = wantedAt(index)
    if (isOf(wanted, character)) continue
    const other = lookAlike(character)
    const likely = other !== null && isOf(wanted, other) ? other : null
    return refuse({
      code: 'residence_card_character',
      position: index + 1,
      character,
      wanted,
      likely,
    })
  }
  return accept(characters.join('') as ResidenceCardNumber)
}

function wantedAt(index: number): 'letter' | 'digit' {
  const last = RESIDENCE_CARD_NUMBER_LENGTH - LETTERS_EACH_SIDE
  return index < LETTERS_EACH_SIDE || index >= last ? 'letter' : 'digit'
}

function isOf(wanted: 'letter' | 'digit', character: string): boolean {
  return wanted === 'letter' ? /^[A-Z]$/.test(character) : /^[0-9]$/.test(character)
}
