/**
 * Where a command came from: channel, actor, and the key that names this one attempt. The actor
 * scopes the key and goes into the journal; it never carries personal text.
 */
import type { Channel } from '../domain/catalogue/offer.ts'
import type { AccountId, ApiKeyId, CallId, StaffId } from '../domain/basics/ids.ts'

export type Actor =
  | `account:${AccountId}`
  /** A browser that is not signed in, by the hash of its own random cookie. */
  | `visitor:${string}`
  | `api_key:${ApiKeyId}`
  | `staff:${StaffId}`
  /** A caller, by the call. */
  | `call:${CallId}`
  | `network:${string}`
  | `provider:${string}`
  | 'system'

export interface Origin {
  readonly channel: Channel | 'network'
  readonly actor: Actor
  /** Names one attempt. Null only for acts that are idempotent by their own state. */
  readonly key: string | null
}

export const KEY_LENGTH_MAX = 200

export const SYSTEM: Origin = { channel: 'auto', actor: 'system', key: null }
