/**
 * One browser signed in to an account. The token is known to the browser alone; we keep its hash.
 * Not a DataSession (network) and not a phone Call.
 */
import type { AccountId, SignInId } from '../basics/ids.ts'
import { isBefore, plusDays, type Instant } from '../basics/time.ts'
import type { PushAddress } from '../notice/waiting.ts'

export interface SignIn {
  readonly id: SignInId
  readonly account: AccountId
  /** SHA-256 of the token, lower-case hex. */
  readonly tokenHash: string
  readonly means: SignInMeans
  /** Browser and system family, nothing more exact. */
  readonly device: string
  readonly since: Instant
  readonly lastSeenAt: Instant
  readonly ended: Instant | null
  /** Where this browser takes push messages; null: nowhere. */
  readonly push: PushAddress | null
}

export type SignInMeans = 'email_code' | 'passkey'

export const SIGN_IN_DAYS_MAX = 90
export const SIGN_IN_IDLE_DAYS_MAX = 30
/** Risky acts need a proof no older than this (`step-up.ts`). */
export const STEP_UP_MINUTES = 10
export const SIGN_INS_MAX = 20
/** Beyond so many sign-ins that began within a day the holder has been told enough. */
export const SIGN_INS_TOLD_A_DAY_MAX = 6

export function isLive(signIn: SignIn, now: Instant): boolean {
  return (
    signIn.ended === null &&
    isBefore(now, plusDays(signIn.since, SIGN_IN_DAYS_MAX)) &&
    isBefore(now, plusDays(signIn.lastSeenAt, SIGN_IN_IDLE_DAYS_MAX))
  )
}

/**
 * Whether the holder hears of a sign-in that is about to be: from a browser that never signed in
 * to this account before. `others`: those that live.
 */
export function isTold(
  others: readonly SignIn[],
  { knownBrowser, now }: { readonly knownBrowser: boolean; readonly now: Instant },
): boolean {
  const lately = others.filter(({ since }) => isBefore(now, plusDays(since, 1)))
  return !knownBrowser && lately.length < SIGN_INS_TOLD_A_DAY_MAX
}
