/**
 * Turns of a call: each is written once, with the reply that was given, and moves the call on. A
 * turn that was taken already changes nothing; whoever asked reads the reply that stands.
 */
import type { CallId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import {
  isLost,
  isOver,
  type Call,
  type CallEnding,
  type CallingNumber,
  type CallPlace,
  type CallProof,
  type CallState,
  type CallTransport,
  type HeardNote,
  type SpokenLanguage,
  type WaitingWhy,
} from '../../domain/call/call.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_CALL } from '../door/state.ts'

/** A call as it rings. */
export interface Ringing {
  readonly transport: CallTransport
  readonly reference: string
  readonly number: CallingNumber | null
  /** Whose verified number it is, where the operator's own trunk asserts it. */
  readonly proof: Omit<Extract<CallProof, { readonly kind: 'number' }>, 'at'> | null
}

export interface TakeTurn {
  readonly call: CallId
  readonly ring: Ringing | null
  /** 1 is the ring. */
  readonly number: number
  readonly heard: HeardNote
  readonly place: CallPlace
  readonly reply: unknown
  readonly language: SpokenLanguage | null
  readonly line: LineId | null
  /** Placed in this turn. */
  readonly order: OrderId | null
  readonly next: NextState
}

export type NextState =
  | { readonly kind: 'in_flow' }
  | { readonly kind: 'waiting'; readonly why: WaitingWhy }
  | { readonly kind: 'over'; readonly how: CallEnding }

export type TurnRefusal =
  | { readonly code: 'call_unknown' }
  | { readonly code: 'turn_taken'; readonly turns: number }

export const takeCallTurn: Command<TakeTurn, { readonly state: CallState['kind'] }, TurnRefusal> = {
  name: 'take_turn',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ number }) => String(number),
  decide({ states, now }, input) {
    const known = (states.calls.get(input.call) ?? NO_CALL).call
    const call = known ?? (input.ring === null ? null : answered(input.call, input.ring, now))
    if (call === null) return refused({ code: 'call_unknown' })
    if (call.turns !== input.number - 1) return refused({ code: 'turn_taken', turns: call.turns })

    // From here taking the turn must succeed.
    const state = stateAfter(call, input, now)
    const row: Call = {
      ...call,
      heardAt: now,
      turns: input.number,
      place: input.place,
      language: input.language ?? call.language,
      line: input.line ?? call.line,
      order: input.order ?? call.order,
      state,
    }
    const { number, heard, reply } = input
    const turn = { call: call.id, number, at: now, place: call.place.name, heard, reply }
    return decided(
      { state: state.kind },
      {
        changes: [
          { table: 'calls', row },
          { table: 'call_turns', row: turn },
        ],
        events: eventsOf(call, row),
      },
    )
  },
}

const RINGING: CallPlace = { name: 'ring' }

function answered(
  id: CallId,
  { transport, reference, number, proof }: Ringing,
  now: Instant,
): Call {
  return {
    id,
    transport,
    reference,
    number,
    language: null,
    startedAt: now,
    heardAt: now,
    turns: 0,
    place: RINGING,
    proofs: proof === null ? [] : [{ ...proof, at: now }],
    wrongProofs: 0,
    line: null,
    order: null,
    state: { kind: 'in_flow' },
    agent: null,
    wrapUp: null,
  }
}

/** An agent who stepped in meanwhile keeps the call until they give it back or are gone. */
function stateAfter(call: Call, { heard, next }: TakeTurn, now: Instant): CallState {
  if (isOver(call)) return call.state
  if (next.kind === 'over') return { kind: 'over', at: now, how: next.how }
  const isLeft = heard.kind === 'person_left' || heard.kind === 'nobody_came'
  if (call.state.kind === 'with_agent' && !isLeft) return call.state
  if (next.kind === 'in_flow') return { kind: 'in_flow' }
  return call.state.kind === 'waiting' ? call.state : { ...next, since: now }
}

function eventsOf(before: Call, after: Call) {
  if (before.turns === 0) {
    return [{ name: 'call_answered', facts: { call: after.id, transport: after.transport } }]
  }
  if (before.state.kind === after.state.kind) return []
  return [{ name: 'call_moved', facts: { call: after.id, to: after.state.kind } }]
}

/** A call whose transport died with it. */
export const endLostCall: Command<{ readonly call: CallId }, null, never> = {
  name: 'end_lost_call',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ call }) => call,
  decide({ states, now }, { call: id }) {
    const { call } = states.calls.get(id) ?? NO_CALL
    if (call === null || !isLost(call, now)) return decided(null)
    const row: Call = { ...call, state: { kind: 'over', at: now, how: 'lost' } }
    return decided(null, {
      changes: [{ table: 'calls', row }],
      events: [{ name: 'call_moved', facts: { call: id, to: 'over' } }],
    })
  },
}
