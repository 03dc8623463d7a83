/**
 * A circuit breaker around a payment provider: after several calls in a row without an answer it
 * stays open for a while and every call fails at once, so that customers wait for nobody and other
 * ways to pay are offered. Then one call is let through to see. It decides nothing about payments.
 */
import { ProviderUnreachable, type Clock, type PaymentProvider } from '../../app/ports.ts'
import { isBefore, plusSeconds, type Instant } from '../../domain/basics/time.ts'

/** So many calls in a row without an answer open the circuit. */
export const FAILURES_TO_OPEN = 4
/** It stays open for so long; then one call tries. */
export const OPEN_SECONDS = 20

export interface GuardedProvider extends PaymentProvider {
  /** Whether calls are being refused, or the next one is a trial. */
  isTroubled(): boolean
}

export function guarded(provider: PaymentProvider, clock: Clock): GuardedProvider {
  let failures = 0
  let openUntil: Instant | null = null
  let trying = false

  async function through<Answer>(call: () => Promise<Answer>): Promise<Answer> {
    if (openUntil !== null && (trying || isBefore(clock.now(), openUntil))) {
      throw new ProviderUnreachable(`${provider.name} did not answer lately`)
    }
    const isTrial = openUntil !== null
    if (isTrial) trying = true
    try {
      const answer = await call()
      failures = 0
      openUntil = null
      return answer
    } catch (error) {
      if (!(error instanceof ProviderUnreachable)) throw error
      failures += 1
      if (failures >= FAILURES_TO_OPEN) openUntil = plusSeconds(clock.now(), OPEN_SECONDS)
      throw error
    } finally {
      if (isTrial) trying = false
    }
  }

  return {
    name: provider.name,
    isTroubled: () => openUntil !== null,
    openCheckout: (request) => through(() => provider.openCheckout(request)),
    readPayment: (reference) => through(() => provider.readPayment(reference)),
    capture: (reference, ref) => through(() => provider.capture(reference, ref)),
    cancelCheckout: (reference) => through(() => provider.cancelCheckout(reference)),
    chargeSaved: (request) => through(() => provider.chargeSaved(request)),
    forgetMeans: (means) => through(() => provider.forgetMeans(means)),
    refund: (request) => through(() => provider.refund(request)),
    movements: (from, until) => through(() => provider.movements(from, until)),
    // Signatures are checked without asking anybody, or by a call of its own that may be repeated.
    readEvent: (rawBody, headers) => provider.readEvent(rawBody, headers),
  }
}
