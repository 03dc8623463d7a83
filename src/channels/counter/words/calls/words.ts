/**
 * Sentences of the agents' desk: who waits and who talks, one call with what its caller did,
 * call-backs, the day's figures, questions and answers. What was said to a caller, and the names of
 * places in the flow, come through a port.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { AnswerTopic } from '../../../../domain/call/answer.ts'
import type { CallBackResult } from '../../../../domain/call/call-back.ts'
import type {
  CallOutcome,
  CallState,
  HeardNote,
  SpokenLanguage,
  WaitingWhy,
} from '../../../../domain/call/call.ts'
import type { CallerAct, CallerRefusal, CallerStanding } from '../../../../domain/call/caller.ts'
import type { NotDialling, TakeCallBackRefusal } from '../../../../domain/call/moving.ts'
import type { TakeCallRefusal } from '../../../../domain/call/moving.ts'
import type { AskCallBackForRefusal, CallBackUnknown } from '../../../../app/staff/call-backs.ts'
import type {
  CallUnknown,
  SetCallLineRefusal,
  VerifyOnCallRefusal,
  WrapUpCallRefusal,
} from '../../../../app/staff/calls.ts'
import { consoleWords, type ConsoleRefusal } from '../console/words.ts'
import { wordRefusal, type RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** What a form of this area can hold that no command would see. */
export type CallsFormRefusal =
  | { readonly code: 'note_too_long'; readonly max: number }
  | { readonly code: 'note_needed' }
  | { readonly code: 'nothing_found' }
  /** Nobody ever answers: there is no hour to promise. */
  | { readonly code: 'no_hours' }

export type CallsRefusal =
  | CallUnknown
  | TakeCallRefusal
  | VerifyOnCallRefusal
  | SetCallLineRefusal
  | WrapUpCallRefusal
  | CallBackUnknown
  | TakeCallBackRefusal
  | NotDialling
  | AskCallBackForRefusal
  | CallsFormRefusal

type Heard = Exclude<HeardNote['kind'], 'digits' | 'secret_digits'>

export interface CallsWords {
  readonly spoken: Readonly<Record<SpokenLanguage, string>>
  readonly noLanguage: string
  readonly minutes: (count: number) => string
  readonly numberEnds: (digits: string) => string
  readonly numberHidden: string
  readonly standing: Readonly<Record<CallerStanding, string>>
  readonly state: Readonly<Record<CallState['kind'], string>>
  readonly why: Readonly<Record<WaitingWhy, string>>
  readonly outcomes: Readonly<Record<CallOutcome, string>>
  readonly nav: {
    readonly label: string
    readonly desk: string
    readonly callBacks: string
    readonly today: string
    readonly answers: string
  }
  readonly desk: {
    readonly title: string
    readonly waiting: string
    readonly nobodyWaits: string
    readonly live: string
    readonly noCalls: string
    readonly waits: (minutes: string) => string
    readonly runs: (minutes: string) => string
    readonly stuck: string
    readonly withYou: string
    readonly with: (name: string) => string
    readonly at: (place: string) => string
    readonly turns: (count: number) => string
    readonly take: string
    readonly look: string
    readonly callBacks: string
    readonly noCallBacks: string
    readonly refreshes: string
    readonly wrapped: string
  }
  readonly call: {
    readonly title: (who: string) => string
    readonly who: string
    readonly moved: string
    readonly reload: string
    readonly about: string
    readonly noLine: string
    readonly toLine: string
    readonly toOrder: string
    readonly toCall: string
    readonly proofs: string
    readonly noProofs: string
    readonly proof: {
      readonly number: string
      readonly keyed: string
      readonly told: (name: string) => string
      readonly pin: string
    }
    readonly asserted: string
    readonly hint: string
    readonly wrong: (count: number, max: number) => string
    readonly acts: string
    readonly act: Readonly<Record<CallerAct, string>>
    readonly may: string
    readonly missing: Readonly<Record<CallerRefusal['code'], string>>
    readonly transcript: string
    readonly caller: string
    readonly flow: string
    readonly heard: Readonly<Record<Heard, string>>
    readonly digits: (digits: string) => string
    readonly secret: (count: number) => string
    readonly earlier: string
  }
  readonly acts: {
    readonly taken: string
    readonly verify: string
    readonly verifyHint: string
    readonly iccid: string
    readonly code: string
    readonly codeHint: string
    readonly check: string
    readonly verified: string
    readonly find: string
    readonly findHint: string
    readonly findField: string
    readonly findButton: string
    readonly choose: string
    readonly set: string
    readonly giveBack: string
    readonly giveBackHint: string
    readonly givenBack: string
    readonly promise: string
    readonly promiseHint: string
    readonly promised: string
  }
  readonly wrapUp: {
    readonly title: string
    readonly outcome: string
    readonly note: string
    readonly noteHint: string
    readonly opens: string
    readonly save: string
    readonly by: (name: string, at: string) => string
  }
  readonly callBacks: {
    readonly title: string
    readonly none: string
    readonly promised: (from: string, until: string) => string
    readonly overdue: string
    readonly asked: (at: string) => string
    readonly take: string
    readonly takenBy: (name: string) => string
    readonly dial: (number: string) => string
    readonly tries: string
    readonly tried: (result: string, at: string) => string
    readonly result: Readonly<Record<CallBackResult, string>>
    readonly came: string
    readonly save: string
    readonly toCall: string
    readonly saved: string
    readonly opened: string
  }
  readonly today: {
    readonly title: string
    readonly calls: string
    readonly more: string
    readonly byFlow: string
    readonly handedOver: string
    readonly waitingNow: string
    readonly longest: string
    readonly averageWait: string
    readonly renewals: string
    readonly open: string
    readonly overdue: string
    readonly agents: string
    readonly agent: string
    readonly count: string
    readonly talking: string
    readonly nobody: string
    readonly seconds: (count: number) => string
    readonly none: string
  }
  readonly answers: {
    readonly title: string
    readonly field: string
    readonly search: string
    readonly none: string
    readonly copy: string
    readonly copied: string
    readonly topic: Readonly<Record<AnswerTopic, string>>
    readonly spoken: string
  }
  readonly refusals: RefusalWords<CallsRefusal>
}

const CATALOGUES: Readonly<Record<Language, CallsWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function callsWords(language: Language): CallsWords {
  return CATALOGUES[language]
}

export type AnyCallsRefusal = CallsRefusal | ConsoleRefusal

export function callsRefusalText(refusal: AnyCallsRefusal, language: Language): string {
  const words = { ...consoleWords(language).refusals, ...callsWords(language).refusals }
  return wordRefusal<AnyCallsRefusal>(words, refusal)
}
