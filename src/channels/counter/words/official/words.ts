/** Sentences of reports and of the directory at the console. */
import type { EntryRefusal } from '../../../../app/staff/directory.ts'
import type { JudgeReportsRefusal } from '../../../../app/staff/reports.ts'
import type { Language } from '../../../../domain/basics/language.ts'
import type { Entry } from '../../../../domain/directory/directory.ts'
import type { Standing, Verdict } from '../../../../domain/directory/judging.ts'
import type { Happened, ReportState } from '../../../../domain/directory/report.ts'
import { consoleWords, type ConsoleRefusal } from '../console/words.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

type OfficialRefusal = JudgeReportsRefusal | EntryRefusal

/** Fields of an entry that can be written wrongly. */
export type EntryField = 'id' | 'kind' | 'app' | 'value' | 'name' | 'since' | 'until'

export interface OfficialWords {
  readonly reports: {
    readonly title: string
    readonly none: string
    readonly confirmedLately: string
    readonly read: string
    readonly namesNothing: string
    readonly more: (count: number) => string
    readonly one: string
    readonly at: string
    readonly language: string
    readonly by: string
    readonly signedIn: string
    readonly visitor: string
    readonly text: string
    readonly words: string
    readonly happened: string
    readonly happenings: Readonly<Record<Happened, string>>
    readonly agedAway: string
    readonly answer: string
    /** `alarm`: unknown, and it does what frauds do. */
    readonly verdicts: Readonly<Record<Verdict | 'alarm', string>>
    readonly named: string
    readonly standings: Readonly<Record<Standing['kind'], string>>
    readonly genuine: string
    readonly similar: string
    readonly counts: (waiting: number, confirmed: number, rejected: number) => string
    readonly together: (at: string) => string
    readonly confirmTitle: string
    readonly confirmHint: string
    readonly confirm: string
    readonly rejectTitle: string
    readonly rejectHint: string
    readonly reject: string
    readonly takeBackTitle: string
    readonly takeBackHint: string
    readonly takeBack: string
    readonly states: Readonly<Record<ReportState['kind'], string>>
    readonly judgedBy: (name: string, at: string) => string
    readonly confirmedKeys: string
    readonly done: Readonly<Record<'confirmed' | 'rejected', string>>
  }
  readonly directory: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly add: string
    readonly change: string
    readonly edited: (name: string, at: string) => string
    readonly from: (at: string) => string
    readonly until: (at: string) => string
    readonly kinds: Readonly<Record<Entry['kind'], string>>
    readonly id: string
    readonly idHint: string
    readonly kind: string
    readonly app: string
    readonly noApp: string
    readonly value: string
    readonly valueHint: string
    readonly name: (language: string) => string
    readonly since: string
    readonly sinceHint: string
    readonly end: string
    readonly endHint: string
    readonly endNow: string
    readonly save: string
    readonly saved: string
    readonly code: string
    readonly codeLead: string
    readonly back: string
    readonly wrong: Readonly<Record<EntryField, string>>
  }
  readonly refusals: RefusalWords<OfficialRefusal>
}

const CATALOGUES: Readonly<Record<Language, OfficialWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function officialWords(language: Language): OfficialWords {
  return CATALOGUES[language]
}

export type AnyOfficialRefusal = OfficialRefusal | ConsoleRefusal

export function officialRefusalText(refusal: AnyOfficialRefusal, language: Language): string {
  const words = { ...consoleWords(language).refusals, ...officialWords(language).refusals }
  return wordRefusal<AnyOfficialRefusal>(words, refusal)
}
