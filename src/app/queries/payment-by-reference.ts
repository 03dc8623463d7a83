/** The payment that a provider names by its own reference. */
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import type { ProviderName, ProviderReference } from '../../domain/payment/provider.ts'
import type { App } from '../app.ts'
import type { PaymentRef } from '../reads.ts'

export async function paymentByReference(
  app: App,
  provider: ProviderName,
  reference: ProviderReference,
): Promise<PaymentRef | null> {
  const found = await app.reads.find('payment', `${provider}:${reference}`)
  if (found === null) return null
  const line = found.home.id as LineId
  const known = await app.reads.order(line, found.id as OrderId)
  return known === null ? null : { line, order: known.order.id, payment: known.payment.id }
}
