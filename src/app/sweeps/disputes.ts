/** Disputes that were not answered in time are marked, and their people told, once each. */
import type { App } from '../app.ts'
import { markDisputeLate } from '../disputes/follow.ts'
import { SYSTEM } from '../origin.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

export async function overdueDisputes(app: App): Promise<SweepReport> {
  const late = await app.reads.disputesLate(app.clock.now(), SWEEP_BATCH_MAX)
  const left: unknown[] = []
  for (const ref of late) {
    const answer = await app.door.ask(markDisputeLate, ref, SYSTEM)
    if (!answer.ok) left.push(new Error(`a late dispute was not marked: ${answer.refusal.code}`))
  }
  return { done: late.length - left.length, left }
}
