/**
 * The payer's side of the sandbox's Stripe beyond the card page: the choice among ways to pay,
 * convenience stores, wallets, and cash that goes back.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type Stripe from 'stripe'
import {
  KONBINI_AMOUNT_MAX,
  KONBINI_AMOUNT_MIN,
} from '../../src/adapters/payments/sandbox/stripe/options.ts'
import {
  VOUCHER_DAYS_MAX,
  voucherEnd,
} from '../../src/adapters/payments/sandbox/stripe/vouchers.ts'
import { openWorld, post, SECRET_KEY, type PaymentWorld } from './payment-world.ts'
import { clientFor, KEEP, page, paymentOf, session, type Change } from './stripe-client.ts'

let world: PaymentWorld
let stripe: Stripe

before(async () => {
  world = await openWorld()
  stripe = clientFor(world.url, SECRET_KEY)
})
after(() => world.close())

const payer = { name: 'Aki', email: 'aki@example.com', store: 'lawson' }

async function konbiniVoucher(change: Change = {}) {
  const { id, url } = await session(stripe, {
    allowed_payment_method_types: ['konbini'],
    ...change,
  })
  const { status } = await post(`${url}/konbini`, payer)
  assert.equal(status, 303)
  return paymentOf(stripe, id)
}

test('several ways to pay are a choice, one is its page at once', async () => {
  const { url } = await session(stripe, {
    allowed_payment_method_types: ['card', 'konbini', 'alipay', 'wechat_pay'],
    payment_method_options: { wechat_pay: { client: 'web' } },
  })
  const choice = await page(String(url))
  for (const type of ['card', 'konbini', 'alipay', 'wechat_pay']) {
    assert.match(choice, new RegExp(`method=${type}`))
  }
  assert.match(await page(`${url}?method=konbini`), /FamilyMart/)
  assert.match(await page(`${url}?method=card`), /Another way to pay/)
  const only = await session(stripe, { allowed_payment_method_types: ['konbini'] })
  const konbini = await page(String(only.url))
  assert.match(konbini, /FamilyMart/)
  assert.ok(!/Another way|<script|style=|<img/.test(konbini))
})

test('each language has words for every way to pay', async () => {
  for (const locale of ['zh', 'zh-TW', 'ja', 'ko'] as const) {
    const { url } = await session(stripe, {
      locale,
      allowed_payment_method_types: ['konbini', 'alipay'],
    })
    const html = (await page(String(url))) + (await page(`${url}?method=konbini`))
    assert.ok(!/How would you like|Get a payment number/.test(html), locale)
  }
})

test('a payer without name, address or store is asked again and nothing typed is lost', async () => {
  const { url } = await session(stripe, { allowed_payment_method_types: ['konbini'] })
  const wrong = [
    [{ ...payer, name: '' }, /Please give a name/],
    [{ ...payer, email: 'x' }, /Please give an e-mail/],
    [{ ...payer, store: 'x' }, /Please choose a store/],
  ] as const
  for (const [fields, said] of wrong) {
    const answer = await post(`${url}/konbini`, fields)
    assert.equal(answer.status, 422)
    assert.match(answer.html, said)
    assert.match(answer.html, /aki@example.com|value="x"/)
  }
})

test('a number is complete and unpaid, is paid at the till, and its payer is who it was', async () => {
  const { session: waiting, intent, details, url } = await konbiniVoucher()
  assert.deepEqual([waiting.status, waiting.payment_status], ['complete', 'unpaid'])
  assert.equal(intent.status, 'requires_action')
  assert.match(String(details?.stores.lawson?.confirmation_number), /^\d{11}$/)
  const html = await page(url)
  assert.match(html, /Lawson/)
  assert.match(html, new RegExp(String(details?.stores.lawson?.payment_code)))
  await post(`${url}/payment`, {})
  await post(`${url}/payment`, {})
  const paid = await paymentOf(stripe, waiting.id)
  assert.equal(paid.session.payment_status, 'paid')
  const taken = await stripe.charges.list({ payment_intent: intent.id })
  assert.equal(taken.data.length, 1)
  assert.equal(taken.data[0]?.payment_method_details?.konbini?.store?.chain, 'lawson')
  assert.equal(taken.data[0]?.billing_details.email, payer.email)
  assert.match(await page(url), /This was paid at the till/)
  await world.product.events(
    (event) =>
      event.type === 'checkout.session.async_payment_succeeded' &&
      Buffer.from(event.rawBody).toString().includes(waiting.id),
  )
})

test('a number ends at the last second of its day in Japan, and is over afterwards', async () => {
  const {
    session: waiting,
    intent,
    details,
    url,
  } = await konbiniVoucher({
    payment_method_options: { konbini: { expires_after_days: 1 } },
  })
  const end = details?.expires_at ?? 0
  assert.equal(end, voucherEnd(intent.created, 1))
  const left = end - Math.floor(world.clock.now().epochMilliseconds / 1_000)
  world.product.advanceHours((left + 2) / 3_600)
  await world.control('POST', '/due')
  await post(`${url}/payment`, {})
  const over = await paymentOf(stripe, waiting.id)
  assert.equal(over.intent.status, 'requires_payment_method')
  assert.equal(over.intent.last_payment_error?.code, 'payment_intent_payment_attempt_expired')
  assert.match(await page(url), /has ended/)
  await world.product.events(
    (event) =>
      event.type === 'checkout.session.async_payment_failed' &&
      Buffer.from(event.rawBody).toString().includes(waiting.id),
  )
})

test('days of a number are counted in Japan', () => {
  const at = (instant: string) => Date.parse(instant) / 1_000
  assert.equal(voucherEnd(at('2026-12-01T14:59:59Z'), 1), at('2026-12-02T14:59:59Z'))
  assert.equal(voucherEnd(at('2026-12-01T15:00:00Z'), 1), at('2026-12-03T14:59:59Z'))
  assert.equal(voucherEnd(at('2026-12-01T00:00:00Z'), 60), at('2027-01-30T14:59:59Z'))
})

test('a convenience store takes no more and no less than it can, and days within bounds', async () => {
  const change: Change = { allowed_payment_method_types: ['konbini'] }
  await session(stripe, change, KONBINI_AMOUNT_MIN)
  await session(stripe, change, KONBINI_AMOUNT_MAX)
  await assert.rejects(session(stripe, change, KONBINI_AMOUNT_MIN - 1), /No valid payment method/)
  await assert.rejects(session(stripe, change, KONBINI_AMOUNT_MAX + 1), /No valid payment method/)
  for (const days of [0, VOUCHER_DAYS_MAX + 1]) {
    const payment_method_options = { konbini: { expires_after_days: days } }
    await assert.rejects(session(stripe, { ...change, payment_method_options }), /between 1 and 60/)
  }
  // Only a card can be kept, so only a card is left.
  const kept = await session(stripe, { ...KEEP, allowed_payment_method_types: ['card', 'konbini'] })
  assert.deepEqual(kept.payment_method_types, ['card'])
  await assert.rejects(session(stripe, { allowed_payment_method_types: ['wechat_pay'] }), /web/)
})

test('a number that is out can be cancelled once, a paid one cannot', async () => {
  const { intent } = await konbiniVoucher()
  assert.equal((await stripe.paymentIntents.cancel(intent.id)).status, 'canceled')
  await assert.rejects(stripe.paymentIntents.cancel(intent.id), {
    code: 'payment_intent_unexpected_state',
  })
  assert.deepEqual(
    await world.control('PUT', `/payments/${intent.id}/state`, { state: 'succeeded' }),
    { outcome: 'over' },
  )
})

test('a wallet asks on a page of its own: refused it can be tried again, agreed it pays', async () => {
  for (const type of ['alipay', 'wechat_pay'] as const) {
    const { id, url } = await session(stripe, {
      allowed_payment_method_types: [type],
      payment_method_options: { wechat_pay: { client: 'web' } },
    })
    const asked = await post(`${url}/wallet`, { method: type })
    const wallet = new URL(String(asked.to), String(url)).href
    assert.equal(/scan with WeChat/.test(await page(wallet)), type === 'wechat_pay')
    await post(wallet, { answer: 'fail' })
    assert.match(await page(String(url)), /The wallet did not pay/)
    await post(`${url}/wallet`, { method: type })
    const paid = await post(wallet, { answer: 'approve' })
    assert.equal(paid.to, `http://127.0.0.1:8080/thanks?checkout=${id}`)
    const { intent } = await paymentOf(stripe, id)
    const [taken] = (await stripe.charges.list({ payment_intent: intent.id })).data
    assert.equal(taken?.payment_method_details?.type, type)
  }
})

test('a refund of cash waits for a bank account, which the page of the number takes', async () => {
  const { intent, url } = await konbiniVoucher()
  await post(`${url}/payment`, {})
  const refund = await stripe.refunds.create({ payment_intent: intent.id, amount: 400 })
  assert.equal(refund.status, 'requires_action')
  assert.equal(refund.next_action?.display_details?.email_sent.email_sent_to, payer.email)
  assert.match(await page(url), /A refund of JPY 400 waits/)
  await post(`${url}/account`, { refund: refund.id })
  assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'pending')
  assert.match(await page(url), /on its way/)
  world.product.advanceHours(1)
  await world.control('POST', '/due')
  assert.equal((await stripe.refunds.retrieve(refund.id)).status, 'succeeded')

  const lost = await stripe.refunds.create({ payment_intent: intent.id })
  await world.control('PUT', `/refunds/${lost.id}/status`, { status: 'failed' })
  const failed = await stripe.refunds.retrieve(lost.id, { expand: ['failure_balance_transaction'] })
  const back = failed.failure_balance_transaction as Stripe.BalanceTransaction
  assert.deepEqual([failed.status, back.type, back.net], ['failed', 'refund_failure', 1_030])
  const [taken] = (await stripe.charges.list({ payment_intent: intent.id })).data
  assert.equal(taken?.amount_refunded, 400)
})
