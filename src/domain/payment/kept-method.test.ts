/** Until when a card is good, and from when on its holder is told. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instant, sameInstant } from '../basics/time.ts'
import { MEANS_ENDING_DAYS, meansEndAt, meansEndingSoon } from './kept-method.ts'

/** What begins the month after, in Japan. */
const JANUARY = instant('2027-01-01T00:00:00+09:00')

test('A card is good until its month is over in Japan, over the end of a year too', () => {
  const at = meansEndAt({ expires: '2026-12' })
  assert.ok(at !== null && sameInstant(at, JANUARY))
  assert.equal(meansEndAt({ expires: null }), null)
})

test('Its end is told from forty-five days before, and means without an end never', () => {
  const told = JANUARY.subtract({ hours: 24 * MEANS_ENDING_DAYS })
  assert.equal(MEANS_ENDING_DAYS, 45)
  assert.equal(meansEndingSoon({ expires: '2026-12' }, told.subtract({ microseconds: 1 })), null)
  assert.ok(meansEndingSoon({ expires: '2026-12' }, told) !== null)
  assert.equal(meansEndingSoon({ expires: null }, told), null)
})
