/**
 * One telephone call to the hotline: who called, what was proved of them, how far the flow has
 * come and who has taken it over. A dated record; what was said turn by turn is a CallTurn. Not a
 * DataSession (network) and not a SignIn (portal).
 */
import type { AccountId, CallId, LineId, OrderId, StaffId } from '../basics/ids.ts'
import { isBefore, plusMinutes, type Instant } from '../basics/time.ts'

export const SPOKEN_LANGUAGES = ['zh', 'en', 'ja', 'ko'] as const
/** As spoken: Mandarin, English, Japanese, Korean. What is written has one more Chinese. */
export type SpokenLanguage = (typeof SPOKEN_LANGUAGES)[number]

export const CALL_TRANSPORTS = ['twiml', 'fastagi', 'sandbox'] as const
export type CallTransport = (typeof CALL_TRANSPORTS)[number]

export interface CallingNumber {
  /** Keyed hash of the number in E.164. */
  readonly hash: string
  readonly lastDigits: string
  /** The number itself under the operator's key, for calling back. */
  readonly sealed: string
  /** The operator's own trunk vouches for it; otherwise it is a hint and proves nothing. */
  readonly asserted: boolean
}

/** How many last digits of a calling number staff and the caller hear. */
export const NUMBER_DIGITS_SHOWN = 4

/** Where the flow stands; what else is in it is the flow's own (`channels/hotline/flow.ts`). */
export interface CallPlace {
  readonly name: string
}

export type CallProof =
  /** A verified contact number that the operator's own trunk asserts. */
  | { readonly kind: 'number'; readonly account: AccountId; readonly at: Instant }
  /** Card number and activation code: keyed by the caller, or told to an agent (`by`). */
  | {
      readonly kind: 'activation'
      readonly line: LineId
      readonly by: StaffId | null
      readonly at: Instant
    }
  /** The phone PIN of the account, keyed by the caller and never told to anybody. */
  | { readonly kind: 'pin'; readonly account: AccountId; readonly at: Instant }

/**
 * in_flow    → waiting     the caller wants a person, or is stuck and somebody is at work
 * in_flow    → with_agent  an agent steps in
 * waiting    → with_agent  an agent takes it
 * waiting    → in_flow     nobody came in time: the flow offers to call back
 * with_agent → in_flow     the agent gives it back, to key a PIN or a gift code
 * any        → over        hung up, ended by the flow, or lost
 */
export type CallState =
  | { readonly kind: 'in_flow' }
  | { readonly kind: 'waiting'; readonly since: Instant; readonly why: WaitingWhy }
  | { readonly kind: 'with_agent'; readonly since: Instant; readonly agent: StaffId }
  | { readonly kind: 'over'; readonly at: Instant; readonly how: CallEnding }

/** `stuck`: tries are used up; `asked`: the caller pressed for a person. */
export type WaitingWhy = 'asked' | 'stuck'
export type CallEnding = 'hung_up' | 'finished' | 'lost'

export const CALL_OUTCOMES = [
  'renewed',
  'answered',
  'verified',
  'refunded',
  'card_stopped',
  'to_call_back',
  'not_verified',
  'cut_off',
  'other',
] as const
export type CallOutcome = (typeof CALL_OUTCOMES)[number]

/** What an agent wrote down when the call was done. */
export interface WrapUp {
  readonly by: StaffId
  readonly at: Instant
  readonly outcome: CallOutcome
  /** Ciphertext under the operator's key; null: no words. */
  readonly note: string | null
}

export interface Call {
  readonly id: CallId
  readonly transport: CallTransport
  /** The transport's own name of the call. */
  readonly reference: string
  /** Null where the caller withholds it. */
  readonly number: CallingNumber | null
  readonly language: SpokenLanguage | null
  readonly startedAt: Instant
  readonly heardAt: Instant
  /** Turns taken; the ring is the first. */
  readonly turns: number
  readonly place: CallPlace
  readonly proofs: readonly CallProof[]
  /** Wrong card numbers, activation codes and PINs on this call. */
  readonly wrongProofs: number
  /** What the call is about, once that is known. */
  readonly line: LineId | null
  /** The order placed on this call. */
  readonly order: OrderId | null
  readonly state: CallState
  /** Who looked after it, also when it is over. */
  readonly agent: StaffId | null
  readonly wrapUp: WrapUp | null
}

/** One thing heard and what was answered: for agents, and for a transport that asks twice. */
export interface CallTurn {
  readonly call: CallId
  /** 1 is the ring. */
  readonly number: number
  readonly at: Instant
  /** Where the caller stood when they were heard. */
  readonly place: string
  readonly heard: HeardNote
  /** The reply as the transport got it: utterances and what is asked for, in the flow's words. */
  readonly reply: unknown
}

/** What was heard, without what nobody may read: secret digits are counted only. */
export type HeardNote =
  | {
      readonly kind:
        | 'ring'
        | 'silence'
        | 'hang_up'
        | 'nobody_came'
        | 'person_left'
        | 'stepped_in'
        | 'too_long'
    }
  | { readonly kind: 'digits'; readonly digits: string }
  | { readonly kind: 'secret_digits'; readonly count: number }

/** A call nobody heard of for so long is lost: its transport died with it. */
export const CALL_SILENT_MINUTES_MAX = 30
/** Longer calls are led to their end. */
export const CALL_TURNS_MAX = 150
/** Wrong proofs of one call; then only a person can help. */
export const CALL_WRONG_PROOFS_MAX = 6
export const WRAP_UP_NOTE_LENGTH_MAX = 1_000

export function isOver(call: Pick<Call, 'state'>): boolean {
  return call.state.kind === 'over'
}

export function isLost({ state, heardAt }: Pick<Call, 'state' | 'heardAt'>, now: Instant): boolean {
  return state.kind !== 'over' && !isBefore(now, plusMinutes(heardAt, CALL_SILENT_MINUTES_MAX))
}

export function withProof(call: Call, proof: CallProof): Call {
  return { ...call, proofs: [...call.proofs, proof] }
}
