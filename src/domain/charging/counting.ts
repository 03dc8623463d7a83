/**
 * What is new in counters that run since a session began (RFC 2866 §5.3, §5.4; RFC 2869 §5.1).
 * They may wrap, begin again from nothing, or come late; a sum that only fell says which by how far
 * the session had come.
 */
import { assert } from '../basics/assert.ts'
import { bytes, minus, NO_BYTES, type Bytes } from '../basics/data-volume.ts'

export interface Counted {
  /** All of the session so far, laps included. */
  readonly bytesCounted: Bytes
  /** Of it, what was not known before. */
  readonly fresh: Bytes
}

/**
 * `order` is the report's place against the latest heard before. Only a later one may have begun
 * again: of a fallen counter whose order is not known, nothing is new.
 */
export function count(
  before: Bytes,
  told: Bytes,
  given: { readonly order: 'late' | 'later' | 'unknown'; readonly wrapsAt: Bytes | null },
): Counted {
  const { order, wrapsAt } = given
  assert(wrapsAt === null || wrapsAt > 0n, 'a counter wraps somewhere')
  if (order === 'late') return { bytesCounted: before, fresh: NO_BYTES }
  const shown = wrapsAt === null ? before : bytes(before % wrapsAt)
  if (told >= shown) {
    const fresh = minus(told, shown)
    return { bytesCounted: bytes(before + fresh), fresh }
  }
  if (order === 'unknown') return { bytesCounted: before, fresh: NO_BYTES }
  const lap = wrapsAt === null ? null : bytes(wrapsAt - shown + told)
  if (wrapsAt !== null && lap !== null && isBelieved(lap, wrapsAt)) {
    return { bytesCounted: bytes(before + lap), fresh: lap }
  }
  return { bytesCounted: told, fresh: told }
}

/** More than half a lap between two reports is taken for a counter that began again. */
function isBelieved(lap: Bytes, wrapsAt: Bytes): boolean {
  return 2n * lap < wrapsAt
}
