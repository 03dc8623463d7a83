/**
 * Sentences of gift cards and points at the console: looking at a card, selling it with its
 * receipt, freezing and freeing it, giving points. Of a till: `../till`.
 */
import type { GoodwillPointsRefusal } from '../../../../app/money/goodwill-points.ts'
import type { GiftCardSeen } from '../../../../app/queries/staff/gift-card.ts'
import type { SellGiftCardRefusal } from '../../../../app/staff/gift-cards.ts'
import type { Language } from '../../../../domain/basics/language.ts'
import type { GiftCardFreeze } from '../../../../domain/gift-card/gift-card.ts'
import type { GiftCardRefusal } from '../../../../domain/gift-card/issuing.ts'
import type { EnteringRefusal } from '../../../../domain/till/entering.ts'
import { consoleWords, type ConsoleRefusal } from '../console/words.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { tillWords } from '../till/words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export type GiftRefusal =
  | Exclude<SellGiftCardRefusal, EnteringRefusal>
  | GiftCardRefusal
  | GoodwillPointsRefusal

export interface GiftWords {
  readonly title: string
  readonly code: string
  readonly codeHint: string
  readonly look: string
  readonly lookAtAnother: string
  readonly card: (hint: string) => string
  readonly state: string
  readonly states: Readonly<Record<GiftCardSeen['state'], string>>
  readonly value: string
  readonly left: string
  readonly soldOn: string
  readonly end: string
  readonly endAfterSale: string
  readonly origin: string
  readonly origins: Readonly<Record<GiftCardSeen['origin'], string>>
  readonly frozen: (moment: string) => string
  readonly why: Readonly<Record<GiftCardFreeze['why'], string>>
  readonly sell: string
  readonly sellHint: string
  readonly tendered: string
  readonly sellCash: (amount: string) => string
  readonly reference: string
  readonly sellTerminal: (amount: string) => string
  readonly noTill: string
  readonly sold: string
  readonly change: string
  readonly freeze: string
  readonly freezeWhy: string
  readonly unfreeze: string
  readonly froze: string
  readonly unfroze: string
  readonly tooManyTries: (clock: string) => string
  readonly amountNeeded: string
  readonly receipt: {
    readonly title: string
    readonly inLanguage: string
    readonly item: (hint: string) => string
    readonly untaxed: string
    readonly paid: Readonly<Record<'cash' | 'terminal', string>>
    readonly tendered: string
    readonly change: string
    readonly until: string
    readonly soldAt: string
    readonly soldBy: string
  }
  readonly points: {
    readonly title: string
    readonly hint: (max: string) => string
    readonly label: string
    readonly give: string
    readonly gave: string
  }
  readonly refusals: RefusalWords<GiftRefusal>
}

const CATALOGUES: Readonly<Record<Language, GiftWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function giftWords(language: Language): GiftWords {
  return CATALOGUES[language]
}

export type AnyGiftRefusal = GiftRefusal | EnteringRefusal | ConsoleRefusal

export function giftRefusalText(refusal: AnyGiftRefusal, language: Language): string {
  const words = {
    ...tillWords(language).refusals,
    ...consoleWords(language).refusals,
    ...giftWords(language).refusals,
  }
  return wordRefusal<AnyGiftRefusal>(words, refusal)
}
