/**
 * Giving money back through Stripe, once per refund id, for ever. Stripe forgets idempotency keys
 * after a day and answers a repeated key with the state of the first moment, so each call first
 * looks for the refund it may already have made; that is also how an undecided one is asked after.
 *
 * Money paid at a till has no card to go back to: Stripe writes to the payer and asks for a bank
 * account. It writes to the address that the payer gave on Stripe's page; ours is not told.
 */
import type Stripe from 'stripe'
import type { PaymentProvider } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import type { ProviderRefund } from '../../../domain/payment/provider.ts'
import { safeNumber } from './checkout.ts'
import { metadataOf, refFrom } from './reference.ts'
import { isRefusedRequest, type Reach } from './trouble.ts'

/** Stripe's largest page; a payment with more refunds than this is not one of ours. */
export const REFUNDS_A_PAYMENT_MAX = 100

/** Said by Stripe about the charge, not about our asking: nothing went back, and nothing will. */
const FINAL_CODES = ['charge_already_refunded', 'charge_disputed', 'charge_not_refundable']

type RefundRequest = Parameters<PaymentProvider['refund']>[0]

export async function refundOnce(
  { stripe, ask }: Reach,
  request: RefundRequest,
): Promise<ProviderRefund> {
  assert(request.amount > 0n, 'a refund gives money')
  const made = await ask('look for refund', () =>
    stripe.refunds.list({ payment_intent: request.charge, limit: REFUNDS_A_PAYMENT_MAX }),
  )
  assert(!made.has_more, 'a payment has more refunds than one page holds')
  const found = made.data.find((refund) => refund.metadata?.['refund'] === request.refundId)
  if (found !== undefined) return refundOf(found)
  const intent = await ask('read payment', () =>
    stripe.paymentIntents.retrieve(request.charge, { expand: ['latest_charge'] }),
  )
  try {
    const refund = await ask('refund', () =>
      stripe.refunds.create(refundParams(request, intent), {
        idempotencyKey: `refund-${request.refundId}`,
      }),
    )
    return refundOf(refund)
  } catch (error) {
    if (!isRefusedRequest(error)) throw error
    if (error.code !== undefined && FINAL_CODES.includes(error.code)) {
      return { state: 'failed', reason: error.code }
    }
    // More than what is left of the charge: Stripe names the parameter and gives no code.
    if (error.param === 'amount') return { state: 'failed', reason: 'amount_too_large' }
    throw error
  }
}

/** With the payment's own metadata, so that the refund can be told apart in Stripe's book. */
export function refundParams(
  { refundId, charge, amount }: RefundRequest,
  intent: Stripe.PaymentIntent,
): Stripe.RefundCreateParams {
  const ref = refFrom(intent.metadata)
  const email = konbiniEmail(intent.latest_charge)
  return {
    payment_intent: charge,
    amount: safeNumber(amount),
    metadata: { ...(ref === null ? {} : metadataOf(ref)), refund: refundId },
    ...(email === null ? {} : { instructions_email: email }),
  }
}

function konbiniEmail(charge: string | Stripe.Charge | null): string | null {
  if (charge === null || typeof charge === 'string') return null
  if (charge.payment_method_details?.type !== 'konbini') return null
  return charge.billing_details.email
}

export function refundOf(refund: Stripe.Refund): ProviderRefund {
  if (refund.status === 'succeeded') return { state: 'succeeded' }
  if (refund.status === 'failed') {
    return { state: 'failed', reason: refund.failure_reason ?? 'unknown' }
  }
  if (refund.status === 'canceled') return { state: 'failed', reason: 'canceled' }
  return { state: 'undecided', askPayer: refund.status === 'requires_action' }
}
