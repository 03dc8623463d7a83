/** The Stripe adapter over real HTTP against the sandbox provider. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import Stripe from 'stripe'
import { SIGNATURE_TOLERANCE_SECONDS } from '../../src/adapters/payments/stripe/events.ts'
import { ProviderUnreachable } from '../../src/app/ports.ts'
import type { RefundId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours, plusMinutes, plusSeconds } from '../../src/domain/basics/time.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  adapterFor,
  asksFor,
  freshRef,
  emptyAddress,
  isAbout,
  newRefund,
  openWorld,
  post,
  SECRET_KEY,
  typed,
  WEBHOOK_SECRET,
  type PaymentWorld,
} from './payment-world.ts'

let world: PaymentWorld

before(async () => {
  world = await openWorld()
})
after(() => world.close())

const APPROVED = '4242 4242 4242 4242'

async function paid(amount = 1_430) {
  const request = asksFor(world.clock, { amount: yen(amount) })
  const checkout = await world.payments.openCheckout(request)
  await post(checkout.url, typed(APPROVED))
  const payment = await world.payments.readPayment(checkout.reference)
  assert.equal(payment.state, 'succeeded')
  return { ...checkout, ref: request.ref, payment }
}

test('an approved card leads back to the shop, and the payment reads as succeeded', async () => {
  const checkout = await world.payments.openCheckout(asksFor(world.clock))
  assert.deepEqual(await world.payments.readPayment(checkout.reference), {
    state: 'open',
    lastFailure: null,
    voucher: null,
  })
  const answer = await post(checkout.url, typed(APPROVED))
  assert.equal(answer.status, 303)
  assert.equal(answer.to, `http://127.0.0.1:8080/orders/1?checkout=${checkout.reference}`)
  assert.match(answer.policy, /form-action 'self' http:\/\/127\.0\.0\.1:8080;/)

  const payment = await world.payments.readPayment(checkout.reference)
  assert.equal(payment.state, 'succeeded')
  assert.equal(payment.amount, 1_430n)
  assert.deepEqual(payment.means, { brand: 'visa', lastDigits: '4242' })
  assert.equal(payment.fee, 51n, '3.6 % of 1,430 rounded half up')
  assert.match(payment.charge, /^pi_/)
})

test('a declined card leaves the checkout open with the reason, and another card then pays', async () => {
  const { reference, url } = await world.payments.openCheckout(asksFor(world.clock))
  for (const [number, reason] of [
    ['4000000000000002', 'declined'],
    ['4000000000009995', 'insufficient_funds'],
    ['4000000000000069', 'expired_card'],
    ['4000000000000119', 'provider_error'],
  ] as const) {
    assert.equal((await post(url, typed(number))).status, 303)
    assert.deepEqual(await world.payments.readPayment(reference), {
      state: 'open',
      lastFailure: reason,
      voucher: null,
    })
  }
  await post(url, typed(APPROVED))
  assert.equal((await world.payments.readPayment(reference)).state, 'succeeded')
})

test('3-D Secure: refused at the bank it stays open, confirmed it succeeds', async () => {
  const { reference, url } = await world.payments.openCheckout(asksFor(world.clock))
  const toBank = await post(url, typed('4000000000003220'))
  assert.equal(toBank.to, `/pay/${reference}/authentication`)
  const bank = new URL(toBank.to ?? '', url).href
  assert.deepEqual(await world.payments.readPayment(reference), {
    state: 'open',
    lastFailure: null,
    voucher: null,
  })

  assert.equal((await post(bank, { answer: 'fail' })).to, `/pay/${reference}`)
  assert.deepEqual(await world.payments.readPayment(reference), {
    state: 'open',
    lastFailure: 'authentication_failed',
    voucher: null,
  })
  await post(url, typed('4000000000003220'))
  assert.match((await post(bank, { answer: 'approve' })).to ?? '', /\/orders\/1/)
  assert.equal((await world.payments.readPayment(reference)).state, 'succeeded')
})

test('while the bank decides the payment is undecided and cannot be ended; then it succeeds', async () => {
  const { reference, url } = await world.payments.openCheckout(asksFor(world.clock))
  await post(url, typed('4000000000008203'))
  assert.deepEqual(await world.payments.readPayment(reference), { state: 'undecided' })
  assert.deepEqual(await world.payments.cancelCheckout(reference), { state: 'undecided' })
  assert.match(await (await fetch(url)).text(), /The bank is still deciding/)

  world.product.advanceHours(1)
  await world.control('POST', '/due')
  assert.equal((await world.payments.readPayment(reference)).state, 'succeeded')
  await world.product.events(isAbout(reference, 'checkout.session.async_payment_succeeded'))
})

test('a bank that says no at last ends the payment as failed', async () => {
  const { reference, url } = await world.payments.openCheckout(asksFor(world.clock))
  await post(url, typed('4000000000008211'))
  await world.control('PUT', `/sessions/${reference}/state`, { state: 'failed' })
  assert.deepEqual(await world.payments.readPayment(reference), {
    state: 'failed',
    reason: 'declined',
  })
})

test('a checkout ends by its time as expired, and by us as cancelled, again and again', async () => {
  const byTime = await world.payments.openCheckout(asksFor(world.clock))
  const byUs = await world.payments.openCheckout(
    asksFor(world.clock, { payBy: plusHours(world.clock.now(), 12) }),
  )
  for (let times = 0; times < 2; times += 1) {
    assert.deepEqual(await world.payments.cancelCheckout(byUs.reference), {
      state: 'failed',
      reason: 'cancelled',
    })
  }
  world.product.advanceHours(3)
  await world.control('POST', '/due')
  assert.deepEqual(await world.payments.readPayment(byTime.reference), {
    state: 'failed',
    reason: 'expired',
  })
  await world.product.events(isAbout(byTime.reference, 'checkout.session.expired'))
  assert.equal((await post(byUs.url, typed(APPROVED))).to, `/pay/${byUs.reference}`)
  assert.equal((await world.payments.readPayment(byUs.reference)).state, 'failed')
})

test('ending a checkout that was paid meanwhile answers that it was paid', async () => {
  const { reference } = await paid()
  assert.equal((await world.payments.cancelCheckout(reference)).state, 'succeeded')
})

test('a checkout ends at payBy where Stripe allows it, and by our sweep where not', async () => {
  const at = async (minutes: number) => {
    const payBy = plusMinutes(world.clock.now(), minutes)
    const checkout = await world.payments.openCheckout(asksFor(world.clock, { payBy }))
    return Math.round(payBy.until(checkout.expiresAt).total('minutes')) + 0
  }
  assert.equal(await at(5), 31, 'too near: Stripe keeps it 31 minutes longer')
  assert.equal(await at(30), 31)
  assert.equal(await at(32), 0)
  assert.equal(await at(23 * 60), 0)
  assert.equal(await at(25 * 60), -60, 'too far: a day after opening')
})

test('asking twice opens one checkout, also when the second asking comes much later', async () => {
  const request = asksFor(world.clock, { payBy: plusMinutes(world.clock.now(), 24 * 60 + 12) })
  const first = await world.payments.openCheckout(request)
  assert.deepEqual(await world.payments.openCheckout(request), first)
  world.product.advanceHours(1)
  assert.deepEqual(await world.payments.openCheckout(request), first, 'now payBy itself would do')
  world.product.advanceHours(22.9)
  assert.deepEqual(await world.payments.openCheckout(request), first, 'now payBy is too near')
})

test('the same payment with another amount is a fault, not a second checkout', async () => {
  const request = asksFor(world.clock)
  await world.payments.openCheckout(request)
  await assert.rejects(
    world.payments.openCheckout({ ...request, amount: yen(990) }),
    Stripe.errors.StripeIdempotencyError,
  )
})

test('each language of ours has a page of its own', async () => {
  for (const [language, heading] of [
    ['zh-CN', '银行卡支付'],
    ['zh-TW', '信用卡付款'],
    ['en', 'Pay by card'],
    ['ja', 'カードでのお支払い'],
    ['ko', '카드 결제'],
  ] as const) {
    const { url } = await world.payments.openCheckout(asksFor(world.clock, { language }))
    const html = await (await fetch(url)).text()
    assert.match(html, new RegExp(`<html lang="${language}"`))
    assert.match(html, new RegExp(`<h1>${heading}</h1>`))
  }
})

test('refunds go back in parts and whole, once per refund id, never more than was taken', async () => {
  const { payment } = await paid(1_000)
  const refund = (refundId: RefundId, amount: number) =>
    world.payments.refund({ refundId, charge: payment.charge, amount: yen(amount), language: 'en' })
  const part = newRefund()
  assert.deepEqual(await refund(part, 300), { state: 'succeeded' })
  assert.deepEqual(await refund(part, 300), { state: 'succeeded' })
  assert.deepEqual(await refund(newRefund(), 701), { state: 'failed', reason: 'amount_too_large' })
  assert.deepEqual(await refund(newRefund(), 700), { state: 'succeeded' })
  assert.deepEqual(await refund(newRefund(), 1), {
    state: 'failed',
    reason: 'charge_already_refunded',
  })
})

test('a refund id gives money back once even after Stripe has forgotten its key', async () => {
  const { payment } = await paid(1_000)
  const refundId = newRefund()
  const ask = () =>
    world.payments.refund({ refundId, charge: payment.charge, amount: yen(400), language: 'en' })
  await ask()
  world.product.advanceHours(48)
  await ask()
  const whole = await world.payments.refund({
    refundId: newRefund(),
    charge: payment.charge,
    amount: yen(600),
    language: 'en',
  })
  assert.deepEqual(whole, { state: 'succeeded' })
})

test('a pending refund is undecided until asking again finds its end', async () => {
  for (const [status, state] of [
    ['succeeded', { state: 'succeeded' }],
    ['failed', { state: 'failed', reason: 'expired_or_canceled_card' }],
  ] as const) {
    const { payment } = await paid()
    const request = {
      refundId: newRefund(),
      charge: payment.charge,
      amount: yen(1_430),
      language: 'en',
    } as const
    await world.control('PUT', '/faults', { fault: 'refund-pending', times: 1 })
    assert.deepEqual(await world.payments.refund(request), {
      state: 'undecided',
      askPayer: false,
    })
    const listed = await fetch(`${world.url}/v1/refunds?payment_intent=${payment.charge}`, {
      headers: { authorization: `Bearer ${SECRET_KEY}` },
    })
    const { data } = (await listed.json()) as { data: { id: string }[] }
    await world.control('PUT', `/refunds/${data[0]?.id}/status`, { status })
    assert.deepEqual(await world.payments.refund(request), state)
  }
})

test('a genuine webhook names the payment; a tampered, foreign or old one is forged', async () => {
  const { reference, ref } = await paid()
  const [event] = await world.product.events(isAbout(reference, 'checkout.session.completed'))
  assert.ok(event)
  assert.deepEqual(await world.payments.readEvent(event.rawBody, event.headers), {
    kind: 'payment',
    eventId: event.id,
    ref,
  })
  const tampered = Uint8Array.from(event.rawBody)
  tampered[20] = (tampered[20] ?? 0) ^ 1
  const forged = { kind: 'forged' }
  const read = (rawBody: Uint8Array, headers: Readonly<Record<string, string | undefined>>) =>
    world.payments.readEvent(rawBody, headers)
  assert.deepEqual(await read(tampered, event.headers), forged)
  assert.deepEqual(await read(event.rawBody, {}), forged)
  assert.deepEqual(await read(event.rawBody, { 'stripe-signature': 't=1' }), forged)
  assert.deepEqual(await read(new Uint8Array(), event.headers), forged)

  const signedAt = Number(/t=(\d+)/.exec(event.headers['stripe-signature'])?.[1])
  const instant = Temporal.Instant.fromEpochMilliseconds(signedAt * 1_000)
  for (const [age, kind] of [
    [SIGNATURE_TOLERANCE_SECONDS, 'payment'],
    [SIGNATURE_TOLERANCE_SECONDS + 1, 'forged'],
  ] as const) {
    const later = adapterFor(world.url, { now: () => plusSeconds(instant, age) })
    assert.equal((await later.readEvent(event.rawBody, event.headers)).kind, kind)
  }
})

/** As Stripe would send it. */
function told(
  object: { readonly object: string; readonly [field: string]: unknown },
  id = 'evt_1',
) {
  const payload = JSON.stringify({ id, object: 'event', data: { object } })
  const signature = new Stripe(SECRET_KEY).webhooks.generateTestHeaderString({
    payload,
    secret: WEBHOOK_SECRET,
    timestamp: Math.floor(world.clock.now().epochMilliseconds / 1_000),
  })
  return [Buffer.from(payload), { 'stripe-signature': signature }] as const
}

test('events of the intent and its charge name the payment by their metadata', async () => {
  const { ref, payment } = await paid()
  for (const type of ['payment_intent.succeeded', 'charge.succeeded']) {
    const [event] = await world.product.events(isAbout(payment.charge, type))
    assert.ok(event)
    assert.deepEqual(await world.payments.readEvent(event.rawBody, event.headers), {
      kind: 'payment',
      eventId: event.id,
      ref,
    })
  }
})

test('a refund or dispute that names only the intent is asked after at Stripe', async () => {
  const { ref, payment } = await paid()
  for (const object of ['refund', 'dispute']) {
    const [rawBody, headers] = told({ object, id: 'x_1', payment_intent: payment.charge })
    assert.deepEqual(await world.payments.readEvent(rawBody, headers), {
      kind: 'payment',
      eventId: 'evt_1',
      ref,
    })
    await world.control('PUT', '/faults', { fault: 'api-error', times: 1 })
    await assert.rejects(world.payments.readEvent(rawBody, headers), ProviderUnreachable)
  }
  const [rawBody, headers] = told({ object: 'refund', metadata: ref })
  assert.equal((await world.payments.readEvent(rawBody, headers)).kind, 'payment')
})

test('genuine events about nothing of ours are ignored', async () => {
  for (const object of [
    { object: 'checkout.session', id: 'cs_test_1', metadata: { payment: 'x' } },
    { object: 'checkout.session', id: 'cs_test_1', metadata: null },
    { object: 'charge', id: 'ch_1', metadata: {} },
    { object: 'refund', id: 're_1', payment_intent: null },
    { object: 'dispute', id: 'du_1', payment_intent: 'pi_nobody' },
    { object: 'payout', id: 'po_1', metadata: freshRef() },
  ]) {
    const [rawBody, headers] = told(object)
    assert.deepEqual(
      await world.payments.readEvent(rawBody, headers),
      { kind: 'ignored', eventId: 'evt_1' },
      object.object,
    )
  }
})

test('a provider that is not there, fails, is busy or hangs is unreachable, not failed', async () => {
  const nobody = adapterFor(await emptyAddress(), world.clock)
  await assert.rejects(nobody.openCheckout(asksFor(world.clock)), ProviderUnreachable)

  const { reference } = await world.payments.openCheckout(asksFor(world.clock))
  for (const fault of ['api-error', 'api-rate-limit', 'api-hang']) {
    await world.control('PUT', '/faults', { fault, times: 1 })
    await assert.rejects(world.payments.readPayment(reference), (error) => {
      assert.ok(error instanceof ProviderUnreachable, fault)
      assert.ok(!JSON.stringify([error.message, error.stack]).includes(SECRET_KEY))
      return true
    })
    assert.equal((await world.payments.readPayment(reference)).state, 'open')
  }
})

test('a read that hangs once after success finds the success when repeated', async () => {
  const { reference, url } = await world.payments.openCheckout(asksFor(world.clock))
  await post(url, typed('4000000000008245'))
  await assert.rejects(world.payments.readPayment(reference), ProviderUnreachable)
  assert.equal((await world.payments.readPayment(reference)).state, 'succeeded')
})

test('a wrong key and an unknown reference are faults, told without the key', async () => {
  const wrong = 'sk_test_not_the_right_one'
  const stranger = adapterFor(world.url, world.clock, wrong)
  await assert.rejects(stranger.openCheckout(asksFor(world.clock)), (error) => {
    assert.ok(error instanceof Stripe.errors.StripeAuthenticationError)
    assert.ok(!`${error.message}${JSON.stringify(error)}`.includes(wrong))
    return true
  })
  await assert.rejects(
    world.payments.readPayment('cs_test_nobody' as ProviderReference),
    Stripe.errors.StripeInvalidRequestError,
  )
  await assert.rejects(
    world.payments.openCheckout(asksFor(world.clock, { amount: yen(49) })),
    Stripe.errors.StripeInvalidRequestError,
  )
})

test('duplicate webhooks carry one event id; disordered ones still read as succeeded', async () => {
  const twice = await world.payments.openCheckout(asksFor(world.clock))
  await post(twice.url, typed('4000000000008229'))
  const [one, other] = await world.product.events(
    isAbout(twice.reference, 'checkout.session.completed'),
    2,
  )
  assert.equal(one?.id, other?.id)

  const { reference, url } = await world.payments.openCheckout(asksFor(world.clock))
  await post(url, typed('4000000000008237'))
  await world.product.events(isAbout(reference, 'checkout.session.completed'))
  const types = world.product.received.filter(isAbout(reference)).map((event) => event.type)
  assert.deepEqual(types, [
    'checkout.session.async_payment_succeeded',
    'checkout.session.completed',
  ])
  assert.equal((await world.payments.readPayment(reference)).state, 'succeeded')
})

test('the ids of the payment are the metadata of session and intent', async () => {
  const request = asksFor(world.clock)
  const { reference, url } = await world.payments.openCheckout(request)
  await post(url, typed(APPROVED))
  const answer = await fetch(
    `${world.url}/v1/checkout/sessions/${reference}?expand[]=payment_intent`,
    { headers: { authorization: `Bearer ${SECRET_KEY}` } },
  )
  const session = (await answer.json()) as Stripe.Checkout.Session
  const intent = session.payment_intent as Stripe.PaymentIntent
  assert.equal(session.client_reference_id, request.ref.payment)
  assert.deepEqual(session.metadata, { ...request.ref, amount: '1430' })
  assert.deepEqual(intent.metadata, session.metadata)
})

test('what was approved is taken at once, so taking it only reads', async () => {
  const { reference, ref, payment } = await paid()
  assert.deepEqual(await world.payments.capture(reference, ref), payment)
})
