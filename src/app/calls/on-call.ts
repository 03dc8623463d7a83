/**
 * Makes a command one that a caller asks for: what they want must be theirs to do, by what was
 * proved on the call, asked under the lock. The flow leads there; this is what holds.
 */
import type { CallId, LineId } from '../../domain/basics/ids.ts'
import type { RefusalShape } from '../../domain/basics/result.ts'
import type { Line } from '../../domain/line/line.ts'
import {
  callerMay,
  standingOf,
  type CallerAct,
  type CallerRefusal,
} from '../../domain/call/caller.ts'
import type { Call } from '../../domain/call/call.ts'
import { refused, type Command } from '../door/command.ts'
import { NO_CALL, NO_LINE } from '../door/state.ts'

export interface OnCall<Input> {
  readonly call: CallId
  readonly input: Input
}

export type OnCallRefusal = CallerRefusal | { readonly code: 'call_unknown' }

export interface CallRule<Input> {
  lineOf(input: Input): LineId
  /** All that the input does. */
  acts(input: Input): readonly CallerAct[]
  /** Whether it is done in the name of the account that holds the line. */
  inHoldersName?(input: Input, line: Line): boolean
}

export function onCall<Input, Value, Refusal extends RefusalShape>(
  rule: CallRule<Input>,
  command: Command<Input, Value, Refusal>,
): Command<OnCall<Input>, Value, Refusal | OnCallRefusal> {
  return {
    name: command.name,
    keyPlace: command.keyPlace,
    reads: command.reads,
    homes({ call, input }) {
      const [first, ...others] = command.homes(input)
      return [first, ...others, { kind: 'call', id: call }]
    },
    ...(command.orders && { orders: ({ input }) => command.orders?.(input) ?? [] }),
    fingerprint: ({ call, input }) => `${call}|${command.fingerprint(input)}`,
    decide(context, { call: id, input }) {
      const { states } = context
      const { call } = states.calls.get(id) ?? NO_CALL
      const { line } = states.lines.get(rule.lineOf(input)) ?? NO_LINE
      if (call === null) return refused({ code: 'call_unknown' })
      // A line that is not there is the command's own to refuse.
      const refusal = line === null ? null : refuseCaller(rule, { call, line, input })
      return refusal === null ? command.decide(context, input) : refused(refusal)
    },
  }
}

function refuseCaller<Input>(
  { acts, inHoldersName }: CallRule<Input>,
  { call, line, input }: { readonly call: Call; readonly line: Line; readonly input: Input },
): CallerRefusal | null {
  for (const act of acts(input)) {
    const allowed = callerMay(call, act, line)
    if (!allowed.ok) return allowed.refusal
  }
  const needsHolder = inHoldersName?.(input, line) ?? false
  if (!needsHolder || standingOf(call, line) === 'holder') return null
  return { code: 'caller_not_verified', act: 'spend_kept' }
}
