/** A peer restarted (Accounting-On/Off): its sessions on this line are over. */
import type { LineId } from '../../domain/basics/ids.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'

export interface EndSessions {
  readonly line: LineId
  readonly peer: string
  readonly reason: string
}

/** Idempotent by the sessions' own state. */
export const endSessions: Command<EndSessions, { readonly ended: number }, never> = {
  name: 'end_sessions',
  keyPlace: 'outcomes',
  reads: ['sessions'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ peer }) => peer,
  decide({ states, now }, { line, peer, reason }) {
    const state = states.lines.get(line) ?? NO_LINE
    const live = state.sessions.filter((one) => one.peer === peer && one.ended === null)
    return decided(
      { ended: live.length },
      {
        changes: live.map((session): Change => {
          return { table: 'data_sessions', row: { ...session, ended: { at: now, reason } } }
        }),
        events: live.map((session) => ({ name: 'session_ended', facts: { session: session.id } })),
      },
    )
  },
}
