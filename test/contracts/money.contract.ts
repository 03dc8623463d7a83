/**
 * Money that comes and goes in parts, as commands and reads of every store tell it: points and gift
 * cards into an order and back, two attempts that both succeed, charges in doubt, disputes learned
 * late, refunds of one order beside another's.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { beginCharge } from '../../src/app/orders/begin-charge.ts'
import { changePayment } from '../../src/app/orders/change-payment.ts'
import { dropPayment } from '../../src/app/orders/drop-payment.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { learnRefund } from '../../src/app/orders/learn-refund.ts'
import { placeOrder, type PlaceOrder } from '../../src/app/orders/place-order.ts'
import { refundOrder } from '../../src/app/orders/refund-order.ts'
import { returnParts } from '../../src/app/orders/return-parts.ts'
import { grantPresents } from '../../src/app/money/grant-presents.ts'
import type { Change, Home } from '../../src/app/door/state.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type {
  AccountId,
  GiftCardId,
  KeptMethodId,
  LineId,
  OrderId,
  PaymentId,
  PostingSetId,
  RefundId,
} from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { plusDays } from '../../src/domain/basics/time.ts'
import type { GiftCard } from '../../src/domain/gift-card/gift-card.ts'
import { KEPT_METHODS_MAX, type KeptMethod } from '../../src/domain/payment/kept-method.ts'
import type { ProviderPayment, ProviderReference } from '../../src/domain/payment/provider.ts'
import type { PointsLot } from '../../src/domain/points/lots.ts'
import { DAY, placing, settlingIds, START } from './catalogue.ts'
import { createWorld, writeRows, type DoorWorld, type OpenStore } from './stores.ts'

const MANY = 1_000
const PRICE = DAY.price
type Placing = Parameters<typeof placing>[2]

export function moneyContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Money over the ${name} store`, () => {
    let world: DoorWorld
    before(async () => {
      world = createWorld(await openStore())
    })
    after(() => world.open.close())
    partsContract(() => world)
    attemptsContract(() => world)
    refundsContract(() => world)
  })
}

interface Purse {
  readonly account: AccountId
  readonly lot: PointsLot
  readonly card: GiftCard
}

/** 200 points and a card of 300 yen, with the sets that brought them. */
async function purse({ door, ids, clock }: DoorWorld): Promise<Purse> {
  const account = ids.next<AccountId>()
  const now = clock.now()
  const lot: PointsLot = {
    id: ids.next(),
    account,
    source: { kind: 'goodwill', order: null },
    granted: yen(200),
    left: yen(200),
    grantedAt: now,
    expiresAt: plusDays(now, 30),
  }
  const card: GiftCard = {
    id: ids.next<GiftCardId>(),
    origin: { kind: 'sold' },
    value: yen(300),
    left: yen(300),
    hint: '7K2Q',
    batch: 'b',
    issuedAt: now,
    activatedAt: now,
    expiresAt: plusDays(now, 30),
    freeze: null,
    lapsedAt: null,
  }
  const homes: [Home, Home] = [
    { kind: 'account', id: account },
    { kind: 'gift_card', id: card.id },
  ]
  const changes: Change[] = [
    { table: 'points_lots', row: lot },
    { table: 'gift_cards', row: card },
  ]
  assert.ok((await door.ask(writeRows, { homes, changes }, SYSTEM)).ok)
  return { account, lot, card }
}

function spending({ account, card }: Purse, points: number, withCard = true): Placing {
  return {
    buyer: { kind: 'account', account },
    points: yen(points),
    giftCards: withCard ? [card.id] : [],
  }
}

async function place(world: DoorWorld, line: LineId, how: Placing = {}): Promise<PlaceOrder> {
  const input = placing(line, world.ids, how)
  const answer = await world.door.ask(placeOrder, input, { ...SYSTEM, key: input.ids.order })
  assert.ok(answer.ok, JSON.stringify(answer))
  return input
}

function paid(amount: bigint, own: object = {}): ProviderPayment {
  return {
    state: 'succeeded',
    amount: yen(amount),
    claimedAt: START,
    charge: 'ch_1' as ProviderReference,
    means: null,
    fee: null,
    kept: null,
    disputes: [],
    ...own,
  }
}

async function learn(
  { door, ids }: DoorWorld,
  of: { readonly line: LineId; readonly order: OrderId; readonly payment: PaymentId },
  told: ProviderPayment,
) {
  const minted = { ...settlingIds(ids), keptMethod: ids.next<KeptMethodId>() }
  const answer = await door.ask(learnPayment, { ...of, told, keeper: null, ids: minted }, SYSTEM)
  assert.ok(answer.ok)
  return answer.value
}

function refOf({ line, ids }: PlaceOrder) {
  return { line, order: ids.order, payment: ids.payment }
}

async function partsBack({ door, open }: DoorWorld, { line, ids }: PlaceOrder) {
  const known = await open.reads.order(line, ids.order)
  const { parts = [] } = known?.order ?? {}
  const answer = await door.ask(returnParts, { line, order: ids.order, parts }, SYSTEM)
  assert.ok(answer.ok)
  return answer.value.returned
}

/** Yen left of the points and of the card. */
async function left({ open }: DoorWorld, { account, card }: Purse) {
  const { lots } = await open.reads.account(account)
  const points = lots.reduce((sum, lot) => sum + lot.left, 0n)
  return [points, (await open.reads.giftCard(card.id))?.left]
}

function partsContract(given: () => DoorWorld): void {
  test('Points and a gift card go into an order and, when it ends unpaid, come back once', async () => {
    const world = given()
    const { door, open } = world
    const [line, own] = [await world.line(), await purse(world)]
    const input = await place(world, line, spending(own, 150))
    assert.deepEqual(await left(world, own), [50n, 0n])
    assert.equal((await open.reads.order(line, input.ids.order))?.payment.amount, PRICE - 450n)
    await open.takeJobs()
    const end = { line, order: input.ids.order, why: 'cancelled' } as const
    assert.ok((await door.ask(endOrder, end, SYSTEM)).ok)
    const owed = (await open.reads.partsOwed(MANY)).filter((ref) => ref.line === line)
    assert.deepEqual(owed, [refOf(input)])
    const jobs = (await open.takeJobs()).map(({ task }) => task)
    assert.deepEqual(jobs, ['cancel_checkout', 'return_parts'])
    // An order that still owes is loaded though it is over.
    assert.equal((await open.reads.line(line)).orders.length, 1)
    assert.equal(await partsBack(world, input), 450n)
    assert.equal(await partsBack(world, input), 0n)
    assert.deepEqual(await left(world, own), [200n, 300n])
    const { lots } = await open.reads.account(own.account)
    assert.deepEqual(
      lots.map(({ source, expiresAt }) => [source.kind, String(expiresAt)]),
      [
        ['goodwill', String(own.lot.expiresAt)],
        ['returned', String(own.lot.expiresAt)],
      ],
    )
    assert.deepEqual(
      (await open.reads.partsOwed(MANY)).filter((ref) => ref.line === line),
      [],
    )
    const homes = await Promise.all(
      [line, own.account, own.card.id].map(async (home) => open.postings(home)),
    )
    for (const [index, sets] of homes.entries()) {
      const between = sets.flatMap(({ postings }) => postings)
      const sum = between
        .filter(({ account }) => account === 'between_homes')
        .reduce((total, { amount }) => total + amount, 0n)
      assert.equal(sum, 0n, `home ${index} is even again`)
    }
    // Money that comes now is too late: its parts are gone.
    const late = await learn(world, refOf(input), paid(PRICE - 450n))
    assert.equal(late.order, 'refund_due')
  })

  wholeContract(given)
}

function wholeContract(given: () => DoorWorld): void {
  test('What points and gift cards cover whole is delivered as it is placed', async () => {
    const world = given()
    const { open } = world
    const [line, own] = [await world.line(), await purse(world)]
    const rich = { ...own.card, left: yen(300), value: yen(300) }
    const more = {
      ...own.lot,
      id: world.ids.next<PointsLot['id']>(),
      granted: yen(100),
      left: yen(100),
    }
    const homes: [Home] = [{ kind: 'account', id: own.account }]
    await world.door.ask(
      writeRows,
      { homes, changes: [{ table: 'points_lots', row: more }] },
      SYSTEM,
    )
    const input = await place(world, line, {
      ...spending({ ...own, card: rich }, 250),
      method: 'house',
    })
    const known = await open.reads.order(line, input.ids.order)
    assert.equal(known?.order.state.kind, 'delivered')
    assert.deepEqual([known?.payment.method, known?.payment.amount], ['house', 0n])
    const causes = (await open.postings(line)).map(({ cause }) => cause)
    assert.deepEqual(causes.toSorted(), ['parts_taken', 'sale'])
  })

  test('Two orders at once do not spend the same points', async () => {
    const world = given()
    const { door, ids } = world
    const [one, other, own] = [await world.line(), await world.line(), await purse(world)]
    const answers = await Promise.all(
      [one, other].map((line) => {
        const input = placing(line, ids, spending(own, 150, false))
        return door.ask(placeOrder, input, { ...SYSTEM, key: input.ids.order })
      }),
    )
    assert.deepEqual(answers.map(({ ok }) => ok).toSorted(), [false, true])
    assert.deepEqual(await left(world, own), [50n, 300n])
  })
}

/** Another way to pay the same order. */
function another(world: DoorWorld, input: PlaceOrder, method: 'card' | 'saved' | 'konbini') {
  const means = { brand: 'visa', lastDigits: '1', customer: 'c', token: 't', expires: null }
  return {
    line: input.line,
    order: input.ids.order,
    method,
    provider: 'stripe',
    charges: method === 'saved' ? means : null,
    byLink: false,
    payment: world.ids.next<PaymentId>(),
  } as const
}

function attemptsContract(given: () => DoorWorld): void {
  test('Of two attempts that both succeed the second goes back, and is owed by its own name', async () => {
    const world = given()
    const { door, open } = world
    const line = await world.line()
    const input = await place(world, line)
    const change = another(world, input, 'konbini')
    assert.ok((await door.ask(changePayment, change, SYSTEM)).ok)
    const attempts = await open.reads.payments(line, input.ids.order)
    assert.deepEqual(
      attempts.map(({ id }) => id),
      [input.ids.payment, change.payment],
    )
    // The older page is paid first: it counts, and the newer attempt is to be cancelled.
    await open.takeJobs()
    assert.equal((await learn(world, refOf(input), paid(PRICE))).order, 'delivered')
    const tasks = (await open.takeJobs()).map(({ task }) => task)
    assert.ok(tasks.includes('cancel_checkout'))
    const second = { ...refOf(input), payment: change.payment }
    assert.equal((await learn(world, second, paid(PRICE))).order, 'delivered')
    const owed = (await open.reads.refundsOwed(MANY)).filter((ref) => ref.line === line)
    assert.deepEqual(owed, [second])
    const known = await open.reads.order(line, input.ids.order)
    assert.equal(known?.payment.id, input.ids.payment)
    assert.equal((await open.packs(line)).length, 1)
    const causes = (await open.postings(line)).map(({ cause }) => cause)
    assert.deepEqual(causes.toSorted(), ['receipt_to_return', 'sale'])
  })

  test('An order does not end while a bank decides about any of its attempts', async () => {
    const world = given()
    const { door, open } = world
    const line = await world.line()
    const input = await place(world, line)
    const change = another(world, input, 'card')
    const second = { ...refOf(input), payment: change.payment }
    assert.ok((await door.ask(changePayment, { ...change, method: 'konbini' }, SYSTEM)).ok)
    await learn(world, refOf(input), { state: 'undecided' })
    assert.equal(
      (await learn(world, second, { state: 'failed', reason: 'expired' })).order,
      'awaiting_payment',
    )
    const end = { line, order: input.ids.order, why: 'cancelled' } as const
    const refused = await door.ask(endOrder, end, SYSTEM)
    assert.ok(!refused.ok && refused.refusal.code === 'payment_undecided')
    const next = placing(line, world.ids)
    const other = await door.ask(placeOrder, next, { ...SYSTEM, key: next.ids.order })
    assert.ok(!other.ok && other.refusal.code === 'payment_undecided')
    assert.equal((await learn(world, refOf(input), paid(PRICE))).order, 'delivered')
    assert.equal((await open.packs(line)).length, 1)
  })

  doubtContract(given)
}

function doubtContract(given: () => DoorWorld): void {
  test('A charge in doubt is never dropped, and its order never ends before it is known', async () => {
    const world = given()
    const { door, open } = world
    const line = await world.line()
    const input = await place(world, line)
    const change = another(world, input, 'saved')
    const ref = { ...refOf(input), payment: change.payment }
    assert.ok((await door.ask(changePayment, change, SYSTEM)).ok)
    for (let times = 0; times < 2; times += 1)
      assert.ok((await door.ask(beginCharge, ref, SYSTEM)).ok)
    const attempts = await open.reads.payments(line, input.ids.order)
    assert.equal(attempts.find(({ id }) => id === ref.payment)?.state.kind, 'undecided')
    const dropped = await door.ask(dropPayment, ref, SYSTEM)
    assert.ok(!dropped.ok && dropped.refusal.code === 'checkout_opened')
    const end = { line, order: input.ids.order, why: 'cancelled' } as const
    assert.equal((await door.ask(endOrder, end, SYSTEM)).ok, false)
    assert.equal((await learn(world, ref, paid(PRICE))).order, 'delivered')
    const over = await door.ask(beginCharge, ref, SYSTEM)
    assert.ok(!over.ok && over.refusal.code === 'payment_over')
  })

  keepingContract(given)
}

function keepingContract(given: () => DoorWorld): void {
  test('One kept means too many, and the provider is told to forget the oldest', async () => {
    const world = given()
    const { door, ids, open } = world
    const [line, own] = [await world.line(), await purse(world)]
    const buyer = { kind: 'account', account: own.account } as const
    const homes: [Home] = [{ kind: 'account', id: own.account }]
    const methods = Array.from({ length: KEPT_METHODS_MAX }, (_, index): KeptMethod => {
      const means = { brand: 'visa', lastDigits: '1', customer: 'c', token: `t${index}` }
      return {
        id: ids.next(),
        account: own.account,
        provider: 'stripe',
        means: { ...means, expires: null },
        order: ids.next(),
        keptAt: START,
        barred: null,
        forgottenAt: null,
        attempts: [],
      }
    })
    const changes = methods.map((row): Change => ({ table: 'kept_methods', row }))
    await door.ask(writeRows, { homes, changes }, SYSTEM)
    const input = await place(world, line, { buyer, keepMeans: true })
    await open.takeJobs()
    const kept = { brand: 'jcb', lastDigits: '5', customer: 'c', token: 'new', expires: null }
    const minted = { ...settlingIds(ids), keptMethod: ids.next<KeptMethodId>() }
    const told = paid(PRICE, { kept })
    const learned = { ...refOf(input), told, keeper: own.account, ids: minted }
    assert.ok((await door.ask(learnPayment, learned, SYSTEM)).ok)
    const { keptMethods } = await open.reads.account(own.account)
    const tokens = keptMethods.map(({ means }) => means.token)
    assert.deepEqual(tokens, [...methods.slice(1).map(({ means }) => means.token), 'new'])
    const jobs = await open.takeJobs()
    const payload = { account: own.account, method: methods[0]?.id }
    assert.deepEqual(
      jobs.filter(({ task }) => task === 'forget_means'),
      [{ task: 'forget_means', payload }],
    )
  })

  test('A dispute that is told with the very money is learned with it', async () => {
    const world = given()
    const { open } = world
    const line = await world.line()
    const input = await place(world, line)
    const dispute = { id: `dp_${input.ids.payment}`, amount: PRICE, fee: yen(1_500) }
    const lost = paid(PRICE, { disputes: [{ ...dispute, state: 'lost' }] })
    assert.equal((await learn(world, refOf(input), lost)).order, 'charged_back')
    const [pack] = await open.packs(line)
    assert.equal(pack?.revoked?.order, input.ids.order)
    const causes = (await open.postings(line)).map(({ cause }) => cause)
    assert.deepEqual(causes.toSorted(), ['dispute_lost', 'dispute_opened', 'sale'])
  })
}

function refundsContract(given: () => DoorWorld): void {
  test('An order closes when its own money is back, whatever another order of the line still owes', async () => {
    const world = given()
    const { door, ids, open } = world
    const line = await world.line()
    const [first, second] = [await place(world, line), await place(world, line)]
    await place(world, line)
    for (const input of [first, second]) {
      assert.equal((await learn(world, refOf(input), paid(PRICE))).order, 'refund_due')
    }
    for (const [index, input] of [first, second].entries()) {
      const [payment] = await open.reads.payments(line, input.ids.order)
      const refund = payment?.refunds[0]?.id as RefundId
      const told = { state: 'succeeded' } as const
      const postings = { postings: ids.next<PostingSetId>() }
      const order = input.ids.order
      assert.ok(
        (await door.ask(learnRefund, { line, order, refund, told, ids: postings }, SYSTEM)).ok,
      )
      const known = await open.reads.order(line, order)
      assert.equal(known?.order.state.kind, 'refunded', `order ${index}`)
    }
  })

  test('Goodwill goes back through the provider and takes back the points it had earned', async () => {
    const world = given()
    const { clock, door, ids, open } = world
    const [line, own] = [await world.line(), await purse(world)]
    const input = await place(world, line, { buyer: { kind: 'account', account: own.account } })
    await learn(world, refOf(input), paid(PRICE))
    const { order } = input.ids
    const granting = { line, order, account: own.account }
    const granted = await door.ask(grantPresents, granting, SYSTEM)
    assert.ok(granted.ok && granted.value.points === PRICE / 100n)
    const again = await door.ask(grantPresents, granting, SYSTEM)
    assert.ok(again.ok && again.value.points === 0n)
    clock.advance(1)
    const ask = { kind: 'goodwill', amount: yen(PRICE), revoke: true, reason: 'other' } as const
    const refund = {
      line,
      order,
      ask,
      shownAmount: yen(PRICE),
      earner: own.account,
      ids: { refund: ids.next<RefundId>(), postings: ids.next<PostingSetId>() },
    }
    const wrong = await door.ask(
      refundOrder,
      { ...refund, shownAmount: yen(1) },
      { ...SYSTEM, key: 'w' },
    )
    assert.ok(!wrong.ok && wrong.refusal.code === 'refund_changed')
    for (const replayed of [false, true]) {
      const answer = await door.ask(refundOrder, refund, { ...SYSTEM, key: `refund ${order}` })
      assert.deepEqual([answer.ok || answer.refusal, answer.replayed], [true, replayed])
    }
    assert.deepEqual(await left(world, own), [200n, 300n])
    const taken = (await open.postings(own.account)).map(({ cause }) => cause)
    assert.deepEqual(taken.toSorted(), ['points_granted', 'points_taken_back'])
    const owed = (await open.reads.refundsOwed(MANY)).filter((ref) => ref.line === line)
    assert.deepEqual(owed, [refOf(input)])
  })
}
