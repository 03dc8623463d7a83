/** By which ways a refund went back, as its document tells it. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { yen } from '../basics/money.ts'
import { plusHours } from '../basics/time.ts'
import { card, goodwill, NOON, refunded, sold, type Sold } from '../order/example-orders.ts'
import type { TillMethod } from '../payment/provider.ts'
import type { Document } from './document.ts'
import { returnFacts } from './order-facts.ts'

const END = plusHours(NOON, 3)
const [OVER, ALIVE] = [card(3, 300, { expiresAt: END }), card(4, 300)]

function returned(state: Sold, place: number): readonly (readonly [string, bigint])[] {
  const refund = state.order.refunds[place]
  assert.ok(refund !== undefined)
  const original = {} as Document
  const facts = returnFacts({ ...state, pack: null, number: '7' }, refund, {
    original,
    returnInvoiceFrom: yen(1n),
  })
  return facts.returned.map(({ by, amount }) => [
    by.kind === 'provider' ? by.method : by.kind,
    amount,
  ])
}

function paidBy(method: 'card' | TillMethod): Sold {
  const request = { giftCards: [OVER.id, ALIVE.id] }
  const state = sold({ giftCards: [OVER, ALIVE], request })
  return { ...state, payment: { ...state.payment, method } }
}

test('What a gift card that is over could not take back stands as cash', () => {
  const ask = { ...goodwill(950), overAsMoney: true } as const
  const state = refunded(paidBy('card'), ask, { now: END })
  assert.deepEqual(returned(state, 0), [
    ['gift_card', 300n],
    ['card', 400n],
    ['cash', 250n],
  ])
  const last = refunded(state, { ...goodwill(50), overAsMoney: true }, { now: END, number: 520 })
  assert.deepEqual(returned(last, 1), [['cash', 50n]])
})

test('Cash that was taken and cash that is paid out are one way', () => {
  const ask = { ...goodwill(950), overAsMoney: true } as const
  const cash = refunded(paidBy('cash'), ask, { now: END })
  assert.deepEqual(returned(cash, 0), [
    ['gift_card', 300n],
    ['cash', 650n],
  ])
})
