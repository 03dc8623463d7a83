/**
 * Sentences of disputes at the console; what every channel says of them is `channels/dispute-words.ts`,
 * what a refund is asked with is `../refund`.
 */
import type { RaiseDisputeRefusal } from '../../../../app/disputes/raise.ts'
import type { GoodwillPointsRefusal } from '../../../../app/money/goodwill-points.ts'
import type { RefundOrderRefusal } from '../../../../app/orders/refund-order.ts'
import type { DecideDisputeRefusal } from '../../../../app/staff/disputes.ts'
import type { QueueShow } from '../../../../app/queries/staff/disputes.ts'
import type { Language } from '../../../../domain/basics/language.ts'
import type { DecidingRefusal } from '../../../../domain/dispute/deciding.ts'
import type { RaisingRefusal } from '../../../../domain/dispute/raising.ts'
import { consoleWords, type ConsoleRefusal } from '../console/words.ts'
import { refundWords } from '../refund/words.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

type OwnRefusal =
  | RaisingRefusal
  | DecidingRefusal
  | GoodwillPointsRefusal
  | { readonly code: 'line_unknown' }
  | { readonly code: 'nobody_to_give_points' }

export interface DisputeDeskWords {
  readonly title: string
  readonly show: Readonly<Record<QueueShow, string>>
  readonly showLabel: string
  readonly none: string
  readonly due: string
  readonly late: (due: string) => string
  readonly owner: string
  readonly nobody: string
  readonly you: (name: string) => string
  readonly take: string
  readonly raisedBy: string
  readonly themselves: string
  readonly customerSays: string
  readonly saysNothing: string
  readonly weAnswered: string
  readonly settle: string
  readonly mayNot: string
  readonly words: string
  readonly wordsHint: string
  readonly refund: string
  readonly refundHint: string
  readonly order: string
  readonly noRefund: string
  readonly anotherWish: string
  readonly points: string
  readonly pointsLabel: string
  readonly pointsHint: (max: string) => string
  readonly givePoints: string
  readonly explain: string
  readonly explainHint: string
  readonly giveExplanation: string
  readonly wordsTooLong: (max: number) => string
  readonly done: Readonly<Record<'taken' | 'decided' | 'raised', string>>
  readonly toOrder: string
  readonly toLine: string
  readonly toQueue: string
  readonly raise: string
  readonly raiseHint: string
  readonly refusals: RefusalWords<OwnRefusal>
}

const CATALOGUES: Readonly<Record<Language, DisputeDeskWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function disputeDeskWords(language: Language): DisputeDeskWords {
  return CATALOGUES[language]
}

export type AnyDisputeRefusal =
  | DecideDisputeRefusal
  | RaiseDisputeRefusal
  | RefundOrderRefusal
  | ConsoleRefusal

export function disputeDeskRefusalText(refusal: AnyDisputeRefusal, language: Language): string {
  const words = {
    ...consoleWords(language).refusals,
    ...refundWords(language).refusals,
    ...disputeDeskWords(language).refusals,
  }
  return wordRefusal<AnyDisputeRefusal>(words, refusal)
}
