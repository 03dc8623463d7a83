/**
 * Packs that changed, as changes; and with them, where starts or ends moved, when time alone next
 * asks to tell something of the line, and when auto-renewal next looks at it. Every command that
 * moves packs writes them through here.
 */
import type { Pack } from '../../domain/balance/pack.ts'
import { present } from '../../domain/basics/assert.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import { watch } from '../../domain/notice/ends.ts'
import type { Change, LineState } from '../door/state.ts'
import { followPacks } from '../renewal/following.ts'

export function movedPacks(
  state: Pick<LineState, 'line' | 'packs' | 'mandate'>,
  after: readonly Pack[],
  { catalogue, now }: { readonly catalogue: Catalogue; readonly now: Instant },
): readonly Change[] {
  const { line, packs: before } = state
  const followed = followPacks(state, after, { catalogue, now })
  const changes = [...changedPacks(before, after), ...followed]
  if (line === null || !movesEnds(before, after)) return changes
  const network = present(catalogue.networks.get(line.network), 'a line has its network')
  const { told, next } = watch(after, { suspendedDays: network.suspendedDays, now })
  // What is due already is told by the next look, which remembers it.
  const lookAt = told === null ? next : now
  return [...changes, { table: 'watches', row: { line: line.id, lookAt } }]
}

/** Only rows that differ are written. */
export function changedPacks(before: readonly Pack[], after: readonly Pack[]): readonly Change[] {
  const known = new Set(before)
  return after.filter((pack) => !known.has(pack)).map((row): Change => ({ table: 'packs', row }))
}

/** Usage alone moves no end, and is by far the most frequent. */
function movesEnds(before: readonly Pack[], after: readonly Pack[]): boolean {
  const known = new Map(before.map((pack) => [pack.id, pack]))
  return after.some((pack) => {
    const was = known.get(pack.id)
    return was === undefined || was.start !== pack.start || was.revoked !== pack.revoked
  })
}
