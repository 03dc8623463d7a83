/** A public-key credential (WebAuthn) that signs in to an account. */
import type { AccountId, PasskeyId } from '../basics/ids.ts'
import type { Instant } from '../basics/time.ts'

export interface Passkey {
  readonly id: PasskeyId
  readonly account: AccountId
  /** The authenticator's credential id, base64url. */
  readonly credential: string
  /** COSE key, base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

export const PASSKEYS_MAX = 10
