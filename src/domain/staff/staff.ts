/**
 * Somebody who works here, and their sign-ins at the console. A password and a one-time code, or a
 * passkey, prove them; neither stands here but as hash, ciphertext or public key. Not an Account
 * (a customer's) and not what they may do (`permissions.ts`).
 */
import type { ShopId, StaffId, StaffSignInId, TillId } from '../basics/ids.ts'
import { isBefore, plusHours, plusMinutes, type Instant } from '../basics/time.ts'
import type { StaffRole } from './permissions.ts'

export interface Staff {
  readonly id: StaffId
  /** The short name they sign in with; also what receipts and entries show. */
  readonly name: string
  readonly role: StaffRole
  /** Where they work; null for whoever works at no counter. */
  readonly shop: ShopId | null
  /** argon2id, with its parameters. */
  readonly passwordHash: string
  /** Null until the first sign-in has set it up. */
  readonly oneTimeCode: OneTimeCode | null
  readonly passkeys: readonly StaffPasskey[]
  readonly tries: WrongTries
  readonly createdAt: Instant
  readonly ended: { readonly at: Instant } | null
}

/** Time-based one-time code (RFC 6238): 6 digits, 30 seconds. */
export interface OneTimeCode {
  /** The shared secret, sealed by the operator's key. */
  readonly sealed: string
  readonly since: Instant
  /** The step of the code that was used last: a code is good once. */
  readonly lastStep: number
}

export interface StaffPasskey {
  /** The authenticator's credential id, base64url. */
  readonly credential: string
  /** COSE key, base64url. */
  readonly publicKey: string
  readonly counter: number
  readonly transports: readonly string[]
  readonly name: string
  readonly createdAt: Instant
}

/** Of password and code together; a right pair begins the count anew. */
export interface WrongTries {
  readonly wrong: number
  readonly lockedUntil: Instant | null
}

export const NO_TRIES: WrongTries = { wrong: 0, lockedUntil: null }
export const STAFF_TRIES_MAX = 5
export const STAFF_LOCK_MINUTES = 15
export const STAFF_PASSKEYS_MAX = 5

/** One browser at which a member of staff is signed in. */
export interface StaffSignIn {
  readonly id: StaffSignInId
  readonly staff: StaffId
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string
  readonly means: 'password' | 'passkey'
  /** The till this browser stands at. */
  readonly till: TillId | null
  readonly since: Instant
  readonly lastSeenAt: Instant
  /** By hand; idle ones lock by themselves. */
  readonly lockedAt: Instant | null
  readonly ended: Instant | null
}

/** Left alone for so long, a console asks who is there. */
export const IDLE_LOCK_MINUTES = 10
/** Longer than any shift; then the sign-in is over. */
export const STAFF_SIGN_IN_HOURS_MAX = 14
/** What was seen is written down no more often than this. */
export const SEEN_AGAIN_SECONDS = 60
export const STAFF_SIGN_INS_MAX = 5

export type SignInState = 'open' | 'locked' | 'over'

export function signInStateAt(signIn: StaffSignIn, now: Instant): SignInState {
  const { ended, since, lastSeenAt, lockedAt } = signIn
  if (ended !== null || !isBefore(now, plusHours(since, STAFF_SIGN_IN_HOURS_MAX))) return 'over'
  const idle = !isBefore(now, plusMinutes(lastSeenAt, IDLE_LOCK_MINUTES))
  return lockedAt !== null || idle ? 'locked' : 'open'
}
