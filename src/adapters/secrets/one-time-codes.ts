/**
 * Time-based one-time codes (RFC 6238): SHA-1, six digits, 30 seconds, as every authenticator
 * knows them. One step to either side is accepted; that a code is good once is the command's to see
 * to, by its step.
 */
import { Secret, TOTP } from 'otpauth'
import type { Dice } from '../../app/ports.ts'
import type { Instant } from '../../domain/basics/time.ts'

/** RFC 4226 §4, R6 recommends 160 bits. */
const SECRET_BYTES = 20
const STEP_SECONDS = 30
const DIGITS = 6
const WINDOW_STEPS = 1
const CODE = /^\d{6}$/

function generator(secret: string): TOTP {
  return new TOTP({
    algorithm: 'SHA1',
    digits: DIGITS,
    period: STEP_SECONDS,
    secret: Secret.fromBase32(secret),
  })
}

/** Base32 (RFC 4648), as people can type it. */
export function newOneTimeSecret(dice: Dice): string {
  const { buffer } = Uint8Array.from(dice.bytes(SECRET_BYTES))
  return new Secret({ buffer }).base32
}

export function oneTimeUri(given: {
  readonly secret: string
  readonly name: string
  readonly issuer: string
}): string {
  const totp = generator(given.secret)
  totp.issuer = given.issuer
  totp.label = given.name
  return totp.toString()
}

/** The step that the code belongs to; null where it belongs to none near the instant. */
export function stepOf(given: {
  readonly secret: string
  readonly code: string
  readonly now: Instant
}): number | null {
  const code = given.code.normalize('NFKC').replaceAll(/[\s-]/g, '')
  if (!CODE.test(code)) return null
  const totp = generator(given.secret)
  const timestamp = given.now.epochMilliseconds
  const delta = totp.validate({ token: code, timestamp, window: WINDOW_STEPS })
  return delta === null ? null : totp.counter({ timestamp }) + delta
}

/** The code of the instant: for the sandbox's page and for tests. */
export function oneTimeCodeAt(secret: string, now: Instant): string {
  return generator(secret).generate({ timestamp: now.epochMilliseconds })
}
