/** PaymentIntents by themselves: found, and cancelled by the merchant. */
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { tell } from './events.ts'
import { decided, missing } from './trouble.ts'

const CANCELABLE = [
  'requires_payment_method',
  'requires_capture',
  'requires_confirmation',
  'requires_action',
]

export function findIntentById(sandbox: Sandbox, id: string): Stripe.PaymentIntent | null {
  const found = sandbox.store.get<Stripe.PaymentIntent>(id)
  return found?.object === 'payment_intent' ? found : null
}

export function sessionOfIntent(sandbox: Sandbox, id: string): Stripe.Checkout.Session | null {
  const [found] = sandbox.store.list({ kind: 'checkout.session', parent: id, limit: 1 })
  return (found ?? null) as Stripe.Checkout.Session | null
}

/** Called inside a transaction. What took money, or may still take it, is not cancelled. */
export function cancelIntent(
  sandbox: Sandbox,
  id: string,
  reason: string | null,
): Stripe.PaymentIntent {
  const intent = findIntentById(sandbox, id)
  if (intent === null) throw missing('payment_intent', id, 'intent')
  const session = sessionOfIntent(sandbox, id)
  if (session?.status === 'open') {
    throw decided(
      'You cannot cancel this PaymentIntent because it belongs to an open Checkout Session. ' +
        'Expire the Checkout Session instead.',
      { code: 'payment_intent_unexpected_state' },
    )
  }
  if (!CANCELABLE.includes(intent.status)) {
    throw decided(
      `You cannot cancel this PaymentIntent because it has a status of ${intent.status}. Only a ` +
        `PaymentIntent with one of the following statuses may be canceled: ` +
        `${CANCELABLE.join(', ')}.`,
      { code: 'payment_intent_unexpected_state' },
    )
  }

  // From here cancelling must succeed.
  const canceled: Stripe.PaymentIntent = {
    ...intent,
    status: 'canceled',
    canceled_at: sandbox.clock.nowSeconds(),
    cancellation_reason: reason,
    next_action: null,
  }
  sandbox.store.put(canceled)
  sandbox.store.dropActs(id)
  tell(sandbox, session?.id ?? id, [{ type: 'payment_intent.canceled', object: canceled }])
  return canceled
}
