/** Sentences of the portal's pages of disputes; what every channel says is `channels/dispute-words.ts`. */
import type { AddDisputeWordsRefusal } from '../../../../app/disputes/follow.ts'
import type { Language } from '../../../../domain/basics/language.ts'
import type { RaisingRefusal } from '../../../../domain/dispute/raising.ts'
import { refusalText, type PortalRefusal, type RefusalWords } from '../refusals.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface DisputePageWords {
  readonly listTitle: string
  readonly listLead: string
  readonly none: string
  /** On an order: one tap. */
  readonly wrong: string
  readonly wrongText: string
  readonly wrongButton: string
  readonly see: string
  readonly lead: (due: string) => string
  readonly late: string
  readonly yourWords: string
  readonly tellMore: string
  readonly tellMoreHint: string
  readonly send: string
  readonly answer: string
  readonly toOrder: string
  readonly toPoints: string
  readonly withdraw: string
  readonly withdrawText: string
  readonly refusedTitle: string
  readonly back: string
  readonly wordsNeeded: string
  readonly refusals: RefusalWords<RaisingRefusal | AddDisputeWordsRefusal>
}

const WORDS: Readonly<Record<Language, DisputePageWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function disputePageWords(language: Language): DisputePageWords {
  return WORDS[language]
}

export type DisputePageRefusal = RaisingRefusal | AddDisputeWordsRefusal | PortalRefusal

export function disputeRefusalText(refusal: DisputePageRefusal, language: Language): string {
  const { refusals } = disputePageWords(language)
  if (!isOfDispute(refusal, language)) return refusalText(refusal, language)
  const sentence = refusals[refusal.code] as (facts: typeof refusal) => string
  return sentence(refusal)
}

function isOfDispute(
  refusal: DisputePageRefusal,
  language: Language,
): refusal is RaisingRefusal | AddDisputeWordsRefusal {
  return refusal.code in disputePageWords(language).refusals
}
