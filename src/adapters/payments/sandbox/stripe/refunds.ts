/** Refunds of a charge, whole or in parts, never more than was taken. */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { tell } from './events.ts'
import { mintId } from './ids.ts'
import { balanceObject, refundObject } from './objects.ts'
import { missing, StripeTrouble } from './trouble.ts'

export interface RefundWanted {
  readonly paymentIntent: string | null
  readonly charge: string | null
  readonly amount: number | null
  readonly metadata: { [name: string]: string }
  readonly reason: string | null
}

/** Called inside the transaction that also remembers the key. */
export function makeRefund(sandbox: Sandbox, wanted: RefundWanted): Stripe.Refund {
  const charge = chargeFor(sandbox, wanted)
  const left = charge.amount_captured - charge.amount_refunded
  const amount = wanted.amount ?? left
  if (charge.refunded || left === 0) {
    throw decided(`Charge ${charge.id} has already been refunded.`, {
      code: 'charge_already_refunded',
    })
  }
  if (amount > left) {
    throw decided(
      `Refund amount (¥${amount}) is greater than unrefunded amount on charge (¥${left})`,
      { param: 'amount' },
    )
  }

  // From here refunding must succeed.
  const status = sandbox.store.takeQuirk('', 'refund-pending') ? 'pending' : 'succeeded'
  const created = sandbox.clock.nowSeconds()
  const id = mintId('re')
  const balance = balanceObject({
    id: mintId('txn'),
    created,
    source: id,
    amount: -amount,
    type: 'refund',
  })
  const refund = refundObject({
    id,
    created,
    amount,
    charge,
    balanceTransaction: balance.id,
    metadata: wanted.metadata,
    reason: wanted.reason,
    status,
  })
  const refunded = withRefunded(charge, amount)
  sandbox.store.put(balance)
  sandbox.store.put(refund, { parent: refund.payment_intent as string | null })
  sandbox.store.put(refunded)
  tell(sandbox, id, [
    { type: 'refund.created', object: refund },
    { type: 'charge.refunded', object: refunded },
  ])
  return refund
}

/** A pending refund comes to its end; a failed one gives the charge its amount back. */
export function endRefund(
  sandbox: Sandbox,
  id: string,
  status: 'succeeded' | 'failed',
): Stripe.Refund | null {
  const ended = sandbox.store.transaction(() => {
    const found = sandbox.store.get<Stripe.Refund>(id)
    if (found?.object !== 'refund') return null
    const { pending_reason: _, ...refund } = found
    if (refund.status !== 'pending') return refund
    const over: Stripe.Refund =
      status === 'failed'
        ? { ...refund, status, failure_reason: 'expired_or_canceled_card' }
        : { ...refund, status }
    sandbox.store.put(over)
    if (status === 'failed') {
      const charge = sandbox.store.get<Stripe.Charge>(over.charge as string)
      if (charge !== null) sandbox.store.put(withRefunded(charge, -over.amount))
    }
    tell(sandbox, id, [
      { type: status === 'failed' ? 'refund.failed' : 'refund.updated', object: over },
    ])
    return over
  })
  sandbox.wake()
  return ended
}

function withRefunded(charge: Stripe.Charge, amount: number): Stripe.Charge {
  const total = charge.amount_refunded + amount
  return { ...charge, amount_refunded: total, refunded: total === charge.amount_captured }
}

function chargeFor(sandbox: Sandbox, wanted: RefundWanted): Stripe.Charge {
  const chargeId = wanted.charge ?? latestCharge(sandbox, wanted.paymentIntent ?? '')
  const charge = sandbox.store.get<Stripe.Charge>(chargeId)
  if (charge?.object !== 'charge') throw missing('charge', chargeId, 'charge')
  if (charge.status !== 'succeeded') {
    throw decided(`Charge ${charge.id} has not been captured.`, { code: 'charge_not_refundable' })
  }
  return charge
}

function latestCharge(sandbox: Sandbox, intentId: string): string {
  const intent = sandbox.store.get<Stripe.PaymentIntent>(intentId)
  if (intent?.object !== 'payment_intent') {
    throw missing('payment_intent', intentId, 'payment_intent')
  }
  if (typeof intent.latest_charge === 'string') return intent.latest_charge
  throw decided('This PaymentIntent does not have a successful charge to refund.', {
    param: 'payment_intent',
  })
}

/** Said after looking at the charge, so the key remembers it. */
function decided(
  message: string,
  details: { readonly code?: string; readonly param?: string },
): StripeTrouble {
  return new StripeTrouble(
    400,
    { type: 'invalid_request_error', message, ...details },
    { remembered: true },
  )
}
