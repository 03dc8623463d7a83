import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { SupplierName } from '../basics/ids.ts'
import {
  instant,
  isBefore,
  plusHours,
  plusMinutes,
  plusSeconds,
  type Instant,
} from '../basics/time.ts'
import type { Fulfilment } from '../catalogue/offer.ts'
import {
  beginAsking,
  beginFulfilling,
  DOUBT_HOURS,
  learnTopUp,
  nextStep,
  SURE_MINUTES,
  type Fulfilling,
} from './progress.ts'
import type { ToldTopUp } from './told.ts'

const PAID = instant('2027-03-10T12:00+09:00')
const WHOLESALE: Fulfilment = {
  kind: 'wholesale',
  supplier: 'asia' as SupplierName,
  plan: 'jp-3gb',
  withinMinutes: 30,
}
const DEADLINE = plusMinutes(PAID, 30)

const paid = () => beginFulfilling(WHOLESALE, PAID)
const asked = () => beginAsking(paid(), PAID)

function learn(
  state: Fulfilling,
  told: ToldTopUp,
  given: { now: Instant; asksAgain?: boolean; wasReading?: boolean },
): Fulfilling {
  const learned = learnTopUp(state, told, { asksAgain: true, wasReading: false, ...given })
  assert.equal(learned.kind, 'waits')
  return learned.kind === 'waits' ? learned.state : state
}

describe('An order that a wholesaler delivers', () => {
  test('is asked for at once, and then read', () => {
    assert.equal(nextStep(paid(), PAID).kind, 'ask')
    assert.equal(nextStep(asked(), PAID).kind, 'wait')
    assert.deepEqual(nextStep(asked(), plusMinutes(PAID, 1)), { kind: 'read', ref: null })
  })

  test('goes back when nothing was ever asked by the deadline', () => {
    const justBefore = DEADLINE.subtract({ microseconds: 1 })
    assert.equal(nextStep(paid(), justBefore).kind, 'ask')
    assert.deepEqual(nextStep(paid(), DEADLINE), { kind: 'give_back', why: 'not_supplied' })
  })

  test('goes back at once when it is refused', () => {
    const told = { kind: 'refused', why: 'out_of_stock' } as const
    const given = { now: PAID, asksAgain: true, wasReading: false }
    assert.deepEqual(learnTopUp(asked(), told, given), { kind: 'give_back', why: 'not_supplied' })
  })

  test('may be asked for anew after "not now", as if it had never been', () => {
    const told = { kind: 'later', why: 'rate_limited', seconds: 60 } as const
    const after = learn(asked(), told, { now: PAID })
    assert.equal(after.progress.asked, null)
    assert.equal(nextStep(after, plusSeconds(PAID, 59)).kind, 'wait')
    assert.equal(nextStep(after, plusSeconds(PAID, 60)).kind, 'ask')
  })

  test('is not believed to be absent while a question may still be on its way', () => {
    const early = plusMinutes(PAID, SURE_MINUTES).subtract({ microseconds: 1 })
    const now = plusMinutes(PAID, SURE_MINUTES)
    const absent = { kind: 'absent' } as const
    const before = learn(asked(), absent, { now: early, wasReading: true })
    assert.equal(before.progress.next, 'read')
    const after = learn(asked(), absent, { now, wasReading: true })
    assert.equal(nextStep(after, now).kind, 'ask')
  })

  test('is never asked for twice where the wholesaler knows no keys', () => {
    const now = plusMinutes(PAID, 20)
    const after = learn(asked(), { kind: 'absent' }, { now, asksAgain: false, wasReading: true })
    assert.equal(nextStep(after, DEADLINE).kind, 'read')
    const learned = learnTopUp(
      after,
      { kind: 'absent' },
      { now: DEADLINE, asksAgain: false, wasReading: true },
    )
    assert.deepEqual(learned, { kind: 'give_back', why: 'not_supplied' })
  })

  test('a second question that is put off does not undo the first', () => {
    const now = plusMinutes(PAID, 10)
    const again = learn(asked(), { kind: 'absent' }, { now, wasReading: true })
    const second = beginAsking(again, now)
    const later = { kind: 'later', why: 'rate_limited', seconds: 30 } as const
    const after = learn(second, later, { now })
    assert.notEqual(after.progress.asked, null)
    assert.equal(nextStep(after, DEADLINE).kind, 'read')
  })

  test('stays in doubt past the deadline for a day, and then goes back by its own name', () => {
    const unknown = { kind: 'unknown', why: 'unreachable' } as const
    const late = learn(asked(), unknown, { now: DEADLINE, wasReading: true })
    assert.ok(late.progress.doubt !== null && late.progress.doubt.equals(DEADLINE))
    const end = plusHours(DEADLINE, DOUBT_HOURS)
    assert.equal(nextStep(late, end.subtract({ microseconds: 1 })).kind, 'read')
    assert.deepEqual(nextStep(late, end), { kind: 'give_back', why: 'supply_unknown' })
    const found = learnTopUp(
      late,
      { kind: 'done', ref: 'r' },
      { now: end, asksAgain: true, wasReading: true },
    )
    assert.deepEqual(found, { kind: 'supplied', ref: 'r' })
  })
})

test('By hand, nothing is done before the time is over, and then the money goes back', () => {
  const state = beginFulfilling({ kind: 'manual', withinMinutes: 30, note: 'desk' }, PAID)
  assert.equal(nextStep(state, DEADLINE.subtract({ microseconds: 1 })).kind, 'wait')
  assert.deepEqual(nextStep(state, DEADLINE), { kind: 'give_back', why: 'not_supplied' })
})

test('Whatever is answered, a next look is due, and no later than the deadline before it', () => {
  const told = fc.constantFrom<ToldTopUp>(
    { kind: 'accepted', ref: 'r' },
    { kind: 'absent' },
    { kind: 'later', why: 'rate_limited', seconds: 900 },
    { kind: 'unknown', why: 'unreachable' },
  )
  fc.assert(
    fc.property(fc.array(fc.tuple(told, fc.nat(400)), { maxLength: 20 }), (answers) => {
      let [state, now] = [asked(), PAID]
      for (const [answer, seconds] of answers) {
        now = plusSeconds(now, seconds)
        if (!isBefore(now, DEADLINE)) return
        state = learn(state, answer, { now, wasReading: answer.kind === 'absent' })
        assert.ok(!isBefore(state.progress.due, now), 'never in the past')
        const mayBeLater = answer.kind === 'later' && state.progress.asked !== null
        assert.ok(mayBeLater || !isBefore(DEADLINE, state.progress.due))
        if (nextStep(state, now).kind === 'ask') state = beginAsking(state, now)
      }
    }),
  )
})
