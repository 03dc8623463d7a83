/** Rows that were written before something was asked for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderOf } from './order-rows.ts'

test('A refund and a gift card of earlier days have no reason and nothing paid out as money', () => {
  const bigint = (text: string) => ({ $bigint: text })
  const { parts, refunds } = orderOf({
    parts: [
      { kind: 'points', amount: bigint('1') },
      { kind: 'gift_card', amount: bigint('2') },
    ],
    refunds: [{ amount: bigint('3') }, { amount: bigint('4'), reason: 'courtesy' }],
  })
  assert.deepEqual(
    parts.map((part) => part.kind === 'gift_card' && part.asMoney),
    [false, 0n],
  )
  assert.deepEqual(
    refunds.map(({ reason, note, asMoney }) => [reason, note, asMoney]),
    [
      [null, null, 0n],
      ['courtesy', null, 0n],
    ],
  )
})
