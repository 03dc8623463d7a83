/** Months of Japan: half-open, and read as people write them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { contains, fromMicros, instant, microsOf, sameInstant } from '../basics/time.ts'
import { monthAt, monthBefore, parseMonth, spanOf, type JstMonth } from './month.ts'

const NOVEMBER = '2026-11' as JstMonth

test('A month begins at 00:00 of its first day in Japan and ends where the next begins', () => {
  const { from, until } = spanOf(NOVEMBER)
  assert.ok(sameInstant(from, instant('2026-10-31T15:00:00Z')))
  assert.ok(sameInstant(until, instant('2026-11-30T15:00:00Z')))
  const justBefore = fromMicros(microsOf(until) - 1n)
  assert.equal(monthAt(justBefore), '2026-11')
  assert.equal(monthAt(until), '2026-12')
  assert.equal(monthAt(from), '2026-11')
})

test('Every instant lies in exactly the month that it is of, and that month in a row of months', () => {
  const micros = fc.bigInt({ min: 1_600_000_000_000_000n, max: 2_500_000_000_000_000n })
  fc.assert(
    fc.property(micros, (count) => {
      const at = fromMicros(count)
      const month = monthAt(at)
      assert.ok(contains(spanOf(month), at))
      assert.ok(sameInstant(spanOf(monthBefore(month)).until, spanOf(month).from))
      assert.equal(parseMonth(month), month)
    }),
  )
})

test('What is no month is none', () => {
  for (const text of ['', '2026', '2026-13', '2026-00', '2026-1', '2026-11-01', '１９26-11']) {
    assert.equal(parseMonth(text), null, text)
  }
  assert.equal(monthBefore('2026-01' as JstMonth), '2025-12')
})
