/** Examples of starts, stacking, chains and their recomputation. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Offer } from '../catalogue/offer.ts'
import { begin, beginBehindEmptied, derivedInterval } from './chain.ts'
import { canStartNow, deliver, PACKS_ALIVE_MAX, startNow } from './delivery.ts'
import {
  at,
  buy,
  buying,
  interval,
  justBefore,
  LINE,
  offer,
  pack,
  packId,
  plain,
  revoke,
  use,
  usedOf,
} from './example-packs.ts'
import type { Pack } from './pack.ts'

const same = (actual: unknown, expected: unknown) =>
  assert.deepEqual(plain(actual), plain(expected))

const NOON = at('03-10 12:00')
const DAY_LATER = at('03-11 12:00')
const TWO_LATER = at('03-12 12:00')
const EXTENDING = offer({ stacking: { kind: 'extends' } })
const QUEUEING = offer({ stacking: { kind: 'queues', trigger: 'end' } })
const WHEN_EMPTY = offer({ stacking: { kind: 'queues', trigger: 'end_or_empty' } })
const AFTER_CURRENT = offer({ start: { kind: 'after_current' } })

function derived(packs: readonly Pack[], number: number) {
  const { from, until } = derivedInterval(packs, pack(packs, number))
  return [from, until]
}

function bought(...offers: readonly Offer[]): readonly Pack[] {
  return offers.reduce<readonly Pack[]>(
    (packs, one, index) => buy(packs, one, { id: index + 1, now: NOON }),
    [],
  )
}

describe("auto-renewal's places", () => {
  const deliveredAfter = (packs: readonly Pack[], sold: Offer, after: 'coverage' | 'data') => {
    const given = { line: LINE, order: null, packId: packId(9), origin: 'paid' as const }
    const delivered = deliver(packs, sold, { ...given, startNow: false, after, now: NOON })
    assert.ok(delivered.ok)
    return delivered.value
  }

  test('after the coverage: last of those that wait, where nothing ends by time', () => {
    const endless = { validity: { kind: 'until_used', daysMax: null } } as const
    const packs = bought(offer(), QUEUEING, offer({ ...EXTENDING.grant, ...endless }))
    const { pack: last } = deliveredAfter(packs, offer(), 'coverage')
    assert.deepEqual(last.start, { kind: 'queued', behind: packId(2), trigger: 'end' })
  })

  for (const sold of [offer(), EXTENDING, WHEN_EMPTY, AFTER_CURRENT]) {
    test(`after the coverage: at its end, though the offer ${sold.grant.stacking.kind}`, () => {
      const { packs, effect } = deliveredAfter(bought(offer(), QUEUEING), sold, 'coverage')
      assert.equal(effect, 'queues')
      same(derived(packs, 9)[0], TWO_LATER)
    })
  }

  test('after the coverage, where nothing covers the line, is at once', () => {
    assert.equal(deliveredAfter([], QUEUEING, 'coverage').effect, 'runs_now')
  })

  test('after the data: with the last byte or the end, or by extending', () => {
    const { pack: queued } = deliveredAfter(bought(offer()), offer(), 'data')
    same(queued.start, { kind: 'queued', behind: packId(1), trigger: 'end_or_empty' })
    assert.equal(deliveredAfter(bought(offer()), EXTENDING, 'data').effect, 'extends')
  })
})

describe('starts', () => {
  test('now is the instant of delivery, beside whatever runs', () => {
    const { packs, effect } = buying(bought(offer()), offer(), { id: 2, now: at('03-10 18:00') })
    assert.equal(effect, 'runs_now')
    same(interval(packs, 1), [NOON, DAY_LATER])
    same(interval(packs, 2), [at('03-10 18:00'), at('03-11 18:00')])
  })

  test('after current is the end as it stands at delivery, and stays though that end moves', () => {
    let packs = bought(EXTENDING, AFTER_CURRENT)
    same(interval(packs, 2), [DAY_LATER, TWO_LATER])
    packs = revoke(packs, 1, NOON)
    same(interval(begin(packs, DAY_LATER), 2), [DAY_LATER, TWO_LATER])
  })

  test('after current with nothing there, or nothing with an end, is now', () => {
    same(interval(bought(AFTER_CURRENT), 1), [NOON, DAY_LATER])
    const endless = offer({ validity: { kind: 'until_used', daysMax: null } })
    same(interval(bought(endless, AFTER_CURRENT), 2), [NOON, DAY_LATER])
  })
})

describe('extending', () => {
  test('adds bytes valid now and moves the end by the shape, counted from the old end', () => {
    const { packs, effect, extendsFrom } = buying(bought(EXTENDING), EXTENDING, {
      id: 2,
      now: at('03-10 20:00'),
    })
    same([effect, extendsFrom], ['extends', DAY_LATER])
    same(interval(packs, 1), [NOON, TWO_LATER])
    same(interval(packs, 2), [at('03-10 20:00'), TWO_LATER])
    assert.equal(pack(packs, 2).chain, packId(1))
  })

  test('keeps the anchor of the first period: January 31, February 28, March 31', () => {
    const monthly = offer({
      validity: { kind: 'monthly_anniversary', shortMonths: 'clip' },
      stacking: { kind: 'extends' },
    })
    let packs = buy([], monthly, { id: 1, now: at('01-31 09:00') })
    same(interval(packs, 1)[1], at('02-28 00:00'))
    packs = buy(packs, monthly, { id: 2, now: at('02-01 00:00') })
    same(interval(packs, 2)[1], at('03-31 00:00'))
    packs = buy(packs, monthly, { id: 3, now: at('02-02 00:00') })
    same(interval(packs, 1)[1], at('04-30 00:00'))
  })

  test('takes the latest-ending of its family, one whose start is fixed for later too', () => {
    const { packs, extendsFrom } = buying(bought(offer(), AFTER_CURRENT), EXTENDING, {
      id: 3,
      now: NOON,
    })
    same(extendsFrom, TWO_LATER)
    same(interval(packs, 1), [NOON, DAY_LATER])
    same(interval(packs, 2), [DAY_LATER, at('03-13 12:00')])
    same(interval(packs, 3), [NOON, at('03-13 12:00')])
  })

  test('with nothing of its family alive is an ordinary pack', () => {
    const other = buying(bought(offer({}, 'weeks')), EXTENDING, { id: 2, now: NOON })
    same([other.effect, other.extendsFrom], ['runs_now', null])
    const ended = buying(bought(EXTENDING), EXTENDING, { id: 2, now: DAY_LATER })
    same(interval(ended.packs, 2), [DAY_LATER, TWO_LATER])
    assert.equal(ended.effect, 'runs_now')
    const atLast = buying(bought(EXTENDING), EXTENDING, { id: 2, now: justBefore(DAY_LATER) })
    assert.equal(atLast.effect, 'extends')
  })

  test('a pack of the chain that ended with its last byte stays ended', () => {
    const limited = offer({
      validity: { kind: 'until_used', daysMax: 1 },
      stacking: { kind: 'extends' },
    })
    let packs = bought(limited, EXTENDING)
    const gone = at('03-10 13:00')
    packs = use(packs, { from: NOON, until: gone }, 100).packs
    packs = buy(packs, EXTENDING, { id: 3, now: at('03-10 14:00') })
    same(interval(packs, 1), [NOON, gone])
    same(interval(packs, 2), [NOON, at('03-13 12:00')])
  })
})

describe('queueing', () => {
  test('starts at the end of the chain that ends last, however late we look', () => {
    const { packs, effect } = buying(bought(offer()), QUEUEING, { id: 2, now: NOON })
    assert.equal(effect, 'queues')
    same(derived(packs, 2), [DAY_LATER, TWO_LATER])
    assert.equal(pack(begin(packs, justBefore(DAY_LATER)), 2).start.kind, 'queued')
    same(interval(begin(packs, DAY_LATER), 2), [DAY_LATER, TWO_LATER])
    same(interval(begin(packs, at('03-11 23:00')), 2), [DAY_LATER, TWO_LATER])
  })

  test('queues line up one behind the other', () => {
    const packs = bought(offer(), QUEUEING, QUEUEING)
    same(derived(packs, 3), [TWO_LATER, at('03-13 12:00')])
    const late = begin(packs, at('03-20 00:00'))
    same(interval(late, 3), [TWO_LATER, at('03-13 12:00')])
  })

  test('with nothing to wait for starts by the start rule', () => {
    same(interval(bought(QUEUEING), 1), [NOON, DAY_LATER])
    const endless = offer({ validity: { kind: 'until_used', daysMax: null } })
    same(interval(bought(endless, QUEUEING), 2), [NOON, DAY_LATER])
  })

  test('a derived start moves with an extension of the chain, until it has begun', () => {
    let packs = bought(EXTENDING, QUEUEING)
    packs = buy(packs, EXTENDING, { id: 3, now: at('03-10 13:00') })
    same(derived(packs, 2), [TWO_LATER, at('03-13 12:00')])
  })

  test('behind a refunded chain it begins at the refund', () => {
    const packs = revoke(bought(offer(), QUEUEING), 1, at('03-10 15:00'))
    same(interval(begin(packs, at('03-10 16:00')), 2)[0], at('03-10 15:00'))
  })

  test('behind a queued pack that is refunded it takes that place', () => {
    const packs = revoke(bought(offer(), QUEUEING, QUEUEING), 2, at('03-10 15:00'))
    same(derived(packs, 3), [DAY_LATER, TWO_LATER])
    same(interval(begin(packs, TWO_LATER), 3)[0], DAY_LATER)
  })

  test('a refunded queue place is not an emptiness', () => {
    const packs = revoke(bought(offer(), WHEN_EMPTY, WHEN_EMPTY), 2, at('03-10 15:00'))
    const later = beginBehindEmptied(packs, at('03-10 15:00'))
    assert.equal(pack(later, 3).start.kind, 'queued')
    const { packs: used } = use(later, { from: NOON, until: at('03-10 16:00') }, 100)
    same(interval(used, 3)[0], at('03-10 16:00'))
  })

  test('where the offer says so it begins when the bytes are gone, and serves the same report', () => {
    const packs = bought(offer(), WHEN_EMPTY)
    const burned = use(packs, { from: NOON, until: at('03-10 16:00') }, 130)
    same(interval(burned.packs, 2), [at('03-10 16:00'), at('03-11 16:00')])
    same([usedOf(burned.packs, 2), burned.uncovered], [30, 0n])
    const exactly = use(packs, { from: NOON, until: at('03-10 16:00') }, 100)
    assert.equal(pack(exactly.packs, 2).start.kind, 'begun')
    const untouched = use(bought(offer(), QUEUEING), { from: NOON, until: NOON }, 130)
    assert.equal(pack(untouched.packs, 2).start.kind, 'queued')
  })

  test('it takes its turn before a pack that waits for its first use', () => {
    const firstUse = offer({ start: { kind: 'first_use', withinDays: 9, atLatest: 'lapses' } })
    const packs = bought(offer(), WHEN_EMPTY, firstUse)
    const { packs: used } = use(packs, { from: NOON, until: at('03-10 16:00') }, 130)
    same([usedOf(used, 2), pack(used, 3).start.kind], [30, 'first_use'])
  })

  test('it waits without an end behind a pack until used, and follows its last byte', () => {
    const endless = offer({ validity: { kind: 'until_used', daysMax: null } })
    const packs = bought(endless, WHEN_EMPTY)
    same(derived(packs, 2), [null, null])
    const { packs: used } = use(packs, { from: NOON, until: TWO_LATER }, 100)
    same(interval(used, 2)[0], TWO_LATER)
  })
})

describe('start now', () => {
  test('runs a waiting pack beside what runs, and whoever waits behind it follows', () => {
    const packs = bought(offer(), QUEUEING, QUEUEING)
    const started = startNow(packs, packId(2), at('03-10 13:00'))
    assert(started.ok)
    same(interval(started.value, 2), [at('03-10 13:00'), at('03-11 13:00')])
    same(derived(started.value, 3)[0], at('03-11 13:00'))
  })

  test('at purchase does the same for every way of waiting', () => {
    const firstUse = offer({ start: { kind: 'first_use', withinDays: 9, atLatest: 'lapses' } })
    for (const one of [QUEUEING, AFTER_CURRENT, firstUse]) {
      const packs = buy(bought(offer()), one, { id: 2, now: NOON, startNow: true })
      same(interval(packs, 2), [NOON, DAY_LATER])
    }
  })

  test('anchors the first period anew', () => {
    const monthly = offer({
      validity: { kind: 'monthly_anniversary', shortMonths: 'clip' },
      start: { kind: 'after_current' },
    })
    const long = offer({ validity: { kind: 'end_of_month', months: 2 } })
    let packs = buy([], long, { id: 1, now: at('02-05 00:00') })
    packs = buy(packs, { ...monthly }, { id: 2, now: at('02-05 00:00') })
    same(interval(packs, 2), [at('04-01 00:00'), at('05-01 00:00')])
    const started = startNow(packs, packId(2), at('02-28 10:00'))
    assert(started.ok)
    assert.equal(pack(started.value, 2).anchorDay, 28)
    same(interval(started.value, 2)[1], at('03-28 00:00'))
  })

  test('keeps an end that an extension has moved', () => {
    const packs = bought(offer(), AFTER_CURRENT, EXTENDING)
    const started = startNow(packs, packId(2), at('03-10 13:00'))
    assert(started.ok)
    same(interval(started.value, 2), [at('03-10 13:00'), at('03-13 12:00')])
  })

  test('is refused for what runs, is over, was refunded or is not there', () => {
    const packs = revoke(bought(offer(), QUEUEING), 2, NOON)
    for (const [number, now] of [
      [1, NOON],
      [1, TWO_LATER],
      [2, NOON],
      [9, NOON],
    ] as const) {
      const started = startNow(packs, packId(number), now)
      assert(!started.ok)
      assert.equal(started.refusal.code, 'not_waiting')
    }
    assert.equal(canStartNow(pack(packs, 1), NOON), false)
  })
})

test('a line holds so many packs alive and no more; ended ones do not count', () => {
  const full = bought(...Array.from({ length: PACKS_ALIVE_MAX }, () => offer()))
  const given = { line: LINE, order: null, origin: 'paid', startNow: false } as const
  const more = deliver(full, offer(), { ...given, packId: packId(99), now: NOON })
  assert(!more.ok)
  same(more.refusal, { code: 'too_many_packs', max: PACKS_ALIVE_MAX })
  assert(deliver(full, offer(), { ...given, packId: packId(99), now: DAY_LATER }).ok)
})

test('a chain is never asked about without its packs', () => {
  const packs = bought(offer(), QUEUEING).filter((one) => one.id !== packId(1))
  assert.throws(() => begin(packs, NOON), /together with its packs/)
})
