import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import type { CallBackId, CallId, StaffId } from '../basics/ids.ts'
import { instant, plusMinutes, plusSeconds } from '../basics/time.ts'
import { afterTry, CALL_BACK_TRIES_MAX, type CallBack } from './call-back.ts'
import { CALL_WRONG_PROOFS_MAX, type Call, type CallState } from './call.ts'
import {
  CALL_BACK_HELD_MINUTES,
  dials,
  giveBack,
  isStuck,
  STUCK_WRONG_PROOFS_MIN,
  takeCallBack,
  takeOver,
  talksWith,
  wrapUp,
} from './moving.ts'

const NOW = instant('2026-10-01T03:00:00Z')
const AOKI = 'aoki' as StaffId
const SATO = 'sato' as StaffId

const CALL: Call = {
  id: 'call' as CallId,
  transport: 'sandbox',
  reference: 'r',
  number: null,
  language: 'zh',
  startedAt: NOW,
  heardAt: NOW,
  turns: 1,
  place: { name: 'language' },
  proofs: [],
  wrongProofs: 0,
  line: null,
  order: null,
  state: { kind: 'in_flow' },
  agent: null,
  wrapUp: null,
}

const STATES: readonly CallState[] = [
  { kind: 'in_flow' },
  { kind: 'waiting', since: NOW, why: 'asked' },
  { kind: 'with_agent', since: NOW, agent: AOKI },
  { kind: 'with_agent', since: NOW, agent: SATO },
  { kind: 'over', at: NOW, how: 'hung_up' },
]
const codes = (asked: (call: Call) => { ok: boolean; refusal?: { code: string } }) =>
  STATES.map((state) => asked({ ...CALL, state, agent: AOKI }).refusal?.code ?? null)

suite('A call between the flow and people', () => {
  test('is taken from the flow and out of the queue, and from nobody who talks', () => {
    const took = codes((call) => takeOver(call, { agent: AOKI, now: NOW }))
    assert.deepEqual(took, [null, null, null, 'call_taken', 'call_over'])
    const taken = takeOver(CALL, { agent: AOKI, now: NOW })
    assert.ok(taken.ok)
    assert.deepEqual(taken.value.state, { kind: 'with_agent', since: NOW, agent: AOKI })
    assert.equal(taken.value.agent, AOKI)
    const again = takeOver(taken.value, { agent: AOKI, now: plusSeconds(NOW, 9) })
    assert.ok(again.ok && again.value === taken.value, 'taken twice, it stays as it is')
  })

  test('is given back, and acted upon, only by who talks', () => {
    const own = ['call_not_yours', 'call_not_yours', null, 'call_not_yours', 'call_over']
    assert.deepEqual(
      codes((call) => giveBack(call, { agent: AOKI, now: NOW })),
      own,
    )
    assert.deepEqual(
      codes((call) => talksWith(call, AOKI)),
      own,
    )
    const taken = takeOver(CALL, { agent: AOKI, now: NOW })
    assert.ok(taken.ok)
    const given = giveBack(taken.value, { agent: AOKI, now: NOW })
    assert.ok(given.ok)
    assert.deepEqual(given.value.state, { kind: 'in_flow' })
    assert.equal(given.value.agent, AOKI, 'who looked after it stays known')
  })

  test('ends with its wrap-up while it is with who wraps up, and is wrapped up once', () => {
    const told = { by: AOKI, at: NOW, outcome: 'answered', note: null } as const
    assert.deepEqual(
      codes((call) => wrapUp(call, told)),
      [null, null, null, 'call_not_yours', null],
    )
    const live = wrapUp({ ...CALL, agent: AOKI, state: STATES[2] ?? CALL.state }, told)
    assert.ok(live.ok)
    assert.deepEqual(live.value.state, { kind: 'over', at: NOW, how: 'finished' })
    const inFlow = wrapUp({ ...CALL, agent: AOKI }, told)
    assert.ok(inFlow.ok)
    assert.equal(inFlow.value.state.kind, 'in_flow', 'the caller is not cut off')
    assert.equal(wrapUp(live.value, told).ok, false)
    assert.equal(wrapUp(CALL, told).ok, false, 'nobody looked after it')
  })

  test('is stuck when its tries are used up, or half of them', () => {
    const waiting = (why: 'asked' | 'stuck') => ({ kind: 'waiting', since: NOW, why }) as const
    assert.equal(isStuck({ state: waiting('asked'), wrongProofs: CALL_WRONG_PROOFS_MAX }), false)
    assert.equal(isStuck({ state: waiting('stuck'), wrongProofs: 0 }), true)
    const inFlow = (wrongProofs: number) => isStuck({ state: { kind: 'in_flow' }, wrongProofs })
    assert.equal(inFlow(STUCK_WRONG_PROOFS_MIN - 1), false)
    assert.equal(inFlow(STUCK_WRONG_PROOFS_MIN), true)
  })
})

const CALL_BACK: CallBack = {
  id: 'call-back' as CallBackId,
  call: CALL.id,
  language: 'zh',
  number: '',
  lastDigits: '0000',
  line: null,
  account: null,
  askedAt: NOW,
  promised: { from: NOW, until: plusMinutes(NOW, 120) },
  tries: [],
  state: { kind: 'waiting' },
}

suite('A call-back', () => {
  test('is held by who took it for a while, and then others may dial', () => {
    const taken = takeCallBack(CALL_BACK, { agent: AOKI, now: NOW })
    assert.ok(taken.ok)
    const by = (agent: StaffId, now = NOW) => takeCallBack(taken.value, { agent, now })
    assert.ok(by(AOKI).ok)
    const until = plusMinutes(NOW, CALL_BACK_HELD_MINUTES)
    assert.deepEqual(by(SATO, plusSeconds(until, -1)), {
      ok: false,
      refusal: { code: 'call_back_taken', by: AOKI },
    })
    assert.ok(by(SATO, until).ok)
    assert.ok(dials(taken.value, AOKI).ok)
    assert.equal(dials(taken.value, SATO).ok, false)
    assert.equal(dials(CALL_BACK, AOKI).ok, false)
  })

  test('is over after the last try, and nobody takes it then', () => {
    let callBack = CALL_BACK
    for (let tried = 0; tried < CALL_BACK_TRIES_MAX; tried += 1) {
      assert.equal(callBack.state.kind, 'waiting')
      callBack = afterTry(callBack, { at: NOW, by: AOKI, result: 'no_answer' })
    }
    assert.equal(callBack.state.kind, 'done')
    assert.equal(takeCallBack(callBack, { agent: AOKI, now: NOW }).ok, false)
    assert.equal(dials(callBack, AOKI).ok, false)
  })
})
