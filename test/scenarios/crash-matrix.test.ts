/**
 * The process is killed at every step of pay → deliver → notify and of refund: before and after
 * every commit, every call to a provider and every letter. Another one begins over the same rows;
 * the page asks again under its key, the provider sends its events again, the worker and the sweeps
 * go on. In the end each order is delivered or refunded exactly once and the book sums to zero.
 * The steps are those of an undisturbed run. Kills of real processes are `kill.test.ts`.
 */
import { createMemoryLimits } from '../../src/adapters/memory/limits.ts'
import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { createMemoryReads } from '../../src/adapters/memory/reads.ts'
import { createMemoryStore, type MemoryStore } from '../../src/adapters/memory/memory-store.ts'
import type { App } from '../../src/app/app.ts'
import type { Job } from '../../src/app/door/command.ts'
import { createDoor } from '../../src/app/door/door.ts'
import { changePayment } from '../../src/app/orders/change-payment.ts'
import { orderIds } from '../../src/app/orders/minted.ts'
import { placeOrder, type PlacedOrder } from '../../src/app/orders/place-order.ts'
import { refundOrder } from '../../src/app/orders/refund-order.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { ProviderUnreachable, type Ids, type PaymentProvider } from '../../src/app/ports.ts'
import { grantOrderPresents, returnTakenParts } from '../../src/app/sagas/giving-back.ts'
import {
  cancelPayment,
  checkoutAddress,
  payBack,
  refreshPayment,
} from '../../src/app/sagas/paying.ts'
import { expireOrders, returnOwed, returnOwedParts } from '../../src/app/sweeps/orders.ts'
import { reconcilePayments } from '../../src/app/sweeps/asking.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  AccountId,
  GiftCardId,
  LineId,
  OrderId,
  PaymentId,
  PointsLotId,
} from '../../src/domain/basics/ids.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { PlacingRequest } from '../../src/domain/order/placing.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import { createChance, type Chance } from '../../sim/chance.ts'
import { createFaultyProvider, type FaultyProvider } from '../../sim/provider.ts'
import { returned } from '../../sim/provider-truth.ts'
import { SIM_VAULT } from '../../sim/vault.ts'
import { card, lot } from '../../src/domain/order/example-orders.ts'
import {
  CATALOGUE,
  createTestClock,
  createTestIds,
  DAY,
  freshLine,
  requestFor,
} from '../contracts/catalogue.ts'

const LINE = '00000000-0000-7000-8000-00000000a001' as LineId
const ACCOUNT = '00000000-0000-7000-8000-00000000a002' as AccountId
const CARD = '00000000-0000-7000-8000-00000000a003' as GiftCardId
const LOT = '00000000-0000-7000-8000-00000000a004' as PointsLotId
const PAGE = {
  language: 'en',
  successUrl: 'https://p',
  cancelUrl: 'https://p',
  receiptEmail: null,
} as const
const ROUNDS_MAX = 12
const STANDSTILL_SECONDS = 180

/** Every bank says yes: what goes wrong here is a process and nothing else. */
const GOOD_LUCK: Chance = {
  ...createChance(1),
  happens: (share) => share > 0.5,
  weigh: ([first]) => present(first, 'there is something to weigh')[1],
}

class Killed extends Error {
  override name = 'Killed'
}

/** What outlives a process: rows, providers, the clock, letters that were sent. */
interface Ground {
  readonly store: MemoryStore
  readonly provider: FaultyProvider
  readonly clock: ReturnType<typeof createTestClock>
  readonly ids: Ids
  readonly letters: string[]
}

/** One life: every step is named and counted; at the fatal one, and ever after, nothing goes on. */
interface Life {
  readonly app: App
  readonly steps: string[]
  step(name: string): void
}

function createGround(): Ground {
  const clock = createTestClock()
  const provider = createFaultyProvider({
    chance: GOOD_LUCK,
    clock: { ...clock, moveTo: clock.set, step: () => {} },
    crossings: {
      cross: () => Promise.resolve(),
      letOneGo: () => false,
      drop: () => {},
      waiting: () => 0,
      heldUntil: () => null,
    },
    troubled: () => false,
  })
  const store = createMemoryStore()
  const end = plusDays(clock.now(), 30)
  store.tables.lines.set(LINE, freshLine(LINE))
  store.tables.lots.set(LOT, { ...lot(1, 200, end), id: LOT, account: ACCOUNT })
  store.tables.giftCards.set(CARD, card(2, 300, { id: CARD, expiresAt: end }))
  return { store, provider, clock, ids: createTestIds(7), letters: [] }
}

function beginLife(ground: Ground, fatal: number): Life {
  const steps: string[] = []
  let command = ''
  function step(name: string): void {
    // Whoever is dead does nothing more, and nobody hears of it.
    if (steps.length > fatal) throw new Killed('dead already')
    steps.push(name)
    if (steps.length > fatal) throw new Killed(name)
  }
  const { store, clock, ids, provider } = ground
  const door = createDoor({
    store: {
      async transact(plan, decide) {
        step(`before ${command} is saved`)
        await store.transact(plan, decide)
        step(`after ${command} is saved`)
      },
    },
    clock,
    ids,
    catalogue: () => CATALOGUE,
  })
  const app: App = {
    door: {
      ...door,
      ask(asked, input, origin) {
        command = asked.name
        return door.ask(asked, input, origin)
      },
    },
    reads: createMemoryReads(store),
    clock,
    ids,
    dice: { bytes: (count) => new Uint8Array(count) },
    vault: SIM_VAULT,
    catalogue: () => CATALOGUE,
    operator: () => {
      throw new Error('no page is drawn here')
    },
    providers: new Map([
      ['stripe', watched(provider.seenBy({}, 'stripe'), step)],
      ['paypal', watched(provider.seenBy({}, 'paypal'), step)],
    ]),
    providerTroubles: () => new Set(),
    portalUrl: 'https://portal.example',
    interimSeconds: 300,
    limits: createMemoryLimits(),
  }
  return { app, steps, step }
}

function watched(provider: PaymentProvider, step: (name: string) => void): PaymentProvider {
  async function call<Answer>(name: string, ask: () => Promise<Answer>): Promise<Answer> {
    step(`before the provider is asked to ${name}`)
    const answer = await ask()
    step(`after the provider was asked to ${name}`)
    return answer
  }
  return {
    ...provider,
    openCheckout: (request) => call('open a checkout', () => provider.openCheckout(request)),
    readPayment: (reference) => call('tell of a payment', () => provider.readPayment(reference)),
    capture: (reference, ref) => call('capture', () => provider.capture(reference, ref)),
    cancelCheckout: (reference) => call('cancel', () => provider.cancelCheckout(reference)),
    chargeSaved: (request) => call('charge', () => provider.chargeSaved(request)),
    refund: (request) => call('refund', () => provider.refund(request)),
  }
}

/** What people do, repeatable as they repeat it: the same page asks again under the same key. */
type Story = (life: Life, ground: Ground) => Promise<void>

async function place(
  { app }: Life,
  key: string,
  how: Partial<PlacingRequest>,
): Promise<PlacedOrder> {
  const input = { line: LINE, request: requestFor(DAY, how), ids: orderIds(app.ids) }
  const placed = await app.door.ask(placeOrder, input, { ...SYSTEM, channel: 'web', key })
  assert.ok(placed.ok, JSON.stringify(toJson(placed)))
  return placed.value
}

/** To the provider's page, where the payer pays once; then the page of our own asks. */
async function pay({ app }: Life, { provider }: Ground, order: OrderId): Promise<void> {
  const known = present(await app.reads.order(LINE, order), 'a placed order is there')
  const url = await checkoutAddress(app, known, PAGE)
  if (url !== null) provider.payer(url.slice(url.lastIndexOf('/') + 1) as ProviderReference, 'pays')
  await refreshPayment(app, { line: LINE, order, payment: known.payment.id })
}

const OWN = { buyer: { kind: 'account', account: ACCOUNT } } as const
const MEANS = { brand: 'visa', lastDigits: '42', customer: 'c', token: 't', expires: null }
const IN_PARTS = { ...OWN, points: yen(150), giftCards: [CARD] }

async function payOne(life: Life, ground: Ground, how: Partial<PlacingRequest>): Promise<OrderId> {
  const { order } = await place(life, 'first', { ...OWN, ...how })
  await pay(life, ground, order)
  return order
}

async function askBack(life: Life, ground: Ground, how: Partial<PlacingRequest>): Promise<void> {
  const { app } = life
  const order = await payOne(life, ground, how)
  await drain(life, ground)
  const known = present(await app.reads.order(LINE, order), 'a paid order is there')
  const input = {
    line: LINE,
    order,
    ask: { kind: 'goodwill', amount: yen(DAY.price), revoke: true, reason: 'no_service' },
    shownAmount: yen(DAY.price),
    earner: known.order.earning?.account ?? null,
    ids: { refund: app.ids.next(), postings: app.ids.next() },
  } as Parameters<typeof refundOrder.decide>[1]
  const given = await app.door.ask(refundOrder, input, { ...SYSTEM, key: 'back' })
  assert.ok(given.ok, JSON.stringify(toJson(given)))
}

const STORIES: readonly {
  readonly name: string
  readonly ends: 'delivered' | 'refunded'
  readonly story: Story
}[] = [
  {
    name: 'by card',
    ends: 'delivered',
    story: async (life, ground) => void (await payOne(life, ground, {})),
  },
  {
    name: 'by PayPal, taken by us',
    ends: 'delivered',
    story: async (life, ground) =>
      void (await payOne(life, ground, { method: 'paypal', provider: 'paypal' })),
  },
  {
    name: 'by a kept card, without its holder',
    ends: 'delivered',
    story: async (life, ground) =>
      void (await payOne(life, ground, { method: 'saved', charges: MEANS })),
  },
  {
    name: 'in parts: points, gift card, card',
    ends: 'delivered',
    story: async (life, ground) => void (await payOne(life, ground, IN_PARTS)),
  },
  {
    name: 'another way than at first, and on both pages',
    ends: 'delivered',
    async story(life, ground) {
      const { order, payment } = await place(life, 'first', OWN)
      const first = present(await life.app.reads.order(LINE, order), 'a placed order is there')
      const page =
        first.payment.id === payment ? await checkoutAddress(life.app, first, PAGE) : null
      const another = {
        line: LINE,
        order,
        method: 'alipay',
        provider: 'stripe',
        charges: null,
        byLink: false,
        payment: life.app.ids.next<PaymentId>(),
      } as const
      await life.app.door.ask(changePayment, another, { ...SYSTEM, key: 'change' })
      await pay(life, ground, order)
      if (page !== null) {
        ground.provider.payer(page.slice(page.lastIndexOf('/') + 1) as ProviderReference, 'pays')
      }
    },
  },
  {
    name: 'for an order that was replaced, so that it goes back',
    ends: 'refunded',
    async story(life, ground) {
      const { order } = await place(life, 'first', IN_PARTS)
      const known = present(await life.app.reads.order(LINE, order), 'a placed order is there')
      const page = await checkoutAddress(life.app, known, PAGE)
      const shown = page?.slice(page.lastIndexOf('/') + 1) as ProviderReference | undefined
      if (shown !== undefined) ground.provider.payer(shown, 'pays')
      await place(life, 'second', OWN)
    },
  },
  {
    name: 'and gets it back: to the card',
    ends: 'refunded',
    story: (life, ground) => askBack(life, ground, {}),
  },
  {
    name: 'and gets it back: to card, gift card and points',
    ends: 'refunded',
    story: (life, ground) => askBack(life, ground, IN_PARTS),
  },
]

/** The worker: a job is gone once it was done. */
async function drain(life: Life, ground: Ground): Promise<void> {
  const { jobs } = ground.store
  for (let job = jobs[0]; job !== undefined; job = jobs[0]) {
    await perform(life, ground, job)
    jobs.shift()
  }
}

async function perform({ app, step }: Life, { letters }: Ground, job: Job): Promise<void> {
  const { task, payload } = job
  const [line, order] = [payload['line'] as LineId, payload['order'] as OrderId]
  if (task === 'refund') return payBack(app, line, order)
  if (task === 'return_parts') return returnTakenParts(app, line, order)
  if (task === 'grant_presents') return grantOrderPresents(app, line, order)
  if (task === 'cancel_checkout') {
    return void (await cancelPayment(app, {
      line,
      order,
      payment: payload['payment'] as PaymentId,
    }))
  }
  if (task !== 'order_letter') return
  step('before a letter is sent')
  letters.push(`${order} ${payload['state']}`)
  step('after a letter was sent')
}

/** Events that nobody took, jobs, sweeps, until there is nothing left to do. */
async function comeToRest(life: Life, ground: Ground): Promise<void> {
  const { app } = life
  const { provider, clock } = ground
  for (let round = 0; round < ROUNDS_MAX; round += 1) {
    for (let at = provider.events[0]; at !== undefined; at = provider.events[0]) {
      const stripe = present(app.providers.get('stripe'), 'there is a provider')
      const event = await stripe.readEvent(provider.body(at), {})
      if (event.kind === 'payment') await refreshPayment(app, event.ref)
      provider.events.shift()
    }
    await drain(life, ground)
    clock.advance(STANDSTILL_SECONDS)
    const sweeps = [expireOrders, reconcilePayments, returnOwed, returnOwedParts]
    for (const sweep of sweeps) for (const fault of (await sweep(app)).left) throw fault
  }
}

async function run(
  story: Story,
  fatal: number,
): Promise<{ readonly ground: Ground; readonly life: Life }> {
  const ground = createGround()
  const life = beginLife(ground, fatal)
  try {
    await story(life, ground)
    await comeToRest(life, ground)
    return { ground, life }
  } catch (fault) {
    const isEnd = fault instanceof Killed || fault instanceof ProviderUnreachable
    if (!isEnd) throw fault
  }
  const next = beginLife(ground, Infinity)
  await story(next, ground)
  await comeToRest(next, ground)
  return { ground, life }
}

/** Looks at the rows and at the provider's own truth, past all of the product's code. */
function audit({ store, provider, letters }: Ground, ends: 'delivered' | 'refunded'): void {
  const { orders, packs, postings, lots, giftCards } = store.tables
  const first = present([...orders.values()][0], 'an order was placed')
  assert.equal(first.state.kind, ends)
  assert.ok(letters.includes(`${first.id} ${ends}`), 'its buyer was told')
  for (const order of orders.values()) {
    const own = [...postings.values()].filter((set) => set.order === order.id)
    const count = (cause: string) => own.filter((set) => set.cause === cause).length
    const isSold = order.state.kind === 'delivered' || order.refunds.length > 0
    assert.equal(
      [...packs.values()].filter((pack) => pack.order === order.id).length,
      isSold ? 1 : 0,
    )
    assert.equal(count('sale'), isSold ? 1 : 0, 'sold once')
    assert.equal(count('refund'), order.refunds.length)
    assert.ok(order.refunds.length <= 1, 'given back once')
  }
  const sums = new Map<string, bigint>()
  for (const set of postings.values()) {
    assert.equal(
      set.postings.reduce((sum, { amount }) => sum + amount, 0n),
      0n,
    )
    for (const { account, amount } of set.postings) {
      sums.set(account, (sums.get(account) ?? 0n) + amount)
    }
  }
  for (const account of ['refunds_due', 'held_for_orders', 'between_homes']) {
    assert.equal(sums.get(account) ?? 0n, 0n, account)
  }
  let owed = 0n
  for (const truth of provider.truths.values()) {
    if (truth.state === 'taken') owed += truth.amount - returned(truth)
  }
  const names = [
    'provider_clearing:stripe',
    'provider_fees:stripe',
    'provider_clearing:paypal',
    'provider_fees:paypal',
  ]
  assert.equal(
    names.reduce((sum, name) => sum + (sums.get(name) ?? 0n), 0n),
    owed,
  )
  const sold = [...orders.values()].filter(({ state }) => state.kind === 'delivered')
  const kept = sold.reduce((sum, order) => sum + order.price, 0n)
  const points = [...lots.values()].reduce((sum, { left }) => sum + left, 0n)
  const earned = -(sums.get('promotions') ?? 0n)
  const spent = 200n - earned - points + (300n - (giftCards.get(CARD)?.left ?? 0n))
  assert.equal(owed + spent, kept, 'what was paid is what was sold')
}

for (const { name, ends, story } of STORIES) {
  suite(`Somebody pays ${name}, and the process is killed`, async () => {
    const { ground, life } = await run(story, Infinity)
    test('never', () => audit(ground, ends))
    const seen = new Map<string, number>()
    for (const [fatal, step] of life.steps.entries()) {
      const times = (seen.get(step) ?? 0) + 1
      seen.set(step, times)
      test(`${step}${times === 1 ? '' : ` (${times})`}`, async () => {
        const killed = await run(story, fatal)
        assert.equal(killed.life.steps.at(-1), step, 'killed at the step')
        audit(killed.ground, ends)
      })
    }
  })
}
