import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { instant, plusMinutes } from '../basics/time.ts'
import {
  CLAIM_MINUTES,
  claimHolds,
  claimUntil,
  PIN_DIGITS_MAX,
  PIN_DIGITS_MIN,
  PIN_TRIES_MAX,
  provePin,
  troubleWithPin,
  unlockPin,
  type PhonePin,
} from './phone.ts'

const NOW = instant('2026-04-01T03:00:00Z')
const PIN: PhonePin = { hash: 'right', since: NOW, wrongTries: 0, lockedAt: null }

suite('A phone PIN', () => {
  test('has four to six digits, and nothing but digits', () => {
    const codeOf = (digits: string) => troubleWithPin(digits)?.code ?? null
    assert.equal(codeOf(''), 'pin_wrong_length')
    assert.equal(codeOf('275'), 'pin_wrong_length')
    assert.equal(codeOf('2759'), null)
    assert.equal(codeOf('275918'), null)
    assert.equal(codeOf('2759183'), 'pin_wrong_length')
    assert.equal(codeOf('27a9'), 'pin_not_digits')
    assert.equal(codeOf('２７５９'), 'pin_not_digits', 'widths are the edge’s to fold')
    assert.deepEqual(troubleWithPin('1'), {
      code: 'pin_wrong_length',
      min: PIN_DIGITS_MIN,
      max: PIN_DIGITS_MAX,
    })
  })

  test('is no row of the same digit or of neighbours, up or down', () => {
    const easy = ['0000', '999999', '1234', '345678', '9876', '54321', '3210', '0123']
    for (const digits of easy) assert.equal(troubleWithPin(digits)?.code, 'pin_too_easy', digits)
    for (const digits of ['1235', '1212', '2468', '8901', '1112', '9753']) {
      assert.equal(troubleWithPin(digits), null, digits)
    }
  })

  test('is refused as too easy exactly where one step of at most one leads all the way', () => {
    const rows = fc.tuple(
      fc.integer({ min: 0, max: 9 }),
      fc.constantFrom(-1, 0, 1),
      fc.integer({ min: 4, max: 6 }),
    )
    fc.assert(
      fc.property(rows, ([first, step, length]) => {
        const digits = Array.from({ length }, (_, place) => first + step * place)
        if (digits.some((digit) => digit < 0 || digit > 9)) return
        assert.equal(troubleWithPin(digits.join(''))?.code, 'pin_too_easy')
      }),
    )
  })

  test('is proved by its digits, which forgives the tries before', () => {
    const once = provePin(PIN, 'wrong', NOW)
    assert.deepEqual([once.proved, once.triesLeft, once.pin.wrongTries], [false, 2, 1])
    const right = provePin(once.pin, 'right', NOW)
    assert.ok(right.proved)
    assert.deepEqual(right.pin, PIN)
    assert.equal(provePin(PIN, 'right', NOW).pin, PIN, 'nothing is written where nothing changed')
  })

  test('is locked by the third wrong try in a row, and stays so for the right digits too', () => {
    let pin = PIN
    for (let wrong = 1; wrong < PIN_TRIES_MAX; wrong += 1) {
      pin = provePin(pin, 'wrong', NOW).pin
      assert.equal(pin.lockedAt, null)
    }
    const last = provePin(pin, 'wrong', NOW)
    assert.equal(last.triesLeft, 0)
    assert.equal(last.pin.lockedAt, NOW)
    const late = provePin(last.pin, 'right', plusMinutes(NOW, 60 * 24 * 365))
    assert.deepEqual([late.proved, late.triesLeft], [false, 0])
    assert.equal(late.pin, last.pin)
  })

  test('is never proved once locked, whatever is tried', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('right', 'wrong')), (tries) => {
        let pin = PIN
        let inARow = 0
        for (const hash of tries) {
          const proof = provePin(pin, hash, NOW)
          const locked = inARow >= PIN_TRIES_MAX
          assert.equal(proof.proved, hash === 'right' && !locked)
          if (!locked) inARow = hash === 'right' ? 0 : inARow + 1
          pin = proof.pin
        }
      }),
    )
  })
})

suite('A lock that staff end', () => {
  test('leaves the PIN as it is, with all its tries', () => {
    const locked = { ...PIN, wrongTries: PIN_TRIES_MAX, lockedAt: NOW }
    assert.ok(!provePin(locked, 'right', NOW).proved)
    assert.deepEqual(unlockPin(locked), PIN)
    assert.equal(provePin(unlockPin(locked), 'wrong', NOW).triesLeft, PIN_TRIES_MAX - 1)
  })
})

suite('A number that waits to be called from', () => {
  const claim = {
    hash: 'claim',
    numberHash: 'number',
    lastDigits: '5678',
    until: claimUntil(NOW),
  }

  test('holds for its own code until its hour is over', () => {
    const last = plusMinutes(NOW, CLAIM_MINUTES).subtract({ nanoseconds: 1_000 })
    assert.ok(claimHolds(claim, 'claim', NOW))
    assert.ok(claimHolds(claim, 'claim', last))
    assert.ok(!claimHolds(claim, 'claim', plusMinutes(NOW, CLAIM_MINUTES)))
    assert.ok(!claimHolds(claim, 'other', NOW))
    assert.ok(!claimHolds(null, 'claim', NOW))
  })
})
