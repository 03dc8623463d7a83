/** Staff stop a line at its holder's wish or for misuse, and let it go on. */
import type { LineId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Suspension } from '../../domain/line/line.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'
import { byStaff } from './by-staff.ts'

export type StaffSuspension = Suspension['reason']
export const STAFF_SUSPENSIONS = [
  'lost_card',
  'misuse',
  'request',
] as const satisfies readonly StaffSuspension[]

export interface SuspendLine {
  readonly line: LineId
  readonly reason: StaffSuspension
}

export type SuspendRefusal =
  | { readonly code: 'line_unknown' }
  | {
      readonly code: 'line_suspended_already'
      readonly since: Instant
      readonly reason: StaffSuspension
    }

const suspending: Command<SuspendLine, { readonly since: Instant }, SuspendRefusal> = {
  name: 'suspend_line_by_staff',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line, reason }) => `${line}|${reason}`,
  decide({ states, now, catalogue }, { line: id, reason }) {
    const state = states.lines.get(id) ?? NO_LINE
    const { line } = state
    if (line === null) return refused({ code: 'line_unknown' })
    if (line.suspension !== null) {
      return refused({ code: 'line_suspended_already', ...line.suspension })
    }
    const suspension: Suspension = { since: now, by: 'staff', reason }
    const row = { ...line, suspension }
    const moved = movedPacks({ ...state, line: row }, state.packs, { catalogue, now })
    return decided(
      { since: now },
      {
        changes: [{ table: 'lines', row }, ...moved.changes],
        jobs: moved.jobs,
        events: [{ name: 'line_suspended', facts: { line: id, reason } }],
      },
    )
  },
}

export const suspendLine = byStaff({ act: 'suspend_line' }, suspending)

export interface ResumeLine {
  readonly line: LineId
}

export type ResumeRefusal =
  | { readonly code: 'line_unknown' }
  | { readonly code: 'line_not_suspended' }

const resuming: Command<ResumeLine, null, ResumeRefusal> = {
  name: 'resume_line_by_staff',
  keyPlace: 'outcomes',
  reads: ['packs', 'sessions', 'mandate'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  fingerprint: ({ line }) => line,
  decide({ states, now, catalogue }, { line: id }) {
    const state = states.lines.get(id) ?? NO_LINE
    const { line } = state
    if (line === null) return refused({ code: 'line_unknown' })
    if (line.suspension === null) return refused({ code: 'line_not_suspended' })
    const { reason } = line.suspension
    const row = { ...line, suspension: null }
    const moved = movedPacks({ ...state, line: row }, state.packs, { catalogue, now })
    return decided(null, {
      changes: [{ table: 'lines', row }, ...moved.changes],
      jobs: moved.jobs,
      events: [{ name: 'line_resumed', facts: { line: id, reason } }],
    })
  },
}

export const resumeLine = byStaff({ act: 'resume_line' }, resuming)
