import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { plusMinutes } from '../basics/time.ts'
import type { Eid } from '../line/eid.ts'
import type { Iccid } from '../line/iccid.ts'
import { ES2_FUNCTIONS, type DownloadNews, type Es2Function, type Verdict } from './es2plus.ts'
import { EID, ESIM_LINE, NOW, ORDER, orderedProfile, SMDP } from './example-profiles.ts'
import type { SmdpAddress } from './install-code.ts'
import {
  cancelProfile,
  canMove,
  hearNews,
  isInDoubt,
  isOver,
  learnStep,
  nextStep,
  orderProfile,
  PROFILE_STATES,
  profileOfSim,
  stepAsked,
  type SimProfile,
} from './sim-profile.ts'

const DONE: Verdict = { kind: 'done' }
const NO: Verdict = { kind: 'refused', status: { subject: '8.2.1', reason: '3.9' } }
const LATER = plusMinutes(NOW, 5)

function told(step: Es2Function, verdict: Verdict = DONE) {
  return { step, verdict, confirmed: null, now: LATER }
}

function after(...steps: readonly Es2Function[]): SimProfile {
  return steps.reduce(
    (profile, step) => learnStep(stepAsked(profile, step), told(step)),
    orderedProfile(),
  )
}

function news(what: DownloadNews['what'], over: Partial<DownloadNews> = {}): DownloadNews {
  const { iccid } = ESIM_LINE.sim
  return { iccid, eid: EID, what, succeeded: true, claimedAt: null, ...over }
}

describe('a profile is ordered', () => {
  test('for the Sim that the line has', () => {
    const profile = orderedProfile()
    assert.equal(profile.iccid, ESIM_LINE.sim.iccid)
    assert.equal(profile.state, 'ordered')
    assert.deepEqual(profile.steps, [{ state: 'ordered', at: NOW }])
  })

  test('for no card, no line and no other chip', () => {
    const card = { ...ESIM_LINE, sim: { ...ESIM_LINE.sim, form: 'card' } } as const
    const bound = { ...ESIM_LINE, sim: { ...ESIM_LINE.sim, eid: '0'.repeat(32) as Eid } }
    for (const [line, code] of [
      [null, 'line_unknown'],
      [card, 'sim_is_a_card'],
      [bound, 'other_eid'],
    ] as const) {
      const ordered = orderProfile(line, [], { ...ORDER, eid: EID })
      assert.ok(!ordered.ok)
      assert.equal(ordered.refusal.code, code)
    }
  })

  test('once: not while one waits, never again when a phone has had it', () => {
    const released = after('download_order', 'confirm_order')
    const installed = hearNews(released, news('installed'), LATER)
    for (const [profile, code] of [
      [orderedProfile(), 'profile_waits'],
      [released, 'profile_waits'],
      [installed, 'profile_used'],
    ] as const) {
      const ordered = orderProfile(ESIM_LINE, [profile], ORDER)
      assert.ok(!ordered.ok)
      assert.equal(ordered.refusal.code, code)
    }
  })

  test('afresh when the last was cancelled, or was of another Sim', () => {
    const cancelled = cancelProfile(orderedProfile(), LATER)
    assert.ok(cancelled.ok)
    const other = { ...orderedProfile(), iccid: '8981100000000000000' as Iccid }
    assert.ok(orderProfile(ESIM_LINE, [cancelled.value, other], ORDER).ok)
  })
})

describe('the steps at the SM-DP+', () => {
  test('go from the wish to a code that works', () => {
    const profile = after('download_order', 'confirm_order')
    assert.deepEqual(
      profile.steps.map(({ state }) => state),
      ['ordered', 'allocated', 'released'],
    )
    assert.deepEqual(profile.asked, ['download_order', 'confirm_order'])
    assert.equal(nextStep(profile), null)
  })

  test('change nothing the second time', () => {
    for (const [before, step] of [
      [after('download_order'), 'download_order'],
      [after('download_order', 'confirm_order'), 'confirm_order'],
    ] as const) {
      assert.equal(learnStep(before, told(step)), before)
      assert.equal(stepAsked(before, step), before)
    }
  })

  test('wait where nobody knows what came of them', () => {
    const before = stepAsked(orderedProfile(), 'download_order')
    assert.equal(learnStep(before, told('download_order', { kind: 'unknown' })), before)
    assert.equal(nextStep(before), 'download_order')
  })

  test('end with a no to the order, and give the profile back after a no to its confirmation', () => {
    const refused = learnStep(orderedProfile(), told('download_order', NO))
    assert.equal(refused.state, 'cancelled')
    const unconfirmed = learnStep(after('download_order'), told('confirm_order', NO))
    assert.equal(unconfirmed.state, 'cancelling')
    assert.equal(nextStep(unconfirmed), 'cancel_order')
    assert.equal(unconfirmed.refusal?.of, 'confirm_order')
  })

  test('take the address and the matching id that the SM-DP+ chose', () => {
    const smdp = 'other.example.com' as SmdpAddress
    const confirmed = { smdp, sealedMatchingId: 'theirs' }
    const profile = learnStep(after('download_order'), { ...told('confirm_order'), confirmed })
    assert.equal(profile.smdp, smdp)
    assert.equal(profile.sealedMatchingId, 'theirs')
    assert.equal(after('download_order', 'confirm_order').smdp, SMDP)
  })
})

describe('a profile is cancelled', () => {
  function cancelling(profile: SimProfile): SimProfile {
    const cancelled = cancelProfile(profile, LATER)
    assert.ok(cancelled.ok)
    return cancelled.value
  }

  test('at once when nobody was asked, else at the SM-DP+', () => {
    assert.equal(cancelling(orderedProfile()).state, 'cancelled')
    const asked = cancelling(stepAsked(orderedProfile(), 'download_order'))
    assert.equal(asked.state, 'cancelling')
    assert.equal(learnStep(asked, told('cancel_order')).state, 'cancelled')
  })

  test('in doubt while nobody knows whether it was ever ordered', () => {
    const asked = cancelling(stepAsked(orderedProfile(), 'download_order'))
    assert.ok(isInDoubt(asked, 'cancel_order'))
    const known = cancelling(after('download_order'))
    assert.ok(!isInDoubt(known, 'cancel_order'))
    assert.ok(isInDoubt(stepAsked(known, 'cancel_order'), 'cancel_order'))
  })

  test('twice with one effect', () => {
    const once = cancelling(after('download_order', 'confirm_order'))
    assert.equal(cancelling(once), once)
    const gone = learnStep(once, told('cancel_order'))
    assert.equal(cancelling(gone), gone)
    assert.equal(learnStep(gone, told('cancel_order')), gone)
  })

  test('not when a phone has it, whoever knows that first', () => {
    const released = after('download_order', 'confirm_order')
    const installed = hearNews(released, news('installed'), LATER)
    const late = cancelProfile(installed, LATER)
    assert.ok(!late.ok && late.refusal.code === 'profile_used')
    const fetched = learnStep(cancelling(released), told('cancel_order', { kind: 'fetched' }))
    assert.equal(fetched.state, 'downloaded')
  })

  test('not by itself again after a no, but when somebody asks again', () => {
    const refused = learnStep(cancelling(after('download_order')), told('cancel_order', NO))
    assert.equal(nextStep(refused), null)
    assert.equal(nextStep(cancelling(refused)), 'cancel_order')
  })
})

describe('news of the phone', () => {
  test('tell that it was fetched, then that it is there, with its chip', () => {
    const released = after('download_order', 'confirm_order')
    const downloaded = hearNews(released, news('downloaded', { eid: null }), NOW)
    const installed = hearNews(downloaded, news('installed'), LATER)
    assert.equal(downloaded.state, 'downloaded')
    assert.equal(installed.state, 'installed')
    assert.equal(installed.eid, EID)
  })

  test('that come twice, too late, of a failure or of something else change nothing', () => {
    const released = after('download_order', 'confirm_order')
    const installed = hearNews(released, news('installed'), NOW)
    for (const what of ['downloaded', 'installed'] as const) {
      assert.equal(hearNews(installed, news(what), LATER), installed)
    }
    assert.equal(hearNews(released, news('installed', { succeeded: false }), LATER), released)
    assert.equal(hearNews(released, news('other'), LATER), released)
  })
})

test('Whatever is told in whatever order, a profile keeps to its table and its first wish', () => {
  const verdict = fc.constantFrom<Verdict>(DONE, NO, { kind: 'unknown' }, { kind: 'fetched' })
  const act = fc.oneof(
    fc.record({ step: fc.constantFrom(...ES2_FUNCTIONS), verdict }),
    fc.constantFrom('cancel', 'downloaded', 'installed'),
  )
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      let profile = orderedProfile()
      for (const one of acts) {
        const before = profile
        if (one === 'cancel') {
          const cancelled = cancelProfile(profile, LATER)
          if (cancelled.ok) profile = cancelled.value
        } else if (typeof one === 'string') profile = hearNews(profile, news(one), LATER)
        else profile = learnStep(stepAsked(profile, one.step), told(one.step, one.verdict))
        assert.ok(profile.state === before.state || canMove(before.state, profile.state))
        assert.equal(profile.steps.at(-1)?.state, profile.state)
        assert.ok(!isOver(profile) || nextStep(profile) === null)
      }
      assert.equal(profile.steps[0]?.state, 'ordered')
    }),
  )
})

test('The profile of a Sim is the newest of it', () => {
  const first = { ...orderedProfile(), state: 'cancelled' } as const
  const second = orderedProfile()
  const other = { ...orderedProfile(), iccid: '8981100000000000000' as Iccid }
  assert.equal(profileOfSim(ESIM_LINE, [first, second, other]), second)
  assert.equal(profileOfSim(ESIM_LINE, [other]), null)
  assert.ok(PROFILE_STATES.every((state) => !canMove(state, state)))
})
