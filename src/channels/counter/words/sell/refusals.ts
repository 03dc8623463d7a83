/** The sentence for whatever selling was refused for, in the language of the staff. */
import type { Language } from '../../../../domain/basics/language.ts'
import { format } from '../../../format.ts'
import { consoleWords } from '../console/words.ts'
import { readingWords } from '../reading/words.ts'
import { wordRefusal } from '../refusal-words.ts'
import { sellWords, type SellRefusal } from './words.ts'

export function sellRefusalText(refusal: SellRefusal, language: Language): string {
  const { yen, moment, longDate } = format(language)
  const words = {
    ...consoleWords(language).refusals,
    ...readingWords(language).refusals,
    ...sellWords(language).refusals({ yen, date: longDate, end: (at) => moment(at, at) }),
  }
  return wordRefusal<SellRefusal>(words, refusal)
}
