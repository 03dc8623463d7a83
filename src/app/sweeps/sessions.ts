/**
 * Live sessions held against what their lines may do, where time alone moved something: a pack's
 * end, a day's quota, a change that showed no effect, a peer that fell silent.
 */
import type { App } from '../app.ts'
import { lookAfterSessions } from '../charging/look-after-sessions.ts'
import { SYSTEM } from '../origin.ts'
import { fewAtOnce } from './few-at-once.ts'
import type { SweepReport } from './orders.ts'

export const SESSIONS_AT_ONCE = 500
const HANDS = 64

export async function lookAfterSessionsDue({
  door,
  reads,
  clock,
}: Pick<App, 'door' | 'reads' | 'clock'>): Promise<SweepReport> {
  const due = await reads.linesWithSessionsDue(clock.now(), SESSIONS_AT_ONCE)
  const left = await fewAtOnce(due, HANDS, (line) => door.ask(lookAfterSessions, { line }, SYSTEM))
  return { done: due.length - left.length, left }
}
