/** A payer's bank contests a charge: opened, won, lost, told twice, told late, after a refund. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { yen } from '../basics/money.ts'
import { plusHours } from '../basics/time.ts'
import { refundsDue, type Payment } from '../payment/payment.ts'
import type { ProviderDispute } from '../payment/provider.ts'
import { learnDisputes, type Disputed } from './disputing.ts'
import {
  bookOf,
  card,
  goodwill,
  id,
  NOON,
  OFFER,
  placed,
  refunded,
  sold,
  succeeded,
  type Sold,
} from './example-orders.ts'
import { settleRefund } from './settling.ts'

const LATER = plusHours(NOON, 6)
const OPEN: ProviderDispute = { id: 'dp_1', state: 'open', amount: yen(1_000), fee: yen(1_500) }
const WON: ProviderDispute = { ...OPEN, state: 'won' }
const LOST: ProviderDispute = { ...OPEN, state: 'lost' }

function learn(state: Sold, told: readonly ProviderDispute[], others: readonly Payment[] = []) {
  let minted = 700
  const learned = learnDisputes(state, told, {
    now: LATER,
    newId: () => id((minted += 1)),
    newRefundId: () => id((minted += 1)),
    others,
  })
  return { ...state, ...learned, sets: [...state.sets, ...learned.postings] }
}

function causes({ postings }: Disputed): readonly string[] {
  return postings.map(({ cause }) => cause)
}

suite('A contested charge', () => {
  test('is withheld with its fee while the bank decides; the order stands', () => {
    const opened = learn(sold(), [OPEN])
    assert.deepEqual(causes(opened), ['dispute_opened'])
    assert.deepEqual(bookOf(opened.postings), {
      'disputed:stripe': 1_000,
      'provider_fees:stripe': 1_500,
      'provider_clearing:stripe': -2_500,
    })
    assert.equal(opened.order.state.kind, 'delivered')
    assert.equal(opened.packs[0]?.revoked, null)
    assert.deepEqual(opened.moved, [OPEN])
  })

  test('that begins as an inquiry costs nothing until money is withheld', () => {
    const inquiry = learn(sold(), [{ ...OPEN, amount: yen(0), fee: null }])
    assert.deepEqual(causes(inquiry), [])
    const closed = learn(inquiry, [{ ...WON, amount: yen(0), fee: null }])
    assert.deepEqual(causes(closed), [])
    const taken = learn(inquiry, [OPEN])
    assert.deepEqual(causes(taken), ['dispute_opened'])
    assert.deepEqual(causes(learn(taken, [OPEN])), [])
    assert.deepEqual(causes(learn(taken, [LOST])), ['dispute_lost'])
  })

  test('that is won comes back; the fee stays paid', () => {
    const won = learn(learn(sold(), [OPEN]), [WON])
    assert.deepEqual(causes(won), ['dispute_won'])
    assert.deepEqual(bookOf(won.sets), {
      ...bookOf(sold().sets),
      'provider_clearing:stripe': -500,
      'provider_fees:stripe': 1_500,
    })
    assert.equal(won.order.state.kind, 'delivered')
  })

  test('that is lost undoes the sale with its tax, and the packs stop', () => {
    const lost = learn(learn(sold(), [OPEN]), [LOST])
    assert.deepEqual(causes(lost), ['dispute_lost'])
    assert.deepEqual(lost.order.state, { kind: 'charged_back', at: LATER })
    assert.deepEqual(lost.packs[0]?.revoked, { at: LATER, order: lost.order.id })
    assert.deepEqual(bookOf(lost.sets), {
      'provider_clearing:stripe': -1_500,
      'provider_fees:stripe': 1_500,
    })
  })

  test('told lost or won at once is opened and decided in one', () => {
    assert.deepEqual(causes(learn(sold(), [LOST])), ['dispute_opened', 'dispute_lost'])
    const won = learn(sold(), [{ ...WON, fee: null }])
    assert.deepEqual(causes(won), ['dispute_opened', 'dispute_won'])
    assert.deepEqual(bookOf(won.sets), bookOf(sold().sets))
  })

  test('told again changes nothing, and nothing moves back from its end', () => {
    const opened = learn(sold(), [OPEN])
    assert.deepEqual(learn(opened, [OPEN]).moved, [])
    for (const end of [WON, LOST]) {
      const over = learn(opened, [end])
      for (const word of [OPEN, WON, LOST]) {
        const again = learn(over, [word])
        assert.deepEqual([again.moved, again.postings], [[], []])
        assert.equal(again.order, over.order)
      }
    }
  })

  test('keeps the fee that was told first when a later word has none', () => {
    const lost = learn(learn(sold(), [OPEN]), [{ ...LOST, fee: null }])
    assert.deepEqual(lost.payment.disputes, [LOST])
  })

  test('of an order whose points were not granted yet grants none', () => {
    const state = sold({ rules: { pointsPerHundredYen: 10 } })
    assert.equal(state.order.earning?.state, 'due')
    assert.equal(learn(state, [LOST]).order.earning, null)
  })
})

suite('A charge contested after money went back', () => {
  test('undoes what was left of the sale, and no more tax than that', () => {
    const once = refunded(sold(), goodwill(300))
    const { order, payment, postings } = settleRefund(
      { ...once, others: [] },
      { refund: once.refund.id, now: NOON, postings: id(600) },
    )
    const state: Sold = { ...once, order, payment, sets: [...once.sets, postings] }
    const lost = learn(state, [{ ...LOST, amount: yen(700) }])
    assert.equal(lost.order.state.kind, 'charged_back')
    const { consumption_tax: tax = 0, sales = 0, ...rest } = bookOf(lost.sets)
    assert.deepEqual(rest, { 'provider_clearing:stripe': -1_500, 'provider_fees:stripe': 1_500 })
    assert.deepEqual([sales, tax], [0, -0].map(Math.abs))
  })

  test('makes good what was promised back and had not gone', () => {
    const state = refunded(sold(), goodwill(300))
    const lost = learn(state, [LOST])
    assert.deepEqual(
      lost.payment.refunds.map((refund) => refund.state),
      ['succeeded'],
    )
    assert.equal(lost.order.state.kind, 'charged_back')
    assert.deepEqual(bookOf(lost.sets), {
      'provider_clearing:stripe': -1_500,
      'provider_fees:stripe': 1_500,
    })
  })

  test('leaves a refund that is on its way alone where the bank took only the rest', () => {
    const state = refunded(sold(), goodwill(300))
    const lost = learn(state, [{ ...LOST, amount: yen(700) }])
    assert.deepEqual(
      lost.payment.refunds.map((refund) => refund.state),
      ['due'],
    )
    assert.equal(bookOf(lost.sets)['refunds_due'], -300)
  })

  test('closes an order that waited for its refund', () => {
    const state = refunded(sold(), { kind: 'asked' })
    assert.equal(state.order.state.kind, 'refund_due')
    const lost = learn(state, [LOST])
    assert.equal(lost.order.state.kind, 'refunded')
    assert.equal(bookOf(lost.sets)['refunds_due'], undefined)
    const others = [{ ...state.payment, id: id<Payment['id']>(990) }]
    assert.equal(learn(state, [LOST], others).order.state.kind, 'refund_due')
  })

  test('of a part leaves the sale of points and gift cards as it was', () => {
    const one = card(3, 400)
    const state = sold({ giftCards: [one], request: { giftCards: [one.id] } })
    const lost = learn(state, [{ ...LOST, amount: yen(600) }])
    const { sales, consumption_tax: tax } = bookOf(lost.sets)
    assert.equal((sales ?? 0) + (tax ?? 0), -400)
    assert.equal(tax, -36)
  })
})

suite('A contested charge whose data another carrier has yet to add', () => {
  const fulfilment = { kind: 'manual', withinMinutes: 60, note: '' } as const
  const awaited = (own: Parameters<typeof sold>[0] = {}) =>
    sold({ ...own, offer: { ...OFFER, grant: { ...OFFER.grant, fulfilment } } })

  test('is waited for while the bank decides', () => {
    assert.equal(learn(awaited(), [OPEN]).order.state.kind, 'fulfilling')
    assert.equal(learn(learn(awaited(), [OPEN]), [WON]).order.state.kind, 'fulfilling')
  })

  test('ends the order when it is lost: what the bank took goes back no second time', () => {
    const lost = learn(awaited(), [LOST])
    const { state } = lost.order
    assert.deepEqual([state.kind, 'why' in state && state.why], ['refunded', 'contested'])
    assert.deepEqual(refundsDue(lost.payment), [])
    assert.deepEqual(bookOf(lost.sets), {
      'provider_fees:stripe': 1_500,
      'provider_clearing:stripe': -1_500,
    })
  })

  test('owes what the bank left, and what else paid', () => {
    const one = card(3, 400)
    const state = awaited({ giftCards: [one], request: { giftCards: [one.id] } })
    const lost = learn(state, [{ ...LOST, amount: yen(200) }])
    assert.equal(lost.order.state.kind, 'refund_due')
    assert.deepEqual(
      refundsDue(lost.payment).map(({ amount }) => amount),
      [400n],
    )
    assert.deepEqual(
      lost.order.parts.map(({ toReturn }) => toReturn),
      [400n],
    )
    const { refunds_due: owed, advances } = bookOf(lost.sets)
    assert.deepEqual([owed, advances], [-400, undefined])
  })
})

suite('A second attempt that was contested', () => {
  test('undoes no sale: what it brought was to go back, and the payer has it', () => {
    const state = sold()
    const second: Payment = {
      ...succeeded(placed().payment, NOON),
      id: id(950),
      refunds: [{ id: id(951), amount: yen(1_000), askedAt: NOON, state: 'due', askPayer: false }],
    }
    const lost = learn({ ...state, payment: second, sets: [] }, [LOST], [state.payment])
    assert.equal(lost.order, state.order)
    assert.equal(lost.packs[0]?.revoked, null)
    assert.deepEqual(bookOf(lost.postings), {
      refunds_due: 1_000,
      'provider_clearing:stripe': -2_500,
      'provider_fees:stripe': 1_500,
    })
    assert.equal(lost.payment.refunds[0]?.state, 'succeeded')
  })
})
