/**
 * The application over a store, wholesalers of both shapes in this process, and a line whose card
 * they know: the ground of the stories about what another carrier delivers. For tests only.
 */
import assert from 'node:assert/strict'
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { createCodeTopUp } from '../../src/adapters/wholesale/code-topup/supplier.ts'
import { createPartnerOrders } from '../../src/adapters/wholesale/partner-orders/supplier.ts'
import { startCodeTopUp } from '../../src/adapters/wholesale/sandbox/code-topup.ts'
import { startPartnerOrders } from '../../src/adapters/wholesale/sandbox/partner-orders.ts'
import type { App } from '../../src/app/app.ts'
import { createDoor } from '../../src/app/door/door.ts'
import type { Suppliers, WholesaleSupplier } from '../../src/app/fulfilment/ports.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { placeOrder } from '../../src/app/orders/place-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { fulfilOrders } from '../../src/app/sweeps/fulfilments.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { gigabytes } from '../../src/domain/basics/data-volume.ts'
import type {
  KeptMethodId,
  OfferId,
  OrderId,
  PaymentId,
  SupplierName,
} from '../../src/domain/basics/ids.ts'
import type { Yen } from '../../src/domain/basics/money.ts'
import type { Instant } from '../../src/domain/basics/time.ts'
import { offerKey } from '../../src/domain/catalogue/catalogue.ts'
import type { Fulfilment, Offer } from '../../src/domain/catalogue/offer.ts'
import { parseIccid, type Iccid } from '../../src/domain/line/iccid.ts'
import type { ProviderDispute, ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  requestFor,
  settlingIds,
} from '../contracts/catalogue.ts'
import { writeRows, type OpenStore } from '../contracts/stores.ts'

const PLAN = 'jp-3gb-30d'
export const ORDERS = 'orders' as SupplierName
export const CODES = 'codes' as SupplierName
export const GIB = 1_073_741_824n

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
export const BY_ORDER = sold('by-order', { kind: 'wholesale', supplier: ORDERS, ...WITHIN })
export const BY_CODE = sold('by-code', { kind: 'wholesale', supplier: CODES, ...WITHIN })
export const BY_HAND = sold('by-hand', {
  kind: 'manual',
  withinMinutes: 60,
  note: 'Ask at the desk',
})

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
export async function openWorld(open: OpenStore, space: number) {
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

export type World = Awaited<ReturnType<typeof openWorld>>

export async function buy(world: World, offer: Offer): Promise<OrderId> {
  const { app, line } = world
  const ids = orderIds(app.ids)
  const placed = await app.door.ask(placeOrder, { line, request: requestFor(offer), ids }, SYSTEM)
  assert.ok(placed.ok)
  assert.equal(await learn(world, ids, { amount: offer.price, disputes: [] }), 'fulfilling')
  return ids.order
}

/** A bank takes what was paid for an order back, all of it. */
export async function takeBack(world: World, order: OrderId) {
  const [payment] = await world.app.reads.payments(world.line, order)
  assert.ok(payment !== undefined)
  const { id, amount } = payment
  const lost = { id: 'dispute', state: 'lost', amount, fee: null } as const
  return learn(world, { order, payment: id }, { amount, disputes: [lost] })
}

/** What the provider tells of a charge that succeeded; then the order's state. */
async function learn(
  { app, line, clock }: World,
  { order, payment }: { readonly order: OrderId; readonly payment: PaymentId },
  charged: { readonly amount: Yen; readonly disputes: readonly ProviderDispute[] },
) {
  const told = {
    ...charged,
    state: 'succeeded',
    claimedAt: clock.now(),
    charge: 'charge' as ProviderReference,
    means: null,
    fee: null,
    kept: null,
  } as const
  const ids = { ...settlingIds(app.ids), keptMethod: app.ids.next<KeptMethodId>() }
  const learned = { line, order, payment, told, keeper: null, ids }
  const answer = await app.door.ask(learnPayment, learned, SYSTEM)
  assert.ok(answer.ok)
  return answer.value.order
}

export async function stateOf({ app, line }: World, order: OrderId) {
  const known = await app.reads.order(line, order)
  assert.ok(known !== null)
  return known.order.state
}

export async function packOf({ app, line }: World, order: OrderId) {
  const { packs } = await app.reads.line(line)
  const own = packs.filter((pack) => pack.order === order)
  assert.equal(own.length, 1)
  const [pack] = own
  assert.ok(pack !== undefined)
  return pack
}

/** Credit less debit of the whole line. */
export async function book({ open, line }: World) {
  const sums = new Map<string, bigint>()
  for (const { postings } of await open.postings(line)) {
    for (const { account, amount } of postings) {
      sums.set(account, (sums.get(account) ?? 0n) - amount)
    }
  }
  return Object.fromEntries([...sums].filter(([, sum]) => sum !== 0n))
}

export const SOLD = { 'provider_clearing:stripe': -550n, sales: 500n, consumption_tax: 50n }
export const OWED = { 'provider_clearing:stripe': -550n, refunds_due: 550n }
export const ADVANCE = { 'provider_clearing:stripe': -550n, advances: 550n }

/** As the sweep comes by, until the instant. */
export async function sweepUntil(world: World, until: Instant): Promise<void> {
  while (Temporal.Instant.compare(world.clock.now(), until) < 0) {
    world.clock.advance(60)
    const report = await fulfilOrders(world.app)
    assert.deepEqual(report.left, [])
  }
}

/** Nothing is left waiting for whoever comes next. */
export async function endAll(world: World): Promise<void> {
  world.clock.advance(48 * 3_600)
  for (const behaving of [world.orders, world.coded]) behaving.shelf.behaviour = { kind: 'broken' }
  await fulfilOrders(world.app)
  world.clock.advance(48 * 3_600)
  await fulfilOrders(world.app)
}

/** The same application, in a process that dies before or after its n-th step. */
export function dying(app: App, after: number): App {
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
