/** What is looked up about disputes, over the memory store. */
import { contains, isBefore } from '../../domain/basics/time.ts'
import type { Dispute } from '../../domain/dispute/dispute.ts'
import type { DisputeReads } from '../../app/dispute-reads.ts'
import type { MemoryStore } from './memory-store.ts'

type Order = (one: Dispute, other: Dispute) => number

const byDue: Order = (one, other) =>
  Temporal.Instant.compare(one.dueAt, other.dueAt) || (one.id < other.id ? -1 : 1)
const newestFirst: Order = (one, other) =>
  Temporal.Instant.compare(other.raisedAt, one.raisedAt) || (one.id < other.id ? 1 : -1)

export function disputeReads({ tables, journal }: Pick<MemoryStore, 'tables' | 'journal'>) {
  const disputes = () => [...tables.disputes.values()]
  const open = () => disputes().filter(({ state }) => state.kind === 'open')
  const reads: DisputeReads = {
    async dispute(line, id) {
      const found = tables.disputes.get(id)
      return found?.line === line ? found : null
    },
    async disputesOf(lines, limit) {
      const own = disputes().filter(({ line }) => lines.includes(line))
      return own.toSorted(newestFirst).slice(0, limit)
    },
    openDisputes: async (limit) => open().toSorted(byDue).slice(0, limit),
    async disputesLate(at, limit) {
      return open()
        .filter(({ dueAt, steps }) => {
          return !isBefore(at, dueAt) && steps.every(({ kind }) => kind !== 'overdue')
        })
        .toSorted(byDue)
        .map(({ line, id }) => ({ line, dispute: id }))
        .slice(0, limit)
    },
    async journalOfOrder({ line, order }, { since, limit }) {
      return journal
        .filter((entry) => entry.home.id === line && !isBefore(entry.at, since))
        .filter(({ events }) => events.some(({ facts }) => facts['order'] === order))
        .slice(0, limit)
        .map(({ at, command, origin: { channel, actor } }) => {
          return { at, command, channel, by: actor.split(':')[0] ?? '' }
        })
    },
    async usageReports(line, span) {
      const told = [...tables.usage.values()].filter(
        (record) => record.line === line && record.bytes > 0n && contains(span, record.until),
      )
      return { reports: told.length, sessions: new Set(told.map(({ session }) => session)).size }
    },
  }
  return reads
}
