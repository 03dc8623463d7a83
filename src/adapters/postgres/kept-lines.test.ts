import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_LINE } from '../../app/door/state.ts'
import type { LineId } from '../../domain/basics/ids.ts'
import {
  createKeptLines,
  LINES_KEPT_MAX,
  STRANGERS_PER_PLACE,
  type KeptLines,
} from './kept-lines.ts'

/** The lines of some range report once, in turn. The share of those that were kept. */
function report(kept: KeptLines, from: number, until: number): number {
  let hits = 0
  for (let line = from; line < until; line += 1) {
    const id = `line ${line}` as LineId
    if (kept.get(id) !== undefined) hits += 1
    kept.keep(id, NO_LINE, 1n)
  }
  return hits / (until - from)
}

test('As many lines as are kept are all kept', () => {
  const kept = createKeptLines()
  report(kept, 0, LINES_KEPT_MAX)
  assert.equal(report(kept, 0, LINES_KEPT_MAX), 1)
})

test('Where more lines report in turn than are kept, most places still serve', () => {
  for (const [times, share] of [
    [1.05, 0.9],
    [2, 0.4],
    [4, 0.2],
  ] as const) {
    const kept = createKeptLines()
    const lines = Math.floor(times * LINES_KEPT_MAX)
    for (let round = 0; round < 5; round += 1) report(kept, 0, lines)
    const found = report(kept, 0, lines)
    assert.ok(found > share, `${times} times as many lines: ${found}`)
  }
})

test('Lines that report no more make place for those that do', () => {
  const kept = createKeptLines()
  report(kept, 0, LINES_KEPT_MAX)
  const [from, until] = [LINES_KEPT_MAX, LINES_KEPT_MAX * 1.5]
  for (let round = 0; round < STRANGERS_PER_PLACE + 1; round += 1) report(kept, from, until)
  assert.ok(report(kept, from, until) > 0.5)
  let left = 0
  for (let line = 0; line < until; line += 1) {
    if (kept.get(`line ${line}` as LineId) !== undefined) left += 1
  }
  assert.equal(left, LINES_KEPT_MAX)
})
