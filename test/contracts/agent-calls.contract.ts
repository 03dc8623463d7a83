/**
 * What agents do with callers, as commands of every store do it: taken by one of two at once, given
 * back, verified by what the caller tells, sold to on the call's proofs, wrapped up, called back.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { phonePinHash } from '../../src/app/accounts/phone-secrets.ts'
import { provePinOnCall } from '../../src/app/calls/proofs.ts'
import { activationHash } from '../../src/app/lines/put-line.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { askCallBackFor, closeCallBack, takeCallBack } from '../../src/app/staff/call-backs.ts'
import {
  giveBackCall,
  setCallLine,
  takeCall,
  verifyOnCall,
  wrapUpCall,
  type VerifyOnCall,
} from '../../src/app/staff/calls.ts'
import { sellAtCounter } from '../../src/app/staff/sell.ts'
import { sellOnCall } from '../../src/app/staff/sell-on-call.ts'
import type { CallBackId, CallId, CaseId, LineId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays, plusMinutes } from '../../src/domain/basics/time.ts'
import { CALL_WRONG_PROOFS_MAX, type Call } from '../../src/domain/call/call.ts'
import { ACTIVATION_TRIES_MAX } from '../../src/domain/line/activation.ts'
import type { ActivationCode } from '../../src/domain/line/activation-code.ts'
import type { Line } from '../../src/domain/line/line.ts'
import type { PlacingRequest } from '../../src/domain/order/placing.ts'
import type { PointsLot } from '../../src/domain/points/lots.ts'
import { NUMBER, putCall, putCallBack, withAgent } from './call-world.ts'
import { card, careWorld, CODE, holder, type CareWorld } from './care-world.ts'
import { DAY, requestFor } from './catalogue.ts'
import { write } from './rows-asked.ts'
import type { OpenStore } from './stores.ts'
import { asked, putStaff } from './till-world.ts'

interface AgentWorld extends CareWorld {
  readonly aoki: StaffActing
  readonly nori: StaffActing
}

export function agentCallsContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Agents and callers over the ${name} store`, () => {
    let world: AgentWorld
    before(async () => {
      const ground = await careWorld(await openStore())
      world = { ...ground, aoki: ground.lin, nori: ground.mori }
    })
    // Signed in a moment ago, whatever the clock did.
    beforeEach(async () => {
      const [aoki, nori] = [
        await putStaff(world, 'agent', null),
        await putStaff(world, 'agent', null),
      ]
      world = { ...world, aoki, nori }
    })
    after(() => world.open.close())
    takingContract(() => world)
    verifyingContract(() => world)
    wrappingContract(() => world)
    callBackContract(() => world)
    sellingContract(() => world)
    callLessContract(() => world)
  })
}

type Answer = { readonly ok: boolean; readonly refusal?: { readonly code: string } }

function codeOf(answer: Answer): string | null {
  return answer.ok ? null : (answer.refusal?.code ?? '')
}

async function read({ open }: AgentWorld, id: CallId): Promise<Call> {
  const { call } = await open.reads.call(id)
  assert.ok(call !== null)
  return call
}

function takingContract(ofWorld: () => AgentWorld): void {
  test('Of two who take a call at once one has it; given back, the other may', async () => {
    const world = ofWorld()
    const { aoki, nori } = world
    const state = { kind: 'waiting', since: world.clock.now(), why: 'asked' } as const
    const { id: call } = await putCall(world, { state })
    const take = ({ staff, ...acting }: StaffActing) =>
      asked(world, takeCall, { staff, ...acting }, { input: { staff, call } })
    const answers = await Promise.all([take(aoki), take(nori)])
    const codes = answers.map(codeOf)
    assert.deepEqual(codes.toSorted(), ['call_taken', null])
    const first = codes[0] === null ? aoki : nori
    const second = first === aoki ? nori : aoki
    assert.equal(codeOf(await take(first)), null, 'taken twice it stays')
    const giveBack = ({ staff, ...acting }: StaffActing) =>
      asked(world, giveBackCall, { staff, ...acting }, { input: { staff, call } })
    assert.equal(codeOf(await giveBack(second)), 'call_not_yours')
    assert.equal(codeOf(await giveBack(first)), null)
    assert.deepEqual((await read(world, call)).state, { kind: 'in_flow' })
    assert.equal((await read(world, call)).agent, first.staff)
    assert.equal(codeOf(await take(second)), null)
    assert.equal((await read(world, call)).agent, second.staff)
    const unknown = { staff: aoki.staff, call: world.ids.next<CallId>() }
    assert.equal(codeOf(await asked(world, takeCall, aoki, { input: unknown })), 'call_unknown')
  })
}

function verifyingContract(ofWorld: () => AgentWorld): void {
  const proving = (world: AgentWorld, input: Omit<VerifyOnCall, 'staff'>) =>
    asked(world, verifyOnCall, world.aoki, { input: { ...input, staff: world.aoki.staff } })
  const hashOf = ({ app }: AgentWorld, line: Line, code = CODE) =>
    activationHash(app.vault, line.sim.iccid, code)

  test('A told card and code prove the card, by the name of who was told', async () => {
    const world = ofWorld()
    const line = await card(world)
    const { id: call } = await putCall(world, withAgent(world, world.aoki.staff))
    const input = { call, line: line.id, codeHash: hashOf(world, line) }
    assert.equal(codeOf(await proving(world, input)), null)
    const { proofs, line: about } = await read(world, call)
    assert.equal(about, line.id)
    const at = world.clock.now()
    assert.deepEqual(proofs, [{ kind: 'activation', line: line.id, by: world.aoki.staff, at }])
  })

  test('Wrong codes count on card and call alike; unknown, locked and wrong are one answer', async () => {
    const world = ofWorld()
    const line = await card(world)
    const { id: call } = await putCall(world, withAgent(world, world.aoki.staff))
    const wrong = hashOf(world, line, '9999999999' as ActivationCode)
    const unknown = await proving(world, { call, line: null, codeHash: wrong })
    assert.equal(codeOf(unknown), 'caller_not_proved')
    for (let tried = 0; tried < ACTIVATION_TRIES_MAX; tried += 1) {
      const answer = await proving(world, { call, line: line.id, codeHash: wrong })
      assert.equal(codeOf(answer), 'caller_not_proved')
    }
    assert.equal((await read(world, call)).wrongProofs, CALL_WRONG_PROOFS_MAX)
    const right = { line: line.id, codeHash: hashOf(world, line) }
    assert.equal(codeOf(await proving(world, { call, ...right })), 'too_many_wrong_proofs')
    const { id: fresh } = await putCall(world, withAgent(world, world.aoki.staff))
    assert.equal(codeOf(await proving(world, { call: fresh, ...right })), 'caller_not_proved')
    assert.notEqual((await world.open.reads.line(line.id)).line?.activation.lockedUntil, null)
    assert.equal((await read(world, fresh)).proofs.length, 0)
  })

  test('What the call is about may be set without a proof, and only on one’s own call', async () => {
    const world = ofWorld()
    const { aoki, nori } = world
    const line = await card(world)
    const { id: call } = await putCall(world, withAgent(world, nori.staff))
    const set = (acting: StaffActing, about: LineId) =>
      asked(world, setCallLine, acting, { input: { staff: acting.staff, call, line: about } })
    assert.equal(codeOf(await set(aoki, line.id)), 'call_not_yours')
    assert.equal(codeOf(await set(nori, world.ids.next<LineId>())), 'line_unknown')
    assert.equal(codeOf(await set(nori, line.id)), null)
    const known = await read(world, call)
    assert.deepEqual([known.line, known.proofs], [line.id, []])
    const codeHash = hashOf(world, line)
    assert.equal(codeOf(await proving(world, { call, line: line.id, codeHash })), 'call_not_yours')
  })
}

function wrappingContract(ofWorld: () => AgentWorld): void {
  test('A wrap-up ends the call, keeps its note sealed, and opens a case where asked', async () => {
    const world = ofWorld()
    const { aoki } = world
    const { staff } = aoki
    const line = await card(world)
    const { id: call } = await putCall(world, { line: line.id, ...withAgent(world, staff) })
    const sealedNote = world.app.vault.seal('Slow since Monday')
    const told = { staff, call, outcome: 'answered', sealedNote } as const
    const wrap = (opens: { readonly id: CaseId; readonly line: LineId } | null) =>
      asked(world, wrapUpCall, aoki, { input: { ...told, opens } })
    const elsewhere = { id: world.ids.next<CaseId>(), line: (await card(world)).id }
    assert.equal(codeOf(await wrap(elsewhere)), 'call_without_line')
    assert.equal((await read(world, call)).wrapUp, null)
    assert.equal(codeOf(await wrap({ id: world.ids.next<CaseId>(), line: line.id })), null)
    const { state, wrapUp } = await read(world, call)
    assert.equal(state.kind, 'over')
    assert.deepEqual([wrapUp?.by, wrapUp?.outcome, wrapUp?.note], [staff, 'answered', sealedNote])
    const [opened] = await world.open.reads.cases(line.id, 5)
    assert.deepEqual([opened?.about, opened?.notes[0]?.sealed], ['other', sealedNote])
    assert.equal(codeOf(await wrap(null)), 'call_wrapped_up')
  })

  test('Whoever did not look after a call writes nothing about it', async () => {
    const world = ofWorld()
    const { staff } = world.nori
    const over = { kind: 'over', at: world.clock.now(), how: 'hung_up' } as const
    const { id: call } = await putCall(world, { agent: world.aoki.staff, state: over })
    const input = { call, outcome: 'cut_off', sealedNote: null, opens: null } as const
    const by = (acting: StaffActing) =>
      asked(world, wrapUpCall, acting, { input: { ...input, staff: acting.staff } })
    assert.equal(codeOf(await by(world.nori)), 'call_not_yours', staff)
    assert.equal(codeOf(await by(world.aoki)), null, 'also after the caller hung up')
  })
}

function callBackContract(ofWorld: () => AgentWorld): void {
  test('A call-back is dialled by one, tried a few times, and closed', async () => {
    const world = ofWorld()
    const { aoki, nori } = world
    const call = await putCall(world)
    await putCallBack(world, call)
    const take = (acting: StaffActing) =>
      asked(world, takeCallBack, acting, { input: { staff: acting.staff, call: call.id } })
    const close = (acting: StaffActing, result: 'no_answer' | 'reached') =>
      asked(world, closeCallBack, acting, {
        input: { staff: acting.staff, call: call.id, result },
      })
    assert.equal(codeOf(await close(aoki, 'reached')), 'call_back_not_yours')
    const taken = await take(aoki)
    assert.ok(taken.ok)
    assert.equal(world.app.vault.open(taken.value.sealed), NUMBER)
    assert.equal(codeOf(await take(nori)), 'call_back_taken')
    assert.equal(codeOf(await close(nori, 'reached')), 'call_back_not_yours')
    assert.equal(codeOf(await close(aoki, 'no_answer')), null)
    assert.equal((await world.open.reads.call(call.id)).callBack?.state.kind, 'waiting')
    assert.ok((await take(nori)).ok)
    assert.equal(codeOf(await close(nori, 'reached')), null)
    const { callBack } = await world.open.reads.call(call.id)
    assert.deepEqual([callBack?.state.kind, callBack?.tries.length], ['done', 2])
    assert.equal(codeOf(await take(aoki)), 'call_back_done')
  })

  test('An agent promises to call the number that calls, if it is known', async () => {
    const world = ofWorld()
    const { staff } = world.aoki
    const from = world.clock.now()
    const promised = { from, until: plusMinutes(from, 120) }
    const promise = (call: CallId) =>
      asked(world, askCallBackFor, world.aoki, {
        input: { staff, call, id: world.ids.next<CallBackId>(), promised },
      })
    const { id: hidden } = await putCall(world, { number: null, ...withAgent(world, staff) })
    assert.equal(codeOf(await promise(hidden)), 'no_number')
    const { id: call } = await putCall(world, withAgent(world, staff))
    assert.equal(codeOf(await promise(call)), null)
    const { callBack } = await world.open.reads.call(call)
    assert.equal(callBack?.lastDigits, NUMBER.slice(-4))
    assert.deepEqual(callBack?.promised, promised)
  })
}

const PIN = '2580'

/** Whoever holds a line, with a PIN and points. */
async function caller(world: AgentWorld) {
  const { account, line } = await holder(world)
  const now = world.clock.now()
  const hash = phonePinHash(world.app.vault, account.id, PIN)
  const pin = { hash, since: now, wrongTries: 0, lockedAt: null }
  const lot: PointsLot = {
    id: world.ids.next(),
    account: account.id,
    granted: yen(5_000n),
    left: yen(5_000n),
    source: { kind: 'goodwill', order: null },
    grantedAt: now,
    expiresAt: plusDays(now, 100),
  }
  await write(world, { kind: 'account', id: account.id }, [
    { table: 'accounts', row: { ...account, phone: { ...account.phone, pin } } },
    { table: 'points_lots', row: lot },
  ])
  return { account, line, pinHash: hash }
}

function sellingContract(ofWorld: () => AgentWorld): void {
  test('Points are spent only when the PIN was keyed and the call is with this agent', async () => {
    const world = ofWorld()
    const { aoki } = world
    const { account, line, pinHash } = await caller(world)
    const proof = {
      kind: 'activation',
      line: line.id,
      by: aoki.staff,
      at: world.clock.now(),
    } as const
    const { id: call } = await putCall(world, { proofs: [proof] })
    const buyer = { kind: 'account', account: account.id } as const
    const whole = {
      ...requestFor(DAY),
      channel: 'phone',
      buyer,
      person: account.person,
      points: DAY.price,
      shownRest: yen(0n),
      method: 'house',
      provider: 'house',
    } as PlacingRequest
    const sell = (request: PlacingRequest) =>
      asked(world, sellOnCall, aoki, {
        input: { staff: aoki.staff, call, line: line.id, request, ids: orderIds(world.ids) },
      })
    assert.equal(codeOf(await sell(whole)), 'call_not_yours')
    const mine = { input: { staff: aoki.staff, call } }
    assert.ok((await asked(world, takeCall, aoki, mine)).ok)
    assert.equal(codeOf(await sell(whole)), 'pin_needed')
    const inName = { ...requestFor(DAY), channel: 'phone', buyer } as PlacingRequest
    assert.equal(codeOf(await sell(inName)), 'caller_not_verified')
    const own = await holder(world)
    const others = { ...whole, buyer: { ...buyer, account: own.account.id } }
    assert.equal(codeOf(await sell(others)), 'caller_not_verified')
    assert.ok((await asked(world, giveBackCall, aoki, mine)).ok)
    const keyed = { call, line: line.id, account: account.id, pinHash }
    assert.ok((await world.door.ask(provePinOnCall, keyed, SYSTEM)).ok)
    assert.equal(codeOf(await sell(whole)), 'call_not_yours')
    assert.ok((await asked(world, takeCall, aoki, mine)).ok)
    const sold = await sell(whole)
    assert.ok(sold.ok, JSON.stringify(codeOf(sold)))
    assert.equal(sold.value.state, 'delivered')
    const known = await read(world, call)
    assert.deepEqual([known.order, known.line], [sold.value.order, line.id])
  })
}

function callLessContract(ofWorld: () => AgentWorld): void {
  test('Without a call nobody on the telephone is the holder', async () => {
    const world = ofWorld()
    const { account, line } = await caller(world)
    const buyer = { kind: 'account', account: account.id } as const
    const request = { ...requestFor(DAY), channel: 'phone', buyer } as PlacingRequest
    const sell = (over: Partial<PlacingRequest>) =>
      asked(world, sellAtCounter, world.aoki, {
        input: { line: line.id, request: { ...request, ...over }, ids: orderIds(world.ids) },
      })
    assert.equal(codeOf(await sell({})), 'caller_not_verified')
    assert.equal(codeOf(await sell({ buyer: { kind: 'counter', shop: null } })), null)
  })
}
