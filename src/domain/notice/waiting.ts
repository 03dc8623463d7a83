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
