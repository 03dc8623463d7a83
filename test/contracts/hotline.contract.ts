/**
 * Callers and the hotline over every store: who is known and how, what a PIN opens, each way to
 * pay, and one turn that is taken once however often it is heard.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { placeOnCall, stopCardOnCall } from '../../src/app/calls/renew.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { orderByShortCode } from '../../src/app/orders/short-code.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { CALL_WRONG_PROOFS_MAX } from '../../src/domain/call/call.ts'
import { PIN_TRIES_MAX } from '../../src/domain/account/phone.ts'
import { PAID_PLAINLY } from '../../src/domain/order/placing.ts'
import { card, CODE, holder } from './care-world.ts'
import { DAY, requestFor } from './catalogue.ts'
import {
  hotlineWorld,
  knownCaller,
  PIN,
  ring,
  type HotlineWorld,
  type Telephone,
} from './hotline-world.ts'
import type { OpenStore } from './stores.ts'

export function hotlineContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`The hotline over the ${name} store`, () => {
    let world: HotlineWorld
    before(async () => {
      world = await hotlineWorld(await openStore())
    })
    after(() => world.open.close())
    knowingContract(() => world)
    payingContract(() => world)
    carryingContract(() => world)
    turnContract(() => world)
    hangingUpContract(() => world)
  })
}

type World = () => HotlineWorld

async function ordersOf({ open }: HotlineWorld, line: LineId) {
  const all = await open.reads.orders(line, { limit: 20, before: null })
  return all.filter(({ order }) => order.channel === 'phone')
}

function knowingContract(world: World): void {
  test('a known caller hears at once what is left, in the language of the account', async () => {
    const { number } = await knownCaller(world())
    const phone = await ring(world(), { number, asserted: true })
    assert.ok(phone.says('number_known') && phone.says('data_left') && phone.says('valid_until'))
    assert.ok(phone.answered.reply.say.every(({ language }) => language === 'ja'))
  })

  test('a number that nobody vouches for proves nothing', async () => {
    const { number } = await knownCaller(world())
    const phone = await ring(world(), { number, asserted: false })
    assert.equal(phone.says('data_left'), false)
    assert.equal(phone.says('number_known'), false)
    const { call } = await world().open.reads.call(phone.answered.call)
    assert.deepEqual(call?.proofs, [])
  })

  test('a card number with its code makes whoever has the card known, and no more', async () => {
    const { line } = await knownCaller(world())
    const phone = await (await ring(world())).key('2', '1', line.sim.iccid, CODE)
    assert.ok(phone.says('data_left'))
    const details = await phone.key('4')
    assert.ok(details.says('wrong_key'), 'the past is the holder’s')
    const opened = await details.key('8', PIN)
    assert.ok((await opened.key('4')).says('auto_renewal_off'))
  })

  test('a PIN is asked for only where somebody holds the line', async () => {
    const nobodys = await card(world())
    const phone = await (await ring(world())).key('2', '1', nobodys.sim.iccid, CODE)
    assert.ok(phone.says('data_left') || phone.says('not_begun'))
    assert.ok((await phone.key('8')).says('wrong_key'))
  })

  test('a wrong code, a foreign card and a locked one are answered alike', async () => {
    const { line } = await knownCaller(world())
    const stranger = await card(world())
    const wrong = '9999999999'
    const answers = await Promise.all(
      [line.sim.iccid, '8981100000000000010'].map(async (iccid) => {
        const phone = await (await ring(world())).key('2', '1', iccid, wrong)
        return JSON.stringify(phone.answered.reply)
      }),
    )
    assert.equal(new Set(answers).size, 1)
    let phone = await (await ring(world())).key('2', '1')
    for (let tries = 1; tries < CALL_WRONG_PROOFS_MAX; tries += 1) {
      phone = await phone.key(stranger.sim.iccid, wrong)
      assert.ok(phone.says('card_not_proved'))
    }
    const last = await phone.key(stranger.sim.iccid, wrong)
    assert.ok(last.says('tries_used_up'))
  })

  test('one number that keeps trying is not listened to, on whichever call', async () => {
    const { line } = await knownCaller(world())
    const number = '+819099999999'
    for (let tries = 0; tries < LIMITS.call_proofs.max.number; tries += 1) {
      const phone = await ring(world(), { number, asserted: true })
      await phone.key('2', '1', '8981100000000000010', '1111111111')
    }
    const right = await (await ring(world(), { number, asserted: true })).key('2', '1')
    const told = await right.key(line.sim.iccid, CODE)
    assert.ok(told.says('card_not_proved'))
  })
}

function payingContract(world: World): void {
  test('the last pack is renewed by points in eight keys, the PIN and its # counted', async () => {
    const { number, line, account } = await knownCaller(world())
    const home = await ring(world(), { number, asserted: true })
    const done = await home.key('1', '1', '1', PIN)
    assert.ok(done.says('renewed') && done.says('receipt_by_mail'))
    const [sold] = await ordersOf(world(), line.id)
    assert.equal(sold?.order.state.kind, 'delivered')
    assert.deepEqual(sold?.order.buyer, { kind: 'account', account: account.id })
    const { lots } = await world().open.reads.account(account.id)
    assert.equal(
      lots.reduce((sum, { left }) => sum + left, 0n),
      10_000n - DAY.price,
    )
  })

  test('the agreement holds what was said and the key that was pressed', async () => {
    const { number, line } = await knownCaller(world())
    await (await ring(world(), { number, asserted: true })).key('1', '1', '1', PIN)
    const [sold] = await ordersOf(world(), line.id)
    const agreement = await world().open.reads.agreement(
      line.id,
      sold?.order.agreement ?? ('' as never),
    )
    assert.equal(agreement?.channel, 'phone')
    assert.equal(agreement?.shown.language, 'ja')
    assert.ok((agreement?.shown.lines.length ?? 0) >= 6)
    assert.match(agreement?.shown.button ?? '', /円/u)
    assert.ok(agreement?.shown.lines.every(({ label, value }) => label !== '' && value !== ''))
  })

  test('three wrong PINs lock it; other ways to pay stay open', async () => {
    const { number, line, account } = await knownCaller(world())
    let phone = await (await ring(world(), { number, asserted: true })).key('1', '1', '1')
    for (let tries = 1; tries < PIN_TRIES_MAX; tries += 1) {
      phone = await phone.key('1111')
      assert.ok(phone.says('pin_wrong'))
    }
    const locked = await phone.key('1111')
    assert.ok(locked.says('pin_locked'))
    const state = await world().open.reads.account(account.id)
    assert.notEqual(state.account?.phone.pin?.lockedAt, null)
    const ways = locked.answered.reply.say.flatMap(({ utterance }) =>
      utterance.code === 'option' && utterance.option.kind === 'pay'
        ? [utterance.option.how.kind]
        : [],
    )
    assert.deepEqual(ways, ['gift_card', 'link', 'web_code'])
    assert.deepEqual(await ordersOf(world(), line.id), [])
  })
}

function carryingContract(world: World): void {
  test('an order begun on the telephone is carried to the web by eight digits', async () => {
    const { line } = await knownCaller(world())
    const phone = await (await ring(world())).key('1', '1', line.sim.iccid, CODE, '1', '3', '1')
    const code = phone.answered.reply.say.find(({ utterance }) => utterance.code === 'web_code')
    assert.ok(code?.utterance.code === 'web_code')
    const found = await orderByShortCode(world().app, code.utterance.digits)
    assert.equal(found?.order.line, line.id)
    assert.equal(found?.order.channel, 'phone')
    assert.deepEqual(found?.order.buyer, { kind: 'line_proof' })
  })

  test('a link goes to the e-mail on file, and a line that nobody holds is offered none', async () => {
    const { number, line } = await knownCaller(world())
    await world().open.takeJobs()
    const sent = await (await ring(world(), { number, asserted: true })).key('1', '3', '1')
    assert.ok(sent.says('link_sent'))
    const jobs = await world().open.takeJobs()
    const letter = jobs.find(({ task }) => task === 'pay_link_letter')
    assert.equal(letter?.payload['line'], line.id)
    assert.equal(letter?.payload['language'], 'ja')
    const nobodys = await card(world())
    const ways = await (await ring(world())).key('1', '1', nobodys.sim.iccid, CODE, '2', '1')
    const kinds = ways.answered.reply.say.flatMap(({ utterance }) =>
      utterance.code === 'option' && utterance.option.kind === 'pay'
        ? [utterance.option.how.kind]
        : [],
    )
    assert.deepEqual(kinds, ['gift_card', 'web_code'])
  })

  test('what the flow never leads to is refused all the same, inside the command', async () => {
    const { app, open } = world()
    const { line } = await knownCaller(world())
    const other = await holder(world())
    const phone = await (await ring(world())).key('1', '1', line.sim.iccid, CODE)
    const { call } = phone.answered
    const origin = { channel: 'phone', actor: `call:${call}`, key: null } as const
    const place = async (over: Parameters<typeof requestFor>[1], on = line.id) => {
      const request = { ...requestFor(DAY, { ...PAID_PLAINLY, channel: 'phone', ...over }) }
      const input = { line: on, request, ids: orderIds(app.ids) }
      const answer = await app.door.ask(placeOnCall, { call, input }, origin)
      return answer.ok ? null : answer.refusal.code
    }
    const mine = { kind: 'account', account: line.holder ?? other.account.id } as const
    assert.equal(await place({ buyer: mine }), 'caller_not_verified')
    assert.equal(await place({ buyer: mine, points: yen(100n) }), 'pin_needed')
    assert.equal(
      await place({ buyer: { kind: 'line_proof' } }, other.line.id),
      'caller_not_verified',
    )
    const stopping = { call, input: { line: other.line.id } }
    assert.equal((await app.door.ask(stopCardOnCall, stopping, origin)).ok, false)
    await phone.hear({ kind: 'hang_up' })
    assert.equal(await place({ buyer: { kind: 'line_proof' } }), 'call_over')
    assert.equal((await open.reads.line(other.line.id)).line?.suspension, null)
  })

  test('a lost card stops at once', async () => {
    const { number, line } = await knownCaller(world())
    const phone = await (await ring(world(), { number, asserted: true })).key('5', '1')
    assert.ok(phone.says('card_stopped_now'))
    assert.equal((await world().open.reads.line(line.id)).line?.suspension?.reason, 'lost_card')
  })
}

function turnContract(world: World): void {
  test('a turn heard twice is taken once, also at the same time, and answered alike', async () => {
    const { number, line } = await knownCaller(world())
    const { hotline, open } = world()
    const ringing = { transport: 'twiml', reference: 'twice', number, asserted: true } as const
    const rung = await Promise.all([hotline.ring(ringing), hotline.ring(ringing)])
    assert.deepEqual(rung[0], rung[1])
    let { answered } = { answered: rung[0] }
    for (const digits of ['1', '1', '1', PIN]) {
      const heard = { kind: 'digits', digits } as const
      const { call, turn } = answered
      const both = await Promise.all([
        hotline.hear(call, turn, heard),
        hotline.hear(call, turn, heard),
      ])
      assert.deepEqual(both[0], both[1])
      assert.deepEqual(await hotline.hear(call, turn, heard), both[0])
      assert.ok(both[0] !== null)
      answered = both[0]
    }
    assert.equal((await ordersOf(world(), line.id)).length, 1)
    assert.equal((await open.reads.callTurns(answered.call, 50)).length, 5)
  })

  test('what is kept of a turn holds no secret digit', async () => {
    const { line } = await knownCaller(world())
    const phone: Telephone = await (
      await ring(world())
    ).key('1', '1', line.sim.iccid, CODE, '8', PIN)
    const turns = await world().open.reads.callTurns(phone.answered.call, 50)
    const heard = turns.map((turn) => JSON.stringify(turn.heard))
    assert.ok(heard.some((text) => text.includes(line.sim.iccid)))
    assert.ok(!heard.some((text) => text.includes(CODE) || text.includes(PIN)))
    const { call } = await world().open.reads.call(phone.answered.call)
    const kept = JSON.stringify(call, (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    )
    assert.ok(!kept.includes(CODE) && !kept.includes(`"${PIN}"`))
  })

  test('a call that is unknown is answered by nobody', async () => {
    const { hotline, app } = world()
    assert.equal(await hotline.hear(app.ids.next(), 1, { kind: 'silence' }), null)
    assert.equal(await hotline.hear(app.ids.next(), 1, { kind: 'hang_up' }), null)
    assert.equal(await hotline.standing(app.ids.next()), null)
  })

  test('who wants a person waits for one in their hours, with where they were', async () => {
    const { number, line } = await knownCaller(world())
    const phone = await (await ring(world(), { number, asserted: true })).key('0')
    assert.equal(phone.answered.reply.next, 'person')
    const live = await world().open.reads.liveCalls(100)
    const own = live.find(({ id }) => id === phone.answered.call)
    assert.equal(own?.state.kind, 'waiting')
    assert.equal(own?.line, line.id)
    const back = await (await phone.hear({ kind: 'nobody_came' })).key('1')
    assert.ok(back.says('call_back_promised'))
    const waiting = await world().open.reads.openCallBacks(100)
    assert.ok(waiting.some(({ call }) => call === phone.answered.call))
  })
}

function hangingUpContract(world: World): void {
  test('hung up is over, and nothing moves it any more', async () => {
    const phone = await ring(world())
    const over = await phone.hear({ kind: 'hang_up' })
    assert.equal(over.answered.reply.next, 'hang_up')
    const again = await over.hear({ kind: 'digits', digits: '1' })
    assert.equal(again.answered.turn, over.answered.turn)
    const { call } = await world().open.reads.call(phone.answered.call)
    assert.deepEqual(call?.state.kind, 'over')
  })

  test('whoever hangs up is gone, whatever turn that names', async () => {
    const phone = await ring(world())
    const later = await phone.key('2', '1')
    const over = await phone.hear({ kind: 'hang_up' })
    assert.equal(over.answered.reply.next, 'hang_up')
    assert.equal(over.answered.turn, later.answered.turn + 1)
    const { call } = await world().open.reads.call(phone.answered.call)
    assert.ok(call?.state.kind === 'over' && call.state.how === 'hung_up')
    assert.deepEqual(
      await phone.hear({ kind: 'hang_up' }).then((one) => one.answered),
      over.answered,
    )
  })

  test('whoever hangs up while a turn is taken is gone after it', async () => {
    const phone = await ring(world())
    await Promise.all([phone.key('2'), phone.hear({ kind: 'hang_up' })])
    const { call } = await world().open.reads.call(phone.answered.call)
    assert.ok(call?.state.kind === 'over' && call.state.how === 'hung_up')
  })
}
