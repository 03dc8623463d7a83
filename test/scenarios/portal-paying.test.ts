/**
 * Paying on the portal, told as stories over HTTP: parts, gift cards, a till, somebody else, a
 * change of mind, money back, and codes that are guessed.
 */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import { gigabytes } from '../../src/domain/basics/data-volume.ts'
import type { Campaign } from '../../src/domain/catalogue/campaign.ts'
import type { Offer } from '../../src/domain/catalogue/offer.ts'
import type { LineId } from '../../src/domain/basics/ids.ts'
import { LIMITS } from '../../src/app/limits/table.ts'
import { DAY } from '../contracts/catalogue.ts'
import {
  everywhere,
  openPaying,
  REFUNDABLE,
  type Browser,
  type PayingWorld,
} from './paying-world.ts'

const PRICE = Number(DAY.price)

suite('Paying on the portal', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
  })
  after(() => world.close())

  const confirm = (line: LineId, offer: Offer = DAY) =>
    `/lines/${line}/renewals/new?offer=${offer.id}&version=${offer.version}`
  const renewals = (line: LineId) => `/lines/${line}/renewals`
  const session = (address: string | null) => address?.split('/').at(-1) ?? ''
  const pay = (address: string | null, means: object = { card: 'approve' }) =>
    world.outside.control('POST', `/sessions/${session(address)}/payment`, means)

  /** At the last screen, signed in. */
  async function atConfirm(points = 0, offer: Offer = DAY) {
    const held = await world.holder(points)
    const browser = world.browser(held.cookies)
    await browser.get(confirm(held.line, offer))
    assert.equal(browser.status, 200)
    return { ...held, browser }
  }

  /** Bought by card and delivered; on the order's page. */
  async function bought(offer: Offer = DAY) {
    const here = await atConfirm(0, offer)
    await pay(await here.browser.send(renewals(here.line), { act: 'pay', accept: 'yes' }))
    const [known] = await world.app.reads.orders(here.line, { limit: 1, before: null })
    await here.browser.get(`/orders/${known?.order.id}`)
    await world.work()
    return here
  }

  async function delivered(browser: Browser, order = browser.order()): Promise<void> {
    await browser.get(`/orders/${order}`)
    assert.match(browser.text(), /Delivered/)
    await world.work()
  }

  test('Points lower what the card pays, and both stand on the order and in the letter', async () => {
    const { browser, line, account } = await atConfirm(200)
    await browser.send(renewals(line), { act: 'update', points: 'all', accept: 'yes' })
    assert.equal(browser.status, 200)
    assert.match(browser.text(), /Points −JPY 200 .*Still to pay JPY 350/)
    assert.match(browser.page, /<button class="main"[^>]*>Pay JPY 350<\/button>/)
    const page = await browser.send(renewals(line), { act: 'pay' })
    assert.ok(page?.startsWith(world.outside.url), 'a hosted page for the rest')
    await pay(page)
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    assert.equal(known?.payment.amount, 350n)
    await browser.get(`/orders/${known?.order.id}`)
    await delivered(browser)
    assert.match(browser.text(), /Points −JPY 200/)
    const letter = world.sent.findLast(({ subject }) => subject.includes('day'))
    assert.match(letter?.text ?? '', /200/)
    const { lots } = await world.app.reads.account(account)
    assert.equal(lots.filter(({ source }) => source.kind === 'goodwill').length, 0)
  })

  test('What was changed but not shown is shown before anything is paid', async () => {
    const { browser, line } = await atConfirm(200)
    const left = await browser.send(renewals(line), { act: 'pay', points: 'all', accept: 'yes' })
    assert.equal(left, null)
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /nothing was paid yet/)
    assert.deepEqual(await world.app.reads.orders(line, { limit: 1, before: null }), [])
  })

  test('A gift card that covers all delivers at once and asks no third party', async () => {
    const { browser, line } = await atConfirm()
    const code = await world.giftCard(PRICE + 100)
    await browser.send(renewals(line), { act: 'update', giftCode: code, accept: 'yes' })
    assert.match(browser.text(), new RegExp(`pays JPY ${PRICE}, JPY 100 left afterwards`))
    assert.ok(!browser.page.includes(code), 'the code is not put back')
    assert.doesNotMatch(browser.page, /name="method"/)
    const left = await browser.send(renewals(line), { act: 'pay' })
    assert.equal(left, null, 'no page of anybody else')
    await delivered(browser)
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    assert.deepEqual([known?.payment.provider, known?.payment.amount], ['house', 0n])
  })

  test('Two gift cards and points, then the rest by card', async () => {
    const { browser, line } = await atConfirm(50)
    for (const value of [100, 150]) {
      const giftCode = await world.giftCard(value)
      await browser.send(renewals(line), { act: 'update', giftCode, points: 'all', accept: 'yes' })
      assert.equal(browser.status, 200)
    }
    assert.match(browser.text(), new RegExp(`Still to pay JPY ${PRICE - 300}`))
    const fields = [...browser.page.matchAll(/name="giftCard"/g)]
    assert.equal(fields.length, 2)
  })

  test('A campaign is named with its present; a code counts only when it is right', async () => {
    const campaign = (id: string, over: Partial<Campaign>): Campaign => ({
      id: id as Campaign['id'],
      name: everywhere(`The ${id}`),
      from: plusDays(world.clock.now(), -1),
      until: plusDays(world.clock.now(), 30),
      offers: null,
      networks: null,
      lengths: null,
      channels: null,
      buyers: 'anyone',
      code: null,
      perLineMax: null,
      totalMax: null,
      benefit: { kind: 'bonus_data', bytes: gigabytes(1) },
      ...over,
    })
    const off = { kind: 'percent_off', percent: 10 } as const
    const campaigns = [campaign('autumn', {}), campaign('friend', { code: 'Friend', benefit: off })]
    const before = world.catalogue
    world.catalogue = { ...before, campaigns }
    try {
      const { browser, line } = await atConfirm()
      assert.match(browser.text(), /The autumn 1 GB as a present/)
      await browser.send(renewals(line), { act: 'update', campaignCode: 'enemy' })
      assert.equal(browser.status, 422)
      assert.match(browser.text(), /does not apply to this purchase/)
      await browser.send(renewals(line), { act: 'pay', campaignCode: 'friend', accept: 'yes' })
      assert.equal(browser.status, 422, 'another price is shown first')
      assert.match(browser.text(), /changed from JPY 550 to JPY 495/)
      assert.match(browser.page, /<s>JPY 550<\/s>/)
      assert.match(browser.text(), /The friend 10% off/)
      await pay(await browser.send(renewals(line), { act: 'pay' }))
      const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
      assert.equal(known?.payment.amount, 495n)
      await browser.get(`/orders/${known?.order.id}`)
      await delivered(browser)
      assert.match(
        browser.text(),
        /Campaign The friend · 10% off List price JPY 550 Discount −JPY 55/,
      )
    } finally {
      world.catalogue = before
    }
  })

  test('At a convenience store: a number now, paid the next day', async () => {
    const { browser, line } = await atConfirm()
    assert.match(browser.text(), /If paid now/)
    assert.match(browser.text(), /At a convenience store, if paid at the last moment/)
    const page = await browser.send(renewals(line), {
      act: 'pay',
      method: 'konbini',
      accept: 'yes',
    })
    await pay(page, { method: 'konbini', store: 'lawson' })
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    const order = known?.order.id
    await browser.get(`/orders/${order}`)
    assert.match(browser.text(), /Please pay at a convenience store/)
    await world.work()
    assert.match(world.sent.at(-1)?.subject ?? '', /convenience store|便利店/)
    world.outside.product.advanceHours(20)
    await world.outside.control('PUT', `/sessions/${session(page)}/state`, { state: 'succeeded' })
    await delivered(browser, order)
  })

  test('Somebody else pays: their page tells nothing of the line, and one payment is open', async () => {
    const { browser, line } = await atConfirm()
    await browser.send(renewals(line), { act: 'link', accept: 'yes' })
    assert.match(browser.text(), /Waiting for somebody else to pay/)
    const order = browser.order()
    const [, link = ''] = /id="payLink"[^>]*value="([^"]+)"/.exec(browser.page) ?? []
    const token = new URL(link).pathname
    const payer = world.browser({ language: 'en' }, '198.51.100.7')
    await payer.get(token)
    assert.equal(payer.path, '/pay', 'the token left the address')
    assert.equal(payer.headers['referrer-policy'], 'no-referrer')
    assert.match(String(payer.headers['x-robots-tag']), /noindex/)
    const masked = (await world.app.reads.line(line)).line?.sim.iccid.slice(-4) ?? ''
    assert.match(payer.text(), new RegExp(`Tabi Data.*renew.example.jp.*day.*docomo.*JPY ${PRICE}`))
    assert.ok(!payer.text().includes(masked) && !payer.text().includes('Mei'))
    assert.equal((await attempts(line, order)).length, 1, 'looking spends nothing')
    const first = await payer.send('/pay/payments', { method: 'card' })
    await payer.get('/pay')
    const second = await payer.send('/pay/payments', { method: 'alipay' })
    assert.notEqual(first, second)
    await world.work()
    const open = (await attempts(line, order)).filter(({ state }) => state.kind === 'open')
    assert.equal(open.length, 1)
    await pay(second, { method: 'alipay', authentication: 'approve' })
    await payer.get('/pay/return')
    assert.match(payer.text(), /Paid, thank you/)
    await delivered(browser, order)
    assert.match(browser.text(), /Paid with Somebody else/)
    assert.doesNotMatch(browser.text(), /Alipay/)
  })

  test('A link that was ended or changed opens nothing', async () => {
    const { browser, line } = await atConfirm()
    await browser.send(renewals(line), { act: 'link', accept: 'yes' })
    const order = browser.order()
    const [, link = ''] = /id="payLink"[^>]*value="([^"]+)"/.exec(browser.page) ?? []
    const token = new URL(link).pathname
    const payer = world.browser({ language: 'en' }, '198.51.100.8')
    await browser.send(`/orders/${order}/pay-link`, { act: 'revoke' })
    await payer.get(token)
    assert.match(payer.text(), /This link was ended/)
    const wrong = token.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'))
    for (const path of [wrong, '/pay/short', `${token}x`]) {
      await payer.get(path)
      assert.equal(payer.status, 404, path)
      assert.match(payer.text(), /cannot be opened/)
    }
  })

  test('Another way to pay ends the page before it', async () => {
    const { browser, line } = await atConfirm()
    const first = await browser.send(renewals(line), { act: 'pay', accept: 'yes' })
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    const order = known?.order.id
    await browser.get(`/orders/${order}`)
    assert.match(browser.text(), /Pay another way/)
    const second = await browser.send(`/orders/${order}/payments`, { method: 'paypal' })
    assert.match(second ?? '', /paypal/)
    await world.work()
    assert.deepEqual(await pay(first), { outcome: 'over' })
    const approval = `/paypal/orders/${session(second)}/approval`
    await world.outside.control('POST', approval, { outcome: 'pay' })
    await delivered(browser, order)
    assert.match(browser.text(), /PayPal/)
  })

  test('A card is kept, charged again without a page, and forgotten', async () => {
    const here = await atConfirm()
    const asked = { act: 'pay', accept: 'yes', keep: 'yes' }
    await pay(await here.browser.send(renewals(here.line), asked))
    const [known] = await world.app.reads.orders(here.line, { limit: 1, before: null })
    await here.browser.get(`/orders/${known?.order.id}`)
    await delivered(here.browser)
    await here.browser.get(confirm(here.line))
    assert.match(here.browser.page, /value="kept:[0-9a-f-]+" checked/)
    assert.match(here.browser.text(), /Visa ending 4242/)
    assert.equal(await here.browser.send(renewals(here.line), { act: 'pay', accept: 'yes' }), null)
    await delivered(here.browser)
    await here.browser.get('/account/payment')
    const [, removal = ''] =
      /action="(\/account\/payment\/methods[^"]+)"/.exec(here.browser.page) ?? []
    await here.browser.send(removal)
    assert.match(here.browser.text(), /None yet/)
    await world.work()
  })

  test('A kept card that is refused leaves the order to be paid another way', async () => {
    const here = await atConfirm()
    const keeping = { act: 'pay', accept: 'yes', keep: 'yes' }
    await pay(await here.browser.send(renewals(here.line), keeping))
    const [kept] = await world.app.reads.orders(here.line, { limit: 1, before: null })
    await here.browser.get(`/orders/${kept?.order.id}`)
    await delivered(here.browser)
    const { keptMethods } = await world.app.reads.account(here.account)
    const conduct = `/payment-methods/${keptMethods[0]?.means.token}/conduct`
    await world.outside.control('PUT', conduct, { card: 'saved-declined' })
    await here.browser.get(confirm(here.line))
    await here.browser.send(renewals(here.line), { act: 'pay', accept: 'yes' })
    const order = here.browser.order()
    assert.match(here.browser.text(), /The payment did not go through.*Pay another way/)
    const page = await here.browser.send(`/orders/${order}/payments`, { method: 'card' })
    await pay(page)
    await delivered(here.browser, order)
  })

  test('The buyer asks the money back: shown first, then done, each way told', async () => {
    const { browser, line } = await bought()
    assert.match(browser.text(), /not refunded once delivered/)
    await browser.get(confirm(line, REFUNDABLE))
    await pay(await browser.send(renewals(line), { act: 'pay', accept: 'yes' }))
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    const order = known?.order.id
    await browser.get(`/orders/${order}`)
    await world.work()
    await browser.get(`/orders/${order}`)
    assert.match(browser.text(), /If asked now, you get back JPY 3,[23]\d\d/)
    await browser.send(`/orders/${order}/refunds`, { amount: '1' })
    assert.equal(browser.status, 422)
    assert.match(browser.text(), /has changed from JPY 1 to/)
    await browser.send(`/orders/${order}/refunds`)
    assert.match(browser.text(), /Being refunded.*Back the way it was paid/)
    await world.work()
    await browser.get(`/orders/${order}`)
    assert.match(browser.text(), /Refunded.*Returned/)
    assert.match(world.sent.at(-1)?.subject ?? '', /已退款/)
  })

  test('Wrong gift card numbers lock the field for a while, alike for unknown and used', async () => {
    const { browser, line } = await atConfirm()
    const used = await world.giftCard(500, { left: yen(0) })
    const unsold = await world.giftCard(500, { activatedAt: null, expiresAt: null })
    const over = await world.giftCard(500, { expiresAt: plusDays(world.clock.now(), -1) })
    const good = await world.giftCard(500)
    const told = new Set<string>()
    for (const giftCode of [used, unsold, over, '0000-0000-0000-0000-0', '0000-0000-0000-0001-1']) {
      await browser.send(renewals(line), { act: 'update', giftCode })
      assert.equal(browser.status, 422)
      told.add(/class="wrong" id="giftCode-wrong">([^<]*)</.exec(browser.page)?.[1] ?? '')
    }
    assert.equal(told.size, 1, 'one answer for all')
    assert.equal(LIMITS.gift_codes.max.account, 5)
    await browser.send(renewals(line), { act: 'update', giftCode: good })
    assert.match(browser.text(), /Too many wrong gift card numbers.*after \d\d:\d\d Japan time/)
    world.outside.product.advanceHours(LIMITS.gift_codes.minutes / 60)
    await browser.send(renewals(line), { act: 'update', giftCode: good })
    assert.equal(browser.status, 200)
    assert.match(browser.text(), /Gift card ••••/)
  })

  test('A slip of a finger is named and does not count', async () => {
    const { browser, line } = await atConfirm()
    const code = await world.giftCard(500)
    const slipped = code.replace(/.$/, (check) => (check === '0' ? '1' : '0'))
    for (let count = 0; count < LIMITS.gift_codes.max.account + 1; count += 1) {
      await browser.send(renewals(line), { act: 'update', giftCode: slipped })
      assert.match(browser.text(), /One character of the gift card number is wrong/)
    }
    await browser.send(renewals(line), { act: 'update', giftCode: code })
    assert.equal(browser.status, 200)
  })

  test('A provider that does not answer is shown as such, and others come first', async () => {
    world.troubled.add('stripe')
    try {
      const { browser, line } = await atConfirm()
      assert.match(browser.text(), /Credit or debit card This provider cannot be reached/)
      assert.match(browser.page, /value="paypal" checked/)
      await browser.send(renewals(line), { act: 'pay', method: 'card', accept: 'yes' })
      assert.match(browser.text(), /cannot be used right now/)
    } finally {
      world.troubled.delete('stripe')
    }
  })

  async function attempts(line: LineId, order: Parameters<typeof world.app.reads.payments>[1]) {
    return world.app.reads.payments(line, order)
  }
})
