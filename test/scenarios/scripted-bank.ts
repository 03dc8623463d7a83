/**
 * A payment provider of kept cards that does as it is told, for tests of what follows from it. It
 * keeps the promises of a real one: one charge for one payment, however often it is asked.
 */
import { ProviderUnreachable, type PaymentProvider, type SavedCharge } from '../../src/app/ports.ts'
import type { PaymentId } from '../../src/domain/basics/ids.ts'
import { NO_YEN } from '../../src/domain/basics/money.ts'
import type { Instant } from '../../src/domain/basics/time.ts'
import type {
  FailureReason,
  ProviderPayment,
  ProviderReference,
} from '../../src/domain/payment/provider.ts'

export type Verdict = 'pays' | 'undecided' | FailureReason

export interface BankCharge extends SavedCharge {
  readonly at: Instant
  told: ProviderPayment
}

export class ScriptedBank implements PaymentProvider {
  readonly name = 'stripe' as const
  verdict: Verdict = 'pays'
  /** The charge is taken, and its answer never arrives. */
  losesAnswers = false
  readonly charges = new Map<PaymentId, BankCharge>()
  readonly #now: () => Instant

  constructor(now: () => Instant) {
    this.#now = now
  }

  taken(): bigint {
    const paid = [...this.charges.values()].filter(({ told }) => told.state === 'succeeded')
    return paid.reduce((sum, { amount }) => sum + amount, 0n)
  }

  decide(verdict: Verdict): void {
    for (const charge of this.charges.values()) {
      if (charge.told.state === 'undecided') charge.told = this.#told(charge, verdict)
    }
  }

  async chargeSaved(request: SavedCharge) {
    const { payment } = request.ref
    const known = this.charges.get(payment)
    const charge = known ?? { ...request, at: this.#now(), told: this.#told(request, this.verdict) }
    this.charges.set(payment, charge)
    if (this.losesAnswers) throw new ProviderUnreachable('the line went dead')
    return { reference: referenceOf(payment), told: charge.told }
  }

  async readPayment(reference: ProviderReference): Promise<ProviderPayment> {
    const charge = this.charges.get(paymentOf(reference))
    if (charge === undefined) throw new Error('asked about a charge that was never made')
    return charge.told
  }

  capture(reference: ProviderReference) {
    return this.readPayment(reference)
  }

  cancelCheckout(reference: ProviderReference) {
    return this.readPayment(reference)
  }

  async openCheckout(): Promise<never> {
    throw new Error('this bank has no pages')
  }

  async forgetMeans() {}

  async refund() {
    return { state: 'succeeded' } as const
  }

  async movements() {
    return []
  }

  async readEvent(): Promise<never> {
    throw new Error('this bank sends no events')
  }

  #told({ ref, amount }: SavedCharge, verdict: Verdict): ProviderPayment {
    if (verdict === 'undecided') return { state: 'undecided' }
    if (verdict !== 'pays') return { state: 'failed', reason: verdict }
    return {
      state: 'succeeded',
      amount,
      claimedAt: this.#now(),
      charge: referenceOf(ref.payment),
      means: { brand: 'visa', lastDigits: '4242' },
      fee: NO_YEN,
      kept: null,
      disputes: [],
    }
  }
}

function referenceOf(payment: PaymentId): ProviderReference {
  return `ch_${payment}` as ProviderReference
}

function paymentOf(reference: ProviderReference): PaymentId {
  return reference.slice('ch_'.length) as PaymentId
}
