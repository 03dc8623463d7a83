/** How a price is divided, what is refused, and how long an order so divided may wait. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { GiftCardId } from '../basics/ids.ts'
import { yen } from '../basics/money.ts'
import { plusDays, plusHours, plusMinutes } from '../basics/time.ts'
import { DEFAULT_RULES } from '../catalogue/money-rules.ts'
import type { GiftCard } from '../gift-card/gift-card.ts'
import type { PaymentMethod } from '../payment/provider.ts'
import type { PointsLot } from '../points/lots.ts'
import { ACCOUNT, at, card, id, justBefore, lot, NOON } from './example-orders.ts'
import { sumParts } from './parts.ts'
import { CHARGE_LIMITS, PAY_BY_MINUTES, payByFor, takeParts } from './taking.ts'

interface Taking {
  readonly points: number
  readonly cards: readonly GiftCard[]
  readonly lots: readonly PointsLot[]
  readonly method: PaymentMethod
  readonly guest: boolean
  readonly price: number
  readonly named: readonly GiftCardId[]
}

function take(own: Partial<Taking>) {
  const { points = 0, cards = [], lots = [], method = 'card', price = 1_000 } = own
  const giftCards = own.named ?? cards.map((one) => one.id)
  const buyer = own.guest
    ? ({ kind: 'line_proof' } as const)
    : ({ kind: 'account', account: ACCOUNT } as const)
  const request = { points: yen(points), giftCards, method, buyer }
  return takeParts({ lots, giftCards: cards }, request, { price: yen(price), now: NOON })
}

function codeOf(own: Partial<Taking>): string | null {
  const taken = take(own)
  return taken.ok ? null : taken.refusal.code
}

suite('A price is divided', () => {
  test('points first, then each gift card as far as it goes, the rest by one payment', () => {
    const cards = [card(3, 250), card(4, 900)]
    const taken = take({ points: 200, lots: [lot(1, 500)], cards })
    assert.ok(taken.ok)
    const { parts, rest, lots, giftCards } = taken.value
    assert.deepEqual(
      parts.map(({ kind, amount }) => [kind, Number(amount)]),
      [
        ['points', 200],
        ['gift_card', 250],
        ['gift_card', 550],
      ],
    )
    assert.equal(rest, 0n)
    assert.deepEqual([lots[0]?.left, ...giftCards.map(({ left }) => left)], [300n, 0n, 350n])
  })

  test('with no more points than the price', () => {
    const taken = take({ points: 5_000, lots: [lot(1, 9_000)] })
    assert.ok(taken.ok)
    assert.deepEqual([taken.value.rest, taken.value.lots[0]?.left], [0n, 8_000n])
  })

  test('and leaves a card alone that is not needed, and one that was named twice alone once', () => {
    const [one, other] = [card(3, 1_000), card(4, 10)]
    const taken = take({ cards: [one, other], named: [one.id, one.id, other.id] })
    assert.ok(taken.ok)
    assert.deepEqual(
      taken.value.giftCards.map((after) => after.id),
      [one.id],
    )
  })

  test('so that parts and rest are the price, and what is gone is what was taken', () => {
    const few = fc.constantFrom(0, 1, 49, 50, 51, 950, 999, 1_000, 2_000)
    fc.assert(
      fc.property(few, few, few, few, (points, lotOf, one, other) => {
        const cards = [card(3, one || 1), card(4, other || 1)]
        const lots = lotOf === 0 ? [] : [lot(1, lotOf)]
        const taken = take({ points, lots, cards })
        if (!taken.ok) return
        const { parts, rest } = taken.value
        assert.equal(sumParts(parts) + rest, 1_000n)
        assert.ok(rest === 0n || rest >= CHARGE_LIMITS.card.min)
        const before = [...lots, ...cards].reduce((sum, { left }) => sum + left, 0n)
        const after = new Map<string, bigint>()
        for (const thing of [...lots, ...cards]) after.set(thing.id, thing.left)
        for (const thing of [...taken.value.lots, ...taken.value.giftCards]) {
          after.set(thing.id, thing.left)
        }
        const left = [...after.values()].reduce((sum, amount) => sum + amount, 0n)
        assert.equal(before - left, sumParts(parts))
      }),
    )
  })
})

suite('A division is refused', () => {
  test('where points are short, or belong to nobody', () => {
    assert.equal(codeOf({ points: 201, lots: [lot(1, 200)] }), 'points_short')
    assert.equal(codeOf({ points: 1, lots: [lot(1, 200)], guest: true }), 'points_short')
    const over = lot(1, 200, NOON)
    assert.equal(codeOf({ points: 1, lots: [over] }), 'points_short')
    assert.equal(codeOf({ points: 1, lots: [lot(1, 200, NOON.add({ microseconds: 1 }))] }), null)
  })

  test('where a card is unknown, not active, frozen, over or used up: one answer for all', () => {
    const freeze = { since: NOON, why: 'staff' } as const
    const bad: readonly GiftCard[] = [
      card(3, 500, { activatedAt: null, expiresAt: null }),
      card(3, 500, { freeze }),
      card(3, 500, { expiresAt: NOON }),
      card(3, 500, { left: yen(0) }),
    ]
    for (const one of bad) assert.equal(codeOf({ cards: [one] }), 'gift_code_unknown')
    assert.equal(codeOf({ named: [id(9)] }), 'gift_code_unknown')
    assert.equal(
      codeOf({ cards: [card(3, 500, { expiresAt: NOON.add({ microseconds: 1 }) })] }),
      null,
    )
  })

  test('where the rest is less or more than a provider takes, at each of its bounds', () => {
    for (const [method, { min, max }] of Object.entries(CHARGE_LIMITS)) {
      const of = (price: bigint) =>
        codeOf({ method: method as PaymentMethod, price: Number(price) })
      assert.equal(of(min), null)
      assert.equal(of(max), null)
      assert.equal(of(max + 1n), 'rest_too_large')
      if (min > 1n) assert.equal(of(min - 1n), 'rest_too_small')
    }
  })

  test('where nothing but points and cards was to pay and they do not cover it', () => {
    const cards = [card(3, 999)]
    assert.equal(codeOf({ cards, method: 'house' }), 'not_covered')
    assert.equal(codeOf({ cards: [card(3, 1_000)], method: 'house' }), null)
    assert.equal(codeOf({ cards: [card(3, 1_000)], method: 'card' }), null)
    assert.equal(codeOf({ price: 1, method: 'partner' }), null)
  })
})

suite('What was shown as left to pay', () => {
  const request = { giftCards: [card(3, 250).id], method: 'card', points: yen(0) } as const
  const buyer = { kind: 'line_proof' } as const
  const taking = (left: number, shownRest: number) =>
    takeParts(
      { lots: [], giftCards: [card(3, left)] },
      { ...request, buyer, shownRest: yen(shownRest) },
      { price: yen(1_000), now: NOON },
    )

  test('is never exceeded, though a card was spent elsewhere meanwhile', () => {
    assert.ok(taking(250, 750).ok)
    const taken = taking(249, 750)
    assert.ok(!taken.ok)
    assert.deepEqual(taken.refusal, { code: 'not_covered', missing: 1n })
  })

  test('may be undercut: nobody minds to pay less', () => {
    const taken = taking(300, 750)
    assert.ok(taken.ok)
    assert.equal(taken.value.rest, 700n)
  })
})

suite('An order waits for its money', () => {
  const wait = (
    method: PaymentMethod,
    byLink = false,
    parts: Parameters<typeof payByFor>[1]['parts'] = [],
  ) => payByFor({ method, byLink }, { rules: DEFAULT_RULES, parts, now: NOON })
  const same = (one: Temporal.Instant, other: Temporal.Instant) =>
    assert.equal(String(one), String(other))

  test('an hour, under a link as long as the link, with a konbini number to the end of its last day', () => {
    same(wait('card'), plusMinutes(NOON, PAY_BY_MINUTES))
    same(wait('card', true), plusHours(NOON, DEFAULT_RULES.payLinkHours))
    same(wait('konbini'), at('03-14 00:00'))
    same(wait('konbini', true), at('03-14 00:00'))
  })

  test('with a konbini number of the last minute of a day no shorter', () => {
    const late = payByFor(
      { method: 'konbini', byLink: false },
      { rules: DEFAULT_RULES, parts: [], now: justBefore(at('03-11 00:00')) },
    )
    same(late, at('03-14 00:00'))
  })

  test('never longer than its points and gift cards can be kept', () => {
    const ends = plusMinutes(NOON, 20)
    const taken = take({ points: 100, lots: [lot(1, 50, ends), lot(2, 60)] })
    assert.ok(taken.ok)
    same(wait('konbini', true, taken.value.parts), ends)
    const cards = take({ cards: [card(3, 100, { expiresAt: ends })] })
    assert.ok(cards.ok)
    same(wait('card', false, cards.value.parts), ends)
    const long = take({ cards: [card(3, 100, { expiresAt: plusDays(NOON, 2) })] })
    assert.ok(long.ok)
    same(wait('card', false, long.value.parts), plusMinutes(NOON, PAY_BY_MINUTES))
  })
})
