/**
 * Money taken, refused or still being decided on one PaymentIntent, whoever asked: the payer's
 * page or the merchant alone. It stores what comes of it and says which news there is; sending
 * them, and what happens to a checkout, is the caller's. Called inside a transaction.
 */
import type Stripe from 'stripe'
import { cardByName, type CardName, type Decline, type SavedConduct } from '../cards.ts'
import type { Sandbox } from '../sandbox.ts'
import { tell, type Told } from './events.ts'
import { mintId } from './ids.ts'
import type { Means } from './means.ts'
import { balanceObject, feeOf } from './objects/book.ts'
import { methodObject } from './objects/means.ts'
import { chargeObject, type Failure } from './objects/payment.ts'

export interface Trying {
  readonly intent: Stripe.PaymentIntent
  readonly method: Stripe.PaymentMethod
  readonly means: Means
}

/** What the sandbox knows of a payment method and does not show on the wire. */
export interface MethodPrivate {
  readonly means: Means
  /** The card whose conduct a kept one shows when it is charged later; a lever changes it. */
  readonly conduct?: CardName
}

/** Every attempt has a payment method of its own, as at Stripe; nobody owns it yet. */
export function makeMethod(sandbox: Sandbox, means: Means): Stripe.PaymentMethod {
  const created = sandbox.clock.nowSeconds()
  const method = methodObject({ id: mintId('pm'), created, means, customer: null })
  sandbox.store.put(method)
  sandbox.store.setPrivate(method.id, { means } satisfies MethodPrivate)
  return method
}

export function findMethod(sandbox: Sandbox, id: string): Stripe.PaymentMethod | null {
  const found = sandbox.store.get<Stripe.PaymentMethod>(id)
  return found?.object === 'payment_method' ? found : null
}

export function privateOfMethod(sandbox: Sandbox, id: string): MethodPrivate {
  return sandbox.store.getPrivate(id) as MethodPrivate
}

export function savedConductOf(known: MethodPrivate): SavedConduct {
  const named = known.conduct === undefined ? null : cardByName(known.conduct)
  if (named !== null) return named.saved
  return known.means.type === 'card' ? known.means.card.saved : { kind: 'approve' }
}

export function takeMoney(
  sandbox: Sandbox,
  { intent, method, means }: Trying,
  { authenticated = false }: { readonly authenticated?: boolean } = {},
): { readonly intent: Stripe.PaymentIntent; readonly charge: Stripe.Charge } {
  const created = sandbox.clock.nowSeconds()
  const chargeId = mintId(means.type === 'card' ? 'ch' : 'py')
  const balance = balanceObject({
    id: mintId('txn'),
    created,
    source: chargeId,
    amount: intent.amount,
    fee: feeOf(intent.amount),
    type: means.type === 'card' ? 'charge' : 'payment',
  })
  const charge = chargeObject({
    id: chargeId,
    created,
    intent,
    method,
    means,
    authenticated,
    balanceTransaction: balance.id,
    failure: null,
  })
  const taken: Stripe.PaymentIntent = {
    ...intent,
    status: 'succeeded',
    amount_received: intent.amount,
    latest_charge: charge.id,
    payment_method: method.id,
    last_payment_error: null,
    next_action: null,
    processing: null,
  }
  sandbox.store.put(balance, { parent: chargeId, type: balance.type })
  sandbox.store.put(charge, { parent: intent.id })
  sandbox.store.put(taken)
  return { intent: taken, charge }
}

export function refuseMoney(
  sandbox: Sandbox,
  { intent, method, means }: Trying,
  failure: Failure,
): { readonly intent: Stripe.PaymentIntent; readonly charge: Stripe.Charge } {
  const charge = chargeObject({
    id: mintId(means.type === 'card' ? 'ch' : 'py'),
    created: sandbox.clock.nowSeconds(),
    intent,
    method,
    means,
    authenticated: false,
    balanceTransaction: null,
    failure,
  })
  const refused: Stripe.PaymentIntent = {
    ...intent,
    status: 'requires_payment_method',
    latest_charge: charge.id,
    payment_method: null,
    next_action: null,
    processing: null,
    last_payment_error: {
      type: 'card_error',
      code: failure.code,
      charge: charge.id,
      message: failure.message,
      ...(failure.declineCode === undefined ? {} : { decline_code: failure.declineCode }),
      ...advices(failure.advice),
      payment_method: method,
    },
  }
  sandbox.store.put(charge, { parent: intent.id })
  sandbox.store.put(refused)
  return { intent: refused, charge }
}

/** Mastercard and Visa both say "never again" in a code of their own. */
export function advices(advice: Failure['advice']): {
  advice_code?: string
  network_advice_code?: string
} {
  if (advice === undefined || advice === null) return {}
  if (advice !== 'do_not_try_again') return { advice_code: advice }
  return { advice_code: advice, network_advice_code: '02' }
}

export function failureOf({ code, declineCode, advice }: Decline): Failure {
  return { code, declineCode, advice, message: messageFor(declineCode) }
}

function messageFor(declineCode: string): string {
  if (declineCode === 'insufficient_funds') return 'Your card has insufficient funds.'
  if (declineCode === 'expired_card') return 'Your card has expired.'
  if (declineCode === 'processing_error') return 'An error occurred while processing your card.'
  if (declineCode === 'authentication_required') {
    return 'Your card was declined. This transaction requires authentication.'
  }
  return 'Your card was declined.'
}

/** The bank thinks; its decision comes after the sandbox's delay, as the deed that is named. */
export function deliberate(
  sandbox: Sandbox,
  { intent, method }: Trying,
  later: { readonly id: string; readonly deed: string },
): Stripe.PaymentIntent {
  const thinking: Stripe.PaymentIntent = {
    ...intent,
    status: 'processing',
    payment_method: method.id,
    last_payment_error: null,
    processing: { type: 'card', card: {} },
  }
  sandbox.store.put(thinking)
  const dueMs = sandbox.clock.nowMs() + sandbox.settings.decisionSeconds * 1_000
  sandbox.store.schedule(later.id, later.deed, dueMs)
  return thinking
}

/** The payer agreed: the method belongs to the customer and can be charged without them. */
export function keepMethod(
  sandbox: Sandbox,
  method: Stripe.PaymentMethod,
  customer: string,
): Stripe.PaymentMethod {
  const kept = { ...method, customer }
  sandbox.store.put(kept, { parent: customer })
  tell(sandbox, kept.id, [{ type: 'payment_method.attached', object: kept }])
  return kept
}

export const takenNews = (charge: Stripe.Charge, intent: Stripe.PaymentIntent): Told[] => [
  { type: 'charge.succeeded', object: charge },
  { type: 'payment_intent.succeeded', object: intent },
]

export const refusedNews = (charge: Stripe.Charge, intent: Stripe.PaymentIntent): Told[] => [
  { type: 'charge.failed', object: charge },
  { type: 'payment_intent.payment_failed', object: intent },
]
