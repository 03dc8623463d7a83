/** Calls that nobody heard of for long are over: their transport died with them. */
import { plusMinutes } from '../../domain/basics/time.ts'
import { CALL_SILENT_MINUTES_MAX } from '../../domain/call/call.ts'
import type { App } from '../app.ts'
import { endLostCall } from '../calls/turns.ts'
import { SYSTEM } from '../origin.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

export async function endLostCalls(app: App): Promise<SweepReport> {
  const before = plusMinutes(app.clock.now(), -CALL_SILENT_MINUTES_MAX)
  const calls = await app.reads.silentCalls(before, SWEEP_BATCH_MAX)
  const left: unknown[] = []
  for (const call of calls) {
    const answer = await app.door.ask(endLostCall, { call }, SYSTEM)
    if (!answer.ok) left.push(new DoorBusy(answer.refusal.code))
  }
  return { done: calls.length - left.length, left }
}
