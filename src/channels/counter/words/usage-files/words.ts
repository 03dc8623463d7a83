/** Sentences of the pages of usage files at the console. */
import type { Came } from '../../../../app/usage-files/ports.ts'
import type { AgainRefusal, TakingRefusal } from '../../../../app/usage-files/take.ts'
import type { Language } from '../../../../domain/basics/language.ts'
import type { RowRefusal, UsageFileRefusal } from '../../../../domain/charging/usage-row.ts'
import type { RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface UsageFileWords {
  readonly title: string
  readonly lead: string
  readonly list: string
  readonly none: string
  readonly older: string
  readonly source: string
  readonly name: string
  readonly nameHint: string
  readonly content: string
  readonly contentHint: (lettersMax: number) => string
  readonly send: string
  readonly tooLong: (lettersMax: number) => string
  readonly needed: string
  readonly sent: string
  /** The form came twice; the first time it was taken. */
  readonly sentBefore: string
  /** Of one file. */
  readonly one: string
  readonly cameAt: string
  readonly cameBy: string
  readonly by: string
  readonly size: string
  readonly checksum: string
  readonly rows: string
  readonly accepted: string
  readonly repeated: string
  readonly rejected: string
  readonly used: string
  readonly state: string
  readonly states: {
    readonly finished: string
    readonly unfinished: string
    readonly refused: string
  }
  readonly came: Readonly<Record<Came, string>>
  readonly counts: (accepted: number, repeated: number, rejected: number) => string
  readonly rejectedRows: string
  readonly noneRejected: string
  readonly line: string
  readonly reason: string
  readonly text: string
  readonly textGone: string
  readonly next: string
  readonly again: string
  readonly againHint: string
  readonly againDone: string
  readonly rowRefusals: RefusalWords<RowRefusal>
  readonly fileRefusals: RefusalWords<UsageFileRefusal>
  readonly refusals: RefusalWords<
    TakingRefusal | Exclude<AgainRefusal, { readonly code: 'header_unfit' }>
  >
}

const CATALOGUES: Readonly<Record<Language, UsageFileWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function usageFileWords(language: Language): UsageFileWords {
  return CATALOGUES[language]
}
