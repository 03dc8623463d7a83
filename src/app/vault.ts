/**
 * Secrets as ports: keyed hashes for what must be recognised but not readable, and sealing for what
 * must be readable by us alone. Personal text is sealed under the person's own key, which itself
 * lies wrapped; destroying the wrapped key forgets the person.
 */
import { assert } from '../domain/basics/assert.ts'

/** Length of the operator's master key, from which all others are derived. */
export const MASTER_KEY_BYTES = 32

export const HASH_PURPOSES = [
  'mailbox',
  'email_code',
  'activation_code',
  'visitor',
  'form',
  'gift_code',
  'unsubscribe',
  'gift_card',
  'pay_link',
  'short_code',
  'identity_document',
  'person_name',
  'stop_change',
  'call',
  'directory_reference',
  'report',
  'contact_number',
  'number_claim',
  'phone_pin',
  /** What is odd on a bill: the same one is found once. */
  'anomaly',
  'limit',
  /** What is said on a call: prompts are kept and fetched under it. */
  'prompt',
  /** The key that seals the references of charging sessions (Nchf). */
  'charging_reference',
] as const

export type HashPurpose = (typeof HASH_PURPOSES)[number]

export interface Vault {
  /** HMAC-SHA-256 under the operator's key, lower-case hex; one purpose never meets another. */
  keyed(purpose: HashPurpose, text: string): string
  /** SHA-256, lower-case hex: for random tokens, which need no key. */
  digest(text: string): string
  newPersonKey(): Uint8Array
  sealFor(wrappedKey: Uint8Array, text: string): Uint8Array
  openFor(wrappedKey: Uint8Array, sealed: Uint8Array): string
  /** For letters that wait in the queue; base64. */
  seal(text: string): string
  open(sealed: string): string
}

/** A UUID (version 8, RFC 9562 §5.8) of a keyed hash: an id for what is named by something else. */
export function idOfHash<Id extends string>(hex: string): Id {
  const parts = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ]
  const id = parts.join('-')
  assert(id.length === 36, 'an id of a hash has the form of a UUID')
  return id as Id
}
