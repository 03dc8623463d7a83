/**
 * Proving a line by the activation code printed with its card. Wrong tries lock the code. Wrong,
 * locked and unknown are one answer to the outside: existence of a line is never revealed.
 */
import { isBefore, plusHours, type Instant } from '../basics/time.ts'
import type { ActivationCodeCheck } from './line.ts'

export const ACTIVATION_TRIES_MAX = 5
export const ACTIVATION_LOCK_HOURS = 24

export interface ActivationProof {
  readonly proved: boolean
  /** As it must be kept; the same object when nothing changed. */
  readonly check: ActivationCodeCheck
}

export function proveActivation(
  check: ActivationCodeCheck,
  hash: string,
  now: Instant,
): ActivationProof {
  if (activationLock(check, now) !== null) return { proved: false, check }
  if (check.hash === hash) {
    const clean = check.wrongTries === 0 && check.lockedUntil === null
    return { proved: true, check: clean ? check : { hash, wrongTries: 0, lockedUntil: null } }
  }
  const wrongTries = (check.lockedUntil === null ? check.wrongTries : 0) + 1
  const locks = wrongTries >= ACTIVATION_TRIES_MAX
  const lockedUntil = locks ? plusHours(now, ACTIVATION_LOCK_HOURS) : null
  return { proved: false, check: { hash: check.hash, wrongTries, lockedUntil } }
}

/** When it may be tried again; null: not locked. */
export function activationLock(
  { lockedUntil }: Pick<ActivationCodeCheck, 'lockedUntil'>,
  now: Instant,
): Instant | null {
  return lockedUntil !== null && isBefore(now, lockedUntil) ? lockedUntil : null
}

/** The same code, tried anew. */
export function unlockActivation(check: ActivationCodeCheck): ActivationCodeCheck {
  return { ...check, wrongTries: 0, lockedUntil: null }
}
