/** A partner's program and money: gift cards it sells, refunds it gives, codes its buyers enter. */
import assert from 'node:assert/strict'
import { beforeEach, suite, test } from 'node:test'
import { findGiftCard } from '../../src/app/money/gift-codes.ts'
import * as giftCardSchemas from '../../src/channels/api/schemas/gift-cards.ts'
import * as orderSchemas from '../../src/channels/api/schemas/orders.ts'
import * as refundSchemas from '../../src/channels/api/schemas/refunds.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import type { CampaignId } from '../../src/domain/basics/ids.ts'
import type { Campaign } from '../../src/domain/catalogue/campaign.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import { GIFT_CARD_YEN_MAX, GIFT_CARD_YEN_MIN } from '../../src/domain/gift-card/issuing.ts'
import { CATALOGUE, DAY, START } from '../contracts/catalogue.ts'
import { asker, holds, problem } from './api-asking.ts'
import { openApi, type ApiWorld } from './api-world.ts'

let world: ApiWorld
const { ask, post, renew, sell } = asker(() => world)

beforeEach(async () => {
  world = await openApi()
})

const yen = (amount: number) => ({ amount, currency: 'JPY' })
const CARD = { value: yen(1_000), origin: 'sold', batch: '2026-12' }

async function issued(over: object = {}, once?: string) {
  const given = once === undefined ? {} : { once }
  const answer = await post('/gift-cards', { ...CARD, ...over }, given)
  return holds(giftCardSchemas.IssuedGiftCard, answer, 201)
}

suite('Gift cards', () => {
  test('A card is made, activated at its sale and frozen, by either spelling of its code', async () => {
    const card = await issued()
    assert.equal(card.expiresAt, null)
    assert.equal(await findGiftCard(world.app, card.code), card.id)
    const sold = await post('/gift-cards/activations', { code: card.digits })
    const active = holds(giftCardSchemas.GiftCard, sold)
    assert.deepEqual([active.id, active.left, active.value], [card.id, yen(1_000), yen(1_000)])
    assert.equal(active.expiresAt, '2026-09-30T15:00:00Z')
    const again = await post('/gift-cards/activations', { code: card.code })
    assert.equal(problem(again, 'gift_card_active')['since'], START.toString())
    const frozen = await post('/gift-cards/freezes', { code: card.code.toLowerCase() })
    assert.equal(holds(giftCardSchemas.GiftCard, frozen).id, card.id)
    problem(await post('/gift-cards/freezes', { code: card.code }), 'gift_card_frozen')
    const balance = await world.app.reads.trialBalance()
    assert.equal(balance.get('gift_cards'), -1_000n)
    assert.equal(balance.get('provider_clearing:partner'), 1_000n)
  })

  test('The same attempt tells the same code again; another input under its key is refused', async () => {
    const first = await issued({}, 'once')
    const answer = await post('/gift-cards', CARD, { once: 'once' })
    assert.equal(answer.headers['idempotent-replayed'], 'true')
    assert.deepEqual(holds(giftCardSchemas.IssuedGiftCard, answer, 201), first)
    const other = await post('/gift-cards', { ...CARD, value: yen(2_000) }, { once: 'once' })
    problem(other, 'key_reused')
    assert.equal(world.store.tables.giftCards.size, 1)
    // The code is in no row, no journal entry and no remembered outcome.
    const kept = [...world.store.remembered.values(), ...world.store.journal]
    const text = JSON.stringify(toJson(kept))
    for (const spelling of [first.code, first.code.replaceAll('-', ''), first.digits]) {
      assert.ok(!text.includes(spelling))
    }
  })

  test('A key remembered no more does not make its card anew', async () => {
    await issued({}, 'old')
    world.store.remembered.clear()
    problem(await post('/gift-cards', CARD, { once: 'old' }), 'key_reused')
    assert.equal(world.store.tables.giftCards.size, 1)
  })

  test('A given card is good at once', async () => {
    const card = await issued({ origin: 'given' })
    assert.equal(card.expiresAt, '2026-09-30T15:00:00Z')
    problem(await post('/gift-cards/activations', { code: card.code }), 'gift_card_active')
  })

  test('What is no code, and a code of no card, are one answer', async () => {
    const { code } = await issued()
    const wrong = code.replace(/^./, (first) => (first === '0' ? '1' : '0'))
    for (const text of ['x', wrong, '1'.repeat(25)]) {
      problem(await post('/gift-cards/activations', { code: text }), 'gift_card_unknown')
      problem(await post('/gift-cards/freezes', { code: text }), 'gift_card_unknown')
    }
  })

  test('Values stay within bounds, and only the scope opens this', async () => {
    for (const amount of [Number(GIFT_CARD_YEN_MIN) - 1, Number(GIFT_CARD_YEN_MAX) + 1]) {
      problem(await post('/gift-cards', { ...CARD, value: yen(amount) }), 'invalid_request')
    }
    const key = world.keyWith('orders:write', 'refunds:write')
    problem(await post('/gift-cards', CARD, { key }), 'scope_missing')
    problem(await post('/gift-cards/activations', { code: 'x' }, { key }), 'scope_missing')
  })
})

suite('Refunds', () => {
  async function delivered(once?: string) {
    const answer = await renew({}, once === undefined ? {} : { once })
    return holds(orderSchemas.Order, answer, 201)
  }

  test('By the rule of the offer: quoted, given for what was quoted, and once', async () => {
    sell({ ...DAY, refund: { kind: 'full_while_unstarted', withinDays: 30 } })
    const started = await delivered()
    problem(await ask(`/orders/${started.id}/refund-quote`), 'pack_started')
    sell({ ...DAY, refund: { kind: 'pro_rata' } })
    const { id } = await delivered()
    const quoted = await ask(`/orders/${id}/refund-quote`)
    const quote = holds(refundSchemas.RefundQuote, quoted)
    assert.deepEqual(quote.amount, yen(550))
    const body = { why: { kind: 'rule' }, expectedAmount: yen(549) }
    const changed = problem(await post(`/orders/${id}/refunds`, body), 'refund_changed')
    assert.deepEqual([changed['shown'], changed['amount']], [yen(549), yen(550)])
    const right = { ...body, expectedAmount: yen(550) }
    const given = await post(`/orders/${id}/refunds`, right, { once: 'back' })
    const refund = holds(refundSchemas.GivenRefund, given, 201)
    assert.equal(refund.order.state.kind, 'refund_due')
    const again = await post(`/orders/${id}/refunds`, right, { once: 'back' })
    assert.equal(again.headers['idempotent-replayed'], 'true')
    assert.equal(holds(refundSchemas.GivenRefund, again, 201).id, refund.id)
    problem(await post(`/orders/${id}/refunds`, right), 'order_not_delivered')
  })

  test('As goodwill: so much as is left, with or without the data', async () => {
    const { id } = await delivered()
    problem(await ask(`/orders/${id}/refund-quote`), 'not_refundable')
    const quote = await ask(`/orders/${id}/refund-quote?goodwill=200`)
    assert.equal(holds(refundSchemas.RefundQuote, quote).revokes, false)
    const give = (amount: number, revoke: boolean) =>
      post(`/orders/${id}/refunds`, {
        why: { kind: 'goodwill', amount: yen(amount), revoke },
        expectedAmount: yen(amount),
      })
    const some = holds(refundSchemas.GivenRefund, await give(200, false), 201)
    assert.equal(some.order.state.kind, 'delivered')
    const tooMuch = problem(await give(351, true), 'refund_too_large')
    assert.deepEqual(tooMuch['max'], yen(350))
    const rest = holds(refundSchemas.GivenRefund, await give(350, true), 201)
    assert.equal(rest.order.state.kind, 'refund_due')
  })

  test('An unknown order and a missing scope are told', async () => {
    const id = '01964f2e-9a00-7c6d-8e5f-000000000d01'
    problem(await ask(`/orders/${id}/refund-quote`), 'order_unknown')
    problem(await ask('/orders/none/refund-quote'), 'order_unknown')
    const body = { why: { kind: 'rule' }, expectedAmount: yen(1) }
    problem(await post(`/orders/${id}/refunds`, body), 'order_unknown')
    const key = world.keyWith('orders:read', 'orders:write')
    problem(await post(`/orders/${id}/refunds`, body, { key }), 'scope_missing')
    problem(await ask(`/orders/${id}/refund-quote`, { key }), 'scope_missing')
  })
})

suite('Campaigns', () => {
  const TENTH: Campaign = {
    id: 'tenth' as CampaignId,
    name: DAY.name,
    from: START,
    until: null,
    offers: [DAY.id],
    networks: null,
    lengths: null,
    channels: null,
    buyers: 'anyone',
    code: 'TENTH',
    perLineMax: 1,
    totalMax: null,
    benefit: { kind: 'percent_off', percent: 10 },
  }
  const coded = (over: object = {}) =>
    renew({ campaignCode: ' tenth ', expectedPrice: yen(495), ...over })

  test('A code takes its discount off, once a line; the full price is another price', async () => {
    world.catalogue = { ...CATALOGUE, campaigns: [TENTH] }
    const dearer = problem(await coded({ expectedPrice: yen(550) }), 'price_changed')
    assert.deepEqual(dearer['price'], yen(495))
    const order = holds(orderSchemas.Order, await coded(), 201)
    assert.deepEqual(order.price, yen(495))
    problem(await coded(), 'campaign_code_unknown')
    assert.deepEqual(holds(orderSchemas.Order, await renew(), 201).price, yen(550))
  })

  test('A code of nothing, of another offer, or of what is used up is unknown', async () => {
    problem(await coded(), 'campaign_code_unknown')
    world.catalogue = { ...CATALOGUE, campaigns: [{ ...TENTH, offers: [] }] }
    problem(await coded(), 'campaign_code_unknown')
    world.catalogue = {
      ...CATALOGUE,
      offers: new Map([[offerKey(DAY), DAY]]),
      campaigns: [{ ...TENTH, totalMax: 1 }],
      exhausted: new Set([TENTH.id]),
    }
    problem(await coded(), 'campaign_code_unknown')
    world.catalogue = { ...world.catalogue, exhausted: new Set() }
    assert.equal((await coded()).statusCode, 201)
  })
})
