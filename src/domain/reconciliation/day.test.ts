import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, jstMidnight, plusDays, plusHours, type Instant } from '../basics/time.ts'
import {
  daysDue,
  RECOMPARE_DAYS_MAX,
  RECONCILE_AFTER_HOURS,
  REACH_BACK_DAYS_MAX,
  spanOf,
} from './day.ts'

const DAY = Temporal.PlainDate.from('2027-03-10')
const NOON = instant('2027-03-10T12:00:00+09:00')
const OVER = plusHours(jstMidnight(DAY.add({ days: 1 })), RECONCILE_AFTER_HOURS)

function due(now: Instant, known: Parameters<typeof daysDue>[0] = [], first = NOON) {
  return daysDue(known, { first, now }).map(String)
}

test('A day is compared some hours after its end, for providers lag', () => {
  assert.deepEqual(due(OVER.subtract({ microseconds: 1 })), [])
  assert.deepEqual(due(OVER), ['2027-03-10'])
})

test('Every day since the first payment is compared once, oldest first', () => {
  assert.deepEqual(due(plusDays(OVER, 2)), ['2027-03-10', '2027-03-11', '2027-03-12'])
  const done = { day: DAY.add({ days: 1 }), state: 'agrees', at: OVER } as const
  assert.deepEqual(due(plusDays(OVER, 2), [done]), ['2027-03-10', '2027-03-12'])
})

test('A day that differs is compared again a day later, until it is too old', () => {
  const differs = { day: DAY, state: 'differs', at: OVER } as const
  const others = Array.from({ length: 30 }, (_, count) => {
    return { day: DAY.add({ days: count + 1 }), state: 'agrees', at: OVER } as const
  })
  const known = [differs, ...others]
  assert.deepEqual(due(plusDays(OVER, 1).subtract({ microseconds: 1 }), known), [])
  assert.deepEqual(due(plusDays(OVER, 1), known), ['2027-03-10'])
  const old = jstMidnight(DAY.add({ days: 1 + RECOMPARE_DAYS_MAX }))
  assert.deepEqual(due(old.subtract({ microseconds: 1 }), known), ['2027-03-10'])
  assert.deepEqual(due(old, known), [])
})

test('An old installation reaches back so far and no further', () => {
  const days = due(OVER, [], plusDays(NOON, -1_000))
  assert.equal(days.length, REACH_BACK_DAYS_MAX)
  assert.equal(days.at(-1), '2027-03-10')
})

test('A day is a day in Japan', () => {
  assert.equal(spanOf(DAY).from.toString(), '2027-03-09T15:00:00Z')
  assert.equal(spanOf(DAY).until.toString(), '2027-03-10T15:00:00Z')
})
