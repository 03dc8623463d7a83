/** What a holder does with a line besides renewing it. Permission is asked here, under the lock. */
import type { AccountId, LineId, PackId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { startNow, type StartNowRefusal } from '../../domain/balance/delivery.ts'
import type { Line } from '../../domain/line/line.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE, type LineState, type States } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'

/** The same answer for an unknown line and somebody else's. */
export type NotHolder = { readonly code: 'line_unknown' }

interface HolderAct {
  readonly line: LineId
  readonly account: AccountId
}

function held(states: States, act: HolderAct): (LineState & { readonly line: Line }) | null {
  const state = states.lines.get(act.line) ?? NO_LINE
  const { line } = state
  return line !== null && line.holder === act.account ? { ...state, line } : null
}

export interface StartPackNow extends HolderAct {
  readonly pack: PackId
}

export const startPackNow: Command<StartPackNow, null, NotHolder | StartNowRefusal> = {
  name: 'start_pack_now',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ pack }) => pack,
  decide({ states, now, catalogue }, act) {
    const state = held(states, act)
    if (state === null) return refused({ code: 'line_unknown' })
    const started = startNow(state.packs, act.pack, now)
    if (!started.ok) return refused(started.refusal)
    return decided(null, {
      ...movedPacks(state, started.value, { catalogue, now }),
      events: [{ name: 'pack_started_now', facts: { pack: act.pack } }],
    })
  },
}

/** A lost card stops at once, for whoever may say so; only staff lift it. */
export const stopLostCard: Command<
  { readonly line: LineId },
  { readonly since: Instant },
  NotHolder
> = {
  name: 'report_lost',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line }) => line,
  decide({ states, now, catalogue }, { line: id }) {
    const state = states.lines.get(id) ?? NO_LINE
    const { line } = state
    if (line === null) return refused({ code: 'line_unknown' })
    if (line.suspension !== null) return decided({ since: line.suspension.since })
    const suspension = { since: now, by: 'holder', reason: 'lost_card' } as const
    const row = { ...line, suspension }
    const moved = movedPacks({ ...state, line: row }, state.packs, { catalogue, now })
    return decided(
      { since: now },
      {
        changes: [{ table: 'lines', row }, ...moved.changes],
        jobs: moved.jobs,
        events: [{ name: 'line_suspended', facts: { line: id, reason: 'lost_card' } }],
      },
    )
  },
}

export const reportLost: Command<HolderAct, { readonly since: Instant }, NotHolder> = {
  ...stopLostCard,
  decide(context, act) {
    const state = held(context.states, act)
    return state === null ? refused({ code: 'line_unknown' }) : stopLostCard.decide(context, act)
  },
}

export interface SetRecognition extends HolderAct {
  readonly recognition: 'on' | 'off'
}

export const setRecognition: Command<SetRecognition, null, NotHolder> = {
  name: 'set_recognition',
  keyPlace: 'outcomes',
  reads: [],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ recognition }) => recognition,
  decide({ states }, act) {
    const state = held(states, act)
    if (state === null) return refused({ code: 'line_unknown' })
    return decided(null, {
      changes: [{ table: 'lines', row: { ...state.line, recognition: act.recognition } }],
      events: [{ name: 'recognition_set', facts: { line: act.line, to: act.recognition } }],
    })
  },
}
