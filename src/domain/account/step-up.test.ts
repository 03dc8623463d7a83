import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import fc from 'fast-check'
import { instant, plusMinutes } from '../basics/time.ts'
import type { AccountId, SignInId } from '../basics/ids.ts'
import { isTold, SIGN_INS_TOLD_A_DAY_MAX, STEP_UP_MINUTES, type SignIn } from './sign-in.ts'
import { needsFresh, RISKY_ACTS, stepUpFor } from './step-up.ts'

const SINCE = instant('2026-04-01T03:00:00Z')
const signIn = (over: Partial<SignIn> = {}): SignIn => ({
  id: '0198a000-0000-7000-8000-000000000001' as SignInId,
  account: '0198a000-0000-7000-8000-0000000000aa' as AccountId,
  tokenHash: '',
  means: 'email_code',
  device: 'Firefox',
  since: SINCE,
  lastSeenAt: SINCE,
  ended: null,
  push: null,
  ...over,
})

suite('Step-up', () => {
  const minutes = fc.constantFrom(
    0,
    STEP_UP_MINUTES - 1,
    STEP_UP_MINUTES,
    STEP_UP_MINUTES + 1,
    60 * 24 * 89,
  )

  test('wants a sign-in that began within the minutes of the table, and no other', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RISKY_ACTS), minutes, (act, later) => {
        const { freshMinutes } = stepUpFor(act)
        const asked = needsFresh(act, signIn(), plusMinutes(SINCE, later))
        assert.equal(asked, freshMinutes !== null && later >= freshMinutes)
      }),
    )
  })

  test('takes no sign-in that is over, and none that is not there', () => {
    for (const act of RISKY_ACTS) {
      const wants = stepUpFor(act).freshMinutes !== null
      assert.equal(needsFresh(act, signIn({ ended: SINCE }), SINCE), wants, act)
      assert.equal(needsFresh(act, null, SINCE), wants, act)
    }
  })

  test('is asked of whatever carries away an account, and never of what only makes safe', () => {
    const fresh = RISKY_ACTS.filter((act) => stepUpFor(act).freshMinutes !== null)
    assert.deepEqual(fresh, [
      'change_email',
      'set_phone_pin',
      'claim_number',
      'add_passkey',
      'remove_passkey',
      'export_data',
      'install_esim',
      'close_account',
    ])
  })
})

suite('A sign-in is told', () => {
  test('from a browser that the account does not know', () => {
    assert.equal(isTold([], { knownBrowser: false, now: SINCE }), true)
    assert.equal(isTold([], { knownBrowser: true, now: SINCE }), false)
  })

  test('no more than so often a day', () => {
    const others = Array.from({ length: SIGN_INS_TOLD_A_DAY_MAX }, () => signIn())
    const told = (count: number, hours: number) =>
      isTold(others.slice(0, count), {
        knownBrowser: false,
        now: plusMinutes(SINCE, hours * 60),
      })
    assert.equal(told(SIGN_INS_TOLD_A_DAY_MAX - 1, 1), true)
    assert.equal(told(SIGN_INS_TOLD_A_DAY_MAX, 1), false)
    assert.equal(told(SIGN_INS_TOLD_A_DAY_MAX, 24), true)
  })
})
