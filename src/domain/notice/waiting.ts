/** What waits for its time: a line for its next look, a notice for the customer's morning. */
import type { AccountId, LineId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'

export interface Watch {
  readonly line: LineId
  /** Null: time alone asks for nothing, as things stand. */
  readonly lookAt: Instant | null
}

export interface WaitingNotice {
  readonly account: AccountId
  /** Names the notice: the same one waits once. */
  readonly id: string
  /** Ids and figures, as the job that tells it takes them. */
  readonly payload: Readonly<Record<string, string>>
  readonly dueAt: Instant
}

/** What a browser gave us when its owner said yes (W3C Push API). */
export interface PushAddress {
  readonly endpoint: string
  /** P-256 public key of the browser, uncompressed, base64url. */
  readonly p256dh: string
  /** Authentication secret of 16 bytes, base64url. */
  readonly auth: string
}

/** Far more than any push service uses. */
export const PUSH_ENDPOINT_LENGTH_MAX = 2_048

/** 65 bytes of an uncompressed point and 16 of a secret, as browsers give them (RFC 8291 §3). */
const P256DH = /^[\w-]{87}=?$/
const AUTH = /^[\w-]{22}(?:==)?$/

/** For edges: by shape only. Whether we speak to that service is the sender's to say. */
export function parsePushAddress({ endpoint, p256dh, auth }: PushAddress): PushAddress | null {
  if (endpoint === '' || endpoint.length > PUSH_ENDPOINT_LENGTH_MAX) return null
  if (!P256DH.test(p256dh) || !AUTH.test(auth)) return null
  return { endpoint, p256dh: p256dh.replace(/=+$/, ''), auth: auth.replace(/=+$/, '') }
}
