/** One risky change of a kind waits at a time; what may ask for another is told of it. */
import type { Instant } from '../../domain/basics/time.ts'
import type { PendingChange, WhatChanges } from '../../domain/line/pending-change.ts'

/** The one that waits is stopped first. */
export type ChangeWaits = { readonly code: 'change_waits_already'; readonly dueAt: Instant }

export function waitingOf(
  changes: readonly PendingChange[],
  kind: WhatChanges['kind'],
): ChangeWaits | null {
  const found = changes.find(({ what, state }) => what.kind === kind && state.kind === 'waiting')
  return found === undefined ? null : { code: 'change_waits_already', dueAt: found.dueAt }
}
