/** Which campaign an order takes: each of its conditions, the code before the list, the limits. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { CampaignId, NetworkId, OfferId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { plusDays } from '../basics/time.ts'
import { justBefore, NOON, OFFER } from '../order/example-orders.ts'
import { campaignFor, discountOf, type Campaign, type CampaignQuestion } from './campaign.ts'

function campaign(id: string, own: Partial<Campaign> = {}): Campaign {
  return {
    id: id as CampaignId,
    name: OFFER.name,
    from: NOON,
    until: plusDays(NOON, 7),
    offers: null,
    networks: null,
    lengths: null,
    channels: null,
    buyers: 'anyone',
    code: null,
    perLineMax: null,
    totalMax: null,
    benefit: { kind: 'percent_off', percent: 10 },
    ...own,
  }
}

function taken(list: readonly Campaign[], own: Partial<CampaignQuestion> = {}): string | null {
  const question: CampaignQuestion = {
    offer: OFFER,
    channel: 'web',
    hasAccount: false,
    code: null,
    uses: {},
    exhausted: new Set(),
    at: NOON,
    ...own,
  }
  return campaignFor(list, question)?.id ?? null
}

suite('A campaign', () => {
  test('runs from its first instant until its last, half-open, or for ever', () => {
    const one = [campaign('a')]
    assert.equal(taken(one, { at: justBefore(NOON) }), null)
    assert.equal(taken(one), 'a')
    assert.equal(taken(one, { at: justBefore(plusDays(NOON, 7)) }), 'a')
    assert.equal(taken(one, { at: plusDays(NOON, 7) }), null)
    assert.equal(taken([campaign('a', { until: null })], { at: plusDays(NOON, 999) }), 'a')
  })

  test('asks for its offers, networks, lengths, channels and for an account', () => {
    const fits = (own: Partial<Campaign>, asked: Partial<CampaignQuestion> = {}) =>
      taken([campaign('a', own)], asked) !== null
    assert.ok(fits({ offers: [OFFER.id] }) && !fits({ offers: ['other' as OfferId] }))
    assert.ok(!fits({ offers: [] }))
    assert.ok(fits({ networks: [OFFER.network] }) && !fits({ networks: ['au' as NetworkId] }))
    assert.ok(fits({ lengths: ['daily'] }) && !fits({ lengths: ['monthly'] }))
    assert.ok(fits({ channels: ['web', 'api'] }) && !fits({ channels: ['api'] }))
    assert.ok(!fits({ buyers: 'account' }) && fits({ buyers: 'account' }, { hasAccount: true }))
  })

  test('with a code asks for it, whatever its case and the blanks around it', () => {
    const one = [campaign('a', { code: 'Spring' })]
    assert.equal(taken(one), null)
    assert.equal(taken(one, { code: 'summer' }), null)
    for (const code of ['Spring', 'sPRING', '  spring ']) assert.equal(taken(one, { code }), 'a')
  })

  test('is the first of the list that fits; one whose code was entered goes before', () => {
    const list = [
      campaign('a', { channels: ['api'] }),
      campaign('b'),
      campaign('c'),
      campaign('d', { code: 'x' }),
    ]
    assert.equal(taken(list), 'b')
    assert.equal(taken(list, { code: 'X' }), 'd')
  })

  test('is taken no more often than its limits say', () => {
    const one = [campaign('a', { perLineMax: 2 })]
    assert.equal(taken(one, { uses: { a: 1 } }), 'a')
    assert.equal(taken(one, { uses: { a: 2 } }), null)
    assert.equal(taken(one, { uses: { b: 9 } }), 'a')
    assert.equal(taken(one, { exhausted: new Set(['a' as CampaignId]) }), null)
    assert.equal(taken([...one, campaign('b')], { uses: { a: 2 } }), 'b')
  })

  test('takes whole yen off, rounded down, and nothing but a percentage takes any', () => {
    const off = (percent: number, price: number) =>
      discountOf(campaign('a', { benefit: { kind: 'percent_off', percent } }), yen(price))
    assert.deepEqual(
      [off(10, 999), off(33, 100), off(1, 99), off(100, 550), off(0, 550)],
      [99n, 33n, 0n, 550n, 0n],
    )
    assert.equal(discountOf(null, yen(500)), 0n)
    assert.equal(
      discountOf(campaign('a', { benefit: { kind: 'points', points: yen(5) } }), yen(500)),
      0n,
    )
  })
})
