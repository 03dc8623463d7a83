/** Money became known: what is delivered, what is owed back, and when an order is closed. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { offer, total } from '../balance/example-packs.ts'
import { bytes } from '../basics/data-volume.ts'
import type { CampaignId, OrderId, PaymentId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { plusDays } from '../basics/time.ts'
import type { Benefit, Campaign } from '../catalogue/campaign.ts'
import type { Payment } from '../payment/payment.ts'
import {
  bookOf,
  card,
  id,
  lot,
  NOON,
  OFFER,
  paid,
  placed,
  sold,
  succeeded,
} from './example-orders.ts'
import type { OrderState } from './order.ts'
import { ended } from './placing.ts'
import { closeIfReturned, settleRefund } from './settling.ts'

function campaign(benefit: Benefit): Campaign {
  return {
    id: 'spring' as CampaignId,
    name: OFFER.name,
    from: plusDays(NOON, -1),
    until: null,
    offers: null,
    networks: null,
    lengths: null,
    channels: null,
    buyers: 'anyone',
    code: null,
    perLineMax: null,
    totalMax: null,
    benefit,
  }
}

suite('An order that is paid', () => {
  test('is delivered, and booked as a sale with its tax and the fee', () => {
    const state = sold({ fee: yen(36) })
    assert.equal(state.order.state.kind, 'delivered')
    assert.equal(state.packs.length, 1)
    assert.deepEqual(bookOf(state.sets), {
      'provider_clearing:stripe': 964,
      'provider_fees:stripe': 36,
      sales: -910,
      consumption_tax: -90,
    })
  })

  test('in parts is one sale: what was held is held no more', () => {
    const [points, gift] = [lot(1, 200), card(3, 300)]
    const wish = { lots: [points], giftCards: [gift] }
    const request = { points: yen(200), giftCards: [gift.id] }
    const state = sold({ ...wish, request })
    assert.equal(state.payment.amount, 500n)
    const held = { held_for_orders: 500, 'provider_clearing:stripe': 500 }
    assert.deepEqual(bookOf(state.sets), { ...held, sales: -910, consumption_tax: -90 })
    const discount = sold({ ...wish, request, rules: { pointsAs: 'discount' } })
    const taxed = { sales: -728, consumption_tax: -72, promotions: -200 }
    assert.deepEqual(bookOf(discount.sets), { ...held, ...taxed })
  })

  test('earns points of its money and of cards that were bought, in whole hundreds', () => {
    const rules = { pointsPerHundredYen: 3 }
    const free = card(3, 150, { origin: { kind: 'given', campaign: null, order: null } })
    const points = (own: Parameters<typeof sold>[0]) =>
      sold({ rules, ...own }).order.earning?.points
    assert.equal(points({}), 30n)
    const gift = card(4, 150)
    assert.equal(points({ giftCards: [gift], request: { giftCards: [gift.id] } }), 30n)
    assert.equal(points({ giftCards: [free], request: { giftCards: [free.id] } }), 25n)
    assert.equal(points({ lots: [lot(1, 990)], request: { points: yen(900) } }), 3n)
    assert.equal(points({ request: { buyer: { kind: 'line_proof' } } }), undefined)
    const thrice = [campaign({ kind: 'points_multiplier', times: 3 })]
    assert.equal(points({ campaigns: thrice }), 90n)
    const present = [campaign({ kind: 'points', points: yen(7) })]
    assert.equal(points({ campaigns: present }), 37n)
    assert.equal(points({ campaigns: present, rules: { pointsPerHundredYen: 0 } }), 7n)
  })

  test('brings the data of a campaign in a pack beside its own', () => {
    const state = sold({ campaigns: [campaign({ kind: 'bonus_data', bytes: bytes(30) })] })
    const [own, bonus] = state.packs
    assert.ok(own !== undefined && bonus !== undefined)
    assert.deepEqual([own.origin, bonus.origin], ['paid', 'bonus'])
    assert.deepEqual([bonus.chain, bonus.start, bonus.allowance], [own.chain, own.start, total(30)])
    assert.equal(state.order.state.kind === 'delivered' && state.order.state.pack, own.id)
  })
})

suite('Money that came too late', () => {
  const late = (state: OrderState, parts = true) => {
    const points = lot(1, 200)
    const one = parts ? placed({ lots: [points], request: { points: yen(200) } }) : placed()
    return { ...one, order: ended(one.order, state) }
  }

  test('is delivered where nothing replaced the order and it took no parts', () => {
    const state = paid(late({ kind: 'expired', at: NOON }, false))
    assert.equal(state.order.state.kind, 'delivered')
  })

  test('goes back where points or gift cards went back already', () => {
    const { order, payment, packs, sets } = paid(late({ kind: 'expired', at: NOON }))
    assert.deepEqual(order.state, { kind: 'refund_due', at: NOON, why: 'too_late' })
    assert.equal(packs.length, 0)
    assert.deepEqual(bookOf(sets), { 'provider_clearing:stripe': 800, refunds_due: -800 })
    const [due] = payment.refunds
    assert.deepEqual([due?.amount, due?.state], [800n, 'due'])
  })

  test('goes back where another order replaced this one', () => {
    const by = id<OrderId>(400)
    const state = paid(late({ kind: 'cancelled', at: NOON, replacedBy: by }, false))
    assert.deepEqual(state.order.state, { kind: 'refund_due', at: NOON, why: 'replaced' })
  })

  test('goes back where the line has ended', () => {
    const grant = { graceDays: 0 }
    const packs = sold({ offer: { ...OFFER, grant: { ...offer(grant).grant } }, number: 10 }).packs
    const state = paid(placed(), { packs, now: plusDays(NOON, 200) })
    assert.equal(state.order.state.kind === 'refund_due' && state.order.state.why, 'line_ended')
  })
})

suite('A second attempt that also succeeded', () => {
  for (const kind of ['delivered', 'refunded', 'charged_back'] as const) {
    test(`goes back and leaves an order that is ${kind} as it is`, () => {
      const first = sold()
      const order =
        kind === 'delivered'
          ? first.order
          : { ...first.order, state: { kind, at: NOON, why: 'asked' } as OrderState }
      const second: Payment = { ...placed().payment, id: id<PaymentId>(300) }
      const state = paid({ order, payment: second, lots: [] }, { packs: first.packs, number: 310 })
      assert.equal(state.order, order)
      assert.equal(state.packs, first.packs)
      assert.deepEqual(bookOf(state.sets), {
        'provider_clearing:stripe': 1_000,
        refunds_due: -1_000,
      })
      assert.equal(state.payment.refunds[0]?.amount, 1_000n)
    })
  }
})

suite('An order that owes', () => {
  const owing = paid({ ...placed(), order: ended(placed().order, cancelledBy(id(400))) })
  const [due] = owing.payment.refunds

  test('is refunded when the last of it is confirmed', () => {
    assert.ok(due !== undefined)
    const given = { refund: due.id, now: NOON, postings: id(500) } as Parameters<
      typeof settleRefund
    >[1]
    const settled = settleRefund({ ...owing, others: [] }, given)
    assert.deepEqual(settled.order.state, { kind: 'refunded', at: NOON, why: 'replaced' })
    assert.deepEqual(bookOf([...owing.sets, settled.postings]), {})
    const again = { ...owing, payment: settled.payment, others: [] }
    assert.throws(() => settleRefund(again, given), /returned once/)
  })

  test('waits for what its other attempts owe, and not for other orders of the line', () => {
    const returned: Payment = {
      ...owing.payment,
      refunds: owing.payment.refunds.map((one) => ({ ...one, state: 'succeeded' })),
    }
    const other = { ...owing.payment, id: id<PaymentId>(600) }
    const stranger = { ...other, order: id<OrderId>(601) }
    const kindWith = (payments: readonly Payment[]) =>
      closeIfReturned(owing.order, payments, NOON).state.kind
    assert.equal(kindWith([returned]), 'refunded')
    assert.equal(kindWith([returned, other]), 'refund_due')
    assert.equal(kindWith([returned, stranger]), 'refunded')
  })

  test('waits for its points and gift cards too', () => {
    const one = placed({ lots: [lot(1, 200)], request: { points: yen(200) } })
    const order = ended(one.order, cancelledBy(id(400)))
    const state = paid({ ...one, order })
    const paidBack = { ...succeeded(state.payment, NOON), refunds: [] }
    assert.equal(closeIfReturned(state.order, [paidBack], NOON).state.kind, 'refund_due')
    const parts = state.order.parts.map((part) => ({ ...part, returned: part.toReturn }))
    assert.equal(
      closeIfReturned({ ...state.order, parts }, [paidBack], NOON).state.kind,
      'refunded',
    )
  })
})

function cancelledBy(replacedBy: OrderId): OrderState {
  return { kind: 'cancelled', at: NOON, replacedBy }
}
