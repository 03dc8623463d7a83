/**
 * A payment that succeeded, as changes of the line's home: used by every command that learns of
 * money, so that delivering or owing back is written the same way whoever learned it.
 */
import { present } from '../../domain/basics/assert.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { offerOf, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Line } from '../../domain/line/line.ts'
import type { Order } from '../../domain/order/order.ts'
import { settle, type SettlingIds } from '../../domain/order/settling.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { Job, JournalEvent } from '../door/command.ts'
import type { Change, LineState } from '../door/state.ts'
import { movedPacks } from '../notices/moved-packs.ts'
import { followPayment } from '../renewal/following.ts'
import { orderJobs } from './order-jobs.ts'

export interface Settlement {
  readonly order: Order
  readonly outcome: 'delivered' | 'fulfilling' | 'refund_due'
  readonly changes: readonly Change[]
  readonly events: readonly JournalEvent[]
  readonly jobs: readonly Job[]
}

export function settlement(given: {
  readonly state: LineState
  readonly order: Order
  /** Already `succeeded`. */
  readonly payment: Payment
  readonly catalogue: Catalogue
  readonly now: Instant
  readonly ids: SettlingIds
  readonly fee: Yen | null
}): Settlement {
  const { state, order, payment, catalogue, now, ids, fee } = given
  const offer = present(offerOf(catalogue, order.offer), 'an ordered offer stays in the catalogue')
  const network = present(catalogue.networks.get(offer.network), 'an offer has its network')
  const rules = rulesAt(catalogue.rules, now)
  const settled = settle(
    { order, payment, packs: state.packs },
    { offer, network, rules, now, ids, fee },
  )
  const { outcome, packs } = settled
  const followed = followPayment(state, { order, told: { kind: 'succeeded' }, packs }, given)
  const unfollowed = followed === null ? state : { ...state, mandate: null }
  const moved = movedPacks(unfollowed, packs, { catalogue, now })
  return {
    order: settled.order,
    outcome: settled.outcome,
    changes: [
      { table: 'orders', row: settled.order },
      { table: 'payments', row: settled.payment },
      ...moved.changes,
      ...(followed === null ? [] : [{ table: 'mandates', row: followed.mandate } as const]),
      ...settled.postings.map((row): Change => ({ table: 'postings', row })),
      ...campaignUse(state.line, settled.order, settled.outcome),
    ],
    events: settlementEvents(settled.outcome, order, payment),
    jobs: [
      ...orderJobs(order, { order: settled.order, payments: [settled.payment] }),
      ...(outcome === 'delivered' ? (followed?.jobs ?? []) : []),
      ...moved.jobs,
    ],
  }
}

function campaignUse(
  line: Line | null,
  { campaign }: Order,
  outcome: 'delivered' | 'fulfilling' | 'refund_due',
): readonly Change[] {
  if (line === null || campaign === null || outcome === 'refund_due') return []
  const uses = (line.campaignUses[campaign.id] ?? 0) + 1
  const row = { ...line, campaignUses: { ...line.campaignUses, [campaign.id]: uses } }
  return [{ table: 'lines', row }]
}

export function settlementEvents(
  outcome: 'delivered' | 'fulfilling' | 'refund_due',
  order: Order,
  payment: Payment,
): readonly JournalEvent[] {
  const facts = { order: order.id, payment: payment.id, yen: payment.amount }
  return [
    { name: 'payment_succeeded', facts },
    {
      name: EVENT_OF[outcome],
      facts: { order: order.id },
    },
  ]
}

const EVENT_OF = {
  delivered: 'order_delivered',
  fulfilling: 'order_fulfilling',
  refund_due: 'refund_due',
} as const

/** An order id arrives alone in addresses; this is how its line is found. */
export function findOrder(line: LineId, order: Order): Change {
  return {
    table: 'finds',
    row: { kind: 'order', value: order.id, home: { kind: 'line', id: line }, id: order.id },
  }
}
