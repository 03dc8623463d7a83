/** A risky change that waits is stopped: by its holder, or by staff. */
import type { StaffId } from '../../domain/basics/ids.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import {
  decided,
  refused,
  type Command,
  type DecideContext,
  type Decision,
  type Job,
} from '../door/command.ts'
import { NO_ACCOUNT, NO_LINE, type States } from '../door/state.ts'
import type { ChangeRef } from './stop-token.ts'

export interface StopChange extends ChangeRef {
  /** To the contacts that were told of it. */
  readonly letters: readonly Job[]
}

/** Done, stopped before, or never there. */
export type StopRefusal = { readonly code: 'change_not_waiting' }

/** Without its address: what is over keeps no personal text. */
export function over(change: PendingChange, state: PendingChange['state']): PendingChange {
  const { what } = change
  return {
    ...change,
    what: what.kind === 'contact' ? { ...what, sealedEmail: '' } : what,
    state,
  }
}

export function waitingChange(states: States, { of, change }: ChangeRef): PendingChange | null {
  const { changes } =
    of.kind === 'account'
      ? (states.accounts.get(of.id) ?? NO_ACCOUNT)
      : (states.lines.get(of.id) ?? NO_LINE)
  return changes.find(({ id, state }) => id === change && state.kind === 'waiting') ?? null
}

/** What stopping is, whoever does it. */
export const STOPPING = {
  keyPlace: 'outcomes',
  reads: ['changes'],
  homes: ({ of }: ChangeRef) => [of] as const,
  fingerprint: ({ change }: ChangeRef) => change,
} as const

export function stopped(
  { states, now }: DecideContext,
  input: StopChange,
  by: 'holder' | StaffId,
): Decision<null, StopRefusal> {
  const waiting = waitingChange(states, input)
  if (waiting === null) return refused({ code: 'change_not_waiting' })
  const row = over(waiting, { kind: 'stopped', at: now, by })
  const facts = { change: row.id, what: row.what.kind, byHolder: by === 'holder' }
  return decided(null, {
    changes: [{ table: 'pending_changes', row }],
    events: [{ name: 'change_stopped', facts }],
    jobs: input.letters,
  })
}

/** Whoever holds the letter's link, or is signed in as the holder. */
export const stopChangeByHolder: Command<StopChange, null, StopRefusal> = {
  ...STOPPING,
  name: 'stop_change_by_holder',
  decide: (context, input) => stopped(context, input, 'holder'),
}
