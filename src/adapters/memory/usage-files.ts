/** What became of usage files, kept as long as the process lives. */
import { present } from '../../domain/basics/assert.ts'
import type { UsageFileId } from '../../domain/basics/ids.ts'
import {
  NO_COUNTS,
  type RejectedRow,
  type UsageFile,
  type UsageFileStore,
} from '../../app/usage-files/ports.ts'

interface Kept {
  readonly file: UsageFile
  readonly rejected: ReadonlyMap<number, RejectedRow>
}

export function createMemoryUsageFiles(): UsageFileStore {
  const kept = new Map<UsageFileId, Kept>()
  const known = (id: UsageFileId) => present(kept.get(id), 'a file is begun before it goes on')
  const byLine = (rows: Iterable<RejectedRow>) =>
    [...rows].toSorted((one, other) => one.line - other.line)
  return {
    async begin(file) {
      const open = [...kept.values()].find(
        ({ file: one }) =>
          one.finished === null && one.source === file.source && one.sha256 === file.sha256,
      )
      if (open !== undefined) return open.file
      const none = { header: null, counts: NO_COUNTS, lineDone: 0, finished: null, refusal: null }
      kept.set(file.id, { file: { ...file, ...none }, rejected: new Map() })
      return { ...file, ...none }
    },
    async advance(id, { rejected, ...to }) {
      const before = known(id)
      const added = rejected.map((row) => [row.line, row] as const)
      kept.set(id, {
        file: { ...before.file, ...to },
        rejected: new Map([...before.rejected, ...added]),
      })
    },
    async finish(id, { at, refusal }) {
      const before = known(id)
      kept.set(id, { ...before, file: { ...before.file, finished: at, refusal } })
    },
    find: async (id) => kept.get(id)?.file ?? null,
    async newest(countMax, before) {
      const files = [...kept.values()].map(({ file }) => file)
      return files
        .filter(({ id }) => before === null || id < before)
        .toSorted((one, other) => (one.id < other.id ? 1 : -1))
        .slice(0, countMax)
    },
    async rejected(id, { after, countMax }) {
      const rows = byLine(kept.get(id)?.rejected.values() ?? [])
      return rows.filter(({ line }) => line > after).slice(0, countMax)
    },
    async settle(id, { rows, counts }) {
      const { file, rejected } = known(id)
      const left = new Map(rejected)
      let settled = 0
      for (const { line, refusal } of rows) {
        const row = left.get(line)
        if (row === undefined) continue
        if (refusal !== null) left.set(line, { ...row, refusal })
        else if (left.delete(line)) settled += 1
      }
      kept.set(id, {
        rejected: left,
        file: {
          ...file,
          counts: {
            rows: file.counts.rows,
            accepted: file.counts.accepted + counts.accepted,
            repeated: file.counts.repeated + counts.repeated,
            rejected: file.counts.rejected - settled,
            usedBytes: file.counts.usedBytes + counts.usedBytes,
          },
        },
      })
    },
  }
}
