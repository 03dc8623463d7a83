/** PayPal's webhooks from the sandbox through the adapter: which payment, and is it genuine. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { TRANSMISSION_HOURS_MAX } from '../../src/adapters/payments/paypal/events.ts'
import { ProviderUnreachable } from '../../src/app/ports.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant, plusSeconds } from '../../src/domain/basics/time.ts'
import {
  isAbout,
  newRefund,
  openWorld,
  type PaymentWorld,
  payPalFor,
  type Received,
} from './payment-world.ts'
import { kept, paid } from './paypal-steps.ts'

let world: PaymentWorld

before(async () => {
  world = await openWorld()
})
after(() => world.close())

const bodyOf = (event: Received): string => Buffer.from(event.rawBody).toString()

test('genuine webhooks of orders, captures, refunds, disputes and kept means name the payment', async () => {
  const { reference, ref, payment } = await paid(world, { keepMeans: true })
  const { charge } = payment
  await world.paypal.refund({
    refundId: newRefund(),
    charge,
    amount: yen(430),
    language: 'en',
  })
  await world.control('POST', '/paypal/disputes', { capture: charge })
  for (const [about, type] of [
    [reference, 'CHECKOUT.ORDER.APPROVED'],
    [charge, 'PAYMENT.CAPTURE.COMPLETED'],
    [reference, 'VAULT.PAYMENT-TOKEN.CREATED'],
    [charge, 'CUSTOMER.DISPUTE.CREATED'],
  ] as const) {
    const [event] = await world.product.events(isAbout(about, type))
    assert.ok(event)
    assert.deepEqual(await world.paypal.readEvent(event.rawBody, event.headers), {
      kind: 'payment',
      eventId: event.id,
      ref,
    })
  }
  const [refunded] = await world.product.events(
    (event) => event.type === 'PAYMENT.CAPTURE.REFUNDED' && bodyOf(event).includes(charge),
  )
  assert.ok(refunded)
  const told = await world.paypal.readEvent(refunded.rawBody, refunded.headers)
  assert.deepEqual(told, { kind: 'payment', eventId: refunded.id, ref })
})

test('a tampered, foreign, incomplete or old webhook is forged; a repeated one is the same', async () => {
  const { payment } = await paid(world)
  const [event] = await world.product.events(isAbout(payment.charge, 'PAYMENT.CAPTURE.COMPLETED'))
  assert.ok(event)
  const forged = { kind: 'forged' }
  const { headers, rawBody } = event
  const told = await world.paypal.readEvent(rawBody, headers)
  assert.deepEqual(await world.paypal.readEvent(rawBody, headers), told)

  const amended = (from: string, to: string) => Buffer.from(bodyOf(event).replace(from, to))
  assert.deepEqual(await world.paypal.readEvent(amended('COMPLETED', 'DENIED'), headers), forged)
  assert.deepEqual(await world.paypal.readEvent(amended('{', '{ '), headers), forged)
  assert.deepEqual(await world.paypal.readEvent(new Uint8Array(), headers), forged)
  assert.deepEqual(await world.paypal.readEvent(Uint8Array.of(0xff, 0x7b), headers), forged)
  const breakingOut = Buffer.from(`{"id":"x"},"webhook_event":${bodyOf(event)}`)
  assert.deepEqual(await world.paypal.readEvent(breakingOut, headers), forged)
  for (const name of Object.keys(headers).filter((one) => one.startsWith('paypal-'))) {
    const { [name]: _, ...others } = headers
    assert.deepEqual(await world.paypal.readEvent(rawBody, others), forged, name)
    const wrong = { ...headers, [name]: `${headers[name]}0` }
    assert.deepEqual(await world.paypal.readEvent(rawBody, wrong), forged, name)
  }
  const sentAt = instant(headers['paypal-transmission-time'] ?? '')
  for (const [age, kind] of [
    [TRANSMISSION_HOURS_MAX * 3_600, told.kind],
    [TRANSMISSION_HOURS_MAX * 3_600 + 1, 'forged'],
  ] as const) {
    const later = payPalFor(world.url, { now: () => plusSeconds(sentAt, age) })
    assert.equal((await later.readEvent(rawBody, headers)).kind, kind)
  }
})

test('a webhook that cannot be verified now is neither forged nor believed', async () => {
  const { payment } = await paid(world)
  const [event] = await world.product.events(isAbout(payment.charge, 'PAYMENT.CAPTURE.COMPLETED'))
  assert.ok(event)
  await world.control('PUT', '/paypal/faults', { fault: 'error', times: 1 })
  await assert.rejects(world.paypal.readEvent(event.rawBody, event.headers), ProviderUnreachable)
  assert.equal((await world.paypal.readEvent(event.rawBody, event.headers)).kind, 'payment')
})

test('webhooks that come late, twice and in another order tell nothing but what to read', async () => {
  await world.control('POST', '/webhooks/hold')
  await world.control('PUT', '/paypal/faults', { fault: 'duplicate-webhooks', times: 2 })
  const { reference, ref, payment } = await paid(world)
  await world.control('POST', '/webhooks/release')
  const completed = await world.product.events(
    isAbout(payment.charge, 'PAYMENT.CAPTURE.COMPLETED'),
    2,
  )
  const older = await world.product.events(isAbout(reference, 'CHECKOUT.ORDER.APPROVED'), 2)
  assert.equal(completed[0]?.id, completed[1]?.id)
  for (const event of [...completed, ...older]) {
    const told = await world.paypal.readEvent(event.rawBody, event.headers)
    assert.deepEqual(told, { kind: 'payment', eventId: event.id, ref })
    assert.equal((await world.paypal.readPayment(reference)).state, 'succeeded')
  }
})

test('genuine events about nothing of ours are ignored', async () => {
  const means = await kept(world)
  await world.paypal.forgetMeans(means)
  const [event] = await world.product.events(
    (one) => one.type === 'VAULT.PAYMENT-TOKEN.DELETED' && bodyOf(one).includes(means.token),
  )
  assert.ok(event)
  assert.deepEqual(await world.paypal.readEvent(event.rawBody, event.headers), {
    kind: 'ignored',
    eventId: event.id,
  })
})
