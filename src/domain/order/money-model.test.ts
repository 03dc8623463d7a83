/**
 * Any sequence of sales in parts, goodwill, refunds, second attempts, disputes and expiries keeps
 * the book balanced and tax right to the yen. Held against a second book that knows only four
 * figures an order: what came, what went back, by which way, and the price.
 */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { PaymentId, PostingSetId, RefundId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { plusDays, plusHours, type Instant } from '../basics/time.ts'
import type { MoneyRules } from '../catalogue/money-rules.ts'
import { learnDisputes } from './disputing.ts'
import {
  bookOf,
  card,
  goodwill,
  id,
  lot,
  NOON,
  OFFER,
  paid,
  placed,
  placing,
  quoted,
  refunded,
  type Sold,
} from './example-orders.ts'
import { settleRefund } from './settling.ts'

const anyStep = fc.record({
  what: fc.constantFrom('goodwill', 'asked', 'confirm', 'second', 'dispute', 'wait'),
  amount: fc.constantFrom(1, 7, 10, 11, 99, 333, 500, 1_000),
  hours: fc.constantFrom(0, 1, 12, 24, 200),
  lost: fc.boolean(),
})
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

const anySale = fc.record({
  price: fc.constantFrom(60, 330, 999, 1_000, 1_430),
  points: fc.constantFrom(0, 1, 60, 200, 1_430),
  gift: fc.constantFrom(0, 1, 109, 110, 500),
  cardDays: fc.constantFrom(1, 30),
  pointsAs: fc.constantFrom('payment', 'discount'),
  taxRounding: fc.constantFrom('down', 'half_up', 'up'),
  percent: fc.constantFrom(0, 8, 10),
})
type Sale = typeof anySale extends fc.Arbitrary<infer Value> ? Value : never

/** Null where the rest is too small to be charged. */
function sell(sale: Sale): Sold | null {
  const { price, points, gift, cardDays, pointsAs, taxRounding, percent } = sale
  const gifts = gift === 0 ? [] : [card(3, gift, { expiresAt: plusDays(NOON, cardDays) })]
  const rules = { pointsAs, taxRounding, pointsPerHundredYen: 0 } as Partial<MoneyRules>
  const wish = {
    offer: { ...OFFER, price: yen(price), taxPercent: percent },
    lots: points === 0 ? [] : [lot(1, points)],
    giftCards: gifts,
    rules,
    request: { points: yen(points), giftCards: gifts.map((one) => one.id), method: 'card' },
  } as const
  return placing(wish).ok ? paid(placed(wish), wish) : null
}

interface Moment {
  readonly now: Instant
  readonly number: number
  readonly told: Told
}

interface Told {
  /** Yen that a bank took for good. */
  lost: number
  /** Yen that the provider confirmed as gone back. */
  back: number
  /** Yen of second attempts. */
  second: number
}

function act(state: Sold, { what, amount, lost }: Step, { now, number, told }: Moment): Sold {
  const minted = { refund: id<RefundId>(number), postings: id<PostingSetId>(number + 1) }
  if (what === 'goodwill' || what === 'asked') {
    const ask = what === 'asked' ? ({ kind: 'asked' } as const) : goodwill(amount)
    return quoted(state, ask, now).ok ? refunded(state, ask, { now, number }) : state
  }
  if (what === 'confirm') {
    const due = state.payment.refunds.find((one) => one.state !== 'succeeded')
    if (due === undefined) return state
    told.back += Number(due.amount)
    const given = { ...minted, refund: due.id, now }
    const { order, payment, postings } = settleRefund({ ...state, others: [] }, given)
    return { ...state, order, payment, sets: [...state.sets, postings] }
  }
  if (what === 'second' && state.payment.amount > 0n) {
    const again = { ...state.payment, id: id<PaymentId>(number), refunds: [], disputes: [] }
    const made = paid({ ...state, payment: again }, { number, now, packs: state.packs })
    assert.equal(made.order, state.order)
    told.second += Number(again.amount)
    return { ...state, sets: [...state.sets, ...made.sets] }
  }
  if (what !== 'dispute' || state.payment.disputes.length > 0) return state
  return contest(state, { lost, now, number, told })
}

function contest(state: Sold, { lost, now, number, told }: Moment & { readonly lost: boolean }) {
  const gone = state.payment.refunds
    .filter((one) => one.state === 'succeeded')
    .reduce((sum, one) => sum + one.amount, 0n)
  const amount = yen(state.payment.amount - gone)
  if (amount === 0n) return state
  if (lost) told.lost += Number(amount)
  let minted = number
  const newId = () => id<PostingSetId>((minted += 1))
  const dispute = {
    id: `dp_${number}`,
    amount,
    fee: yen(15),
    state: lost ? 'lost' : 'won',
  } as const
  const learned = learnDisputes(state, [dispute], {
    now,
    newId,
    newRefundId: () => id((minted += 1)),
    others: [],
  })
  return { ...state, ...learned, sets: [...state.sets, ...learned.postings] }
}

function audit(state: Sold, told: Told): void {
  const { order, payment, sets } = state
  for (const { postings } of sets) {
    assert.equal(
      postings.reduce((sum, one) => sum + one.amount, 0n),
      0n,
    )
  }
  const book = bookOf(sets)
  const of = (account: string) => book[account] ?? 0
  const clearing = of('provider_clearing:stripe') + of('provider_fees:stripe')
  assert.equal(clearing, Number(payment.amount) + told.second - told.back - told.lost)
  assert.equal(of('disputed:stripe'), 0)
  const pending = payment.refunds.filter((one) => one.state !== 'succeeded')
  const due = pending.reduce((sum, one) => sum + Number(one.amount), 0)
  assert.equal(of('refunds_due'), 0 - due - told.second)
  const promised = order.parts.reduce((sum, part) => sum + Number(part.toReturn), 0)
  const parts = order.parts.reduce((sum, part) => sum + Number(part.amount), 0)
  // The line's book begins with the sale: what was held for it had come before.
  assert.equal(of('held_for_orders'), parts - promised)
  const given = order.refunds.reduce((sum, one) => sum + Number(one.amount), 0)
  assert.ok(given <= Number(order.price), 'no more is given back than was paid')
  assert.ok(of('consumption_tax') <= 0, 'no more tax goes back than was charged')
  assert.ok(of('sales') <= 0 || told.lost > 0, 'no sale is undone twice')
  auditTax(state)
}

/** One rounding for the sale; one for each return; of a whole return the very tax of the sale. */
function auditTax({ order }: Sold): void {
  const points = order.parts.filter(({ kind }) => kind === 'points')
  const off = order.pointsAs === 'discount' ? points.reduce((sum, one) => sum + one.amount, 0n) : 0n
  const whole = Number(order.price - off)
  const original = rounded(whole, order)
  let [gross, tax] = [0, 0]
  for (const refund of order.refunds) {
    gross += Number(refund.taxable)
    const own = Math.min(rounded(Number(refund.taxable), order), original - tax)
    assert.equal(Number(refund.tax), gross === whole ? original - tax : own)
    tax += Number(refund.tax)
  }
}

function rounded(gross: number, order: Pick<Sold['order'], 'taxPercent' | 'taxRounding'>): number {
  const { taxPercent: percent, taxRounding } = order
  const [whole, rest] = [
    Math.floor((gross * percent) / (100 + percent)),
    (gross * percent) % (100 + percent),
  ]
  if (taxRounding === 'up') return rest > 0 ? whole + 1 : whole
  return taxRounding === 'half_up' && 2 * rest >= 100 + percent ? whole + 1 : whole
}

test('Any sequence of sales, returns, disputes and expiries keeps the book and its tax', () => {
  fc.assert(
    fc.property(anySale, fc.array(anyStep, { maxLength: 12 }), (sale, steps) => {
      let state = sell(sale)
      if (state === null) return
      const told: Told = { lost: 0, back: 0, second: 0 }
      let now = NOON
      for (const [index, step] of steps.entries()) {
        now = plusHours(now, step.hours)
        state = act(state, step, { now, number: 1_000 + 20 * index, told })
        audit(state, told)
      }
    }),
    { numRuns: 1_000 },
  )
})
