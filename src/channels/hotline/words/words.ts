/** Every utterance as speech, in each spoken language. A missing one does not compile. */
import type { SpokenLanguage } from '../../../domain/call/call.ts'
import type { Phrase } from '../speech/phrase.ts'
import type { Said, Utterance, UtteranceCode } from '../utterances.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zh } from './zh.ts'

export type Facts<Code extends UtteranceCode> = Extract<Utterance, { readonly code: Code }>

export type HotlineWords = {
  readonly [Code in UtteranceCode]: (facts: Facts<Code>) => Phrase
}

const WORDS: Readonly<Record<SpokenLanguage, HotlineWords>> = { zh, en, ja, ko }

export function speak({ language, utterance }: Said): Phrase {
  const say = WORDS[language][utterance.code] as (facts: Utterance) => Phrase
  return say(utterance)
}

/** As a transcript shows it. Words of Chinese and Japanese stand without spaces between. */
export function textOf(said: Said): string {
  const isSpaced = said.language === 'en' || said.language === 'ko'
  return speak(said)
    .map(({ text }) => text)
    .join(isSpaced ? ' ' : '')
}
