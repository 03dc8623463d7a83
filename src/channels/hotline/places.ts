/**
 * Where a caller can stand, what keys do there, what the flow asks of the application, and what it
 * is told: plain data, kept with the call between two turns. What happens is `flow.ts`.
 */
import type { Bytes, GigabyteMeaning } from '../../domain/basics/data-volume.ts'
import type { GiftCardId, KeptMethodId, LineId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type { SpokenLanguage, WaitingWhy } from '../../domain/call/call.ts'
import type { RefundRule } from '../../domain/catalogue/offer.ts'
import type { Iccid } from '../../domain/line/iccid.ts'
import type { FailureReason } from '../../domain/payment/provider.ts'
import type { HotlineRefusal } from './refusals.ts'
import type { Ask, InEveryLanguage, PackSaid, PaidHow, Said, Utterance } from './utterances.ts'

export const PLACES = [
  'language',
  'known_how',
  'iccid',
  'activation',
  'number_code',
  'lines',
  'home',
  'packs',
  'stay',
  'advised',
  'paying',
  'gift_code',
  'summary',
  'pin',
  'after',
  'stop_card',
  'questions',
  'person',
  'call_back',
  'call_back_number',
  'over',
] as const
export type PlaceName = (typeof PLACES)[number]

/** What a key leads to. */
export type Goal =
  | { readonly kind: 'language'; readonly language: SpokenLanguage }
  | { readonly kind: 'known_how' }
  | { readonly kind: 'iccid' }
  | { readonly kind: 'number_code' }
  | { readonly kind: 'lines'; readonly from: number }
  | { readonly kind: 'line'; readonly line: LineId }
  | { readonly kind: 'home' }
  | { readonly kind: 'packs'; readonly from: number }
  | { readonly kind: 'pack'; readonly pack: PackSaid }
  | { readonly kind: 'stay' }
  | { readonly kind: 'details' }
  | { readonly kind: 'pay'; readonly way: Way }
  | { readonly kind: 'points_first' }
  | { readonly kind: 'paying' }
  | { readonly kind: 'gift_code' }
  | { readonly kind: 'agree' }
  | { readonly kind: 'key_pin' }
  | { readonly kind: 'stop_card' }
  | { readonly kind: 'yes_stop_card' }
  | { readonly kind: 'questions' }
  | { readonly kind: 'answer'; readonly index: number }
  | { readonly kind: 'person' }
  | { readonly kind: 'call_back_here' }
  | { readonly kind: 'call_back_other' }
  | { readonly kind: 'again' }
  | { readonly kind: 'finish' }

export interface Choice {
  readonly key: string
  readonly goal: Goal
}

export interface LineSaid {
  readonly id: LineId
  readonly lastDigits: string
}

/** What is said of a line at one instant, as far as this caller may hear it. */
export interface LineFacts extends LineSaid {
  readonly asOf: Instant
  readonly standing: 'card' | 'holder'
  /** By somebody, whoever calls. */
  readonly held: boolean
  /** Null: without limit. */
  readonly bytesLeft: Bytes | null
  readonly gigabyte: GigabyteMeaning
  readonly slowedKbps: number | null
  readonly life:
    | { readonly kind: 'not_begun' | 'until_used' | 'over' }
    | { readonly kind: 'valid'; readonly until: Instant }
    | { readonly kind: 'grace'; readonly suspendedFrom: Instant }
    | { readonly kind: 'suspended'; readonly endsAt: Instant }
  readonly stopped: boolean
  /** Packs that wait their turn. */
  readonly follow: number
  readonly repeat: PackSaid | null
  readonly sells: boolean
}

/** How the rest is paid, with what the application needs to do it. */
export interface Way {
  readonly how: PaidHow
  /** Of `saved`. */
  readonly kept: KeptMethodId | null
}

/** What the caller is about to buy. */
export interface Draft {
  readonly pack: PackSaid
  readonly giftCards: readonly GiftCardId[]
  readonly usesPoints: boolean
  /** Null until it is picked, and where nothing is left to pay. */
  readonly way: Way | null
}

/** The price now, how it may be paid, and what the last words before paying say. */
export interface Bill {
  readonly asOf: Instant
  readonly pack: PackSaid
  readonly price: Yen
  readonly taxPercent: number
  readonly tax: Yen
  readonly pointsUsed: Yen
  readonly giftCardsUsed: Yen
  readonly rest: Yen
  readonly ways: readonly Way[]
  /** Points that would lower the price without covering it; null where that is no choice. */
  readonly pointsToUse: Yen | null
  readonly effect: 'runs_now' | 'extends' | 'queues' | 'first_use'
  readonly from: Instant | null
  readonly until: Instant | null
  readonly refund: RefundRule
  readonly payBy: { readonly atOnce: Instant; readonly byLink: Instant }
  /** Of the holder: `keyed` on this call; `not_needed` where nothing kept could be spent. */
  readonly pin: 'not_needed' | 'none' | 'set' | 'locked' | 'keyed'
}

/** What the flow stands on between two turns. */
export interface At {
  readonly name: PlaceName
  readonly language: SpokenLanguage
  /** What keys do here; empty where digits are asked for. */
  readonly menu: readonly Choice[]
  /** Where `*` leads. */
  readonly back: Goal | null
  readonly ask: Ask
  /** What is said again when asked for. */
  readonly said: readonly Said[]
  /** Silences and wrong keys in a row, and how often it was said again. */
  readonly tries: number
  readonly repeats: number

  readonly known: boolean
  readonly lines: readonly LineSaid[]
  readonly line: LineFacts | null
  readonly iccid: Iccid | null
  readonly packs: readonly PackSaid[]
  readonly draft: Draft | null
  readonly bill: Bill | null
  /** The last words, as they will stand in the agreement. */
  readonly summary: readonly Utterance[]
  /** What the PIN was asked for. */
  readonly pinFor: 'paying' | 'home' | null
  readonly answers: readonly SpokenAnswer[]
  /** Last digits of the number that calls; null where it is withheld. */
  readonly callsFrom: string | null
  readonly asserted: boolean
  readonly demonstration: boolean
  readonly stuck: boolean
}

export interface SpokenAnswer {
  readonly question: InEveryLanguage
  readonly answer: InEveryLanguage
}

/** What the flow asks of the application. Secrets stand here and nowhere else. */
export type Question =
  | { readonly kind: 'prove_card'; readonly iccid: Iccid; readonly code: string }
  | { readonly kind: 'confirm_number'; readonly code: string }
  | { readonly kind: 'line'; readonly line: LineId }
  | { readonly kind: 'packs'; readonly line: LineId }
  | { readonly kind: 'advice'; readonly line: LineId; readonly days: number | 'resident' | null }
  | { readonly kind: 'bill'; readonly line: LineId; readonly draft: Draft }
  | { readonly kind: 'gift_code'; readonly digits: string }
  | { readonly kind: 'pin'; readonly line: LineId; readonly digits: string }
  | {
      readonly kind: 'place'
      readonly line: LineId
      readonly draft: Draft
      readonly bill: Bill
      readonly summary: readonly Utterance[]
      readonly agreed: Utterance
    }
  | { readonly kind: 'details'; readonly line: LineId }
  | { readonly kind: 'stop_card'; readonly line: LineId }
  | { readonly kind: 'answers' }
  | { readonly kind: 'people' }
  /** Null: at the number that calls. */
  | { readonly kind: 'call_back'; readonly digits: string | null }

export type Told =
  | {
      readonly kind: 'arrived'
      /** Of a known caller. */
      readonly language: SpokenLanguage | null
      /** Null: the number proves nobody. The line that ends first is first. */
      readonly lines: readonly LineSaid[] | null
      readonly callsFrom: string | null
      /** The operator's own trunk vouches for that number. */
      readonly asserted: boolean
      readonly name: InEveryLanguage | null
      readonly demonstration: boolean
    }
  | { readonly kind: 'card'; readonly line: LineSaid | null; readonly triesOver: boolean }
  | {
      readonly kind: 'number'
      readonly lines: readonly LineSaid[] | null
      readonly triesOver: boolean
    }
  | { readonly kind: 'line'; readonly facts: LineFacts | null }
  | { readonly kind: 'packs'; readonly packs: readonly PackSaid[] }
  | {
      readonly kind: 'advice'
      readonly advice:
        | {
            readonly kind: 'pack'
            readonly pack: PackSaid
            readonly lastDay: JstDate
            readonly asOf: Instant
            readonly saves: Yen | null
            readonly purchases: number
            readonly total: Yen
          }
        | { readonly kind: 'nothing_needed' | 'none' }
    }
  | { readonly kind: 'bill'; readonly bill: Bill | null }
  | {
      readonly kind: 'gift_code'
      readonly card: GiftCardId | null
      /** A slip of a finger, told apart from an unknown one. */
      readonly mistyped: boolean
      readonly wait: boolean
    }
  | { readonly kind: 'pin'; readonly proved: boolean; readonly triesLeft: number }
  | { readonly kind: 'placed'; readonly outcome: PlacedOutcome }
  | { readonly kind: 'details'; readonly say: readonly Utterance[] }
  | { readonly kind: 'card_stopped'; readonly done: boolean }
  | { readonly kind: 'answers'; readonly answers: readonly SpokenAnswer[] }
  | {
      readonly kind: 'people'
      readonly open: boolean
      readonly opens: Instant | null
      readonly asOf: Instant
    }
  /** Null: the number can not be called. */
  | {
      readonly kind: 'call_back'
      readonly promised: {
        readonly from: Instant
        readonly until: Instant
        readonly asOf: Instant
        readonly lastDigits: string
      } | null
    }
  /** Ours: the question could not be answered. */
  | { readonly kind: 'trouble' }

export type PlacedOutcome =
  | {
      readonly kind: 'renewed'
      readonly until: Instant | null
      readonly from: Instant | null
      readonly queued: boolean
      readonly receipt: boolean
      readonly asOf: Instant
    }
  | { readonly kind: 'deciding' }
  | { readonly kind: 'failed'; readonly reason: FailureReason | null }
  | { readonly kind: 'money_back' }
  | { readonly kind: 'data_coming'; readonly by: Instant; readonly asOf: Instant }
  | { readonly kind: 'link_sent'; readonly payBy: Instant; readonly asOf: Instant }
  | { readonly kind: 'web_code'; readonly digits: string; readonly minutes: number }
  | { readonly kind: 'refused'; readonly refusal: HotlineRefusal }

export type Heard =
  | { readonly kind: 'ring'; readonly told: Extract<Told, { readonly kind: 'arrived' }> }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'silence' }
  | { readonly kind: 'hang_up' }
  | { readonly kind: 'nobody_came' }
  | { readonly kind: 'person_left' }
  /** An agent has taken the call. */
  | { readonly kind: 'stepped_in' }
  | { readonly kind: 'too_long' }
  | { readonly kind: 'told'; readonly told: Told }

/** What is to happen next. */
export type Next =
  | { readonly of: 'caller'; readonly ask: Ask }
  | { readonly of: 'app'; readonly question: Question }
  | { readonly of: 'person'; readonly why: WaitingWhy; readonly waitSeconds: number }

export interface Step {
  readonly at: At
  readonly say: readonly Said[]
  /** Absent: the call is over. */
  readonly ask?: Next
}
