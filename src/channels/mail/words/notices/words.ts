/**
 * Every sentence of a notice, as one typed catalogue a language; a missing one does not compile.
 * Facts arrive as text already formatted. A kind has a subject (a letter's, a push message's), a
 * text, and an SMS short enough for one message (70 characters, 160 in English).
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { StopWhy } from '../../../../domain/renewal/mandate.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface Said {
  readonly subject: string
  readonly text: string
  readonly sms: string
}

export type AfterDataSaid =
  | { readonly kind: 'left'; readonly volume: string }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'throttled'; readonly speed: string }
  | { readonly kind: 'stopped' }

export interface NoticeWords {
  /** `left`: null for unlimited. */
  readonly dataUsed: (told: {
    readonly percent: number
    readonly offer: string
    readonly left: string | null
  }) => Said
  readonly dataGone: (told: { readonly offer: string; readonly after: AfterDataSaid }) => Said
  /** Told by the instant, never by how long it is until then: a letter is read later. */
  readonly end: (told: { readonly end: string; readonly renewsItself: boolean }) => Said
  readonly numberLoss: (told: { readonly end: string }) => Said
  readonly renewal: {
    readonly upcoming: (told: {
      readonly offer: string
      readonly price: string
      readonly at: string | null
    }) => Said
    readonly done: (told: { readonly offer: string; readonly price: string }) => Said
    readonly failed: (told: {
      readonly offer: string
      readonly price: string
      readonly again: string | null
    }) => Said
    readonly needsYou: (told: {
      readonly offer: string
      readonly price: string
      readonly until: string | null
    }) => Said
    readonly stopped: (told: { readonly offer: string; readonly why: StopWhy }) => Said
    readonly cap: (told: {
      readonly offer: string
      readonly price: string
      readonly cap: string
    }) => Said
  }
  readonly points: (told: { readonly points: string; readonly end: string }) => Said
  readonly means: (told: { readonly means: string; readonly end: string }) => Said
  /** What the customer contests; `due` is when it is answered by. */
  readonly disputes: {
    readonly raised: (told: { readonly due: string }) => Said
    readonly taken: (told: { readonly due: string }) => Said
    readonly overdue: Said
    readonly explained: Said
    readonly refunded: Said
    readonly adjusted: Said
  }
  readonly labels: {
    readonly end: string
    readonly left: string
    readonly unlimited: string
    readonly charge: string
    readonly again: string
    readonly cap: string
    readonly answeredBy: string
    readonly goesBack: string
    readonly pointsGiven: string
  }
  readonly link: {
    /** To the line's own page, which asks who is there. */
    readonly line: string
    readonly renewal: string
    readonly pay: string
    readonly account: string
    readonly dispute: string
    /** None of these signs anybody in. */
    readonly advice: string
    readonly payAdvice: string
  }
  readonly stop: {
    readonly mail: string
    readonly preferences: string
    /** Of what cannot be switched off altogether. */
    readonly required: string
  }
}

const WORDS: Readonly<Record<Language, NoticeWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function noticeWords(language: Language): NoticeWords {
  return WORDS[language]
}
