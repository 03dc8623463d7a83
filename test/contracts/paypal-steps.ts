/** How far a payment by PayPal gets: asked for, approved, paid, kept. For tests only. */
import assert from 'node:assert/strict'
import type { CheckoutRequest } from '../../src/app/ports.ts'
import type { KeptMeans } from '../../src/domain/payment/provider.ts'
import { asksFor, post, type PaymentWorld } from './payment-world.ts'

type Change = Partial<CheckoutRequest>

export function wants(world: PaymentWorld, change: Change = {}): CheckoutRequest {
  return asksFor(world.clock, {
    method: 'paypal',
    successUrl: 'http://127.0.0.1:8080/orders/1?paid=perhaps',
    ...change,
  })
}

/** Opened, and agreed to on the page. */
export async function approved(world: PaymentWorld, change: Change = {}, outcome = 'pay') {
  const request = wants(world, change)
  const checkout = await world.paypal.openCheckout(request)
  await post(checkout.url, { outcome })
  return { ...checkout, request, ref: request.ref }
}

export async function paid(world: PaymentWorld, change: Change = {}) {
  const checkout = await approved(world, change)
  const payment = await world.paypal.capture(checkout.reference, checkout.ref)
  assert.equal(payment.state, 'succeeded')
  return { ...checkout, payment }
}

export async function kept(world: PaymentWorld): Promise<KeptMeans> {
  const { payment } = await paid(world, { keepMeans: true })
  assert.ok(payment.kept)
  return payment.kept
}
