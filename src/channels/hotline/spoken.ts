/**
 * What transports need of words: a reply as speech to be rendered, the one language that it is in,
 * and what is said when we are in trouble. What is said otherwise is the flow's.
 */
import type { SpokenStretch } from '../../app/calls/prompts.ts'
import { SPOKEN_LANGUAGES, type SpokenLanguage } from '../../domain/call/call.ts'
import type { Phrase } from './speech/phrase.ts'
import type { Said } from './utterances.ts'

/** Of `words/words.ts`. */
export interface Words {
  speak(said: Said): Phrase
  textOf(said: Said): string
}

export function stretchesOf({ speak }: Words, say: readonly Said[]): SpokenStretch[] {
  return say.map((said) => ({ language: said.language, clips: speak(said) }))
}

/** Null where a greeting is said in several, and where nothing is said. */
export function languageOf(say: readonly Said[]): SpokenLanguage | null {
  const [first] = say
  if (first === undefined) return null
  return say.every(({ language }) => language === first.language) ? first.language : null
}

/** In every language while nobody knows the caller's. */
export function troubleIn(language: SpokenLanguage | null): Said[] {
  const languages = language === null ? SPOKEN_LANGUAGES : [language]
  return languages.map((one) => ({ language: one, utterance: { code: 'trouble' } }))
}
