/** A peer restarted (Accounting-On/Off): its sessions on this line are over. */
import type { LineId } from '../../domain/basics/ids.ts'
import { isBefore, plusSeconds } from '../../domain/basics/time.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE, type Change } from '../door/state.ts'

export interface EndSessions {
  readonly line: LineId
  readonly peer: string
  readonly reason: string
  /** How long ago the restart happened: sessions heard of since then are the new ones. */
  readonly delaySeconds: number
}

/** Idempotent by the sessions' own state. */
export const endSessions: Command<EndSessions, { readonly ended: number }, never> = {
  name: 'end_sessions',
  keyPlace: 'outcomes',
  reads: ['sessions'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ peer }) => peer,
  decide({ states, now }, { line, peer, reason, delaySeconds }) {
    const state = states.lines.get(line) ?? NO_LINE
    const restartedAt = plusSeconds(now, -delaySeconds)
    const live = state.sessions.filter((one) => {
      return one.peer === peer && one.ended === null && !isBefore(restartedAt, one.heardAt)
    })
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
