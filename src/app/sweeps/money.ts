/** What of our own money is over: gift cards and points past their end leave the books. */
import type { App } from '../app.ts'
import { lapseGiftCard, lapsePoints } from '../money/lapse.ts'
import { SYSTEM } from '../origin.ts'
import { DoorBusy } from '../sagas/paying.ts'
import { SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

/** Whatever is over cannot be spent already; this empties it and posts it. */
export async function lapseGiftCards(app: App): Promise<SweepReport> {
  const due = await app.reads.giftCardsDue(app.clock.now(), SWEEP_BATCH_MAX)
  return atOnce(due, async (card) => {
    const lapsed = await app.door.ask(lapseGiftCard, { card }, SYSTEM)
    if (!lapsed.ok) throw new DoorBusy(lapsed.refusal.code)
  })
}

export async function lapseDuePoints(app: App): Promise<SweepReport> {
  const due = await app.reads.pointsDue(app.clock.now(), SWEEP_BATCH_MAX)
  return atOnce(due, async (account) => {
    const lapsed = await app.door.ask(lapsePoints, { account }, SYSTEM)
    if (!lapsed.ok) throw new DoorBusy(lapsed.refusal.code)
  })
}

/** Together, so that the door makes them one group. */
async function atOnce<Ref>(
  refs: readonly Ref[],
  act: (ref: Ref) => Promise<void>,
): Promise<SweepReport> {
  const ends = await Promise.allSettled(refs.map(act))
  const left = ends.flatMap((end) => (end.status === 'rejected' ? [end.reason as unknown] : []))
  return { done: refs.length - left.length, left }
}
