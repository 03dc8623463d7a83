import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderView } from '../../../app/queries/views.ts'
import { LANGUAGES } from '../../../domain/basics/language.ts'
import { yen } from '../../../domain/basics/money.ts'
import { REFUNDING, sampleOrder } from '../pages/samples.ts'
import { voice } from '../words/words.ts'
import { isAtTill, isToFetch, orderTold } from './order-status.tsx'

const WAITING = sampleOrder({ kind: 'awaiting_payment' }, { kind: 'created' })

function returning(state: OrderView['money']['returns'][number]['state']): OrderView {
  const back = { way: 'counter', amount: yen(500), state, asksPayer: false, hint: null } as const
  return { ...REFUNDING, money: { ...REFUNDING.money, returns: [back] } }
}

test('An order that waits to be paid at a shop says so, and leads to no page of a provider', () => {
  for (const method of ['cash', 'terminal'] as const) {
    const order = { ...WAITING, payment: { ...WAITING.payment, method } }
    assert.ok(isAtTill(order.payment))
    for (const language of LANGUAGES) {
      const said = voice(language)
      assert.equal(orderTold(order, said), said.words.orderMoney.tillWaiting)
    }
  }
  assert.ok(!isAtTill(WAITING.payment))
})

test('A refund of what a shop took says that it waits there, until it was fetched', () => {
  for (const language of LANGUAGES) {
    const said = voice(language)
    assert.equal(orderTold(returning('to_fetch'), said), said.words.orderMoney.toFetch)
    assert.notEqual(orderTold(returning('done'), said), said.words.orderMoney.toFetch)
  }
  assert.ok(isToFetch(returning('to_fetch')) && !isToFetch(returning('done')))
})
