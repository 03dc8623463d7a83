/**
 * Packs that changed, as changes; and with them, where starts or ends moved, when time alone next
 * asks to tell something of the line, when auto-renewal next looks at it, and what live sessions
 * may do now. Every command that moves packs writes them through here.
 */
import type { Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import { watch } from '../../domain/notice/ends.ts'
import { enforceLine } from '../charging/enforce-line.ts'
import type { Job } from '../door/command.ts'
import type { Change, LineState } from '../door/state.ts'
import { followPacks } from '../renewal/following.ts'

export interface Moved {
  readonly changes: readonly Change[]
  readonly jobs: readonly Job[]
}

/** `sessions`: as they are to stand; left out, as they are stored. */
export function movedPacks(
  state: Pick<LineState, 'line' | 'packs' | 'mandate' | 'sessions'>,
  wanted: readonly Pack[],
  given: {
    readonly catalogue: Catalogue
    readonly now: Instant
    readonly sessions?: readonly DataSession[]
  },
): Moved {
  const { line, packs: before } = state
  const { catalogue, now, sessions = state.sessions } = given
  const enforced = enforceLine(state, wanted, { sessions, catalogue, now })
  const { packs: after, jobs } = enforced
  const followed = followPacks(state, after, { catalogue, now })
  const changes = [...enforced.changes, ...changedPacks(before, after), ...followed]
  if (line === null || !movesEnds(before, after)) return { changes, jobs }
  const network = present(catalogue.networks.get(line.network), 'a line has its network')
  const { told, next } = watch(after, { suspendedDays: network.suspendedDays, now })
  // What is due already is told by the next look, which remembers it.
  const lookAt = told === null ? next : now
  return { changes: [...changes, { table: 'watches', row: { line: line.id, lookAt } }], jobs }
}

/** Only rows that differ are written. */
export function changedPacks(before: readonly Pack[], after: readonly Pack[]): readonly Change[] {
  return after
    .filter((pack) => !before.includes(pack))
    .map((row): Change => ({ table: 'packs', row }))
}

/** Usage alone moves no end, and is by far the most frequent. */
function movesEnds(before: readonly Pack[], after: readonly Pack[]): boolean {
  return after.some((pack) => {
    const was = before.find((one) => one.id === pack.id)
    return was === undefined || was.start !== pack.start || was.revoked !== pack.revoked
  })
}
