/**
 * Payments that the bank refused: several one after another are how stolen numbers are tested. They
 * are counted where the provider's answer is applied, and asked about before a way to pay is taken.
 * Charges that nobody is present at (automatic renewal) have a schedule of their own.
 */
import type { AccountId, LineId, OrderId } from '../../domain/basics/ids.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { accountOf, type Order } from '../../domain/order/order.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { FailureReason, KeptMeans, ProviderPayment } from '../../domain/payment/provider.ts'
import type { App } from '../app.ts'
import type { Vault } from '../vault.ts'
import { caller, type Caller } from './limits.ts'

export interface Paying {
  /** Whose order it is. */
  readonly account: AccountId | null
  readonly line: LineId
  /** Paid by whoever has its link. */
  readonly byLink: OrderId | null
  readonly means: KeptMeans | null
}

/**
 * A stranger with a pay-link is counted by the link, a guest by the line: neither can hold back the
 * account of the line's holder.
 */
export function decliners(vault: Pick<Vault, 'keyed'>, paying: Paying): readonly Caller[] {
  const { account, line, byLink, means } = paying
  const payer =
    byLink !== null
      ? caller(vault, 'pay_link', byLink)
      : account !== null
        ? caller(vault, 'account', account)
        : caller(vault, 'line', line)
  if (means === null) return [payer]
  return [payer, caller(vault, 'means', means.token, `••••${means.lastDigits}`)]
}

/** When paying is open again; null: at once. */
export function declinesHold(
  { limits, vault }: Pick<App, 'limits' | 'vault'>,
  paying: Paying,
  now: Instant,
): Promise<Instant | null> {
  return limits.again('declines', decliners(vault, paying), now)
}

/** The bank, not the provider's machines and not a payer who went away. */
const BY_BANK: ReadonlySet<string> = new Set<FailureReason>([
  'declined',
  'authentication_failed',
  'insufficient_funds',
  'expired_card',
  'barred',
])

/**
 * Counts what the provider told of a payment, if that was a refusal not heard of before. The same
 * reason twice within one open checkout cannot be told from one.
 */
export async function countDecline(
  { limits, vault, clock }: Pick<App, 'limits' | 'vault' | 'clock'>,
  { order, payment }: { readonly order: Order; readonly payment: Payment },
  told: ProviderPayment,
): Promise<void> {
  const reason = reasonOf(told)
  if (reason === null || !BY_BANK.has(reason) || order.channel === 'auto') return
  if (reason === reasonKnown(payment)) return
  const { line } = order
  const byLink = payment.byLink ? order.id : null
  const paying = { account: accountOf(order), line, byLink, means: payment.charges }
  const now = clock.now()
  for (const one of decliners(vault, paying)) await limits.take('declines', [one], now)
}

function reasonOf(told: ProviderPayment): string | null {
  if (told.state === 'failed') return told.reason
  return told.state === 'open' ? told.lastFailure : null
}

function reasonKnown({ state }: Payment): string | null {
  if (state.kind === 'failed') return state.reason
  return state.kind === 'open' ? state.lastFailure : null
}
