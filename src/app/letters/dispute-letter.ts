/**
 * What the operator is told when a payer's bank contests a charge, or has decided: staff must
 * answer the provider in time. Facts only; nothing personal of buyer or payer. Not its wording.
 */
import { present } from '../../domain/basics/assert.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import type { Localised } from '../../domain/basics/language.ts'
import type { ProviderDispute, ProviderName } from '../../domain/payment/provider.ts'
import type { App } from '../app.ts'
import { orderNumber } from '../queries/order-view.ts'
import type { PaymentRef } from '../reads.ts'

export interface DisputeLetterFacts {
  readonly number: string
  readonly offerName: Localised
  readonly price: Yen
  readonly placedAt: Instant
  readonly provider: ProviderName
  /** What the provider calls the charge. */
  readonly charge: string
  readonly disputes: readonly ProviderDispute[]
  /** The data that was left has been revoked. */
  readonly undone: boolean
}

/** Null where there is nothing contested. */
export async function disputeFacts(app: App, ref: PaymentRef): Promise<DisputeLetterFacts | null> {
  const [known, payments] = await Promise.all([
    app.reads.order(ref.line, ref.order),
    app.reads.payments(ref.line, ref.order),
  ])
  const payment = payments.find((one) => one.id === ref.payment)
  if (known === null || payment === undefined || payment.disputes.length === 0) return null
  const { order } = known
  const offer = present(offerOf(app.catalogue(), order.offer), 'an order has its offer')
  return {
    number: orderNumber(order.id),
    offerName: offer.name,
    price: order.price,
    placedAt: order.placedAt,
    provider: payment.provider,
    charge: payment.state.kind === 'succeeded' ? payment.state.charge : '',
    disputes: payment.disputes,
    undone: order.state.kind === 'charged_back',
  }
}
