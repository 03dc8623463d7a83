/** What is odd, at exactly its threshold and on either side of it. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { bytes, type Bytes } from '../basics/data-volume.ts'
import type { AccountId, CampaignId, OfferId, OrderId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { plusHours, plusSeconds, type Instant } from '../basics/time.ts'
import { offerKey, type Catalogue } from '../catalogue/catalogue.ts'
import type { Channel, Offer } from '../catalogue/offer.ts'
import type { Order } from '../order/order.ts'
import { ACCOUNT, id, NOON, OFFER, sold } from '../order/example-orders.ts'
import type { Mandate } from '../renewal/mandate.ts'
import {
  findingMark,
  median,
  oddDay,
  oddInSale,
  type Sale,
  type SaleToLookAt,
} from './anomalies.ts'
import type { AnomalyKind } from './anomaly.ts'
import { DEFAULT_BILL_RULES, type BillRules } from './rules.ts'

const { order: ORDER, payment: PAYMENT } = sold()

function catalogueOf(...offers: readonly Offer[]): Catalogue {
  return {
    networks: new Map(),
    offers: new Map(offers.map((one) => [offerKey(one), one])),
    terms: [],
    campaigns: [],
    exhausted: new Set(),
    rules: [],
  }
}

function kindsIn(
  own: Partial<SaleToLookAt>,
  given: { readonly catalogue?: Catalogue; readonly rules?: Partial<BillRules> } = {},
): readonly AnomalyKind[] {
  const sale = { order: ORDER, payments: [PAYMENT], at: NOON, before: [], mandates: [] }
  const rules = { ...DEFAULT_BILL_RULES, ...given.rules }
  const found = oddInSale(
    { ...sale, holder: ACCOUNT, ...own },
    { catalogue: given.catalogue ?? catalogueOf(OFFER), rules },
  )
  return found.map(({ kind }) => kind)
}

function before(seconds: number, own: Partial<Sale> = {}): Sale {
  const at = plusSeconds(NOON, -seconds)
  return { order: id<OrderId>(7), offer: OFFER.id, channel: 'web', at, ...own }
}

suite('The same offer again', () => {
  const edge = DEFAULT_BILL_RULES.duplicateMinutes * 60

  test('is odd up to and with the last second of the span, and no longer', () => {
    assert.deepEqual(kindsIn({ before: [before(edge)] }), ['duplicate'])
    assert.deepEqual(kindsIn({ before: [before(edge + 1)] }), [])
    assert.deepEqual(kindsIn({ before: [before(0)] }), ['duplicate'])
    assert.deepEqual(kindsIn({ before: [before(60)] }, { rules: { duplicateMinutes: 0 } }), [])
  })

  test('is another offer’s affair when the offer is another', () => {
    assert.deepEqual(kindsIn({ before: [before(5, { offer: 'other' as OfferId })] }), [])
    assert.deepEqual(kindsIn({ before: [before(5, { order: ORDER.id })] }), [])
  })

  test('names the nearest one and how far apart they are', () => {
    const sale: SaleToLookAt = {
      order: ORDER,
      payments: [PAYMENT],
      at: NOON,
      before: [before(500), before(30, { order: id<OrderId>(8) })],
      mandates: [],
      holder: null,
    }
    const [found] = oddInSale(sale, { catalogue: catalogueOf(OFFER), rules: DEFAULT_BILL_RULES })
    assert.deepEqual(found, {
      kind: 'duplicate',
      order: ORDER.id,
      earlier: id(8),
      secondsApart: 30,
    })
  })
})

suite('A price', () => {
  const dearer: Offer = { ...OFFER, version: 2, price: yen(1_200) }

  test('is odd when what was taken is one yen more or less than was listed', () => {
    for (const [taken, kinds] of [
      [999n, ['price_differs']],
      [1_000n, []],
      [1_001n, ['price_differs']],
    ] as const) {
      const payments = [{ ...PAYMENT, amount: yen(taken) }]
      assert.deepEqual(kindsIn({ payments }), kinds, String(taken))
    }
  })

  test('is compared with what was on sale when it was ordered, to the microsecond', () => {
    const after = { ...dearer, onSaleFrom: ORDER.placedAt.add({ microseconds: 1 }) }
    const from = { ...dearer, onSaleFrom: ORDER.placedAt }
    assert.deepEqual(kindsIn({}, { catalogue: catalogueOf(OFFER, after) }), [])
    assert.deepEqual(kindsIn({}, { catalogue: catalogueOf(OFFER, from) }), ['price_differs'])
  })

  test('takes the campaign of the order into account', () => {
    const campaign: Order['campaign'] = {
      id: 'tenth' as CampaignId,
      name: OFFER.name,
      benefit: { kind: 'percent_off', percent: 10 },
    }
    const order = { ...ORDER, campaign, discount: yen(100), price: yen(900) }
    const taken = (amount: number) => [{ ...PAYMENT, amount: yen(amount) }]
    assert.deepEqual(kindsIn({ order, payments: taken(900) }), [])
    assert.deepEqual(kindsIn({ order, payments: taken(1_000) }), ['price_differs'])
  })

  test('of what is no longer on sale is that of the version that was ordered', () => {
    const ended = { ...OFFER, onSaleUntil: ORDER.placedAt }
    assert.deepEqual(kindsIn({}, { catalogue: catalogueOf(ended) }), [])
    assert.deepEqual(kindsIn({}, { catalogue: catalogueOf() }), [], 'nothing to compare with')
  })
})

suite('A renewal by itself', () => {
  const order: Order = { ...ORDER, channel: 'auto' }
  const mandate = (own: Partial<Mandate>): Mandate =>
    ({ since: plusHours(NOON, -48), ended: null, paused: null, ...own }) as Mandate
  const ended = (at: Instant) => mandate({ ended: { at, why: 'by_owner' } })

  test('is odd from the very instant at which auto-renewal was off', () => {
    const at = ORDER.placedAt
    assert.deepEqual(kindsIn({ order, mandates: [ended(at)] }), ['renewal_after_cancel'])
    assert.deepEqual(kindsIn({ order, mandates: [ended(at.add({ microseconds: 1 }))] }), [])
    const paused = mandate({ paused: { since: at, until: null } })
    assert.deepEqual(kindsIn({ order, mandates: [paused] }), ['renewal_after_cancel'])
    const over = mandate({ paused: { since: plusHours(at, -2), until: at } })
    assert.deepEqual(kindsIn({ order, mandates: [over] }), [], 'a pause that is over')
  })

  test('is nobody’s surprise while another mandate stands, or none ever did', () => {
    const both = [ended(plusHours(NOON, -1)), mandate({})]
    assert.deepEqual(kindsIn({ order, mandates: both }), [])
    assert.deepEqual(kindsIn({ order, mandates: [] }), [])
    assert.deepEqual(kindsIn({ mandates: [ended(plusHours(NOON, -1))] }), [], 'bought by hand')
  })
})

suite('A channel that was never used', () => {
  const byOther = { kind: 'counter', shop: null } as const
  const order: Order = { ...ORDER, channel: 'counter', buyer: byOther }
  const earlier = (count: number, channel: Channel = 'web') =>
    Array.from({ length: count }, (_, place) =>
      before(90_000 + place, { order: id<OrderId>(20 + place), channel }),
    )
  const min = DEFAULT_BILL_RULES.channelOrdersMin

  test('is odd once the line was renewed otherwise so many times', () => {
    assert.deepEqual(kindsIn({ order, before: earlier(min - 1) }), [])
    assert.deepEqual(kindsIn({ order, before: earlier(min) }), ['unknown_channel'])
    assert.deepEqual(
      kindsIn({ order, before: earlier(min) }, { rules: { channelOrdersMin: 0 } }),
      [],
    )
  })

  test('is not odd the second time, nor for the holder’s own purchase, nor without a holder', () => {
    const known = [...earlier(min), before(99_999, { order: id<OrderId>(9), channel: 'counter' })]
    assert.deepEqual(kindsIn({ order, before: known }), [])
    const own = { ...order, buyer: { kind: 'account', account: ACCOUNT } as const }
    assert.deepEqual(kindsIn({ order: own, before: earlier(min) }), [])
    const other = { kind: 'account', account: id<AccountId>(901) } as const
    assert.deepEqual(kindsIn({ order: { ...order, buyer: other }, before: earlier(min) }), [
      'unknown_channel',
    ])
    assert.deepEqual(kindsIn({ order, before: earlier(min), holder: null }), [])
  })
})

suite('A day of usage', () => {
  const DAY = Temporal.PlainDate.from('2027-03-10')
  const rules: BillRules = { ...DEFAULT_BILL_RULES, jumpFloor: bytes(100), jumpFactor: 4 }
  const odd = (count: bigint | number, days: readonly number[], own: Partial<BillRules> = {}) =>
    oddDay(
      { day: DAY, bytes: bytes(count), before: days.map((one) => bytes(one)) },
      {
        ...rules,
        ...own,
      },
    )

  test('is odd above so many times the usual, and not at it', () => {
    assert.equal(odd(200, [50, 50, 50]), null)
    assert.deepEqual(odd(201, [50, 50, 50]), {
      kind: 'usage_jump',
      day: DAY,
      bytes: 201n,
      usual: 50n,
    })
    assert.equal(odd(201, [50, 50, 50], { jumpFactor: 0 }), null)
  })

  test('is never odd up to the floor, nor while too few days are known', () => {
    assert.equal(odd(100, [1, 1, 1]), null)
    assert.notEqual(odd(101, [1, 1, 1]), null)
    assert.equal(odd(10_000, [1, 1]), null)
    assert.equal(odd(10_000, [1, 1, 0, 0]), null, 'days without use are no days')
  })

  test('is measured by a middle that was a day, whatever the outliers', () => {
    const any = fc.array(fc.bigInt({ min: 0n, max: 1_000n }), { minLength: 1, maxLength: 9 })
    fc.assert(
      fc.property(any, (values) => {
        const middle = median(values)
        assert.ok(values.includes(middle))
        const below = values.filter((one) => one <= middle).length
        const above = values.filter((one) => one >= middle).length
        assert.ok(below * 2 >= values.length && above * 2 >= values.length)
      }),
    )
  })

  test('more use never makes a day less odd', () => {
    const days = fc.array(fc.integer({ min: 0, max: 99 }), { maxLength: 14 })
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 500 }), (known, count) => {
        const less = odd(count, known)
        if (less !== null) assert.notEqual(odd(count + 1, known), null)
      }),
    )
  })
})

test('Two findings of one thing have one mark, and of two things two', () => {
  const day = { kind: 'usage_jump', usual: 1n } as const
  const first = Temporal.PlainDate.from('2027-03-10')
  const mark = (date: typeof first, count: Bytes) =>
    findingMark({ ...day, day: date, bytes: count })
  assert.equal(mark(first, bytes(5)), mark(first, bytes(9)))
  assert.notEqual(mark(first, bytes(5)), mark(first.add({ days: 1 }), bytes(5)))
  const ofOrder = { order: ORDER.id, charged: yen(1), listed: yen(2) }
  assert.notEqual(
    findingMark({ kind: 'price_differs', ...ofOrder }),
    findingMark({ kind: 'renewal_after_cancel', order: ORDER.id, endedAt: NOON }),
  )
})
