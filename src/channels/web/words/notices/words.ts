/** Every sentence of the pages about notices, as one typed catalogue a language. */
import type { Language } from '../../../../domain/basics/language.ts'
import type { NoticeGroup } from '../../../../domain/notice/notice.ts'
import type { NoticeWay } from '../../../../domain/notice/preferences.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface NoticePageWords {
  readonly title: string
  readonly lead: string
  readonly groups: Readonly<Record<NoticeGroup, { readonly name: string; readonly hint: string }>>
  readonly ways: Readonly<Record<NoticeWay, string>>
  readonly smsHint: string
  readonly zone: string
  readonly zoneHint: string
  readonly save: string
  readonly saved: string
  readonly push: {
    readonly title: string
    readonly lead: string
    readonly unsupported: string
    readonly begin: string
    readonly begun: string
    readonly end: string
    readonly failed: string
    readonly refused: string
  }
  /** The mailbox refused our letters. */
  readonly silent: string
  readonly unsubscribe: {
    readonly title: string
    readonly ask: (group: string) => string
    readonly stop: string
    readonly done: (group: string) => string
    /** Some of the group is asked for by law. */
    readonly required: string
    readonly unknown: string
    readonly preferences: string
  }
}

const WORDS: Readonly<Record<Language, NoticePageWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function noticePageWords(language: Language): NoticePageWords {
  return WORDS[language]
}
