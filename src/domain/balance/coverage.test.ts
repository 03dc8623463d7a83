/** Examples of coverage and of the forecast that is measured against it. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { bytes } from '../basics/data-volume.ts'
import type { Instant } from '../basics/time.ts'
import { coverageAt } from './coverage.ts'
import { at, buy, daily, offer, plain, revoke, total, use } from './example-packs.ts'
import { forecast, PACE_DAYS, PACE_DAYS_MIN } from './forecast.ts'
import type { Pack } from './pack.ts'

const same = (actual: unknown, expected: unknown) =>
  assert.deepEqual(plain(actual), plain(expected))

const NOON = at('03-10 12:00')
const DAY_LATER = at('03-11 12:00')
const TWO_LATER = at('03-12 12:00')
const QUEUEING = offer({ stacking: { kind: 'queues', trigger: 'end' } })

describe('coverage', () => {
  test('reaches through queued packs without a gap', () => {
    let packs = buy([], offer(), { id: 1, now: NOON })
    packs = buy(packs, QUEUEING, { id: 2, now: NOON })
    same(coverageAt(packs, NOON), { kind: 'covered', until: TWO_LATER })
  })

  test('counts a pack that waits behind a refunded queue place', () => {
    let packs = buy([], offer(), { id: 1, now: NOON })
    packs = buy(packs, QUEUEING, { id: 2, now: NOON })
    packs = revoke(buy(packs, QUEUEING, { id: 3, now: NOON }), 2, NOON)
    same(coverageAt(packs, NOON), { kind: 'covered', until: TWO_LATER })
  })

  test('has no end while a pack without one lives, and stops at a gap', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const endless = offer({ validity: { kind: 'until_used', daysMax: null } })
    const both = buy(packs, endless, { id: 2, now: NOON })
    same(coverageAt(both, NOON), { kind: 'covered', until: null })
    const after = buy(packs, offer({ start: { kind: 'after_current' } }), { id: 2, now: NOON })
    const gap = revoke(after, 1, at('03-10 13:00'))
    same(coverageAt(gap, at('03-10 14:00')), { kind: 'none' })
  })

  test('is over since the last end, with the longer grace of two ending together', () => {
    let packs = buy([], offer({ graceDays: 2 }), { id: 1, now: NOON })
    packs = buy(packs, offer({ graceDays: 7 }), { id: 2, now: NOON })
    packs = buy(packs, offer({ graceDays: 5 }), { id: 3, now: NOON })
    const over = { kind: 'over', since: DAY_LATER, graceDays: 7 }
    same(coverageAt(packs, DAY_LATER), over)
    same(coverageAt([], NOON), { kind: 'none' })
  })

  test('a refund ends it then, but a refund after the end does not move the end', () => {
    const packs = buy([], offer(), { id: 1, now: NOON })
    const early = revoke(packs, 1, at('03-10 13:00'))
    const since = at('03-10 13:00')
    same(coverageAt(early, since), { kind: 'over', since, graceDays: 3 })
    const late = coverageAt(revoke(packs, 1, TWO_LATER), TWO_LATER)
    same(late, { kind: 'over', since: DAY_LATER, graceDays: 3 })
  })
})

describe('the forecast', () => {
  const week = offer({ validity: { kind: 'hours', hours: 168 } })
  const PACE_OF_40 = [bytes(30), bytes(50)]

  function foretold(packs: readonly Pack[], dayUsage = PACE_OF_40, now: Instant = NOON) {
    return forecast(packs, { now, coverage: coverageAt(packs, now), dayUsage })
  }

  test('carries the pace of the last days forward: 100 bytes at 40 a day last 60 hours', () => {
    const packs = buy([], week, { id: 1, now: NOON })
    const expected = { kind: 'empties', emptyAt: at('03-13 00:00'), beforeEndBy: 108 }
    same(foretold(packs), expected)
    const long = Array.from({ length: 30 }, () => bytes(999))
    const recent = Array.from({ length: PACE_DAYS }, () => bytes(40))
    same(foretold(packs, [...long, ...recent]), expected)
  })

  test('counts bytes only until they lapse', () => {
    let packs = buy([], offer({ allowance: total(1_000) }), { id: 1, now: NOON })
    packs = buy(packs, offer({ ...week.grant, allowance: total(20) }), { id: 2, now: NOON })
    const expected = { kind: 'empties', emptyAt: at('03-12 00:00'), beforeEndBy: 132 }
    same(foretold(packs), expected)
  })

  test('measures against the end of the packs that run, not of those queued behind', () => {
    const packs = buy(buy([], week, { id: 1, now: NOON }), QUEUEING, { id: 2, now: NOON })
    const told = foretold(packs)
    assert(told.kind === 'empties')
    assert.equal(told.beforeEndBy, 108)
  })

  test('says it lasts when it does, to the very end, and however slow the pace', () => {
    same(foretold(buy([], offer(), { id: 1, now: NOON })), { kind: 'lasts' })
    const exact = offer({ validity: { kind: 'hours', hours: 60 } })
    same(foretold(buy([], exact, { id: 1, now: NOON })), { kind: 'lasts' })
    const huge = offer({ ...week.grant, allowance: { kind: 'total', bytes: bytes(10n ** 18n) } })
    const slow = foretold(buy([], huge, { id: 1, now: NOON }), [bytes(1), bytes(1)])
    same(slow, { kind: 'lasts' })
  })

  test('says it lasts while another pack takes over at the last byte', () => {
    const packs = buy([], week, { id: 1, now: NOON })
    const whenEmpty = offer({ stacking: { kind: 'queues', trigger: 'end_or_empty' } })
    same(foretold(buy(packs, whenEmpty, { id: 2, now: NOON })), { kind: 'lasts' })
    const first = offer({ start: { kind: 'first_use', withinDays: 9, atLatest: 'lapses' } })
    same(foretold(buy(packs, first, { id: 2, now: NOON })), { kind: 'lasts' })
  })

  test('says nothing from too little usage, for daily or unlimited data, or with none left', () => {
    const packs = buy([], week, { id: 1, now: NOON })
    const idle = Array.from({ length: PACE_DAYS_MIN + 3 }, () => bytes(0))
    same(foretold(packs, [...idle, bytes(40)]), { kind: 'unknown' })
    const quotas = buy(packs, offer({ allowance: daily(10) }), { id: 2, now: NOON })
    same(foretold(quotas), { kind: 'unknown' })
    const { packs: empty } = use(packs, { from: NOON, until: NOON }, 100)
    same(foretold(empty), { kind: 'unknown' })
    same(foretold([]), { kind: 'unknown' })
  })
})
