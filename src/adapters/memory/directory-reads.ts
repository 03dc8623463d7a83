/** What is looked up about reports and the directory, over the memory store. */
import { CONFIRMED_REPORTS_MAX, type DirectoryReads } from '../../app/directory-reads.ts'
import type { Report } from '../../domain/directory/report.ts'
import type { Tables } from './tables.ts'

function byTime(one: Report, other: Report): number {
  return Temporal.Instant.compare(one.at, other.at) || (one.id < other.id ? -1 : 1)
}

export function directoryReads(tables: Tables): DirectoryReads {
  const reports = () => [...tables.reports.values()].toSorted(byTime)
  const confirmed = (limit: number) =>
    reports()
      .filter(({ state }) => state.kind === 'confirmed')
      .toReversed()
      .slice(0, limit)
  return {
    report: async (id) => tables.reports.get(id) ?? null,
    reportsWaiting: async (limit) =>
      reports()
        .filter(({ state }) => state.kind === 'waiting')
        .slice(0, limit),
    reportsConfirmed: async (limit) => confirmed(limit),
    reportsNaming: async (keys, limit) =>
      reports()
        .filter(({ names }) => names.some((name) => keys.includes(name)))
        .slice(0, limit),
    async directoryChanges() {
      const keys = confirmed(CONFIRMED_REPORTS_MAX).flatMap(({ state }) =>
        state.kind === 'confirmed' ? state.keys : [],
      )
      const edited = [...tables.directoryEntries.values()]
      return {
        edited: edited.toSorted((one, other) => (one.entry.id < other.entry.id ? -1 : 1)),
        confirmed: [...new Set(keys)].toSorted(),
      }
    },
  }
}
