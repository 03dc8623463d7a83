/**
 * What is said of a dispute by every channel that shows one: where it stands, what happened to
 * it, and its evidence in plain words. Forms of the portal and the console have words of their own.
 */
import type { Language } from '../domain/basics/language.ts'
import type { DisputeStep, Evidence } from '../domain/dispute/dispute.ts'
import type { OrderState } from '../domain/order/order.ts'
import type { PaymentState } from '../domain/payment/payment.ts'
import type { PaymentMethod } from '../domain/payment/provider.ts'
import { en } from './dispute-words-en.ts'
import { ja } from './dispute-words-ja.ts'
import { ko } from './dispute-words-ko.ts'
import { zhCN } from './dispute-words-zh-CN.ts'
import { zhTW } from './dispute-words-zh-TW.ts'

export interface DisputeWords {
  readonly title: string
  readonly about: string
  readonly order: (number: string, offer: string) => string
  readonly usage: (day: string) => string
  /** Of the list and the head of a page. */
  readonly state: {
    readonly open: string
    readonly late: string
    readonly explained: string
    readonly refunded: (amount: string) => string
    readonly adjusted: (points: string) => string
    readonly withdrawn: string
  }
  readonly raisedAt: string
  readonly answeredBy: string
  readonly happened: string
  readonly step: Readonly<Record<DisputeStep['kind'], string>>
  readonly evidence: string
  readonly evidenceKinds: Readonly<Record<Evidence['kind'], string>>
  readonly evidenceOf: {
    readonly ordered: (told: {
      readonly moment: string
      readonly channel: string
      readonly price: string
      readonly state: string
    }) => string
    /** Of the order's own data, since it was delivered. */
    readonly used: (volume: string) => string
    readonly paid: (told: {
      readonly moment: string
      readonly amount: string
      readonly method: string
      readonly state: string
    }) => string
    readonly byLink: string
    readonly bankDisputes: string
    readonly agreed: (told: {
      readonly moment: string
      readonly terms: string
      readonly lines: number
    }) => string
    readonly signedIn: (told: {
      readonly device: string
      readonly moment: string
      readonly means: string
    }) => string
    readonly means: Readonly<Record<'email_code' | 'passkey', string>>
    /** Entries of our own record; where nobody reads them one by one. */
    readonly journal: (count: number) => string
    readonly usedOn: (told: { readonly day: string; readonly volume: string }) => string
    readonly usual: (volume: string) => string
    readonly reports: (reports: number, sessions: number) => string
    readonly secondsApart: (seconds: number) => string
    readonly listed: (charged: string, listed: string) => string
    readonly autoRenewalEnded: (moment: string) => string
  }
  readonly orderState: Readonly<Record<OrderState['kind'], string>>
  readonly paymentState: Readonly<Record<PaymentState['kind'], string>>
  readonly method: Readonly<Record<PaymentMethod, string>>
}

const WORDS: Readonly<Record<Language, DisputeWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function disputeWords(language: Language): DisputeWords {
  return WORDS[language]
}
