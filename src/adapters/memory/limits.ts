/** Tries of this process alone, in memory: for simulations and tests. */
import { inOrder, type Caller, type Held, type Limits } from '../../app/limits/limits.ts'
import {
  LIMIT_KINDS,
  LIMITS,
  type LimitKind,
  type LimitTable,
  type Who,
} from '../../app/limits/table.ts'
import {
  counted,
  counts,
  freeAt,
  givenBack,
  heldSince,
  measureOf,
} from '../../app/limits/window.ts'
import type { Kept, Measure } from '../../app/limits/window.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'

interface Row extends Kept {
  readonly kind: LimitKind
  readonly who: Who
  readonly key: string
  readonly shown: string
  readonly refusals: bigint
}

export function createMemoryLimits(table: LimitTable = LIMITS): Limits {
  const rows = new Map<string, Row>()
  const nameOf = (kind: LimitKind, key: string) => `${kind} ${key}`
  const rowOf = (kind: LimitKind, { key, who, shown }: Caller): Row =>
    rows.get(nameOf(kind, key)) ?? {
      kind,
      who,
      key,
      shown,
      tries: [],
      pausedUntil: null,
      refusals: 0n,
    }
  const put = (row: Row) => void rows.set(nameOf(row.kind, row.key), row)

  function countedOnes(kind: LimitKind, callers: readonly Caller[]) {
    return inOrder(callers).flatMap((one): readonly { row: Row; measure: Measure }[] => {
      const measure = measureOf(table[kind], one.who)
      return measure === null ? [] : [{ row: rowOf(kind, one), measure }]
    })
  }

  return {
    async take(kind, callers, now) {
      const judged = countedOnes(kind, callers).map(({ row, measure }) => {
        return { row, measure, free: freeAt(row, measure, now) }
      })
      const again = latest(judged.map(({ free }) => free))
      for (const { row, measure, free } of judged) {
        if (again === null) put({ ...row, ...counted(row, measure, now), refusals: 0n })
        else if (free !== null) put({ ...row, refusals: row.refusals + 1n })
      }
      return again
    },
    async giveBack(kind, callers, at) {
      for (const { row, measure } of countedOnes(kind, callers)) {
        put({ ...row, ...givenBack(row, measure, at) })
      }
    },
    async again(kind, callers, now) {
      const asked = countedOnes(kind, callers)
      return latest(asked.map(({ row, measure }) => freeAt(row, measure, now)))
    },
    async held(now, limit) {
      return [...rows.values()]
        .filter((row) => row.refusals > 0n || row.pausedUntil !== null)
        .flatMap((row) => heldNow(table, row, now))
        .toSorted((one, other) => (isBefore(other.since, one.since) ? -1 : 1))
        .slice(0, limit)
    },
    async heldOf(callers, now) {
      return callers.flatMap((one) =>
        LIMIT_KINDS.flatMap((kind) => heldNow(table, rowOf(kind, one), now)),
      )
    },
    async clear(kind, key) {
      rows.delete(nameOf(kind, key))
    },
    async prune(now) {
      for (const [name, row] of rows) {
        const measure = measureOf(table[row.kind], row.who)
        if (measure === null || !counts(row, measure, now)) rows.delete(name)
      }
    },
  }
}

function heldNow(table: LimitTable, row: Row, now: Instant): readonly Held[] {
  const measure = measureOf(table[row.kind], row.who)
  const until = measure === null ? null : freeAt(row, measure, now)
  if (measure === null || until === null) return []
  const { kind, who, key, shown, refusals } = row
  return [{ kind, who, key, shown, since: heldSince(row, measure, now), until, refusals }]
}

function latest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce((one, other) => {
    if (one === null || other === null) return one ?? other
    return isBefore(one, other) ? other : one
  }, null)
}
