import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { at } from '../balance/example-packs.ts'
import { bytes } from '../basics/data-volume.ts'
import { jstDate } from '../basics/time.ts'
import {
  DAYS_KNOWN_MIN,
  DAYS_LOOKED_AT,
  daysThatTell,
  needAtPace,
  needInWords,
  paceOf,
  rootDown,
  type UsedDay,
} from './need.ts'

/** A Wednesday. */
const NOW = at('03-10 12:00')
const today = jstDate(NOW)

/** Whole days before today, newest last. */
function used(...counts: readonly number[]): readonly UsedDay[] {
  return counts.map((count, index) => ({
    date: today.subtract({ days: counts.length - index }),
    bytes: bytes(count),
  }))
}

const sum = (counts: readonly bigint[]) => counts.reduce((one, other) => one + other, 0n)

function pace(days: readonly UsedDay[]) {
  const known = paceOf(days)
  assert.ok(known !== null)
  return known
}

test('Words are spread evenly over the time left and add up to the byte', () => {
  const need = needInWords(bytes(250), { now: NOW, days: 3 })
  assert.deepEqual(need.dayBytes, [50n, 100n, 100n])
  assert.equal(need.lastDay.toString(), '2027-03-12')
  const property = fc.property(fc.bigInt(0n, 10n ** 13n), fc.integer({ min: 1, max: 90 }), check)
  fc.assert(property, { numRuns: 200 })

  function check(total: bigint, days: number) {
    const told = needInWords(bytes(total), { now: NOW, days })
    assert.equal(sum(told.dayBytes), total)
    assert.equal(told.dayBytes.length, days)
  }
})

test('Even days carry on: half of today is left at noon', () => {
  const even = pace(used(...Array.from({ length: 28 }, () => 1_000)))
  const need = needAtPace(even, { now: NOW, days: 3, quantile: 'median' })
  assert.deepEqual(need.dayBytes, [500n, 1_000n, 1_000n])
})

test('A weekday that uses more is expected to, but not after one such day alone', () => {
  const four = pace(used(...Array.from({ length: 28 }, (_, index) => (index % 7 === 0 ? 700 : 0))))
  assert.equal(four.weekday[2], 500n, 'four Wednesdays of 700 and two days of 100')
  assert.equal(four.weekday[3], 34n, 'rounded up')
  const once = pace(used(700, 0, 0, 0, 0, 0, 0))
  assert.equal(once.weekday[2], 300n)
})

test('A heavy time needs more than a usual one, the more so the fewer days are known', () => {
  const total = (days: readonly UsedDay[], quantile: 'low' | 'median' | 'high') =>
    sum(needAtPace(pace(days), { now: NOW, days: 14, quantile }).dayBytes)
  const many = used(...Array.from({ length: 28 }, (_, index) => 50_000 + (index % 2) * 100_000))
  const few = many.slice(-4)
  assert.ok(total(many, 'low') < total(many, 'median'))
  assert.ok(total(many, 'median') < total(many, 'high'))
  const margin = (days: readonly UsedDay[]) =>
    Number(total(days, 'high')) / Number(total(days, 'median'))
  assert.ok(margin(few) > margin(many))
})

test('Fewer days than enough, or none with usage, make no pace', () => {
  assert.equal(paceOf(used(...Array.from({ length: DAYS_KNOWN_MIN - 1 }, () => 5))), null)
  assert.equal(paceOf(used(0, 0, 0, 0, 0)), null)
  assert.ok(paceOf(used(...Array.from({ length: DAYS_KNOWN_MIN }, () => 5))) !== null)
})

test('No more than four weeks are looked at', () => {
  const old = Array.from({ length: 40 }, (_, index) => (index < 12 ? 9_000 : 100))
  assert.equal(pace(used(...old)).daysKnown, DAYS_LOOKED_AT)
  assert.equal(pace(used(...old)).weekday[0], 100n)
})

test('Days before the first usage tell nothing, nor those since data ran out', () => {
  const days = used(4, 0, 6, 0, 0).filter((day) => day.bytes > 0n)
  const counts = (isServed: boolean) =>
    daysThatTell(days, { now: NOW, isServed }).map((day) => Number(day.bytes))
  assert.deepEqual(counts(true), [4, 0, 6, 0, 0])
  assert.deepEqual(counts(false), [4, 0, 6])
  assert.deepEqual(daysThatTell([], { now: NOW, isServed: true }), [])
})

test('A root is the largest whose square fits', () => {
  const property = fc.property(fc.bigInt(0n, 10n ** 30n), (square) => {
    const root = rootDown(square)
    assert.ok(root * root <= square && square < (root + 1n) * (root + 1n))
  })
  fc.assert(property, { numRuns: 200 })
})
