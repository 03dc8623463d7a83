/**
 * Orders that another carrier is to deliver go on when their time comes, and what is left on cards
 * that others count is asked for when it may be. Wholesalers are asked beside one another, each by
 * its own limits; who does not answer keeps nobody waiting but its own.
 */
import type { SupplierName } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { nextStep } from '../../domain/fulfilment/progress.ts'
import type { Order } from '../../domain/order/order.ts'
import type { App } from '../app.ts'
import { advance, putOff, putOffUsage, refreshUsage } from '../fulfilment/advance.ts'
import { each, SWEEP_BATCH_MAX, type SweepReport } from './orders.ts'

/** What needs no answer comes first: money that goes back, time that is over. */
export async function fulfilOrders(app: App): Promise<SweepReport> {
  const now = app.clock.now()
  const due = await app.reads.fulfilmentsDue(now, SWEEP_BATCH_MAX)
  const askedOf = Map.groupBy(due, (order) => supplierToAsk(order, now))
  const own = await each(askedOf.get(null) ?? [], async (order) => void (await lookAt(app, order)))
  askedOf.delete(null)
  const reports = [...askedOf.values()].map((orders) =>
    inTurn(orders, {
      ask: async (order) => (await lookAt(app, order)) !== 'away',
      putOff: (order) => putOff(app, { line: order.line, order: order.id }),
    }),
  )
  return all([own, ...(await Promise.all(reports))])
}

export async function askForUsage(app: App): Promise<SweepReport> {
  const due = await app.reads.usageToAsk(app.clock.now(), SWEEP_BATCH_MAX)
  const cards = Map.groupBy(due, ({ supplier }) => supplier)
  const reports = [...cards.values()].map((ofOne) =>
    inTurn(ofOne, {
      ask: (card) => refreshUsage(app, card),
      putOff: (card) => putOffUsage(app, card),
    }),
  )
  return all(await Promise.all(reports))
}

function lookAt(app: App, { line, id }: Order) {
  return advance(app, { line, order: id })
}

/** Null: its next step asks nobody. */
function supplierToAsk({ state }: Order, now: Instant): SupplierName | null {
  if (state.kind !== 'fulfilling' || state.progress.by.kind !== 'wholesale') return null
  const { kind } = nextStep(state, now)
  return kind === 'ask' || kind === 'read' ? state.progress.by.supplier : null
}

/** `ask` says whether the wholesaler answered; after a no the others are put off. */
function inTurn<Asked>(
  things: readonly Asked[],
  how: { ask(thing: Asked): Promise<boolean>; putOff(thing: Asked): Promise<void> },
): Promise<SweepReport> {
  let answers = true
  return each(things, async (thing) => {
    if (answers) answers = await how.ask(thing)
    else await how.putOff(thing)
  })
}

function all(reports: readonly SweepReport[]): SweepReport {
  return {
    done: reports.reduce((sum, { done }) => sum + done, 0),
    left: reports.flatMap(({ left }) => left),
  }
}
