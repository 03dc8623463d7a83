import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import type { GiftCardId } from '../basics/ids.ts'
import { NO_YEN, yen } from '../basics/money.ts'
import { fromMicros, instant, isBefore, microsOf, TOKYO, type Instant } from '../basics/time.ts'
import { GIFT_CARD_MONTHS_MAX } from '../catalogue/money-rules.ts'
import { returnToCard, takeFromCard, troubleWith, type GiftCard } from './gift-card.ts'
import {
  activateCard,
  freezeCard,
  giftCardEnd,
  GIFT_CARD_YEN_MAX,
  GIFT_CARD_YEN_MIN,
  issueCard,
  lapseCard,
  unfreezeCard,
} from './issuing.ts'

const NOW = instant('2026-12-15T10:30:00+09:00')
const MICRO = 1n

const after = (at: Instant, micros: bigint) => fromMicros(microsOf(at) + micros)

function paper(value = 1_000n): GiftCard {
  const id = 'card' as GiftCardId
  const origin = { kind: 'sold' } as const
  return issueCard({ id, origin, value: yen(value), hint: '7K2Q', batch: '2026-12', now: NOW })
}

function active(months = 6, now = NOW): GiftCard {
  const made = activateCard(paper(), { now, months })
  assert.ok(made.ok)
  return made.value
}

const moments = fc
  .record({
    day: fc.integer({ min: 0, max: 2_000 }),
    second: fc.constantFrom(0, 1, 43_200, 86_399),
  })
  .map(({ day, second }) =>
    Temporal.PlainDate.from('2026-01-01')
      .add({ days: day })
      .toZonedDateTime(TOKYO)
      .add({ seconds: second })
      .toInstant(),
  )

suite('the end of a gift card', () => {
  for (const [activated, months, end] of [
    ['2026-12-15T10:30:00+09:00', 6, '2027-06-15T00:00:00+09:00'],
    ['2026-12-15T00:00:00+09:00', 6, '2027-06-15T00:00:00+09:00'],
    ['2026-12-15T23:59:59.999999+09:00', 6, '2027-06-15T00:00:00+09:00'],
    ['2026-12-15T10:30:00+09:00', 3, '2027-03-16T00:00:00+09:00'],
    ['2026-12-15T10:30:00+09:00', 1, '2027-01-16T00:00:00+09:00'],
    // There is no 31 February: its last day takes the place.
    ['2027-08-31T12:00:00+09:00', 6, '2028-02-29T00:00:00+09:00'],
    ['2026-08-31T12:00:00+09:00', 6, '2027-02-28T00:00:00+09:00'],
    // What the operator asks for beyond the law is cut.
    ['2026-12-15T10:30:00+09:00', 12, '2027-06-15T00:00:00+09:00'],
  ] as const) {
    test(`activated ${activated} for ${months} months ends ${end}`, () => {
      assert.equal(giftCardEnd(instant(activated), months).toString(), instant(end).toString())
    })
  }

  test('is a midnight of Japan, and never an instant beyond six months', () => {
    fc.assert(
      fc.property(moments, fc.integer({ min: 1, max: 24 }), (at, months) => {
        const end = giftCardEnd(at, months).toZonedDateTimeISO(TOKYO)
        assert.equal(end.toPlainTime().toString(), '00:00:00')
        const latest = at.toZonedDateTimeISO(TOKYO).add({ months: GIFT_CARD_MONTHS_MAX })
        assert.ok(Temporal.ZonedDateTime.compare(end, latest) <= 0)
        assert.ok(isBefore(at, end.toInstant()))
      }),
    )
  })

  test('is enforced to the microsecond', () => {
    const card = active()
    const end = giftCardEnd(NOW, 6)
    assert.equal(troubleWith(card, after(end, -MICRO)), null)
    assert.equal(lapseCard(card, after(end, -MICRO)), null)
    assert.equal(troubleWith(card, end), 'expired')
    assert.deepEqual(lapseCard(card, end), {
      card: { ...card, left: NO_YEN, lapsedAt: end },
      lapsed: 1_000n,
    })
  })
})

suite('a gift card', () => {
  test('is paper until it is activated, and activated once', () => {
    assert.equal(troubleWith(paper(), NOW), 'not_active')
    const card = active()
    const end = giftCardEnd(NOW, 6)
    for (const now of [NOW, end, after(end, MICRO)]) {
      const again = activateCard(card, { now, months: 6 })
      assert.deepEqual(again, { ok: false, refusal: { code: 'gift_card_active', since: NOW } })
    }
    assert.deepEqual(activateCard(undefined, { now: NOW, months: 6 }), {
      ok: false,
      refusal: { code: 'gift_card_unknown' },
    })
  })

  test('stands still while it is frozen, though its time runs on', () => {
    const frozen = freezeCard(active(), { since: NOW, why: 'reported_stolen' })
    assert.ok(frozen.ok)
    assert.equal(troubleWith(frozen.value, NOW), 'frozen')
    const twice = freezeCard(frozen.value, { since: NOW, why: 'staff' })
    assert.equal(twice.ok ? null : twice.refusal.code, 'gift_card_frozen')
    const freed = unfreezeCard(frozen.value)
    assert.deepEqual(freed, { ok: true, value: active() })
    assert.equal(unfreezeCard(active()).ok, false)
    assert.equal(lapseCard(frozen.value, giftCardEnd(NOW, 6))?.lapsed, 1_000n)
  })

  test('that is frozen on paper is not sold', () => {
    const frozen = freezeCard(paper(), { since: NOW, why: 'staff' })
    assert.ok(frozen.ok)
    const sold = activateCard(frozen.value, { now: NOW, months: 6 })
    assert.equal(sold.ok ? null : sold.refusal.code, 'gift_card_frozen')
  })

  test('is worth something within bounds', () => {
    for (const value of [GIFT_CARD_YEN_MIN, GIFT_CARD_YEN_MAX])
      assert.equal(paper(value).left, value)
    assert.throws(() => paper(GIFT_CARD_YEN_MIN - 1n))
    assert.throws(() => paper(GIFT_CARD_YEN_MAX + 1n))
  })

  test('keeps every yen: issued is left, spent less returned, and lapsed', () => {
    const end = giftCardEnd(NOW, 6)
    const acts = fc.array(
      fc.oneof(
        fc.record({ kind: fc.constant('take' as const), amount: fc.bigInt(0n, 600n) }),
        fc.record({ kind: fc.constant('return' as const), amount: fc.bigInt(0n, 600n) }),
        fc.record({ kind: fc.constant('lapse' as const), late: fc.boolean() }),
      ),
      { maxLength: 12 },
    )
    fc.assert(
      fc.property(acts, (list) => {
        let card = active()
        let [spent, returned, lapsed] = [0n, 0n, 0n]
        for (const act of list) {
          if (act.kind === 'take' && troubleWith(card, NOW) === null) {
            const { card: next, taken } = takeFromCard(card, yen(act.amount))
            card = next
            spent += taken
          } else if (act.kind === 'return') {
            const able = spent - returned
            const amount = yen(act.amount < able ? act.amount : able)
            card = returnToCard(card, amount)
            returned += amount
          } else if (act.kind === 'lapse') {
            const over = lapseCard(card, act.late ? end : after(end, -MICRO))
            if (over !== null) [card, lapsed] = [over.card, lapsed + over.lapsed]
          }
          assert.equal(card.value, card.left + spent - returned + lapsed)
          assert.equal(card.expiresAt?.toString(), end.toString(), 'the end never moves')
        }
      }),
    )
  })
})
