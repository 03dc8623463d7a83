/** What is left of a person who is forgotten, removed from the memory store. */
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { isOver, type Call } from '../../domain/call/call.ts'
import { orderedAt } from '../../domain/esim/sim-profile.ts'
import type { Forgotten, PersonalTraces } from '../../app/forgetting/ports.ts'
import type { MemoryStore } from './memory-store.ts'
import type { Tables } from './tables.ts'

export function createMemoryTraces(store: MemoryStore): PersonalTraces {
  const { tables } = store
  return {
    async dropLetters(isTheirs) {
      const before = store.jobs.length
      const kept = store.jobs.filter(
        ({ task, payload }) => task !== 'letter' || !isTheirs(payload['sealed'] ?? ''),
      )
      store.jobs.splice(0, before, ...kept)
      return before - kept.length
    },
    // Mail is caught beside this store, if at all.
    dropCaughtMail: async () => 0,
    async wipe(of) {
      wipeAccount(tables, of)
      wipeLines(tables, of)
      wipeCalls(tables, of)
      for (const [key, { ref }] of store.remembered) {
        if (ref.home.id === of.account) store.remembered.delete(key)
      }
    },
    async closedSince(at, { after, limit }) {
      return [...tables.accounts.values()]
        .flatMap(({ id, closed }) => {
          if (closed === null || isBefore(closed.at, at)) return []
          return [{ account: id, ...closed }]
        })
        .filter(({ account }) => after === null || account > after)
        .toSorted((one, other) => (one.account < other.account ? -1 : 1))
        .slice(0, limit)
    },
  }
}

function removeWhere<Row>(rows: Map<string, Row>, isGone: (row: Row) => boolean): void {
  for (const [key, row] of rows) if (isGone(row)) rows.delete(key)
}

function replaceWhere<Row>(
  rows: Map<string, Row>,
  wanted: (row: Row) => boolean,
  by: (row: Row) => Row,
): void {
  for (const [key, row] of rows) if (wanted(row)) rows.set(key, by(row))
}

function wipeAccount(tables: Tables, { account }: Forgotten): void {
  const isOwn = (one: { readonly account: string | null }) => one.account === account
  removeWhere(tables.signIns, isOwn)
  removeWhere(tables.waitingNotices, isOwn)
  removeWhere(tables.searchKeys, ({ home }) => home.id === account)
  replaceWhere(tables.reports, isOwn, (one) => ({ ...one, sealed: null, account: null }))
}

function wipeLines(tables: Tables, { account, lines, at }: Forgotten): void {
  const isOf = (line: string | null) => lines.some((id) => id === line)
  const isThen = (then: Instant) => !isBefore(at, then)
  removeWhere(tables.searchKeys, ({ kind, home }) => kind === 'document' && isOf(home.id))
  removeWhere(tables.identityChecks, (one) => isOf(one.line) && isThen(one.at))
  replaceWhere(
    tables.cases,
    (one) => isOf(one.line) && isThen(one.openedAt),
    (one) => ({ ...one, notes: [] }),
  )
  replaceWhere(
    tables.orders,
    (one) => isOf(one.line) && isThen(one.placedAt),
    (one) => ({ ...one, refunds: one.refunds.map((refund) => ({ ...refund, note: null })) }),
  )
  replaceWhere(
    tables.disputes,
    (one) => isOf(one.line) && one.account === account,
    (one) => {
      const { state } = one
      const silent = state.kind === 'decided' ? { ...state, words: null } : state
      return { ...one, words: null, state: silent }
    },
  )
  replaceWhere(
    tables.simProfiles,
    (one) => isOf(one.line) && isThen(orderedAt(one)),
    (one) => ({ ...one, eid: null }),
  )
  removeWhere(
    tables.callBacks,
    (one) => isThen(one.askedAt) && (isOf(one.line) || one.account === account),
  )
}

function wipeCalls(tables: Tables, { account, lines, at }: Forgotten): void {
  const isTheirs = (call: Call) =>
    isOver(call) &&
    !isBefore(at, call.heardAt) &&
    (lines.some((id) => id === call.line) ||
      call.proofs.some((proof) => 'account' in proof && proof.account === account))
  const calls = [...tables.calls.values()].filter(isTheirs)
  for (const call of calls) {
    const wrapUp = call.wrapUp === null ? null : { ...call.wrapUp, note: null }
    tables.calls.set(call.id, { ...call, number: null, wrapUp })
    tables.callBacks.delete(call.id)
    removeWhere(tables.callTurns, (turn) => turn.call === call.id)
  }
}
