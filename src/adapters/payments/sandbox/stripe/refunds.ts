/**
 * Refunds of a charge, whole or in parts, never more than was taken. What was paid in cash at a
 * convenience store can go back only to a bank account, which the payer is asked for by mail.
 */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { tell } from './events.ts'
import { mintId } from './ids.ts'
import { balanceObject, refundObject, type RefundAsked } from './objects/book.ts'
import { decided, missingParam } from './trouble.ts'

export interface RefundWanted {
  readonly paymentIntent: string | null
  readonly charge: string | null
  readonly amount: number | null
  readonly metadata: { [name: string]: string }
  readonly reason: string | null
  readonly instructionsEmail: string | null
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
  if (charge.disputed) refuseDisputed(sandbox, charge)
  if (amount > left || amount < 1) {
    throw decided(
      `Refund amount (¥${amount}) is greater than unrefunded amount on charge (¥${left})`,
      { param: 'amount' },
    )
  }
  const begun = beginning(sandbox, charge, wanted)

  // From here refunding must succeed.
  const created = sandbox.clock.nowSeconds()
  const id = mintId('re')
  const balance = balanceObject({
    id: mintId('txn'),
    created,
    source: id,
    amount: -amount,
    type: isCard(charge) ? 'refund' : 'payment_refund',
  })
  const { metadata, reason } = wanted
  const balanceTransaction = balance.id
  const refund = refundObject({
    id,
    created,
    amount,
    charge,
    balanceTransaction,
    metadata,
    reason,
    ...begun,
  })
  const refunded = withRefunded(charge, amount)
  sandbox.store.put(balance, { parent: id, type: balance.type })
  sandbox.store.put(refund, { parent: refund.payment_intent as string | null })
  sandbox.store.put(refunded)
  tell(sandbox, id, [
    { type: 'refund.created', object: refund },
    { type: 'charge.refunded', object: refunded },
  ])
  return refund
}

/** What a dispute holds cannot be refunded as well, unless the merchant won it. */
function refuseDisputed(sandbox: Sandbox, charge: Stripe.Charge): void {
  const parent = charge.payment_intent as string | null
  const [found] = sandbox.store.list({ kind: 'dispute', parent, limit: 1 })
  if ((found as Stripe.Dispute | undefined)?.status === 'won') return
  throw decided(`Charge ${charge.id} has been charged back; cannot issue a refund.`, {
    code: 'charge_disputed',
  })
}

function beginning(
  sandbox: Sandbox,
  charge: Stripe.Charge,
  wanted: RefundWanted,
): Pick<RefundAsked, 'status' | 'instructionsEmail'> {
  if (charge.payment_method_details?.type === 'konbini') {
    const instructionsEmail = wanted.instructionsEmail ?? charge.billing_details.email
    if (instructionsEmail === null) {
      throw decided('This payment method needs an email address for refund instructions.', {
        code: 'parameter_missing',
        param: 'instructions_email',
      })
    }
    return { status: 'requires_action', instructionsEmail }
  }
  const isPending = sandbox.store.takeQuirk('', 'refund-pending')
  return { status: isPending ? 'pending' : 'succeeded', instructionsEmail: null }
}

/** The payer names a bank account; the money arrives after the sandbox's delay. */
export function nameAccount(sandbox: Sandbox, id: string): Stripe.Refund | null {
  const sent = sandbox.store.transaction(() => {
    const found = sandbox.store.get<Stripe.Refund>(id)
    if (found?.object !== 'refund') return null
    if (found.status !== 'requires_action') return found
    const { next_action: _, ...refund } = found
    const pending = { ...refund, status: 'pending', pending_reason: 'processing' }
    sandbox.store.put(pending)
    const dueMs = sandbox.clock.nowMs() + sandbox.settings.decisionSeconds * 1_000
    sandbox.store.schedule(id, 'refund-arrives', dueMs)
    tell(sandbox, id, [{ type: 'refund.updated', object: pending }])
    return pending
  })
  sandbox.wake()
  return sent
}

/**
 * A refund under way comes to its end; a failed one gives the charge its amount back, and the book
 * too. One that is over stays as it is.
 */
export function endRefund(
  sandbox: Sandbox,
  id: string,
  status: 'succeeded' | 'failed',
): Stripe.Refund | null {
  const ended = sandbox.store.transaction(() => {
    const found = sandbox.store.get<Stripe.Refund>(id)
    if (found?.object !== 'refund') return null
    if (found.status !== 'pending' && found.status !== 'requires_action') return found
    const { pending_reason: _, next_action: __, ...refund } = found
    const over = status === 'failed' ? failRefund(sandbox, refund) : { ...refund, status }
    sandbox.store.put(over)
    tell(sandbox, id, [
      ...(status === 'failed' ? [{ type: 'refund.failed' as const, object: over }] : []),
      { type: 'refund.updated', object: over },
    ])
    return over
  })
  sandbox.wake()
  return ended
}

function failRefund(sandbox: Sandbox, refund: Stripe.Refund): Stripe.Refund {
  const charge = sandbox.store.get<Stripe.Charge>(refund.charge as string)
  if (charge !== null) sandbox.store.put(withRefunded(charge, -refund.amount))
  const back = balanceObject({
    id: mintId('txn'),
    created: sandbox.clock.nowSeconds(),
    source: refund.id,
    amount: refund.amount,
    type: 'refund_failure',
  })
  sandbox.store.put(back, { parent: refund.id, type: back.type })
  return {
    ...refund,
    status: 'failed',
    failure_reason: charge !== null && isCard(charge) ? 'expired_or_canceled_card' : 'unknown',
    failure_balance_transaction: back.id,
  }
}

function isCard(charge: Stripe.Charge): boolean {
  return charge.payment_method_details?.type === 'card'
}

function withRefunded(charge: Stripe.Charge, amount: number): Stripe.Charge {
  const total = charge.amount_refunded + amount
  return { ...charge, amount_refunded: total, refunded: total === charge.amount_captured }
}

function chargeFor(sandbox: Sandbox, wanted: RefundWanted): Stripe.Charge {
  const chargeId = wanted.charge ?? latestCharge(sandbox, wanted.paymentIntent ?? '')
  const charge = sandbox.store.get<Stripe.Charge>(chargeId)
  if (charge?.object !== 'charge') throw missingParam('charge', chargeId, 'charge')
  if (charge.status !== 'succeeded') {
    throw decided(`Charge ${charge.id} has not been captured.`, { code: 'charge_not_refundable' })
  }
  return charge
}

function latestCharge(sandbox: Sandbox, intentId: string): string {
  const intent = sandbox.store.get<Stripe.PaymentIntent>(intentId)
  if (intent?.object !== 'payment_intent') {
    throw missingParam('payment_intent', intentId, 'payment_intent')
  }
  if (typeof intent.latest_charge === 'string') return intent.latest_charge
  throw decided('This PaymentIntent does not have a successful charge to refund.', {
    param: 'payment_intent',
  })
}
