import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { plusDays, plusSeconds, type Instant } from '../basics/time.ts'
import type { Line } from '../line/line.ts'
import { id, LINE, NOON, OFFER, placing } from '../order/example-orders.ts'
import type { IdentityCheck, IdentityResult } from './identity-check.ts'
import { identityNeededSince } from './needed.ts'

function check(at: Instant, result: IdentityResult = 'accepted'): IdentityCheck {
  return {
    id: id(1),
    line: LINE,
    kind: 'passport',
    lastDigits: '1234',
    numberHash: 'ab',
    result,
    clerk: id(2),
    shop: null,
    at,
  }
}

describe('An offer that needs a document', () => {
  const offer = { ...OFFER, idRequiredFrom: NOON }
  const codeOf = (identityChecks: readonly IdentityCheck[], own = offer) => {
    const placed = placing({ offer: own, identityChecks })
    return placed.ok ? 'placed' : placed.refusal.code
  }

  test('is not sold while nobody has accepted one for the line', () => {
    assert.equal(codeOf([]), 'identity_needed')
    for (const result of ['expired', 'refused'] as const) {
      assert.equal(codeOf([check(NOON, result)]), 'identity_needed')
    }
  })

  test('is sold from the very check on, however long ago that was', () => {
    assert.equal(codeOf([check(NOON)]), 'placed')
    assert.equal(codeOf([check(plusDays(NOON, -4_000))]), 'placed')
    assert.equal(codeOf([check(NOON), check(NOON, 'refused')]), 'placed')
  })

  test('asks again once an earlier holder has let the line go', () => {
    const identityChecks = [check(NOON)]
    const neededAfter = (releasedAt: Line['releasedAt']) => {
      const now = plusDays(NOON, 1)
      return identityNeededSince(offer, { line: { releasedAt }, identityChecks, now })
    }
    assert.equal(neededAfter(plusSeconds(NOON, 1)), NOON)
    assert.equal(neededAfter(NOON), null)
    assert.equal(neededAfter(null), null)
  })

  test('asks for none a moment before it needs one', () => {
    assert.equal(codeOf([], { ...offer, idRequiredFrom: plusSeconds(NOON, 1) }), 'placed')
  })
})
