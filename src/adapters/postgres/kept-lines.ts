/**
 * Lines as this process last left them, so that a line whose session reports again and again is not
 * read each time. A kept line counts only if its home's version, read under the lock, is still the
 * one that it was kept with: whoever writes a home through the door moves that. Not a store: what
 * is not kept is read.
 */
import type { LineId } from '../../domain/basics/ids.ts'
import type { Home, LineState, Part } from '../../app/door/state.ts'
import { PACKS_LOADED_MAX } from './look-ups.ts'

/** Kept at once; the one that was not asked for the longest goes. */
export const LINES_KEPT_MAX = 16_384
/**
 * While as many are kept, only every so manieth that is not comes in. Where more lines report in
 * turn than are kept, each would otherwise go just before it is asked for.
 */
export const STRANGERS_PER_PLACE = 16

/** What is kept of a line: what each report needs. A line is kept where all of it was loaded. */
export const KEPT_PARTS = ['packs', 'sessions', 'mandate'] as const satisfies readonly Part[]
export type KeptPart = (typeof KEPT_PARTS)[number]

export interface KeptLine {
  readonly version: bigint
  readonly line: LineState['line']
  readonly packs: LineState['packs']
  /** Those that are not over. */
  readonly sessions: LineState['sessions']
  readonly mandate: LineState['mandate']
}

export const NONE_KEPT: ReadonlyMap<LineId, KeptLine> = new Map()

export interface KeptLines {
  get(line: LineId): KeptLine | undefined
  keep(line: LineId, state: LineState, version: bigint): void
  forget(line: LineId): void
  forgetAll(): void
}

export function createKeptLines(): KeptLines {
  // In the order in which they were asked for.
  const lines = new Map<LineId, KeptLine>()
  let strangers = 0
  function comesIn(): boolean {
    if (lines.size < LINES_KEPT_MAX) return true
    strangers = (strangers + 1) % STRANGERS_PER_PLACE
    return strangers === 0
  }
  return {
    get(id) {
      const kept = lines.get(id)
      if (kept !== undefined) {
        lines.delete(id)
        lines.set(id, kept)
      }
      return kept
    },
    keep(id, state, version) {
      if (!lines.delete(id) && !comesIn()) return
      // A line with more packs than are ever read at once is read, so that all see the same.
      if (state.packs.length > PACKS_LOADED_MAX) return
      const { line, mandate } = state
      const packs = oldestFirst(state.packs)
      const sessions = oldestFirst(state.sessions.filter((one) => one.ended === null))
      lines.set(id, { version, line, packs, sessions, mandate })
      const [oldest] = lines.size > LINES_KEPT_MAX ? lines.keys() : []
      if (oldest !== undefined) lines.delete(oldest)
    },
    forget(id) {
      lines.delete(id)
    },
    forgetAll() {
      lines.clear()
    },
  }
}

/** As they are read, so that what is kept is told from it by nobody. */
export function oldestFirst<Row extends { readonly id: string }>(
  rows: readonly Row[],
): readonly Row[] {
  const isSo = rows.every((row, place) => place === 0 || (rows[place - 1]?.id ?? '') < row.id)
  return isSo ? rows : rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

/** Those of some homes that are kept. */
export function keptAmong(
  homes: readonly Home[],
  of: (line: LineId) => KeptLine | undefined,
): ReadonlyMap<LineId, KeptLine> {
  const found = new Map<LineId, KeptLine>()
  for (const home of homes) {
    const kept = home.kind === 'line' ? of(home.id) : undefined
    if (home.kind === 'line' && kept !== undefined) found.set(home.id, kept)
  }
  return found
}
