/** What staff look up, over the memory store. */
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import type { StaffReads } from '../../app/staff-reads.ts'
import { identityChecksOf, loadStaff, loadTill } from './memory-store.ts'
import type { Tables } from './tables.ts'

type Identified = { readonly id: string }

const byId = <Row extends Identified>(rows: readonly Row[]): readonly Row[] =>
  rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))

const newest = <Row extends Identified>(rows: readonly Row[], limit: number): readonly Row[] =>
  byId(rows).toReversed().slice(0, limit)

export function staffReads(tables: Tables): StaffReads {
  return {
    staff: async (id) => loadStaff(tables, id),
    allStaff: async () =>
      [...tables.staff.values()].toSorted((one, other) => (one.name < other.name ? -1 : 1)),
    till: async (id) => loadTill(tables, id),
    async tills(shop) {
      const place = (till: { shop: string; name: string }) => `${till.shop}|${till.name}`
      return [...tables.tills.values()]
        .filter((till) => shop === null || till.shop === shop)
        .toSorted((one, other) => (place(one) < place(other) ? -1 : 1))
        .map((till) => loadTill(tables, till.id))
    },
    async shifts(till, limit) {
      return newest(
        [...tables.shifts.values()].filter((shift) => shift.till === till),
        limit,
      )
    },
    async shift(till, id) {
      const shift = tables.shifts.get(id)
      return shift?.till === till ? shift : null
    },
    async tillEntries(till, shift) {
      return byId(
        [...tables.tillEntries.values()].filter((one) => one.till === till && one.shift === shift),
      )
    },
    identityChecks: async (line) => identityChecksOf(tables, line),
    async cases(line, limit) {
      return newest(
        [...tables.cases.values()].filter((one) => one.line === line),
        limit,
      )
    },
    async openCases(limit) {
      return byId([...tables.cases.values()].filter((one) => one.closed === null)).slice(0, limit)
    },
    async pendingChanges(home, limit) {
      return newest(
        [...tables.pendingChanges.values()].filter((one) => one.of.id === home),
        limit,
      )
    },
    accountsUnnamed: async (page) => accountsUnnamed(tables, page),
    changesDue: async (at, limit) => changesDue(tables, at, limit),
    searched: async (kind, values, limit) => searched(tables, { kind, values, limit }),
  }
}

function accountsUnnamed(
  tables: Tables,
  { after, limit }: Parameters<StaffReads['accountsUnnamed']>[0],
) {
  const named = new Set(
    [...tables.searchKeys.values()]
      .filter(({ kind }) => kind === 'name')
      .map(({ home }) => home.id as string),
  )
  return byId([...tables.accounts.values()].filter(({ closed }) => closed === null))
    .map(({ id }) => id)
    .filter((id) => !named.has(id) && (after === null || id > after))
    .slice(0, limit)
}

function changesDue(tables: Tables, at: Instant, limit: number) {
  return [...tables.pendingChanges.values()]
    .filter((one) => one.state.kind === 'waiting' && !isBefore(at, one.dueAt))
    .toSorted((one, other) =>
      one.dueAt.equals(other.dueAt)
        ? one.id.localeCompare(other.id)
        : Temporal.Instant.compare(one.dueAt, other.dueAt),
    )
    .slice(0, limit)
}

function searched(
  tables: Tables,
  given: { readonly kind: string; readonly values: readonly string[]; readonly limit: number },
) {
  const values = [...new Set(given.values)]
  const keys = [...tables.searchKeys.values()].filter(({ kind }) => kind === given.kind)
  const has = (home: string, value: string) =>
    keys.some((key) => key.home.id === home && key.value === value)
  const homes = new Map(keys.map(({ home }) => [home.id as string, home]))
  if (values.length === 0) return []
  return [...homes.values()]
    .filter(({ id }) => values.every((value) => has(id, value)))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1))
    .slice(0, given.limit)
}
