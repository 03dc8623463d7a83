/**
 * Asking Stripe how a payment stands, and ending one. A reference is a Checkout Session (`cs_…`),
 * the intent of a charge without the payer (`pi_…`), or our own word for a charge that Stripe
 * refused to begin (`none_…`, see `saved.ts`), which needs no asking.
 */
import type Stripe from 'stripe'
import type { Clock } from '../../../app/ports.ts'
import type { ProviderPayment, ProviderReference } from '../../../domain/payment/provider.ts'
import { disputesOf } from './dispute.ts'
import { checkoutPayment, intentOf, savedPayment } from './payment.ts'
import { isRefusedRequest, type Reach } from './trouble.ts'

export const INTENT_DETAIL = 'latest_charge.balance_transaction'
const SESSION_DETAIL = `payment_intent.${INTENT_DETAIL}`

export const NOT_BEGUN_PREFIX = 'none_'

/** The means is gone at Stripe: the payer or their bank withdrew it, so no other try is allowed. */
export const NOT_BEGUN: ProviderPayment = { state: 'failed', reason: 'barred' }

export interface Reading extends Reach {
  readonly clock: Clock
}

export async function readPayment(
  port: Reading,
  reference: ProviderReference,
): Promise<ProviderPayment> {
  if (reference.startsWith(NOT_BEGUN_PREFIX)) return NOT_BEGUN
  if (isIntent(reference)) return paymentOfIntent(port, await readIntent(port, reference))
  return paymentOfSession(port, await readSession(port, reference))
}

/**
 * An open session is expired. A completed one whose konbini number is out is ended by its intent;
 * where Stripe does not let go of the number, the answer is that it is still open.
 */
export async function cancelCheckout(
  port: Reading,
  reference: ProviderReference,
): Promise<ProviderPayment> {
  if (reference.startsWith(NOT_BEGUN_PREFIX)) return NOT_BEGUN
  if (isIntent(reference)) {
    await cancelIntent(port, reference)
    return readPayment(port, reference)
  }
  const expiry = await triedTo(() =>
    port.ask('end checkout', () => port.stripe.checkout.sessions.expire(reference)),
  )
  const session = await readSession(port, reference)
  const found = await paymentOfSession(port, session)
  // Stripe ends only open sessions: paid meanwhile, already over, or a number is out.
  if (expiry.refused === null || found.state !== 'open') return found
  const intent = intentOf(session)
  if (session.status === 'open' || intent === null) throw expiry.refused
  await cancelIntent(port, intent.id)
  return readPayment(port, reference)
}

async function cancelIntent({ stripe, ask }: Reading, id: string): Promise<void> {
  await triedTo(() => ask('end payment', () => stripe.paymentIntents.cancel(id)))
}

/** Stripe's no to ending something is not a fault: reading tells what became of it. */
async function triedTo(call: () => Promise<unknown>): Promise<{ readonly refused: Error | null }> {
  try {
    await call()
    return { refused: null }
  } catch (error) {
    if (!isRefusedRequest(error)) throw error
    return { refused: error }
  }
}

export async function paymentOfIntent(
  port: Reading,
  intent: Stripe.PaymentIntent,
): Promise<ProviderPayment> {
  return savedPayment(intent, await disputesOf(port, intent))
}

async function paymentOfSession(
  port: Reading,
  session: Stripe.Checkout.Session,
): Promise<ProviderPayment> {
  const disputes = await disputesOf(port, intentOf(session))
  return checkoutPayment(session, { disputes, now: port.clock.now() })
}

function readSession({ stripe, ask }: Reading, id: string): Promise<Stripe.Checkout.Session> {
  return ask('read checkout', () =>
    stripe.checkout.sessions.retrieve(id, { expand: [SESSION_DETAIL] }),
  )
}

function readIntent({ stripe, ask }: Reading, id: string): Promise<Stripe.PaymentIntent> {
  return ask('read payment', () => stripe.paymentIntents.retrieve(id, { expand: [INTENT_DETAIL] }))
}

function isIntent(reference: ProviderReference): boolean {
  return reference.startsWith('pi_')
}
