/** A peer restarted (Accounting-On/Off, a new Origin-State-Id): its sessions here are over. */
import type { LineId } from '../../domain/basics/ids.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { release } from '../../domain/charging/enforcing.ts'
import { decided, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'

export interface EndSessions {
  readonly line: LineId
  readonly peer: string
  readonly reason: string
  /** Sessions heard of since then are the new ones. */
  readonly restartedAt: Instant
}

/** Idempotent by the sessions' own state. */
export const endSessions: Command<EndSessions, { readonly ended: number }, never> = {
  name: 'end_sessions',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ peer }) => peer,
  decide({ states, now, catalogue }, { line, peer, reason, restartedAt }) {
    const state = states.lines.get(line) ?? NO_LINE
    const over = state.sessions.filter((one) => {
      return one.peer === peer && one.ended === null && !isBefore(restartedAt, one.heardAt)
    })
    const packs = over.reduce((held, one) => release(held, one, now), state.packs)
    const ended = { at: now, reason }
    const sessions = state.sessions.map((one) => {
      return over.includes(one)
        ? { ...one, reservations: [], telling: null, lookAt: null, ended }
        : one
    })
    const { changes, jobs } = movedPacks(state, packs, { catalogue, now, sessions })
    return decided(
      { ended: over.length },
      {
        changes,
        jobs,
        events: over.map(({ id }) => ({ name: 'session_ended', facts: { session: id } })),
      },
    )
  },
}
