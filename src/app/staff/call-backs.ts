/**
 * Calling back: promised by an agent on a call, taken by whoever dials, closed with what came of
 * the try. The number is opened by taking, and by nothing else. What the flow promises is
 * `app/calls`'.
 */
import type { CallBackId, CallId } from '../../domain/basics/ids.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import { afterTry, type CallBack, type CallBackResult } from '../../domain/call/call-back.ts'
import {
  dials,
  takeCallBack as takeOne,
  type NotDialling,
  type NotYours,
  type TakeCallBackRefusal,
} from '../../domain/call/moving.ts'
import { askCallBack, type AskCallBackRefusal } from '../calls/call-back.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_CALL } from '../door/state.ts'
import { ownCall, type CallUnknown } from './calls.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

/** A call-back is found by the call on which it was asked for. */
interface OfCallBack extends OwnName {
  readonly call: CallId
}

export type CallBackUnknown = { readonly code: 'call_back_unknown' }

/** `sealed`: the number, for the one page that dials it. */
export interface TakenCallBack {
  readonly sealed: string
}

const taking: Command<OfCallBack, TakenCallBack, CallBackUnknown | TakeCallBackRefusal> = {
  name: 'take_call_back',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ call }) => call,
  decide(context, { call, staff: agent }) {
    const found = callBackIn(context, call)
    if (!found.ok) return refused(found.refusal)
    const taken = takeOne(found.value, { agent, now: context.now })
    if (!taken.ok) return refused(taken.refusal)
    const row = taken.value
    const facts = { call, callBack: row.id }
    return decided(
      { sealed: row.number },
      {
        changes: row === found.value ? [] : [{ table: 'call_backs', row }],
        events: [{ name: 'call_back_number_opened', facts }],
      },
    )
  },
}

export const takeCallBack = inOwnName({ act: 'answer_call' }, taking)

export interface CloseCallBack extends OfCallBack {
  readonly result: CallBackResult
}

const closing: Command<
  CloseCallBack,
  { readonly state: CallBack['state']['kind'] },
  CallBackUnknown | NotDialling
> = {
  name: 'close_call_back',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ call, result }) => `${call}|${result}`,
  decide(context, { call, staff, result }) {
    const found = callBackIn(context, call)
    if (!found.ok) return refused(found.refusal)
    const own = dials(found.value, staff)
    if (!own.ok) return refused(own.refusal)
    const row = afterTry(own.value, { at: context.now, by: staff, result })
    const facts = { call, callBack: row.id, result, tries: row.tries.length }
    return decided(
      { state: row.state.kind },
      {
        changes: [{ table: 'call_backs', row }],
        events: [{ name: 'call_back_tried', facts }],
      },
    )
  },
}

export const closeCallBack = inOwnName({ act: 'answer_call' }, closing)

export interface AskCallBackFor extends OfCallBack {
  readonly id: CallBackId
  /** In which somebody is there (`callBackSpan`). */
  readonly promised: CallBack['promised']
}

export type AskCallBackForRefusal = CallUnknown | NotYours | AskCallBackRefusal

/** An agent promises to call the number that calls. */
const promising: Command<AskCallBackFor, CallBack, AskCallBackForRefusal> = {
  name: 'ask_call_back_for',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ call }) => call,
  decide(context, { staff, ...asked }) {
    const own = ownCall(context, { call: asked.call, staff })
    if (!own.ok) return refused(own.refusal)
    return askCallBack.decide(context, { ...asked, number: null })
  },
}

export const askCallBackFor = inOwnName({ act: 'answer_call' }, promising)

function callBackIn(
  { states }: Pick<DecideContext, 'states'>,
  call: CallId,
): Result<CallBack, CallBackUnknown> {
  const { callBack } = states.calls.get(call) ?? NO_CALL
  return callBack === null ? refuse({ code: 'call_back_unknown' }) : accept(callBack)
}
