/**
 * Secrets of staff as a port: passwords at rest and one-time codes. An adapter answers it, so that
 * no command ever handles a password; what commands get is a verdict.
 */
import type { Instant } from '../../domain/basics/time.ts'

export interface StaffSecrets {
  hashPassword(password: string): Promise<string>
  /** With null, of a name that nobody has, it takes as long and is false. */
  isPassword(password: string, hash: string | null): Promise<boolean>
  /** A shared secret for an authenticator, base32 (RFC 4648). */
  newOneTimeSecret(): string
  /** As authenticators read it from a QR code (`otpauth://totp/…`). */
  oneTimeUri(given: {
    readonly secret: string
    readonly name: string
    readonly issuer: string
  }): string
  /** The time step that the code belongs to (RFC 6238, one step to either side); null: wrong. */
  stepOf(given: {
    readonly secret: string
    readonly code: string
    readonly now: Instant
  }): number | null
}
