/**
 * Sentences of a till at the console: its shift, movements of cash, the count, the list of shifts
 * and their reports. Also every refusal of a till's commands, for whichever page sells over one.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { PayOutRefundRefusal } from '../../../../app/tills/pay-out-refund.ts'
import type { TakeAtTillRefusal } from '../../../../app/tills/take-at-till.ts'
import type {
  ShiftReportRefusal,
  TillNowRefusal,
} from '../../../../app/queries/staff/shift-report.ts'
import type { PermissionRefusal } from '../../../../domain/staff/permissions.ts'
import type { ClosingRefusal } from '../../../../domain/till/closing.ts'
import type { OpeningRefusal } from '../../../../domain/till/opening.ts'
import type { TillEntryKind, TillMeans } from '../../../../domain/till/till.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export type TillRefusal =
  | OpeningRefusal
  | ClosingRefusal
  | TakeAtTillRefusal
  | PayOutRefundRefusal
  | Exclude<ShiftReportRefusal | TillNowRefusal, PermissionRefusal>

export interface TillWords {
  readonly title: (name: string) => string
  /** This browser was not told where it stands. */
  readonly noTill: string
  readonly chooseTill: string
  readonly closed: string
  readonly float: string
  readonly floatHint: string
  readonly open: string
  readonly since: (moment: string, by: string) => string
  readonly expected: string
  readonly onTerminal: string
  readonly entries: string
  readonly noEntries: string
  readonly at: string
  readonly by: string
  readonly what: string
  readonly amount: string
  readonly note: string
  readonly change: (tendered: string, change: string) => string
  readonly reference: (number: string) => string
  readonly orderNumbered: (number: string) => string
  readonly kind: Readonly<Record<TillEntryKind, string>>
  readonly means: Readonly<Record<TillMeans, string>>
  readonly move: string
  readonly moveWhich: string
  readonly moveAmount: string
  readonly moveNote: string
  readonly moveNoteHint: string
  readonly moveDo: string
  readonly opened: string
  readonly moved: string
  readonly toClose: string
  readonly close: {
    readonly title: string
    readonly lead: string
    readonly pieces: (of: string) => string
    readonly total: string
    readonly totalHint: string
    readonly sum: string
    readonly check: string
    readonly confirmTitle: string
    readonly counted: string
    readonly difference: string
    readonly even: string
    readonly missing: (amount: string) => string
    readonly over: (amount: string) => string
    readonly why: string
    readonly whyHint: string
    readonly confirm: string
    readonly again: string
    readonly done: string
  }
  readonly shifts: {
    readonly title: string
    readonly none: string
    readonly stillOpen: string
    readonly till: string
    readonly openedAt: string
    readonly closedAt: string
  }
  readonly report: {
    /** Of a closed shift, and of one that is open. */
    readonly closed: string
    readonly running: string
    readonly till: string
    readonly opened: string
    readonly closedBy: string
    readonly second: string
    readonly float: string
    readonly takings: string
    readonly cash: string
    readonly tax: string
    readonly sold: (percent: number) => string
    readonly returned: (percent: number) => string
    readonly taxWithin: (gross: string, tax: string) => string
    readonly noTax: string
    readonly times: (count: number) => string
    readonly entries: string
    readonly print: (mm: number) => string
    readonly asOf: string
  }
  readonly amountWrong: string
  readonly refusals: RefusalWords<TillRefusal>
}

const CATALOGUES: Readonly<Record<Language, TillWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function tillWords(language: Language): TillWords {
  return CATALOGUES[language]
}

export function tillRefusalText(refusal: TillRefusal, language: Language): string {
  return wordRefusal(CATALOGUES[language].refusals, refusal)
}
