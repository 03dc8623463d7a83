/** What is looked up about calls, over the memory store. */
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { isOver, type Call } from '../../domain/call/call.ts'
import type { CallReads } from '../../app/call-reads.ts'
import { loadCall } from './memory-store.ts'
import type { Tables } from './tables.ts'

type Order = (one: Call, other: Call) => number

const byTime =
  (at: (call: Call) => Instant, sign: 1 | -1): Order =>
  (one, other) =>
    sign * Temporal.Instant.compare(at(one), at(other)) || (one.id < other.id ? -1 : 1)

export function callReads(tables: Tables): CallReads {
  const calls = () => [...tables.calls.values()]
  return {
    call: async (id) => loadCall(tables, id),
    callTurn: async (id, number) => tables.callTurns.get(`${id}|${number}`) ?? null,
    async callTurns(id, limit) {
      return [...tables.callTurns.values()]
        .filter((turn) => turn.call === id)
        .toSorted((one, other) => one.number - other.number)
        .slice(-limit)
    },
    async liveCalls(limit) {
      const live = calls().filter((call) => !isOver(call))
      return live.toSorted(byTime(({ startedAt }) => startedAt, 1)).slice(0, limit)
    },
    async callsOverSince(since, limit) {
      const over = calls().filter((call) => isOver(call) && !isBefore(call.heardAt, since))
      return over.toSorted(byTime(({ heardAt }) => heardAt, -1)).slice(0, limit)
    },
    async callsOf(line, limit) {
      const own = calls().filter((call) => call.line === line)
      return own.toSorted(byTime(({ startedAt }) => startedAt, -1)).slice(0, limit)
    },
    async openCallBacks(limit) {
      return [...tables.callBacks.values()]
        .filter(({ state }) => state.kind !== 'done')
        .toSorted(
          (one, other) =>
            Temporal.Instant.compare(one.promised.until, other.promised.until) ||
            (one.call < other.call ? -1 : 1),
        )
        .slice(0, limit)
    },
    async silentCalls(before, limit) {
      return calls()
        .filter((call) => !isOver(call) && isBefore(call.heardAt, before))
        .map(({ id }) => id)
        .slice(0, limit)
    },
  }
}
