import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { IdentityCheckId, LineId, ShopId, StaffId } from '../basics/ids.ts'
import { instant, plusHours, type Instant } from '../basics/time.ts'
import type { IdentityCheck } from './identity-check.ts'
import { KNOWN_HOURS_MIN, presenceAt } from './presence.ts'

const shop = 'shinjuku' as ShopId
const NOW = instant('2026-11-23T03:00:00Z')
const LONG_AGO = plusHours(NOW, -KNOWN_HOURS_MIN)

function check(at: Instant, over: Partial<IdentityCheck> = {}): IdentityCheck {
  return {
    id: '0190a000-0000-7000-8000-000000000001' as IdentityCheckId,
    line: '0190a000-0000-7000-8000-000000000002' as LineId,
    kind: 'passport',
    lastDigits: '02C3',
    numberHash: 'f00d',
    result: 'accepted',
    clerk: '0190a000-0000-7000-8000-000000000003' as StaffId,
    shop,
    at,
    ...over,
  }
}

const present = (checks: readonly IdentityCheck[], now = NOW) => presenceAt(checks, { shop, now })

test('A document seen here today and at least a day before proves the person', () => {
  assert.equal(present([check(LONG_AGO), check(NOW)]), 'known')
  assert.equal(present([check(LONG_AGO.add({ microseconds: 1 })), check(NOW)]), 'first_seen_today')
  assert.equal(present([check(LONG_AGO, { shop: null }), check(NOW)]), 'known')
})

test('What was first seen today proves nobody, however often', () => {
  assert.equal(present([check(NOW)]), 'first_seen_today')
  assert.equal(present([check(plusHours(NOW, -2)), check(NOW)]), 'first_seen_today')
})

test('Another document, another shop, another result and another day do not count', () => {
  const old = check(LONG_AGO)
  assert.equal(present([old, check(NOW, { numberHash: 'beef' })]), 'first_seen_today')
  assert.equal(present([old, check(NOW, { shop: 'kyoto' as ShopId })]), 'not_checked_today')
  assert.equal(present([old, check(NOW, { result: 'expired' })]), 'not_checked_today')
  assert.equal(present([{ ...old, result: 'refused' }, check(NOW)]), 'first_seen_today')
  const nextDay = instant('2026-11-24T00:00:00+09:00')
  assert.equal(present([old, check(NOW)], nextDay), 'not_checked_today')
  assert.equal(present([old, check(NOW)], nextDay.subtract({ microseconds: 1 })), 'known')
})

test('Whoever works at no counter has nobody standing before them', () => {
  const checks = [check(LONG_AGO, { shop: null }), check(NOW, { shop: null })]
  assert.equal(presenceAt(checks, { shop: null, now: NOW }), 'not_checked_today')
})
