/**
 * Money given back and value sold at the console, in browsers without scripts: a refund shown
 * before it is done, refused to one clerk and done by two, paid out once; gift cards looked at,
 * sold and frozen; points given. Every page in every language.
 */
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { activateGiftCard, issueGiftCard } from '../../src/app/money/gift-cards.ts'
import { mintGiftCode, printCode } from '../../src/app/money/gift-codes.ts'
import { orderIds, settlingIds } from '../../src/app/orders/minted.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import { takeAtTill } from '../../src/app/tills/take-at-till.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  AccountId,
  GiftCardId,
  PaymentId,
  StaffId,
  TillEntryId,
  TillId,
} from '../../src/domain/basics/ids.ts'
import type { Account } from '../../src/domain/account/account.ts'
import { LANGUAGES } from '../../src/domain/basics/language.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusHours, plusMinutes } from '../../src/domain/basics/time.ts'
import { DAY, MONTH, requestFor } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openConsole, PASSWORD, type Browser, type ConsoleWorld } from './console-world.ts'

const FLOAT = 30_000n

let world: ConsoleWorld
let till: TillId
let lin: StaffId
let clerk: Browser
let senior: Browser

before(async () => {
  world = await openConsole()
  till = await world.addTill('front')
  lin = await world.hire('lin', 'clerk')
  await world.hire('mori', 'clerk')
  await world.hire('sato', 'senior')
  clerk = await world.signedIn('lin')
  senior = await world.signedIn('sato')
  await clerk.get('/staff/till-choice')
  await clerk.post('/staff/till-choice', { till })
  await clerk.get('/staff/till')
  await clerk.post('/staff/till/shifts', { float: FLOAT.toString() })
})
after(() => world.close())

async function actingOf(staff: StaffId): Promise<StaffActing> {
  const { signIns } = await world.app.reads.staff(staff)
  const { id: signIn } = present(signIns[0], 'they are signed in')
  return { staff, signIn, second: null }
}

/** A month, paid in cash to `lin`. */
async function monthSold() {
  const { app } = world
  const line = await world.addLine()
  const ids = orderIds(app.ids)
  const request = requestFor(MONTH)
  assert.ok((await app.door.ask(placeOrder, { line, request, ids }, SYSTEM)).ok)
  const { order } = ids
  const input = {
    till,
    staff: lin,
    line,
    order,
    method: 'cash' as const,
    tendered: MONTH.price,
    reference: null,
    shownRest: MONTH.price,
    ids: {
      ...settlingIds(app.ids),
      payment: app.ids.next<PaymentId>(),
      entry: app.ids.next<TillEntryId>(),
    },
  }
  const acting = await actingOf(lin)
  const origin = { channel: 'counter', actor: `staff:${lin}`, key: null } as const
  const taken = await app.door.ask(takeAtTill, { acting, input }, origin)
  assert.ok(taken.ok)
  return { line, order, page: `/staff/orders/${order}/refund` }
}

async function cash(): Promise<bigint> {
  const { shift } = await world.app.reads.till(till)
  return present(shift, 'the shift is open').cashExpected
}

const WISH = { kind: 'goodwill', amount: '2500', reason: 'no_service', note: '', data: 'keep' }

suite('A refund over the limit', () => {
  test('is shown, refused to one clerk, done by two, and paid out once', async () => {
    const { order, line, page } = await monthSold()
    const shown = await clerk.get(page)
    assert.equal(shown.status, 200)
    assert.match(shown.body, /sold without a refund/)
    const quoted = await clerk.post(`${page}/quote`, WISH)
    assert.equal(quoted.status, 200)
    assert.match(quoted.body, /In cash from the till[\s\S]*2,500/)
    assert.match(quoted.body, /name="second-password"/)
    const alone = await clerk.post(page, { ...WISH, shown: '2500' })
    assert.equal(alone.status, 422)
    assert.match(alone.body, /needs a second person here/)
    const wrong = { 'second-name': 'mori', 'second-password': PASSWORD }
    const other = await clerk.post(page, {
      ...WISH,
      ...wrong,
      shown: '2500',
      'second-code': world.freshCode(),
    })
    assert.match(other.body, /cannot be the second one here/)
    const before = await cash()
    const given = await clerk.post(page, {
      ...WISH,
      'second-name': 'sato',
      'second-password': PASSWORD,
      'second-code': world.freshCode(),
      shown: '2500',
    })
    assert.deepEqual([given.status, given.to], [303, `${page}?done=given`])
    const known = present(await world.app.reads.order(line, order), 'the order stays')
    assert.deepEqual(
      known.order.refunds.map(({ amount, reason }) => [amount, reason]),
      [[2_500n, 'no_service']],
    )
    const due = await clerk.get(`${page}?done=given`)
    assert.match(due.body, /The refund is given/)
    const payOut = /action="([^"]*\/pay-out)"/.exec(due.body)?.[1] ?? ''
    assert.equal((await clerk.post(payOut, {})).to, `${page}?done=paid`)
    assert.equal(await cash(), before - 2_500n)
    await clerk.get(page)
    const again = await clerk.post(payOut, {})
    assert.equal(again.status, 422)
    assert.equal(await cash(), before - 2_500n)
  })

  test('is one clerk’s up to the limit; a form posted twice gives it once', async () => {
    const { order, line, page } = await monthSold()
    await clerk.get(page)
    const wish = { ...WISH, amount: '2000', reason: 'other', note: 'The shop was closed early' }
    await clerk.post(`${page}/quote`, wish)
    for (let times = 0; times < 2; times += 1) {
      assert.equal((await clerk.post(page, { ...wish, shown: '2000' })).status, 303)
    }
    const { order: row } = present(await world.app.reads.order(line, order), 'the order stays')
    assert.equal(row.refunds.length, 1)
    const note = present(row.refunds[0]?.note ?? null, 'what was written stays, sealed')
    assert.ok(!note.includes('closed early'))
    assert.equal(world.app.vault.open(note), wish.note)
  })

  test('keeps what was typed and says what is missing, beside its field', async () => {
    const { page } = await monthSold()
    await clerk.get(page)
    const asked = { ...WISH, amount: 'much', reason: '' }
    const answer = await clerk.post(`${page}/quote`, asked)
    assert.equal(answer.status, 422)
    assert.match(answer.body, /Please choose a reason/)
    assert.match(answer.body, /value="much"/)
    await clerk.get(page)
    const other = await clerk.post(`${page}/quote`, { ...WISH, reason: 'other', note: ' ' })
    assert.match(other.body, /Please write what happened/)
    const long = { ...WISH, reason: 'other', note: 'x'.repeat(201) }
    assert.match((await clerk.post(`${page}/quote`, long)).body, /no more than 200 characters/)
    const large = await clerk.post(`${page}/quote`, { ...WISH, amount: '3301' })
    assert.match(large.body, /have not gone back yet/)
  })

  test('of another shop, without the page’s seal, or of no order is not given', async () => {
    const { page } = await monthSold()
    const kim = await world.hire('kim', 'clerk', { shop: 'kyoto' as never })
    assert.ok(kim)
    const away = await world.signedIn('kim')
    assert.equal((await away.get(page)).status, 403)
    await clerk.get(page)
    assert.equal((await clerk.post(page, { ...WISH, shown: '1', csrf: 'x' })).status, 403)
    assert.equal((await clerk.get('/staff/orders/nothing/refund')).status, 404)
  })
})

/** Counted from its sale, no gift card is good longer. */
const CARD_DAYS = 190

suite('A gift card that is over', () => {
  test('has its share paid out in cash by two, as the page says before', async () => {
    const own = await openConsole()
    const { app, clock } = own
    const drawer = await own.addTill('front')
    await own.hire('lin', 'clerk')
    await own.hire('sato', 'senior')
    const { card } = await paperCard(own)
    const sale = { card, clearing: 'partner' } as const
    assert.ok((await app.door.ask(activateGiftCard, sale, SYSTEM)).ok)
    const line = await own.addLine()
    const ids = orderIds(app.ids)
    const request = requestFor(DAY, { giftCards: [card], method: 'house', provider: 'house' })
    const placed = await app.door.ask(placeOrder, { line, request, ids }, SYSTEM)
    assert.ok(placed.ok, JSON.stringify(placed))
    clock.set(plusHours(clock.now(), CARD_DAYS * 24))

    const desk = await own.signedIn('lin')
    await desk.get('/staff/till-choice')
    await desk.post('/staff/till-choice', { till: drawer })
    await desk.get('/staff/till')
    await desk.post('/staff/till/shifts', { float: FLOAT.toString() })
    const page = `/staff/orders/${ids.order}/refund`
    await desk.get(page)
    const wish = { ...WISH, amount: '100' }
    const quoted = await desk.post(`${page}/quote`, wish)
    assert.match(quoted.body, /is over and never made longer[\s\S]*name="second-password"/)
    assert.match(quoted.body, /name="over" value="money"/)
    const sure = { ...wish, over: 'money', shown: '100' }
    assert.equal((await desk.post(page, sure)).status, 422)
    const second = {
      'second-name': 'sato',
      'second-password': PASSWORD,
      'second-code': own.freshCode(),
    }
    assert.equal((await desk.post(page, { ...sure, ...second })).status, 303)
    const due = await desk.get(page)
    const payOut = /action="([^"]*\/pay-out)"/.exec(due.body)?.[1] ?? ''
    assert.equal((await desk.post(payOut, {})).to, `${page}?done=paid`)
    const { shift } = await app.reads.till(drawer)
    assert.equal(shift?.cashExpected, FLOAT - 100n)
    const between = (await app.reads.trialBalance()).get('between_homes') ?? 0n
    assert.equal(between, 0n, 'nothing is between homes')
    await own.close()
  })
})

async function paperCard({ app } = world, value = 3_000n) {
  const card = app.ids.next<GiftCardId>()
  const code = mintGiftCode(app)
  const input = { card, origin: 'sold', value: yen(value), batch: 'b', code } as const
  assert.ok((await app.door.ask(issueGiftCard, input, SYSTEM)).ok)
  return { card, code: printCode(app.vault, code.sealed).code }
}

suite('A gift card at the counter', () => {
  test('is found by its code, sold for cash with change, and its receipt says it is not taxed', async () => {
    const { card, code } = await paperCard()
    await clerk.get('/staff/gift-cards')
    const found = await clerk.post('/staff/gift-cards/look', { code })
    assert.deepEqual([found.status, found.to], [303, `/staff/gift-cards/${card}`])
    const page = await clerk.get(`/staff/gift-cards/${card}`)
    assert.match(page.body, /Not sold yet/)
    assert.ok(!page.body.includes(code), 'the code is on no page')
    const before = await cash()
    const few = { method: 'cash', tendered: '2000', shown: '3000' }
    assert.equal((await clerk.post(`/staff/gift-cards/${card}/sale`, few)).status, 422)
    const sold = await clerk.post(`/staff/gift-cards/${card}/sale`, { ...few, tendered: '5000' })
    assert.equal(sold.status, 303)
    assert.equal(await cash(), before + 3_000n)
    const after = await clerk.get(sold.to ?? '')
    assert.match(after.body, /Change[\s\S]*2,000/)
    assert.match(after.body, /Not taxed/)
    const chinese = await clerk.get(`${sold.to}&receipt=zh-CN`)
    assert.match(chinese.body, /不征税/)
    const again = await clerk.post(`/staff/gift-cards/${card}/sale`, few)
    assert.match(again.body, /was sold on/)
    assert.equal(await cash(), before + 3_000n)
  })

  test('is frozen and freed by a senior; a clerk is told that it is not theirs', async () => {
    const { card } = await paperCard()
    await clerk.get(`/staff/gift-cards/${card}`)
    const refused = await clerk.post(`/staff/gift-cards/${card}/freeze`, { wish: 'freeze' })
    assert.match(refused.body, /not part of the role/)
    await senior.get(`/staff/gift-cards/${card}`)
    for (const [wish, done] of [
      ['freeze', 'frozen'],
      ['free', 'freed'],
    ] as const) {
      const answer = await senior.post(`/staff/gift-cards/${card}/freeze`, { wish })
      assert.equal(answer.to, `/staff/gift-cards/${card}?done=${done}`)
      await senior.get(answer.to ?? '')
    }
  })

  test('is no longer looked for after a handful of wrong codes, for a while', async () => {
    const own = await openConsole()
    await own.hire('mori', 'clerk')
    const { card, code } = await paperCard(own)
    const mori = await own.signedIn('mori')
    await mori.get('/staff/gift-cards')
    for (let times = 0; times < LIMITS.desk_codes.max.desk; times += 1) {
      const answer = await mori.post('/staff/gift-cards/look', { code: `nothing ${times}` })
      assert.match(answer.body, /No gift card has this code/)
      assert.ok(!answer.body.includes('nothing'), 'what was typed is not put back')
    }
    assert.match((await mori.post('/staff/gift-cards/look', { code })).body, /Too many codes/)
    for (const minutes of [9, 1]) {
      await mori.get('/staff/gift-cards')
      own.clock.set(plusMinutes(own.clock.now(), minutes))
    }
    const found = await mori.post('/staff/gift-cards/look', { code })
    assert.equal(found.to, `/staff/gift-cards/${card}`)
    await own.close()
  })
})

test('A senior gives points and comes back to the page; a clerk is told why not', async () => {
  const { app } = world
  const account = app.ids.next<AccountId>()
  const row: Account = {
    id: account,
    person: app.ids.next(),
    mailbox: app.ids.next(),
    language: 'ja',
    country: null,
    lines: [],
    createdAt: world.clock.now(),
    notices: null,
    phone: NO_PHONE,
    accepted: [],
    closed: null,
  }
  const homes: [{ kind: 'account'; id: AccountId }] = [{ kind: 'account', id: account }]
  await app.door.ask(writeRows, { homes, changes: [{ table: 'accounts', row }] }, SYSTEM)
  const path = `/staff/accounts/${account}/points`
  await senior.get('/staff/gift-cards')
  const many = await senior.post(path, { points: '5001', back: '/staff/cases' })
  assert.match(many.body, /from 1 to 5000 points/)
  const given = await senior.post(path, { points: '500', back: '/staff/cases' })
  assert.deepEqual([given.status, given.to], [303, '/staff/cases'])
  const { lots } = await app.reads.account(account)
  assert.deepEqual(
    lots.map(({ left }) => left),
    [500n],
  )
  await clerk.get('/staff/gift-cards')
  assert.match((await clerk.post(path, { points: '1' })).body, /not part of the role/)
})

test('Every page is whole in every language', async () => {
  const { page } = await monthSold()
  const { card } = await paperCard()
  for (const language of LANGUAGES) {
    for (const path of [page, '/staff/gift-cards', `/staff/gift-cards/${card}`]) {
      const { status, body } = await clerk.get(`${path}?lang=${language}`)
      assert.equal(status, 200)
      assert.match(body, new RegExp(`<html lang="${language}"`))
      assert.ok(!/undefined|\[object|style="/.test(body))
    }
  }
})
