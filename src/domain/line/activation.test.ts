import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { instant, plusHours } from '../basics/time.ts'
import {
  ACTIVATION_LOCK_HOURS,
  ACTIVATION_TRIES_MAX,
  activationLock,
  proveActivation,
  unlockActivation,
} from './activation.ts'
import type { ActivationCodeCheck } from './line.ts'

const NOW = instant('2026-04-01T03:00:00Z')
const FRESH: ActivationCodeCheck = { hash: 'right', wrongTries: 0, lockedUntil: null }

suite('An activation code', () => {
  const locked = Array.from({ length: ACTIVATION_TRIES_MAX }).reduce<ActivationCodeCheck>(
    (check) => proveActivation(check, 'wrong', NOW).check,
    FRESH,
  )
  const end = plusHours(NOW, ACTIVATION_LOCK_HOURS)

  test('is locked by its last wrong try, until the hours are over', () => {
    const before = proveActivation(FRESH, 'wrong', NOW).check
    assert.equal(activationLock(before, NOW), null)
    assert.deepEqual(activationLock(locked, NOW), end)
    assert.ok(!proveActivation(locked, 'right', end.subtract({ nanoseconds: 1_000 })).proved)
    assert.equal(activationLock(locked, end), null)
    assert.ok(proveActivation(locked, 'right', end).proved)
  })

  test('that staff unlock is the same code, with all its tries', () => {
    assert.deepEqual(unlockActivation(locked), FRESH)
    assert.ok(proveActivation(unlockActivation(locked), 'right', NOW).proved)
  })
})
