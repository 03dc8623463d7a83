/**
 * How a payment moves when the provider has been asked. Success is final; money that arrives after
 * a failure still counts; nothing moves back from decided to open.
 */
import type { Instant } from '../basics/time.ts'
import type { Payment, PaymentState } from './payment.ts'
import type { ProviderPayment } from './provider.ts'

/** The same payment object when nothing moved. */
export function progress(payment: Payment, told: ProviderPayment, now: Instant): Payment {
  const next = nextState(payment.state, told, now)
  if (next === null) return payment
  const means = told.state === 'succeeded' ? told.means : payment.means
  const stateSince = next.kind === payment.state.kind ? payment.stateSince : now
  return { ...payment, state: next, means, stateSince }
}

function nextState(
  current: PaymentState,
  told: ProviderPayment,
  now: Instant,
): PaymentState | null {
  if (current.kind === 'succeeded') return null
  switch (told.state) {
    case 'succeeded':
      return { kind: 'succeeded', at: now, claimedAt: told.claimedAt, charge: told.charge }
    case 'failed':
      return current.kind === 'failed' ? null : { kind: 'failed', reason: told.reason }
    case 'approved':
    case 'undecided':
      return current.kind === 'undecided' || current.kind === 'failed'
        ? null
        : { kind: 'undecided' }
    case 'open':
      if (current.kind === 'failed') return null
      if (current.kind === 'open' && sameOpening(current, told)) return null
      return { kind: 'open', lastFailure: told.lastFailure, voucher: told.voucher }
  }
}

type Open = Extract<ProviderPayment, { state: 'open' }>

function sameOpening(
  one: Extract<PaymentState, { kind: 'open' }>,
  other: Omit<Open, 'state'>,
): boolean {
  return one.lastFailure === other.lastFailure && one.voucher?.url === other.voucher?.url
}
