/** What another carrier delivers, from the payment to the data or the money's way back. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import {
  advance,
  fulfilIds,
  hearEvent,
  SUPPLIER_AWAY_SECONDS,
} from '../../src/app/fulfilment/advance.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { lineOverview } from '../../src/app/queries/line-overview.ts'
import { orderView } from '../../src/app/queries/order-view.ts'
import { fulfilByHand, type ByHand } from '../../src/app/staff/fulfilment.ts'
import { askForUsage, fulfilOrders } from '../../src/app/sweeps/fulfilments.ts'
import { present } from '../../src/domain/basics/assert.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { OrderId } from '../../src/domain/basics/ids.ts'
import {
  plusDays,
  plusHours,
  plusMinutes,
  plusSeconds,
  type Instant,
} from '../../src/domain/basics/time.ts'
import { DOUBT_HOURS } from '../../src/domain/fulfilment/progress.ts'
import { putStaff } from '../contracts/till-world.ts'
import { openMemory, openPostgres, type OpenStore } from '../contracts/stores.ts'
import {
  CODES,
  GIB,
  BY_ORDER,
  BY_CODE,
  BY_HAND,
  openWorld,
  buy,
  stateOf,
  packOf,
  book,
  SOLD,
  OWED,
  ORDERS,
  ADVANCE,
  sweepUntil,
  takeBack,
  endAll,
  dying,
  type World,
} from './fulfilment-world.ts'

/** Of the test that runs. */
let world: World

function stories(name: string, opening: () => Promise<OpenStore>): void {
  describe(`what another carrier delivers, ${name}`, () => {
    let store: OpenStore
    let count = 0
    before(async () => {
      store = await opening()
    })
    after(() => store.close())
    beforeEach(async () => {
      count += 1
      world = await openWorld(store, count)
    })
    afterEach(async () => {
      await endAll(world)
      await world.close()
    })

    deliveries()
    takenBack()
    slowAndUnknown()
    beside()
    usageTold()
    endTold()
    byHand()
    seen()
  })
}

function deliveries(): void {
  for (const offer of [BY_ORDER, BY_CODE]) {
    test(`${offer.id}: paid, added, and delivered with the end that was told`, async () => {
      const { app, line, clock, open } = world
      const order = await buy(world, offer)
      assert.deepEqual(await book(world), ADVANCE)
      const jobs = (await open.takeJobs()).map(({ task }) => task)
      assert.ok(jobs.includes('fulfil') && jobs.includes('order_letter'))
      const state = await stateOf(world, order)
      assert.ok(state.kind === 'fulfilling' && state.deadline.equals(plusMinutes(clock.now(), 30)))
      assert.equal(await advance(app, { line, order }), 'delivered')
      assert.equal((await stateOf(world, order)).kind, 'delivered')
      const pack = await packOf(world, order)
      assert.ok(pack.start.kind === 'begun')
      const end = plusDays(clock.now(), 30)
      const seconds = (at: Instant) => Math.trunc(at.epochMilliseconds / 1_000)
      assert.ok(pack.start.until !== null)
      assert.equal(seconds(pack.start.until), seconds(end))
      assert.deepEqual(await book(world), SOLD)
      assert.equal(await advance(app, { line, order }), 'over')
      assert.equal(world.orders.shelf.topUps.length + world.coded.shelf.topUps.length, 1)
    })
  }

  test('refused: everything goes back, once', async () => {
    const { app, line } = world
    world.orders.shelf.behaviour = { kind: 'refuses', code: 33 }
    const order = await buy(world, BY_ORDER)
    assert.equal(await advance(app, { line, order }), 'given_back')
    assert.equal(await advance(app, { line, order }), 'over')
    const state = await stateOf(world, order)
    assert.ok(state.kind === 'refund_due' && state.why === 'not_supplied')
    assert.deepEqual(await book(world), OWED)
    const [payment] = await app.reads.payments(line, order)
    assert.equal(payment?.refunds.length, 1)
  })

  test('the answer was lost: it is read again, and never asked for twice', async () => {
    const { app, line, clock } = world
    world.orders.shelf.behaviour = { kind: 'loses_answer' }
    const order = await buy(world, BY_ORDER)
    assert.equal(await advance(app, { line, order }), 'away')
    world.orders.shelf.behaviour = { kind: 'well' }
    await sweepUntil(world, plusMinutes(clock.now(), 2))
    assert.equal((await stateOf(world, order)).kind, 'delivered')
    assert.equal(world.orders.shelf.topUps.length, 1)
    assert.deepEqual(await book(world), SOLD)
  })

  test('the request was lost: with a key it is asked again, without one it goes back', async () => {
    for (const offer of [BY_CODE, BY_ORDER]) {
      const { shelf } = offer === BY_CODE ? world.coded : world.orders
      shelf.behaviour = { kind: 'loses_request' }
      const order = await buy(world, offer)
      await advance(world.app, { line: world.line, order })
      shelf.behaviour = { kind: 'well' }
      await sweepUntil(world, plusMinutes(world.clock.now(), 31))
      const { kind } = await stateOf(world, order)
      assert.equal(kind, offer === BY_CODE ? 'delivered' : 'refund_due')
      assert.equal(shelf.topUps.length, offer === BY_CODE ? 1 : 0)
    }
  })
}

function takenBack(): void {
  test('taken back by the payer’s bank meanwhile: it is over, and nothing goes back again', async () => {
    const { app, line, clock } = world
    const order = await buy(world, BY_ORDER)
    assert.equal(await takeBack(world, order), 'refunded')
    assert.equal(await advance(app, { line, order }), 'over')
    await sweepUntil(world, plusMinutes(clock.now(), 31))
    const state = await stateOf(world, order)
    assert.ok(state.kind === 'refunded' && state.why === 'contested')
    assert.deepEqual(await book(world), {})
    const [payment] = await app.reads.payments(line, order)
    assert.deepEqual(
      payment?.refunds.map((refund) => refund.state),
      ['succeeded'],
    )
    assert.equal(world.orders.shelf.topUps.length, 0)
  })
}

function slowAndUnknown(): void {
  test('slow: waits, an event speeds it up, a forged one does nothing', async () => {
    const { app, line } = world
    world.coded.shelf.behaviour = { kind: 'slow' }
    const order = await buy(world, BY_CODE)
    assert.equal(await advance(app, { line, order }), 'waits')
    world.coded.shelf.finishAll()
    const supplier = app.suppliers.get(CODES)
    assert.ok(supplier !== undefined)
    const { body, headers } = world.coded.event(world.card)
    const raw = new TextEncoder().encode(body)
    const forged = await supplier.readEvent(raw, { ...headers, 'rt-signature': '0'.repeat(64) })
    await hearEvent(app, { supplier: CODES, event: forged })
    assert.equal((await stateOf(world, order)).kind, 'fulfilling')
    const event = await supplier.readEvent(raw, headers)
    await hearEvent(app, { supplier: CODES, event })
    assert.equal((await stateOf(world, order)).kind, 'delivered')
  })

  test('nobody knows at the deadline: money waits a day, is seen, and goes back', async () => {
    const { app, line, clock } = world
    world.coded.shelf.behaviour = { kind: 'loses_answer' }
    const order = await buy(world, BY_CODE)
    await advance(app, { line, order })
    world.coded.shelf.behaviour = { kind: 'broken' }
    clock.advance(31 * 60)
    await fulfilOrders(app)
    const state = await stateOf(world, order)
    assert.ok(state.kind === 'fulfilling' && state.progress.doubt !== null)
    assert.deepEqual(await book(world), ADVANCE)
    clock.advance(DOUBT_HOURS * 3_600)
    await fulfilOrders(app)
    const after = await stateOf(world, order)
    assert.ok(after.kind === 'refund_due' && after.why === 'supply_unknown')
    const unknown = await app.reads.suppliesUnknown(10)
    assert.ok(unknown.some(({ id }) => id === order))
    assert.deepEqual(await book(world), OWED)
  })

  test('in doubt, and then found: delivered, and nothing goes back', async () => {
    const { app, line, clock } = world
    world.orders.shelf.behaviour = { kind: 'loses_answer' }
    const order = await buy(world, BY_ORDER)
    await advance(app, { line, order })
    world.orders.shelf.behaviour = { kind: 'broken' }
    clock.advance(40 * 60)
    await fulfilOrders(app)
    world.orders.shelf.behaviour = { kind: 'well' }
    await sweepUntil(world, plusMinutes(clock.now(), 10))
    assert.equal((await stateOf(world, order)).kind, 'delivered')
    assert.deepEqual(await book(world), SOLD)
  })

  test('no credit until the deadline: goes back, and was never added', async () => {
    world.orders.shelf.behaviour = { kind: 'refuses', code: 11 }
    const order = await buy(world, BY_ORDER)
    await sweepUntil(world, plusMinutes(world.clock.now(), 29))
    const state = await stateOf(world, order)
    assert.ok(state.kind === 'fulfilling' && state.progress.trouble === 'no_credit')
    await sweepUntil(world, plusMinutes(world.clock.now(), 2))
    assert.equal((await stateOf(world, order)).kind, 'refund_due')
    assert.equal(world.orders.shelf.topUps.length, 0)
  })
}

function endTold(): void {
  test('an end of what was there before is not that of what came: it is told later', async () => {
    const { app, line, clock } = world
    const supplier = present(app.suppliers.get(CODES), 'it is there')
    const tell = async (until: Instant, asOf: Instant) => {
      const usage = {
        bytesLeft: bytes(0n),
        bytesTotal: null,
        until,
        status: 'active',
        asOf,
      } as const
      const readUsage = () => Promise.resolve({ kind: 'told', usage } as const)
      const suppliers = new Map(app.suppliers).set(CODES, { ...supplier, readUsage })
      const order = await buy(world, BY_CODE)
      assert.equal(await advance({ ...app, suppliers }, { line, order }), 'delivered')
      const { start, bytesUsed, elsewhere } = await packOf(world, order)
      assert.equal(bytesUsed, 0n)
      assert.ok(elsewhere?.askAt !== null, 'it is asked about again')
      return start.kind === 'begun' ? start.until : assert.fail('it runs')
    }
    const now = clock.now()
    assert.equal(await tell(plusMinutes(now, 5), now), null)
    assert.equal(await tell(plusDays(now, 10), plusMinutes(now, -1)), null)
    assert.ok((await tell(plusDays(now, 10), now))?.equals(plusDays(now, 10)))
  })
}

function beside(): void {
  test('a wholesaler that does not answer keeps nobody waiting but its own orders', async () => {
    const { app, clock } = world
    const hand = await buy(world, BY_HAND)
    clock.advance(50 * 60)
    const [first, second] = [await buy(world, BY_ORDER), await buy(world, BY_ORDER)]
    const coded = await buy(world, BY_CODE)
    clock.advance(10 * 60)
    let asked = 0
    const topUp = async () => {
      asked += 1
      while ((await stateOf(world, coded)).kind !== 'delivered') await setImmediate()
      return { kind: 'unknown', why: 'unreachable' } as const
    }
    const silent = { ...present(app.suppliers.get(ORDERS), 'it is there'), topUp }
    const suppliers = new Map(app.suppliers).set(ORDERS, silent)
    assert.deepEqual((await fulfilOrders({ ...app, suppliers })).left, [])
    assert.equal((await stateOf(world, hand)).kind, 'refund_due')
    assert.equal(asked, 1)
    const [one, other] = [await stateOf(world, first), await stateOf(world, second)]
    assert.ok(one.kind === 'fulfilling' && one.progress.asked !== null)
    assert.ok(other.kind === 'fulfilling' && other.progress.asked === null)
    assert.ok(other.progress.due.equals(plusSeconds(clock.now(), SUPPLIER_AWAY_SECONDS)))
    clock.advance(SUPPLIER_AWAY_SECONDS)
    await fulfilOrders(app)
    assert.equal((await stateOf(world, second)).kind, 'delivered')
  })
}

function usageTold(): void {
  test('what is left is what is told, as of when, and asked once in a quarter of an hour', async () => {
    const { app, line, clock } = world
    const order = await buy(world, BY_ORDER)
    await advance(app, { line, order })
    const told = clock.now()
    world.orders.shelf.card(world.card).bytesUsed = GIB
    const usage = () => world.orders.shelf.calls.get(`GET /v2/sims/${world.card}/usage`)
    clock.advance(899)
    await askForUsage(app)
    assert.equal(usage(), 1)
    const early = await lineOverview(app, line, 'holder')
    assert.ok(early !== null && early.packs[0]?.toldAsOf?.equals(told))
    assert.equal(early.bytesLeft, 3n * GIB)
    assert.equal(early.entitlement.kind, 'full')
    clock.advance(1)
    await askForUsage(app)
    await askForUsage(app)
    assert.equal(usage(), 2)
    const later = await lineOverview(app, line, 'holder')
    assert.ok(later !== null && later.packs[0]?.toldAsOf?.equals(clock.now()))
    assert.equal(later.bytesLeft, 2n * GIB)
    clock.advance(31 * 86_400)
    await askForUsage(app)
    assert.equal(usage(), 2, 'what is over is asked about no more')
  })

  test('killed at any step, and done again: once at the wholesaler, once in the book', async () => {
    for (const offer of [BY_ORDER, BY_CODE]) {
      for (let dies = 1; dies <= 6; dies += 1) {
        const order = await buy(world, offer)
        const { line } = world
        await advance(dying(world.app, dies), { line, order }).catch(() => {})
        const until = plusMinutes(world.clock.now(), 29)
        await sweepUntil(world, until)
        // Where a question may or may not have arrived, without keys it is not asked again.
        await sweepUntil(world, plusMinutes(until, 2))
        const { kind } = await stateOf(world, order)
        const { shelf } = offer === BY_CODE ? world.coded : world.orders
        const done = shelf.topUps.filter(({ key }) => key === order).length
        assert.equal(done, kind === 'delivered' ? 1 : 0, `${offer.id} ${dies} ${kind}`)
        assert.ok(kind === 'delivered' || (kind === 'refund_due' && offer === BY_ORDER))
      }
    }
    const { advances = 0n } = await book(world)
    assert.equal(advances, 0n)
  })
}

function byHand(): void {
  describe('by hand', () => {
    const say = async ({ app, line, clock }: World, order: OrderId, outcome: ByHand) => {
      const acting = await putStaff({ ...app, clock }, 'clerk', null)
      const input = { staff: acting.staff, line, order, outcome, ids: fulfilIds(app.ids) }
      const answer = await app.door.ask(fulfilByHand, { acting, input }, SYSTEM)
      return answer.ok ? answer.value : answer.refusal.code
    }

    test('done: delivered with what staff were told', async () => {
      const { clock } = world
      const order = await buy(world, BY_HAND)
      const until = plusDays(clock.now(), 7)
      const done = await say(world, order, { kind: 'done', until, bytes: bytes(2n * GIB) })
      assert.equal(done, 'delivered')
      const pack = await packOf(world, order)
      assert.ok(pack.start.kind === 'begun' && pack.start.until?.equals(until))
      assert.deepEqual(pack.allowance, { kind: 'total', bytes: 2n * GIB })
      assert.deepEqual(await book(world), SOLD)
      assert.equal(await say(world, order, { kind: 'cannot' }), 'fulfilment_over')
    })

    test('can not be done: goes back', async () => {
      const order = await buy(world, BY_HAND)
      assert.equal(await say(world, order, { kind: 'cannot' }), 'given_back')
      assert.deepEqual(await book(world), OWED)
    })

    test('late: the money is on its way back, and nothing else can be said', async () => {
      const { app, clock } = world
      const order = await buy(world, BY_HAND)
      const waiting = await app.reads.fulfilmentsWaiting(10)
      assert.deepEqual(
        waiting.map(({ id }) => id),
        [order],
      )
      clock.advance(60 * 60)
      const late = { kind: 'done', until: plusHours(clock.now(), 1), bytes: null } as const
      assert.equal(await say(world, order, late), 'fulfilment_over')
      await fulfilOrders(app)
      const state = await stateOf(world, order)
      assert.ok(state.kind === 'refund_due' && state.why === 'not_supplied')
      assert.equal(await say(world, order, late), 'fulfilment_over')
      assert.deepEqual(await book(world), OWED)
    })

    test('what a wholesaler is at is not for staff to say', async () => {
      const order = await buy(world, BY_ORDER)
      assert.equal(await say(world, order, { kind: 'cannot' }), 'wholesaler_is_asked')
    })
  })
}

function seen(): void {
  test('its buyer sees the state, its deadline, and then the data as of when', async () => {
    const { app, line } = world
    const order = await buy(world, BY_CODE)
    const view = async () => {
      const known = await app.reads.order(line, order)
      assert.ok(known !== null)
      const state = await app.reads.line(line)
      const given = { state, catalogue: app.catalogue(), now: app.clock.now() }
      return orderView(known, { ...given, access: 'holder' })
    }
    const before = await view()
    assert.equal(before.state.kind, 'fulfilling')
    assert.equal(before.receiptAvailable, false)
    await advance(app, { line, order })
    const after = await view()
    assert.ok(after.pack?.toldAsOf !== null)
    assert.equal(after.receiptAvailable, true)
  })
}

stories('in memory', openMemory)
stories('on PostgreSQL', openPostgres)
