/** Each branch of the refund rule, which way the money goes, and its tax. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { begin } from '../balance/chain.ts'
import { daily, total, use } from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { bytes } from '../basics/data-volume.ts'
import { yen } from '../basics/money.ts'
import { plusDays, plusHours, type Instant } from '../basics/time.ts'
import type { Grant, RefundRule } from '../catalogue/offer.ts'
import { taxWithin } from '../bill/tax.ts'
import {
  bookOf,
  card,
  goodwill,
  justBefore,
  lot,
  NOON,
  OFFER,
  quoted,
  refunded,
  sold,
  type Sold,
} from './example-orders.ts'
import type { RefundAsk } from './refunding.ts'

const ASKED: RefundAsk = { kind: 'asked' }
const DAYS = 24

function ruled(refund: RefundRule, grant: Partial<Grant> = {}) {
  return { ...OFFER, refund, grant: { ...OFFER.grant, ...grant } }
}

/** Yen that the rule gives, or why nothing. */
function given(state: Sold, now: Instant, ask: RefundAsk = ASKED): number | string {
  const quote = quoted(state, ask, now)
  return quote.ok ? Number(quote.value.amount) : quote.refusal.code
}

function withPacks(state: Sold, packs: readonly Pack[]): Sold {
  return { ...state, packs }
}

suite('An offer that gives nothing back', () => {
  test('gives nothing back, begun or not', () => {
    const state = sold({ offer: ruled({ kind: 'none' }) })
    assert.equal(given(state, NOON), 'not_refundable')
    const waiting = { kind: 'first_use', withinDays: 5, atLatest: 'starts' } as const
    const first = sold({ offer: ruled({ kind: 'none' }, { start: waiting }) })
    assert.equal(given(first, NOON), 'not_refundable')
  })

  test('gives back by goodwill what staff say, up to the price', () => {
    const state = sold({ offer: ruled({ kind: 'none' }) })
    assert.equal(given(state, NOON, goodwill(1)), 1)
    assert.equal(given(state, NOON, goodwill(1_000)), 1_000)
    assert.equal(given(state, NOON, goodwill(1_001)), 'refund_too_large')
    assert.equal(given(state, NOON, goodwill(0)), 'nothing_left_to_refund')
  })
})

suite('An offer that is refundable in full while unstarted', () => {
  const rule: RefundRule = { kind: 'full_while_unstarted', withinDays: 2 }
  const start = { kind: 'first_use', withinDays: 5, atLatest: 'starts' } as const
  const state = sold({ offer: ruled(rule, { start }) })

  test('gives all back until its days are over, to the microsecond', () => {
    const until = plusDays(NOON, 2)
    assert.equal(given(state, NOON), 1_000)
    assert.equal(given(state, justBefore(until)), 1_000)
    assert.equal(given(state, until), 'refund_time_over')
  })

  test('gives nothing back once the pack has begun, by its first byte or by its latest date', () => {
    const used = use(state.packs, { from: NOON, until: plusHours(NOON, 1) }, 1)
    assert.equal(given(withPacks(state, used.packs), plusHours(NOON, 1)), 'pack_started')
    const late = sold({ offer: ruled({ ...rule, withinDays: 30 }, { start }) })
    const latest = plusDays(NOON, 5)
    assert.equal(given(late, justBefore(latest)), 1_000)
    assert.equal(given(late, latest), 'pack_started')
  })

  test('gives all back while the pack waits its turn', () => {
    const queued = { stacking: { kind: 'queues', trigger: 'end' } } as const
    const before = sold({ number: 10 })
    const turn = plusHours(NOON, DAYS)
    const second = sold({ offer: ruled(rule, queued), packs: before.packs })
    assert.equal(given(second, justBefore(turn)), 1_000)
    assert.equal(given(second, turn), 'pack_started')
  })

  test('counts one that runs at once as begun', () => {
    assert.equal(given(sold({ offer: ruled(rule) }), NOON), 'pack_started')
  })
})

suite('An offer that is refundable pro rata', () => {
  const state = sold()

  test('gives back by time where that is less', () => {
    assert.equal(given(state, NOON), 1_000)
    assert.equal(given(state, plusHours(NOON, 6)), 750)
    assert.equal(given(state, plusHours(NOON, 23)), 41)
    assert.equal(given(state, plusHours(NOON, DAYS)), 'nothing_left_to_refund')
    assert.equal(given(state, justBefore(plusHours(NOON, DAYS))), 'nothing_left_to_refund')
  })

  test('gives back by bytes where that is less', () => {
    const later = plusHours(NOON, 6)
    const used = use(state.packs, { from: NOON, until: later }, 40)
    assert.equal(given(withPacks(state, used.packs), later), 600)
    const all = use(state.packs, { from: NOON, until: later }, 100)
    assert.equal(given(withPacks(state, all.packs), later), 'nothing_left_to_refund')
  })

  test('counts reserved bytes as used', () => {
    const packs = state.packs.map((pack) => ({ ...pack, bytesReserved: bytes(90) }))
    assert.equal(given(withPacks(state, packs), NOON), 100)
  })

  test('gives back by time alone where bytes cannot be counted: daily and unlimited', () => {
    const rule: RefundRule = { kind: 'pro_rata' }
    for (const allowance of [daily(10), { kind: 'unlimited' } as const]) {
      const one = sold({ offer: ruled(rule, { allowance }) })
      const used = use(one.packs, { from: NOON, until: plusHours(NOON, 12) }, 10)
      assert.equal(given(withPacks(one, used.packs), plusHours(NOON, 12)), 500)
    }
  })

  test('gives back by bytes alone where there is no end', () => {
    const grant = {
      validity: { kind: 'until_used', daysMax: null },
      allowance: total(100),
    } as const
    const one = sold({ offer: ruled({ kind: 'pro_rata' }, grant) })
    const later = plusDays(NOON, 400)
    const used = use(one.packs, { from: NOON, until: later }, 25)
    assert.equal(given(withPacks(one, used.packs), later), 750)
  })

  test('gives all back while the pack waits its turn, and nothing once it lapsed', () => {
    const start = { kind: 'first_use', withinDays: 5, atLatest: 'lapses' } as const
    const one = sold({ offer: ruled({ kind: 'pro_rata' }, { start }) })
    assert.equal(given(one, justBefore(plusDays(NOON, 5))), 1_000)
    assert.equal(given(one, plusDays(NOON, 5)), 'nothing_left_to_refund')
  })

  test('gives each pack of a chain its own time, whoever moved the end', () => {
    const extending = ruled({ kind: 'pro_rata' }, { stacking: { kind: 'extends' } })
    const first = sold({ offer: extending, number: 100 })
    const later = plusHours(NOON, 12)
    const second = sold({ offer: extending, number: 200, packs: first.packs, now: later })
    // The founder's day is half over; the day that was added has not begun.
    assert.equal(given(withPacks(first, second.packs), later), 500)
    assert.equal(given(second, later), 1_000)
    const third = sold({ offer: extending, number: 300, packs: second.packs, now: later })
    const atLast = plusHours(NOON, 36)
    const states = [first, second, third].map((one) => given(withPacks(one, third.packs), atLast))
    assert.deepEqual(states, ['nothing_left_to_refund', 500, 1_000])
    // The middle one is paid back: the last one's day begins where that one's did.
    const back = refunded(withPacks(second, third.packs), ASKED, { now: later })
    assert.equal(given(withPacks(third, back.packs), atLast), 500)
  })

  test('is never more than the price, and never grows while time and bytes go', () => {
    const step = fc.tuple(fc.integer({ min: 0, max: 14 }), fc.constantFrom(0, 1, 33, 50, 100))
    fc.assert(
      fc.property(fc.array(step, { maxLength: 6 }), (steps) => {
        let [packs, now, last] = [state.packs, NOON, 1_000]
        for (const [hours, count] of steps) {
          const from = now
          now = plusHours(now, hours)
          packs = use(begin(packs, now), { from, until: now }, count).packs
          const amount = given(withPacks(state, packs), now)
          const next = typeof amount === 'number' ? amount : 0
          assert.ok(next <= last)
          last = next
        }
      }),
    )
  })
})

suite('A renewal that the mandate made', () => {
  test('goes back whole until its pack begins, whatever the rule; then by the rule', () => {
    const before = sold({ number: 10 })
    const queued = { stacking: { kind: 'queues', trigger: 'end' } } as const
    const wish = { offer: ruled({ kind: 'none' }, queued), packs: before.packs }
    const one = sold(wish)
    const auto: Sold = { ...one, order: { ...one.order, channel: 'auto' } }
    const turn = plusHours(NOON, DAYS)
    assert.equal(given(auto, justBefore(turn)), 1_000)
    assert.equal(given(auto, turn), 'not_refundable')
    assert.equal(given(one, NOON), 'not_refundable')
  })
})

suite('What goes back, and which way', () => {
  const parts = {
    lots: [lot(1, 100), lot(2, 100, plusDays(NOON, 5))],
    giftCards: [card(3, 250), card(4, 150)],
    request: { points: yen(200), giftCards: [card(3, 0).id, card(4, 0).id] },
  }

  test('is taken from the provider first, then from gift cards, last taken first, then points', () => {
    const state = sold(parts)
    assert.equal(state.payment.amount, 400n)
    const quote = (amount: number) => {
      const answer = quoted(state, goodwill(amount), NOON)
      assert.ok(answer.ok)
      const { fromProvider, toGiftCards, toPoints, parts: after } = answer.value
      const cards = after.filter(({ kind }) => kind === 'gift_card')
      const each = cards.map((part) => Number(part.toReturn))
      return [fromProvider, toGiftCards, toPoints].map(Number).concat(each)
    }
    assert.deepEqual(quote(400), [400, 0, 0, 0, 0])
    assert.deepEqual(quote(401), [400, 1, 0, 0, 1])
    assert.deepEqual(quote(600), [400, 200, 0, 50, 150])
    assert.deepEqual(quote(800), [400, 400, 0, 250, 150])
    assert.deepEqual(quote(1_000), [400, 400, 200, 250, 150])
  })

  test('goes on where the return before it stopped', () => {
    let state: Sold = sold(parts)
    const fromProvider: number[] = []
    for (const [at, amount] of [300, 200, 300, 200].entries()) {
      const made = refunded(state, goodwill(amount), { number: 500 + 10 * at })
      fromProvider.push(Number(made.refund.fromProvider))
      state = made
    }
    assert.deepEqual(fromProvider, [300, 100, 0, 0])
    assert.deepEqual(
      state.order.parts.map(({ amount, toReturn }) => amount - toReturn),
      [0n, 0n, 0n],
    )
    assert.equal(given(state, NOON, goodwill(1)), 'refund_too_large')
    // The book of the line: nothing of the sale is left but what is on its way back.
    assert.deepEqual(bookOf(state.sets), {
      'provider_clearing:stripe': 400,
      refunds_due: -400,
    })
  })

  test('leaves a gift card its end: once that has passed, staff decide what is given instead', () => {
    const end = plusHours(NOON, 3)
    const over = card(3, 600, { expiresAt: end })
    const state = sold({ giftCards: [over], request: { giftCards: [over.id] } })
    assert.equal(given(state, justBefore(end), goodwill(500)), 500)
    // What the provider took can still go back.
    assert.equal(given(state, end, goodwill(400)), 400)
    assert.equal(given(state, end, goodwill(401)), 'gift_card_expired')
  })

  test('pays the share of a card that is over as money, where staff say so', () => {
    const end = plusHours(NOON, 3)
    const [over, alive] = [card(3, 300, { expiresAt: end }), card(4, 300)]
    const state = sold({
      giftCards: [over, alive],
      request: { giftCards: [over.id, alive.id] },
    })
    const ask = { ...goodwill(950), overAsMoney: true } as const
    assert.equal(given(state, end, goodwill(950)), 'gift_card_expired')
    const made = refunded(state, ask, { now: end })
    const { fromProvider, asMoney, amount, tax } = made.refund
    assert.deepEqual([amount, fromProvider, asMoney, tax], [950n, 400n, 250n, 86n])
    // What lives returns to its card; what is over stands as money that a till pays out.
    assert.deepEqual(
      made.order.parts.map((part) => [part.toReturn, part.kind === 'gift_card' && part.asMoney]),
      [
        [0n, 250n],
        [300n, 0n],
      ],
    )
    const { payOut } = made.made
    assert.ok(payOut !== null)
    assert.deepEqual([payOut.provider, payOut.method, payOut.amount], ['till', 'cash', 250n])
    assert.deepEqual(
      payOut.refunds.map(({ amount: due, state: how }) => [due, how]),
      [[250n, 'due']],
    )
    assert.equal(made.payment.refunds.at(-1)?.amount, 400n)
    assert.deepEqual(bookOf(made.sets), {
      'provider_clearing:stripe': 400,
      held_for_orders: 300,
      sales: -46,
      consumption_tax: -4,
      refunds_due: -650,
    })
    // The rest of it, and no more than that.
    const rest = { ...goodwill(50), overAsMoney: true } as const
    assert.equal(refunded(made, rest, { now: end, number: 520 }).refund.asMoney, 50n)
    assert.equal(given(made, end, goodwill(51)), 'refund_too_large')
  })

  test('pays nothing as money while every card still lives', () => {
    const state = sold({ giftCards: [card(3, 600)], request: { giftCards: [card(3, 0).id] } })
    const quote = quoted(state, { ...ASKED, overAsMoney: true }, NOON)
    assert.ok(quote.ok)
    assert.deepEqual([quote.value.asMoney, quote.value.toGiftCards], [0n, 600n])
    assert.equal(refunded(state, { ...ASKED, overAsMoney: true }).made.payOut, null)
  })

  test('keeps the reason of goodwill, and none where the rule is enough', () => {
    assert.equal(refunded(sold(), goodwill(10)).refund.reason, 'courtesy')
    assert.equal(refunded(sold(), ASKED).refund.reason, null)
  })

  test('waits while a bank decides about the charge', () => {
    const state = sold()
    const dispute = { id: 'dp', state: 'open', amount: yen(1_000), fee: null } as const
    const contested = (one: 'open' | 'won' | 'lost'): Sold => ({
      ...state,
      payment: { ...state.payment, disputes: [{ ...dispute, state: one }] },
    })
    assert.equal(given(contested('open'), NOON), 'refund_disputed')
    assert.equal(given(contested('lost'), NOON), 'refund_disputed')
    assert.equal(given(contested('won'), NOON), 1_000)
  })

  test('revokes what it pays back in the same act, and only then', () => {
    const state = sold()
    const kept = refunded(state, goodwill(100))
    assert.equal(kept.packs, state.packs)
    assert.equal(kept.order.state.kind, 'delivered')
    for (const ask of [goodwill(100, true), ASKED]) {
      const made = refunded(state, ask)
      assert.deepEqual(
        made.packs.map(({ revoked }) => revoked?.order),
        [state.order.id],
      )
      assert.equal(made.order.state.kind, 'refund_due')
      assert.equal(given(made, NOON), 'order_not_delivered')
    }
  })

  test('is refused for an order that was never delivered', () => {
    const state = sold()
    const expired: Sold = {
      ...state,
      order: { ...state.order, state: { kind: 'expired', at: NOON } },
    }
    assert.equal(given(expired, NOON), 'order_not_delivered')
  })
})

suite('Points that were earned', () => {
  const rules = { pointsPerHundredYen: 10 }
  const earned = (state: 'due' | 'granted', points: number): Sold => {
    const one = sold({ rules })
    const { earning } = one.order
    assert.deepEqual(earning?.points, yen(100))
    const order = { ...one.order, earning: earning && { ...earning, state } }
    return { ...one, order, lots: points === 0 ? [] : [lot(1, points)] }
  }
  const shown = (state: Sold, ask: RefundAsk) => {
    const quote = quoted(state, ask, NOON)
    assert.ok(quote.ok)
    const { amount, pointsTakenBack, shortfall } = quote.value
    return [amount, pointsTakenBack, shortfall].map(Number)
  }

  test('are taken back in the measure of what goes back, rounded up', () => {
    const state = earned('granted', 100)
    assert.deepEqual(shown(state, ASKED), [1_000, 100, 0])
    assert.deepEqual(shown(state, goodwill(500)), [500, 50, 0])
    assert.deepEqual(shown(state, goodwill(1)), [1, 1, 0])
    assert.deepEqual(shown(state, goodwill(11)), [11, 2, 0])
  })

  test('are set against the money where they were spent already, shown first', () => {
    assert.deepEqual(shown(earned('granted', 30), ASKED), [930, 30, 70])
    assert.deepEqual(shown(earned('granted', 0), ASKED), [900, 0, 100])
  })

  test('that were not granted yet are not granted at all', () => {
    assert.deepEqual(shown(earned('due', 0), ASKED), [1_000, 100, 0])
  })

  test('are taken back once: several returns together take no more than one would', () => {
    const amounts = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(amounts, fc.constantFrom(0, 40, 100), (wanted, points) => {
        let state = earned('granted', points)
        let [money, back, short] = [0n, 0n, 0n]
        for (const [at, amount] of wanted.entries()) {
          const quote = quoted(state, goodwill(amount), NOON)
          if (!quote.ok) continue
          const made = refunded(state, goodwill(amount), { number: 500 + 10 * at })
          const { refund } = made
          money += refund.amount
          back += refund.pointsTakenBack
          short += refund.shortfall
          const left = (state.lots[0]?.left ?? 0n) - refund.pointsTakenBack
          state = { ...made, lots: left === 0n ? [] : [lot(1, Number(left))] }
        }
        assert.ok(back + short <= 100n && back <= BigInt(points))
        assert.ok(money + short <= 1_000n, 'a shortfall is not given back by a later return')
        assert.ok((money + short) / 10n <= back + short)
      }),
    )
  })
})

suite('Tax of what goes back', () => {
  test('is rounded for each return by itself; the one that completes takes the rest', () => {
    const state = sold({ offer: { ...OFFER, price: yen(999) }, request: { shownPrice: yen(999) } })
    const first = refunded(state, goodwill(333), { number: 500 })
    const second = refunded(first, goodwill(333), { number: 510 })
    const third = refunded(second, goodwill(333), { number: 520 })
    assert.deepEqual(
      third.order.refunds.map(({ tax }) => Number(tax)),
      [30, 30, 30],
    )
    const halves = refunded(refunded(state, goodwill(500)), goodwill(499), { number: 510 })
    assert.deepEqual(
      halves.order.refunds.map(({ tax }) => Number(tax)),
      [45, 45],
    )
    assert.equal(taxWithin(yen(999), 10), 90n)
  })

  test('is of money alone where points are a discount, and of all where they are payment', () => {
    const wish = { lots: [lot(1, 450)], request: { points: yen(450) } }
    const payment = refunded(sold(wish), ASKED)
    assert.deepEqual([payment.refund.taxable, payment.refund.tax], [1_000n, 90n])
    const discount = refunded(sold({ ...wish, rules: { pointsAs: 'discount' } }), ASKED)
    assert.deepEqual([discount.refund.taxable, discount.refund.tax], [550n, 50n])
    assert.equal(discount.refund.amount, 1_000n)
    // Promotions got the points as a discount back from the sale, and lose it again.
    const book = { 'provider_clearing:stripe': 550, refunds_due: -550 }
    assert.deepEqual(bookOf(discount.sets), book)
  })

  test('of the return that completes the taxable part is the rest, though points still follow', () => {
    const wish = { lots: [lot(1, 1)], request: { points: yen(1) }, rules: { pointsAs: 'discount' } }
    const state = sold(wish as Parameters<typeof sold>[0])
    const first = refunded(state, goodwill(500), { number: 500 })
    const second = refunded(first, goodwill(499), { number: 510 })
    const third = refunded(second, goodwill(1), { number: 520 })
    const taxes = third.order.refunds.map(({ tax }) => Number(tax))
    assert.deepEqual(taxes, [45, 45, 0])
    assert.equal(taxWithin(yen(999), 10), 90n)
  })

  test('is never more than was charged, however many small returns round it up', () => {
    const rules = { taxRounding: 'up' } as const
    let state: Sold = sold({
      offer: { ...OFFER, price: yen(60) },
      rules,
      request: { shownPrice: yen(60) },
    })
    for (let count = 0; count < 60; count += 1) {
      state = refunded(state, goodwill(1), { number: 500 + 10 * count })
    }
    const taxes = state.order.refunds.map(({ tax }) => tax)
    assert.ok(taxes.every((tax) => tax >= 0n))
    assert.equal(
      taxes.reduce((sum, tax) => sum + tax, 0n),
      6n,
    )
    assert.equal(bookOf(state.sets)['consumption_tax'], undefined)
  })
})
