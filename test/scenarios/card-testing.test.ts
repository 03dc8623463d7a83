/** Cards that banks refuse one after another are being tested: paying is held back for a while. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { decliners } from '../../src/app/limits/declines.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { createHotline } from '../../src/channels/hotline/answering.ts'
import { DAY } from '../contracts/catalogue.ts'
import { someKeptMethods } from '../contracts/example-rows.ts'
import { knownCaller, PIN, ring } from '../contracts/hotline-world.ts'
import { write } from '../contracts/rows-asked.ts'
import { openPaying, type Browser, type PayingWorld } from './paying-world.ts'

const { max: MOST, pauseMinutes } = LIMITS.declines
const HELD = /Several payments were declined one after another.*until \d\d:\d\d Japan time/

describe('Declined payments', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  const session = (address: string | null) => address?.split('/').at(-1) ?? ''
  const pay = (address: string | null, card: string) =>
    world.outside.control('POST', `/sessions/${session(address)}/payment`, { card })

  const confirm = (line: LineId) =>
    `/lines/${line}/renewals/new?offer=${DAY.id}&version=${DAY.version}`

  /** Another way ends the page that was open, and the card begins a new one; null: refused. */
  async function another(browser: Browser, to: string, page: string): Promise<string | null> {
    if ((await browser.send(to, { method: 'alipay' })) === null) return null
    await browser.get(page)
    return browser.send(to, { method: 'card' })
  }

  /** At the last screen, signed in. */
  async function atConfirm() {
    const held = await world.holder()
    const browser = world.browser(held.cookies)
    await browser.get(confirm(held.line))
    return { ...held, browser, renewals: `/lines/${held.line}/renewals` }
  }

  test('hold back the account that made them, say when, and end', async () => {
    const { browser, line, renewals } = await atConfirm()
    let address = await browser.send(renewals, { act: 'pay', accept: 'yes' })
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    const order = `/orders/${known?.order.id}`
    for (let count = 1; count <= MOST.account; count += 1) {
      assert.match(address ?? '', /^http/, `try ${count}`)
      await pay(address, 'declined')
      await browser.get(order)
      address = await another(browser, `${order}/payments`, order)
    }
    assert.equal(address, null)
    assert.equal(browser.status, 429)
    assert.match(browser.text(), HELD)
    assert.ok(Number(browser.headers['retry-after']) > 0)
    world.outside.product.advanceHours(pauseMinutes / 60)
    await browser.get(confirm(line))
    const fresh = await browser.send(renewals, { act: 'pay', accept: 'yes' })
    assert.match(fresh ?? '', /^http/)
  })

  test('of a pay-link hold back the link, and not the order’s buyer', async () => {
    const { browser, renewals } = await atConfirm()
    await browser.send(renewals, { act: 'link', accept: 'yes' })
    const order = `/orders/${browser.order()}`
    const [, link = ''] = /id="payLink"[^>]*value="([^"]+)"/.exec(browser.page) ?? []
    const payer = world.browser({ language: 'en' }, '198.51.100.7')
    await payer.get(new URL(link).pathname)
    let address = await payer.send('/pay/payments', { method: 'card' })
    for (let count = 1; count <= MOST.pay_link; count += 1) {
      assert.match(address ?? '', /^http/, `try ${count}`)
      await pay(address, 'declined')
      await payer.get('/pay/return')
      address = await another(payer, '/pay/payments', '/pay')
    }
    assert.equal(address, null)
    assert.equal(payer.status, 429)
    assert.match(payer.text(), HELD)
    const other = world.browser({ language: 'en' }, '203.0.113.9')
    await other.get(new URL(link).pathname)
    await other.send('/pay/payments', { method: 'card' })
    assert.match(other.text(), HELD, 'another browser with that link')
    await browser.get(order)
    assert.match((await browser.send(`${order}/payments`, { method: 'card' })) ?? '', /^http/)
  })

  test('hold back kept means on a call, where other ways stay open', async () => {
    const { app } = world
    const asked = { ...app, app }
    const { number, line, account } = await knownCaller(asked, 0n)
    const [kept] = someKeptMethods(account.id, asked)
    assert.ok(kept !== undefined)
    const home = { kind: 'account', id: account.id } as const
    await write(asked, home, [{ table: 'kept_methods', row: kept }])
    const hotline = createHotline({ app, isHoliday: () => false, sandbox: false })
    const picked = await (await ring({ hotline }, { number, asserted: true })).key('1', '1')
    const paying = { account: account.id, line: line.id, byLink: null, means: kept.means }
    for (let count = 1; count <= MOST.means; count += 1) {
      for (const one of decliners(app.vault, paying)) {
        await app.limits.take('declines', [one], app.clock.now())
      }
    }
    const held = await picked.key('1', PIN)
    const told = held.answered.reply.say.map(({ utterance }) => utterance)
    const refused = told.find(({ code }) => code === 'refused')
    assert.ok(refused?.code === 'refused', told.map(({ code }) => code).join())
    assert.equal(refused.refusal.code, 'declines_too_many')
    const orders = await app.reads.orders(line.id, { limit: 9, before: null })
    assert.ok(orders.every(({ order }) => order.channel !== 'phone'))
    assert.ok((await held.key('3', '1')).says('link_sent'))
  })
})
