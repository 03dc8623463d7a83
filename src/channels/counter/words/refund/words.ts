/**
 * Sentences of giving money back at the console: what goes back and which way, why, and paying it
 * out at a till. What any command of staff can meet is in `../console`; of a till, in `../till`.
 */
import type { RefundOrderRefusal } from '../../../../app/orders/refund-order.ts'
import type { Language } from '../../../../domain/basics/language.ts'
import type { RefundReason } from '../../../../domain/order/order.ts'
import type { PayOutRefundRefusal } from '../../../../app/tills/pay-out-refund.ts'
import { consoleWords, type ConsoleRefusal } from '../console/words.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { tillWords } from '../till/words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** By which way money goes back, as far as the clerk has to do with it. */
export type WayBack = 'provider' | 'partner' | 'cash' | 'terminal' | 'gift_card' | 'points'

export interface RefundWords {
  readonly title: (number: string) => string
  readonly offer: string
  readonly price: string
  readonly left: string
  readonly byRule: string
  readonly goodwill: string
  readonly goodwillHint: string
  readonly amount: string
  readonly reason: string
  readonly reasons: Readonly<Record<RefundReason, string>>
  readonly byRuleReason: string
  readonly note: string
  readonly noteHint: string
  readonly data: string
  readonly keep: string
  readonly take: string
  readonly show: string
  readonly confirm: string
  readonly total: string
  readonly ways: Readonly<Record<WayBack, string>>
  readonly asMoney: string
  readonly tax: string
  readonly pointsTakenBack: string
  readonly shortfall: string
  readonly revokes: string
  readonly keeps: string
  readonly overCard: string
  readonly give: (amount: string) => string
  readonly given: string
  readonly givenAt: (moment: string) => string
  readonly done: string
  readonly payOuts: string
  readonly payOutHint: string
  readonly payCash: (amount: string) => string
  readonly payTerminal: (amount: string) => string
  readonly reference: string
  readonly paidOut: string
  readonly noTill: string
  readonly toCustomer: string
  readonly amountNeeded: (max: string) => string
  readonly reasonNeeded: string
  readonly noteNeeded: string
  readonly noteTooLong: (max: number) => string
  readonly refusals: RefusalWords<RefundOrderRefusal>
}

const CATALOGUES: Readonly<Record<Language, RefundWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function refundWords(language: Language): RefundWords {
  return CATALOGUES[language]
}

export type AnyRefundRefusal = RefundOrderRefusal | PayOutRefundRefusal | ConsoleRefusal

export function refundRefusalText(refusal: AnyRefundRefusal, language: Language): string {
  const words = {
    ...tillWords(language).refusals,
    ...consoleWords(language).refusals,
    ...refundWords(language).refusals,
  }
  return wordRefusal<AnyRefundRefusal>(words, refusal)
}
