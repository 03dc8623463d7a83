/** A page's language with the figures as that language writes them. */
import type { Language } from '../../domain/basics/language.ts'
import { format, type Format } from '../format.ts'

export interface Speech {
  readonly language: Language
  readonly format: Format
}

export function speechOf(language: Language): Speech {
  return { language, format: format(language) }
}
