/** The PayPal adapter over real HTTP against the sandbox provider. */
import assert from 'node:assert/strict'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo } from 'node:net'
import { after, before, test } from 'node:test'
import { PayPalRefused } from '../../src/adapters/payments/paypal/client.ts'
import { PayPalMismatch } from '../../src/adapters/payments/paypal/wire.ts'
import { ProviderUnreachable } from '../../src/app/ports.ts'
import type { RefundId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours, plusSeconds } from '../../src/domain/basics/time.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  emptyAddress,
  freshRef,
  newRefund,
  openWorld,
  payPalFor,
  PAYPAL_KEYS,
  post,
  type PaymentWorld,
} from './payment-world.ts'
import { approved, kept, paid, wants } from './paypal-steps.ts'

let world: PaymentWorld

before(async () => {
  world = await openWorld()
})
after(() => world.close())

const OPEN = { state: 'open', lastFailure: null, voucher: null }
const PAYPAL = { brand: 'paypal', lastDigits: '' }

test('agreeing on the page takes nothing; the capture does, and the payment reads as succeeded', async () => {
  const request = wants(world)
  const checkout = await world.paypal.openCheckout(request)
  assert.match(checkout.url, /\/pay\/paypal\//)
  assert.deepEqual(await world.paypal.readPayment(checkout.reference), OPEN)
  const answer = await post(checkout.url, { outcome: 'pay' })
  assert.equal(answer.status, 303)
  assert.match(answer.to ?? '', /^http:\/\/127\.0\.0\.1:8080\/orders\/1\?paid=perhaps&token=/)
  assert.match(answer.policy, /form-action 'self' http:\/\/127\.0\.0\.1:8080;/)
  assert.deepEqual(await world.paypal.readPayment(checkout.reference), { state: 'approved' })

  const payment = await world.paypal.capture(checkout.reference, request.ref)
  assert.equal(payment.state, 'succeeded')
  assert.equal(payment.amount, 1_430n)
  assert.deepEqual(payment.means, PAYPAL)
  assert.equal(payment.fee, 91n, '3.6 % of 1,430 rounded half up, and 40 yen')
  assert.equal(payment.kept, null)
  assert.deepEqual(payment.disputes, [])
  assert.deepEqual(await world.paypal.readPayment(checkout.reference), payment)
})

test('who the payer is stays with PayPal', async () => {
  const { reference, payment } = await paid(world, { keepMeans: true })
  const told = JSON.stringify([payment, await world.paypal.readPayment(reference)], (_, value) =>
    typeof value === 'bigint' ? String(value) : value,
  )
  assert.doesNotMatch(told, /@|Payer|Test/)
})

test('capturing twice, also at once, takes the money once', async () => {
  const { reference, ref } = await approved(world)
  const [one, other] = await Promise.all([
    world.paypal.capture(reference, ref),
    world.paypal.capture(reference, ref),
  ])
  assert.equal(one.state, 'succeeded')
  assert.deepEqual(other, one)
  assert.deepEqual(await world.paypal.capture(reference, ref), one)
})

test('before the payer has agreed a capture only reads', async () => {
  const request = wants(world)
  const { reference } = await world.paypal.openCheckout(request)
  assert.deepEqual(await world.paypal.capture(reference, request.ref), OPEN)
})

test('a refused funding source leaves the checkout open with the reason, and another then pays', async () => {
  const { reference, url, ref } = await approved(world, {}, 'declined')
  assert.deepEqual(await world.paypal.capture(reference, ref), {
    state: 'open',
    lastFailure: 'declined',
    voucher: null,
  })
  assert.match(await (await fetch(url)).text(), /The funding source was declined/)
  await post(url, { outcome: 'pay' })
  assert.equal((await world.paypal.capture(reference, ref)).state, 'succeeded')
})

test('while the bank decides the payment is undecided and cannot be ended; then it succeeds', async () => {
  const { reference, ref } = await approved(world, { keepMeans: true }, 'late-success')
  assert.deepEqual(await world.paypal.capture(reference, ref), { state: 'undecided' })
  assert.deepEqual(await world.paypal.cancelCheckout(reference), { state: 'undecided' })

  world.product.advanceHours(1)
  await world.control('POST', '/due')
  const payment = await world.paypal.readPayment(reference)
  assert.equal(payment.state, 'succeeded')
  assert.ok(payment.kept, 'what was to be kept is kept when the money is taken')
})

test('a bank that says no at last ends the payment as failed', async () => {
  const { reference, ref } = await approved(world, {}, 'late-failure')
  await world.paypal.capture(reference, ref)
  await world.control('PUT', `/paypal/orders/${reference}/state`, { state: 'failed' })
  assert.deepEqual(await world.paypal.readPayment(reference), {
    state: 'failed',
    reason: 'declined',
  })
})

test('a checkout nobody finishes expires by its time; one we end is cancelled', async () => {
  const abandoned = await world.paypal.openCheckout(wants(world))
  const agreed = await approved(world)
  const failed = { state: 'failed', reason: 'cancelled' }
  assert.deepEqual(await world.paypal.cancelCheckout(abandoned.reference), failed)
  assert.deepEqual(await world.paypal.cancelCheckout(agreed.reference), failed)
  world.product.advanceHours(3)
  await world.control('POST', '/due')
  const expired = { state: 'failed', reason: 'expired' }
  assert.deepEqual(await world.paypal.readPayment(abandoned.reference), expired)
  assert.deepEqual(await world.paypal.cancelCheckout(abandoned.reference), expired)
  assert.match(await (await fetch(abandoned.url)).text(), /This payment page has ended/)
})

test('ending a checkout that was paid meanwhile answers that it was paid', async () => {
  const { reference } = await paid(world)
  assert.equal((await world.paypal.cancelCheckout(reference)).state, 'succeeded')
})

test('a checkout can be approved for three hours, and never after payBy', async () => {
  const minutesLeft = async (hours: number) => {
    const request = wants(world, { payBy: plusHours(world.clock.now(), hours) })
    const { expiresAt } = await world.paypal.openCheckout(request)
    return Math.round(world.clock.now().until(expiresAt).total('minutes'))
  }
  assert.equal(await minutesLeft(2), 120)
  assert.equal(await minutesLeft(48), 180)
})

test('asking twice opens one checkout; in another language there is another page', async () => {
  const request = wants(world)
  const first = await world.paypal.openCheckout(request)
  assert.deepEqual(await world.paypal.openCheckout(request), first)
  const other = await world.paypal.openCheckout({ ...request, language: 'ja' })
  assert.notEqual(other.reference, first.reference)
})

test('a payer who comes back after the page has ended is given a fresh one, once', async () => {
  const request = wants(world, { payBy: plusHours(world.clock.now(), 48) })
  const first = await world.paypal.openCheckout(request)
  world.product.advanceHours(4)
  const second = await world.paypal.openCheckout(request)
  assert.notEqual(second.reference, first.reference)
  assert.deepEqual(await world.paypal.openCheckout(request), second)
  await post(second.url, { outcome: 'pay' })
  assert.equal((await world.paypal.capture(second.reference, request.ref)).state, 'succeeded')
})

test('a payer who has agreed already is sent back to the shop, not to a second page', async () => {
  const { request, reference } = await approved(world)
  const again = await world.paypal.openCheckout(request)
  assert.equal(again.reference, reference)
  assert.equal(again.url, request.successUrl)
})

test('of two checkouts for one payment only one can be captured', async () => {
  const one = await approved(world)
  const other = await world.paypal.openCheckout({ ...one.request, language: 'ko' })
  await post(other.url, { outcome: 'pay' })
  assert.equal((await world.paypal.capture(one.reference, one.ref)).state, 'succeeded')
  await assert.rejects(world.paypal.capture(other.reference, one.ref), /DUPLICATE_INVOICE_ID/)
})

test('the same payment with another amount is a fault, not a second checkout', async () => {
  const request = wants(world)
  await world.paypal.openCheckout(request)
  await assert.rejects(world.paypal.openCheckout({ ...request, amount: yen(990) }), PayPalMismatch)
})

test('each language of ours has a page of its own, and keeping is agreed to there', async () => {
  for (const [language, heading, keep] of [
    ['zh-CN', '使用 PayPal 付款', '付款即表示您同意'],
    ['zh-TW', '使用 PayPal 付款', '付款即表示您同意'],
    ['en', 'Pay with PayPal', 'may charge this PayPal account later'],
    ['ja', 'PayPalでのお支払い', '確認なしで請求する'],
    ['ko', 'PayPal로 결제', '다시 묻지 않고'],
  ] as const) {
    const page = async (keepMeans: boolean) => {
      const { url } = await world.paypal.openCheckout(wants(world, { language, keepMeans }))
      return (await fetch(url)).text()
    }
    const html = await page(true)
    assert.match(html, new RegExp(`<html lang="${language}"`))
    assert.match(html, new RegExp(`<h1>${heading}</h1>`))
    assert.ok(html.includes(keep))
    assert.ok(!(await page(false)).includes(keep))
    assert.doesNotMatch(html, /<script/)
  }
})

test('refunds go back in parts and whole, once per refund id, never more than was taken', async () => {
  const { payment, reference } = await paid(world, { amount: yen(1_000) })
  const refund = (refundId: RefundId, amount: number) =>
    world.paypal.refund({ refundId, charge: payment.charge, amount: yen(amount), language: 'en' })
  const part = newRefund()
  assert.deepEqual(await refund(part, 300), { state: 'succeeded' })
  assert.deepEqual(await refund(part, 300), { state: 'succeeded' })
  assert.deepEqual(await refund(newRefund(), 701), { state: 'failed', reason: 'amount_too_large' })
  assert.deepEqual(await refund(newRefund(), 700), { state: 'succeeded' })
  assert.deepEqual(await refund(newRefund(), 1), {
    state: 'failed',
    reason: 'charge_already_refunded',
  })
  assert.equal((await world.paypal.readPayment(reference)).state, 'succeeded')
})

test('a refund id gives money back once even after PayPal has forgotten its request', async () => {
  for (const amount of [400, 1_000]) {
    const { payment } = await paid(world, { amount: yen(1_000) })
    const request = { charge: payment.charge, amount: yen(amount), language: 'en' as const }
    const refundId = newRefund()
    await world.paypal.refund({ ...request, refundId })
    world.product.advanceHours(46 * 24)
    assert.deepEqual(await world.paypal.refund({ ...request, refundId }), { state: 'succeeded' })
    const made = (await world.control('GET', `/paypal/captures/${payment.charge}/refunds`)) as {
      refunds: unknown[]
    }
    assert.equal(made.refunds.length, 1)
  }
})

test('a pending refund is undecided until asking again finds its end', async () => {
  for (const [status, state] of [
    ['succeeded', { state: 'succeeded' }],
    ['failed', { state: 'failed', reason: 'unknown' }],
  ] as const) {
    const { payment } = await paid(world)
    const request = {
      refundId: newRefund(),
      charge: payment.charge,
      amount: yen(1_430),
      language: 'en' as const,
    }
    await world.control('PUT', '/paypal/faults', { fault: 'refund-pending', times: 1 })
    const undecided = { state: 'undecided', askPayer: false }
    assert.deepEqual(await world.paypal.refund(request), undecided)
    assert.deepEqual(await world.paypal.refund(request), undecided)
    const made = (await world.control('GET', `/paypal/captures/${payment.charge}/refunds`)) as {
      refunds: { id: string }[]
    }
    await world.control('PUT', `/paypal/refunds/${made.refunds[0]?.id}/status`, { status })
    assert.deepEqual(await world.paypal.refund(request), state)
  }
})

test('kept means are charged without the payer, once per payment, and forgotten for good', async () => {
  const means = await kept(world)
  assert.deepEqual({ ...means, customer: '', token: '' }, { ...PAYPAL, ...BLANK })
  const request = { ref: freshRef(), means, amount: yen(1_980), description: '10 GB, 7 days' }
  const charged = await world.paypal.chargeSaved(request)
  assert.equal(charged.told.state, 'succeeded')
  assert.equal(charged.told.amount, 1_980n)
  assert.deepEqual(await world.paypal.chargeSaved(request), charged)
  assert.deepEqual(await world.paypal.readPayment(charged.reference), charged.told)

  await world.paypal.forgetMeans(means)
  await world.paypal.forgetMeans(means)
  const after = await world.paypal.chargeSaved({ ...request, ref: freshRef() })
  assert.deepEqual(after.told, { state: 'failed', reason: 'barred' })
})

const BLANK = { customer: '', token: '', expires: null }

test('a charge without the payer is found again after PayPal has forgotten its request', async () => {
  const request = {
    // The id says when the payment was minted, which is where the search begins.
    ref: { ...freshRef(), payment: mintedNow() },
    means: await kept(world),
    amount: yen(1_980),
    description: '10 GB, 7 days',
  }
  const charged = await world.paypal.chargeSaved(request)
  world.product.advanceHours(40 * 24)
  assert.deepEqual(await world.paypal.chargeSaved(request), charged)
})

function mintedNow() {
  const hex = world.clock.now().epochMilliseconds.toString(16).padStart(12, '0')
  const { payment } = freshRef()
  return `${hex.slice(0, 8)}-${hex.slice(8)}${payment.slice(13)}` as typeof payment
}

test('each way in which kept means fail has its reason, and is read again without asking', async () => {
  const means = await kept(world)
  for (const [behaviour, reason] of [
    ['declines', 'declined'],
    ['needs-payer', 'authentication_needed'],
    ['needs-approval', 'authentication_needed'],
    ['revoked', 'barred'],
    ['closed', 'barred'],
  ] as const) {
    await world.control('PUT', `/paypal/payment-tokens/${means.token}`, { behaviour })
    const request = { ref: freshRef(), means, amount: yen(1_980), description: '10 GB' }
    const { reference, told } = await world.paypal.chargeSaved(request)
    const failed = { state: 'failed', reason }
    assert.deepEqual(told, failed, behaviour)
    assert.deepEqual(await world.paypal.readPayment(reference), failed)
    assert.deepEqual(await world.paypal.cancelCheckout(reference), failed)
    assert.deepEqual(await world.paypal.capture(reference, request.ref), failed)
  }
  await world.control('PUT', `/paypal/payment-tokens/${means.token}`, { behaviour: 'late' })
  const request = { ref: freshRef(), means, amount: yen(1_980), description: '10 GB' }
  const { reference, told } = await world.paypal.chargeSaved(request)
  assert.deepEqual(told, { state: 'undecided' })
  world.product.advanceHours(1)
  await world.control('POST', '/due')
  assert.equal((await world.paypal.readPayment(reference)).state, 'succeeded')
})

test('a dispute is open, then won or lost, while the money stays told as taken', async () => {
  for (const end of ['won', 'lost'] as const) {
    const { reference, payment } = await paid(world)
    const opened = (await world.control('POST', '/paypal/disputes', {
      capture: payment.charge,
    })) as { dispute_id: string }
    const dispute = { id: opened.dispute_id, amount: 1_430n, fee: null }
    const disputed = await world.paypal.readPayment(reference)
    assert.equal(disputed.state, 'succeeded')
    assert.deepEqual(disputed.disputes, [{ ...dispute, state: 'open' }])
    const refused = await world.paypal.refund({
      refundId: newRefund(),
      charge: payment.charge,
      amount: yen(1_430),
      language: 'en',
    })
    assert.deepEqual(refused, { state: 'failed', reason: 'charge_disputed' })

    await world.control('PUT', `/paypal/disputes/${opened.dispute_id}/end`, { end })
    const over = await world.paypal.readPayment(reference)
    assert.equal(over.state, 'succeeded')
    assert.deepEqual(over.disputes, [{ ...dispute, state: end }])
  }
})

test("PayPal's book tells every movement with its payment, oldest first", async () => {
  world.product.advanceHours(1)
  const from = plusSeconds(world.clock.now(), -1)
  const { ref, payment } = await paid(world, { amount: yen(1_000) })
  const means = await kept(world)
  await world.paypal.refund({
    refundId: newRefund(),
    charge: payment.charge,
    amount: yen(300),
    language: 'en',
  })
  const second = await paid(world, { amount: yen(2_000) })
  const opened = (await world.control('POST', '/paypal/disputes', {
    capture: second.payment.charge,
  })) as { dispute_id: string }
  world.product.advanceHours(24 * 40)
  await world.control('PUT', `/paypal/disputes/${opened.dispute_id}/end`, { end: 'lost' })
  const charge = { ref: freshRef(), means, amount: yen(500), description: '1 GB' }
  await world.paypal.chargeSaved(charge)
  await world.control('POST', '/paypal/payouts', { amount: 900 })

  const book = await world.paypal.movements(from, plusSeconds(world.clock.now(), 1))
  const told = book.map(({ kind, amount, fee, ref: whose }) => [kind, amount, fee, whose?.payment])
  assert.deepEqual(told.toSorted(byText), [
    ['charge', 1_000n, 76n, ref.payment],
    ['charge', 1_430n, 91n, book.find(({ amount }) => amount === 1_430n)?.ref?.payment],
    ['charge', 2_000n, 112n, second.ref.payment],
    ['charge', 500n, 58n, charge.ref.payment],
    ['dispute', -2_000n, 0n, second.ref.payment],
    ['fee', -1_300n, 0n, second.ref.payment],
    ['payout', -900n, 0n, undefined],
    ['refund', -300n, 0n, ref.payment],
  ])
  assert.deepEqual(
    book.map(({ at }) => at.epochMilliseconds),
    book.map(({ at }) => at.epochMilliseconds).toSorted((one, other) => one - other),
  )
  assert.deepEqual(await world.paypal.movements(from, from), [])
})

const byText = (one: readonly unknown[], other: readonly unknown[]): number =>
  one.join() < other.join() ? -1 : 1

test('a provider that is not there, fails, is busy or hangs is unreachable, not failed', async () => {
  const nobody = payPalFor(await emptyAddress(), world.clock)
  await assert.rejects(nobody.openCheckout(wants(world)), ProviderUnreachable)

  const { reference } = await world.paypal.openCheckout(wants(world))
  for (const fault of ['error', 'rate-limit', 'hang']) {
    await world.control('PUT', '/paypal/faults', { fault, times: 1 })
    await assert.rejects(world.paypal.readPayment(reference), (error) => {
      assert.ok(error instanceof ProviderUnreachable, fault)
      return true
    })
    assert.deepEqual(await world.paypal.readPayment(reference), OPEN)
  }
})

test('a capture whose answer was lost is found when repeated', async () => {
  const { reference, ref } = await approved(world)
  const charge = { means: await kept(world), amount: yen(500), description: '1 GB' }
  const lost = { ...charge, ref: freshRef() }
  await world.control('PUT', '/paypal/faults', { fault: 'hang', times: 1 })
  await assert.rejects(world.paypal.capture(reference, ref), ProviderUnreachable)
  await world.control('PUT', '/paypal/faults', { fault: 'error', times: 1 })
  await assert.rejects(world.paypal.chargeSaved(lost), ProviderUnreachable)
  assert.equal((await world.paypal.capture(reference, ref)).state, 'succeeded')
  assert.equal((await world.paypal.chargeSaved(lost)).told.state, 'succeeded')
})

test('a token that ended early is renewed once; a redirect is not followed', async () => {
  const { reference } = await world.paypal.openCheckout(wants(world))
  await world.control('POST', '/paypal/tokens/end')
  assert.deepEqual(await world.paypal.readPayment(reference), OPEN)
  world.product.advanceHours(24)
  await world.control('POST', '/due')
  assert.equal((await world.paypal.readPayment(reference)).state, 'failed')

  let asked = 0
  const elsewhere = createHttpServer((_, reply) => {
    asked += 1
    reply.writeHead(302, { location: `${world.url}/v1/oauth2/token` }).end()
  })
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
  const { port } = elsewhere.address() as AddressInfo
  const led = payPalFor(`http://127.0.0.1:${port}`, world.clock)
  await assert.rejects(led.readPayment(reference), ProviderUnreachable)
  assert.equal(asked, 1)
  await new Promise<void>((resolve) => elsewhere.close(() => resolve()))
})

test('a wrong secret and a wrong wish are faults, told without secrets', async () => {
  const wrong = 'secret-that-is-not-the-right-one'
  const stranger = payPalFor(world.url, world.clock, wrong)
  await assert.rejects(stranger.openCheckout(wants(world)), (error) => {
    assert.ok(error instanceof PayPalRefused)
    assert.equal(error.status, 401)
    const told = `${error.message}${error.stack}${JSON.stringify(error)}`
    assert.ok(!told.includes(wrong) && !told.includes(PAYPAL_KEYS.clientId))
    return true
  })
  await assert.rejects(
    world.paypal.openCheckout(wants(world, { amount: yen(10_000_001) })),
    /TRANSACTION_LIMIT_EXCEEDED/,
  )
  const unknown = 'NOBODYSORDER00000' as ProviderReference
  const told = await world.paypal.readPayment(unknown)
  assert.deepEqual(told, { state: 'failed', reason: 'expired' })
})
