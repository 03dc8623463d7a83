/**
 * What an account has for the telephone: a contact number that was verified by calling from it,
 * and a PIN that is keyed and never told. Numbers stand here as keyed hashes; the text is sealed
 * like the rest of a person. Not the Msisdn of a line, which can not call.
 */
import { isBefore, plusMinutes, type Instant } from '../basics/time.ts'

export interface AccountPhone {
  readonly number: {
    readonly hash: string
    readonly lastDigits: string
    readonly since: Instant
  } | null
  /** A number that waits to be called from. */
  readonly claim: NumberClaim | null
  readonly pin: PhonePin | null
}

export const NO_PHONE: AccountPhone = { number: null, claim: null, pin: null }

/** Six digits, shown in the portal, keyed on a call from the very number. */
export interface NumberClaim {
  /** Keyed hash of number and code together. */
  readonly hash: string
  readonly numberHash: string
  readonly lastDigits: string
  readonly until: Instant
}

export const CLAIM_MINUTES = 60

export interface PhonePin {
  /** Keyed hash of account and digits. */
  readonly hash: string
  readonly since: Instant
  readonly wrongTries: number
  /** Set by the last wrong try; a new PIN, set in the portal, ends it, or staff do. */
  readonly lockedAt: Instant | null
}

export const PIN_DIGITS_MIN = 4
export const PIN_DIGITS_MAX = 6
export const PIN_TRIES_MAX = 3

export type PinRefusal =
  | { readonly code: 'pin_wrong_length'; readonly min: number; readonly max: number }
  | { readonly code: 'pin_not_digits' }
  /** All the same digit, or a row of neighbours: tried first by whoever guesses. */
  | { readonly code: 'pin_too_easy' }

export function claimHolds(claim: NumberClaim | null, hash: string, now: Instant): boolean {
  return claim !== null && claim.hash === hash && isBefore(now, claim.until)
}

export function claimUntil(now: Instant): Instant {
  return plusMinutes(now, CLAIM_MINUTES)
}

/** Null for digits that will do. */
export function troubleWithPin(digits: string): PinRefusal | null {
  if (!/^\d*$/.test(digits)) return { code: 'pin_not_digits' }
  if (digits.length < PIN_DIGITS_MIN || digits.length > PIN_DIGITS_MAX) {
    return { code: 'pin_wrong_length', min: PIN_DIGITS_MIN, max: PIN_DIGITS_MAX }
  }
  const steps = new Set(
    Array.from(digits.slice(1), (digit, index) => Number(digit) - Number(digits[index])),
  )
  const [step] = steps
  const isRow = steps.size === 1 && step !== undefined && Math.abs(step) <= 1
  return isRow ? { code: 'pin_too_easy' } : null
}

export interface PinProof {
  readonly proved: boolean
  /** Tries that are left after this one. */
  readonly triesLeft: number
  /** As it must be kept; the same object when nothing changed. */
  readonly pin: PhonePin
}

export function provePin(pin: PhonePin, hash: string, now: Instant): PinProof {
  if (pin.lockedAt !== null) return { proved: false, triesLeft: 0, pin }
  if (pin.hash === hash) {
    const kept = pin.wrongTries === 0 ? pin : { ...pin, wrongTries: 0 }
    return { proved: true, triesLeft: PIN_TRIES_MAX, pin: kept }
  }
  const wrongTries = pin.wrongTries + 1
  const triesLeft = PIN_TRIES_MAX - wrongTries
  return {
    proved: false,
    triesLeft,
    pin: { ...pin, wrongTries, lockedAt: triesLeft <= 0 ? now : null },
  }
}

/** The same PIN, tried anew. */
export function unlockPin(pin: PhonePin): PhonePin {
  return { ...pin, wrongTries: 0, lockedAt: null }
}
