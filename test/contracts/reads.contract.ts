/**
 * What the read side answers after real commands told real stories: an order paid late, one that
 * was replaced and paid back, sessions and days of usage. Also the order of rows and every bound.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { chargeLine, type ChargeLine } from '../../src/app/charging/charge-line.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { learnRefund } from '../../src/app/orders/learn-refund.ts'
import { openCheckout } from '../../src/app/orders/open-checkout.ts'
import { placeOrder, type PlaceOrder } from '../../src/app/orders/place-order.ts'
import { renewByPartner } from '../../src/app/orders/renew-by-partner.ts'
import { NO_ACCOUNT, NO_LINE } from '../../src/app/door/state.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import type { Ids } from '../../src/app/ports.ts'
import type { PaymentRef, UnsettledPayment } from '../../src/app/reads.ts'
import { bytes } from '../../src/domain/basics/data-volume.ts'
import type { KeptMethodId, LineId, PostingSetId } from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant, plusDays, plusSeconds, type Instant } from '../../src/domain/basics/time.ts'
import { usageKey } from '../../src/domain/charging/request.ts'
import type { ProviderPayment, ProviderReference } from '../../src/domain/payment/provider.ts'
import {
  DAY,
  megabyte,
  partnerRenewal,
  placing,
  settlingIds,
  START,
  usageReport,
} from './catalogue.ts'
import { assertSame } from './same.ts'
import { createWorld, type DoorWorld, type OpenStore } from './stores.ts'

const MANY = 1_000
const HOUR_SECONDS = 3_600

export function readsContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`The read side of the ${name} store`, () => {
    let world: DoorWorld
    before(async () => {
      world = createWorld(await openStore())
    })
    after(() => world.open.close())
    strangersContract(() => world)
    ordersContract(() => world)
    latePaymentContract(() => world)
    replacedOrderContract(() => world)
    sweepsContract(() => world)
    usageContract(() => world)
    sessionsContract(() => world)
  })
}

/** Places and opens a checkout; the reference is made of the payment's id. */
async function checkOut({ door }: DoorWorld, input: PlaceOrder): Promise<ProviderReference> {
  const reference = `cs_${input.ids.payment}` as ProviderReference
  const { line } = input
  const { order, payment } = input.ids
  assert.ok((await door.ask(placeOrder, input, { ...SYSTEM, channel: 'web', key: order })).ok)
  const url = `https://pay.example/${reference}`
  const opened = await door.ask(openCheckout, { line, order, payment, reference, url }, SYSTEM)
  assert.ok(opened.ok)
  return reference
}

async function learn({ door, ids }: DoorWorld, input: PlaceOrder, told: ProviderPayment) {
  const { line } = input
  const { order, payment } = input.ids
  const learned = { line, order, payment, told, keeper: null, ids: learningIds(ids) }
  const answer = await door.ask(learnPayment, learned, SYSTEM)
  assert.ok(answer.ok)
  return answer.value
}

function paid(amount: bigint, at: Instant): ProviderPayment {
  return {
    state: 'succeeded',
    amount: yen(amount),
    claimedAt: at,
    charge: 'ch_1' as ProviderReference,
    means: { brand: 'jcb', lastDigits: '0505' },
    fee: yen(20),
    kept: null,
    disputes: [],
  }
}

function learningIds(ids: Ids) {
  return { ...settlingIds(ids), keptMethod: ids.next<KeptMethodId>() }
}

function refOf({ line, ids }: PlaceOrder): PaymentRef {
  return { line, order: ids.order, payment: ids.payment }
}

function own(refs: readonly PaymentRef[], line: LineId): readonly PaymentRef[] {
  return refs.filter((ref) => ref.line === line)
}

function strangersContract(given: () => DoorWorld): void {
  test('What is not there is answered as such', async () => {
    const { ids, open } = given()
    const { reads } = open
    const line = ids.next<LineId>()
    assert.deepEqual(await reads.line(line), NO_LINE)
    assert.deepEqual(await reads.lines([line, line]), [NO_LINE, NO_LINE])
    assert.deepEqual(await reads.lines([]), [])
    assert.deepEqual(await reads.account(ids.next()), NO_ACCOUNT)
    assert.equal(await reads.find('iccid', '898110'), null)
    assert.deepEqual(await reads.findMany('iccid', []), [])
    assert.deepEqual(await reads.orders(line, { limit: 5, before: null }), [])
    assert.equal(await reads.order(line, ids.next()), null)
    assert.deepEqual(await reads.payments(line, ids.next()), [])
    assert.equal(await reads.giftCard(ids.next()), null)
    assert.equal(await reads.keptMethod(ids.next(), ids.next()), null)
    assert.equal(await reads.agreement(line, ids.next()), null)
    assert.deepEqual(await reads.usageDays(line, START, plusDays(START, 1)), [])
    assert.deepEqual(await reads.lastChange([line]), new Map())
    assert.deepEqual(await reads.linesWithSessionsOf('nobody'), [])
  })

  test('Lines and finds are answered for all that were asked, in their order', async () => {
    const { open, line: freshLineOf } = given()
    const [one, other] = [await freshLineOf(), await freshLineOf()]
    const states = await open.reads.lines([other, one, other])
    assert.deepEqual(
      states.map((state) => state.line?.id),
      [other, one, other],
    )
    const iccids = states.map((state) => String(state.line?.sim.iccid))
    const found = await open.reads.findMany('iccid', [...iccids, 'unknown'])
    assert.deepEqual(found.map((find) => find.home.id).toSorted(), [one, other].toSorted())
    assert.equal((await open.reads.find('iccid', iccids[1] ?? ''))?.home.id, one)
  })
}

function ordersContract(given: () => DoorWorld): void {
  test('Orders come newest first, page by page, with their payments and agreements', async () => {
    const { clock, door, ids, line: freshLineOf, open } = given()
    const line = await freshLineOf()
    const inputs: PlaceOrder[] = []
    for (let count = 0; count < 5; count += 1) {
      const input = placing(line, ids)
      inputs.push(input)
      await door.ask(placeOrder, input, { ...SYSTEM, key: `order ${count}` })
      clock.advance(1)
    }
    const newest = inputs.toReversed()
    const [oldest] = inputs
    assert.ok(oldest !== undefined)
    const { reads } = open
    const first = await reads.orders(line, { limit: 2, before: null })
    assert.deepEqual(
      first.map(({ order, payment }) => [order.id, payment.id]),
      newest.slice(0, 2).map((input) => [input.ids.order, input.ids.payment]),
    )
    const rest = await reads.orders(line, {
      limit: MANY,
      before: first[1]?.order.placedAt ?? null,
    })
    assert.deepEqual(
      rest.map(({ order }) => order.id),
      newest.slice(2).map((input) => input.ids.order),
    )
    assertSame(await reads.order(line, oldest.ids.order), rest[2])
    const agreement = await reads.agreement(line, oldest.ids.agreement)
    assertSame(agreement?.shown, oldest.request.shown)
    // Another line does not see them.
    const stranger = await freshLineOf()
    assert.equal(await reads.order(stranger, oldest.ids.order), null)
    assert.equal(await reads.agreement(stranger, oldest.ids.agreement), null)
  })
}

function latePaymentContract(given: () => DoorWorld): void {
  test('An order that was cancelled and paid all the same is delivered', async () => {
    const world = given()
    const { clock, door, ids, line: freshLineOf, open } = world
    const line = await freshLineOf()
    const input = placing(line, ids)
    await open.takeJobs()
    await checkOut(world, input)
    assert.equal((await open.reads.find('order', input.ids.order))?.home.id, line)
    assert.equal((await learn(world, input, { state: 'undecided' })).state, 'undecided')
    const cancel = { line, order: input.ids.order, why: 'cancelled' } as const
    const tooEarly = await door.ask(endOrder, cancel, { ...SYSTEM, key: 'early' })
    assert.ok(!tooEarly.ok && tooEarly.refusal.code === 'payment_undecided')
    assert.equal(
      (await learn(world, input, { state: 'failed', reason: 'declined' })).order,
      'expired',
    )
    clock.advance(60)
    const told = paid(DAY.price, clock.now())
    const settled = await learn(world, input, told)
    assert.deepEqual(settled, { state: 'succeeded', order: 'delivered' })
    // Told again: nothing moves.
    const standing = await open.reads.order(line, input.ids.order)
    assert.deepEqual(await learn(world, input, told), settled)
    assertSame(await open.reads.order(line, input.ids.order), standing)
    assert.equal((await open.reads.line(line)).packs[0]?.order, input.ids.order)
    assert.deepEqual(
      (await open.postings(line)).map(({ cause }) => cause),
      ['sale', 'fee'],
    )
    assert.deepEqual(await open.takeJobs(), [
      { task: 'order_letter', payload: { line, order: input.ids.order, state: 'delivered' } },
    ])
  })
}

function replacedOrderContract(given: () => DoorWorld): void {
  test('An order that was replaced and paid all the same is paid back, and the book closes', async () => {
    const world = given()
    const { clock, door, ids, line: freshLineOf, open } = world
    const line = await freshLineOf()
    const balance = await open.reads.trialBalance()
    const replaced = placing(line, ids)
    await checkOut(world, replaced)
    const input = placing(line, ids)
    await checkOut(world, input)
    const settled = await learn(world, replaced, paid(DAY.price, clock.now()))
    assert.deepEqual(settled, { state: 'succeeded', order: 'refund_due' })
    assert.deepEqual(own(await open.reads.refundsOwed(MANY), line), [refOf(replaced)])
    const state = await open.reads.line(line)
    assert.deepEqual(
      state.orders.map((order) => order.id),
      [replaced.ids.order, input.ids.order],
    )
    const [refund] = state.payments.find((one) => one.id === replaced.ids.payment)?.refunds ?? []
    assert.ok(refund !== undefined)
    const back = { line, order: replaced.ids.order, refund: refund.id } as const
    const words = [
      { state: 'undecided', askPayer: false },
      { state: 'undecided', askPayer: true },
      { state: 'failed', reason: 'try again' },
      { state: 'succeeded' },
      { state: 'succeeded' },
    ] as const
    for (const told of words) {
      const answer = await door.ask(
        learnRefund,
        { ...back, told, ids: { postings: ids.next<PostingSetId>() } },
        SYSTEM,
      )
      assert.ok(answer.ok && answer.value.state === told.state)
    }
    assert.deepEqual(own(await open.reads.refundsOwed(MANY), line), [])
    assert.equal((await open.reads.order(line, replaced.ids.order))?.order.state.kind, 'refunded')
    assert.deepEqual(await moved(open, balance), {
      'provider_clearing:stripe': -20n,
      'provider_fees:stripe': 20n,
    })
  })
}

/** What the whole book gained since, by account, without what came to nothing. */
async function moved(open: OpenStore, since: ReadonlyMap<string, bigint>) {
  const gained = [...(await open.reads.trialBalance())].map(
    ([account, amount]) => [account, amount - (since.get(account) ?? 0n)] as const,
  )
  return Object.fromEntries(gained.filter(([, amount]) => amount !== 0n).toSorted())
}

function sweepsContract(given: () => DoorWorld): void {
  test('Orders are due from their pay-by on, oldest first, no more than asked', async () => {
    const world = given()
    const { clock, door, ids, line: freshLineOf, open } = world
    const [line, later] = [await freshLineOf(), await freshLineOf()]
    const first = placing(line, ids)
    await checkOut(world, first)
    const payBy = (await open.reads.order(line, first.ids.order))?.order.payBy
    assert.ok(payBy !== undefined)
    clock.advance(5)
    const second = placing(later, ids)
    await checkOut(world, second)
    const due = async (at: Instant) =>
      (await open.reads.ordersDue(at, MANY)).filter((ref) => [line, later].includes(ref.line))
    assert.deepEqual(await due(payBy.subtract({ microseconds: 1 })), [])
    assert.deepEqual(await due(payBy), [refOf(first)])
    assert.deepEqual(await due(plusSeconds(payBy, 5)), [refOf(first), refOf(second)])
    assert.equal((await open.reads.ordersDue(plusSeconds(payBy, 5), 1)).length, 1)

    const expire = { line, order: first.ids.order, why: 'expired' } as const
    const early = await door.ask(endOrder, expire, { ...SYSTEM, key: 'early' })
    assert.ok(!early.ok && early.refusal.code === 'pay_by_not_passed')
    clock.set(payBy)
    await open.takeJobs()
    assert.ok((await door.ask(endOrder, expire, { ...SYSTEM, key: 'due' })).ok)
    assert.deepEqual(await due(payBy), [])
    assert.deepEqual(await open.takeJobs(), [{ task: 'cancel_checkout', payload: refOf(first) }])
  })

  test('Payments nobody decided are found once they have not moved since before', async () => {
    const world = given()
    const { clock, ids, line: freshLineOf, open } = world
    const line = await freshLineOf()
    const input = placing(line, ids)
    const at = clock.now()
    await checkOut(world, input)
    const unsettled = async (before: Instant) => {
      const page = { limit: MANY, after: null }
      const found = await open.reads.paymentsUnsettled(before, page)
      return found.filter((one) => one.line === line)
    }
    const since = at
    assert.deepEqual(await unsettled(at), [])
    assertSame(await unsettled(at.add({ microseconds: 1 })), [
      { ...refOf(input), since, isAwaited: true },
    ])
    clock.advance(1)
    await learn(world, input, { state: 'undecided' })
    assert.deepEqual(await unsettled(at.add({ microseconds: 1 })), [])
    const moved = { ...refOf(input), since: plusSeconds(at, 1), isAwaited: true }
    assertSame(await unsettled(plusSeconds(at, 2)), [moved])
    await learn(world, input, { state: 'failed', reason: 'expired' })
    assert.deepEqual(await unsettled(plusDays(at, 1)), [])
  })

  undecidedContract(given)
}

function undecidedContract(given: () => DoorWorld): void {
  test('Undecided payments come page by page, each once, also where instants are equal', async () => {
    const world = given()
    const { clock, door, ids, line: freshLineOf, open } = world
    const inputs: PlaceOrder[] = []
    for (let count = 0; count < 5; count += 1) {
      const input = placing(await freshLineOf(), ids)
      await checkOut(world, input)
      inputs.push(input)
    }
    const [first] = inputs
    assert.ok(first !== undefined)
    const cancel = { line: first.line, order: first.ids.order, why: 'cancelled' } as const
    assert.ok((await door.ask(endOrder, cancel, SYSTEM)).ok)
    const before = plusDays(clock.now(), 1)
    const all = await open.reads.paymentsUnsettled(before, { limit: MANY, after: null })
    const paged: UnsettledPayment[] = []
    for (;;) {
      const page = await open.reads.paymentsUnsettled(before, {
        limit: 2,
        after: paged.at(-1) ?? null,
      })
      assert.ok(page.length <= 2)
      if (page.length === 0) break
      paged.push(...page)
    }
    assertSame(paged, all)
    const own = paged.filter((one) => inputs.some((input) => input.ids.payment === one.payment))
    assert.equal(own.length, inputs.length)
    const awaited = own.filter((one) => one.isAwaited).map((one) => one.payment)
    assert.equal(awaited.includes(first.ids.payment), false)
    assert.equal(awaited.length, inputs.length - 1)
  })

  test('The last change of a home moves with each command that changed it', async () => {
    const { clock, door, ids, line: freshLineOf, open } = given()
    const line = await freshLineOf()
    const [before] = (await open.reads.lastChange([line])).values()
    assertSame(before, clock.now())
    clock.advance(7)
    await door.ask(renewByPartner, partnerRenewal(line, ids), { ...SYSTEM, key: 'a' })
    const changes = await open.reads.lastChange([line, ids.next()])
    assertSame([...changes], [[line, clock.now()]])
  })
}

function report({ door }: DoorWorld, input: ChargeLine) {
  const key = usageKey(input.request)
  return door.ask(chargeLine, input, { channel: 'network', actor: 'network:n', key })
}

function usageContract(given: () => DoorWorld): void {
  test('Usage is summed by the JST day in which its span ended', async () => {
    const world = given()
    const { clock, ids, line: freshLineOf, open } = world
    const line = await freshLineOf()
    clock.set(plusDays(clock.now(), 1))
    const midnight = instant(`${clock.now().toString().slice(0, 10)}T15:00:00Z`)
    const told: readonly [Instant, number][] = [
      [plusSeconds(midnight, -HOUR_SECONDS), 0],
      [midnight.subtract({ microseconds: 1 }), 3],
      [midnight, 5],
      [plusSeconds(midnight, 30 * HOUR_SECONDS), 0],
      [plusSeconds(midnight, 50 * HOUR_SECONDS), 9],
    ]
    for (const [sequence, [at, megabytes]] of told.entries()) {
      clock.set(at)
      const usedBytes = bytes(BigInt(megabytes) * megabyte)
      const input = usageReport(line, ids, {
        sequence: String(sequence),
        usedBytes,
        counting: 'since_last_report',
      })
      assert.ok((await report(world, input)).ok)
    }
    const from = plusDays(midnight, -1)
    const days = async (start: Instant, end: Instant) =>
      (await open.reads.usageDays(line, start, end)).map(({ date, bytes: used }) => [
        String(date),
        used / megabyte,
      ])
    const dayOf = (count: number) =>
      String(from.toZonedDateTimeISO('Asia/Tokyo').toPlainDate().add({ days: count }))
    assert.deepEqual(await days(from, plusDays(midnight, 9)), [
      [dayOf(0), 3n],
      [dayOf(1), 5n],
      [dayOf(3), 9n],
    ])
    // The span asked for is half-open.
    assert.deepEqual(await days(from, midnight), [[dayOf(0), 3n]])
    assert.deepEqual(await days(midnight, midnight.add({ microseconds: 1 })), [[dayOf(1), 5n]])
  })
}

function sessionsContract(given: () => DoorWorld): void {
  test('Lines with live sessions of a peer are found until the session ends', async () => {
    const world = given()
    const { clock, ids, line: freshLineOf, open } = world
    const [line, other] = [await freshLineOf(), await freshLineOf()]
    const peer = 'nas-of-this-test'
    const framedAddress = '10.20.30.40'
    const told = { sequence: '1', usedBytes: megabyte, peer, framedAddress }
    await report(world, usageReport(line, ids, told))
    await report(world, usageReport(line, ids, { ...told, sessionKey: 'second' }))
    await report(world, usageReport(other, ids, { ...told, sessionKey: 'third' }))
    const { reads } = open
    assert.deepEqual(await reads.linesWithSessionsOf(peer), [line, other])
    // The newest session on an address is the one that is found by it.
    assert.equal((await reads.find('address', framedAddress))?.home.id, other)
    clock.advance(60)
    const end = { ...told, sessionKey: 'third', sequence: '2', moment: 'end' } as const
    await report(world, usageReport(other, ids, { ...end, endReason: 'User-Request' }))
    assert.deepEqual(await reads.linesWithSessionsOf(peer), [line])
    assert.deepEqual((await reads.line(other)).sessions, [])
    // A late report finds the session that is over, and counts nothing twice.
    await report(world, usageReport(other, ids, { ...told, sessionKey: 'third', sequence: '3' }))
    const [, , late] = await open.usage(other)
    assert.equal(late?.bytes, 0n)
  })
}
