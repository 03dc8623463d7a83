/** Examples of each rule of auto-renewal. The story of many lives is in `model.test.ts`. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import {
  at,
  buy,
  daily,
  interval,
  justBefore,
  offer,
  pack,
  packId,
  plain,
  revoke,
  use,
} from '../balance/example-packs.ts'
import type { Pack } from '../balance/pack.ts'
import { yen } from '../basics/money.ts'
import { plusHours, plusMinutes, type Instant } from '../basics/time.ts'
import type { Grant } from '../catalogue/offer.ts'
import { autoOffer, catalogueOf, Desk, HOLDER, mandateOf } from './example-desk.ts'
import { endByOwner, pause, resumeNow } from './agreeing.ts'
import type { Mandate } from './mandate.ts'
import { nextTryAllowed, TRIES_WINDOWS, triesWorthKeeping } from './retries.ts'
import { DEFAULT_RULES, rulesAt } from '../catalogue/money-rules.ts'
import { DEFAULT_RENEWAL_RULES } from './rules.ts'
import { watch } from './triggers.ts'

const NOON = at('03-10 12:00')
const END = at('03-11 12:00')
const LEAD = at('03-11 11:45')

const same = (actual: unknown, expected: unknown) =>
  assert.deepEqual(plain(actual), plain(expected))

/** A line with one day's pack of 100 bytes from noon, and a mandate made then. */
function desk(
  wish: Partial<Mandate> = {},
  also: { readonly grant?: Partial<Grant>; readonly length?: 'daily' | 'weekly' | 'monthly' } = {},
): Desk {
  const { grant = {}, length = 'daily' } = also
  const bought = autoOffer(grant, { length })
  return new Desk({
    mandate: mandateOf(bought, NOON, wish),
    packs: buy([], offer(), { id: 1, now: NOON }),
    now: NOON,
    catalogue: catalogueOf(bought),
  })
}

function burnt(one: Desk, now: Instant, count: number): Desk {
  one.until(justBefore(now))
  one.now = now
  return one.changed(use(one.packs, { from: now, until: now }, count).packs)
}

const newest = (one: Desk): Pack => one.packs.at(-1)!

describe('at the end', () => {
  test('the lead before the end it fires, and the pack begins at that end', () => {
    const one = desk().until(justBefore(LEAD))
    assert.equal(one.charges.length, 0)
    one.until(LEAD)
    assert.equal(one.charges.length, 1)
    same(newest(one).start, { kind: 'queued', behind: packId(1), trigger: 'end' })
    one.until(END)
    const begun = one.changed(buy(one.packs, offer(), { id: 9, now: END }))
    same(interval(begun.packs, 1_001), [END, plusHours(END, 24)])
  })

  for (const stacking of ['independent', 'extends', 'queues'] as const) {
    test(`an offer that by itself ${stacking} is queued at the end all the same`, () => {
      const rule =
        stacking === 'queues' ? { kind: stacking, trigger: 'end_or_empty' } : { kind: stacking }
      const one = desk({}, { grant: { stacking: rule as Grant['stacking'] } }).until(LEAD)
      same(newest(one).start, { kind: 'queued', behind: packId(1), trigger: 'end' })
    })
  }

  test('a queued pack that follows holds it back until that one has begun', () => {
    const packs = buy(desk().packs, offer({ stacking: { kind: 'queues', trigger: 'end' } }), {
      id: 2,
      now: NOON,
    })
    const one = desk().changed(packs).until(plusMinutes(END, 60))
    assert.equal(one.charges.length, 0)
    one.until(plusHours(LEAD, 24))
    assert.equal(one.charges.length, 1)
  })

  test('a pack that waits for its first use holds it back too, until it lapses', () => {
    const first = offer({ start: { kind: 'first_use', withinDays: 3, atLatest: 'lapses' } })
    const packs = buy(desk().packs, first, { id: 2, now: NOON })
    const one = desk()
      .changed(packs)
      .until(justBefore(at('03-13 12:00')))
    assert.equal(one.charges.length, 0)
    one.until(at('03-13 12:00'))
    assert.equal(one.charges.length, 1)
  })

  test('paid for late it begins when it is delivered, never before', () => {
    const one = desk()
    one.bank = 'undecided'
    one.until(plusHours(END, 2))
    one.decide('pays')
    same(interval(one.packs, 1_001), [plusHours(END, 2), plusHours(END, 26)])
  })

  test('until used has no end to watch: it fires with the last byte', () => {
    const packs = buy([], offer({ validity: { kind: 'until_used', daysMax: null } }), {
      id: 1,
      now: NOON,
    })
    const one = desk().changed(packs).until(plusHours(NOON, 999))
    assert.equal(one.charges.length, 0)
    one.changed(use(packs, { from: one.now, until: one.now }, 100).packs).until(one.now)
    assert.equal(one.charges.length, 1)
    same(interval(one.packs, 1_001)[0], one.now)
  })

  test('a coverage that was over when the mandate was made is left alone', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const bought = autoOffer()
    const now = plusHours(END, 1)
    const one = new Desk({
      mandate: mandateOf(bought, now),
      packs,
      now,
      catalogue: catalogueOf(bought),
    })
    one.until(plusHours(now, 48))
    assert.equal(one.charges.length, 0)
    one.changed(buy(one.packs, offer(), { id: 2, now: one.now })).until(plusHours(one.now, 24))
    assert.equal(one.charges.length, 1)
  })

  test('a coverage that a refund ended is not bought anew', () => {
    const one = desk().until(at('03-10 18:00'))
    one.changed(revoke(one.packs, 1, one.now)).until(plusHours(END, 48))
    assert.equal(one.charges.length, 0)
  })

  test('its own pack refunded before it begins is not bought again for the same coverage', () => {
    const one = desk().until(LEAD)
    one.changed(revoke(one.packs, 1_001, one.now)).until(plusHours(END, 48))
    assert.equal(one.charges.length, 1)
  })
})

describe('at zero', () => {
  const wish: Partial<Mandate> = { trigger: { kind: 'at_zero' } }

  test('the last byte fires it, and the pack runs at once', () => {
    const one = burnt(desk(wish), at('03-10 18:00'), 99).until(at('03-10 19:00'))
    assert.equal(one.charges.length, 0)
    burnt(one, at('03-10 20:00'), 1).until(at('03-10 20:00'))
    same(interval(one.packs, 1_001), [at('03-10 20:00'), at('03-11 20:00')])
  })

  test('with bytes left, the end is still an occasion', () => {
    assert.equal(desk(wish).until(LEAD).charges.length, 1)
  })

  test('the pack it brought empties too: that is another coverage, though the first lasts longer', () => {
    const one = desk(wish)
    one.changed(buy([], offer({ validity: { kind: 'calendar_month' } }), { id: 1, now: NOON }))
    burnt(one, at('03-10 20:00'), 100).until(at('03-10 20:00'))
    burnt(one, at('03-10 22:00'), 100).until(at('03-10 22:00'))
    assert.equal(one.charges.length, 2)
  })

  test('the end of the last pack that has bytes, beside an empty one, fires it', () => {
    const long = buy([], offer({ validity: { kind: 'calendar_month' } }), { id: 1, now: NOON })
    const empty = use(long, { from: NOON, until: NOON }, 100).packs
    const one = desk(wish)
      .changed(buy(empty, offer(), { id: 2, now: NOON }))
      .until(justBefore(END))
    assert.equal(one.charges.length, 0)
    one.until(END)
    assert.equal(one.charges.length, 1)
  })

  test('a daily quota counts on its last day only', () => {
    const days = offer({ allowance: daily(10), validity: { kind: 'calendar_days', days: 2 } })
    const one = desk(wish).changed(buy([], days, { id: 1, now: NOON }))
    burnt(one, at('03-10 20:00'), 10).until(at('03-10 23:00'))
    assert.equal(one.charges.length, 0)
    burnt(one, at('03-11 09:00'), 10).until(at('03-11 09:00'))
    assert.equal(one.charges.length, 1)
  })

  test('an unlimited pack never empties', () => {
    const free = buy(desk().packs, offer({ allowance: { kind: 'unlimited' } }), {
      id: 2,
      now: NOON,
    })
    const one = desk(wish).changed(free)
    assert.equal(burnt(one, at('03-10 20:00'), 500).until(at('03-10 22:00')).charges.length, 0)
  })
})

describe('at a share', () => {
  const wish: Partial<Mandate> = { trigger: { kind: 'at_share', percent: 10 } }

  test('one byte above it waits, at it it fires, and the pack waits for the emptiness', () => {
    const one = burnt(desk(wish), at('03-10 18:00'), 89).until(at('03-10 19:00'))
    assert.equal(one.charges.length, 0)
    burnt(one, at('03-10 20:00'), 1).until(at('03-10 20:00'))
    same(newest(one).start, { kind: 'queued', behind: packId(1), trigger: 'end_or_empty' })
    burnt(one, at('03-10 21:00'), 10).until(at('03-10 21:00'))
    same(interval(one.packs, 1_001), [at('03-10 21:00'), at('03-11 21:00')])
    assert.equal(one.charges.length, 1)
  })

  test('an offer that extends gives its bytes at once and moves the end', () => {
    const one = desk(wish, { grant: { stacking: { kind: 'extends' } } })
    burnt(one, at('03-10 20:00'), 90).until(at('03-10 20:00'))
    same(interval(one.packs, 1_001), [at('03-10 20:00'), plusHours(END, 24)])
  })
})

describe('a failed try', () => {
  const outcomes = (one: Desk) => one.charges.map((charge) => charge.at.toString())

  for (const [length, hours, times] of [
    ['daily', 1, 1],
    ['weekly', 24, 3],
    ['monthly', 48, 5],
  ] as const) {
    test(`of a ${length} offer is repeated ${times} times every ${hours} h, then it stops`, () => {
      const one = desk({}, { length })
      one.bank = 'declined'
      one.until(plusHours(END, 24 * 30))
      const expected = Array.from({ length: times + 1 }, (_, n) => plusHours(LEAD, n * hours))
      assert.deepEqual(outcomes(one), expected.map(String))
      assert.deepEqual(one.told, [...Array(times).fill('failed'), 'stopped retries_exhausted'])
      assert.equal(one.orders.length, 1)
      assert.equal(one.orders[0]?.state, 'cancelled')
    })
  }

  test('that succeeds after the end starts at its delivery', () => {
    const one = desk()
    one.bank = 'insufficient_funds'
    one.until(END)
    one.bank = 'pays'
    one.until(plusHours(LEAD, 1))
    same(interval(one.packs, 1_001)[0], plusHours(LEAD, 1))
    assert.deepEqual(one.told, ['failed', 'done'])
  })

  test('is not repeated for a card that the schemes bar', () => {
    const one = desk()
    one.bank = 'barred'
    one.until(plusHours(END, 48))
    assert.equal(one.charges.length, 1)
    assert.deepEqual(one.told, ['stopped means_barred'])
  })

  test('that the bank will not take without the holder waits for them, then it stops', () => {
    const one = desk()
    one.bank = 'authentication_needed'
    one.until(plusHours(END, 12))
    assert.equal(one.charges.length, 1)
    assert.deepEqual(one.told, ['needs_you'])
    one.until(plusHours(END, 48))
    assert.deepEqual(one.told, ['needs_you', 'stopped not_confirmed'])
  })

  test('is dropped when the line was given another pack meanwhile', () => {
    const one = desk()
    one.bank = 'declined'
    one.until(LEAD)
    one.changed(buy(one.packs, offer(), { id: 2, now: LEAD })).until(plusHours(LEAD, 2))
    assert.equal(one.charges.length, 1)
    assert.equal(one.orders[0]?.state, 'cancelled')
    assert.equal(one.mandate.ended, null)
  })

  test('for want of points places nothing, and the schedule goes on', () => {
    const one = desk()
    one.means = { kind: 'points', left: yen(499) }
    one.until(LEAD)
    assert.equal(one.orders.length, 0)
    one.means = { kind: 'points', left: yen(500) }
    one.until(plusHours(LEAD, 1))
    assert.deepEqual(one.told, ['failed', 'done'])
  })

  test('undecided is not failed: nothing more is charged until the bank has decided', () => {
    const one = desk()
    one.bank = 'undecided'
    one.until(plusHours(END, 24 * 9))
    assert.equal(one.charges.length, 1)
    assert.equal(one.mandate.spent.yen, 500n)
    one.decide('declined')
    assert.equal(one.mandate.spent.yen, 0n)
  })
})

describe('the card schemes', () => {
  const triesAt = (count: number) => Array.from({ length: count }, (_, n) => plusMinutes(NOON, n))

  for (const { hours, max } of TRIES_WINDOWS) {
    test(`allow ${max} tries of one kept means in ${hours} hours`, () => {
      const spread = Array.from({ length: max }, (_, n) =>
        plusMinutes(NOON, (n * hours * 60) / max),
      )
      const last = spread.at(-1)!
      assert.equal(nextTryAllowed(spread.slice(1), last), null)
      same(nextTryAllowed(spread, last), plusHours(NOON, hours))
      assert.equal(nextTryAllowed(spread, plusHours(NOON, hours)), null)
    })
  }

  test('hold a renewal back until the window is free again', () => {
    const one = desk()
    one.means = { kind: 'kept', barred: false, tries: triesAt(10) }
    one.until(justBefore(plusHours(NOON, 24)))
    assert.equal(one.charges.length, 0)
    one.until(plusHours(NOON, 24))
    assert.equal(one.charges.length, 1)
  })

  test('tries older than every window are forgotten', () => {
    assert.equal(triesWorthKeeping(triesAt(3), plusHours(NOON, 720)).length, 2)
  })
})

describe('the cap', () => {
  test('reached exactly it still fires; one yen more and it is told once and looked at next month', () => {
    assert.equal(desk({ monthlyCap: yen(500) }).until(LEAD).charges.length, 1)
    const spent = { month: '2027-03', yen: yen(1) }
    const one = desk({ monthlyCap: yen(500), spent }).until(at('03-31 23:59'))
    assert.equal(one.charges.length, 0)
    assert.deepEqual(one.told, ['capped'])
    one.until(at('04-01 00:00'))
    assert.equal(one.charges.length, 1)
  })

  test('counts by the JST month', () => {
    const one = desk({ monthlyCap: yen(500), spent: { month: '2027-02', yen: yen(500) } })
    assert.equal(one.until(LEAD).charges.length, 1)
    assert.deepEqual({ ...one.mandate.spent }, { month: '2027-03', yen: yen(500) })
  })
})

describe('the holder', () => {
  test('is told beforehand, once for each coverage', () => {
    const one = desk({ noticeHours: 12 }).until(justBefore(at('03-11 00:00')))
    assert.deepEqual(one.told, [])
    one.until(LEAD)
    assert.deepEqual(one.told, ['upcoming', 'done'])
    one.until(plusHours(LEAD, 24))
    assert.deepEqual(one.told, ['upcoming', 'done', 'upcoming', 'done'])
  })

  test('is asked before a dearer version is bought: it stops, already with the prior notice', () => {
    const one = desk({ noticeHours: 12 })
    one.catalogue = catalogueOf(autoOffer(), autoOffer({}, { version: 2, price: 501 }))
    one.until(END)
    assert.equal(one.charges.length, 0)
    assert.deepEqual(one.told, ['stopped price_raised'])
  })

  test('gets a cheaper version at its price', () => {
    const one = desk()
    one.catalogue = catalogueOf(autoOffer(), autoOffer({}, { version: 2, price: 400 }))
    assert.equal(one.until(LEAD).charges[0]?.yen, 400n)
  })

  test('ends it before charging starts, and nothing is charged', () => {
    const one = desk().until(justBefore(LEAD))
    const ended = endByOwner({ mandate: one.mandate, underWay: one.underWay() }, one.now)
    assert.ok(ended.ok)
    one.mandate = ended.value.mandate
    assert.equal(one.until(plusHours(END, 48)).charges.length, 0)
  })

  test('ends it once charging has started: that one comes, no other does', () => {
    const one = desk()
    one.bank = 'undecided'
    one.until(LEAD)
    const ended = endByOwner({ mandate: one.mandate, underWay: one.underWay() }, one.now)
    assert.ok(ended.ok)
    assert.equal(ended.value.charging, one.orders[0]?.id)
    one.mandate = ended.value.mandate
    one.decide('pays')
    assert.equal(one.until(plusHours(END, 48)).charges.length, 1)
    assert.equal(pack(one.packs, 1_001).start.kind, 'queued')
  })

  test('pauses it: what ends meanwhile is not renewed, what runs on later is', () => {
    const one = desk().until(at('03-10 18:00'))
    const paused = pause(one, at('03-12 00:00'), one.given())
    assert.ok(paused.ok)
    one.mandate = paused.value
    one.until(at('03-13 00:00'))
    assert.equal(one.charges.length, 0)
    one.changed(buy(one.packs, offer(), { id: 2, now: one.now })).until(plusHours(one.now, 24))
    assert.equal(one.charges.length, 1)
  })

  test('lets it go on before the end, and it fires as if it had never been paused', () => {
    const one = desk().until(at('03-10 18:00'))
    const paused = pause(one, null, one.given())
    assert.ok(paused.ok)
    one.mandate = paused.value
    one.until(at('03-11 11:00'))
    const resumed = resumeNow(one, one.given())
    assert.ok(resumed.ok)
    one.mandate = resumed.value
    one.until(LEAD)
    same(one.charges[0]?.at, LEAD)
  })

  test('of another account than the line holder ends it', () => {
    const one = desk({ account: HOLDER.replace('a', 'd') as never }).until(END)
    assert.deepEqual(one.told, ['stopped holder_changed'])
  })

  test('who lost the card is charged nothing until it is found', () => {
    const one = desk()
    one.lost = true
    one.until(plusHours(END, 1))
    assert.equal(one.charges.length, 0)
    one.lost = false
    one.until(plusHours(END, 24))
    assert.equal(one.charges.length, 1)
  })
})

test('rules are dated, and without any the default holds', () => {
  const renewal = { ...DEFAULT_RENEWAL_RULES, leadMinutes: 30 }
  const later = { ...DEFAULT_RULES, effectiveFrom: NOON, renewal }
  assert.equal(rulesAt([later], justBefore(NOON)).renewal.leadMinutes, 15)
  assert.equal(rulesAt([later], NOON).renewal.leadMinutes, 30)
})

test('nothing is ever due for a line without packs', () => {
  const given = { trigger: { kind: 'at_zero' }, leadMinutes: 15, now: NOON } as const
  assert.deepEqual(watch([], given), { kind: 'wait', until: null })
})
