/**
 * What the Stripe adapter and Stripe's own client really ask, and what the sandbox really answers
 * and sends, held to Stripe's own interface description where a copy lies beside the project; it
 * is not part of it. The copy is of API 2023-08-16, older than the version we speak: what it knows
 * must have the described shape, what it does not know is newer and only listed.
 */
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type Stripe from 'stripe'
import { parse } from 'yaml'
import { decodeForm } from '../../src/adapters/payments/sandbox/stripe/form.ts'
import type { PaymentProvider } from '../../src/app/ports.ts'
import type { RefundId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours } from '../../src/domain/basics/time.ts'
import type { HostedMethod, ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  compare,
  noFindings,
  operationAt,
  schemaNamed,
  type Comparing,
  type Description,
} from './described-shape.ts'
import { listenIn, type Exchange } from './listening-in.ts'
import {
  adapterFor,
  asksFor,
  freshRef,
  openWorld,
  SECRET_KEY,
  type PaymentWorld,
} from './payment-world.ts'
import { cardError, charge, clientFor, keptCard, paymentOf } from './stripe-client.ts'

const DESCRIPTION = join(import.meta.dirname, '../../../shared/specs/stripe_spec3.yaml')
const skip = existsSync(DESCRIPTION) ? false : "Stripe's description does not lie beside this"

/** Every object kind that the sandbox has must have been met in an event or an answer. */
const KINDS = [
  'balance_transaction',
  'charge',
  'checkout.session',
  'customer',
  'dispute',
  'event',
  'payment_intent',
  'payment_method',
  'payout',
  'refund',
]

test('requests, answers and events are as Stripe describes them', { skip }, async (context) => {
  const description = parse(readFileSync(DESCRIPTION, 'utf8')) as Description
  const world = await openWorld()
  const between = await listenIn(world.url)
  try {
    await tour(world, between.url)
    const findings = noFindings()
    const met = new Set<string>()
    const comparing = { description, findings }
    for (const exchange of between.heard) compareExchange(comparing, met, exchange)
    for (const { rawBody } of world.product.received) {
      compareEvent(comparing, met, JSON.parse(Buffer.from(rawBody).toString()) as Event)
    }
    context.diagnostic(`compared: ${[...met].toSorted().join(', ')}`)
    const newer = new Set([...findings.unknown].map(shortened))
    context.diagnostic(`newer: ${[...newer].toSorted().join(', ')}`)
    assert.deepEqual([...new Set(findings.wrong)], [])
    assert.deepEqual(
      KINDS.filter((kind) => !met.has(kind)),
      [],
    )
  } finally {
    await between.close()
    await world.close()
  }
})

/** The same field of a list and of one, of an answer and of an event, is one piece of news. */
function shortened(place: string): string {
  return place
    .replace(/^[A-Z]+ \/v1\/([a-z_/]*[a-z])\S* (form|\d+)/, (_, kinds: string, part: string) => {
      return part === 'form' ? `asked of ${kinds}` : kinds
    })
    .replace(/^\S+: (\S+?)\./, '$1s.')
    .replace('.data[].', '.')
}

function compareExchange(comparing: Comparing, met: Set<string>, exchange: Exchange): void {
  const { method, path, status } = exchange
  const operation = operationAt(comparing.description, exchange)
  assert.ok(operation, `the description knows ${method} ${path}`)
  const at = `${method} ${operation.template}`
  met.add(`${at} ${status}`)
  const answered = operation.response(status)
  assert.ok(answered, `the description knows an answer of ${at}`)
  const value: unknown = JSON.parse(exchange.answered)
  compare(comparing, { schema: answered, value, at: `${at} ${status}` })
  meetKinds(met, value)
  const asking: Comparing = { ...comparing, texts: true, request: true }
  if (exchange.query !== '') {
    const query = decodeForm(exchange.query)
    compare(asking, { schema: operation.query, value: query, at: `${at}?` })
  }
  if (exchange.asked !== '' && operation.requestBody !== null) {
    const form = decodeForm(exchange.asked)
    compare(asking, { schema: operation.requestBody, value: form, at: `${at} form` })
  }
}

function meetKinds(met: Set<string>, value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if ('object' in value && typeof value.object === 'string') met.add(value.object)
  for (const inner of Object.values(value)) meetKinds(met, inner)
}

interface Event {
  readonly object?: string
  readonly type: string
  readonly data: { readonly object: { readonly object: string } }
}

function compareEvent(comparing: Comparing, met: Set<string>, event: Event): void {
  if (event.object !== 'event') return
  met.add(event.type)
  const { description } = comparing
  compare(comparing, { schema: schemaNamed(description, 'event'), value: event, at: 'event' })
  const { object } = event.data
  const schema = schemaNamed(description, object.object)
  compare(comparing, { schema, value: object, at: `${event.type}: ${object.object}` })
}

/** One of each object in each of the states that the adapter can meet. */
async function tour(world: PaymentWorld, url: string): Promise<void> {
  const payments = adapterFor(url, world.clock)
  const client = clientFor(url, SECRET_KEY)
  await visitCheckouts(world, payments)
  await visitKonbini(world, payments, client)
  await visitKeptCards(world, client)
  await visitAdapterMoney(world, payments)
  await world.control('POST', '/payouts', {})
  await payments.movements(plusHours(world.clock.now(), -24), plusHours(world.clock.now(), 1))
  await visitLists(client)
  await world.control('POST', '/webhooks/release')
  await world.product.events((event) => event.type === 'payout.paid')
}

async function visitCheckouts(world: PaymentWorld, payments: PaymentProvider): Promise<void> {
  const attempts: readonly (readonly [HostedMethod, object | null])[] = [
    ['card', null],
    ['card', { card: 'approve' }],
    ['card', { card: 'declined' }],
    ['card', { card: 'authenticate' }],
    ['card', { card: 'late-success' }],
    ['card', { card: 'disputed' }],
    ['alipay', { method: 'alipay' }],
    ['alipay', { method: 'alipay', authentication: 'approve' }],
    ['alipay', { method: 'alipay', authentication: 'fail' }],
    ['wechat_pay', { method: 'wechat_pay' }],
    ['wechat_pay', { method: 'wechat_pay', authentication: 'approve' }],
  ]
  for (const [method, attempt] of attempts) {
    const asked = asksFor(world.clock, { method, receiptEmail: 'payer@example.com' })
    const { reference } = await payments.openCheckout(asked)
    if (attempt !== null) await world.control('POST', `/sessions/${reference}/payment`, attempt)
    await payments.readPayment(reference)
  }
  const gone = await payments.openCheckout(asksFor(world.clock))
  await payments.cancelCheckout(gone.reference)
}

async function visitKonbini(
  world: PaymentWorld,
  payments: PaymentProvider,
  client: Stripe,
): Promise<void> {
  const payBy = plusHours(world.clock.now(), 72)
  for (const end of ['succeeded', 'failed', 'cancelled'] as const) {
    const asked = asksFor(world.clock, { method: 'konbini', payBy })
    const { reference } = await payments.openCheckout(asked)
    await world.control('POST', `/sessions/${reference}/payment`, { method: 'konbini' })
    await payments.readPayment(reference)
    if (end === 'cancelled') {
      await payments.cancelCheckout(reference)
      continue
    }
    await world.control('PUT', `/sessions/${reference}/state`, { state: end })
    await payments.readPayment(reference)
    if (end === 'failed') continue
    const { intent } = await paymentOf(client, reference)
    for (const status of ['succeeded', 'failed']) {
      const refund = await client.refunds.create({ payment_intent: intent.id, amount: 100 })
      await world.control('PUT', `/refunds/${refund.id}/status`, { status: 'pending' })
      await client.refunds.retrieve(refund.id)
      await world.control('PUT', `/refunds/${refund.id}/status`, { status })
      await client.refunds.retrieve(refund.id, { expand: ['charge'] })
    }
  }
}

async function visitKeptCards(world: PaymentWorld, client: Stripe): Promise<void> {
  const at = { client, control: world.control }
  const kept = await keptCard(at, 'approve')
  await client.customers.create({ email: 'somebody@example.com', metadata: { x: 'y' } })
  await client.customers.retrieve(kept.customer)
  const { id } = await charge(client, kept, 'spec-approved')
  const opened = (await world.control('POST', `/payments/${id}/dispute`, {})) as Stripe.Dispute
  await client.paymentIntents.retrieve(id, { expand: ['latest_charge', 'customer'] })
  await world.control('PUT', `/disputes/${opened.id}/status`, { status: 'won' })
  await client.disputes.retrieve(opened.id)
  for (const card of ['saved-authentication', 'saved-stolen', 'saved-expired'] as const) {
    await world.control('PUT', `/payment-methods/${kept.method}/conduct`, { card })
    const error = await cardError(charge(client, kept, `spec-${card}`))
    await client.paymentIntents.cancel(String(error.payment_intent?.id))
  }
  await world.control('PUT', `/payment-methods/${kept.method}/conduct`, { card: 'late-success' })
  await charge(client, kept, 'spec-late')
  await client.paymentMethods.list({ customer: kept.customer, type: 'card' })
  await client.paymentMethods.retrieve(kept.method)
  await client.paymentMethods.detach(kept.method)
}

async function visitAdapterMoney(world: PaymentWorld, payments: PaymentProvider): Promise<void> {
  const asked = asksFor(world.clock, { keepMeans: true })
  const { reference } = await payments.openCheckout(asked)
  await world.control('POST', `/sessions/${reference}/payment`, { card: 'approve' })
  const paid = await payments.readPayment(reference)
  assert.ok(paid.state === 'succeeded' && paid.kept !== null)
  await payments.refund(refundOf(paid.charge))
  const amount = yen(980)
  const wanted = { ref: freshRef(), means: paid.kept, amount, description: '10 GB' }
  const charged = await payments.chargeSaved(wanted)
  await payments.readPayment(charged.reference)
  await payments.forgetMeans(paid.kept)
}

function refundOf(charge: ProviderReference) {
  const refundId = '0197a000-0000-7000-8003-000000000001' as RefundId
  return { refundId, charge, amount: yen(100), language: 'en' } as const
}

async function visitLists(client: Stripe): Promise<void> {
  const limit = 100
  const balance = await client.balanceTransactions.list({ limit, expand: ['data.source'] })
  await client.balanceTransactions.retrieve(String(balance.data[0]?.id))
  await client.checkout.sessions.list({ limit })
  await client.paymentIntents.list({ limit, created: { gte: 0 } })
  const { data } = await client.charges.list({ limit })
  await client.charges.retrieve(String(data[0]?.id), { expand: ['balance_transaction'] })
  await client.refunds.list({ limit })
  await client.disputes.list({ limit })
  await client.customers.list({ limit })
  const payouts = await client.payouts.list({ limit })
  await client.payouts.retrieve(String(payouts.data[0]?.id))
  const events = await client.events.list({ limit })
  await client.events.retrieve(String(events.data[0]?.id))
  await assert.rejects(client.charges.retrieve('ch_nobody'))
}
