/**
 * A partner's program at the API: keys, every route, renewals, problems, and what hostile input
 * gets.
 */
import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import type { ApiScope } from '../../src/app/api-keys.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { chargeLine } from '../../src/app/charging/charge-line.ts'
import { type Trouble } from '../../src/channels/api/problems.ts'
import {
  createRateLimit,
  REQUESTS_A_MINUTE,
  WRONG_KEYS_A_MINUTE,
} from '../../src/channels/api/rate-limit.ts'
import { USAGE_DAYS_MAX } from '../../src/channels/api/routes/lines.ts'
import * as lineSchemas from '../../src/channels/api/schemas/lines.ts'
import * as offerSchemas from '../../src/channels/api/schemas/offers.ts'
import * as orderSchemas from '../../src/channels/api/schemas/orders.ts'
import type { KeptMethodId, NetworkId, OrderId, PaymentId } from '../../src/domain/basics/ids.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant } from '../../src/domain/basics/time.ts'
import {
  DAY,
  MONTH,
  partnerRenewal,
  placing,
  settlingIds,
  usageReport,
} from '../contracts/catalogue.ts'
import { asker, holds, problem } from './api-asking.ts'
import { CARD, ICCID, MSISDN, openApi, PARTNER, renewal, type ApiWorld } from './api-world.ts'

let world: ApiWorld
const { ask, post, renew, sell } = asker(() => world)

beforeEach(async () => {
  world = await openApi()
})

suite('Keys', () => {
  test('Without a key, with a wrong one or one of another form, nothing is answered', async () => {
    problem(await world.server.inject('/api/v1/networks'), 'api_key_missing')
    const wrong = await ask('/networks', { key: `tsk_${'A'.repeat(43)}` })
    problem(wrong, 'api_key_unknown')
    assert.equal(wrong.headers['www-authenticate'], 'Bearer realm="api"')
    problem(await ask('/networks', { key: "' or 1=1 --" }), 'api_key_unknown')
    const basic = { headers: { authorization: 'Basic dHNrOng=' } }
    problem(await ask('/networks', basic), 'api_key_unknown')
  })

  test('Each route asks for its own scope and for no other', async () => {
    const routes: readonly (readonly [ApiScope, string])[] = [
      ['lines:read', `/lines?iccid=${ICCID}`],
      ['lines:read', `/lines/${world.line}`],
      ['lines:read', `/lines/${world.line}/overview`],
      ['lines:read', `/lines/${world.line}/packs`],
      ['lines:read', `/lines/${world.line}/advice`],
      ['offers:read', `/lines/${world.line}/offers`],
      ['usage:read', `/lines/${world.line}/usage`],
      ['orders:read', `/lines/${world.line}/orders`],
      ['offers:read', '/offers'],
      ['offers:read', '/networks'],
      ['offers:read', '/terms'],
    ]
    for (const [scope, url] of routes) {
      const others = (
        ['lines:read', 'offers:read', 'orders:read', 'orders:write', 'usage:read'] as const
      ).filter((one) => one !== scope)
      assert.equal((await ask(url, { key: world.keyWith(scope) })).statusCode, 200, url)
      const refused = problem(await ask(url, { key: world.keyWith(...others) }), 'scope_missing')
      assert.equal(refused['scope'], scope)
    }
    const reader = world.keyWith('lines:read', 'offers:read', 'orders:read', 'usage:read')
    problem(await renew({}, { key: reader }), 'scope_missing')
    assert.equal((await renew({}, { key: world.keyWith('orders:write') })).statusCode, 201)
  })

  test('A key that asks too often waits, and others do not', async () => {
    for (let count = 0; count < REQUESTS_A_MINUTE; count += 1) {
      assert.equal((await ask('/networks')).statusCode, 200)
    }
    const refused = await ask('/networks')
    problem(refused, 'rate_limited')
    const seconds = Number(refused.headers['retry-after'])
    assert.ok(seconds >= 1 && seconds <= 60)
    assert.equal((await ask('/networks', { key: world.keyWith('offers:read') })).statusCode, 200)
    world.clock.advance(seconds)
    assert.equal((await ask('/networks')).statusCode, 200)
  })

  test('Guessing keys from one address comes to an end', async () => {
    for (let count = 0; count < WRONG_KEYS_A_MINUTE; count += 1) {
      problem(await ask('/networks', { key: 'nothing' }), 'api_key_unknown')
    }
    problem(await ask('/networks', { key: 'nothing' }), 'rate_limited')
    world.clock.advance(1)
    problem(await ask('/networks', { key: 'nothing' }), 'api_key_unknown')
  })

  test('The limit remembers no more callers than it may', () => {
    const limit = createRateLimit(1, 2)
    const now = instant('2026-04-01T00:00:00Z')
    assert.equal(limit.take('a', now), null)
    assert.equal(limit.take('a', now), 61)
    assert.equal(limit.take('b', now), null)
    assert.equal(limit.take('c', now), null)
    // The oldest was forgotten, and so starts afresh.
    assert.equal(limit.take('a', now), null)
    assert.notEqual(limit.take('c', now), null)
  })
})

suite('Lines', () => {
  test('A line is found by either of its numbers, however they are written, and shown masked', async () => {
    const spaced = encodeURIComponent(`8981 1000 2231 3842 011`)
    for (const query of [`iccid=${ICCID}`, `iccid=${spaced}`, `msisdn=${MSISDN.slice(1)}`]) {
      const { items } = holds(lineSchemas.Lines, await ask(`/lines?${query}`))
      assert.deepEqual(
        items.map((one) => one.id),
        [world.line],
      )
      assert.equal(items[0]?.iccidMasked, '8981 •••• •••• ••• 2011')
    }
    assert.doesNotMatch((await ask(`/lines?iccid=${ICCID}`)).body, new RegExp(ICCID))
  })

  test('A card of nobody and a card of another issuer give the same empty list', async () => {
    for (const iccid of ['8981200012345678904', '8981100000000000002']) {
      assert.deepEqual(holds(lineSchemas.Lines, await ask(`/lines?iccid=${iccid}`)), { items: [] })
    }
    const none = await ask('/lines?msisdn=09012345678')
    assert.deepEqual(holds(lineSchemas.Lines, none), { items: [] })
  })

  test('A wrong digit, both numbers or none are named', async () => {
    const wrong = problem(await ask(`/lines?iccid=${ICCID.slice(0, -1)}7`), 'invalid_request')
    assert.deepEqual((wrong['errors'] as { field: string; code: string }[])[0]?.code, 'check_digit')
    problem(await ask('/lines'), 'invalid_request')
    problem(await ask(`/lines?iccid=${ICCID}&msisdn=${MSISDN.slice(1)}`), 'invalid_request')
    problem(await ask(`/lines?iccid=${ICCID}&iccid=${ICCID}`), 'invalid_request')
    const unknown = problem(await ask('/lines?imsi=440100000000000'), 'invalid_request')
    assert.match(String(unknown['detail']), /imsi/)
  })

  test('A line that is not there and what is no id at all get the same answer everywhere', async () => {
    const absent = '00000000-0000-7000-8000-00000000dead'
    const answers = []
    for (const id of [absent, 'nonsense', '%00', "';drop"]) {
      for (const part of ['', '/overview', '/offers', '/packs', '/advice', '/usage', '/orders']) {
        answers.push(problem(await ask(`/lines/${encodeURIComponent(id)}${part}`), 'line_unknown'))
      }
      const { freshIdempotencyKey: _, ...renewed } = problem(
        await renew({}, { line: encodeURIComponent(id) }),
        'line_unknown',
      )
      answers.push(renewed)
    }
    for (const one of answers) assert.deepEqual(one, answers[0])
    assert.equal(world.store.lastInstants.has(absent), false, 'no home is made for it')
  })

  test('Overview, packs, offers and usage tell of a renewed line what the portal tells', async () => {
    await renew()
    const report = usageReport(world.line, world.app.ids, {
      sequence: '1',
      usedBytes: bytes(250_000_000),
    })
    await world.app.door.ask(chargeLine, report, SYSTEM)
    const overview = holds(lineSchemas.Overview, await ask(`/lines/${world.line}/overview`))
    assert.equal(overview.bytesLeft, 750_000_000)
    assert.equal(overview.repeat?.offer.id, DAY.id)
    assert.equal(overview.lifecycle.state, 'active')
    const line = holds(lineSchemas.Line, await ask(`/lines/${world.line}`))
    assert.equal(line.bytesLeft, 750_000_000)
    const packs = holds(lineSchemas.Packs, await ask(`/lines/${world.line}/packs`))
    assert.deepEqual(
      packs.items.map((pack) => [pack.state, pack.until]),
      [['running', '2026-04-02T03:00:00.123456Z']],
    )
    const quotes = holds(offerSchemas.Quotes, await ask(`/lines/${world.line}/offers`))
    assert.deepEqual(
      quotes.items.map(({ offer, effect }) => [offer.id, effect]),
      [
        ['day', 'runs_now'],
        ['month', 'queues'],
      ],
    )
    const usage = holds(lineSchemas.Usage, await ask(`/lines/${world.line}/usage`))
    assert.equal(usage.days.length, 14)
    assert.deepEqual(usage.days.at(-1), { date: '2026-04-01', bytes: 250_000_000 })
    assert.equal(usage.bytes, 250_000_000)
  })

  test('Usage takes a half-open span of days, within its limit', async () => {
    const usage = (query: string) => ask(`/lines/${world.line}/usage?${query}`)
    const one = holds(lineSchemas.Usage, await usage('from=2026-03-31&to=2026-04-01'))
    assert.deepEqual(one.days, [{ date: '2026-03-31', bytes: 0 }])
    assert.equal(holds(lineSchemas.Usage, await usage('from=2026-03-30')).days.length, 3)
    const most = holds(lineSchemas.Usage, await usage('from=2026-01-01&to=2026-04-03'))
    assert.equal(most.days.length, USAGE_DAYS_MAX)
    for (const query of [
      'from=2026-01-01&to=2026-04-04',
      'from=2026-04-01&to=2026-04-01',
      'from=2026-02-30',
      'from=2027-01-01',
      'to=yesterday',
      'from=-271821-04-19',
      'to=9999-99-99',
    ]) {
      problem(await usage(query), 'invalid_request')
    }
  })
})

suite('The catalogue', () => {
  test('Offers of one network or all, networks, and the terms in force', async () => {
    const all = holds(offerSchemas.Offers, await ask('/offers'))
    assert.deepEqual(all, holds(offerSchemas.Offers, await ask('/offers?network=docomo')))
    assert.deepEqual(
      all.items.map(({ id, price }) => [id, price.amount]),
      [
        ['day', 550],
        ['month', 3_300],
      ],
    )
    assert.deepEqual((await ask('/offers?network=nobody')).json(), { items: [] })
    assert.deepEqual((await ask('/offers?network=%27%00')).json(), { items: [] })
    holds(offerSchemas.Networks, await ask('/networks'))
    const terms = holds(offerSchemas.TermsInForce, await ask('/terms'))
    assert.equal(terms.items[0]?.hash, 'ab'.repeat(32))
  })

  test('An offer that is not sold through the API is not listed', async () => {
    sell({ ...DAY, channels: ['web'] })
    const offers = holds(offerSchemas.Offers, await ask('/offers'))
    assert.deepEqual(
      offers.items.map(({ id }) => id),
      ['month'],
    )
  })
})

suite('Renewals', () => {
  test('Money a partner has taken is delivered at once, with what was confirmed as shown', async () => {
    const answer = await renew()
    const order = holds(orderSchemas.Order, answer, 201)
    assert.equal(order.state.kind, 'delivered')
    assert.equal(order.own, true)
    assert.equal(answer.headers['location'], `/api/v1/orders/${order.id}`)
    assert.deepEqual(holds(orderSchemas.Order, await ask(`/orders/${order.id}`)), order)
    const [agreement] = [...world.store.tables.agreements.values()]
    assert.equal(agreement?.channel, 'api')
    assert.equal(agreement.shown.language, 'zh-CN')
    const labels = agreement.shown.lines.map(({ label }) => label)
    for (const label of ['quantity', 'period', 'price', 'payment', 'delivery', 'cancellation']) {
      assert.ok(labels.includes(label), label)
    }
  })

  test('A card is paid on a hosted page, which only the key that asked is told', async () => {
    const order = holds(orderSchemas.Order, await renew({ payment: CARD }), 201)
    assert.equal(order.state.kind, 'awaiting_payment')
    assert.match(String(order.payment.checkoutUrl), /^https:\/\/pay\.example\//)
    assert.deepEqual(world.provider.opened, [CARD.successUrl])
    const other = await ask(`/orders/${order.id}`, { key: world.keyWith('orders:read') })
    const seen = holds(orderSchemas.Order, other)
    assert.equal(seen.own, false)
    assert.equal(seen.payment.checkoutUrl, null)
  })

  test('The same attempt again is the same order, marked as replayed', async () => {
    for (const payment of [PARTNER, CARD]) {
      const once = `again-${payment.method}`
      const first = await renew({ payment }, { once })
      const second = await renew({ payment }, { once })
      assert.equal(first.headers['idempotent-replayed'], undefined)
      assert.equal(second.headers['idempotent-replayed'], 'true')
      assert.equal(second.statusCode, 201)
      assert.deepEqual(second.json(), first.json())
    }
    assert.equal(world.store.tables.orders.size, 2)
  })

  test('One key for two requests is refused, and another key’s attempt stands apart', async () => {
    await renew({}, { once: 'one' })
    const month = {
      offer: { id: MONTH.id, version: 1 },
      expectedPrice: { amount: 3_300, currency: 'JPY' },
    }
    const refused = problem(await renew(month, { once: 'one' }), 'key_reused')
    assert.match(String(refused['freshIdempotencyKey']), /^[0-9a-f-]{36}$/)
    problem(await renew({ payment: CARD }, { once: 'one' }), 'key_reused')
    const other = await renew(month, { once: 'one', key: world.keyWith('orders:write') })
    assert.equal(other.statusCode, 201)
  })

  test('A refusal is remembered with its key, and a fresh key comes along', async () => {
    const dear = { expectedPrice: { amount: 500, currency: 'JPY' } }
    const first = await renew(dear, { once: 'dear' })
    const body = problem(first, 'price_changed')
    assert.deepEqual(body['shown'], { amount: 500, currency: 'JPY' })
    assert.deepEqual(body['price'], { amount: 550, currency: 'JPY' })
    sell({ ...DAY, price: yen(500) })
    const again = await renew(dear, { once: 'dear' })
    problem(again, 'price_changed')
    assert.equal(again.headers['idempotent-replayed'], 'true')
    const fresh = await renew(dear, { once: String(body['freshIdempotencyKey']) })
    assert.equal(fresh.statusCode, 201)
  })

  test('A provider that is down leaves an order that the same attempt goes on with', async () => {
    world.provider.isDown = true
    const first = await renew({ payment: CARD }, { once: 'down' })
    problem(first, 'provider_unreachable')
    assert.ok(Number(first.headers['retry-after']) > 0)
    world.provider.isDown = false
    const order = holds(orderSchemas.Order, await renew({ payment: CARD }, { once: 'down' }), 201)
    assert.notEqual(order.payment.checkoutUrl, null)
    assert.equal(world.store.tables.orders.size, 1)
  })

  test('A renewal replaces the same buyer’s order that waits, which can be paid no more', async () => {
    const first = holds(orderSchemas.Order, await renew({ payment: CARD }), 201)
    const second = holds(orderSchemas.Order, await renew(), 201)
    const replaced = holds(orderSchemas.Order, await ask(`/orders/${first.id}`))
    assert.deepEqual(replaced.state.kind === 'cancelled' && replaced.state.replacedBy, second.id)
    assert.equal(replaced.payment.state.kind, 'failed')
    assert.equal(replaced.payment.checkoutUrl, null)
  })

  test('An idempotency key is needed and has a form', async () => {
    const url = `/lines/${world.line}/renewals`
    const without = await ask(url, { method: 'POST', payload: renewal() })
    problem(without, 'idempotency_key_missing')
    for (const once of ['', ' ', 'a b', 'é', 'x'.repeat(201)]) {
      problem(await renew({}, { once }), 'idempotency_key_malformed')
    }
    assert.equal((await renew({}, { once: 'x'.repeat(200) })).statusCode, 201)
  })
})

suite('Refusals of a renewal', () => {
  const now = '2026-03-01T00:00:00Z'
  const cases: readonly {
    readonly code: Trouble['code']
    readonly prepare?: () => void | Promise<void>
    readonly over?: object
  }[] = [
    { code: 'offer_unknown', over: { offer: { id: 'day', version: 9 } } },
    { code: 'offer_unknown', over: { offer: { id: 'No Name', version: 1 } } },
    {
      code: 'offer_of_other_network',
      prepare: () => sell({ ...DAY, network: 'au' as NetworkId }),
    },
    { code: 'offer_not_in_channel', prepare: () => sell({ ...DAY, channels: ['web'] }) },
    { code: 'offer_off_sale', prepare: () => sell({ ...DAY, onSaleUntil: instant(now) }) },
    { code: 'identity_needed', prepare: () => sell({ ...DAY, idRequiredFrom: instant(now) }) },
    { code: 'price_changed', over: { expectedPrice: { amount: 1, currency: 'JPY' } } },
    { code: 'terms_not_accepted', over: { acceptedTerms: [] } },
    { code: 'line_ended', prepare: endLine },
    { code: 'line_reported_lost', prepare: loseCard },
    { code: 'too_many_packs', prepare: fillLine },
    { code: 'too_many_orders', prepare: fillOrders },
    { code: 'payment_undecided', prepare: leaveUndecided },
  ]
  for (const [index, { code, prepare, over }] of cases.entries()) {
    test(`${code} is a problem of its own (${index + 1})`, async () => {
      await prepare?.()
      const body = problem(await renew(over), code)
      assert.ok(String(body['detail']).length > 20)
    })
  }

  async function endLine() {
    await renew()
    world.clock.advance(200 * 86_400)
  }

  async function loseCard() {
    const line = world.store.tables.lines.get(world.line)
    assert.ok(line)
    const suspension = { since: instant(now), by: 'holder', reason: 'lost_card' } as const
    world.store.tables.lines.set(world.line, { ...line, suspension })
  }

  async function fillLine() {
    for (;;) {
      const one = partnerRenewal(world.line, world.app.ids)
      const renewed = await world.app.door.ask(renewByPartner, one, SYSTEM)
      if (!renewed.ok) return
    }
  }

  async function fillOrders() {
    for (;;) {
      const key = world.keyWith('orders:write')
      if ((await renew({ payment: CARD }, { key })).statusCode !== 201) return
    }
  }

  async function leaveUndecided() {
    const { id } = (await renew({ payment: CARD })).json() as { id: OrderId }
    const payment = world.store.tables.orders.get(id)?.payment as PaymentId
    const told = { state: 'undecided' } as const
    const ids = { ...settlingIds(world.app.ids), keptMethod: world.app.ids.next<KeptMethodId>() }
    const learn = { line: world.line, order: id, payment, told, keeper: null, ids }
    await world.app.door.ask(learnPayment, learn, SYSTEM)
  }

  test('A door that is full says busy, when to come again, and remembers nothing', async () => {
    const { door } = world.app
    const busy = { ok: false, refusal: { code: 'busy', retryAfterSeconds: 1 }, replayed: false }
    Object.assign(world.app, { door: { ...door, ask: async () => busy } })
    const refused = await renew({}, { once: 'busy' })
    const body = problem(refused, 'busy')
    assert.equal(refused.headers['retry-after'], '1')
    assert.equal(body['freshIdempotencyKey'], undefined)
    Object.assign(world.app, { door })
    const after = await renew({}, { once: 'busy' })
    assert.equal(after.statusCode, 201)
    assert.equal(after.headers['idempotent-replayed'], undefined)
  })

  test('A method of payment that the operator does not offer', async () => {
    Object.assign(world.app, { providers: new Map() })
    problem(await renew({ payment: CARD }), 'payment_method_unavailable')
  })
})

suite('Cancellation', () => {
  test('An order that waits is cancelled once, and the same attempt is replayed', async () => {
    const { id } = (await renew({ payment: CARD })).json() as { id: string }
    const first = await post(`/orders/${id}/cancellation`, undefined, { once: 'stop' })
    assert.equal(holds(orderSchemas.Order, first).state.kind, 'cancelled')
    const again = await post(`/orders/${id}/cancellation`, undefined, { once: 'stop' })
    assert.equal(again.headers['idempotent-replayed'], 'true')
    assert.equal(again.statusCode, 200)
    const other = await post(`/orders/${id}/cancellation`, undefined)
    assert.equal(problem(other, 'order_not_waiting')['state'], 'cancelled')
  })

  test('Orders of others and unknown ones are not cancelled', async () => {
    const { id } = (await renew({ payment: CARD })).json() as { id: string }
    const key = world.keyWith('orders:write')
    problem(await post(`/orders/${id}/cancellation`, undefined, { key }), 'order_of_other_buyer')
    const fromWeb = placing(world.line, world.app.ids)
    await world.app.door.ask(placeOrder, fromWeb, SYSTEM)
    const refused = await post(`/orders/${fromWeb.ids.order}/cancellation`, undefined)
    problem(refused, 'order_of_other_buyer')
    problem(await post('/orders/nonsense/cancellation', undefined), 'order_unknown')
    const absent = '00000000-0000-7000-8000-00000000dead'
    problem(await post(`/orders/${absent}/cancellation`, undefined), 'order_unknown')
    problem(await ask(`/orders/${absent}`), 'order_unknown')
    const without = await ask(`/orders/${id}/cancellation`, { method: 'POST' })
    problem(without, 'idempotency_key_missing')
  })
})
