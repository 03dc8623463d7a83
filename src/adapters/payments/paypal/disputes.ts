/**
 * Disputes of a capture (Disputes v1). A capture does not say whether it is disputed, so they are
 * listed by transaction; a list does not say how a closed one ended, so those are read one by one.
 * The app at PayPal needs the permission "Customer disputes" for both.
 */
import type { ProviderDispute } from '../../../domain/payment/provider.ts'
import { yen } from '../../../domain/basics/money.ts'
import type { Ask } from './client.ts'
import { idIn, yenIn, type WireMoney } from './wire.ts'

/** PayPal's largest page; a payment with more disputes than this is not one of ours. */
export const DISPUTES_A_CAPTURE_MAX = 50

export interface WireDispute {
  readonly dispute_id: string
  readonly status: string
  readonly dispute_amount: WireMoney
  readonly dispute_outcome?: { readonly outcome_code?: string }
}

/** PayPal keeps the payer's side content, or pays it from its own pocket: the money stays ours. */
const WON = [
  'RESOLVED_SELLER_FAVOUR',
  'RESOLVED_SELLER_FAVOR',
  'RESOLVED_WITH_PAYOUT',
  'CANCELED_BY_BUYER',
  'DENIED',
]

/** Oldest first. PayPal's fee for a dispute is in its book only (`movements.ts`). */
export async function disputesOf(ask: Ask, capture: string): Promise<ProviderDispute[]> {
  const query = `disputed_transaction_id=${idIn(capture)}&page_size=${DISPUTES_A_CAPTURE_MAX}`
  const listed = await ask<{ readonly items?: readonly WireDispute[] }>({
    what: 'list disputes',
    method: 'GET',
    path: `/v1/customer/disputes?${query}`,
  })
  const disputes: ProviderDispute[] = []
  for (const item of listed.items ?? []) {
    const closed = item.status === 'RESOLVED' && item.dispute_outcome === undefined
    disputes.unshift(disputeIn(closed ? await readDispute(ask, item.dispute_id) : item))
  }
  return disputes
}

function readDispute(ask: Ask, id: string): Promise<WireDispute> {
  return ask<WireDispute>({
    what: 'read dispute',
    method: 'GET',
    path: `/v1/customer/disputes/${idIn(id)}`,
  })
}

export function disputeIn(dispute: WireDispute): ProviderDispute {
  const outcome = dispute.dispute_outcome?.outcome_code ?? 'NONE'
  return {
    id: dispute.dispute_id,
    state: dispute.status !== 'RESOLVED' ? 'open' : WON.includes(outcome) ? 'won' : 'lost',
    amount: yenIn(dispute.dispute_amount) ?? yen(0),
    fee: null,
  }
}
