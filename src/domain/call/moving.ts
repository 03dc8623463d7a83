/**
 * A call between the flow and people: taken, given back, wrapped up; and a call-back taken by who
 * dials. Each answers with the thing as it is afterwards. What the caller hears meanwhile is the
 * flow's.
 */
import type { StaffId } from '../basics/ids.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, plusMinutes, type Instant } from '../basics/time.ts'
import type { CallBack } from './call-back.ts'
import { CALL_WRONG_PROOFS_MAX, type Call, type WrapUp } from './call.ts'

/** So many wrong proofs, and somebody at the desk looks after the caller unasked. */
export const STUCK_WRONG_PROOFS_MIN = CALL_WRONG_PROOFS_MAX / 2
/** A call-back that was taken so long ago may be taken by somebody else. */
export const CALL_BACK_HELD_MINUTES = 30

export type CallOver = { readonly code: 'call_over'; readonly at: Instant }

export type TakeCallRefusal =
  | CallOver
  /** Somebody else talks with the caller. */
  | { readonly code: 'call_taken'; readonly by: StaffId }

interface Acting {
  readonly agent: StaffId
  readonly now: Instant
}

/** Taken twice by one, it stays as it is. */
export function takeOver(call: Call, { agent, now }: Acting): Result<Call, TakeCallRefusal> {
  const { state } = call
  if (state.kind === 'over') return refuse({ code: 'call_over', at: state.at })
  if (state.kind === 'with_agent') {
    return state.agent === agent ? accept(call) : refuse({ code: 'call_taken', by: state.agent })
  }
  return accept({ ...call, agent, heardAt: now, state: { kind: 'with_agent', since: now, agent } })
}

/** Not taken, or another has it. */
export type NotYours = CallOver | { readonly code: 'call_not_yours' }

/** What an agent does on a call is done on the one they talk on. */
export function talksWith(call: Call, agent: StaffId): Result<Call, NotYours> {
  const { state } = call
  if (state.kind === 'over') return refuse({ code: 'call_over', at: state.at })
  const isOwn = state.kind === 'with_agent' && state.agent === agent
  return isOwn ? accept(call) : refuse({ code: 'call_not_yours' })
}

/** To key what nobody may be told. Whoever gave it back stays known. */
export function giveBack(call: Call, { agent, now }: Acting): Result<Call, NotYours> {
  const own = talksWith(call, agent)
  return own.ok ? accept({ ...call, heardAt: now, state: { kind: 'in_flow' } }) : own
}

export type WrapUpRefusal =
  | { readonly code: 'call_not_yours' }
  | { readonly code: 'call_wrapped_up'; readonly by: StaffId; readonly at: Instant }

/** A call that still is with whoever wraps it up ends with that. */
export function wrapUp(call: Call, written: WrapUp): Result<Call, WrapUpRefusal> {
  const { by, at } = written
  if (call.wrapUp !== null) {
    return refuse({ code: 'call_wrapped_up', by: call.wrapUp.by, at: call.wrapUp.at })
  }
  if (call.agent !== by) return refuse({ code: 'call_not_yours' })
  const { state } = call
  if (state.kind === 'with_agent' && state.agent !== by) return refuse({ code: 'call_not_yours' })

  // From here wrapping up must succeed.
  const told = { ...call, wrapUp: written }
  if (state.kind !== 'with_agent') return accept(told)
  return accept({ ...told, heardAt: at, state: { kind: 'over', at, how: 'finished' } })
}

/** Asked for a person because nothing else helped, or is about to. */
export function isStuck({ state, wrongProofs }: Pick<Call, 'state' | 'wrongProofs'>): boolean {
  if (state.kind === 'waiting') return state.why === 'stuck'
  return state.kind === 'in_flow' && wrongProofs >= STUCK_WRONG_PROOFS_MIN
}

export type CallBackDone = { readonly code: 'call_back_done'; readonly at: Instant }

export type TakeCallBackRefusal =
  | CallBackDone
  | { readonly code: 'call_back_taken'; readonly by: StaffId }

export function takeCallBack(
  callBack: CallBack,
  { agent, now }: Acting,
): Result<CallBack, TakeCallBackRefusal> {
  const { state } = callBack
  if (state.kind === 'done') return refuse({ code: 'call_back_done', at: state.at })
  if (state.kind === 'taken') {
    if (state.by === agent) return accept(callBack)
    const isHeld = isBefore(now, plusMinutes(state.at, CALL_BACK_HELD_MINUTES))
    if (isHeld) return refuse({ code: 'call_back_taken', by: state.by })
  }
  return accept({ ...callBack, state: { kind: 'taken', by: agent, at: now } })
}

export type NotDialling = CallBackDone | { readonly code: 'call_back_not_yours' }

/** A try is told by whoever dialled. */
export function dials(callBack: CallBack, agent: StaffId): Result<CallBack, NotDialling> {
  const { state } = callBack
  if (state.kind === 'done') return refuse({ code: 'call_back_done', at: state.at })
  const isOwn = state.kind === 'taken' && state.by === agent
  return isOwn ? accept(callBack) : refuse({ code: 'call_back_not_yours' })
}
