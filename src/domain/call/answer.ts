/**
 * A question that customers ask and its answer: shown on the help page, searched by agents, and,
 * where words for the ear are given, read out by the flow. The operator's reference data.
 */
import type { Localised } from '../basics/language.ts'
import type { SpokenLanguage } from './call.ts'

export interface Answer {
  /** A short name that stays: lower-case words joined by dashes. */
  readonly id: string
  readonly topic: AnswerTopic
  readonly question: Localised
  readonly answer: Localised
  /** Null: too long or too rare to be read out. */
  readonly spoken: {
    readonly question: Readonly<Record<SpokenLanguage, Heard>>
    readonly answer: Readonly<Record<SpokenLanguage, Heard>>
  } | null
}

/** Text with how it is read: pinyin with tone numbers for zh, kana for ja; else the text again. */
export interface Heard {
  readonly text: string
  readonly reading: string
}

export const ANSWER_TOPICS = ['data', 'validity', 'paying', 'card', 'safety', 'other'] as const
export type AnswerTopic = (typeof ANSWER_TOPICS)[number]

export const ANSWERS_MAX = 300
/** Read out by the flow: a menu of the telephone holds no more. */
export const ANSWERS_SPOKEN_MAX = 6
