/** Staff at the console say what became of orders that a person at another carrier's desk fills. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { CONSOLE_LIMITS } from '../../src/channels/counter/desk.ts'
import { openMemory, type OpenStore } from '../contracts/stores.ts'
import { openDesk } from './console-world.ts'
import {
  BY_HAND,
  BY_ORDER,
  buy,
  endAll,
  GIB,
  openWorld,
  packOf,
  stateOf,
  type World,
} from './fulfilment-world.ts'

const PAGE = '/staff/fulfilments'

describe('Orders filled by hand at the console', () => {
  let store: OpenStore
  let world: World
  let desk: Awaited<ReturnType<typeof openDesk>>
  let count = 0
  before(async () => {
    store = await openMemory()
  })
  after(() => store.close())
  beforeEach(async () => {
    count += 1
    world = await openWorld(store, count)
    const nextStep = () => world.clock.advance(30)
    desk = await openDesk(world.app, { nextStep, limits: CONSOLE_LIMITS })
    await desk.hire('mori', 'operator')
  })
  afterEach(async () => {
    await desk.close()
    await endAll(world)
    await world.close()
  })

  async function seen() {
    const browser = await desk.signedIn('mori')
    const page = await browser.get(PAGE)
    assert.equal(page.status, 200)
    return { browser, body: page.body }
  }

  test('are listed with their note and card, and settled with what the carrier said', async () => {
    const order = await buy(world, BY_HAND)
    const { browser, body } = await seen()
    assert.match(body, new RegExp(`${world.card}.*Ask at the desk`, 's'))
    assert.doesNotMatch(body, /\(\)/)
    assert.match(body, /<fieldset><legend[^>]*>Waiting, oldest first<\/legend>.*type="radio"/s)

    const picked = { order: `${world.line} ${order}`, outcome: 'done' }
    const done = await browser.post(PAGE, { ...picked, until: '2099-04-09 12:00', data: '2.5' })
    assert.equal(done.to, `${PAGE}?done=delivered`)
    const pack = await packOf(world, order)
    assert.deepEqual(pack.allowance, { kind: 'total', bytes: (5n * GIB) / 2n })
    assert.ok(pack.start.kind === 'begun')
    assert.equal(pack.start.until?.toString(), '2099-04-09T03:00:00Z')
    assert.doesNotMatch((await browser.get(PAGE)).body, new RegExp(order))
  })

  test('are given back where nothing can be added', async () => {
    const order = await buy(world, BY_HAND)
    const { browser } = await seen()
    const picked = { order: `${world.line} ${order}`, outcome: 'cannot' }
    assert.equal((await browser.post(PAGE, picked)).to, `${PAGE}?done=given_back`)
    const state = await stateOf(world, order)
    assert.ok(state.kind === 'refund_due' && state.why === 'not_supplied')
  })

  test('stay picked, with what was typed, until it can be understood', async () => {
    const [, order] = [await buy(world, BY_HAND), await buy(world, BY_HAND)]
    const { browser } = await seen()
    const value = `${world.line} ${order}`
    const typed = { order: value, outcome: 'done', until: '9 April', data: '1.25' }
    for (const [fields, sentence] of [
      [typed, /Write it as 2027-04-09 12:00/],
      [{ ...typed, until: '' }, /Write a number such as/],
      [{ ...typed, until: '2001-04-09 12:00', data: '1' }, /is past/],
    ] as const) {
      const { status, body } = await browser.post(PAGE, fields)
      assert.equal(status, 422)
      assert.match(body, sentence)
      assert.match(body, new RegExp(`value="${value}"[^>]* checked`))
      assert.ok(body.includes(`value="${fields.data}"`))
    }
    const none = await browser.post(PAGE, { outcome: 'done' })
    assert.equal(none.status, 422)
    assert.match(none.body, /Choose an order/)
    assert.equal((await stateOf(world, order)).kind, 'fulfilling')
  })

  test('are all there is to pick: what a wholesaler is at cannot be settled here', async () => {
    const order = await buy(world, BY_ORDER)
    const { browser, body } = await seen()
    assert.ok(body.includes(world.card))
    assert.doesNotMatch(body, /type="radio"/)
    const forced = { order: `${world.line} ${order}`, outcome: 'cannot' }
    const answer = await browser.post(PAGE, forced)
    assert.equal(answer.to, null)
    assert.match(answer.body, /wholesaler/)
    assert.equal((await stateOf(world, order)).kind, 'fulfilling')
  })
})
