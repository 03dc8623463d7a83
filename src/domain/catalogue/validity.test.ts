import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { BrokenInvariant } from '../basics/assert.ts'
import { fromMicros, instant, jstDate, microsOf, type Instant } from '../basics/time.ts'
import {
  VALIDITY_DAYS_MAX,
  VALIDITY_HOURS_MAX,
  VALIDITY_MONTHS_MAX,
  anchorDayOf,
  anchorInForce,
  isSoundValidity,
  longest,
  nextPeriodEnd,
  validUntil,
  type Validity,
} from './validity.ts'

const DAY_MICROS = 86_400_000_000n
const CLIP: Validity = { kind: 'monthly_anniversary', shortMonths: 'clip' }
const FIRST: Validity = { kind: 'monthly_anniversary', shortMonths: 'first_of_next' }
const MONTH: Validity = { kind: 'calendar_month' }

const hours = (count: number): Validity => ({ kind: 'hours', hours: count })
const toDayEnd = (count: number): Validity => ({ kind: 'days_to_day_end', days: count })
const calendarDays = (count: number): Validity => ({ kind: 'calendar_days', days: count })
const endOfMonth = (count: number): Validity => ({ kind: 'end_of_month', months: count })
const untilUsed = (count: number | null): Validity => ({ kind: 'until_used', daysMax: count })

/** `2027-01-31` is that JST midnight, `2027-01-31T10:00` that JST time. */
function jst(text: string): Instant {
  return instant(text.includes('T') ? `${text}+09:00` : `${text}T00:00+09:00`)
}

function written(at: Instant | null): string {
  if (at === null) return 'no end'
  return at.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime().toString()
}

function shift(at: Instant, micros: bigint): Instant {
  return fromMicros(microsOf(at) + micros)
}

function definite(end: Instant | null): Instant {
  assert.ok(end !== null)
  return end
}

describe('the end of a first period', () => {
  const rows: [name: string, validity: Validity, from: string, until: string][] = [
    ['24 hours', hours(24), '2027-02-28T21:15:00.000001', '2027-03-01T21:15:00.000001'],
    ['1 hour over midnight', hours(1), '2027-12-31T23:30', '2028-01-01T00:30'],
    ['3 days to day end', toDayEnd(3), '2027-05-10T10:00', '2027-05-14T00:00'],
    ['7 days to day end over a leap day', toDayEnd(7), '2028-02-25T10:00', '2028-03-04T00:00'],
    ['1 calendar day', calendarDays(1), '2027-05-10T23:59', '2027-05-11T00:00'],
    ['30 calendar days', calendarDays(30), '2027-02-01T08:00', '2027-03-03T00:00'],
    ['calendar month', MONTH, '2027-12-09T12:00', '2028-01-01T00:00'],
    ['calendar month bought on its last day', MONTH, '2028-02-29T23:59', '2028-03-01T00:00'],
    ['end of this month', endOfMonth(1), '2027-02-28T12:00', '2027-03-01T00:00'],
    ['end of the 3rd month', endOfMonth(3), '2027-11-30T12:00', '2028-02-01T00:00'],
    ['365 days of until used', untilUsed(365), '2027-03-01T12:00', '2028-02-29T12:00'],
    ['anniversary', CLIP, '2027-05-10T10:00', '2027-06-10T00:00'],
    ['anniversary bought at midnight', CLIP, '2027-05-10T00:00', '2027-06-10T00:00'],
  ]
  for (const [name, validity, from, until] of rows) {
    test(`${name} from ${from} is ${until}`, () => {
      assert.equal(written(validUntil(validity, jst(from))), written(jst(until)))
    })
  }

  test('a pack that is valid until used has no end unless its offer limits it', () => {
    assert.equal(validUntil(untilUsed(null), jst('2027-05-10')), null)
  })

  test('an end told by the wholesaler is taken as told', () => {
    const toldUntil = instant('2027-05-17T15:59:59Z')
    const told: Validity = { kind: 'told_by_wholesaler' }
    assert.equal(validUntil(told, jst('2027-05-10'), { toldUntil }), toldUntil)
    assert.throws(() => validUntil(told, jst('2027-05-10')), BrokenInvariant)
  })
})

describe('a microsecond before, at and after a JST midnight', () => {
  const midnight = jst('2027-05-31')
  const rows: [name: string, validity: Validity, before: string, at: string][] = [
    ['3 days to day end', toDayEnd(3), '2027-06-03', '2027-06-04'],
    ['2 calendar days', calendarDays(2), '2027-06-01', '2027-06-02'],
    ['calendar month', MONTH, '2027-06-01', '2027-06-01'],
    ['end of the 2nd month', endOfMonth(2), '2027-07-01', '2027-07-01'],
    ['anniversary clipped', CLIP, '2027-06-30', '2027-06-30'],
    ['anniversary or the 1st', FIRST, '2027-07-01', '2027-07-01'],
  ]
  for (const [name, validity, before, at] of rows) {
    test(`${name} goes by the JST day that holds the start`, () => {
      const ends = [-1n, 0n, 1n].map((micros) => validUntil(validity, shift(midnight, micros)))
      assert.deepEqual(
        ends.map(written),
        [before, at, at].map((day) => written(jst(day))),
      )
    })
  }

  test('month shapes turn at the midnight that begins the 1st, in JST and not in UTC', () => {
    const turn = jst('2027-06-01')
    for (const [validity, before, at] of [
      [MONTH, '2027-06-01', '2027-07-01'],
      [endOfMonth(3), '2027-08-01', '2027-09-01'],
      [CLIP, '2027-06-30', '2027-07-01'],
      [FIRST, '2027-07-01', '2027-07-01'],
    ] as const) {
      const ends = [-1n, 0n, 1n].map((micros) => validUntil(validity, shift(turn, micros)))
      assert.deepEqual(
        ends.map(written),
        [before, at, at].map((day) => written(jst(day))),
      )
    }
  })

  test('rolling shapes keep the microsecond', () => {
    for (const validity of [hours(72), untilUsed(3)]) {
      for (const micros of [-1n, 0n, 1n]) {
        const end = definite(validUntil(validity, shift(midnight, micros)))
        assert.equal(written(end), written(shift(jst('2027-06-03'), micros)))
      }
    }
  })
})

describe('a chain of monthly anniversaries', () => {
  function chain(validity: Validity, first: string, periods: number): string[] {
    const from = jst(first)
    const anchorDay = anchorDayOf(from)
    const ends = [definite(validUntil(validity, from))]
    while (ends.length < periods) {
      ends.push(
        definite(nextPeriodEnd(validity, { end: definite(ends.at(-1) ?? null), anchorDay })),
      )
    }
    return ends.map((end) => jstDate(end).toString())
  }

  const rows: [validity: Validity, first: string, ends: string[]][] = [
    [CLIP, '2027-01-28T10:00', ['2027-02-28', '2027-03-28', '2027-04-28']],
    [CLIP, '2027-01-29T10:00', ['2027-02-28', '2027-03-29', '2027-04-29']],
    [CLIP, '2027-01-30T10:00', ['2027-02-28', '2027-03-30', '2027-04-30']],
    [CLIP, '2027-01-31T10:00', ['2027-02-28', '2027-03-31', '2027-04-30', '2027-05-31']],
    [CLIP, '2024-01-29T10:00', ['2024-02-29', '2024-03-29', '2024-04-29']],
    [CLIP, '2024-01-30T10:00', ['2024-02-29', '2024-03-30', '2024-04-30']],
    [CLIP, '2028-01-31T10:00', ['2028-02-29', '2028-03-31', '2028-04-30', '2028-05-31']],
    [CLIP, '2100-01-29T10:00', ['2100-02-28', '2100-03-29']],
    [CLIP, '2027-11-30T10:00', ['2027-12-30', '2028-01-30', '2028-02-29', '2028-03-30']],
    [FIRST, '2027-01-28T10:00', ['2027-02-28', '2027-03-28', '2027-04-28']],
    [FIRST, '2028-01-29T10:00', ['2028-03-01', '2028-04-01', '2028-05-01']],
    [FIRST, '2027-01-31T10:00', ['2027-03-01', '2027-04-01', '2027-05-01']],
    [FIRST, '2027-03-30T10:00', ['2027-05-01', '2027-06-01']],
    [FIRST, '2027-12-31T10:00', ['2028-02-01', '2028-03-01']],
    [FIRST, '2028-02-29T10:00', ['2028-04-01', '2028-05-01']],
    [FIRST, '2100-02-28T10:00', ['2100-03-28', '2100-04-28']],
  ]
  for (const [validity, first, ends] of rows) {
    const name = validity === CLIP ? 'clipped' : 'or the 1st'
    test(`${name}, from ${first.slice(0, 10)}, ends on ${ends.join(', ')}`, () => {
      assert.deepEqual(chain(validity, first, ends.length), ends)
    })
  }

  test('without its anchor a period from a clipped end would stay on the clipped day', () => {
    assert.equal(written(validUntil(CLIP, jst('2027-02-28'))), written(jst('2027-03-28')))
    assert.equal(
      written(validUntil(CLIP, jst('2027-02-28'), { anchorDay: 31 })),
      written(jst('2027-03-31')),
    )
  })

  test('an end that was moved off the anchor begins a new anchor, never a month of days', () => {
    assert.equal(anchorInForce(jst('2027-02-18'), 15), 18)
    assert.equal(
      written(nextPeriodEnd(CLIP, { end: jst('2027-01-31'), anchorDay: 1 })),
      written(jst('2027-02-28')),
    )
  })

  test('an anchor that is no day of a month is a broken invariant', () => {
    for (const anchorDay of [0, 32, 1.5]) {
      assert.throws(() => validUntil(CLIP, jst('2027-02-18'), { anchorDay }), BrokenInvariant)
    }
  })
})

describe('an extension', () => {
  const rows: [name: string, validity: Validity, oldEnd: string, end: string][] = [
    ['hours', hours(24), '2027-05-10T21:15', '2027-05-11T21:15'],
    ['days to day end, one more midnight', toDayEnd(3), '2027-05-14', '2027-05-18'],
    ['calendar days', calendarDays(3), '2027-05-14', '2027-05-17'],
    ['calendar month', MONTH, '2027-06-01', '2027-07-01'],
    ['end of the 3rd month', endOfMonth(3), '2027-06-01', '2027-09-01'],
  ]
  for (const [name, validity, oldEnd, end] of rows) {
    test(`counts ${name} from the old end`, () => {
      const moved = nextPeriodEnd(validity, { end: jst(oldEnd), anchorDay: 10 })
      assert.equal(written(moved), written(jst(end)))
    })
  }

  test('of a pack told by the wholesaler takes the newly told end', () => {
    const toldUntil = jst('2027-07-01')
    const old = { end: jst('2027-06-01'), anchorDay: 1, toldUntil }
    assert.equal(nextPeriodEnd({ kind: 'told_by_wholesaler' }, old), toldUntil)
  })
})

test('counts are whole, positive and within the named bounds', () => {
  const makers: [(count: number) => Validity, number][] = [
    [hours, VALIDITY_HOURS_MAX],
    [toDayEnd, VALIDITY_DAYS_MAX],
    [calendarDays, VALIDITY_DAYS_MAX],
    [endOfMonth, VALIDITY_MONTHS_MAX],
    [untilUsed, VALIDITY_DAYS_MAX],
  ]
  for (const [make, max] of makers) {
    assert.deepEqual(
      [0, 1, max, max + 1, 1.5, -1, Number.NaN].map((count) => isSoundValidity(make(count))),
      [false, true, true, false, false, false, false],
    )
    assert.ok(validUntil(make(max), jst('2027-01-31')))
    assert.throws(() => validUntil(make(0), jst('2027-01-31')), BrokenInvariant)
  }
  for (const validity of [MONTH, CLIP, FIRST, untilUsed(null)]) {
    assert.ok(isSoundValidity(validity))
  }
})

test('the longest period of a shape is reached and never passed', () => {
  const rows: [Validity, string, number | null][] = [
    [hours(72), '2027-05-10T10:00', 3],
    [toDayEnd(3), '2027-05-10', 4],
    [calendarDays(3), '2027-05-10', 3],
    [MONTH, '2027-05-01', 31],
    [CLIP, '2027-05-10', 31],
    [FIRST, '2027-07-29', 34],
    [endOfMonth(2), '2027-07-01', 62],
    [untilUsed(10), '2027-05-10T10:00', 10],
  ]
  for (const [validity, from, days] of rows) {
    assert.equal(longest(validity), days)
    const micros = microsOf(definite(validUntil(validity, jst(from)))) - microsOf(jst(from))
    assert.equal(micros, BigInt(days ?? 0) * DAY_MICROS, validity.kind)
  }
  assert.equal(longest(hours(25)), 2)
  assert.equal(longest(untilUsed(null)), null)
  assert.equal(longest({ kind: 'told_by_wholesaler' }), null)
})
