/**
 * Somebody waits to be called: asked for on a call, promised by an instant, worked off by agents.
 * A try that nobody answers leaves it waiting, a few times. Not a notice, which nobody answers.
 */
import type { AccountId, CallBackId, CallId, LineId, StaffId } from '../basics/ids.ts'
import { isBefore, type Instant } from '../basics/time.ts'
import type { SpokenLanguage } from './call.ts'

export interface CallBack {
  readonly id: CallBackId
  /** The call on which it was asked for. */
  readonly call: CallId
  readonly language: SpokenLanguage
  /** Ciphertext under the operator's key. */
  readonly number: string
  readonly lastDigits: string
  readonly line: LineId | null
  /** Whose verified number it is, if it is one. */
  readonly account: AccountId | null
  readonly askedAt: Instant
  readonly promised: { readonly from: Instant; readonly until: Instant }
  readonly tries: readonly CallBackTry[]
  readonly state: CallBackState
}

export interface CallBackTry {
  readonly at: Instant
  readonly by: StaffId
  readonly result: CallBackResult
}

export const CALL_BACK_RESULTS = ['reached', 'no_answer', 'engaged', 'wrong_number'] as const
export type CallBackResult = (typeof CALL_BACK_RESULTS)[number]

/**
 * waiting → taken    an agent dials
 * taken   → waiting  nobody answered, and tries are left
 * taken   → done     reached, a wrong number, or tries are used up
 * waiting → done     the caller rang again and was helped
 */
export type CallBackState =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'taken'; readonly by: StaffId; readonly at: Instant }
  | { readonly kind: 'done'; readonly at: Instant; readonly result: CallBackResult }

export const CALL_BACK_TRIES_MAX = 3

export function isOverdue({ state, promised }: CallBack, now: Instant): boolean {
  return state.kind !== 'done' && !isBefore(now, promised.until)
}

/** What a try leaves behind. */
export function afterTry(callBack: CallBack, made: CallBackTry): CallBack {
  const tries = [...callBack.tries, made]
  const isLast = tries.length >= CALL_BACK_TRIES_MAX
  const goesOn = (made.result === 'no_answer' || made.result === 'engaged') && !isLast
  const state: CallBackState = goesOn
    ? { kind: 'waiting' }
    : { kind: 'done', at: made.at, result: made.result }
  return { ...callBack, tries, state }
}
