import assert from 'node:assert/strict'
import { test } from 'node:test'
import { NO_YEN, yen } from '../basics/money.ts'
import { baseDateEnd, baseDateReport, DEPOSIT_ABOVE_YEN, type GiftCardBook } from './base-date.ts'

const date = (text: string) => Temporal.PlainDate.from(text)
const NOTHING = { activated: NO_YEN, spent: NO_YEN, returned: NO_YEN, lapsed: NO_YEN }

const book = (sold: bigint, over: Partial<GiftCardBook> = {}): GiftCardBook => ({
  sold: { ...NOTHING, activated: yen(sold) },
  given: NOTHING,
  longerThanExempt: 0,
  ...over,
})

test('The base dates are 31 March and 30 September, to the end of their day in Japan', () => {
  const [march, september] = [baseDateEnd(date('2027-03-31')), baseDateEnd(date('2027-09-30'))]
  assert.equal(march.ok && march.value.toString(), '2027-03-31T15:00:00Z')
  assert.equal(september.ok && september.value.toString(), '2027-09-30T15:00:00Z')
  assert.deepEqual(baseDateEnd(date('2027-03-30')), {
    ok: false,
    refusal: { code: 'no_base_date', dates: ['2027-03-31', '2027-09-30'] },
  })
})

test('Unused is what was activated, less spent and lapsed, and what came back', () => {
  const sold = { activated: yen(9_000), spent: yen(4_000), returned: yen(500), lapsed: yen(1_500) }
  const given = { ...NOTHING, activated: yen(700), spent: yen(200) }
  const report = baseDateReport(date('2027-03-31'), book(0n, { sold, given }))
  assert.equal(report.unusedSold, 4_000n)
  assert.equal(report.unusedGiven, 500n)
})

test('Half is deposited only above the limit, and only where cards are not exempt', () => {
  const at = baseDateReport(date('2027-03-31'), book(DEPOSIT_ABOVE_YEN))
  assert.deepEqual([at.isAbove, at.deposit, at.isExempt], [false, 0n, true])
  const above = book(DEPOSIT_ABOVE_YEN + 1n, { longerThanExempt: 1 })
  const report = baseDateReport(date('2027-03-31'), above)
  assert.deepEqual([report.isAbove, report.deposit, report.isExempt], [true, 5_000_001n, false])
})

test('Cards that were given do not count towards the limit', () => {
  const given = { ...NOTHING, activated: yen(DEPOSIT_ABOVE_YEN * 2n) }
  assert.equal(baseDateReport(date('2027-03-31'), book(1n, { given })).isAbove, false)
})
