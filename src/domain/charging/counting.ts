/**
 * What is new in counters that run since a session began (RFC 2866 §5.3, §5.4; RFC 2869 §5.1).
 * What is told is the sum of two, one each direction: each may wrap by itself, begin again from
 * nothing, or come late, and a sum that only fell says which by how far the session had come.
 */
import { assert } from '../basics/assert.ts'
import { bytes, minus, NO_BYTES, plus, type Bytes } from '../basics/data-volume.ts'

/**
 * A counter that began again shows less than this when it is first heard of. One that fell and
 * shows more was told too high before: what it says now was taken already.
 */
export const BEGUN_AGAIN_BYTES_MAX = bytes(2n ** 32n)

export interface Counted {
  /** All of the session so far, laps included. */
  readonly bytesCounted: Bytes
  /** Of it, what was not known before. */
  readonly fresh: Bytes
}

/**
 * `order` is the report's place against the latest heard before. Only a later one may have wrapped
 * or begun again: of a fallen counter whose order is not known, nothing is new. `wrapsAt` is one
 * lap of one direction; so the sum may show up to two, and it has not wrapped until it fell.
 */
export function count(
  before: Bytes,
  told: Bytes,
  given: { readonly order: 'late' | 'later' | 'unknown'; readonly wrapsAt: Bytes | null },
): Counted {
  const { order, wrapsAt } = given
  assert(wrapsAt === null || wrapsAt > 0n, 'a counter wraps somewhere')
  if (order === 'late') return nothingNew(before)
  if (told >= before) return { bytesCounted: told, fresh: minus(told, before) }
  if (order === 'unknown') return nothingNew(before)
  if (wrapsAt === null) return told < BEGUN_AGAIN_BYTES_MAX ? begunAgain(told) : nothingNew(before)
  const fresh = sinceWrapped(before, told, wrapsAt)
  return isBelieved(fresh, told, wrapsAt)
    ? { bytesCounted: plus(before, fresh), fresh }
    : begunAgain(told)
}

function nothingNew(before: Bytes): Counted {
  return { bytesCounted: before, fresh: NO_BYTES }
}

function begunAgain(told: Bytes): Counted {
  return { bytesCounted: told, fresh: told }
}

/** The least that was used, whichever direction wrapped and however often before. */
function sinceWrapped(before: Bytes, told: Bytes, wrapsAt: Bytes): Bytes {
  return bytes((wrapsAt - ((before - told) % wrapsAt)) % wrapsAt)
}

/**
 * From half a lap between two reports on, a counter is taken to have begun again, unless that would
 * be more: of a counter that only wrapped, neither reading takes more than was used.
 */
function isBelieved(wrapped: Bytes, told: Bytes, wrapsAt: Bytes): boolean {
  return 2n * wrapped < wrapsAt || wrapped <= told
}
