/**
 * Every sentence of a letter, as one typed catalogue a language; a missing one does not compile.
 * Facts arrive as text already formatted. Not the portal's sentences.
 */
import type { Language } from '../../../domain/basics/language.ts'
import type { RefundWhy } from '../../../domain/order/order.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface MailWords {
  /** Between a label and its value. */
  readonly colon: string
  readonly frame: {
    readonly from: (name: string) => string
    /** What we never ask for. */
    readonly never: string
    readonly contact: (phone: string, hours: string, email: string) => string
    readonly japanTime: string
  }
  readonly code: {
    readonly signInSubject: string
    readonly signIn: string
    readonly registerSubject: string
    readonly register: string
    readonly changeEmailSubject: string
    readonly changeEmail: string
    readonly until: (clock: string) => string
    /** Never to be passed on, and no link in this letter. */
    readonly keep: string
    readonly notYou: string
    readonly notYouChange: string
  }
  readonly emailChanged: {
    readonly subject: string
    readonly text: (moment: string, newEmail: string) => string
    readonly notYou: string
  }
  readonly signedIn: {
    readonly subject: string
    readonly text: (moment: string, device: string) => string
    readonly notYou: string
  }
  readonly order: OrderMailWords
}

export interface OrderMailWords {
  readonly delivered: {
    readonly subject: (offer: string) => string
    readonly now: string
    readonly queued: string
    readonly firstUse: string
  }
  readonly refundDue: { readonly subject: (number: string) => string; readonly text: string }
  readonly refunded: { readonly subject: (number: string) => string; readonly text: string }
  readonly chargedBack: { readonly subject: (number: string) => string; readonly text: string }
  readonly why: Readonly<Record<RefundWhy, string>>
  readonly newEnd: string
  readonly noEnd: string
  readonly endAtFirstUse: string
  readonly data: string
  readonly total: (volume: string) => string
  readonly daily: (volume: string, hour: number) => string
  readonly unlimited: string
  readonly starts: string
  readonly offer: string
  readonly price: string
  readonly taxed: (price: string, percent: number, tax: string) => string
  readonly untaxed: (price: string) => string
  readonly amount: string
  readonly line: string
  readonly number: string
  readonly placedAt: string
  readonly receipt: string
  readonly page: string
  readonly linkAdvice: string
}

const WORDS: Readonly<Record<Language, MailWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function mailWords(language: Language): MailWords {
  return WORDS[language]
}

/** A moment of Japan that says so: readers of letters are anywhere. */
export function inJapan(moment: string, language: Language): string {
  const { japanTime } = mailWords(language).frame
  const narrow = language === 'en' || language === 'ko'
  return narrow ? `${moment} (${japanTime})` : `${moment}（${japanTime}）`
}
