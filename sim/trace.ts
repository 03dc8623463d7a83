/**
 * The story of a run as one hash, so that two runs can be told to be the same to the byte; and its
 * last lines, for whoever has to understand a failure.
 */
import { createHash } from 'node:crypto'
import { toJson } from '../src/domain/basics/json.ts'

/** So many lines are shown with a failure. */
export const LINES_KEPT = 40

export interface Trace {
  note(what: string, facts?: unknown): void
  last(): readonly string[]
  /** Of all that was noted, SHA-256 in lower-case hex. */
  hash(): string
}

export function createTrace(): Trace {
  const running = createHash('sha256')
  let kept: string[] = []
  return {
    note(what, facts) {
      const line = facts === undefined ? what : `${what} ${JSON.stringify(toJson(facts))}`
      running.update(line).update('\n')
      kept.push(line)
      if (kept.length >= 2 * LINES_KEPT) kept = kept.slice(-LINES_KEPT)
    },
    last: () => kept.slice(-LINES_KEPT),
    hash: () => running.copy().digest('hex'),
  }
}
