/**
 * Tells accounts on the 1st that their statement of the month before is there. Everything is asked
 * for in the first days of a month; what was told is remembered under its key.
 */
import type { AccountId } from '../../domain/basics/ids.ts'
import { isBefore, plusDays } from '../../domain/basics/time.ts'
import { monthAt, monthBefore, spanOf, type JstMonth } from '../../domain/bill/month.ts'
import type { App } from '../app.ts'
import { announceStatement } from '../notices/send-notice.ts'
import { SYSTEM } from '../origin.ts'
import { NOTICES_AT_ONCE_MAX } from './notices.ts'
import type { SweepReport } from './orders.ts'

/** Whoever was away on the 1st makes up for it so long; afterwards it is no news. */
export const STATEMENTS_TOLD_DAYS = 7

/** A month that one run has told whole is not asked for again by this process. */
export function createStatementSweep(app: App): () => Promise<SweepReport> {
  let told: JstMonth | null = null
  return async () => {
    const now = app.clock.now()
    const current = spanOf(monthAt(now))
    const month = monthBefore(monthAt(now))
    const isOver = !isBefore(now, plusDays(current.from, STATEMENTS_TOLD_DAYS))
    if (told === month || isOver) return { done: 0, left: [] }
    const report = await announceStatements(app, month)
    if (report.left.length === 0) told = month
    return report
  }
}

/** Only accounts of which the month had something. */
export async function announceStatements(app: App, month: JstMonth): Promise<SweepReport> {
  const limit = NOTICES_AT_ONCE_MAX
  const key = `statement|${month}`
  let after: AccountId | null = null
  let done = 0
  for (;;) {
    const page: readonly AccountId[] = await app.reads.accountsWithMonth(spanOf(month), {
      after,
      limit,
    })
    const asked = await Promise.allSettled(
      page.map((account) =>
        app.door.ask(announceStatement, { account, month }, { ...SYSTEM, key }),
      ),
    )
    const left = asked.flatMap((one): readonly unknown[] => {
      if (one.status === 'rejected') return [one.reason]
      return one.value.ok ? [] : [new Error('the door was busy')]
    })
    done += page.length - left.length
    if (left.length > 0 || page.length < limit) return { done, left }
    after = page.at(-1) ?? null
  }
}
