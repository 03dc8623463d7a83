/**
 * What the portal does for the telephone: a PIN, a number that waits to be called from, and orders
 * that were placed there and are paid here.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { confirmNumber } from '../../src/app/accounts/phone.ts'
import {
  contactNumberHash,
  numberClaimHash,
  phonePinHash,
} from '../../src/app/accounts/phone-secrets.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { makePayLink } from '../../src/app/orders/pay-link.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import {
  makeShortCode,
  mintShortCode,
  SHORT_CODE_MINUTES,
} from '../../src/app/orders/short-code.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import { CLAIM_MINUTES } from '../../src/domain/account/phone.ts'
import { STEP_UP_MINUTES } from '../../src/domain/account/sign-in.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { AccountId, CallId, LineId, OrderId } from '../../src/domain/basics/ids.ts'
import type { Buyer } from '../../src/domain/order/order.ts'
import type { Call } from '../../src/domain/call/call.ts'
import { placing } from '../contracts/catalogue.ts'
import { writeRows } from '../contracts/stores.ts'
import { openPaying, type Browser, type PayingWorld } from './paying-world.ts'

const PIN = '/account/phone/pin'
const NUMBER = '/account/phone/number'

suite('The telephone on the account page', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  async function atPhone() {
    const held = await world.holder()
    const browser = world.browser(held.cookies)
    await browser.get('/account/phone')
    assert.equal(browser.status, 200)
    return { ...held, browser }
  }

  const phoneOf = async (account: AccountId) =>
    present((await world.app.reads.account(account)).account, 'it exists').phone
  const codeOn = ({ page }: Browser) =>
    /class="figure">(\d{3} \d{3})</.exec(page)?.[1]?.replace(' ', '') ?? null

  /** As the hotline confirms it: a call from that very number, and the code by keys. */
  async function callsAndKeys(account: AccountId, given: { number: string; code: string }) {
    const { app } = world
    const id = app.ids.next<CallId>()
    const now = app.clock.now()
    const { number } = given
    const hash = contactNumberHash(app.vault, number)
    const row: Call = {
      id,
      transport: 'sandbox',
      reference: id,
      number: { hash, lastDigits: number.slice(-4), sealed: '', asserted: true },
      language: 'en',
      startedAt: now,
      heardAt: now,
      turns: 1,
      place: { name: 'start' },
      proofs: [],
      wrongProofs: 0,
      line: null,
      order: null,
      state: { kind: 'in_flow' },
      agent: null,
      wrapUp: null,
    }
    const changes = [{ table: 'calls', row }] as const
    await app.door.ask(writeRows, { homes: [{ kind: 'call', id }], changes }, SYSTEM)
    const input = { account, hash: numberClaimHash(app.vault, given), call: id, letter: null }
    return (await app.door.ask(confirmNumber, input, SYSTEM)).ok
  }

  test('is reached from the account page', async () => {
    const { browser } = await atPhone()
    await browser.get('/profile')
    assert.match(browser.page, /<a class="plain" href="\/account\/phone">/)
    const stranger = world.browser()
    await stranger.get('/account/phone')
    assert.equal(stranger.path, '/sign-in')
  })

  test('A PIN is set, never shown, told by letter, replaced and removed', async () => {
    const { browser, account } = await atPhone()
    assert.match(browser.page, /type="password"[^>]*id="pin"[^>]*inputmode="numeric"/)
    await browser.send(PIN, { pin: '2759', pinAgain: '2759' })
    assert.equal(browser.status, 200)
    assert.match(browser.text(), /The phone PIN is set/)
    assert.doesNotMatch(browser.page, /2759/)
    const hash = phonePinHash(world.app.vault, account, '2759')
    assert.equal((await phoneOf(account)).pin?.hash, hash)
    await world.work()
    assert.match(world.sent.at(-1)?.subject ?? '', /电话密码已设置/)
    assert.doesNotMatch(world.sent.at(-1)?.text ?? '', /2759/)
    // Full-width digits are digits.
    await browser.send(PIN, { pin: '８０６２', pinAgain: '8062' })
    const second = phonePinHash(world.app.vault, account, '8062')
    assert.equal((await phoneOf(account)).pin?.hash, second)
    await browser.send(`${PIN}/removal`)
    assert.match(browser.text(), /The phone PIN was removed/)
    assert.equal((await phoneOf(account)).pin, null)
  })

  test('A PIN that will not do is named beside its field, and nothing is set', async () => {
    const { browser, account } = await atPhone()
    const tries = [
      ['123', '123', /4 to 6 digits/],
      ['12345678', '12345678', /4 to 6 digits/],
      ['27a9', '27a9', /digits only/],
      ['1234', '1234', /guessed first/],
      ['2759', '2758', /not the same/],
    ] as const
    for (const [pin, pinAgain, why] of tries) {
      await browser.send(PIN, { pin, pinAgain })
      assert.equal(browser.status, 422)
      assert.match(browser.text(), why)
      assert.doesNotMatch(browser.page, new RegExp(`value="${pin}"`))
    }
    assert.equal((await phoneOf(account)).pin, null)
  })

  test('A lock is explained, and a new PIN ends it', async () => {
    const { browser, account } = await atPhone()
    await browser.send(PIN, { pin: '2759', pinAgain: '2759' })
    const state = present((await world.app.reads.account(account)).account, 'it exists')
    const pin = { ...present(state.phone.pin, 'set'), wrongTries: 3, lockedAt: state.createdAt }
    const row = { ...state, phone: { ...state.phone, pin } }
    const homes = [{ kind: 'account', id: account }] as const
    const changes = [{ table: 'accounts', row }] as const
    await world.app.door.ask(writeRows, { homes, changes }, SYSTEM)
    await browser.get('/account/phone')
    assert.match(browser.text(), /Locked since .* after three wrong tries/)
    await browser.send(PIN, { pin: '2759', pinAgain: '2759' })
    assert.equal((await phoneOf(account)).pin?.lockedAt, null)
    assert.doesNotMatch(browser.text(), /Locked/)
  })

  test('A number waits with its code, in the browser that asked, until a call confirms it', async () => {
    const { browser, account, cookies } = await atPhone()
    await browser.send(NUMBER, { number: '090-1234-5678' })
    const code = codeOn(browser)
    assert.ok(code !== null, 'six digits, large')
    assert.match(browser.text(), /ending in 5678 waits/)
    assert.match(browser.page, /href="tel:0300000000"/)
    assert.doesNotMatch(browser.page, /1234-?5678/)
    await browser.get('/account/phone')
    assert.equal(codeOn(browser), code, 'read again it is still there')
    const other = world.browser(cookies)
    await other.get('/account/phone')
    assert.match(other.text(), /ending in 5678 waits/)
    assert.equal(codeOn(other), null)
    await world.work()
    assert.match(world.sent.at(-1)?.text ?? '', /5678/)

    assert.ok(!(await callsAndKeys(account, { number: '+819012345679', code })))
    assert.ok(await callsAndKeys(account, { number: '+819012345678', code }))
    await browser.get('/account/phone')
    assert.match(browser.text(), /Confirmed number •••• 5678/)
    assert.equal(codeOn(browser), null)
    await browser.send(`${NUMBER}/removal`)
    assert.match(browser.text(), /The telephone number was removed/)
    assert.equal((await phoneOf(account)).number, null)
  })

  test('A number of another country counts with its code, nonsense is named and kept', async () => {
    const { browser, account } = await atPhone()
    for (const number of ['12345', '110', 'call me', '+81']) {
      await browser.send(NUMBER, { number })
      assert.equal(browser.status, 422)
      assert.match(browser.text(), /not a telephone number that can be called/)
      assert.ok(browser.page.includes(`value="${number}"`), 'what was typed stays')
    }
    await browser.send(NUMBER, { number: '+86 138 0013 8000' })
    assert.equal((await phoneOf(account)).claim?.lastDigits, '8000')
  })

  test('A code that is over is shown no more', async () => {
    const { browser, account } = await atPhone()
    await browser.send(NUMBER, { number: '09012345678' })
    const code = present(codeOn(browser), 'shown')
    world.outside.product.advanceHours(CLAIM_MINUTES / 60)
    await browser.get('/account/phone')
    assert.doesNotMatch(browser.text(), /5678/)
    assert.ok(!(await callsAndKeys(account, { number: '+819012345678', code })))
  })

  test('Who signed in long ago is asked to do so again, and keeps what was typed', async () => {
    const { browser, account } = await atPhone()
    world.outside.product.advanceHours(STEP_UP_MINUTES / 60)
    await browser.send(NUMBER, { number: '090-1234-5678' })
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /first confirm with a code by e-mail/)
    await browser.get('/account/phone')
    assert.match(browser.page, /<a class="button" href="\/sign-in">/)
    assert.doesNotMatch(browser.page, /name="pin"/)
    const { claim, pin } = await phoneOf(account)
    assert.deepEqual([claim, pin], [null, null])
  })

  test('Forms without their seal change nothing', async () => {
    const { browser, account } = await atPhone()
    await browser.send(PIN, { pin: '2759', pinAgain: '2759', csrf: 'forged' })
    assert.equal(browser.status, 422)
    assert.equal((await phoneOf(account)).pin, null)
  })
})

suite('The digits of an order', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  /** As the hotline places it: to be paid by whoever has the digits. */
  async function placedByPhone(
    buyer: (account: AccountId) => Buyer = () => ({ kind: 'line_proof' }),
  ) {
    const { app } = world
    const { line, account, cookies } = await world.holder()
    const input = placing(line, app.ids, { channel: 'phone', buyer: buyer(account) })
    const placed = await app.door.ask(placeOrder, input, { ...SYSTEM, channel: 'phone' })
    assert.ok(placed.ok)
    const { order } = placed.value
    return { line, order, cookies, digits: await makeDigits(line, order) }
  }

  async function makeDigits(line: LineId, order: OrderId): Promise<string> {
    const minted = await mintShortCode(world.app)
    const made = await world.app.door.ask(makeShortCode, { line, order, ...minted }, SYSTEM)
    assert.ok(made.ok)
    return world.app.vault.open(made.value.sealed)
  }

  let addresses = 0
  /** A browser of its own, from an address of its own. */
  async function atCode(given: { readonly address?: string } = {}): Promise<Browser> {
    addresses += 1
    const cookies = { language: 'en', browser: `b${addresses}` }
    const browser = world.browser(cookies, given.address ?? `198.51.100.${addresses}`)
    await browser.get('/code')
    return browser
  }

  const UNKNOWN = /No order waits to be paid under this code/
  const wrongOf = (digits: string) => digits.replace(/.$/, (last) => (last === '0' ? '1' : '0'))

  test('are asked for from the first page', async () => {
    const browser = await atCode()
    await browser.get('/')
    assert.match(browser.page, /<a class="button" href="\/code">I have a code<\/a>/)
  })

  test('lead to the order, which is paid there every hosted way', async () => {
    const { order, line, digits } = await placedByPhone()
    const browser = await atCode()
    const spaced = `${digits.slice(0, 4)} ${digits.slice(4)}`
    await browser.send('/code', { code: spaced })
    assert.equal(browser.path, `/orders/${order}`)
    assert.equal(browser.status, 200)
    const text = browser.text()
    assert.match(text, /JPY 550/)
    assert.match(text, /•/, 'the line is masked')
    for (const key of ['card', 'paypal', 'konbini', 'alipay', 'wechat_pay']) {
      assert.match(browser.page, new RegExp(`name="method"[^>]*value="${key}"`), key)
    }
    const state = await world.app.reads.line(line)
    const { iccid } = present(state.line, 'it exists').sim
    assert.ok(!browser.page.includes(iccid))
    assert.doesNotMatch(text, /Data left|left of|Points|holder-\d/)
    const known = present(await world.app.reads.order(line, order), 'it exists')
    assert.equal(known.order.state.kind, 'awaiting_payment', 'looking spends nothing')
    const page = await browser.send(`/orders/${order}/payments`, { method: 'card' })
    assert.ok(page !== null && page.startsWith(world.outside.url))
    const session = page.split('/').at(-1)
    await world.outside.control('POST', `/sessions/${session}/payment`, { card: 'approve' })
    await browser.get(`/orders/${order}`)
    assert.match(browser.text(), /Delivered/)
    const late = await atCode()
    await late.send('/code', { code: digits })
    assert.match(late.text(), UNKNOWN, 'paid')
  })

  test('open nothing else: neither the line nor its other orders, nor for another browser', async () => {
    const { order, line, digits, cookies } = await placedByPhone()
    const browser = await atCode()
    await browser.send('/code', { code: digits })
    await browser.get(`/lines/${line}`)
    assert.equal(browser.path, '/sign-in')
    await browser.get('/orders')
    assert.equal(browser.path, '/sign-in')
    const other = await atCode()
    await other.get(`/orders/${order}`)
    assert.equal(other.path, '/sign-in')
    const holder = world.browser(cookies)
    await holder.get(`/orders/${order}`)
    assert.equal(holder.status, 200, 'the holder sees it anyway')
  })

  test('show what was agreed to whoever bought with the card alone, not to a holder’s payer', async () => {
    const agreementOf = async (line: LineId, order: OrderId) =>
      `/agreements/${present(await world.app.reads.order(line, order), 'placed').order.agreement}`
    const own = await placedByPhone()
    const buyer = await atCode()
    await buyer.send('/code', { code: own.digits })
    const agreement = await agreementOf(own.line, own.order)
    assert.ok(buyer.page.includes(`href="${agreement}"`))
    assert.ok(buyer.page.includes(`/orders/${own.order}/cancellation`))
    await buyer.get(agreement)
    assert.equal(buyer.status, 200)

    const held = await placedByPhone((account) => ({ kind: 'account', account }))
    const payer = await atCode()
    await payer.send('/code', { code: held.digits })
    assert.equal(payer.path, `/orders/${held.order}`)
    const theirs = await agreementOf(held.line, held.order)
    assert.ok(!payer.page.includes(theirs))
    assert.ok(!payer.page.includes(`/orders/${held.order}/cancellation`))
    await payer.get(theirs)
    assert.equal(payer.status, 404)
  })

  test('have one answer for wrong, old, replaced and cancelled; slips of length are named', async () => {
    const answers: string[] = []
    const ask = async (code: string) => {
      const browser = await atCode()
      await browser.send('/code', { code })
      assert.equal(browser.status, 422)
      assert.ok(!browser.page.includes(code), 'never put back')
      answers.push(/id="code-wrong"[^>]*>([^<]*)</.exec(browser.page)?.[1] ?? '')
    }
    const first = await placedByPhone()
    await ask(wrongOf(first.digits))
    const second = await makeDigits(first.line, first.order)
    await ask(first.digits)
    world.outside.product.advanceHours(SHORT_CODE_MINUTES / 60)
    await ask(second)
    const third = await makeDigits(first.line, first.order)
    const end = { line: first.line, order: first.order, why: 'cancelled' } as const
    assert.ok((await world.app.door.ask(endOrder, end, SYSTEM)).ok)
    await ask(third)
    assert.equal(new Set(answers).size, 1)
    assert.match(answers[0] ?? '', UNKNOWN)
    const browser = await atCode()
    await browser.send('/code', { code: '1234567' })
    assert.match(browser.text(), /has 8 digits, but there are 7/)
  })

  test('may be wrong five times in ten minutes, by visitor and by address', async () => {
    const { digits, order } = await placedByPhone()
    const browser = await atCode({ address: '203.0.113.7' })
    for (let wrong = 1; wrong <= LIMITS.short_codes.max.visitor; wrong += 1) {
      await browser.send('/code', { code: wrongOf(digits) })
      assert.match(browser.text(), UNKNOWN, `try ${wrong}`)
    }
    await browser.send('/code', { code: digits })
    assert.match(browser.text(), /Too many tries/)
    const neighbour = await atCode({ address: '203.0.113.7' })
    await neighbour.send('/code', { code: digits })
    assert.match(neighbour.text(), /Too many tries/, 'another browser at that address')
    const elsewhere = world.browser(browser.cookies, '203.0.113.8')
    await elsewhere.get('/code')
    await elsewhere.send('/code', { code: digits })
    assert.match(elsewhere.text(), /Too many tries/, 'the same browser elsewhere')
    const far = await atCode()
    await far.send('/code', { code: digits })
    assert.equal(far.path, `/orders/${order}`, 'others are not held up')
    world.outside.product.advanceHours(LIMITS.short_codes.minutes / 60)
    await browser.send('/code', { code: digits })
    assert.equal(browser.path, `/orders/${order}`)
  })
})

suite('A link to pay that was asked for on the telephone', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  test('arrives by letter and leads to the page that takes the money', async () => {
    const { app, store, sent } = world
    const { line, account } = await world.holder()
    const buyer = { kind: 'account', account } as const
    const input = placing(line, app.ids, { channel: 'phone', buyer, byLink: true })
    const placed = await app.door.ask(placeOrder, input, { ...SYSTEM, channel: 'phone' })
    assert.ok(placed.ok)
    const { order } = placed.value
    await app.door.ask(makePayLink, { line, order, act: 'open' }, SYSTEM)
    store.jobs.push({ task: 'pay_link_letter', payload: { line, order, language: 'en' } })
    await world.work()
    const letter = present(sent.at(-1), 'a letter')
    const [, path = ''] = /https:\/\/renew\.example\.jp(\/pay\/[\w-]+)/.exec(letter.text) ?? []
    const friend = world.browser({ language: 'en' })
    await friend.get(path)
    assert.equal(friend.path, '/pay')
    assert.match(friend.text(), /JPY 550/)
  })
})
