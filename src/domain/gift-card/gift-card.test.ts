/** What a gift card is worth at an instant, and how it is spent. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { yen } from '../basics/money.ts'
import { plusDays } from '../basics/time.ts'
import { card, justBefore, NOON } from '../order/example-orders.ts'
import { returnToCard, takeFromCard, troubleWith } from './gift-card.ts'

const END = plusDays(NOON, 30)

suite('A gift card', () => {
  test('is good from its activation until its end, and not at it', () => {
    assert.equal(troubleWith(card(1, 500), NOON), null)
    assert.equal(troubleWith(card(1, 500), justBefore(END)), null)
    assert.equal(troubleWith(card(1, 500), END), 'expired')
    const paper = card(1, 500, { activatedAt: null, expiresAt: null })
    assert.equal(troubleWith(paper, NOON), 'not_active')
  })

  test('is worth nothing while it is frozen, or once it is used up', () => {
    const freeze = { since: NOON, why: 'reported_stolen' } as const
    assert.equal(troubleWith(card(1, 500, { freeze }), NOON), 'frozen')
    assert.equal(troubleWith(card(1, 500, { left: yen(0) }), NOON), 'empty')
    assert.equal(troubleWith(card(1, 500, { left: yen(0) }), END), 'expired')
  })

  test('gives no more than it holds', () => {
    const whole = card(1, 500)
    assert.deepEqual(
      [takeFromCard(whole, yen(200)).taken, takeFromCard(whole, yen(200)).card.left],
      [200n, 300n],
    )
    assert.deepEqual(
      [takeFromCard(whole, yen(501)).taken, takeFromCard(whole, yen(501)).card.left],
      [500n, 0n],
    )
  })

  test('keeps its end when something comes back, also one that has passed', () => {
    const over = card(1, 500, { left: yen(0), lapsedAt: END })
    const back = returnToCard(over, yen(200))
    assert.deepEqual([back.left, String(back.expiresAt), back.lapsedAt], [200n, String(END), null])
    assert.equal(troubleWith(back, END), 'expired')
  })
})
