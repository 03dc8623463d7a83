/**
 * The agents' desk in browsers without scripts: a stuck call taken over with all that its caller
 * did, the caller verified, sold to and sent a link, given back for the PIN, wrapped up; who waits
 * called back; and who may see none of it. Every page in every language.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import type { Change } from '../../src/app/door/state.ts'
import { proveCardOnCall } from '../../src/app/calls/proofs.ts'
import { takeCallTurn } from '../../src/app/calls/turns.ts'
import { orderByShortCode } from '../../src/app/orders/short-code.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { waitsIn } from '../../src/app/queries/staff/calls-today.ts'
import { textOf } from '../../src/channels/hotline/words/words.ts'
import type { Answer } from '../../src/domain/call/answer.ts'
import { CALL_WRONG_PROOFS_MAX, type CallTurn, type HeardNote } from '../../src/domain/call/call.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import type { CallId, OrderId, StaffId } from '../../src/domain/basics/ids.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays, plusMinutes, plusSeconds } from '../../src/domain/basics/time.ts'
import type { Line } from '../../src/domain/line/line.ts'
import type { PointsLot } from '../../src/domain/points/lots.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { NUMBER, putCall, putCallBack, withAgent } from '../contracts/call-world.ts'
import { CODE, holder } from '../contracts/care-world.ts'
import { CATALOGUE, DAY, MONTH } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openConsole, type Answered, type Browser, type ConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
let aoki: StaffId
let agent: Browser
let auditor: Browser
let clerk: Browser
let held: { readonly account: Account; readonly line: Line }

before(async () => {
  world = await openConsole()
  // What is sold by telephone alone.
  const sold = [DAY, MONTH].map((one) => ({ ...one, channels: ['phone'] as const }))
  world.catalogue = { ...CATALOGUE, offers: new Map(sold.map((one) => [offerKey(one), one])) }
  aoki = await world.hire('aoki', 'agent', { shop: null })
  await world.hire('nori', 'agent', { shop: null })
  await world.hire('tanabe', 'auditor', { shop: null })
  await world.hire('lin', 'clerk')
  agent = await world.signedIn('aoki')
  auditor = await world.signedIn('tanabe')
  clerk = await world.signedIn('lin')
  held = await holder(world, { name: 'Anna Test' })
})
after(() => world.close())

const desk = '/staff/calls'

/** Leads on, and is followed. */
async function followed(browser: Browser, answer: Answered): Promise<Answered> {
  assert.equal(answer.status, 303, answer.body)
  return browser.get(answer.to ?? '')
}

const PHONE = { channel: 'phone', actor: 'system', key: null } as const

/** A caller who keyed wrong codes until nothing helped any more, and waits: as the flow leads. */
async function stuckCall() {
  const { app } = world
  const { line } = await holder(world)
  const call = app.ids.next<CallId>()
  const { number } = await putCall(world)
  const ring = { transport: 'sandbox', reference: call, number, proof: null } as const
  const turn = async (
    at: number,
    heard: HeardNote,
    moved: { readonly place: string; readonly code: 'ask_iccid' | 'person_comes' },
  ) => {
    const next =
      moved.place === 'person'
        ? ({ kind: 'waiting', why: 'stuck' } as const)
        : ({ kind: 'in_flow' } as const)
    const reply = { say: [{ language: 'zh', utterance: { code: moved.code } }] }
    const place = { name: moved.place }
    const known = { language: 'zh', line: at === 1 ? null : line.id, order: null } as const
    const input = { call, ring: at === 1 ? ring : null, number: at, heard, place, reply, ...known }
    assert.ok((await app.door.ask(takeCallTurn, { ...input, next }, PHONE)).ok)
  }
  await turn(1, { kind: 'ring' }, { place: 'iccid', code: 'ask_iccid' })
  const { iccid } = line.sim
  await turn(2, { kind: 'digits', digits: iccid }, { place: 'activation', code: 'ask_iccid' })
  for (let tried = 0; tried < CALL_WRONG_PROOFS_MAX; tried += 1) {
    const wrong = { call, line: line.id, codeHash: 'wrong' }
    assert.equal((await app.door.ask(proveCardOnCall, wrong, PHONE)).ok, false)
  }
  await turn(3, { kind: 'secret_digits', count: 10 }, { place: 'person', code: 'person_comes' })
  return { id: call, iccid }
}

suite('An agent at the desk', () => {
  test('takes over a stuck call and sees everything the caller did', async () => {
    const call = await stuckCall()
    world.clock.set(plusMinutes(world.clock.now(), 4))
    const { body } = await agent.get(desk)
    assert.match(body, /Stuck/)
    assert.match(body, /Number ends in 8000/)
    assert.match(body, /waits 4 min/)
    assert.match(body, /Tries are used up/)
    assert.doesNotMatch(body, new RegExp(NUMBER.slice(1)), 'a number stands nowhere whole')
    const taken = await followed(agent, await agent.post(`${desk}/${call.id}/taking`, {}))
    assert.match(taken.body, /The call is yours/)
    assert.match(taken.body, new RegExp(`Keys ${call.iccid}`))
    assert.match(taken.body, /Keys 10 secret digits/)
    assert.match(taken.body, /6 of 6 wrong tries/)
    assert.match(taken.body, /Not verified for this/)
    const utterance = { code: 'person_comes' } as const
    assert.ok(taken.body.includes(textOf({ language: 'en', utterance })), 'in the agent’s words')
    assert.doesNotMatch(taken.body, new RegExp(CODE))
    const other = await world.signedIn('nori')
    await other.get(desk)
    const late = await other.post(`${desk}/${call.id}/taking`, {})
    assert.equal(late.status, 422)
    assert.match(late.body, /A colleague has taken this call/)
    agent = await world.signedIn('aoki')
    await agent.get(`${desk}/${call.id}`)
    const ended = await agent.post(`${desk}/${call.id}/wrap-up`, { outcome: 'not_verified' })
    assert.match((await followed(agent, ended)).body, /The call is wrapped up/)
    assert.equal((await world.app.reads.call(call.id)).call?.state.kind, 'over')
  })

  test('verifies by card and code; what is mistyped is said beside its field', async () => {
    const call = await putCall(world, withAgent(world, aoki))
    const at = `${desk}/${call.id}`
    await agent.get(at)
    const mistyped = await agent.post(`${at}/verification`, { iccid: '8981', code: '12' })
    assert.equal(mistyped.status, 422)
    assert.match(mistyped.body, /id="iccid-wrong"/)
    assert.match(mistyped.body, /id="code-wrong"/)
    const { iccid } = held.line.sim
    const wrong = await agent.post(`${at}/verification`, { iccid, code: '9999999999' })
    assert.match(wrong.body, /do not belong together/)
    assert.doesNotMatch(wrong.body, /9999999999/, 'a code is not put back')
    const right = await agent.post(`${at}/verification`, { iccid, code: CODE })
    const page = await followed(agent, right)
    assert.match(page.body, /The caller has the card/)
    assert.match(page.body, /Told card number and activation code to aoki/)
    assert.match(page.body, new RegExp(`class="button main" href="/staff/lines/${held.line.id}"`))
    const screen = await agent.get(`/staff/lines/${held.line.id}`)
    assert.match(screen.body, new RegExp(`href="${at}"[^>]*>Back to the call`))
    await agent.get(at)
    assert.equal((await agent.post(`${at}/wrap-up`, { outcome: 'verified' })).status, 303)
  })

  test('finds the line by other means, which proves nothing', async () => {
    const call = await putCall(world, withAgent(world, aoki))
    const at = `${desk}/${call.id}`
    await agent.get(at)
    const none = await agent.post(`${at}/line`, { q: 'Nobody Atall' })
    assert.match(none.body, /No line was found/)
    const found = await agent.post(`${at}/line`, { q: held.line.sim.iccid })
    const page = await followed(agent, found)
    assert.match(page.body, /The line of this call is set/)
    assert.deepEqual((await world.app.reads.call(call.id)).call?.proofs, [])
    const code = { iccid: held.line.sim.iccid, code: CODE }
    assert.equal((await agent.post(`${at}/verification`, code)).status, 303)
    await agent.get(at)
    const note = 'Asked for a <b>refund</b>'
    const line = held.line.id
    const bare = await agent.post(`${at}/wrap-up`, { outcome: 'other', opens: 'yes', line })
    assert.match(bare.body, /A case needs a note/)
    const done = await agent.post(`${at}/wrap-up`, { outcome: 'other', opens: 'yes', line, note })
    assert.equal(done.status, 303, done.body)
    assert.match((await agent.get(at)).body, /Asked for a &lt;b(>|&gt;)refund/)
    const [opened] = await world.app.reads.cases(held.line.id, 5)
    assert.equal(opened?.about, 'other')
    assert.equal((await world.app.reads.call(call.id)).call?.state.kind, 'over')
  })

  test('reads on without a cursor lost: the same is not sent twice', async () => {
    const call = await putCall(world, withAgent(world, aoki))
    const page = await agent.get(`${desk}/${call.id}`)
    const mark = /data-mark="([^"]*)"/.exec(page.body)?.[1] ?? ''
    const live = `${desk}/${call.id}/live?mark=`
    assert.equal((await agent.get(`${live}${mark}`)).status, 204)
    const again = await agent.get(live)
    assert.equal(again.status, 200)
    assert.equal(again.headers['x-mark'], mark)
    const list = await agent.get(`${desk}/live?mark=`)
    const listMark = encodeURIComponent(String(list.headers['x-mark']))
    assert.equal((await agent.get(`${desk}/live?mark=${listMark}`)).status, 204)
    await agent.get(`${desk}/${call.id}`)
    await agent.post(`${desk}/${call.id}/wrap-up`, { outcome: 'answered' })
    assert.equal((await agent.get(`${desk}/live?mark=${listMark}`)).status, 200)
  })
})

/** The fields that a form of the sale carries. */
function carried(page: string): Record<string, string> {
  const fields = Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
      .map(([, name = '', value = '']) => [name, value] as const)
      .filter(([name]) => name !== 'csrf' && name !== 'key'),
  )
  return fields
}

async function orderOf(answer: Answered): Promise<OrderId> {
  const found = /orders\/([0-9a-f-]{36})/.exec(answer.to ?? '')?.[1]
  return present(found, 'the sale leads to its order') as OrderId
}

suite('An agent sells by telephone', () => {
  async function agreed(points: 'none' | 'all' = 'none') {
    const line = await agent.get(`/staff/lines/${held.line.id}`)
    const sale = /href="([^"]*sales\/new[^"]*)"/.exec(line.body)?.[1]?.replaceAll('&amp;', '&')
    const shown = await agent.get(present(sale, 'an offer of the telephone'))
    // What points change is shown before it is agreed to.
    const act = { points, act: 'update' }
    const counted = await agent.post(sales(), { ...carried(shown.body), ...act })
    return agent.post(sales(), { ...carried(counted.body), points, act: 'agree' })
  }
  const sales = () => `/staff/lines/${held.line.id}/sales`

  test('an offer of the phone, paid by a link in a letter or by digits told', async () => {
    const call = await putCall(world, withAgent(world, aoki))
    const pay = await agreed()
    assert.equal(pay.status, 200, pay.body)
    assert.doesNotMatch(pay.body, /name="tendered"/, 'no drawer on the telephone')
    assert.match(pay.body, /the caller pays elsewhere/)
    const placed = await agent.post(sales(), { ...carried(pay.body), act: 'link' })
    const order = await orderOf(placed)
    const page = await followed(agent, placed)
    assert.doesNotMatch(page.body, /class="qr"/, 'nobody sees the screen')
    assert.equal((await world.app.reads.call(call.id)).call?.order, order)
    const known = present(await world.app.reads.order(held.line.id, order), 'it was placed')
    const agreement = await world.app.reads.agreement(held.line.id, known.order.agreement)
    assert.equal(agreement?.channel, 'phone')
    assert.deepEqual(known.order.buyer, { kind: 'counter', shop: null })

    world.store.jobs.splice(0)
    const sent = await agent.post(`/staff/orders/${order}/pay-link/letter`, {})
    assert.match((await followed(agent, sent)).body, /The link is open until/)
    assert.deepEqual(
      world.store.jobs.map(({ task }) => task),
      ['pay_link_letter'],
    )
    const told = await agent.post(`/staff/orders/${order}/web-code`, {})
    const digits = /class="figure">(\d{4}) (\d{4})</.exec(told.body)?.slice(1).join('') ?? ''
    assert.equal((await orderByShortCode(world.app, digits))?.order.id, order)
    assert.doesNotMatch((await agent.get(`/staff/orders/${order}`)).body, /\d{4} \d{4}</)
    await agent.get(`${desk}/${call.id}`)
    await agent.post(`${desk}/${call.id}/wrap-up`, { outcome: 'renewed' })
  })

  test('points are the holder’s, and of no use until the PIN was keyed', async () => {
    const { account, line } = held
    const lot: PointsLot = {
      id: world.app.ids.next(),
      account: account.id,
      granted: yen(5_000n),
      left: yen(5_000n),
      source: { kind: 'goodwill', order: null },
      grantedAt: world.clock.now(),
      expiresAt: plusDays(world.clock.now(), 100),
    }
    const changes: readonly Change[] = [{ table: 'points_lots', row: lot }]
    const home = { kind: 'account', id: account.id } as const
    await world.app.door.ask(writeRows, { homes: [home], changes }, SYSTEM)
    const at = world.clock.now()
    const card = { kind: 'activation', line: line.id, by: null, at } as const
    const mine = withAgent(world, aoki)
    const call = await putCall(world, { line: line.id, proofs: [card], ...mine })
    const before = await agreed('all')
    assert.doesNotMatch(before.body, /value="covered"/)
    const screen = await agent.get(`/staff/lines/${line.id}`)
    assert.match(screen.body, /Points need the PIN/)
    const pin = { kind: 'pin', account: account.id, at } as const
    await putCall(world, { ...call, proofs: [card, pin] })
    const after = await agreed('all')
    assert.match(after.body, /value="covered"/, after.body)
    const fields = { ...carried(after.body), act: 'covered' }
    const sold = await agent.post(sales(), fields)
    assert.equal(sold.status, 303, sold.body)
    const order = await orderOf(sold)
    const known = present(await world.app.reads.order(line.id, order), 'it was placed')
    assert.equal(known.order.state.kind, 'delivered')
    assert.deepEqual(known.order.buyer, { kind: 'account', account: account.id })
    await agent.get(`${desk}/${call.id}`)
    const given = await agent.post(`${desk}/${call.id}/giving-back`, {})
    assert.match((await followed(agent, given)).body, /The voice menu has the call/)
    assert.match((await agent.get(`/staff/lines/${line.id}`)).body, /You are on no call/)
  })
})

suite('Call-backs at the desk', () => {
  test('open the number for whoever takes them, are overdue in time, and get done', async () => {
    const call = await putCall(world, {
      state: { kind: 'over', at: world.clock.now(), how: 'hung_up' },
    })
    await putCallBack(world, call)
    assert.match((await agent.get('/staff/call-backs')).body, /Promised between/)
    world.clock.set(plusMinutes(world.clock.now(), 121))
    agent = await world.signedIn('aoki')
    const listed = await agent.get('/staff/call-backs')
    assert.match(listed.body, /Overdue/)
    assert.doesNotMatch(listed.body, /tel:/)
    const taken = await agent.post(`/staff/call-backs/${call.id}/taking`, {})
    const mine = await followed(agent, taken)
    assert.match(mine.body, new RegExp(`href="tel:\\${NUMBER}"`))
    const { journal } = world.store
    assert.ok(
      JSON.stringify(journal, (_, value: unknown) =>
        typeof value === 'bigint' ? value.toString() : value,
      ).includes('call_back_number_opened'),
    )
    auditor = await world.signedIn('tanabe')
    const watched = await auditor.get('/staff/call-backs')
    assert.match(watched.body, /aoki is calling/)
    assert.doesNotMatch(watched.body, /tel:|138001/)
    const none = await agent.post(`/staff/call-backs/${call.id}/tries`, { result: 'no_answer' })
    assert.match((await followed(agent, none)).body, /No answer/)
    await agent.post(`/staff/call-backs/${call.id}/taking`, {})
    await agent.get('/staff/call-backs')
    const done = await agent.post(`/staff/call-backs/${call.id}/tries`, { result: 'reached' })
    assert.match((await followed(agent, done)).body, /Nobody waits to be called back/)
  })

  test('are promised to the number that calls, within hours in which somebody is there', async () => {
    const call = await putCall(world, withAgent(world, aoki))
    await agent.get(`${desk}/${call.id}`)
    const promised = await agent.post(`${desk}/${call.id}/call-back`, {})
    const page = await followed(agent, promised)
    assert.match(page.body, /The call-back is promised/)
    assert.match(page.body, /Promised between/)
    const hidden = await putCall(world, { number: null, ...withAgent(world, aoki) })
    const { body } = await agent.get(`${desk}/${hidden.id}`)
    assert.match(body, /Number withheld/)
    assert.doesNotMatch(body, /Promise a call-back/)
    const forged = await agent.post(`${desk}/${hidden.id}/call-back`, {})
    assert.match(forged.body, /withholds the number/)
    for (const { id } of [call, hidden]) {
      await agent.get(`${desk}/${id}`)
      await agent.post(`${desk}/${id}/wrap-up`, { outcome: 'to_call_back' })
    }
  })
})

suite('Who looks after agents', () => {
  test('sees the figures of today, and may not act', async () => {
    const now = world.clock.now()
    const waiting = { kind: 'waiting', since: now, why: 'asked' } as const
    const call = await putCall(world, { state: waiting })
    const alone = { kind: 'over', at: now, how: 'finished' } as const
    await putCall(world, { state: alone })
    const { body } = await auditor.get('/staff/calls/today')
    assert.match(body, /Helped by the voice menu alone/)
    assert.match(body, /<th scope="row">aoki<\/th>/)
    const list = await auditor.get(desk)
    assert.doesNotMatch(list.body, /\/taking/)
    const refused = await auditor.post(`${desk}/${call.id}/taking`, {})
    assert.equal(refused.status, 422)
    assert.match(refused.body, /not part of the role/)
  })

  test('measures a wait from the turn that promised a person', () => {
    const now = world.clock.now()
    const turn = (heard: CallTurn['heard'], seconds: number) => {
      const at = plusSeconds(now, seconds)
      return { heard, at, call: '' as CallTurn['call'], number: 1, place: '', reply: null }
    }
    const turns = [
      turn({ kind: 'ring' }, 0),
      turn({ kind: 'digits', digits: '0' }, 10),
      turn({ kind: 'stepped_in' }, 55),
      turn({ kind: 'hang_up' }, 90),
    ]
    assert.deepEqual(waitsIn(turns), [45])
    assert.deepEqual(waitsIn([]), [])
  })

  test('a clerk of a shop reads no calls, and the menu does not lead there', async () => {
    clerk = await world.signedIn('lin')
    assert.doesNotMatch((await clerk.get('/staff')).body, /href="\/staff\/calls"/)
    const call = await putCall(world)
    for (const page of [
      desk,
      `${desk}/today`,
      `${desk}/${call.id}`,
      '/staff/call-backs',
      '/staff/answers',
    ]) {
      assert.equal((await clerk.get(page)).status, 404, page)
    }
    assert.equal((await clerk.get(`${desk}/live?mark=`)).status, 403)
    assert.equal((await clerk.get(`${desk}/${call.id}/live?mark=`)).status, 404)
  })
})

const REFUNDS: Answer = {
  id: 'refunds',
  topic: 'paying',
  question: {
    'zh-CN': '怎么退款？',
    'zh-TW': '怎麼退款？',
    en: 'How do I get a refund?',
    ja: '返金するには？',
    ko: '환불은 어떻게 받나요?',
  },
  answer: {
    'zh-CN': '在订单页面申请。',
    'zh-TW': '在訂單頁面申請。',
    en: 'Ask for it on the page of the order.',
    ja: '注文のページから申し込めます。',
    ko: '주문 페이지에서 신청하세요.',
  },
  spoken: null,
}

suite('Questions and answers at the desk', () => {
  test('are found by what a caller asks, in five languages side by side', async () => {
    const operator = { ...world.app.operator(), answers: [REFUNDS] }
    Object.assign(world.app, { operator: () => operator })
    assert.match((await agent.get('/staff/answers')).body, /How do I get a refund/)
    const found = await agent.post('/staff/answers', { text: '退款' })
    for (const language of LANGUAGES) {
      assert.ok(found.body.includes(REFUNDS.answer[language]), language)
    }
    const none = await agent.post('/staff/answers', { text: 'zzzz' })
    assert.match(none.body, /Nothing found/)
  })
})

suite('The desk of agents', () => {
  test('speaks every language on every page', async () => {
    const call = await stuckCall()
    const { call: row } = await world.app.reads.call(call.id)
    await putCallBack(world, present(row, 'the call was just made'))
    const taken = await putCall(world, withAgent(world, aoki))
    const pages = [desk, `${desk}/today`, `${desk}/${call.id}`, `${desk}/${taken.id}`]
    for (const language of LANGUAGES) {
      for (const page of [...pages, '/staff/call-backs', '/staff/answers']) {
        const { status, body } = await agent.get(`${page}?lang=${language}`)
        assert.equal(status, 200, `${page} in ${language}`)
        assert.match(body, new RegExp(`<html lang="${language}"`))
        assert.doesNotMatch(body, /undefined|\[object|NaN/, `${page} in ${language}`)
      }
    }
  })
})
