/** Sentences of the form in which somebody tells us of a fraud, and of the thanks. */
import type { Language } from '../../../../domain/basics/language.ts'
import type { Happened } from '../../../../domain/directory/report.ts'
import { enReports } from './en.ts'
import { jaReports } from './ja.ts'
import { koReports } from './ko.ts'
import { zhCNReports } from './zh-CN.ts'
import { zhTWReports } from './zh-TW.ts'

export interface ReportWords {
  readonly title: string
  /** Of the one button beside an answer. */
  readonly one: string
  readonly oneHint: string
  readonly more: string
  readonly lead: string
  readonly field: string
  readonly fieldHint: string
  readonly pictures: string
  readonly happened: string
  readonly happenings: Readonly<Record<Happened, string>>
  readonly words: string
  readonly wordsHint: string
  /** Right after a label, so with its brackets. */
  readonly optional: string
  readonly send: string
  readonly kept: string
  readonly needed: string
  readonly tooLong: (max: number) => string
  readonly tooOften: (minutes: number) => string
  readonly thanks: string
  readonly next: readonly string[]
  readonly lost: string
  readonly lostText: string
  readonly back: string
}

const WORDS: Readonly<Record<Language, ReportWords>> = {
  'zh-CN': zhCNReports,
  'zh-TW': zhTWReports,
  en: enReports,
  ja: jaReports,
  ko: koReports,
}

export function reportWords(language: Language): ReportWords {
  return WORDS[language]
}
