/**
 * Giving money back through Stripe, once per refund id, for ever. Stripe forgets idempotency keys
 * after a day and answers a repeated key with the state of the first moment, so each call first
 * looks for the refund it may already have made; that is also how an undecided one is asked after.
 */
import type Stripe from 'stripe'
import type { PaymentProvider } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import type { ProviderRefund } from '../../../domain/payment/provider.ts'
import { safeNumber } from './checkout.ts'
import { isRefusedRequest, type Ask } from './trouble.ts'

/** Stripe's largest page; a payment with more refunds than this is not one of ours. */
export const REFUNDS_A_PAYMENT_MAX = 100

/** Said by Stripe about the charge, not about our asking: nothing went back, and nothing will. */
const FINAL_CODES = ['charge_already_refunded', 'charge_disputed', 'charge_not_refundable']

type RefundRequest = Parameters<PaymentProvider['refund']>[0]

export async function refundOnce(
  { stripe, ask }: { readonly stripe: Stripe; readonly ask: Ask },
  { refundId, charge, amount }: RefundRequest,
): Promise<ProviderRefund> {
  assert(amount > 0n, 'a refund gives money')
  const made = await ask('look for refund', () =>
    stripe.refunds.list({ payment_intent: charge, limit: REFUNDS_A_PAYMENT_MAX }),
  )
  assert(!made.has_more, 'a payment has more refunds than one page holds')
  const found = made.data.find((refund) => refund.metadata?.['refund'] === refundId)
  if (found !== undefined) return stateOf(found)
  try {
    const refund = await ask('refund', () =>
      stripe.refunds.create(
        { payment_intent: charge, amount: safeNumber(amount), metadata: { refund: refundId } },
        { idempotencyKey: `refund-${refundId}` },
      ),
    )
    return stateOf(refund)
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

function stateOf(refund: Stripe.Refund): ProviderRefund {
  if (refund.status === 'succeeded') return { state: 'succeeded' }
  if (refund.status === 'failed') {
    return { state: 'failed', reason: refund.failure_reason ?? 'unknown' }
  }
  if (refund.status === 'canceled') return { state: 'failed', reason: 'canceled' }
  return { state: 'undecided' }
}
