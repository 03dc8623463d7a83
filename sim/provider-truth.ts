/** What a provider itself knows of one payment, and what it answers when it is asked. */
import { present } from '../src/domain/basics/assert.ts'
import { sumYen, yen, type Yen } from '../src/domain/basics/money.ts'
import { isBefore, type Instant } from '../src/domain/basics/time.ts'
import type { PaymentRef } from '../src/app/ports.ts'
import type {
  FailureReason,
  KeptMeans,
  PaymentMethod,
  ProviderDispute,
  ProviderPayment,
  ProviderReference,
} from '../src/domain/payment/provider.ts'

export interface ProvidersTruth {
  readonly provider: 'stripe' | 'paypal'
  readonly ref: PaymentRef
  readonly reference: ProviderReference
  readonly method: PaymentMethod
  readonly amount: Yen
  readonly payBy: Instant
  /** `voucher`: a konbini number is out. `approved`: the payer agreed, nobody took it yet. */
  state: 'open' | 'voucher' | 'approved' | 'deciding' | 'taken' | 'over'
  reason: FailureReason | 'expired' | 'cancelled'
  lastFailure: FailureReason | null
  takenAt: Instant | null
  /** What it keeps of the money; null where it never says. */
  readonly fee: Yen | null
  readonly kept: KeptMeans | null
  readonly refunds: Map<string, { readonly amount: Yen; state: 'deciding' | 'returned' }>
  disputes: ProviderDispute[]
  /** We were told that nothing will come: only an event can tell otherwise. */
  toldOver: boolean
}

export function newTruth(
  known: Pick<
    ProvidersTruth,
    'provider' | 'ref' | 'reference' | 'method' | 'amount' | 'payBy' | 'fee' | 'kept'
  >,
): ProvidersTruth {
  return {
    ...known,
    state: 'open',
    reason: 'cancelled',
    lastFailure: null,
    takenAt: null,
    refunds: new Map(),
    disputes: [],
    toldOver: false,
  }
}

/** Two tokens that mean nothing elsewhere. */
export function meansOf({ payment }: PaymentRef): KeptMeans {
  const shown = { brand: 'visa', lastDigits: '4242' }
  return { ...shown, customer: `cus_${payment}`, token: `pm_${payment}`, expires: null }
}

export function takeMoney(truth: ProvidersTruth, now: Instant): void {
  truth.state = 'taken'
  truth.takenAt = now
}

/** After pay-by nothing more is charged; what the bank has already in hand it may still take. */
export function expire(truth: ProvidersTruth, now: Instant): void {
  if (truth.state !== 'open' && truth.state !== 'voucher') return
  if (isBefore(now, truth.payBy)) return
  truth.state = 'over'
  truth.reason = 'expired'
}

/** Yen that went back or is on its way. */
export function given({ refunds }: ProvidersTruth): Yen {
  return sumYen([...refunds.values()].map(({ amount }) => amount))
}

/** Yen that went back for good. */
export function returned({ refunds }: ProvidersTruth): Yen {
  const back = [...refunds.values()].filter(({ state }) => state === 'returned')
  return sumYen(back.map(({ amount }) => amount))
}

/** Yen that a bank holds, or took for good. */
export function withheld({ disputes }: ProvidersTruth): Yen {
  return sumYen(disputes.filter(({ state }) => state !== 'won').map(({ amount }) => amount))
}

export function told(truth: ProvidersTruth, now: Instant): ProviderPayment {
  expire(truth, now)
  const { payBy, lastFailure } = truth
  switch (truth.state) {
    case 'open':
      return { state: 'open', lastFailure, voucher: null }
    case 'voucher':
      return { state: 'open', lastFailure, voucher: { url: 'https://konbini', until: payBy } }
    case 'approved':
      return { state: 'approved' }
    case 'deciding':
      return { state: 'undecided' }
    case 'over':
      truth.toldOver = true
      return { state: 'failed', reason: truth.reason }
    case 'taken':
      return {
        state: 'succeeded',
        amount: yen(truth.amount),
        claimedAt: present(truth.takenAt, 'money is taken at an instant'),
        charge: truth.reference,
        means: { brand: 'visa', lastDigits: '4242' },
        fee: truth.fee,
        kept: truth.kept,
        disputes: [...truth.disputes],
      }
  }
}
