/** What another carrier delivers, from the payment to the data or the money's way back. */
import assert from 'node:assert/strict'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { createCodeTopUp } from '../../src/adapters/wholesale/code-topup/supplier.ts'
import { createPartnerOrders } from '../../src/adapters/wholesale/partner-orders/supplier.ts'
import { startCodeTopUp } from '../../src/adapters/wholesale/sandbox/code-topup.ts'
import { startPartnerOrders } from '../../src/adapters/wholesale/sandbox/partner-orders.ts'
import type { App } from '../../src/app/app.ts'
import { createDoor } from '../../src/app/door/door.ts'
import { advance, fulfilIds, hearEvent } from '../../src/app/fulfilment/advance.ts'
import type { Suppliers, WholesaleSupplier } from '../../src/app/fulfilment/ports.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { lineOverview } from '../../src/app/queries/line-overview.ts'
import { orderView } from '../../src/app/queries/order-view.ts'
import { fulfilByHand, type ByHand } from '../../src/app/staff/fulfilment.ts'
import { askForUsage, fulfilOrders } from '../../src/app/sweeps/fulfilments.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { bytes, gigabytes } from '../../src/domain/basics/data-volume.ts'
import type {
  KeptMethodId,
  LineId,
  OfferId,
  OrderId,
  SupplierName,
} from '../../src/domain/basics/ids.ts'
import { plusDays, plusHours, plusMinutes, type Instant } from '../../src/domain/basics/time.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import type { Fulfilment, Offer } from '../../src/domain/catalogue/offer.ts'
import { DOUBT_HOURS } from '../../src/domain/fulfilment/progress.ts'
import { parseIccid, type Iccid } from '../../src/domain/line/iccid.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  requestFor,
  settlingIds,
} from '../contracts/catalogue.ts'
import { putStaff } from '../contracts/till-world.ts'
import { openMemory, openPostgres, writeRows, type OpenStore } from '../contracts/stores.ts'

const PLAN = 'jp-3gb-30d'
const ORDERS = 'orders' as SupplierName
const CODES = 'codes' as SupplierName
const GIB = 1_073_741_824n

function sold(id: string, fulfilment: Fulfilment): Offer {
  return {
    ...DAY,
    id: id as OfferId,
    gigabyte: 'GiB',
    grant: {
      ...DAY.grant,
      validity: { kind: 'told_by_wholesaler' },
      allowance: { kind: 'total', bytes: gigabytes(3, 'GiB') },
      fulfilment,
    },
  }
}

const WITHIN = { plan: PLAN, withinMinutes: 30 } as const
const BY_ORDER = sold('by-order', { kind: 'wholesale', supplier: ORDERS, ...WITHIN })
const BY_CODE = sold('by-code', { kind: 'wholesale', supplier: CODES, ...WITHIN })
const BY_HAND = sold('by-hand', { kind: 'manual', withinMinutes: 60, note: 'Ask at the desk' })

/** A card of its own, with its check digit. */
function cardOf(space: number): Iccid {
  const body = `898110${String(space).padStart(12, '0')}`
  for (let digit = 0; digit < 10; digit += 1) {
    const parsed = parseIccid(`${body}${digit}`)
    if (parsed.ok) return parsed.value
  }
  return assert.fail('one of ten digits is right')
}

/** A line of its own in a store that others used before it. */
async function openWorld(open: OpenStore, space: number) {
  const clock = createTestClock()
  const ids = createTestIds(space)
  const offers = new Map([BY_ORDER, BY_CODE, BY_HAND].map((one) => [offerKey(one), one]))
  const catalogue = { ...CATALOGUE, offers }
  const secrets = { clientId: 'shop', clientSecret: 'kept', webhookSecret: 'signs' }
  const codes = { accessCode: 'access', secret: 'signs' }
  const orders = await startPartnerOrders(secrets, { clock, plans: [PLAN] })
  const coded = await startCodeTopUp(codes, { clock, plans: [PLAN] })
  const shape = { name: ORDERS, apiBase: orders.url, signatureHeader: 'x-signature', zone: 'UTC' }
  const suppliers = new Map<SupplierName, WholesaleSupplier>([
    [ORDERS, createPartnerOrders({ ...shape, ...secrets }, clock)],
    [CODES, createCodeTopUp({ name: CODES, apiBase: coded.url, ...codes, zone: 'UTC' }, clock)],
  ])
  const app: App & { readonly suppliers: Suppliers } = {
    door: createDoor({ store: open.store, clock, ids, catalogue: () => catalogue }),
    reads: open.reads,
    clock,
    ids,
    dice: { bytes: (count) => new Uint8Array(count) },
    vault: createVault(new Uint8Array(MASTER_KEY_BYTES)),
    catalogue: () => catalogue,
    operator: () => assert.fail('nobody asks for the operator here'),
    providers: new Map(),
    providerTroubles: () => new Set(),
    portalUrl: 'https://renew.example.jp',
    interimSeconds: 600,
    limits: createMemoryLimits(),
    suppliers,
  }
  const card = cardOf(space)
  const line = { ...freshLine(ids.next()), sim: { ...freshLine(ids.next()).sim, iccid: card } }
  const home = { kind: 'line', id: line.id } as const
  await app.door.ask(
    writeRows,
    {
      homes: [home],
      changes: [
        { table: 'lines', row: line },
        { table: 'finds', row: { kind: 'iccid', value: card, home, id: null } },
      ],
    },
    SYSTEM,
  )
  return {
    open,
    app,
    clock,
    line: line.id,
    card,
    orders,
    coded,
    async close() {
      await Promise.all([orders.stop(), coded.stop()])
    },
  }
}

type World = Awaited<ReturnType<typeof openWorld>>

async function buy(world: World, offer: Offer): Promise<OrderId> {
  const { app, line, clock } = world
  const ids = orderIds(app.ids)
  const placed = await app.door.ask(placeOrder, { line, request: requestFor(offer), ids }, SYSTEM)
  assert.ok(placed.ok)
  const { order, payment } = ids
  const told = {
    state: 'succeeded',
    amount: offer.price,
    claimedAt: clock.now(),
    charge: 'charge' as ProviderReference,
    means: null,
    fee: null,
    kept: null,
    disputes: [],
  } as const
  const minted = { ...settlingIds(app.ids), keptMethod: app.ids.next<KeptMethodId>() }
  const learned = { line, order, payment, told, keeper: null, ids: minted }
  const answer = await app.door.ask(learnPayment, learned, SYSTEM)
  assert.ok(answer.ok && answer.value.order === 'fulfilling')
  return order
}

async function stateOf({ app, line }: World, order: OrderId) {
  const known = await app.reads.order(line, order)
  assert.ok(known !== null)
  return known.order.state
}

async function packOf({ app, line }: World, order: OrderId) {
  const { packs } = await app.reads.line(line)
  const own = packs.filter((pack) => pack.order === order)
  assert.equal(own.length, 1)
  const [pack] = own
  assert.ok(pack !== undefined)
  return pack
}

/** Credit less debit of the whole line. */
async function book({ open, line }: World) {
  const sums = new Map<string, bigint>()
  for (const { postings } of await open.postings(line)) {
    for (const { account, amount } of postings) {
      sums.set(account, (sums.get(account) ?? 0n) - amount)
    }
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n))
}

const SOLD = { 'provider_clearing:stripe': -550n, sales: 500n, consumption_tax: 50n }
const OWED = { 'provider_clearing:stripe': -550n, refunds_due: 550n }
const ADVANCE = { 'provider_clearing:stripe': -550n, advances: 550n }

/** As the sweep comes by, until the instant. */
async function sweepUntil(world: World, until: Instant): Promise<void> {
  while (Temporal.Instant.compare(world.clock.now(), until) < 0) {
    world.clock.advance(60)
    const report = await fulfilOrders(world.app)
    assert.deepEqual(report.left, [])
  }
}

/** Nothing is left waiting for whoever comes next. */
async function endAll(world: World): Promise<void> {
  world.clock.advance(48 * 3_600)
  for (const behaving of [world.orders, world.coded]) behaving.shelf.behaviour = { kind: 'broken' }
  await fulfilOrders(world.app)
  world.clock.advance(48 * 3_600)
  await fulfilOrders(world.app)
}

function stories(name: string, opening: () => Promise<OpenStore>): void {
  describe(`what another carrier delivers, ${name}`, () => {
    let store: OpenStore
    let world: World
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

    for (const offer of [BY_ORDER, BY_CODE]) {
      test(`${offer.id}: paid, added, and delivered with the end that was told`, async () => {
        const { app, line, clock, open } = world
        const order = await buy(world, offer)
        assert.deepEqual(await book(world), ADVANCE)
        const jobs = (await open.takeJobs()).map(({ task }) => task)
        assert.ok(jobs.includes('fulfil') && jobs.includes('order_letter'))
        const state = await stateOf(world, order)
        assert.ok(
          state.kind === 'fulfilling' && state.deadline.equals(plusMinutes(clock.now(), 30)),
        )
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
      assert.equal(await advance(app, { line, order }), 'waits')
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
  })
}

/** The same application, in a process that dies before or after its n-th step. */
function dying(app: App, after: number): App {
  let left = after
  const step = async <Answer>(act: () => Promise<Answer>): Promise<Answer> => {
    left -= 1
    if (left === 0) throw new Error('killed before')
    const answer = await act()
    left -= 1
    if (left === 0) throw new Error('killed after')
    return answer
  }
  const suppliers = new Map(
    [...(app.suppliers ?? [])].map(([name, supplier]): [SupplierName, WholesaleSupplier] => [
      name,
      { ...supplier, topUp: (request) => step(() => supplier.topUp(request)) },
    ]),
  )
  const door = Object.assign(Object.create(app.door) as App['door'], {
    ask: ((...asked: Parameters<App['door']['ask']>) =>
      step(() => app.door.ask(...asked))) as App['door']['ask'],
  })
  return { ...app, door, suppliers }
}

stories('in memory', openMemory)
stories('on PostgreSQL', openPostgres)
