/**
 * Sessions of a line brought in step with what the line may do: sessions that changed as changes,
 * and a job for each peer that has to be told. Every command that moves packs, or stops a line,
 * goes through here; the sweep asks it where time alone moved something.
 */
import { present } from '../../domain/basics/assert.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { enforce } from '../../domain/charging/enforcing.ts'
import type { Job } from '../door/command.ts'
import type { Change, LineState } from '../door/state.ts'

export interface EnforcedLine {
  /** With what abandoned sessions gave back. */
  readonly packs: readonly Pack[]
  readonly changes: readonly Change[]
  readonly jobs: readonly Job[]
}

/** `sessions` as they are to stand; those of `state` are what is stored. */
export function enforceLine(
  state: Pick<LineState, 'line' | 'sessions'>,
  packs: readonly Pack[],
  given: {
    readonly sessions: readonly DataSession[]
    readonly catalogue: Catalogue
    readonly now: Instant
  },
): EnforcedLine {
  const { sessions, catalogue, now } = given
  const { line } = state
  if (line === null || sessions.length === 0) return { packs, changes: [], jobs: [] }
  const network = present(catalogue.networks.get(line.network), 'a line has its network')
  const enforced = enforce({ line, network, packs, sessions }, now)
  return {
    packs: enforced.packs,
    changes: enforced.sessions
      .filter((one) => !state.sessions.includes(one))
      .map((row): Change => ({ table: 'data_sessions', row })),
    jobs: enforced.tell.flatMap(tellJob),
  }
}

/** Taken by a process that plays the gateway of the session's protocol. */
function tellJob({ protocol, line, id }: DataSession): readonly Job[] {
  if (protocol === 'cdr') return []
  return [{ task: `tell_${protocol}`, payload: { line, session: id } }]
}
