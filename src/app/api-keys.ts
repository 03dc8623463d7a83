/**
 * Keys of programs that use the API: what they are called, what they may do, how one is made. A key
 * is shown once and kept as its hash; it is the operator's own or a partner's, never a customer's.
 */
import type { ApiKeyId } from '../domain/basics/ids.ts'
import type { Dice } from './ports.ts'
import type { Vault } from './vault.ts'

export const API_SCOPES = [
  'lines:read',
  'offers:read',
  'orders:read',
  'orders:write',
  'usage:read',
  /** Files of usage, which are charged. */
  'usage:write',
  'refunds:write',
  'gift_cards:write',
  'books:read',
  /** Telling of letters that came back. */
  'notify',
] as const
export type ApiScope = (typeof API_SCOPES)[number]

export interface ApiKey {
  readonly id: ApiKeyId
  readonly name: string
  readonly scopes: readonly ApiScope[]
}

export interface ApiKeys {
  /** By `vault.digest` of the whole key. Null for a key that is unknown or was ended. */
  byHash(hash: string): Promise<ApiKey | null>
}

const KEY_BYTES = 32
const KEY = /^tsk_[A-Za-z0-9_-]{43}$/

/** `tsk_` and 256 random bits in base64url; only the hash is to be kept. */
export function makeApiKey(ports: { readonly dice: Dice; readonly vault: Vault }): {
  readonly text: string
  readonly hash: string
} {
  const chance = ports.dice.bytes(KEY_BYTES)
  const text = `tsk_${chance.toBase64({ alphabet: 'base64url', omitPadding: true })}`
  return { text, hash: ports.vault.digest(text) }
}

/** Whether a text can be a key at all; others need no look-up. */
export function isKeyText(text: string): boolean {
  return KEY.test(text)
}

export function parseScope(text: string): ApiScope | null {
  return API_SCOPES.find((scope) => scope === text) ?? null
}
