/**
 * Books that part and meet again: webhooks that never come, payments made after they failed,
 * refunds and disputes behind our back, fees told late, payouts. On both stores, against the
 * sandbox provider through the real adapters.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { createAsking, reconcilePayments } from '../../src/app/sweeps/asking.ts'
import { reconcileDays } from '../../src/app/sweeps/reconciliation.ts'
import { settlement } from '../../src/app/books/settlement.ts'
import { ProviderUnreachable } from '../../src/app/ports.ts'
import { plusMinutes } from '../../src/domain/basics/time.ts'
import type { Difference, Reconciliation } from '../../src/domain/reconciliation/day.ts'
import { asksFor } from '../contracts/payment-world.ts'
import { openMemoryShop, openPostgresShop, type Ordered, type Shop } from './reconciling.ts'

const PRICE = 550n
const FEE = 20n
const DISPUTE_FEE = 1_500n

for (const [name, openShop] of [
  ['memory', openMemoryShop],
  ['PostgreSQL', openPostgresShop],
] as const) {
  describe(`Reconciliation on the ${name} store`, () => {
    let shop: Shop
    before(async () => {
      shop = await openShop()
      // A day with room: no test runs across its end.
      await toTheMorning(shop)
    })
    after(() => shop.close())
    lostWebhooks(() => shop)
    healing(() => shop)
    telling(() => shop)
    posting(() => shop)
    days(() => shop)
    breaking(() => shop)
  })
}

async function toTheMorning({ bank, today }: Shop): Promise<void> {
  const day = today()
  while (today().equals(day)) bank.product.advanceHours(1)
  bank.product.advanceHours(8)
}

function about(found: readonly Difference[], { ref }: Ordered): readonly string[] {
  return found
    .filter((one) => one.ref?.payment === ref.payment)
    .map(({ figure, ours, theirs }) => `${figure} ${ours} ${theirs}`)
}

function clean(found: Reconciliation, ordered: Ordered): void {
  assert.deepEqual(about(found.differences, ordered), [])
}

function lostWebhooks(given: () => Shop): void {
  test('Checkouts that were paid while webhooks are held back are delivered by one run', async () => {
    const shop = given()
    await shop.bank.control('POST', '/webhooks/hold')
    const orders = await Promise.all(Array.from({ length: 40 }, () => shop.order()))
    await Promise.all(orders.map((one) => shop.pay(one)))
    const ask = createAsking(shop.app)
    assert.deepEqual(await ask(), { done: 0, left: [] }, 'they are too fresh to be asked about')
    shop.bank.product.advanceHours(0.05)
    const { done, left } = await ask()
    assert.deepEqual(left, [])
    assert.ok(done >= orders.length)
    for (const one of orders) assert.equal(await shop.state(one), 'delivered')
    await shop.bank.control('POST', '/webhooks/release')
  })

  test('An open page is asked about at its moments, and not between them', async () => {
    const shop = given()
    await shop.order()
    shop.bank.product.advanceHours(0.5)
    const now = shop.app.clock.now()
    const { done } = await reconcilePayments(shop.app, plusMinutes(now, -5))
    assert.ok(done >= 1)
    assert.equal((await reconcilePayments(shop.app, now)).done, 0)
  })
}

function healing(given: () => Shop): void {
  test('What failed here and was paid there all the same is delivered by the day', async () => {
    const shop = given()
    const ordered = await shop.order()
    await shop.learn(ordered, () => ({ state: 'failed', reason: 'declined' }))
    assert.equal(await shop.state(ordered), 'expired')
    await shop.pay(ordered)
    shop.bank.product.advanceHours(0.05)
    await reconcilePayments(shop.app)
    assert.equal(await shop.state(ordered), 'expired', 'a failed payment is asked about daily only')
    const found = await shop.reconcile('stripe', shop.today())
    assert.equal(await shop.state(ordered), 'delivered')
    clean(found, ordered)
    assert.deepEqual(about(found.healed, ordered), [`taken 0 ${PRICE}`, `fees 0 ${FEE}`])
  })

  test('A dispute that nobody told us of is learned, with its fee', async () => {
    const shop = given()
    const ordered = await shop.order()
    await shop.pay(ordered)
    await shop.refresh(ordered)
    const withheld = await shop.balance('disputed:stripe')
    await shop.bank.control('POST', `/payments/${await shop.charge(ordered)}/dispute`, {})
    const found = await shop.reconcile('stripe', shop.today())
    clean(found, ordered)
    assert.deepEqual(about(found.healed, ordered), [
      `disputed 0 ${PRICE}`,
      `fees ${FEE} ${FEE + DISPUTE_FEE}`,
    ])
    assert.equal(await shop.balance('disputed:stripe'), withheld + PRICE)
  })
}

function telling(given: () => Shop): void {
  test("A refund made at the provider's own desk is told, and nothing is undone", async () => {
    const shop = given()
    const ordered = await shop.order()
    await shop.pay(ordered)
    await shop.refresh(ordered)
    const intent = await shop.charge(ordered)
    await shop.atProvider('/v1/refunds', { payment_intent: intent, amount: '100' })
    const found = await shop.reconcile('stripe', shop.today())
    assert.equal(found.state, 'differs')
    assert.deepEqual(about(found.differences, ordered), ['returned 0 100'])
    assert.equal(await shop.state(ordered), 'delivered')
  })

  test('Money that names a payment nobody here knows is told', async () => {
    const shop = given()
    const asked = asksFor(shop.app.clock)
    const { reference } = await shop.bank.payments.openCheckout(asked)
    await shop.pay({ ref: asked.ref, reference })
    const found = await shop.reconcile('stripe', shop.today())
    const unknown = found.differences.filter(({ figure }) => figure === 'payment_unknown')
    assert.deepEqual(
      unknown.map(({ ref }) => ref),
      [asked.ref],
    )
  })

  test("Money that our book has and the provider's has not is told", async () => {
    const shop = given()
    const ordered = await shop.order()
    const claimedAt = shop.app.clock.now()
    await shop.learn(ordered, () => ({
      state: 'succeeded',
      amount: PRICE as never,
      claimedAt,
      charge: 'pi_nobody' as never,
      means: null,
      fee: null,
      kept: null,
      disputes: [],
    }))
    // Only what our book had before the day's end must be in the provider's.
    const found = await shop.reconcile('stripe', shop.today())
    assert.deepEqual(about(found.differences, ordered), [`taken ${PRICE} 0`])
  })
}

function posting(given: () => Shop): void {
  test('A fee that was not known with the payment is posted once', async () => {
    const shop = given()
    const ordered = await shop.order()
    await shop.pay(ordered)
    await shop.learn(ordered, (told) =>
      told.state === 'succeeded' ? { ...told, fee: null } : assert.fail('it was paid'),
    )
    const before = await shop.balance('provider_fees:stripe')
    const found = await shop.reconcile('stripe', shop.today())
    assert.ok(found.counts.feesPosted >= 1)
    clean(found, ordered)
    assert.deepEqual(about(found.healed, ordered), [`fees 0 ${FEE}`])
    assert.equal(await shop.balance('provider_fees:stripe'), before + FEE)
    const again = await shop.reconcile('stripe', shop.today())
    assert.equal(again.counts.feesPosted, 0)
    assert.equal(await shop.balance('provider_fees:stripe'), before + FEE)
  })

  test("A payout goes to the bank once, and the day's settlement adds up", async () => {
    const shop = given()
    await shop.bank.control('POST', '/payouts', { amount: 1_000 })
    const day = shop.today()
    assert.equal((await shop.reconcile('stripe', day)).counts.payoutsPosted, 1)
    await shop.reconcile('stripe', day)
    assert.equal(await shop.balance('bank'), 1_000n)
    const report = await settlement(shop.books, { provider: 'stripe', day })
    assert.equal(report.payouts, 1_000n)
    const { gross, refunds, disputes, fees, other, net, provided } = report
    assert.equal(net, gross - refunds - disputes - fees + other)
    assert.equal(provided.closing, provided.opening + net - report.payouts)
    // Apart only by what was told: a refund of 100, a stranger's payment, money nobody took.
    const strangers = 1_430n - 51n
    assert.equal(report.ledger.closing, provided.closing + 100n - strangers + PRICE)
    assert.equal(report.reconciliation?.state, 'differs')
  })
}

function breaking(given: () => Shop): void {
  for (const point of ['before_commit', 'after_commit'] as const) {
    test(`A day that broke off at a posting, ${point}, is done again and posts it once`, async () => {
      const shop = given()
      await shop.bank.control('POST', '/payouts', { amount: 100 })
      const before = await shop.balance('bank')
      shop.open.breakNext(point)
      await assert.rejects(shop.reconcile('stripe', shop.today()))
      await shop.reconcile('stripe', shop.today())
      assert.equal(await shop.balance('bank'), before + 100n)
    })
  }

  test('A provider that is away leaves the day for later, and nothing is remembered of it', async () => {
    const shop = given()
    const day = shop.today()
    const known = await shop.books.reconciliation('stripe', day)
    await shop.bank.control('PUT', '/faults', { fault: 'api-error', times: 20 })
    await assert.rejects(shop.reconcile('stripe', day), ProviderUnreachable)
    assert.deepEqual(await shop.books.reconciliation('stripe', day), known)
    await shop.bank.control('PUT', '/faults', { fault: 'api-error', times: 0 })
  })
}

function days(given: () => Shop): void {
  test('Each day is compared once it is over, and a day that differs again the day after', async () => {
    const shop = given()
    const day = shop.today()
    // What the tests before left is another provider's matter: PayPal has its own book.
    const known = await shop.books.reconciliation('stripe', day)
    assert.equal(known?.state, 'differs')
    const since = known.at
    assert.deepEqual((await reconcileDays(shop.app, shop.books)).left, [])
    assert.ok((await shop.books.reconciliation('stripe', day))?.at.equals(since), 'not over yet')
    shop.bank.product.advanceHours(30)
    assert.deepEqual((await reconcileDays(shop.app, shop.books)).left, [])
    const again = await shop.books.reconciliation('stripe', day)
    assert.ok(again !== null && !again.at.equals(since))
    assert.deepEqual(await reconcileDays(shop.app, shop.books), { done: 0, left: [], days: [] })
    shop.bank.product.advanceHours(24)
    const { done } = await reconcileDays(shop.app, shop.books)
    assert.ok(done >= 2, 'the day after, and the day that differs')
  })

  test("PayPal's book is compared with its payments, too", async () => {
    const shop = given()
    const ordered = await shop.order({ method: 'paypal', provider: 'paypal' })
    await shop.bank.control('POST', `/paypal/orders/${ordered.reference}/approval`, {
      outcome: 'pay',
    })
    await shop.refresh(ordered)
    assert.equal(await shop.state(ordered), 'delivered')
    const found = await shop.reconcile('paypal', shop.today())
    assert.deepEqual(found.differences, [])
    assert.equal(found.counts.payments, 1)
    const report = await settlement(shop.books, { provider: 'paypal', day: shop.today() })
    assert.equal(report.gross, PRICE)
    assert.equal(report.ledger.closing, report.provided.closing)
  })
}
