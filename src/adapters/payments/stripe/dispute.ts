/**
 * Disputes of a charge in our words. Pure, but for asking Stripe for those of a payment.
 *
 * | Stripe                                                    | ours                              |
 * |-----------------------------------------------------------|-----------------------------------|
 * | needs_response, under_review, appeal_…, warning_…, others | open                              |
 * | won, warning_closed                                       | won: nothing is taken any more    |
 * | lost                                                      | lost                              |
 * | prevented                                                 | lost if money was taken, else won |
 *
 * A warning is an inquiry: the bank asks, and Stripe takes nothing meanwhile.
 */
import type Stripe from 'stripe'
import { NO_YEN, yen, type Yen } from '../../../domain/basics/money.ts'
import { assert } from '../../../domain/basics/assert.ts'
import type { ProviderDispute } from '../../../domain/payment/provider.ts'
import { PaymentMismatch, type Reach } from './trouble.ts'

/** Stripe's largest page; a payment with more disputes than this is not one of ours. */
export const DISPUTES_A_PAYMENT_MAX = 100

/** Asks only where the charge says that it was ever disputed, so that reading stays one call. */
export async function disputesOf(
  { stripe, ask }: Reach,
  intent: Stripe.PaymentIntent | null,
): Promise<readonly ProviderDispute[]> {
  const charge = intent?.latest_charge
  if (!intent || !charge || typeof charge === 'string' || !charge.disputed) return []
  const found = await ask('read disputes', () =>
    stripe.disputes.list({ payment_intent: intent.id, limit: DISPUTES_A_PAYMENT_MAX }),
  )
  assert(!found.has_more, 'a payment has more disputes than one page holds')
  return found.data.map(disputeOf).toReversed()
}

export function disputeOf(dispute: Stripe.Dispute): ProviderDispute {
  if (dispute.currency !== 'jpy') {
    throw new PaymentMismatch(`dispute ${dispute.id} is over ${dispute.currency}`)
  }
  const isInquiry = dispute.status.startsWith('warning_')
  return {
    id: dispute.id,
    state: stateOf(dispute),
    amount: isInquiry && !tookMoney(dispute) ? NO_YEN : yen(dispute.amount),
    fee: feeOf(dispute),
  }
}

function stateOf(dispute: Stripe.Dispute): ProviderDispute['state'] {
  if (dispute.status === 'won' || dispute.status === 'warning_closed') return 'won'
  if (dispute.status === 'lost') return 'lost'
  if (dispute.status === 'prevented') return tookMoney(dispute) ? 'lost' : 'won'
  return 'open'
}

function tookMoney({ balance_transactions: moved }: Stripe.Dispute): boolean {
  return moved.reduce((sum, { amount }) => sum + amount, 0) < 0
}

/** Null while nothing was booked, and where the account is settled in another currency. */
function feeOf({ balance_transactions: moved }: Stripe.Dispute): Yen | null {
  if (moved.length === 0 || moved.some(({ currency }) => currency !== 'jpy')) return null
  return yen(moved.reduce((sum, { fee }) => sum + fee, 0))
}
