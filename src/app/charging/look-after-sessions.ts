/**
 * A look at the live sessions of a line where time alone moved something, and what peers said to
 * what they were told. The rule is the domain's (`enforcing.ts`).
 */
import type { DataSessionId, LineId } from '../../domain/basics/ids.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { learn, type Said } from '../../domain/charging/enforcing.ts'
import type { Entitlement } from '../../domain/line/entitlement.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'

export const lookAfterSessions: Command<{ readonly line: LineId }, null, never> = {
  name: 'look_after_sessions',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line }) => line,
  decide({ states, now, catalogue }, { line }) {
    const state = states.lines.get(line) ?? NO_LINE
    const { changes, jobs } = movedPacks(state, state.packs, { catalogue, now })
    return decided(null, { changes, jobs, events: ended(state.sessions, changes) })
  },
}

export interface LearnTold {
  readonly line: LineId
  readonly session: DataSessionId
  readonly to: Entitlement
  readonly said: Said
}

/** What a peer said to what it was told. Old answers change nothing. */
export const learnTold: Command<LearnTold, null, never> = {
  name: 'learn_told',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ session, said }) => `${session} ${said}`,
  decide({ states, now, catalogue }, { line, session, to, said }) {
    const state = states.lines.get(line) ?? NO_LINE
    const known = state.sessions.find(({ id }) => id === session)
    const learned = known === undefined ? null : learn(known, { to, said }, state.packs, now)
    if (learned === null) return decided(null)
    const sessions = state.sessions.map((one) => (one === known ? learned.session : one))
    const { changes, jobs } = movedPacks(state, learned.packs, { catalogue, now, sessions })
    return decided(null, { changes, jobs, events: ended(state.sessions, changes) })
  },
}

function ended(before: readonly DataSession[], changes: readonly Change[]) {
  return changes.flatMap((change) => {
    if (change.table !== 'data_sessions' || change.row.ended === null) return []
    const { id, ended: over } = change.row
    const wasOpen = before.some((one) => one.id === id && one.ended === null)
    return wasOpen
      ? [{ name: 'session_ended', facts: { session: id, reason: over.reason } } as const]
      : []
  })
}
