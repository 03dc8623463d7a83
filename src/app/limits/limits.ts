/**
 * Tries that are limited, over all processes and restarts. Whoever asks is several callers at once
 * (a browser, an address, everybody), and a try is one only where none of them is held. Not the
 * limit of plain requests, which each process keeps by itself.
 */
import type { Instant } from '../../domain/basics/time.ts'
import type { Vault } from '../vault.ts'
import type { LimitKind, Who } from './table.ts'

export interface Caller {
  readonly who: Who
  /** `who` and a keyed hash: nothing can be read from it. */
  readonly key: string
  /** As staff may see it. */
  readonly shown: string
}

/** Somebody who may not try now. */
export interface Held {
  readonly kind: LimitKind
  readonly who: Who
  readonly key: string
  readonly shown: string
  readonly since: Instant
  readonly until: Instant
  /** Tries that were refused since then. */
  readonly refusals: bigint
}

export interface Limits {
  /** Counts a try at `now`, or answers when one may try again and counts nothing. */
  take(kind: LimitKind, callers: readonly Caller[], now: Instant): Promise<Instant | null>
  /** The try that was counted at `at` proved right. */
  giveBack(kind: LimitKind, callers: readonly Caller[], at: Instant): Promise<void>
  /** When these may try again; null: at once. */
  again(kind: LimitKind, callers: readonly Caller[], now: Instant): Promise<Instant | null>
  /** Who is held and was told so, or is in a pause; the latest first. */
  held(now: Instant, limit: number): Promise<readonly Held[]>
  /** Of all kinds, those of these callers that are held. */
  heldOf(callers: readonly Caller[], now: Instant): Promise<readonly Held[]>
  /** Counting begins anew. */
  clear(kind: LimitKind, key: string): Promise<void>
  /** Forgets what does not count any more. */
  prune(now: Instant): Promise<void>
}

export const HELD_SHOWN_MAX = 200
const HINT_LENGTH = 4

/** `shown` where the last four characters would say too much or too little. */
export function caller(
  vault: Pick<Vault, 'keyed'>,
  who: Who,
  value: string,
  shown = `…${value.slice(-HINT_LENGTH)}`,
): Caller {
  return { who, key: `${who}:${vault.keyed('limit', `${who}|${value}`)}`, shown }
}

export const EVERYBODY: Caller = { who: 'all', key: 'all:', shown: '' }
export const WITHHELD: Caller = { who: 'withheld', key: 'withheld:', shown: '' }

/** In the order in which all processes lock rows. */
export function inOrder(callers: readonly Caller[]): readonly Caller[] {
  return callers.toSorted((one, other) => (one.key < other.key ? -1 : 1))
}
