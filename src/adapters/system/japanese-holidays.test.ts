import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { HOLIDAYS_KNOWN_UNTIL, holidayName, isJapaneseHoliday } from './japanese-holidays.ts'

const on = (text: string) => holidayName(Temporal.PlainDate.from(text))

function holidaysOf(year: number): readonly string[] {
  const first = Temporal.PlainDate.from({ year, month: 1, day: 1 })
  return Array.from({ length: first.daysInYear }, (_, days) => first.add({ days }))
    .filter(isJapaneseHoliday)
    .map((date) => date.toString().slice(5))
}

suite('the public holidays of Japan', () => {
  test('are the eighteen that the Cabinet Office announced for 2026', () => {
    assert.deepEqual(
      holidaysOf(2026).join(' '),
      '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 ' +
        '09-23 10-12 11-03 11-23',
    )
  })

  test('are the seventeen that the Cabinet Office announced for 2027', () => {
    assert.deepEqual(
      holidaysOf(2027).join(' '),
      '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 ' +
        '10-11 11-03 11-23',
    )
  })

  test('have a day in lieu after a Sunday, and after a row of holidays that began on one', () => {
    assert.equal(on('2027-03-21'), '春分の日')
    assert.match(on('2027-03-22') ?? '', /振替休日/)
    // The third of May is a Sunday; the fourth and fifth are holidays themselves.
    assert.match(on('2026-05-06') ?? '', /振替休日/)
  })

  test('take in the day between two of them', () => {
    assert.equal(on('2026-09-21'), '敬老の日')
    assert.match(on('2026-09-22') ?? '', /休日/)
    assert.equal(on('2026-09-23'), '秋分の日')
  })

  test('are not days on which Japan only seems to be closed', () => {
    for (const date of ['2026-12-31', '2027-01-02', '2026-08-14', '2026-11-22']) {
      assert.equal(on(date), null, date)
    }
  })

  test('are known until the date told, and nothing is made up after it', () => {
    const lastYear = HOLIDAYS_KNOWN_UNTIL.subtract({ days: 1 }).year
    assert.ok(lastYear >= 2030)
    assert.equal(holidaysOf(lastYear).length >= 15, true)
    assert.deepEqual(holidaysOf(lastYear + 1), [])
    assert.deepEqual(holidaysOf(1969), [])
  })
})
