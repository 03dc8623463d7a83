/**
 * The operator's keys, as a ring: one seals, the others only open, and a root that never changes
 * makes the keyed hashes and the identities that others know (audit, directory, push). Not the
 * keys of persons, which lie wrapped under the ring's.
 */
import { assert, present } from '../domain/basics/assert.ts'
import type { Instant } from '../domain/basics/time.ts'

/** What uses are derived from: one key, or the index of a ring. */
export type RootKey = Uint8Array | KeyIndex

/** Derived from the first key there ever was, and from no other since; it opens nothing. */
export interface KeyIndex {
  /** The uses that there were when the ring was made. */
  readonly made: ReadonlyMap<string, Uint8Array>
  /** For uses that came later. */
  readonly root: Uint8Array
}

export interface RingKey {
  /** Short, public, of the key alone. */
  readonly id: string
  readonly bytes: Uint8Array
  /** Null for one that was there before the ring. */
  readonly madeAt: Instant | null
  readonly state: RingState
}

/**
 * coming   opens, so that every process knows it before anything is sealed under it
 * current  seals and opens
 * former   opens, until nothing is sealed under it
 */
export type RingState = 'coming' | 'current' | 'former'

export interface KeyRing {
  /** One is current; at most one is coming. */
  readonly keys: readonly RingKey[]
  readonly index: KeyIndex
}

export function currentKey({ keys }: KeyRing): RingKey {
  return present(
    keys.find((key) => key.state === 'current'),
    'a ring has a current key',
  )
}

/** The current one first: most is sealed under it. */
export function openingKeys(ring: KeyRing): readonly RingKey[] {
  return [currentKey(ring), ...ring.keys.filter((key) => key.state !== 'current')]
}

/** Null while another one is coming. */
export function withComing(ring: KeyRing, key: Omit<RingKey, 'state'>): KeyRing | null {
  if (ring.keys.some((one) => one.state === 'coming' || one.id === key.id)) return null
  return { ...ring, keys: [...ring.keys, { ...key, state: 'coming' }] }
}

/** The coming key seals from now on; the same ring where none is coming. */
export function turned(ring: KeyRing): KeyRing {
  if (!ring.keys.some((key) => key.state === 'coming')) return ring
  const next = { coming: 'current', current: 'former', former: 'former' } as const
  return { ...ring, keys: ring.keys.map((key) => ({ ...key, state: next[key.state] })) }
}

/** Only when nothing is sealed under them any more. */
export function withoutFormer(ring: KeyRing): KeyRing {
  const keys = ring.keys.filter((key) => key.state !== 'former')
  assert(keys.length > 0, 'the current key stays')
  return { ...ring, keys }
}

/** Which key of the ring sealed something, and the same under the current one. */
export interface Resealer {
  /** Of a wrapped person key; null: none of these. */
  wrappedBy(wrapped: Uint8Array): string | null
  rewrapped(wrapped: Uint8Array): Uint8Array
  /** Of base64 text; null: none of these, or nothing sealed. */
  sealedBy(text: string): string | null
  resealed(text: string): string
}
