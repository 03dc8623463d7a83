/**
 * Orders that another carrier is to deliver go on when their time comes, and what is left on cards
 * that others count is asked for when it may be.
 */
import type { App } from '../app.ts'
import { advance, refreshUsage } from '../fulfilment/advance.ts'
import { each, SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

export async function fulfilOrders(app: App): Promise<SweepReport> {
  const due = await app.reads.fulfilmentsDue(app.clock.now(), SWEEP_BATCH_MAX)
  return each(due, async (ref) => void (await advance(app, ref)))
}

/** Of one wholesaler after the other: each has its own limits. */
export async function askForUsage(app: App): Promise<SweepReport> {
  const due = await app.reads.usageToAsk(app.clock.now(), SWEEP_BATCH_MAX)
  return each(due, (card) => refreshUsage(app, card))
}
