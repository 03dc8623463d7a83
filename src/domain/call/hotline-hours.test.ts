import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { instant, isBefore, jstDate, plusMinutes, type Instant } from '../basics/time.ts'
import {
  callBackSpan,
  hoursOn,
  isOpenAt,
  openingAfter,
  USUAL_HOURS,
  type DayHours,
  type HotlineHours,
} from './hotline-hours.ts'

const at = (text: string) => instant(`${text}+09:00`)
const day = (text: string) => Temporal.PlainDate.from(text)
const shown = (open: { readonly from: Instant; readonly until: Instant } | null) =>
  open === null
    ? null
    : [open.from, open.until].map((one) =>
        one.toZonedDateTimeISO('Asia/Tokyo').toPlainDateTime().toString({ smallestUnit: 'minute' }),
      )

const NINE_TO_NINE: DayHours = { from: 540, until: 1_260 }
/** Monday the 23rd of November 2026 is one. */
const isHoliday = (date: Temporal.PlainDate) => date.toString() === '2026-11-23'
const noHoliday = () => false

/** Weekdays nine to nine, shorter on Saturday, nobody on Sunday. */
const SHOP: HotlineHours = {
  week: [...Array.from({ length: 5 }, () => NINE_TO_NINE), { from: 600, until: 900 }, null],
  holidays: null,
  closed: [],
  callBackHours: 2,
}

suite('the hours of the hotline', () => {
  test('begin with their first microsecond and are over at their last', () => {
    const open = (text: string) => isOpenAt(SHOP, at(text), isHoliday)
    assert.equal(open('2026-11-24T08:59:59.999999'), false)
    assert.equal(open('2026-11-24T09:00'), true)
    assert.equal(open('2026-11-24T20:59:59.999999'), true)
    assert.equal(open('2026-11-24T21:00'), false)
  })

  test('follow the day of the week in Japan, not that of Greenwich', () => {
    // Friday evening in Greenwich is Saturday morning in Japan.
    assert.equal(isOpenAt(SHOP, instant('2026-11-27T23:30:00Z'), isHoliday), false)
    assert.equal(isOpenAt(SHOP, instant('2026-11-28T01:00:00Z'), isHoliday), true)
  })

  test('on a holiday are as usual, none, or others, whichever day of the week it is', () => {
    const onHoliday = (over: Partial<HotlineHours>) =>
      shown(hoursOn({ ...SHOP, ...over }, day('2026-11-23'), isHoliday))
    assert.deepEqual(onHoliday({ holidays: 'as_usual' }), ['2026-11-23T09:00', '2026-11-23T21:00'])
    assert.equal(onHoliday({ holidays: null }), null)
    const short = { from: 600, until: 1_020 }
    assert.deepEqual(onHoliday({ holidays: short }), ['2026-11-23T10:00', '2026-11-23T17:00'])
    const neverMondays = [null, ...SHOP.week.slice(1)]
    assert.deepEqual(onHoliday({ week: neverMondays, holidays: short }), [
      '2026-11-23T10:00',
      '2026-11-23T17:00',
    ])
  })

  test('are none on a closed date, holiday or not', () => {
    const closed = [{ date: day('2026-11-23'), why: null }]
    assert.equal(
      hoursOn({ ...SHOP, holidays: NINE_TO_NINE, closed }, day('2026-11-23'), isHoliday),
      null,
    )
  })

  test('may last until the midnight that ends the day, and go on at the next', () => {
    const always: HotlineHours = {
      ...USUAL_HOURS,
      week: Array.from({ length: 7 }, () => ({ from: 0, until: 1_440 })),
    }
    for (const text of ['2026-11-23T23:59:59.999999', '2026-11-24T00:00', '2026-11-24T00:01']) {
      assert.equal(isOpenAt(always, at(text), noHoliday), true, text)
    }
  })

  test('that end before they begin are none', () => {
    const week = Array.from({ length: 7 }, () => ({ from: 600, until: 600 }))
    assert.equal(hoursOn({ ...SHOP, week }, day('2026-11-24'), noHoliday), null)
  })
})

suite('the next opening', () => {
  const next = (text: string, hours = SHOP) => shown(openingAfter(hours, at(text), isHoliday))

  test('is the one that runs, until its very end', () => {
    assert.deepEqual(next('2026-11-24T20:59:59'), ['2026-11-24T09:00', '2026-11-24T21:00'])
    assert.deepEqual(next('2026-11-24T21:00'), ['2026-11-25T09:00', '2026-11-25T21:00'])
  })

  test('passes over Sunday and a holiday after it', () => {
    assert.deepEqual(next('2026-11-21T15:00'), ['2026-11-24T09:00', '2026-11-24T21:00'])
  })

  test('comes after a closing of weeks, and is not looked for beyond two months', () => {
    const closedFor = (days: number) => ({
      ...USUAL_HOURS,
      closed: Array.from({ length: days }, (_, index) => ({
        date: day('2026-11-24').add({ days: index }),
        why: null,
      })),
    })
    assert.deepEqual(next('2026-11-24T12:00', closedFor(60)), [
      '2027-01-23T09:00',
      '2027-01-23T21:00',
    ])
    assert.equal(next('2026-11-24T12:00', closedFor(61)), null)
    assert.equal(
      next('2026-11-24T12:00', { ...SHOP, week: Array.from({ length: 7 }, () => null) }),
      null,
    )
  })
})

suite('a promise to call back', () => {
  const promised = (text: string, over: Partial<HotlineHours> = {}) =>
    shown(callBackSpan({ ...SHOP, ...over }, at(text), isHoliday))

  test('begins at once while somebody is there', () => {
    assert.deepEqual(promised('2026-11-24T10:30'), ['2026-11-24T10:30', '2026-11-24T12:30'])
    assert.deepEqual(promised('2026-11-24T19:00'), ['2026-11-24T19:00', '2026-11-24T21:00'])
  })

  test('goes over a closing: what is left of it is kept when people are there again', () => {
    assert.deepEqual(promised('2026-11-24T20:00'), ['2026-11-24T20:00', '2026-11-25T10:00'])
    // Saturday afternoon, then Sunday and a holiday.
    assert.deepEqual(promised('2026-11-21T14:30'), ['2026-11-21T14:30', '2026-11-24T10:30'])
  })

  test('made at night begins with the next opening', () => {
    assert.deepEqual(promised('2026-11-24T23:00'), ['2026-11-25T09:00', '2026-11-25T11:00'])
    assert.deepEqual(promised('2026-11-22T03:00'), ['2026-11-24T09:00', '2026-11-24T11:00'])
  })

  test('longer than a day takes several', () => {
    assert.deepEqual(promised('2026-11-25T09:00', { callBackHours: 25 }), [
      '2026-11-25T09:00',
      '2026-11-27T10:00',
    ])
  })

  test('is not made where nobody ever comes', () => {
    assert.equal(promised('2026-11-24T10:00', { week: [], holidays: 'as_usual' }), null)
  })
})

/** Hours at whole half hours, so that edges meet often. */
const dayHours = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 47 }), fc.integer({ min: 1, max: 48 }))
    .map(([from, length]) => ({ from: from * 30, until: Math.min(1_440, (from + length) * 30) })),
  { nil: null },
)
const calendars: fc.Arbitrary<HotlineHours> = fc.record({
  week: fc.array(dayHours, { minLength: 7, maxLength: 7 }),
  holidays: fc.oneof(fc.constant('as_usual' as const), dayHours),
  closed: fc
    .uniqueArray(fc.nat(9), { maxLength: 4 })
    .map((days) => days.map((days) => ({ date: day('2026-11-20').add({ days }), why: null }))),
  callBackHours: fc.integer({ min: 1, max: 30 }),
})
/** Around closings, the holiday and edges: half hours, and a microsecond to either side. */
const moments = fc
  .tuple(fc.nat(10 * 48), fc.constantFrom(-1, 0, 1))
  .map(([halves, micros]) =>
    plusMinutes(at('2026-11-20T00:00'), halves * 30).add({ microseconds: micros }),
  )

test('whoever is told that people are there finds the moment within hours of that day', () => {
  fc.assert(
    fc.property(calendars, moments, (hours, now) => {
      const open = hoursOn(hours, jstDate(now), isHoliday)
      const isWithin = open !== null && !isBefore(now, open.from) && isBefore(now, open.until)
      assert.equal(isOpenAt(hours, now, isHoliday), isWithin)
      const next = openingAfter(hours, now, isHoliday)
      assert.equal(next !== null && !isBefore(now, next.from), isWithin)
    }),
  )
})

test('nobody is there between now and the next opening', () => {
  fc.assert(
    fc.property(calendars, moments, (hours, now) => {
      const next = openingAfter(hours, now, isHoliday)
      if (next === null || !isBefore(now, next.from)) return
      assert.equal(isOpenAt(hours, next.from, isHoliday), true)
      for (let time = now; isBefore(time, next.from); time = plusMinutes(time, 30)) {
        assert.equal(isOpenAt(hours, time, isHoliday), false, time.toString())
      }
    }),
  )
})

test('a span asked for an instant after the hour goes on where people are there again', () => {
  const day = { from: 90, until: 1_440 }
  const saturdays = [null, null, null, null, null, day, null] as const
  const hours = { week: saturdays, holidays: null, closed: [], callBackHours: 5 }
  const span = callBackSpan(hours, instant('2026-11-21T10:00:00.000001Z'), isHoliday)
  assert.equal(span?.until.toString(), '2026-11-27T16:31:00Z')
})

test('a promised span begins and ends while people are there, and has the minutes promised', () => {
  fc.assert(
    fc.property(calendars, moments, (hours, now) => {
      const span = callBackSpan(hours, now, isHoliday)
      if (span === null) return
      assert.ok(!isBefore(span.from, now))
      assert.equal(isOpenAt(hours, span.from, isHoliday), true)
      assert.equal(isOpenAt(hours, plusMinutes(span.until, -1), isHoliday), true)
      let minutes = 0
      for (let time = span.from; isBefore(time, span.until); time = plusMinutes(time, 1)) {
        if (isOpenAt(hours, time, isHoliday)) minutes += 1
      }
      const promised = hours.callBackHours * 60
      // Seconds of a begun minute are the caller's.
      assert.ok(minutes >= promised && minutes <= promised + 1, `${minutes} of ${promised}`)
    }),
    { numRuns: 60 },
  )
})
