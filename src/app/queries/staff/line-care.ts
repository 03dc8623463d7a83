/**
 * What looking after a line goes by: which documents were seen, what waits, and whether a risky
 * change may be asked for now. The whole screen is `customer-view.ts`.
 */
import type { LineId, PendingChangeId, StaffId } from '../../../domain/basics/ids.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import type { IdentityCheck } from '../../../domain/identity/identity-check.ts'
import { identityMissing, type IdentityMissing } from '../../../domain/line/changing.ts'
import { checksOfHolder } from '../../../domain/line/past.ts'
import type { Line } from '../../../domain/line/line.ts'
import type { PendingChange } from '../../../domain/line/pending-change.ts'
import type { ChangeLetter } from '../../accounts/letters.ts'
import type { App } from '../../app.ts'
import { toldOf } from '../../changes/telling.ts'
import { staffNames } from './cases.ts'

export interface LineCare {
  readonly line: Line
  readonly asOf: Instant
  readonly identity: {
    /** The latest, whatever came of it. */
    readonly last: IdentityCheck | null
    /** What another address, or another card, still needs. */
    readonly forContact: IdentityMissing | null
    readonly forSim: IdentityMissing | null
    /** Accepted today with a number that was never seen here before, beside others that were. */
    readonly isOtherDocument: boolean
  }
  readonly waiting: readonly WaitingChange[]
}

export interface WaitingChange {
  readonly of: PendingChange['of']
  readonly change: PendingChangeId
  /** Masked. */
  readonly what: ChangeLetter['what']
  readonly dueAt: Instant
  readonly askedAt: Instant
  /** Null: by its holder in the portal. */
  readonly by: { readonly first: string; readonly second: string } | null
}

/** Looked at for those that still wait. */
const CHANGES_LOOKED_AT = 10

/** Null for a line that is not there. */
export async function lineCare(
  app: Pick<App, 'reads' | 'vault' | 'clock'>,
  id: LineId,
): Promise<LineCare | null> {
  const { line } = await app.reads.line(id)
  if (line === null) return null
  const [checks, waiting] = await Promise.all([
    app.reads.identityChecks(id),
    waitingChanges(app, line.holder === null ? [id] : [id, line.holder]),
  ])
  const now = app.clock.now()
  const own = checksOfHolder(line, checks)
  return {
    line,
    asOf: now,
    identity: {
      last: checks.at(-1) ?? null,
      forContact: identityMissing(own, { earlier: true, now }),
      forSim: identityMissing(own, { earlier: false, now }),
      isOtherDocument: isOtherDocument(own),
    },
    waiting,
  }
}

/** Of these homes; also what an account's own pages show. */
export async function waitingChanges(
  app: Pick<App, 'reads' | 'vault'>,
  homes: readonly Parameters<App['reads']['pendingChanges']>[0][],
): Promise<readonly WaitingChange[]> {
  const found = await Promise.all(
    homes.map((home) => app.reads.pendingChanges(home, CHANGES_LOOKED_AT)),
  )
  const waiting = found.flat().filter(({ state }) => state.kind === 'waiting')
  if (waiting.length === 0) return []
  const nameOf = await staffNames(app)
  return waiting.map((one) => ({
    of: one.of,
    change: one.id,
    what: toldOf(app, one),
    dueAt: one.dueAt,
    askedAt: one.askedAt,
    by: byOf(one, nameOf),
  }))
}

function byOf({ askedBy, second }: PendingChange, nameOf: (id: StaffId) => string) {
  if (askedBy === null || second === null) return null
  return { first: nameOf(askedBy), second: nameOf(second) }
}

function isOtherDocument(checks: readonly IdentityCheck[]): boolean {
  const accepted = checks.filter(({ result }) => result === 'accepted')
  const last = accepted.at(-1)
  const before = accepted.slice(0, -1)
  return before.length > 0 && before.every(({ numberHash }) => numberHash !== last?.numberHash)
}
