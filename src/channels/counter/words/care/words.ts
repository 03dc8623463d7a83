/**
 * Sentences of looking after a line at the console: documents, personal data, another address or
 * card, stopping, cases. Kinds of documents and subjects of cases are in `../line`; what any command
 * of staff can meet, in `../console`; what is wrong with a scan, in `../reading`.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { DisplayNameRefusal } from '../../../../domain/account/profile.ts'
import type { IdentityMissing } from '../../../../domain/line/changing.ts'
import type { StopRefusal } from '../../../../app/changes/stop-change.ts'
import type { AddNoteRefusal, CaseNotOpen, OpenCaseRefusal } from '../../../../app/staff/cases.ts'
import type { AskContactRefusal, AskSimRefusal } from '../../../../app/staff/changes.ts'
import type { AskToForgetRefusal } from '../../../../app/staff/forget.ts'
import type { RecordIdentityRefusal } from '../../../../app/staff/identity.ts'
import type { EditPersonRefusal } from '../../../../app/staff/person.ts'
import type {
  ResumeRefusal,
  StaffSuspension,
  SuspendRefusal,
} from '../../../../app/staff/suspension.ts'
import type { ExpiryDateRefusal } from '../../reading/expiry-date.ts'
import type { ReadingRefusal } from '../reading/words.ts'
import { readingWords } from '../reading/words.ts'
import { consoleWords, type ConsoleRefusal } from '../console/words.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export type CareRefusal =
  | RecordIdentityRefusal
  | EditPersonRefusal
  | AskContactRefusal
  | AskSimRefusal
  | AskToForgetRefusal
  | StopRefusal
  | SuspendRefusal
  | ResumeRefusal
  | OpenCaseRefusal
  | AddNoteRefusal
  | CaseNotOpen
  | IdentityMissing
  | DisplayNameRefusal
  | ExpiryDateRefusal

export interface CareWords {
  readonly toCustomer: string
  readonly saved: string
  readonly identity: {
    readonly title: string
    readonly document: string
    readonly documentHint: string
    readonly expires: string
    readonly expiresHint: string
    readonly read: string
    readonly compare: string
    readonly kind: string
    readonly name: string
    readonly state: string
    readonly number: string
    readonly lastDay: string
    readonly noEnd: string
    readonly expired: string
    readonly isHolder: string
    readonly isNot: string
    readonly another: string
    readonly keeps: string
    readonly recorded: Readonly<Record<'accepted' | 'expired' | 'refused', string>>
    readonly numberAlone: string
    readonly notADocument: string
    readonly tooOld: string
  }
  readonly person: {
    readonly title: string
    readonly name: string
    readonly language: string
    readonly country: string
    readonly countryHint: string
    readonly save: string
    readonly notHeld: string
  }
  readonly contact: {
    readonly title: string
    readonly now: string
    readonly fresh: string
    readonly told: (hours: number) => string
    readonly ask: string
    readonly asked: (due: string) => string
    readonly otherDocument: string
  }
  readonly sim: {
    readonly title: string
    readonly now: string
    readonly iccid: string
    readonly code: string
    readonly codeHint: string
    readonly told: (hours: number) => string
    readonly ask: string
    readonly asked: (due: string) => string
  }
  readonly forget: {
    readonly title: string
    readonly told: (days: number) => string
    readonly ask: string
    readonly asked: (due: string) => string
  }
  readonly waiting: {
    readonly title: string
    readonly contact: (email: string, due: string) => string
    readonly sim: (cardEnds: string, due: string) => string
    readonly forget: (due: string) => string
    readonly byHolder: (at: string) => string
    readonly by: (first: string, second: string, at: string) => string
    readonly stop: string
    readonly stopped: string
  }
  readonly suspension: {
    readonly reasons: Readonly<Record<StaffSuspension, string>>
    readonly reason: string
    readonly title: string
    readonly stop: string
    readonly goOn: string
    readonly stopped: (reason: string, since: string) => string
    readonly running: string
  }
  readonly cases: {
    readonly title: string
    readonly allTitle: string
    readonly none: string
    readonly open: string
    readonly subject: string
    readonly note: string
    readonly noteHint: string
    readonly add: string
    readonly close: string
    readonly openedBy: (name: string, at: string) => string
    readonly closedBy: (name: string, at: string) => string
    readonly noteBy: (name: string, at: string) => string
    readonly noteNeeded: string
    readonly noteTooLong: (max: number) => string
    readonly toLine: string
  }
  readonly refusals: RefusalWords<CareRefusal>
}

const CATALOGUES: Readonly<Record<Language, CareWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function careWords(language: Language): CareWords {
  return CATALOGUES[language]
}

export type AnyCareRefusal = CareRefusal | ReadingRefusal | ConsoleRefusal

export function careRefusalText(refusal: AnyCareRefusal, language: Language): string {
  const words = {
    ...readingWords(language).refusals,
    ...consoleWords(language).refusals,
    ...careWords(language).refusals,
  }
  return wordRefusal<AnyCareRefusal>(words, refusal)
}
