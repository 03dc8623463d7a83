/** Stripe's own client at the sandbox provider, and what tests ask of it. For tests only. */
import assert from 'node:assert/strict'
import Stripe from 'stripe'
import type { CardName } from '../../src/adapters/payments/sandbox/cards.ts'
import type { controlOf } from './payment-world.ts'

export function clientFor(url: string, key: string): Stripe {
  const { hostname: host, port } = new URL(url)
  const options = { host, port, protocol: 'http', telemetry: false, maxNetworkRetries: 0 } as const
  return new Stripe(key, options)
}

export type Change = Partial<Stripe.Checkout.SessionCreateParams>

export function session(client: Stripe, change: Change = {}, amount = 1_430) {
  return client.checkout.sessions.create({
    mode: 'payment',
    success_url: 'http://127.0.0.1:8080/thanks?checkout={CHECKOUT_SESSION_ID}',
    cancel_url: 'http://127.0.0.1:8080/back',
    line_items: [
      {
        quantity: 1,
        price_data: {
          currency: 'jpy',
          unit_amount: amount,
          product_data: { name: '10 GB, 7 days' },
        },
      },
    ],
    payment_intent_data: { metadata: { payment: 'p1' } },
    ...change,
  })
}

export const KEEP: Change = {
  allowed_payment_method_types: ['card'],
  customer_creation: 'always',
  payment_intent_data: { setup_future_usage: 'off_session' },
}

export interface Kept {
  readonly customer: string
  readonly method: string
}

/** A payer who paid with a card and agreed that it is kept. */
export async function keptCard(
  { client, control }: { client: Stripe; control: ReturnType<typeof controlOf> },
  card: CardName,
): Promise<Kept> {
  const { id } = await session(client, KEEP)
  await control('POST', `/sessions/${id}/payment`, { card, authentication: 'approve' })
  const paid = await client.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
  const intent = paid.payment_intent as Stripe.PaymentIntent
  assert.ok(typeof paid.customer === 'string' && typeof intent.payment_method === 'string')
  return { customer: paid.customer, method: intent.payment_method }
}

/** Charges a kept card without its payer. */
export function charge(client: Stripe, { customer, method }: Kept, key: string) {
  return client.paymentIntents.create(
    {
      amount: 980,
      currency: 'jpy',
      customer,
      payment_method: method,
      confirm: true,
      off_session: true,
      metadata: { payment: key },
      expand: ['latest_charge.balance_transaction', 'payment_method'],
    },
    { idempotencyKey: key },
  )
}

export async function cardError(asked: Promise<unknown>): Promise<Stripe.errors.StripeCardError> {
  const error: unknown = await asked.then(
    () => assert.fail('no error'),
    (thrown: unknown) => thrown,
  )
  assert.ok(error instanceof Stripe.errors.StripeCardError)
  return error
}

export async function page(url: string): Promise<string> {
  return await (await fetch(url)).text()
}

/** A checkout with its payment, and the number to show at the till where there is one. */
export async function paymentOf(client: Stripe, id: string) {
  const found = await client.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
  const intent = found.payment_intent as Stripe.PaymentIntent
  const details = intent.next_action?.konbini_display_details
  return { session: found, intent, details, url: String(details?.hosted_voucher_url) }
}
