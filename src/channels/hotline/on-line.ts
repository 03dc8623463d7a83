/**
 * What the answers to the flow's questions are made from: the call as it stands within one turn,
 * and the application.
 */
import type { App } from '../../app/app.ts'
import type { Origin } from '../../app/origin.ts'
import type { Language } from '../../domain/basics/language.ts'
import type { CallId } from '../../domain/basics/ids.ts'
import type { CallingNumber, CallProof, SpokenLanguage } from '../../domain/call/call.ts'
import type { IsHoliday } from '../../domain/call/hotline-hours.ts'

export interface HotlineSettings {
  readonly app: App
  readonly isHoliday: IsHoliday
  /** A demonstration says so. */
  readonly sandbox: boolean
}

export interface OnLine extends HotlineSettings {
  readonly call: CallId
  readonly turn: number
  readonly number: CallingNumber | null
  readonly language: SpokenLanguage
  /** Those of earlier turns, and of this one. */
  readonly proofs: readonly CallProof[]
}

/** One attempt a turn: the same turn heard again is the same attempt. */
export function originOf({ call, turn }: Pick<OnLine, 'call' | 'turn'>, act: string): Origin {
  return { channel: 'phone', actor: `call:${call}`, key: `${turn}.${act}` }
}

const WRITTEN: Readonly<Record<SpokenLanguage, Language>> = {
  zh: 'zh-CN',
  en: 'en',
  ja: 'ja',
  ko: 'ko',
}

/** Letters and agreements of whoever speaks it. */
export function writtenLanguage(language: SpokenLanguage): Language {
  return WRITTEN[language]
}

export function spokenLanguage(language: Language): SpokenLanguage {
  return language === 'zh-CN' || language === 'zh-TW' ? 'zh' : language
}
