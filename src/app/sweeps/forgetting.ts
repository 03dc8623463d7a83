/**
 * People whose days of waiting are over are forgotten, and what came to their homes while that was
 * done is wiped with the rest. Each run finds what is due and what was closed lately.
 */
import type { AccountId } from '../../domain/basics/ids.ts'
import { plusDays } from '../../domain/basics/time.ts'
import type { App } from '../app.ts'
import { forget } from '../forgetting/forget.ts'
import type { PersonalTraces } from '../forgetting/ports.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

/** So long whatever still reaches a closed account's homes is wiped: a call that was under way. */
export const WIPED_AGAIN_DAYS = 2

export async function forgetPeople(app: App, traces: PersonalTraces): Promise<SweepReport> {
  const due = await app.reads.changesDue(app.clock.now(), SWEEP_BATCH_MAX)
  const left: unknown[] = []
  let done = 0
  for (const { id: change, of, what } of due) {
    if (what.kind !== 'forget' || of.kind !== 'account') continue
    try {
      if ((await forget(app, traces, { account: of.id, change })) === 'forgotten') done += 1
    } catch (fault) {
      left.push(fault)
    }
  }
  return { done, left }
}

export async function wipeForgotten(app: App, traces: PersonalTraces): Promise<SweepReport> {
  const since = plusDays(app.clock.now(), -WIPED_AGAIN_DAYS)
  let done = 0
  let after: AccountId | null = null
  for (;;) {
    const page = await traces.closedSince(since, { after, limit: SWEEP_BATCH_MAX })
    for (const of of page) await traces.wipe(of)
    done += page.length
    if (page.length < SWEEP_BATCH_MAX) return { done, left: [] }
    after = page.at(-1)?.account ?? after
  }
}
