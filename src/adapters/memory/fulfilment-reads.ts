/** What is looked up about orders and packs that others deliver, over the memory store. */
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import type { Fulfilling } from '../../domain/fulfilment/progress.ts'
import type { Order } from '../../domain/order/order.ts'
import type { FulfilmentReads, UsageToAsk } from '../../app/fulfilment-reads.ts'
import type { MemoryStore } from './memory-store.ts'

interface Waiting {
  readonly order: Order
  readonly state: Fulfilling
}

export function fulfilmentReads({ tables }: Pick<MemoryStore, 'tables'>): FulfilmentReads {
  const waiting = () =>
    [...tables.orders.values()].flatMap((order): readonly Waiting[] =>
      order.state.kind === 'fulfilling' ? [{ order, state: order.state }] : [],
    )
  const by = (at: (one: Waiting) => Instant) => (one: Waiting, other: Waiting) =>
    Temporal.Instant.compare(at(one), at(other)) || (one.order.id < other.order.id ? -1 : 1)
  return {
    async fulfilmentsDue(at, limit) {
      return waiting()
        .filter(({ state }) => !isBefore(at, state.progress.due))
        .toSorted(by(({ state }) => state.progress.due))
        .slice(0, limit)
        .map(({ order }) => order)
    },
    async fulfilmentsWaiting(limit) {
      const sorted = waiting().toSorted(by(({ order }) => order.placedAt))
      return sorted.slice(0, limit).map(({ order }) => order)
    },
    async suppliesUnknown(limit) {
      return [...tables.orders.values()]
        .filter(({ state }) => 'why' in state && state.why === 'supply_unknown')
        .toSorted((one, other) => Temporal.Instant.compare(other.placedAt, one.placedAt))
        .slice(0, limit)
    },
    usageToAsk: async (at, limit) => usageToAsk({ tables }, at).slice(0, limit),
  }
}

function usageToAsk({ tables }: Pick<MemoryStore, 'tables'>, at: Instant): readonly UsageToAsk[] {
  const found = new Map<string, UsageToAsk & { readonly since: Instant }>()
  for (const { line, elsewhere, revoked, start } of tables.packs.values()) {
    if (elsewhere?.by.kind !== 'wholesale' || elsewhere.askAt === null || revoked !== null) continue
    if (isBefore(at, elsewhere.askAt)) continue
    const until = start.kind === 'begun' ? start.until : null
    if (until !== null && !isBefore(at, until)) continue
    const { supplier } = elsewhere.by
    found.set(`${line} ${supplier}`, { line, supplier, since: elsewhere.askAt })
  }
  return [...found.values()]
    .toSorted((one, other) => Temporal.Instant.compare(one.since, other.since))
    .map(({ line, supplier }) => ({ line, supplier }))
}
