/**
 * The head of a day: one root over the ends of all chains, and the hash of the head before it.
 * Whoever keeps a signed head can later show that nothing under it was changed.
 */
import { microsOf, type Instant, type JstDate } from '../basics/time.ts'
import { canonical, type ChainEnd, type Sha256 } from './entry.ts'

export interface AuditHead {
  /** Everything of this JST day, and of the days before it, is chained under the head. */
  readonly day: JstDate
  /** Entries chained until then, inclusive, are under it. */
  readonly at: Instant
  readonly chains: bigint
  readonly entries: bigint
  /** Lower-case hex. */
  readonly root: string
  /** The hash of the head before; null for the first. */
  readonly previous: string | null
}

export interface SignedHead extends AuditHead {
  /** Ed25519 (RFC 8032) over `headBytes`, lower-case hex. */
  readonly signature: string
}

/** Chains are leaves in the order of their homes. */
export function leafOf(home: string, { seq, hash }: ChainEnd): Uint8Array {
  return canonical('leaf', home, `${seq}`, hash)
}

/** What is signed. */
export function headBytes({ day, at, chains, entries, root, previous }: AuditHead): Uint8Array {
  const figures = [`${microsOf(at)}`, `${chains}`, `${entries}`]
  return canonical('head', day.toString(), ...figures, root, previous)
}

export function headHash(sha256: Sha256, head: AuditHead): string {
  return sha256(headBytes(head)).toHex()
}
