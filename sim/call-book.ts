/**
 * What callers themselves remember of every call, apart from the application: from which number,
 * what was keyed or told, and what was answered turn by turn. The auditor holds calls, orders and
 * call-backs to it (`auditor-calls.ts`).
 */
import type { Answered, HeardNow } from '../src/channels/hotline/ports.ts'
import type { UtteranceCode } from '../src/channels/hotline/utterances.ts'
import { toJson } from '../src/domain/basics/json.ts'
import type { CallId } from '../src/domain/basics/ids.ts'
import { expect } from './outside.ts'
import type { Person } from './world.ts'

/** What was asked for as digits. */
export type Entry = 'iccid' | 'activation' | 'pin' | 'number_code' | 'gift_code' | 'other'

export interface Keyed {
  /** Of the reply that asked; whatever is told to an agent has none. */
  readonly turn: number | null
  readonly entry: Entry
  readonly digits: string
}

export interface SimCall {
  readonly id: CallId
  readonly caller: Person
  readonly number: string | null
  readonly asserted: boolean
  readonly keyed: Keyed[]
  /** What was heard after the reply of a turn, by everybody who asked. */
  readonly heard: Map<number, HeardNow>
  /** Replies as text, by turn. */
  readonly replies: Map<number, string>
  /** Somebody promised to call back. */
  isPromised: boolean
  /** The call lasts, or somebody was about to set a new PIN meanwhile. */
  isPinUnsure: boolean
}

/** Of a turn there is one reply, whoever asks and how often. */
export function answeredOn(call: SimCall, { turn, reply }: Answered): void {
  const text = JSON.stringify(toJson(reply))
  const first = call.replies.get(turn) ?? text
  expect(first === text, 'a turn has one reply', { call: call.id, turn, first, text })
  call.replies.set(turn, text)
  if (says({ reply }, 'call_back_promised')) call.isPromised = true
}

export function says({ reply }: Pick<Answered, 'reply'>, ...codes: UtteranceCode[]): boolean {
  return reply.say.some(({ utterance }) => codes.includes(utterance.code))
}
