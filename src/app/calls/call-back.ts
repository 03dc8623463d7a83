/** A caller asks to be called back: one promise a call, at a number and within a span. */
import type { CallBackId, CallId } from '../../domain/basics/ids.ts'
import type { CallBack } from '../../domain/call/call-back.ts'
import { accountCalling } from '../../domain/call/caller.ts'
import { isOver } from '../../domain/call/call.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_CALL } from '../door/state.ts'

export interface AskCallBack {
  readonly id: CallBackId
  readonly call: CallId
  /** Null: at the number that calls. */
  readonly number: { readonly sealed: string; readonly lastDigits: string } | null
  readonly promised: CallBack['promised']
}

export type AskCallBackRefusal =
  | { readonly code: 'call_over' }
  /** The caller withholds the number and named none. */
  | { readonly code: 'no_number' }

/** Asked again on the same call, the promise stands and the number is the last one named. */
export const askCallBack: Command<AskCallBack, CallBack, AskCallBackRefusal> = {
  name: 'ask_call_back',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ call, number }) => `${call}|${number?.lastDigits ?? ''}`,
  decide({ states, now }, input) {
    const { call, callBack: known } = states.calls.get(input.call) ?? NO_CALL
    if (call === null || isOver(call)) return refused({ code: 'call_over' })
    const number = input.number ?? call.number
    if (number === null) return refused({ code: 'no_number' })
    const { sealed, lastDigits } = number
    const fresh: CallBack = {
      id: input.id,
      call: call.id,
      language: call.language ?? 'zh',
      number: sealed,
      lastDigits,
      line: call.line,
      account: accountCalling(call),
      askedAt: now,
      promised: input.promised,
      tries: [],
      state: { kind: 'waiting' },
    }
    const isWaiting = known !== null && known.state.kind === 'waiting'
    const row: CallBack = isWaiting ? { ...known, number: sealed, lastDigits } : fresh
    return decided(row, {
      changes: [{ table: 'call_backs', row }],
      events: [{ name: 'call_back_asked', facts: { call: call.id, call_back: row.id } }],
    })
  },
}
