/** Eight digits on the page of a waiting order: told once, for the order's own buyer alone. */
import assert from 'node:assert/strict'
import { after, before, suite, test } from 'node:test'
import { orderByShortCode } from '../../src/app/orders/short-code.ts'
import { SHOP } from '../../src/channels/web/pages/sample-counter.ts'
import { DAY } from '../contracts/catalogue.ts'
import { openPaying, type PayingWorld } from './paying-world.ts'

suite('The page of a waiting order', () => {
  let world: PayingWorld
  before(async () => {
    world = await openPaying()
    const operator = { ...world.app.operator(), shops: [SHOP] }
    Object.assign(world.app, { operator: () => operator })
  })
  after(() => world.close())

  /** An order that waits for its money, on its page. */
  async function waiting() {
    const held = await world.holder()
    const browser = world.browser(held.cookies)
    const { line } = held
    await browser.get(`/lines/${line}/renewals/new?offer=${DAY.id}&version=${DAY.version}`)
    await browser.send(`/lines/${line}/renewals`, { act: 'pay', accept: 'yes' })
    const [known] = await world.app.reads.orders(line, { limit: 1, before: null })
    assert.ok(known !== undefined)
    await browser.get(`/orders/${known.order.id}`)
    return { browser, order: known.order.id }
  }

  const digitsOn = (page: string) => />(\d{4} \d{4})</.exec(page)?.[1]?.replace(' ', '') ?? null

  test('offers the counter with its shops, and makes the digits that lead there', async () => {
    const { browser, order } = await waiting()
    assert.match(browser.text(), /Pay at a shop counter/)
    assert.match(browser.text(), new RegExp(`${SHOP.name.en} ${SHOP.address}`))
    assert.equal(digitsOn(browser.page), null)
    await browser.send(`/orders/${order}/short-code#counter`)
    assert.equal(browser.status, 200)
    const digits = digitsOn(browser.page)
    assert.ok(digits !== null)
    assert.equal((await orderByShortCode(world.app, digits))?.order.id, order)
    await browser.get(`/orders/${order}/short-code`)
    assert.equal(digitsOn(browser.page), null, 'the page read again tells them no more')
  })

  test('makes new digits; the old ones are over', async () => {
    const { browser, order } = await waiting()
    const action = `/orders/${order}/short-code#counter`
    await browser.send(action)
    const first = digitsOn(browser.page)
    await browser.send(action)
    const second = digitsOn(browser.page)
    assert.ok(first !== null && second !== null && first !== second)
    assert.equal(await orderByShortCode(world.app, first), null)
    assert.equal((await orderByShortCode(world.app, second))?.order.id, order)
  })

  test('is nobody else’s', async () => {
    const { order } = await waiting()
    const stranger = await world.holder()
    const browser = world.browser(stranger.cookies)
    await browser.get(`/orders/${order}/short-code`)
    assert.equal(browser.status, 404)
  })
})
