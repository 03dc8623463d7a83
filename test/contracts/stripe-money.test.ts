/**
 * The Stripe adapter over real HTTP against the sandbox provider: money that comes later, money
 * that is taken without the payer, money that is contested, and Stripe's book of all of it.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { readMovements, TooManyMovements } from '../../src/adapters/payments/stripe/movements.ts'
import { ATTEMPT_DAYS_MAX } from '../../src/adapters/payments/stripe/saved.ts'
import {
  ProviderUnreachable,
  type CheckoutRequest,
  type ProviderMovement,
  type SavedCharge,
} from '../../src/app/ports.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant, jstDate, plusDays, plusHours, plusSeconds } from '../../src/domain/basics/time.ts'
import type { KeptMeans, ProviderReference } from '../../src/domain/payment/provider.ts'
import Stripe from 'stripe'
import {
  asksFor,
  freshRef,
  isAbout,
  newRefund,
  openWorld,
  SECRET_KEY,
  type PaymentWorld,
} from './payment-world.ts'

let world: PaymentWorld

before(async () => {
  world = await openWorld()
})
after(() => world.close())

async function opened(change: Partial<CheckoutRequest>) {
  const request = asksFor(world.clock, change)
  return { ...(await world.payments.openCheckout(request)), request }
}

/** Stripe's id of the payment behind a checkout, which our port never names before it is paid. */
async function intentOf(reference: ProviderReference): Promise<string> {
  const answer = await fetch(`${world.url}/v1/checkout/sessions/${reference}`, {
    headers: { authorization: `Bearer ${SECRET_KEY}` },
  })
  return ((await answer.json()) as { payment_intent: string }).payment_intent
}

const pay = (reference: ProviderReference, body: object) =>
  world.control('POST', `/sessions/${reference}/payment`, body)

async function succeeded(reference: ProviderReference) {
  const told = await world.payments.readPayment(reference)
  assert.ok(told.state === 'succeeded', JSON.stringify(told.state))
  return told
}

/** A number that ends with the third day from now. */
async function numberOut(amount = 1_430) {
  const day = jstDate(world.clock.now()).add({ days: 3 })
  const until = instant(`${day.toString()}T23:59:59+09:00`)
  const checkout = await opened({ method: 'konbini', payBy: until, amount: yen(amount) })
  await pay(checkout.reference, { method: 'konbini' })
  return { ...checkout, until, intent: await intentOf(checkout.reference) }
}

test('a konbini number is out until 23:59:59 JST of the last day by payBy', async () => {
  const { reference, url, until, expiresAt, request } = await numberOut()
  const told = await world.payments.readPayment(reference)
  assert.ok(told.state === 'open' && told.voucher !== null)
  assert.match(told.voucher.url, /^http/)
  assert.ok(Temporal.Instant.compare(told.voucher.until, until) <= 0)
  const hoursShort = told.voucher.until.until(until).total('hours')
  assert.ok(hoursShort === 0 || hoursShort === 24, 'a day less where the page crosses midnight')
  assert.ok(Temporal.Instant.compare(expiresAt, plusHours(world.clock.now(), 24)) <= 0)
  const again = await world.payments.openCheckout(request)
  assert.deepEqual(again, { reference, url, expiresAt }, 'asked again: the one number, not two')
})

test('a number paid at the till the next day succeeds, and the event names the payment', async () => {
  const { reference, request, intent } = await numberOut()
  world.product.advanceHours(24)
  await world.control('PUT', `/payments/${intent}/state`, { state: 'succeeded' })
  const told = await succeeded(reference)
  assert.equal(told.means, null)
  assert.equal(told.kept, null)
  assert.ok(Math.abs(told.claimedAt.until(world.clock.now()).total('minutes')) < 5)
  const [event] = await world.product.events(
    isAbout(reference, 'checkout.session.async_payment_succeeded'),
  )
  assert.ok(event)
  const read = await world.payments.readEvent(event.rawBody, event.headers)
  assert.deepEqual(read.kind === 'payment' && read.ref, request.ref)
})

test('a number that nobody paid in time ends as expired', async () => {
  const { reference, intent } = await numberOut()
  await world.control('PUT', `/payments/${intent}/state`, { state: 'failed' })
  assert.deepEqual(await world.payments.readPayment(reference), {
    state: 'failed',
    reason: 'expired',
  })
})

test('a number that is out can be taken back, and one that was paid meanwhile was paid', async () => {
  const taken = await numberOut()
  for (let times = 0; times < 2; times += 1) {
    assert.deepEqual(await world.payments.cancelCheckout(taken.reference), {
      state: 'failed',
      reason: 'cancelled',
    })
  }
  const paid = await numberOut()
  await world.control('PUT', `/payments/${paid.intent}/state`, { state: 'succeeded' })
  assert.equal((await world.payments.cancelCheckout(paid.reference)).state, 'succeeded')
})

test('a konbini page without a number ends like any other', async () => {
  const { reference } = await opened({ method: 'konbini', payBy: plusDays(world.clock.now(), 3) })
  assert.equal((await world.payments.readPayment(reference)).state, 'open')
  assert.deepEqual(await world.payments.cancelCheckout(reference), {
    state: 'failed',
    reason: 'cancelled',
  })
})

test('money from a till goes back once the payer has named a bank account', async () => {
  const { reference, intent } = await numberOut()
  await world.control('PUT', `/payments/${intent}/state`, { state: 'succeeded' })
  const { charge } = await succeeded(reference)
  const request = { refundId: newRefund(), charge, amount: yen(1_430), language: 'ja' } as const
  const asked = { state: 'undecided', askPayer: true }
  assert.deepEqual(await world.payments.refund(request), asked)
  assert.deepEqual(await world.payments.refund(request), asked)
  const stripe = stripeClient()
  const [refund] = (await stripe.refunds.list({ payment_intent: charge })).data
  assert.equal(refund?.instructions_email, 'payer@example.com')
  assert.equal(refund.metadata?.['refund'], request.refundId)
  await world.control('PUT', `/refunds/${refund.id}/status`, { status: 'pending' })
  assert.deepEqual(await world.payments.refund(request), { state: 'undecided', askPayer: false })
  await world.control('PUT', `/refunds/${refund.id}/status`, { status: 'succeeded' })
  assert.deepEqual(await world.payments.refund(request), { state: 'succeeded' })
})

function stripeClient(): Stripe {
  const { hostname, port } = new URL(world.url)
  return new Stripe(SECRET_KEY, { host: hostname, port, protocol: 'http', telemetry: false })
}

test('a wallet pays when its app agrees, and stays open when it does not', async () => {
  for (const method of ['alipay', 'wechat_pay'] as const) {
    const { reference } = await opened({ method })
    assert.equal((await world.payments.readPayment(reference)).state, 'open')
    await pay(reference, { method, authentication: 'fail' })
    assert.equal((await world.payments.readPayment(reference)).state, 'open')
    await pay(reference, { method, authentication: 'approve' })
    const told = await succeeded(reference)
    assert.equal(told.means, null)
    assert.equal(told.kept, null)
  }
})

async function keptCard(card = 'approve'): Promise<KeptMeans> {
  const { reference } = await opened({ keepMeans: true })
  await pay(reference, { card, ...(card === 'saved-authentication' ? APPROVED_AT_BANK : {}) })
  const { kept } = await succeeded(reference)
  assert.ok(kept)
  return kept
}
const APPROVED_AT_BANK = { authentication: 'approve' }

const charge = (means: KeptMeans, change: Partial<SavedCharge> = {}): SavedCharge => ({
  ref: freshRef(),
  means,
  amount: yen(990),
  description: '3 GB, 30 days',
  ...change,
})

test('a card is kept when the payer agreed, and then charged without the payer', async () => {
  const means = await keptCard()
  assert.match(means.customer, /^cus_/)
  assert.match(means.token, /^pm_/)
  assert.equal(means.brand, 'visa')
  assert.equal(means.lastDigits, '4242')
  assert.match(means.expires ?? '', /^\d{4}-\d{2}$/)

  const request = charge(means)
  const { reference, told } = await world.payments.chargeSaved(request)
  assert.match(reference, /^pi_/)
  assert.ok(told.state === 'succeeded')
  assert.equal(told.amount, 990n)
  assert.deepEqual(told.means, { brand: 'visa', lastDigits: '4242' })
  assert.deepEqual(await world.payments.readPayment(reference), told)
  assert.deepEqual(await world.payments.capture(reference, request.ref), told)
  assert.deepEqual(await world.payments.cancelCheckout(reference), told)
  const [event] = await world.product.events(isAbout(reference, 'payment_intent.succeeded'))
  assert.ok(event)
  const read = await world.payments.readEvent(event.rawBody, event.headers)
  assert.deepEqual(read.kind === 'payment' && read.ref, request.ref)
  const refund = { refundId: newRefund(), charge: told.charge, amount: yen(990) } as const
  assert.deepEqual(await world.payments.refund({ ...refund, language: 'en' }), {
    state: 'succeeded',
  })
})

test('without the agreement no card is kept', async () => {
  const { reference } = await opened({})
  await pay(reference, { card: 'approve' })
  assert.equal((await succeeded(reference)).kept, null)
})

test('a charge asked twice is one, also after Stripe has forgotten its key', async () => {
  const means = await keptCard()
  const request = charge(means)
  const first = await world.payments.chargeSaved(request)
  assert.deepEqual(await world.payments.chargeSaved(request), first)
  world.product.advanceHours((ATTEMPT_DAYS_MAX - 1) * 24)
  assert.deepEqual(await world.payments.chargeSaved(request), first)
  const { data } = await stripeClient().paymentIntents.list({ customer: means.customer })
  assert.equal(data.filter(({ amount }) => amount === 990).length, 1)
})

test('each refusal of a kept card is an answer with its reason, the same when asked again', async () => {
  for (const [card, reason] of [
    ['saved-declined', 'declined'],
    ['saved-insufficient-funds', 'insufficient_funds'],
    ['saved-expired', 'expired_card'],
    ['saved-stolen', 'barred'],
    ['saved-processing-error', 'provider_error'],
    ['saved-authentication', 'authentication_needed'],
  ] as const) {
    const request = charge(await keptCard(card))
    const first = await world.payments.chargeSaved(request)
    assert.match(first.reference, /^pi_/)
    assert.deepEqual(first.told, { state: 'failed', reason }, card)
    assert.deepEqual(await world.payments.chargeSaved(request), first)
    assert.deepEqual(await world.payments.readPayment(first.reference), first.told)
  }
})

test('while the bank decides about a kept card the charge is undecided, then it succeeds', async () => {
  const request = charge(await keptCard('approve'))
  await world.control('PUT', `/payment-methods/${request.means.token}/conduct`, {
    card: 'late-success',
  })
  const { reference, told } = await world.payments.chargeSaved(request)
  assert.deepEqual(told, { state: 'undecided' })
  assert.deepEqual(await world.payments.cancelCheckout(reference), { state: 'undecided' })
  await world.control('PUT', `/payments/${reference}/state`, { state: 'succeeded' })
  const again = await world.payments.chargeSaved(request)
  assert.equal(again.reference, reference)
  assert.equal(again.told.state, 'succeeded')
})

test('a card that was forgotten is forgotten, and charging it is a no for good', async () => {
  const means = await keptCard()
  for (let times = 0; times < 2; times += 1) await world.payments.forgetMeans(means)
  await world.payments.forgetMeans({ ...means, token: 'pm_nobody' })
  for (const gone of [means, { ...means, token: 'pm_nobody' }, { ...means, customer: 'cus_no' }]) {
    const { reference, told } = await world.payments.chargeSaved(charge(gone))
    assert.deepEqual(told, { state: 'failed', reason: 'barred' })
    assert.deepEqual(await world.payments.readPayment(reference), told)
    assert.deepEqual(await world.payments.cancelCheckout(reference), told)
  }
})

test('a charge that fails for another reason than the card is a fault, not an answer', async () => {
  const means = await keptCard()
  await assert.rejects(
    world.payments.chargeSaved(charge(means, { amount: yen(49) })),
    Stripe.errors.StripeInvalidRequestError,
  )
  await world.control('PUT', '/faults', { fault: 'api-error', times: 1 })
  await assert.rejects(world.payments.chargeSaved(charge(means)), ProviderUnreachable)
})

test('a disputed payment is still money taken, with the dispute and its course', async () => {
  const { reference, request } = await opened({})
  await pay(reference, { card: 'approve' })
  const { charge: intent } = await succeeded(reference)
  const { id } = (await world.control('POST', `/payments/${intent}/dispute`, {})) as { id: string }
  const state = async (): Promise<string | undefined> => {
    const [dispute, ...others] = (await succeeded(reference)).disputes
    assert.equal(others.length, 0)
    assert.equal(dispute?.id, id)
    assert.equal(dispute.amount, 1_430n)
    assert.ok(dispute.fee !== null && dispute.fee >= 0n)
    return dispute.state
  }
  assert.equal(await state(), 'open')
  const [event] = await world.product.events(
    isAbout(id as ProviderReference, 'charge.dispute.created'),
  )
  assert.ok(event)
  const read = await world.payments.readEvent(event.rawBody, event.headers)
  assert.deepEqual(read.kind === 'payment' && read.ref, request.ref)
  const refund = { refundId: newRefund(), charge: intent, amount: yen(1), language: 'en' } as const
  assert.deepEqual(await world.payments.refund(refund), {
    state: 'failed',
    reason: 'charge_disputed',
  })
  await world.control('PUT', `/disputes/${id}/status`, { status: 'under_review' })
  assert.equal(await state(), 'open')
  await world.control('PUT', `/disputes/${id}/status`, { status: 'won' })
  assert.equal(await state(), 'won')

  const lost = await opened({})
  await pay(lost.reference, { card: 'disputed' })
  const [dispute] = (await succeeded(lost.reference)).disputes
  await world.control('PUT', `/disputes/${dispute?.id}/status`, { status: 'lost' })
  assert.equal((await succeeded(lost.reference)).disputes[0]?.state, 'lost')
})

/** Its first second by the provider's clock, which is asked in passing; Stripe keeps no parts. */
async function anotherDay() {
  world.product.advanceHours(24)
  await world.control('POST', '/due')
  return world.clock.now().round({ smallestUnit: 'second', roundingMode: 'floor' })
}

test("Stripe's book tells each movement once, oldest first, with the payment it belongs to", async () => {
  const from = await anotherDay()
  const card = await opened({})
  await pay(card.reference, { card: 'approve' })
  const taken = await succeeded(card.reference)
  const refund = { refundId: newRefund(), charge: taken.charge, amount: yen(300) } as const
  await world.payments.refund({ ...refund, language: 'en' })
  // As somebody does in Stripe's dashboard: without our metadata.
  await stripeClient().refunds.create({ payment_intent: taken.charge, amount: 30 })
  const contested = await opened({})
  await pay(contested.reference, { card: 'disputed' })
  const [dispute] = (await succeeded(contested.reference)).disputes
  await world.control('PUT', `/disputes/${dispute?.id}/status`, { status: 'won' })
  await world.control('POST', '/payouts', { amount: 100 })
  const until = plusSeconds(world.clock.now(), 2)

  const told = await world.payments.movements(from, until)
  const short = ({ kind, ref, amount }: ProviderMovement) => [kind, ref?.payment ?? null, amount]
  assert.deepEqual(
    told.map(short).toSorted(),
    [
      ['charge', card.request.ref.payment, 1_430n],
      ['refund', card.request.ref.payment, -300n],
      ['refund', card.request.ref.payment, -30n],
      ['charge', contested.request.ref.payment, 1_430n],
      ['dispute', contested.request.ref.payment, -1_430n],
      ['dispute_won', contested.request.ref.payment, 1_430n],
      ['payout', null, -100n],
    ].toSorted(),
  )
  for (const [one, next] of told.slice(1).map((movement, at) => [told[at], movement] as const)) {
    assert.ok(one && Temporal.Instant.compare(one.at, next.at) <= 0)
  }
  assert.equal(told.find(({ kind }) => kind === 'charge')?.fee, 51n)
  assert.ok(told.filter(({ kind }) => kind === 'refund').every(({ fee }) => fee === 0n))

  const halves = [...(await world.payments.movements(until, plusHours(until, 1)))]
  assert.deepEqual(halves, [], 'the end of a span is not in it')
  const later = instant('2199-01-01T00:00:00Z')
  const aMoment = told.at(-1)?.at ?? later
  const before = await world.payments.movements(from, aMoment)
  const rest = await world.payments.movements(aMoment, until)
  assert.deepEqual([...before, ...rest], told, 'spans that meet neither miss nor repeat')
})

test('a refund of a payment from before the span is asked after at Stripe', async () => {
  const { reference, request } = await opened({})
  await pay(reference, { card: 'approve' })
  const { charge: intent } = await succeeded(reference)
  const from = await anotherDay()
  await stripeClient().refunds.create({ payment_intent: intent, amount: 30 })
  const [told, ...others] = await world.payments.movements(from, plusHours(from, 1))
  assert.equal(others.length, 0)
  assert.deepEqual(told?.ref, request.ref)
})

test('a span of more movements than the limit is refused whole', async () => {
  const from = plusDays(world.clock.now(), -365)
  const span = { from, until: plusDays(from, 366) }
  const port = {
    stripe: stripeClient(),
    ask: <Answer>(_: string, call: () => Promise<Answer>) => call(),
  }
  const all = await readMovements(port, span)
  assert.ok(all.length > 2)
  assert.equal((await readMovements(port, span, all.length)).length, all.length)
  await assert.rejects(readMovements(port, span, all.length - 1), TooManyMovements)
})
