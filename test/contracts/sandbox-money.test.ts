/**
 * Money at the sandbox's Stripe without a page, as Stripe's own client sees it: kept cards charged
 * later, disputes, the book, payouts.
 */
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type Stripe from 'stripe'
import type { CardName } from '../../src/adapters/payments/sandbox/cards.ts'
import { LATENCY_MS_MAX } from '../../src/adapters/payments/sandbox/control.ts'
import { startOrAdoptSandboxProvider } from '../../src/adapters/payments/sandbox/launch.ts'
import { DISPUTE_FEE } from '../../src/adapters/payments/sandbox/stripe/objects/book.ts'
import {
  controlOf,
  openWorld,
  post,
  SECRET_KEY,
  startProduct,
  typed,
  type PaymentWorld,
} from './payment-world.ts'
import {
  cardError,
  charge,
  clientFor,
  KEEP,
  keptCard,
  page,
  paymentOf,
  session,
} from './stripe-client.ts'

let world: PaymentWorld
let stripe: Stripe
let at: { client: Stripe; control: PaymentWorld['control'] }

before(async () => {
  world = await openWorld()
  stripe = clientFor(world.url, SECRET_KEY)
  at = { client: stripe, control: world.control }
})
after(() => world.close())

test('a card is kept only with agreement, belongs to its customer and can be given up', async () => {
  const { customer, method } = await keptCard(at, 'approve')
  const listed = await stripe.paymentMethods.list({ customer, type: 'card' })
  assert.deepEqual(
    listed.data.map(({ id, card }) => [id, card?.last4, card?.exp_year]),
    [[method, '4242', 2099]],
  )
  assert.equal((await stripe.customers.listPaymentMethods(customer)).data.length, 1)
  const again = await keptCard(at, 'approve')
  const other = await stripe.paymentMethods.retrieve(again.method, { expand: ['customer'] })
  assert.equal(other.card?.fingerprint, listed.data[0]?.card?.fingerprint)
  assert.equal((other.customer as Stripe.Customer).id, again.customer)
  await assert.rejects(
    charge(stripe, { customer, method: again.method }, 'not-theirs'),
    /does not have/,
  )

  await stripe.paymentMethods.detach(method)
  await assert.rejects(stripe.paymentMethods.detach(method), /not attached/)
  assert.equal((await stripe.paymentMethods.list({ customer })).data.length, 0)
  await assert.rejects(charge(stripe, { customer, method }, 'given-up'), /may not be used again/)
  await assert.rejects(charge(stripe, { customer, method: 'pm_nobody' }, 'nobody'), {
    code: 'resource_missing',
    statusCode: 400,
  })

  const { id, url } = await session(stripe, { allowed_payment_method_types: ['card'] })
  await post(String(url), typed('4242424242424242'))
  assert.equal((await stripe.checkout.sessions.retrieve(id)).customer, null)
})

test('a customer made beforehand owns what is kept', async () => {
  const { id: customer } = await stripe.customers.create({ email: 'aki@example.com' })
  const { customer_creation: _, ...keep } = KEEP
  const opened = await session(stripe, { ...keep, customer })
  assert.match(await page(String(opened.url)), /kept for later charges/)
  await post(String(opened.url), typed('4242424242424242'))
  assert.equal((await stripe.paymentMethods.list({ customer })).data.length, 1)
  const found = await stripe.customers.list({ email: 'aki@example.com' })
  assert.deepEqual(
    found.data.map(({ id }) => id),
    [customer],
  )
  await assert.rejects(session(stripe, { ...KEEP, customer }), /only specify one/)
  await assert.rejects(session(stripe, { customer: 'cus_nobody' }), { code: 'resource_missing' })
})

test('a kept card is charged without its payer, once per key, and listed by its customer', async () => {
  const kept = await keptCard(at, 'approve')
  const one = await charge(stripe, kept, 'one-renewal')
  const again = await charge(stripe, kept, 'one-renewal')
  assert.deepEqual([one.status, one.amount_received, again.id], ['succeeded', 980, one.id])
  const taken = one.latest_charge as Stripe.Charge
  assert.equal((taken.balance_transaction as Stripe.BalanceTransaction).fee, 35)
  assert.equal((one.payment_method as Stripe.PaymentMethod).card?.brand, 'visa')
  const listed = await stripe.paymentIntents.list({ customer: kept.customer })
  assert.deepEqual(
    listed.data.map(({ metadata }) => metadata['payment']),
    ['one-renewal', undefined],
  )
})

test('asked at the same moment, each charge has its own end and each key one charge', async () => {
  const good = await keptCard(at, 'approve')
  const bad = await keptCard(at, 'saved-declined')
  const asked = Array.from({ length: 30 }, (_, count) => {
    const isGood = count % 3 !== 0
    const made = charge(stripe, isGood ? good : bad, `at-once-${count % 15}`)
    return isGood ? made.then(({ id }) => id) : cardError(made).then((no) => no.payment_intent?.id)
  })
  asked.push(
    charge(stripe, { ...good, method: 'pm_nobody' }, 'at-once-nobody').then(
      ({ id }) => id,
      () => 'refused',
    ),
  )
  const ids = await Promise.all(asked)
  assert.equal(ids.pop(), 'refused')
  assert.deepEqual(ids.slice(0, 15), ids.slice(15))
  assert.equal(new Set(ids).size, 15)
  const listed = await stripe.paymentIntents.list({ customer: good.customer, limit: 100 })
  assert.equal(listed.data.filter(({ amount }) => amount === 980).length, 10)
})

test('each card that fails later pays now, and then is a 402 that is remembered', async () => {
  const expected = [
    ['saved-declined', 'card_declined', 'generic_decline', 'try_again_later'],
    ['saved-authentication', 'authentication_required', 'authentication_required', undefined],
    ['saved-insufficient-funds', 'card_declined', 'insufficient_funds', 'try_again_later'],
    ['saved-stolen', 'card_declined', 'stolen_card', 'do_not_try_again'],
    ['saved-expired', 'expired_card', 'expired_card', 'confirm_card_data'],
    ['saved-processing-error', 'processing_error', 'processing_error', 'try_again_later'],
  ] as const
  for (const [card, code, declineCode, advice] of expected) {
    const kept = await keptCard(at, card)
    const error = await cardError(charge(stripe, kept, `renewal-${card}`))
    const again = await cardError(charge(stripe, kept, `renewal-${card}`))
    assert.deepEqual(
      [error.statusCode, error.code, error.decline_code, error.advice_code],
      [402, code, declineCode, advice],
    )
    assert.equal(again.payment_intent?.id, error.payment_intent?.id)
    const intent = await stripe.paymentIntents.retrieve(String(error.payment_intent?.id))
    assert.equal(intent.status, 'requires_payment_method')
    assert.equal(intent.last_payment_error?.decline_code, declineCode)
    assert.equal((await stripe.paymentIntents.cancel(intent.id)).status, 'canceled')
  }
})

test('a lever changes what a kept card does, and a bank may take its time', async () => {
  const kept = await keptCard(at, 'approve')
  const conduct = (card: CardName) =>
    world.control('PUT', `/payment-methods/${kept.method}/conduct`, { card })
  await conduct('saved-declined')
  await cardError(charge(stripe, kept, 'lever-1'))
  await conduct('late-success')
  const thinking = await charge(stripe, kept, 'lever-2')
  assert.equal(thinking.status, 'processing')
  await world.control('PUT', `/payments/${thinking.id}/state`, { state: 'succeeded' })
  assert.equal((await stripe.paymentIntents.retrieve(thinking.id)).status, 'succeeded')
  await conduct('late-failure')
  const { id } = await charge(stripe, kept, 'lever-3')
  world.product.advanceHours(1)
  await world.control('POST', '/due')
  assert.equal((await stripe.paymentIntents.retrieve(id)).status, 'requires_payment_method')
  await conduct('approve')
  assert.equal((await charge(stripe, kept, 'lever-4')).status, 'succeeded')
})

test('a dispute takes the money and a fee; won, the money returns and the fee does not', async () => {
  const kept = await keptCard(at, 'approve')
  const { id } = await charge(stripe, kept, 'contested')
  const opened = (await world.control('POST', `/payments/${id}/dispute`, {})) as Stripe.Dispute
  const [withdrawn] = opened.balance_transactions
  assert.deepEqual([withdrawn?.amount, withdrawn?.fee, withdrawn?.net], [-980, DISPUTE_FEE, -2_480])
  await assert.rejects(stripe.refunds.create({ payment_intent: id }), { code: 'charge_disputed' })
  await world.control('PUT', `/disputes/${opened.id}/status`, { status: 'under_review' })
  await world.control('PUT', `/disputes/${opened.id}/status`, { status: 'won' })
  await world.control('PUT', `/disputes/${opened.id}/status`, { status: 'lost' })
  const [won] = (await stripe.disputes.list({ payment_intent: id })).data
  assert.deepEqual([won?.status, won?.balance_transactions[1]?.net], ['won', 980])
  assert.equal((await stripe.refunds.create({ payment_intent: id })).status, 'succeeded')
  const types = ['created', 'funds_withdrawn', 'updated', 'funds_reinstated', 'closed']
  for (const type of types) {
    await world.product.events(
      (event) =>
        event.type === `charge.dispute.${type}` &&
        Buffer.from(event.rawBody).toString().includes(opened.id),
    )
  }
})

test('the card that is contested at once is contested at once', async () => {
  const { id } = await session(stripe, { allowed_payment_method_types: ['card'] })
  await world.control('POST', `/sessions/${id}/payment`, { card: 'disputed' })
  const { intent } = await paymentOf(stripe, id)
  const [dispute] = (await stripe.disputes.list({ payment_intent: intent.id })).data
  assert.equal(dispute?.status, 'needs_response')
  const found = await stripe.disputes.retrieve(dispute?.id ?? '', { expand: ['charge'] })
  assert.equal((found.charge as Stripe.Charge).disputed, true)
})

test('the book tells every movement by time and kind, and a payout empties it', async () => {
  world.product.advanceHours(1)
  const from = Math.floor(world.clock.now().epochMilliseconds / 1_000)
  const kept = await keptCard(at, 'approve')
  const { id } = await charge(stripe, kept, 'booked')
  await stripe.refunds.create({ payment_intent: id, amount: 80 })
  await world.control('POST', `/payments/${id}/dispute`, { amount: 900 })
  const kinds: string[] = []
  const list = {
    created: { gte: from },
    limit: 2,
    expand: ['data.source.charge', 'data.source.payment_intent'],
  }
  for await (const movement of stripe.balanceTransactions.list(list)) {
    kinds.unshift(movement.type)
    assert.ok(movement.source !== null && typeof movement.source !== 'string')
    const { payment_intent: intent } = movement.source as Stripe.Charge
    assert.ok(typeof intent === 'object')
  }
  assert.deepEqual(kinds, ['charge', 'charge', 'refund', 'adjustment'])
  const refunds = await stripe.balanceTransactions.list({ type: 'refund', limit: 1 })
  assert.equal(refunds.data[0]?.net, -80)

  const first = (await world.control('POST', '/payouts', { amount: 100 })) as Stripe.Payout
  await world.control('POST', '/payouts', {})
  const payout = await stripe.payouts.retrieve(first.id, { expand: ['balance_transaction'] })
  assert.equal((payout.balance_transaction as Stripe.BalanceTransaction).net, -100)
  assert.equal((await stripe.payouts.list()).data.length, 2)
  let net = 0
  for await (const movement of stripe.balanceTransactions.list({ limit: 100 })) net += movement.net
  assert.equal(net, 0)
  await assert.rejects(world.control('POST', '/payouts', {}), /holds ¥0/)
})

test('answers travel as long as the lever says', async () => {
  await assert.rejects(world.control('PUT', '/settings', { latencyMs: LATENCY_MS_MAX + 1 }), /400/)
  await world.control('PUT', '/settings', { latencyMs: 60 })
  const begun = performance.now()
  await stripe.customers.list()
  const took = performance.now() - begun
  await world.control('PUT', '/settings', { latencyMs: 0 })
  assert.ok(took >= 59, `${took} ms`)
})

test('a charge that was answered survives the end of the process', async () => {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'tsuzuki-sandbox-'))
  const product = await startProduct()
  const options = {
    dataDirectory,
    port: 0,
    webhookUrl: `${product.url}/payments/stripe/events`,
    productUrl: product.url,
  }
  const first = await startOrAdoptSandboxProvider(options)
  const { secretKey } = first
  const client = clientFor(first.url, secretKey)
  const kept = await keptCard({ client, control: controlOf(first.url, secretKey) }, 'approve')
  const answered: string[] = []
  const ended = Promise.all(
    Array.from({ length: 8 }, async (_, lane) => {
      for (let at = 0; ; at += 1) {
        const made = await charge(client, kept, `kill-${lane}-${at}`).catch(() => null)
        if (made === null) return
        answered.push(made.id)
        if (answered.length === 40) process.kill(first.pid, 'SIGKILL')
      }
    }),
  )
  await ended
  const second = await startOrAdoptSandboxProvider(options)
  const found = new Map<string, string>()
  for await (const { id, status } of clientFor(second.url, secretKey).paymentIntents.list({
    customer: kept.customer,
    limit: 100,
  })) {
    found.set(id, status)
  }
  assert.ok(answered.length >= 40)
  assert.ok(answered.every((id) => found.get(id) === 'succeeded'))
  await second.stop()
  await product.stop()
  await rm(dataDirectory, { recursive: true })
})
