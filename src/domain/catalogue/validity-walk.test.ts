/**
 * A second opinion on `validity.ts`, without Temporal or any function of `time.ts` but the
 * conversion to microseconds: a calendar written out day by day with its own leap rule, and ends
 * found by walking along it. Examples are in `validity.test.ts`.
 */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { fromMicros, instant, isBefore, microsOf } from '../basics/time.ts'
import { anchorDayOf, longest, nextPeriodEnd, validUntil, type Validity } from './validity.ts'

const DAY = 86_400_000_000n
const FIRST_YEAR = 2023
const LAST_YEAR = 2115

interface Day {
  readonly month: number
  readonly day: number
  readonly last: boolean
  /** Microseconds of the JST midnight that begins it. */
  readonly begins: bigint
}

function calendar(): Day[] {
  const days: Day[] = []
  let begins = 1_672_498_800_000_000n // 2023-01-01T00:00+09:00
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
    const lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    for (const [index, length] of lengths.entries()) {
      for (let day = 1; day <= length; day += 1) {
        const month = year * 12 + index
        days.push({ month, day, last: day === length, begins })
        begins += DAY
      }
    }
  }
  return days
}

const DAYS = calendar()

function dayHolding(micros: bigint): number {
  return Number((micros - DAYS[0]!.begins) / DAY)
}

function firstDayFrom(start: number, wanted: (day: Day) => boolean): bigint {
  for (let index = start; ; index += 1) if (wanted(DAYS[index]!)) return DAYS[index]!.begins
}

/** The k-th end of a chain of anniversaries, straight from its first start. */
function kthAnniversary(first: bigint, k: number, shortMonths: 'clip' | 'first_of_next'): bigint {
  const index = dayHolding(first)
  const { month, day: anchor } = DAYS[index]!
  return firstDayFrom(index, (day) => {
    if (shortMonths === 'first_of_next' && anchor >= 29) {
      return day.month === month + k + 1 && day.day === 1
    }
    return day.month === month + k && (day.day === anchor || (day.last && day.day < anchor))
  })
}

function secondOpinion(validity: Validity, from: bigint): bigint | null {
  const index = dayHolding(from)
  switch (validity.kind) {
    case 'hours':
      return from + BigInt(validity.hours) * 3_600_000_000n
    case 'days_to_day_end':
      return firstDayFrom(index, (day) => day.begins > from + BigInt(validity.days) * DAY)
    case 'calendar_days':
      return DAYS[index + validity.days]!.begins
    case 'calendar_month':
      return firstDayFrom(index + 1, (day) => day.day === 1)
    case 'monthly_anniversary':
      return kthAnniversary(from, 1, validity.shortMonths)
    case 'end_of_month': {
      let left = validity.months
      return firstDayFrom(index + 1, (day) => day.day === 1 && --left === 0)
    }
    case 'until_used':
      return validity.daysMax === null ? null : from + BigInt(validity.daysMax) * DAY
    case 'told_by_wholesaler':
      return null
  }
}

function midnightOf(day: string): bigint {
  return microsOf(instant(`${day}T00:00+09:00`))
}

/** Few days and few times of day, all of them beside an edge. */
const EDGE_DAYS = [2024, 2027, 2028, 2099, 2100].flatMap((year) =>
  ['01-01', '01-28', '01-29', '01-30', '01-31', '02-01', '02-27', '02-28', '03-01']
    .concat(['03-30', '03-31', '04-30', '05-01', '07-29', '08-31', '11-30', '12-31'])
    .concat(year === 2024 || year === 2028 ? ['02-29'] : [])
    .map((day) => midnightOf(`${year}-${day}`)),
)
const NINE_HOURS = 32_400_000_000n
const TIMES = [-1n, 0n, 1n, NINE_HOURS - 1n, NINE_HOURS, NINE_HOURS + 1n, DAY / 2n, DAY - 1n, DAY]

const edgeMicros = fc
  .tuple(fc.constantFrom(...EDGE_DAYS), fc.constantFrom(...TIMES))
  .map(([day, time]) => day + time)
const count = fc.constantFrom(1, 2, 3, 7, 12, 30)
const shortMonths = fc.constantFrom('clip' as const, 'first_of_next' as const)
const calendarShape = fc.oneof(
  count.map((days) => ({ kind: 'days_to_day_end' as const, days })),
  count.map((days) => ({ kind: 'calendar_days' as const, days })),
  count.map((months) => ({ kind: 'end_of_month' as const, months })),
  shortMonths.map((rule) => ({ kind: 'monthly_anniversary' as const, shortMonths: rule })),
  fc.constant({ kind: 'calendar_month' as const }),
)
const shape = fc.oneof(
  calendarShape,
  count.map((hours) => ({ kind: 'hours' as const, hours })),
  count.map((daysMax) => ({ kind: 'until_used' as const, daysMax })),
)
const anchor = fc.constantFrom(undefined, 1, 15, 28, 29, 30, 31)

function endOf(validity: Validity, from: bigint, anchorDay?: number): bigint {
  const context = anchorDay === undefined ? {} : { anchorDay }
  const end = validUntil(validity, fromMicros(from), context)
  assert.ok(end !== null)
  return microsOf(end)
}

const RUNS = { numRuns: 600 }

describe('for every shape and every start', () => {
  test('the calendar of the second opinion ends where it should', () => {
    assert.equal(DAYS.at(-1)!.begins, midnightOf(`${LAST_YEAR}-12-31`))
  })

  test('the end is what walking the calendar finds', () => {
    fc.assert(
      fc.property(shape, edgeMicros, (validity, from) => {
        assert.equal(endOf(validity, from), secondOpinion(validity, from))
      }),
      RUNS,
    )
  })

  test('the end lies after the start, and no further than the longest period', () => {
    fc.assert(
      fc.property(shape, edgeMicros, anchor, (validity, from, anchorDay) => {
        const end = endOf(validity, from, anchorDay)
        assert.ok(isBefore(fromMicros(from), fromMicros(end)))
        assert.ok(end - from <= BigInt(longest(validity) ?? 0) * DAY)
      }),
      RUNS,
    )
  })

  test('a later start never ends earlier', () => {
    fc.assert(
      fc.property(shape, edgeMicros, edgeMicros, anchor, (validity, one, other, anchorDay) => {
        const [early, late] = one < other ? [one, other] : [other, one]
        assert.ok(endOf(validity, early, anchorDay) <= endOf(validity, late, anchorDay))
      }),
      RUNS,
    )
  })

  test('calendar shapes end at a JST midnight', () => {
    fc.assert(
      fc.property(calendarShape, edgeMicros, anchor, (validity, from, anchorDay) => {
        assert.equal((endOf(validity, from, anchorDay) + NINE_HOURS) % DAY, 0n)
      }),
      RUNS,
    )
  })

  test('periods chained one by one end where the k-th is computed from the first', () => {
    fc.assert(
      fc.property(shortMonths, edgeMicros, (rule, first) => {
        const validity: Validity = { kind: 'monthly_anniversary', shortMonths: rule }
        const anchorDay = anchorDayOf(fromMicros(first))
        let end = endOf(validity, first)
        for (let k = 1; k <= 26; k += 1) {
          assert.equal(end, kthAnniversary(first, k, rule), `period ${k}`)
          const next = nextPeriodEnd(validity, { end: fromMicros(end), anchorDay })
          assert.ok(next !== null)
          end = microsOf(next)
        }
      }),
      { numRuns: 200 },
    )
  })
})
