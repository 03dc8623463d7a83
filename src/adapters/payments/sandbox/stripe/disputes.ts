/**
 * Disputes: the payer's bank takes the money back at once, with a fee; if the merchant wins, the
 * money returns and the fee does not.
 */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { tell } from './events.ts'
import { mintId } from './ids.ts'
import { balanceObject, DISPUTE_FEE } from './objects/book.ts'
import { disputeObject } from './objects/dispute.ts'
import { refused } from './trouble.ts'

export type DisputeEnd = 'won' | 'lost' | 'under_review'

/** Called inside a transaction. A charge is contested once. */
export function openDispute(
  sandbox: Sandbox,
  charge: Stripe.Charge,
  { amount, reason }: { readonly amount?: number; readonly reason?: string } = {},
): Stripe.Dispute {
  if (charge.disputed) throw refused(`Charge ${charge.id} is disputed already.`)
  if (charge.status !== 'succeeded') throw refused(`Charge ${charge.id} took no money.`)
  const created = sandbox.clock.nowSeconds()
  const id = mintId('du')
  const contested = Math.min(amount ?? charge.amount, charge.amount)
  const withdrawal = balanceObject({
    id: mintId('txn'),
    created,
    source: id,
    amount: -contested,
    fee: DISPUTE_FEE,
    type: 'adjustment',
    category: 'dispute',
  })
  const dispute = disputeObject({
    id,
    created,
    charge,
    amount: contested,
    reason: reason ?? 'fraudulent',
    withdrawal,
  })
  sandbox.store.put(withdrawal, { parent: id, type: withdrawal.type })
  sandbox.store.put(dispute, { parent: charge.payment_intent as string | null })
  const contestedCharge: Stripe.Charge = { ...charge, disputed: true }
  sandbox.store.put(contestedCharge)
  tell(sandbox, id, [
    { type: 'charge.dispute.created', object: dispute },
    { type: 'charge.dispute.funds_withdrawn', object: dispute },
  ])
  return dispute
}

/** A dispute that is over stays as it is; null when there is none of this id. */
export function moveDispute(sandbox: Sandbox, id: string, to: DisputeEnd): Stripe.Dispute | null {
  const moved = sandbox.store.transaction(() => {
    const dispute = sandbox.store.get<Stripe.Dispute>(id)
    if (dispute?.object !== 'dispute') return null
    if (dispute.status === 'won' || dispute.status === 'lost') return dispute
    if (to === 'won') return winDispute(sandbox, dispute)
    const next: Stripe.Dispute = { ...dispute, status: to }
    sandbox.store.put(next)
    const type = to === 'lost' ? 'charge.dispute.closed' : 'charge.dispute.updated'
    tell(sandbox, id, [{ type, object: next }])
    return next
  })
  sandbox.wake()
  return moved
}

function winDispute(sandbox: Sandbox, dispute: Stripe.Dispute): Stripe.Dispute {
  const back = balanceObject({
    id: mintId('txn'),
    created: sandbox.clock.nowSeconds(),
    source: dispute.id,
    amount: dispute.amount,
    type: 'adjustment',
    category: 'dispute_reversal',
  })
  const won: Stripe.Dispute = {
    ...dispute,
    status: 'won',
    balance_transactions: [...dispute.balance_transactions, back],
  }
  sandbox.store.put(back, { parent: dispute.id, type: back.type })
  sandbox.store.put(won)
  tell(sandbox, dispute.id, [
    { type: 'charge.dispute.funds_reinstated', object: won },
    { type: 'charge.dispute.closed', object: won },
  ])
  return won
}
