/**
 * Sweeps of notices: lines at which the time has come to look, and notices that waited for their
 * reader's morning. Everything due is asked for at once, so that the door makes groups of it.
 */
import type { AccountId } from '../../domain/basics/ids.ts'
import { plusDays } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import { lookAfterLine } from '../notices/look-after-line.ts'
import { announcePoints, releaseNotice } from '../notices/send-notice.ts'
import { SYSTEM } from '../origin.ts'
import type { SweepReport } from './orders.ts'

/** Asked for at once: a part of what the door holds, so that customers pass beside it. */
export const NOTICES_AT_ONCE_MAX = 500
/** One run goes on for no more rounds; what is left is due at the next. */
export const NOTICE_ROUNDS_MAX = 40

export function lookAfterLines(app: App): Promise<SweepReport> {
  return inRounds(
    () => app.reads.linesToLookAfter(app.clock.now(), NOTICES_AT_ONCE_MAX),
    (line) => app.door.ask(lookAfterLine, { line }, SYSTEM),
  )
}

export function releaseWaitingNotices(app: App): Promise<SweepReport> {
  return inRounds(
    () => app.reads.waitingNotices(app.clock.now(), NOTICES_AT_ONCE_MAX),
    (notice) => app.door.ask(releaseNotice, notice, SYSTEM),
  )
}

/** So long before they expire. */
export const POINTS_TOLD_DAYS = 7

/** Everything is asked for at every run; what was told is remembered under its key. */
export async function announceExpiringPoints(app: App): Promise<SweepReport> {
  const from = app.clock.now()
  const span = { from, until: plusDays(from, POINTS_TOLD_DAYS) }
  const limit = NOTICES_AT_ONCE_MAX
  let after: AccountId | null = null
  let done = 0
  for (;;) {
    const due: Awaited<ReturnType<App['reads']['pointsExpiring']>> = await app.reads.pointsExpiring(
      span,
      { after, limit },
    )
    const asked = await Promise.allSettled(
      due.map((one) =>
        app.door.ask(announcePoints, one, { ...SYSTEM, key: `points|${one.at.toString()}` }),
      ),
    )
    const left = asked.filter((one) => one.status === 'rejected' || !one.value.ok)
    done += due.length - left.length
    if (left.length > 0 || due.length < limit) return { done, left: left.map(reasonOf) }
    after = due.at(-1)?.account ?? null
  }
}

/** Until a round brings less than it may, or something of it must be left for later. */
async function inRounds<Due>(
  find: () => Promise<readonly Due[]>,
  ask: (due: Due) => Promise<{ readonly ok: boolean }>,
): Promise<SweepReport> {
  let done = 0
  for (let round = 0; round < NOTICE_ROUNDS_MAX; round += 1) {
    const due = await find()
    const asked = await Promise.allSettled(due.map(ask))
    const left = asked.filter((one) => one.status === 'rejected' || !one.value.ok)
    done += due.length - left.length
    if (left.length > 0) return { done, left: left.map(reasonOf) }
    if (due.length < NOTICES_AT_ONCE_MAX) break
  }
  return { done, left: [] }
}

function reasonOf(one: PromiseSettledResult<{ readonly ok: boolean }>): unknown {
  return one.status === 'rejected' ? one.reason : new Error('the door was busy')
}
