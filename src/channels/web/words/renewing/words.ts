/** Every sentence of the pages of auto-renewal, typed: a missing one does not compile. */
import type { Language } from '../../../../domain/basics/language.ts'
import type { StopWhy, Trigger } from '../../../../domain/renewal/mandate.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface RenewingWords {
  readonly title: string
  readonly lead: string
  readonly off: string
  readonly on: string
  /** With what comes next, as one passage. */
  readonly onWith: (coming: string) => string
  readonly paused: string
  readonly pausedUntil: (moment: string) => string
  readonly stopped: Readonly<Record<StopWhy, string>>
  readonly charges: (moment: string) => string
  readonly chargesOnUse: string
  readonly retries: (moment: string) => string
  readonly needsYou: string
  readonly goPay: string
  readonly capped: string
  readonly offer: string
  readonly when: string
  readonly trigger: Readonly<Record<Trigger['kind'], string>>
  /** Whatever was chosen, the end of validity counts too. */
  readonly endToo: string
  readonly percent: string
  readonly share: (percent: number) => string
  readonly payWith: string
  readonly points: (left: string) => string
  readonly pointsPlain: string
  readonly noMeans: string
  readonly cap: string
  readonly capHint: string
  readonly spent: (spent: string, cap: string) => string
  readonly notice: string
  readonly noticeHours: (hours: number) => string
  readonly setUp: string
  readonly change: string
  readonly look: string
  readonly pause: string
  readonly resume: string
  readonly end: string
  readonly endHint: string
  readonly charging: string
  readonly nothingOffered: string
  readonly screen: {
    readonly title: string
    readonly repeated: string
    readonly priceEach: (price: string) => string
    readonly priceMost: (cap: string, year: string) => string
    readonly payment: (means: string) => string
    readonly delivery: Readonly<Record<Trigger['kind'], string>>
    readonly cancellation: string
    readonly openEnded: string
    readonly agree: (price: string) => string
  }
}

const WORDS: Readonly<Record<Language, RenewingWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function renewingWords(language: Language): RenewingWords {
  return WORDS[language]
}
