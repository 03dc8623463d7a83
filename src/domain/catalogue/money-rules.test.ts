/** Dated rules: which are in force when. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { plusDays } from '../basics/time.ts'
import { justBefore, NOON } from '../order/example-orders.ts'
import { DEFAULT_RULES, rulesAt, type MoneyRules } from './money-rules.ts'

const from = (days: number, pointsValidDays: number): MoneyRules => {
  return { ...DEFAULT_RULES, effectiveFrom: plusDays(NOON, days), pointsValidDays }
}

suite('Rules of money', () => {
  test('are the default ones where the operator said nothing, or nothing yet', () => {
    assert.equal(rulesAt([], NOON), DEFAULT_RULES)
    assert.equal(rulesAt([from(0, 1)], justBefore(NOON)), DEFAULT_RULES)
  })

  test('are the latest in force, from their first instant on, in whatever order they are listed', () => {
    for (const rules of [
      [from(0, 1), from(3, 2), from(9, 3)],
      [from(9, 3), from(3, 2), from(0, 1)],
    ]) {
      const days = (at: Parameters<typeof rulesAt>[1]) => rulesAt(rules, at).pointsValidDays
      assert.equal(days(NOON), 1)
      assert.equal(days(justBefore(plusDays(NOON, 3))), 1)
      assert.equal(days(plusDays(NOON, 3)), 2)
      assert.equal(days(plusDays(NOON, 99)), 3)
    }
  })

  test('of one instant are those that were said last', () => {
    assert.equal(rulesAt([from(0, 1), from(0, 2)], NOON).pointsValidDays, 2)
  })
})
