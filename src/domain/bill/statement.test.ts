/** A month's sums: the same as its documents', at the edges of the month, and for good. */
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { bytes } from '../basics/data-volume.ts'
import type { DocumentId, PostingSetId } from '../basics/ids.ts'
import { sumYen, yen } from '../basics/money.ts'
import { fromMicros, jstDate, microsOf, plusDays, plusHours, type Instant } from '../basics/time.ts'
import type { MoneyRules } from '../catalogue/money-rules.ts'
import { postingSet, transfer, type PostingCause, type PostingSet } from '../ledger/posting.ts'
import {
  ACCOUNT,
  card,
  goodwill,
  id,
  LINE,
  lot,
  NOON,
  OFFER,
  placing,
  paid,
  quoted,
  refunded,
  type Sold,
} from '../order/example-orders.ts'
import { documentOfReturn, documentOfSale, type Document, type Issue } from './document.ts'
import { monthAt, monthBefore, spanOf, type JstMonth } from './month.ts'
import { returnFacts, saleFacts } from './order-facts.ts'
import { isEmpty, statementOf, type DayOfUse, type LineFacts, type Statement } from './statement.ts'

const MARCH = monthAt(NOON)
const named = (text: string) => ({ 'zh-CN': text, 'zh-TW': text, en: text, ja: text, ko: text })

function issue(number: number): Issue {
  return {
    id: id<DocumentId>(number),
    number: { series: 'R2027', sequence: number },
    issuedAt: NOON,
    language: 'ja',
    seller: {
      name: named('Kadoya'),
      address: 'Tokyo',
      phone: '1',
      email: 'help@kadoya.example.com',
      registrationNumber: null,
    },
  }
}

function factsOf(states: readonly Sold[], days: readonly DayOfUse[] = []): LineFacts {
  return {
    line: LINE,
    sets: states.flatMap(({ sets }) => sets),
    orders: states.map(({ order, payment }) => ({ order, payment })),
    packs: states.flatMap(({ packs }) => packs),
    days,
  }
}

function stated(states: readonly Sold[], month: JstMonth = MARCH): Statement {
  return statementOf(month, { lines: [factsOf(states)], points: null })
}

const anySale = fc.record({
  price: fc.constantFrom(60, 330, 999, 1_000, 1_430),
  points: fc.constantFrom(0, 1, 60, 200),
  gift: fc.constantFrom(0, 1, 109, 500),
  pointsAs: fc.constantFrom('payment', 'discount'),
  taxRounding: fc.constantFrom('down', 'half_up', 'up'),
  percent: fc.constantFrom(0, 8, 10),
  back: fc.constantFrom(0, 1, 7, 99, 333, 1_430),
  /** Hours after the beginning of the month before March's end: around its edge. */
  hours: fc.constantFrom(-1, 0, 1, 200),
})
type Sale = typeof anySale extends fc.Arbitrary<infer Value> ? Value : never

/** Null where what is left of the price is too small to be charged. */
function sell(sale: Sale, place: number): Sold | null {
  const number = 1_000 + place * 100
  const now = plusHours(plusDays(spanOf(MARCH).until, -12), sale.hours)
  const gifts =
    sale.gift === 0 ? [] : [card(number + 3, sale.gift, { expiresAt: plusDays(now, 90) })]
  const { pointsAs, taxRounding } = sale
  const wish = {
    offer: { ...OFFER, price: yen(sale.price), taxPercent: sale.percent },
    lots: sale.points === 0 ? [] : [lot(number + 1, sale.points, plusDays(now, 90))],
    giftCards: gifts,
    rules: { pointsAs, taxRounding, pointsPerHundredYen: 0 } as Partial<MoneyRules>,
    request: { points: yen(sale.points), giftCards: gifts.map((one) => one.id) },
    number,
    now,
  }
  const answer = placing(wish)
  return answer.ok && answer.value.payment.amount > 0n ? paid(answer.value, wish) : null
}

/** Given back in part or whole within March or after its end. */
function giveBack(state: Sold, { back, hours }: Sale, place: number): Sold {
  if (back === 0) return state
  const now = plusHours(spanOf(MARCH).until, hours)
  const ask = goodwill(back)
  if (!quoted(state, ask, now).ok) return state
  return refunded(state, ask, { now, number: 50_000 + place * 100 })
}

function documents(state: Sold, place: number): readonly Document[] {
  const of = { ...state, pack: state.packs.at(-1) ?? null, number: '7' }
  const original = documentOfSale(saleFacts(of), issue(place * 10 + 1))
  const returns = state.order.refunds.map((refund) =>
    documentOfReturn(
      returnFacts(of, refund, { original, returnInvoiceFrom: yen(1n) }),
      issue(place * 10 + 2),
    ),
  )
  return [original, ...returns.filter((one) => one !== null)]
}

suite('A statement', () => {
  test('has of every rate exactly what the documents of its month have', () => {
    fc.assert(
      fc.property(fc.array(anySale, { maxLength: 4 }), (sales) => {
        const states = sales.flatMap((sale, place) => {
          const state = sell(sale, place)
          return state === null ? [] : [giveBack(state, sale, place)]
        })
        const all = states.flatMap(documents)
        for (const month of [MARCH, monthAt(spanOf(MARCH).until)]) {
          const own = all.filter(({ settledAt }) => monthAt(settledAt) === month)
          assert.deepEqual(ratesOfStatement(stated(states, month)), ratesOfDocuments(own))
        }
      }),
    )
  })

  test('has the month’s own instants and no others', () => {
    const { from, until } = spanOf(MARCH)
    const cases: readonly (readonly [Instant, string])[] = [
      [fromMicros(microsOf(from) - 1n), monthBefore(MARCH)],
      [from, MARCH],
      [fromMicros(microsOf(until) - 1n), MARCH],
      [until, monthAt(until)],
    ]
    for (const [now, month] of cases) {
      const sale = set('receipt_to_return', now)
      const state: Sold = { ...bought(), sets: [sale] }
      for (const one of [monthBefore(MARCH), MARCH, monthAt(until)]) {
        const { entries } = stated([state], one)
        assert.equal(entries.length, one === month ? 1 : 0, `${now.toString()} in ${one}`)
      }
    }
  })

  test('of a month that is over stays as it is, whatever is corrected later', () => {
    const state = bought()
    const before = stated([state])
    const after = refunded(state, goodwill(400, true), { now: plusDays(NOON, 40), number: 900 })
    assert.deepEqual(stated([after]).entries, before.entries)
    assert.deepEqual(stated([after]).rates, before.rates)
    const later = stated([after], monthAt(plusDays(NOON, 40)))
    assert.equal(later.returned, 400n)
    assert.equal(later.lines[0]?.takenBack.length, 1)
  })

  test('says by which ways its sales were paid, points and gift cards among them', () => {
    const wish = {
      lots: [lot(1, 60)],
      giftCards: [card(3, 500)],
      request: { points: yen(60n), giftCards: [card(3, 500).id] },
    }
    const answer = placing(wish)
    assert.ok(answer.ok)
    const view = stated([paid(answer.value, wish)])
    assert.equal(view.sold, 1_000n)
    assert.deepEqual(
      view.ways.map(({ by, amount }) => [by.kind === 'provider' ? by.method : by.kind, amount]),
      [
        ['points', 60n],
        ['gift_card', 500n],
        ['card', 440n],
      ],
    )
  })

  test('has points as the book has them: before, each move, and after', () => {
    const moves: readonly (readonly [PostingCause, number])[] = [
      ['points_granted', 100],
      ['points_spent', -40],
      ['points_lapsed', -60],
    ]
    const sets = moves.map(([cause, points], place) => pointsSet(cause, points, place))
    const { points } = statementOf(MARCH, { lines: [], points: { before: yen(7n), sets } })
    assert.deepEqual(
      points?.moves.map(({ kind, points: moved }) => [kind, moved]),
      [
        ['granted', 100n],
        ['spent', -40n],
        ['lapsed', -60n],
      ],
    )
    assert.equal(points?.after, 7n)
  })

  test('sets usage that was reported late apart from its own days, and sums all of it', () => {
    const first = jstDate(spanOf(MARCH).from)
    const day = (days: number, count: number): DayOfUse => ({
      date: first.add({ days }),
      bytes: bytes(count),
      throttled: bytes(1),
      uncovered: bytes(0),
    })
    const facts = factsOf([], [day(1, 20), day(-1, 5), day(0, 10)])
    const [use] = statementOf(MARCH, { lines: [facts], points: null }).lines
    assert.deepEqual(
      use?.days.map((one) => one.bytes),
      [10n, 20n],
    )
    assert.equal(use?.late?.bytes, 5n)
    assert.equal(use?.bytes, 35n)
    assert.equal(use?.throttled, 3n)
  })

  test('of a month with nothing says so', () => {
    assert.ok(isEmpty(stated([])))
    assert.ok(!isEmpty(stated([bought()])))
  })
})

function bought(): Sold {
  const answer = placing()
  assert.ok(answer.ok)
  return paid(answer.value)
}

function set(cause: PostingCause, at: Instant): PostingSet {
  const postings = transfer(yen(5n), { debit: 'provider_clearing:stripe', credit: 'refunds_due' })
  const home = { kind: 'line', id: LINE } as const
  const base = { id: id<PostingSetId>(77), home, order: bought().order.id, subject: 's', at }
  return postingSet({ ...base, cause, postings })
}

function pointsSet(cause: PostingCause, points: number, place: number): PostingSet {
  const amount = yen(Math.abs(points))
  const postings =
    points > 0
      ? transfer(amount, { debit: 'promotions', credit: 'points' })
      : transfer(amount, { debit: 'points', credit: 'promotions' })
  const home = { kind: 'account', id: ACCOUNT } as const
  const at = plusHours(NOON, place)
  const base = { id: id<PostingSetId>(80 + place), home, order: null, subject: 's', at }
  return postingSet({ ...base, cause, postings })
}

type Rates = Readonly<Record<number, readonly [sold: [bigint, bigint], back: [bigint, bigint]]>>

function ratesOfStatement({ rates }: Statement): Rates {
  return Object.fromEntries(
    rates
      .filter(({ sold, returned }) => sold.gross + returned.gross > 0n)
      .map(({ percent, sold, returned }) => [
        percent,
        [
          [sold.gross, sold.tax],
          [returned.gross, returned.tax],
        ],
      ]),
  )
}

function ratesOfDocuments(list: readonly Document[]): Rates {
  const percents = new Set(list.flatMap(({ rates }) => rates.map(({ percent }) => percent)))
  const sums = (isReturn: boolean, percent: number): [bigint, bigint] => {
    const own = list
      .filter(({ refund }) => (refund !== null) === isReturn)
      .flatMap(({ rates }) => rates.filter((rate) => rate.percent === percent))
    return [sumYen(own.map(({ gross }) => gross)), sumYen(own.map(({ tax }) => tax))]
  }
  return Object.fromEntries(
    [...percents]
      .map((percent) => [percent, [sums(false, percent), sums(true, percent)]] as const)
      .filter(([, [sold, back]]) => sold[0] + back[0] > 0n),
  )
}
