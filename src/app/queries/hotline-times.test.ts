import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant } from '../../domain/basics/time.ts'
import { USUAL_HOURS, type HotlineHours } from '../../domain/call/hotline-hours.ts'
import { hotlineTimes, OTHER_DAYS_MAX } from './hotline-times.ts'

const at = (text: string) => instant(`${text}+09:00`)
const isHoliday = (date: Temporal.PlainDate) =>
  ['2026-11-23', '2027-01-01', '2027-01-11'].includes(date.toString())
const NEW_YEAR = {
  'zh-CN': '年末年初',
  'zh-TW': '年末年初',
  en: 'New Year',
  ja: '年末年始',
  ko: '연말',
}
const day = (text: string) => Temporal.PlainDate.from(text)
const nine = { from: 540, until: 1_260 }
const ten = { from: 600, until: 1_080 }

const SHOP: HotlineHours = {
  week: [nine, nine, nine, nine, nine, ten, null],
  holidays: ten,
  closed: ['2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'].map((date) => ({
    date: day(date),
    why: NEW_YEAR,
  })),
  callBackHours: 2,
}
const times = (hours: HotlineHours, text: string) => hotlineTimes(hours, at(text), isHoliday)

test('People who answer now are said to do so until they leave', () => {
  assert.deepEqual(times(SHOP, '2026-11-24T09:00').now, {
    kind: 'open',
    until: at('2026-11-24T21:00'),
  })
  assert.deepEqual(times(SHOP, '2026-11-24T21:00').now, {
    kind: 'closed',
    opens: at('2026-11-25T09:00'),
  })
  // A Sunday before a holiday.
  assert.deepEqual(times(SHOP, '2026-11-22T12:00').now, {
    kind: 'closed',
    opens: at('2026-11-23T10:00'),
  })
})

test('Hours that go on at midnight have no end that day, and none at all where they never end', () => {
  const always = {
    ...USUAL_HOURS,
    week: Array.from({ length: 7 }, () => ({ from: 0, until: 1_440 })),
  }
  assert.deepEqual(times(always, '2026-11-24T09:00').now, { kind: 'open', until: null })
  const closed = [{ date: day('2026-11-26'), why: null }]
  assert.deepEqual(times({ ...always, closed }, '2026-11-24T09:00').now, {
    kind: 'open',
    until: at('2026-11-26T00:00'),
  })
})

test('Where nobody ever answers there is no next opening', () => {
  const never = { ...SHOP, week: Array.from({ length: 7 }, () => null), holidays: null }
  assert.deepEqual(times(never, '2026-11-24T09:00').now, { kind: 'closed', opens: null })
})

test('The week is told in rows of like days', () => {
  assert.deepEqual(times(SHOP, '2026-11-24T09:00').week, [
    { from: 1, to: 5, hours: nine },
    { from: 6, to: 6, hours: ten },
    { from: 7, to: 7, hours: null },
  ])
  assert.deepEqual(times(USUAL_HOURS, '2026-11-24T09:00').week, [{ from: 1, to: 7, hours: nine }])
})

test('Days that are not as usual are told ahead, those in a row as one', () => {
  const told = (text: string, hours = SHOP) =>
    times(hours, text).others.map(({ from, to, hours, why, isHoliday }) =>
      [from, to, JSON.stringify(hours), why?.en ?? null, isHoliday].join(' '),
    )
  assert.deepEqual(told('2026-11-10T12:00'), [
    '2026-11-23 2026-11-23 {"from":600,"until":1080}  true',
  ])
  // Sunday the third is closed anyway.
  assert.deepEqual(told('2026-12-30T12:00'), [
    '2026-12-31 2027-01-02 null New Year false',
    '2027-01-11 2027-01-11 {"from":600,"until":1080}  true',
  ])
  assert.deepEqual(told('2026-11-10T12:00', { ...SHOP, holidays: 'as_usual' }), [])
})

test('No more of them are told than anybody reads', () => {
  const closed = [1, 5, 9, 13, 17].map((days) => ({
    date: day('2026-11-30').add({ days }),
    why: null,
  }))
  assert.equal(times({ ...USUAL_HOURS, closed }, '2026-11-24T09:00').others.length, OTHER_DAYS_MAX)
})
