/**
 * Where the next page of orders begins: an instant, and how many orders placed at that very instant
 * were already given, for a group of commands shares its instant. Opaque to callers.
 */
import { fromMicros, microsOf, sameInstant, type Instant } from '../../domain/basics/time.ts'

export interface OrderCursor {
  readonly at: Instant
  readonly given: number
}

/** More orders of one line than this never share an instant. */
export const GIVEN_MAX = 1_000
const CURSOR = /^([0-9]{1,17})\.([0-9]{1,4})$/
const CURSOR_LENGTH_MAX = 64

export function writeCursor({ at, given }: OrderCursor): string {
  return Buffer.from(`${microsOf(at)}.${given}`, 'latin1').toString('base64url')
}

/** Null for anything that `writeCursor` did not write. */
export function readCursor(text: string): OrderCursor | null {
  if (text.length > CURSOR_LENGTH_MAX) return null
  const parts = CURSOR.exec(Buffer.from(text, 'base64url').toString('latin1'))
  if (parts === null) return null
  const given = Number(parts[2])
  if (given < 1 || given > GIVEN_MAX) return null
  const cursor = { at: fromMicros(BigInt(parts[1] ?? '0')), given }
  return writeCursor(cursor) === text ? cursor : null
}

/** The cursor behind a page that begins at `start`; its instant is that of the last order given. */
export function cursorBehind(
  page: readonly { readonly placedAt: Instant }[],
  start: OrderCursor | null,
): OrderCursor | null {
  const at = page.at(-1)?.placedAt
  if (at === undefined) return null
  const before = start !== null && sameInstant(start.at, at) ? start.given : 0
  return { at, given: before + page.filter((one) => sameInstant(one.placedAt, at)).length }
}
