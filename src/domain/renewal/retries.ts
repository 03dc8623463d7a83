/**
 * Whether and when a renewal that failed is tried again: the schedule of the offer's length, and
 * what the card schemes allow. A try is one charge that was asked for, whatever became of it.
 */
import { plusHours, isBefore, type Instant } from '../basics/time.ts'
import type { OfferLength } from '../catalogue/offer.ts'
import type { AttemptFailure } from './mandate.ts'
import { PAY_BY_MARGIN_HOURS, type RenewalRules } from './rules.ts'

/**
 * Tries of one kept means within a window. Mastercard: 10 in 24 hours and 35 in 30 days; Visa: 20
 * in 30 days since 2025-05-19. The narrower of the two holds for every card.
 */
export const TRIES_WINDOWS = [
  { hours: 24, max: 10 },
  { hours: 720, max: 20 },
] as const

export type AfterFailure =
  | { readonly kind: 'again'; readonly at: Instant }
  /** The bank takes nothing without the payer: a machine does not try again. */
  | { readonly kind: 'ask_holder' }
  | { readonly kind: 'give_up'; readonly why: 'retries_exhausted' | 'means_barred' }

/** `number` tries were made, the last one failed at `now`. */
export function afterFailure(
  failed: { readonly number: number; readonly reason: AttemptFailure },
  given: { readonly length: OfferLength; readonly rules: RenewalRules; readonly now: Instant },
): AfterFailure {
  if (failed.reason === 'barred') return { kind: 'give_up', why: 'means_barred' }
  if (failed.reason === 'authentication_needed') return { kind: 'ask_holder' }
  const { afterHours, times } = given.rules.retries[given.length]
  if (failed.number > times) return { kind: 'give_up', why: 'retries_exhausted' }
  return { kind: 'again', at: plusHours(given.now, afterHours) }
}

/** The first instant at which the schemes allow another try of the means; null for now. */
export function nextTryAllowed(tries: readonly Instant[], now: Instant): Instant | null {
  let allowed: Instant | null = null
  for (const { hours, max } of TRIES_WINDOWS) {
    const within = tries
      .filter((at) => isBefore(now, plusHours(at, hours)))
      .toSorted(Temporal.Instant.compare)
    const blocking = within[within.length - max]
    if (blocking === undefined) continue
    const free = plusHours(blocking, hours)
    if (allowed === null || isBefore(allowed, free)) allowed = free
  }
  return allowed
}

/** Tries that can still count in some window; older ones need not be kept. */
export function triesWorthKeeping(tries: readonly Instant[], now: Instant): readonly Instant[] {
  const longest = Math.max(...TRIES_WINDOWS.map((window) => window.hours))
  return tries.filter((at) => isBefore(now, plusHours(at, longest)))
}

/** Price and version of an order are held until its last retry, and a while for its link. */
export function payByOfRenewal(length: OfferLength, rules: RenewalRules, now: Instant): Instant {
  const { afterHours, times } = rules.retries[length]
  return plusHours(now, afterHours * times + PAY_BY_MARGIN_HOURS)
}
