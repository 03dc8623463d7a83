/** One JST day in a provider's book, in sums, beside what our ledger says it owes us. Pure. */
import { negate, sumYen, yen, type Yen } from '../basics/money.ts'
import type { JstDate } from '../basics/time.ts'
import type { ProviderMovement } from '../payment/movement.ts'
import type { ProviderName } from '../payment/provider.ts'
import { feeOf } from './comparing.ts'
import type { Reconciliation } from './day.ts'

export interface Balances {
  readonly opening: Yen
  readonly closing: Yen
}

export interface Settlement {
  readonly provider: ProviderName
  readonly day: JstDate
  /** Charged, before anything is taken off. */
  readonly gross: Yen
  readonly refunds: Yen
  readonly disputes: Yen
  readonly fees: Yen
  readonly other: Yen
  /** What the day brought: gross less refunds, disputes and fees, with the rest. */
  readonly net: Yen
  readonly payouts: Yen
  /** What the provider owes us by our ledger, at the day's two ends. */
  readonly ledger: Balances
  /** The same by the provider's book, as far as it was read. */
  readonly provided: Balances
  /** Null until the day was compared. */
  readonly reconciliation: Reconciliation | null
}

export function settlementOf(
  given: Pick<Settlement, 'provider' | 'day' | 'ledger' | 'reconciliation'> & {
    readonly movements: readonly ProviderMovement[]
    /** Of the provider's book before the day. */
    readonly providedBefore: Yen
  },
): Settlement {
  const { movements, providedBefore: opening, ...rest } = given
  const sum = (...kinds: readonly ProviderMovement['kind'][]) =>
    sumYen(movements.filter(({ kind }) => kinds.includes(kind)).map(({ amount }) => amount))
  const gross = sum('charge')
  const refunds = negate(sum('refund'))
  const disputes = negate(sum('dispute', 'dispute_won'))
  const payouts = negate(sum('payout'))
  const fees = sumYen(movements.map(feeOf))
  const other = sum('other')
  const net = yen(gross - refunds - disputes - fees + other)
  const closing = yen(opening + net - payouts)
  const provided = { opening, closing }
  return { ...rest, gross, refunds, disputes, fees, other, net, payouts, provided }
}
