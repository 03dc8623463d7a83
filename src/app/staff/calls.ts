/**
 * What an agent does with a caller: steps in, lets them key what nobody may be told, hears the
 * card's number and code, and writes down how it ended. A PIN is never told: the flow alone hears
 * it. Calling back is `call-backs.ts`, selling `sell-on-call.ts`, reading a query's.
 */
import type { CallId, CaseId, LineId } from '../../domain/basics/ids.ts'
import { accept, type Result } from '../../domain/basics/result.ts'
import {
  CALL_WRONG_PROOFS_MAX,
  withProof,
  type Call,
  type CallOutcome,
} from '../../domain/call/call.ts'
import { standingOf } from '../../domain/call/caller.ts'
import {
  giveBack,
  takeOver,
  talksWith,
  wrapUp,
  type NotYours,
  type TakeCallRefusal,
  type WrapUpRefusal,
} from '../../domain/call/moving.ts'
import type { Line } from '../../domain/line/line.ts'
import { decided, refused, type Command, type DecideContext } from '../door/command.ts'
import { NO_CALL, NO_LINE, type Change } from '../door/state.ts'
import { tryCode } from '../lines/prove-line.ts'
import { openingCase, type OpenCaseRefusal } from './cases.ts'
import { inOwnName, type OwnName } from './in-own-name.ts'

interface OfCall extends OwnName {
  readonly call: CallId
}

export type CallUnknown = { readonly code: 'call_unknown' }

const taking: Command<OfCall, null, CallUnknown | TakeCallRefusal> = {
  name: 'take_call',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ call }) => call,
  decide(context, { call: id, staff: agent }) {
    const call = callIn(context, id)
    if (call === null) return refused({ code: 'call_unknown' })
    const taken = takeOver(call, { agent, now: context.now })
    if (!taken.ok) return refused(taken.refusal)
    if (taken.value === call) return decided(null)
    const facts = { call: id, from: call.state.kind }
    return decided(null, {
      changes: [{ table: 'calls', row: taken.value }],
      events: [{ name: 'call_taken', facts }],
    })
  },
}

export const takeCall = inOwnName({ act: 'answer_call' }, taking)

const givingBack: Command<OfCall, null, CallUnknown | NotYours> = {
  name: 'give_back_call',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call }) => [{ kind: 'call', id: call }],
  fingerprint: ({ call }) => call,
  decide(context, { call: id, staff: agent }) {
    const call = callIn(context, id)
    if (call === null) return refused({ code: 'call_unknown' })
    const given = giveBack(call, { agent, now: context.now })
    if (!given.ok) return refused(given.refusal)
    return decided(null, {
      changes: [{ table: 'calls', row: given.value }],
      events: [{ name: 'call_given_back', facts: { call: id } }],
    })
  },
}

export const giveBackCall = inOwnName({ act: 'answer_call' }, givingBack)

export interface VerifyOnCall extends OfCall {
  /** Whose card it is by the number told; null: nobody's. */
  readonly line: LineId | null
  readonly codeHash: string
}

export type VerifyOnCallRefusal =
  | CallUnknown
  | NotYours
  /** One answer for wrong, locked and unknown. */
  | { readonly code: 'caller_not_proved'; readonly triesLeft: number }
  | { readonly code: 'too_many_wrong_proofs'; readonly max: number }

/** Card number and activation code, told to the agent: the same check and lock as everywhere. */
const verifying: Command<VerifyOnCall, null, VerifyOnCallRefusal> = {
  name: 'verify_on_call',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call, line }) => [
    { kind: 'call', id: call },
    ...(line === null ? [] : [{ kind: 'line', id: line } as const]),
  ],
  fingerprint: ({ call, line, codeHash }) => `${call}|${line ?? ''}|${codeHash}`,
  decide(context, input) {
    const { states, now } = context
    const own = ownCall(context, input)
    if (!own.ok) return refused(own.refusal)
    const call = { ...own.value, heardAt: now }
    if (call.wrongProofs >= CALL_WRONG_PROOFS_MAX) {
      return refused({ code: 'too_many_wrong_proofs', max: CALL_WRONG_PROOFS_MAX })
    }
    const { line } = input.line === null ? NO_LINE : (states.lines.get(input.line) ?? NO_LINE)
    const tried = tryCode(line, input.codeHash, now)
    if (line === null || !tried.proved) {
      const wrongProofs = call.wrongProofs + 1
      const row: Call = { ...call, wrongProofs }
      const triesLeft = CALL_WRONG_PROOFS_MAX - wrongProofs
      const changes: readonly Change[] = [...tried.changes, { table: 'calls', row }]
      return refused({ code: 'caller_not_proved', triesLeft }, changes)
    }

    // From here verifying must succeed.
    const row = { ...withCard(call, line, { staff: input.staff, now }), line: line.id }
    return decided(null, {
      changes: [...tried.changes, { table: 'calls', row }],
      events: [{ name: 'caller_verified', facts: { call: call.id, line: line.id } }],
    })
  },
}

export const verifyOnCall = inOwnName({ act: 'answer_call' }, verifying)

function withCard(
  call: Call,
  line: Line,
  { staff, now }: OwnName & Pick<DecideContext, 'now'>,
): Call {
  if (standingOf(call, line) !== 'nobody') return call
  return withProof(call, { kind: 'activation', line: line.id, by: staff, at: now })
}

export interface SetCallLine extends OfCall {
  readonly line: LineId
}

export type SetCallLineRefusal = CallUnknown | NotYours | { readonly code: 'line_unknown' }

/** What the call is about, found by other means; it proves nothing of the caller. */
const settingLine: Command<SetCallLine, null, SetCallLineRefusal> = {
  name: 'set_call_line',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ call, line }) => [
    { kind: 'call', id: call },
    { kind: 'line', id: line },
  ],
  fingerprint: ({ call, line }) => `${call}|${line}`,
  decide(context, input) {
    const own = ownCall(context, input)
    if (!own.ok) return refused(own.refusal)
    const { line } = context.states.lines.get(input.line) ?? NO_LINE
    if (line === null) return refused({ code: 'line_unknown' })
    return decided(null, {
      changes: [{ table: 'calls', row: { ...own.value, line: line.id, heardAt: context.now } }],
      events: [{ name: 'call_line_set', facts: { call: input.call, line: line.id } }],
    })
  },
}

export const setCallLine = inOwnName({ act: 'answer_call' }, settingLine)

export interface WrapUpCall extends OfCall {
  readonly outcome: CallOutcome
  /** Ciphertext under the operator's key; null: no words. */
  readonly sealedNote: string | null
  /** Somebody must go on with it: a case of the line is opened with the note. */
  readonly opens: { readonly id: CaseId; readonly line: LineId } | null
}

export type WrapUpCallRefusal =
  | CallUnknown
  | WrapUpRefusal
  | OpenCaseRefusal
  /** What the call is about changed since the page was shown, or is not known. */
  | { readonly code: 'call_without_line' }

const wrappingUp: Command<WrapUpCall, null, WrapUpCallRefusal> = {
  name: 'wrap_up_call',
  keyPlace: 'outcomes',
  reads: ['cases'],
  homes: ({ call, opens }) => [
    { kind: 'call', id: call },
    ...(opens === null ? [] : [{ kind: 'line', id: opens.line } as const]),
  ],
  fingerprint: ({ call, outcome }) => `${call}|${outcome}`,
  decide(context, { call: id, outcome, sealedNote, opens, staff }) {
    const call = callIn(context, id)
    if (call === null) return refused({ code: 'call_unknown' })
    const written = { by: staff, at: context.now, outcome, note: sealedNote }
    const wrapped = wrapUp(call, written)
    if (!wrapped.ok) return refused(wrapped.refusal)
    if (opens !== null && call.line !== opens.line) return refused({ code: 'call_without_line' })
    const noted =
      opens === null
        ? decided(null)
        : openingCase.decide(context, { ...opens, about: 'other', sealedNote, staff })
    if (!noted.outcome.ok) return refused(noted.outcome.refusal)
    return decided(null, {
      changes: [{ table: 'calls', row: wrapped.value }, ...noted.changes],
      events: [{ name: 'call_wrapped_up', facts: { call: id, outcome } }, ...noted.events],
    })
  },
}

export const wrapUpCall = inOwnName({ act: 'answer_call' }, wrappingUp)

export function callIn({ states }: Pick<DecideContext, 'states'>, id: CallId): Call | null {
  return (states.calls.get(id) ?? NO_CALL).call
}

/** The call that whoever asks talks on. */
export function ownCall(
  context: Pick<DecideContext, 'states'>,
  { call: id, staff }: OfCall,
): Result<Call, CallUnknown | NotYours> {
  const call = callIn(context, id)
  if (call === null) return { ok: false, refusal: { code: 'call_unknown' } }
  const own = talksWith(call, staff)
  return own.ok ? accept(own.value) : own
}
