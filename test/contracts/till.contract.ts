/**
 * Shifts and money over the counter through the real commands on both stores: opened, sold, given
 * back, moved, counted and closed; by two at once; and after any sequence of it the drawer holds
 * what its entries say and the book sums to zero.
 */
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import fc from 'fast-check'
import { learnPayment } from '../../src/app/orders/learn-payment.ts'
import { openCheckout } from '../../src/app/orders/open-checkout.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type { KeptMethodId, LineId, OrderId, RefundId } from '../../src/domain/basics/ids.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { negate, yen } from '../../src/domain/basics/money.ts'
import { plusMinutes } from '../../src/domain/basics/time.ts'
import type { ProviderReference } from '../../src/domain/payment/provider.ts'
import { DAY, settlingIds } from './catalogue.ts'
import type { OpenStore } from './stores.ts'
import { tillCrashContract } from './till-crash.contract.ts'
import {
  balance,
  closing,
  moving,
  opening,
  owed,
  payingOut,
  placed,
  proveTill,
  putTill,
  seen,
  SHINJUKU,
  taking,
  tillWorld,
  type TillWorld,
} from './till-world.ts'

const MANY = 1_000
const RUNS = 15
const FLOAT = 30_000n

export function tillContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Tills on the ${name} store`, () => {
    let open: OpenStore
    let world: TillWorld
    before(async () => {
      open = await openStore()
      world = await tillWorld(open)
    })
    // Each on a till of its own.
    beforeEach(async () => {
      world = { ...world, till: await putTill(world, SHINJUKU) }
      await seen(world)
      await open.takeJobs()
    })
    after(() => open.close())
    shiftContract(() => world)
    takingContract(() => world)
    earlierAttemptContract(() => world)
    refundContract(() => world)
    permissionContract(() => world)
    togetherContract(() => world)
    tillCrashContract(() => world)
    storyContract(() => world)
  })
}

function refusalOf(answer: { ok: boolean; refusal?: unknown }): unknown {
  assert.ok(!answer.ok, JSON.stringify(toJson(answer)))
  return answer.refusal
}

function accepted<Value>(answer: { ok: true; value: Value } | { ok: false }): Value {
  assert.ok(answer.ok, JSON.stringify(toJson(answer)))
  return answer.value
}

function shiftContract(given: () => TillWorld): void {
  test('A shift closed with a ¥1,000 difference names it, and the drawer is empty in the book', async () => {
    const world = given()
    const { lin, till, open } = world
    const { shift } = accepted(await opening(world, lin, FLOAT))
    const again = refusalOf(await opening(world, lin, FLOAT)) as { code: string; by: string }
    assert.deepEqual([again.code, again.by], ['shift_open', lin.staff])
    accepted(await moving(world, lin, { kind: 'paid_in', amount: yen(5_000) }))
    accepted(await moving(world, lin, { kind: 'paid_out', amount: yen(20_000) }))
    const spent = { kind: 'expense', amount: yen(480) } as const
    assert.deepEqual(refusalOf(await moving(world, lin, spent)), { code: 'note_needed' })
    accepted(await moving(world, lin, { ...spent, note: 'tape' }))
    await proveTill(world, till)
    assert.deepEqual(refusalOf(await closing(world, lin, { apart: -1_000n })), {
      code: 'difference_note_needed',
      difference: -1_000n,
    })
    const short = { apart: -1_000n, note: 'one note too many given out' }
    const closed = accepted(await closing(world, lin, short))
    assert.deepEqual([closed.shift, closed.difference], [shift, -1_000n])
    const kept = await open.reads.shift(till, shift)
    assert.equal(kept?.closing?.note, short.note)
    assert.equal(await balance(world, till, 'cash'), 0n)
    assert.equal(await balance(world, till, 'cash_differences'), 1_000n)
    assert.equal(await balance(world, till, 'expenses'), 480n)
    assert.equal(await balance(world, till, 'safe'), -1_480n)
    await proveTill(world, till)
    const nothing = { kind: 'paid_in', amount: yen(1) } as const
    assert.deepEqual(refusalOf(await moving(world, lin, nothing)), { code: 'no_shift_open' })
    accepted(await opening(world, lin, 0n))
    await proveTill(world, till)
  })

  test('A large difference needs a second person, who is written down; alone it is refused', async () => {
    const world = given()
    const { lin, mori, sato, till, open } = world
    const { shift } = accepted(await opening(world, lin, FLOAT))
    const short = { apart: -3_001n, note: 'no idea' }
    assert.deepEqual(refusalOf(await closing(world, lin, short)), {
      code: 'second_person_needed',
      act: 'close_till',
    })
    const beside = (second: typeof lin) => ({ ...lin, second: second.staff })
    assert.deepEqual(refusalOf(await closing(world, beside(mori), short)), {
      code: 'second_person_refused',
      act: 'close_till',
    })
    accepted(await closing(world, beside(sato), short))
    assert.equal((await open.reads.shift(till, shift))?.closing?.second, sato.staff)
    accepted(await opening(world, lin, FLOAT))
    accepted(await closing(world, lin, { apart: 3_000n, note: 'found under the drawer' }))
    await proveTill(world, till)
  })

  test('No more cash is paid out than the drawer holds', async () => {
    const world = given()
    accepted(await opening(world, world.lin, 500n))
    const out = { kind: 'paid_out', amount: yen(501) } as const
    assert.deepEqual(refusalOf(await moving(world, world.lin, out)), {
      code: 'not_enough_cash',
      has: 500n,
    })
    accepted(await moving(world, world.lin, { ...out, amount: yen(500) }))
    accepted(await closing(world, world.lin))
    await proveTill(world, world.till)
  })
}

function takingContract(given: () => TillWorld): void {
  test('An order is paid in cash with its change, delivered at once, and the book knows both homes', async () => {
    const world = given()
    const { lin, till, open } = world
    const line = await world.line()
    const { order } = await placed(world, line, { method: 'cash', provider: 'till' })
    assert.deepEqual(refusalOf(await taking(world, lin, { line, order })), {
      code: 'no_shift_open',
    })
    const { shift } = accepted(await opening(world, lin, FLOAT))
    const missing = await taking(world, lin, { line, order, tendered: yen(DAY.price - 1n) })
    assert.deepEqual(refusalOf(missing), { code: 'tendered_too_little', missing: 1n })
    const took = accepted(await taking(world, lin, { line, order, tendered: yen(1_000) }))
    assert.deepEqual([took.change, took.shift], [1_000n - DAY.price, shift])
    const known = present(await open.reads.order(line, order), 'the order is there')
    assert.equal(known.order.state.kind, 'delivered')
    assert.equal(known.payment.method, 'cash')
    assert.deepEqual(known.payment.taken, { till, shop: SHINJUKU, staff: lin.staff })
    assert.equal((await open.packs(line)).length, 1)
    // The attempt that waited for the till is the one that was paid.
    assert.equal((await open.reads.payments(line, order)).length, 1)
    assert.equal(await balance(world, line, 'between_homes'), DAY.price)
    assert.equal(await balance(world, till, 'between_homes'), negate(DAY.price))
    const [entry] = await open.reads.tillEntries(till, shift)
    assert.deepEqual([entry?.kind, entry?.tendered, entry?.order], ['sale', 1_000n, order])
    const again = refusalOf(await taking(world, lin, { line, order })) as { code: string }
    assert.equal(again.code, 'order_not_waiting')
    await proveTill(world, till)
  })

  test('The card terminal needs its number; what it took stays owed when the drawer is counted', async () => {
    const world = given()
    const { lin, till } = world
    const line = await world.line()
    const { order } = await placed(world, line)
    accepted(await opening(world, lin, 0n))
    const card = { line, order, method: 'terminal', tendered: null } as const
    const bare = refusalOf(await taking(world, lin, card)) as { code: string }
    assert.equal(bare.code, 'reference_needed')
    const took = accepted(await taking(world, lin, { ...card, reference: '0042' }))
    assert.equal(took.change, 0n)
    accepted(await closing(world, lin))
    assert.equal(await balance(world, till, 'terminal'), DAY.price)
    await proveTill(world, till)
  })

  test('What is stale, late or unknown is refused and nothing is taken', async () => {
    const world = given()
    const { lin, till, ids, clock } = world
    const line = await world.line()
    const { order } = await placed(world, line)
    accepted(await opening(world, lin, FLOAT))
    assert.deepEqual(refusalOf(await taking(world, lin, { line, order: ids.next<OrderId>() })), {
      code: 'order_unknown',
    })
    const stale = await taking(world, lin, { line, order, shownRest: yen(1) })
    assert.deepEqual(refusalOf(stale), { code: 'rest_changed', shown: 1n, rest: DAY.price })
    clock.set(plusMinutes(clock.now(), 60))
    await seen(world)
    const late = refusalOf(await taking(world, lin, { line, order })) as { code: string }
    assert.equal(late.code, 'pay_by_passed')
    assert.equal((await world.open.reads.till(till)).shift?.entries, 0)
    await proveTill(world, till)
  })
}

function earlierAttemptContract(given: () => TillWorld): void {
  test('An order begun on the portal is finished at the counter; its open checkout is ended, and money that still comes goes back', async () => {
    const world = given()
    const { lin, till, door, ids, open, clock } = world
    const line = await world.line()
    const { order, payment } = await placed(world, line)
    const ref = { line, order, payment }
    const reference = `cs_${payment}` as ProviderReference
    accepted(await door.ask(openCheckout, { ...ref, reference, url: 'https://pay' }, SYSTEM))
    accepted(await opening(world, lin, FLOAT))
    await open.takeJobs()
    accepted(await taking(world, lin, { line, order }))
    const jobs = await open.takeJobs()
    assert.deepEqual(
      jobs.filter(({ task }) => task === 'cancel_checkout').map(({ payload }) => payload),
      [{ line, order, payment }],
    )
    const told = {
      state: 'succeeded',
      amount: DAY.price,
      claimedAt: clock.now(),
      charge: 'ch_1' as ProviderReference,
      means: null,
      fee: null,
      kept: null,
      disputes: [],
    } as const
    const minted = { ...settlingIds(ids), keptMethod: ids.next<KeptMethodId>() }
    accepted(await door.ask(learnPayment, { ...ref, told, keeper: null, ids: minted }, SYSTEM))
    const payments = await open.reads.payments(line, order)
    assert.deepEqual(
      payments.map((one) => [one.provider, one.state.kind, one.refunds.length]),
      [
        ['stripe', 'succeeded', 1],
        ['till', 'succeeded', 0],
      ],
    )
    assert.equal((await open.packs(line)).length, 1)
    assert.equal((await open.reads.order(line, order))?.order.state.kind, 'delivered')
    await proveTill(world, till)
  })

  test('While a bank decides nothing is taken', async () => {
    const world = given()
    const { lin, door, ids } = world
    const line = await world.line()
    const { order, payment } = await placed(world, line)
    const reference = `cs_${payment}` as ProviderReference
    const ref = { line, order, payment }
    accepted(await door.ask(openCheckout, { ...ref, reference, url: 'https://pay' }, SYSTEM))
    const minted = { ...settlingIds(ids), keptMethod: ids.next<KeptMethodId>() }
    const learned = { ...ref, told: { state: 'undecided' }, keeper: null, ids: minted } as const
    accepted(await door.ask(learnPayment, learned, SYSTEM))
    accepted(await opening(world, lin, FLOAT))
    assert.deepEqual(refusalOf(await taking(world, lin, { line, order })), {
      code: 'payment_undecided',
      order,
    })
  })
}

async function sold(world: TillWorld, how: 'cash' | 'terminal' = 'cash') {
  const line = await world.line()
  const { order } = await placed(world, line)
  const money = how === 'cash' ? {} : { method: how, tendered: null, reference: 'T-1' }
  accepted(await taking(world, world.lin, { line, order, ...money }))
  return { line, order }
}

function refundContract(given: () => TillWorld): void {
  test('What a till took is fetched at a counter, once, and never from an empty drawer', async () => {
    const world = given()
    const { lin, mori, till, open, ids } = world
    accepted(await opening(world, lin, 0n))
    const { line, order } = await sold(world)
    const refund = await owed(world, line, order, yen(DAY.price))
    assert.equal((await open.reads.order(line, order))?.order.state.kind, 'refund_due')
    assert.ok(!(await open.reads.refundsOwed(MANY)).some((one) => one.order === order))
    accepted(await moving(world, lin, { kind: 'paid_out', amount: yen(1) }))
    assert.deepEqual(refusalOf(await payingOut(world, mori, { line, order, refund })), {
      code: 'not_enough_cash',
      has: DAY.price - 1n,
    })
    accepted(await moving(world, lin, { kind: 'paid_in', amount: yen(1) }))
    const stranger = { line, order, refund: ids.next<RefundId>() }
    assert.deepEqual(refusalOf(await payingOut(world, mori, stranger)), { code: 'refund_unknown' })
    const paid = accepted(await payingOut(world, mori, { line, order, refund }))
    assert.deepEqual([paid.amount, paid.method], [DAY.price, 'cash'])
    assert.deepEqual(refusalOf(await payingOut(world, mori, { line, order, refund })), {
      code: 'refund_paid_out',
    })
    assert.equal((await open.reads.order(line, order))?.order.state.kind, 'refunded')
    assert.equal(await balance(world, line, 'refunds_due'), 0n)
    assert.equal(await balance(world, line, 'between_homes'), 0n)
    accepted(await closing(world, lin))
    await proveTill(world, till)
  })

  test('What the terminal took goes back by its reversal number, with no cash', async () => {
    const world = given()
    const { lin, till } = world
    accepted(await opening(world, lin, 0n))
    const { line, order } = await sold(world, 'terminal')
    const refund = await owed(world, line, order, yen(DAY.price))
    const bare = refusalOf(await payingOut(world, lin, { line, order, refund })) as { code: string }
    assert.equal(bare.code, 'reference_needed')
    const paid = accepted(await payingOut(world, lin, { line, order, refund, reference: 'R-9' }))
    assert.equal(paid.method, 'terminal')
    assert.equal(await balance(world, till, 'terminal'), 0n)
    await proveTill(world, till)
  })
}

function permissionContract(given: () => TillWorld): void {
  test('Nobody acts at another shop, behind a locked console, or in another name', async () => {
    const world = given()
    const { kim, lin, mori, clock } = world
    const far = refusalOf(await opening(world, kim, FLOAT))
    assert.deepEqual(far, { code: 'other_shop', act: 'open_till', shop: SHINJUKU })
    const forged = { kind: 'paid_in', amount: yen(1), staff: mori.staff } as const
    await assert.rejects(moving(world, lin, forged), /who acts is who is written down/u)
    clock.set(plusMinutes(clock.now(), 11))
    assert.deepEqual(refusalOf(await opening(world, lin, FLOAT)), { code: 'staff_signed_out' })
  })
}

function togetherContract(given: () => TillWorld): void {
  test('Two clerks sell at one till at once: every entry counts, and one shift is opened', async () => {
    const world = given()
    const { lin, mori, till, open } = world
    const both = await Promise.all([opening(world, lin, FLOAT), opening(world, mori, FLOAT)])
    assert.deepEqual(both.map(({ ok }) => ok).toSorted(), [false, true])
    const lines = await Promise.all(Array.from({ length: 6 }, () => world.line()))
    const orders = await Promise.all(lines.map((line) => placed(world, line)))
    const answers = await Promise.all(
      lines.map((line, at) =>
        taking(world, at % 2 === 0 ? lin : mori, { line, order: orders[at]!.order }),
      ),
    )
    for (const answer of answers) accepted(answer)
    const { shift } = await open.reads.till(till)
    assert.equal(shift?.cashExpected, FLOAT + 6n * DAY.price)
    assert.equal(shift.entries, 6)
    await proveTill(world, till)
  })

  test('Two clerks take the same order at once: it is paid once', async () => {
    const world = given()
    const { lin, mori, till, other, open } = world
    accepted(await opening(world, lin, FLOAT))
    const { shift } = await open.reads.till(other)
    if (shift === null) accepted(await opening(world, mori, FLOAT, other))
    const line = await world.line()
    const { order } = await placed(world, line)
    const answers = await Promise.all([
      taking(world, lin, { line, order }),
      taking(world, mori, { line, order, till: other }),
    ])
    assert.deepEqual(answers.map(({ ok }) => ok).toSorted(), [false, true])
    assert.equal((await open.packs(line)).length, 1)
    await proveTill(world, till)
    await proveTill(world, other)
  })

  test('The same key is the same answer, and takes no more cash', async () => {
    const world = given()
    const { lin, till, open } = world
    accepted(await opening(world, lin, FLOAT))
    const line = await world.line()
    const { order } = await placed(world, line)
    const cash = { line, order, tendered: yen(1_000), key: `take ${order}` }
    const first = await taking(world, lin, cash)
    const second = await taking(world, lin, cash)
    assert.deepEqual([first.replayed, second.replayed], [false, true])
    assert.deepEqual(accepted(second), accepted(first))
    const other = await taking(world, lin, { ...cash, tendered: yen(2_000) })
    assert.deepEqual(refusalOf(other), { code: 'key_reused' })
    const refund = await owed(world, line, order, yen(DAY.price))
    const back = { line, order, refund, key: `back ${refund}` }
    assert.deepEqual(
      accepted(await payingOut(world, lin, back)),
      accepted(await payingOut(world, lin, back)),
    )
    assert.equal((await open.reads.till(till)).shift?.entries, 2)
    await proveTill(world, till)
  })
}

const anyStep = fc.record({
  what: fc.constantFrom('open', 'sell', 'sell', 'card', 'refund', 'in', 'out', 'spend', 'close'),
  amount: fc.constantFrom(0n, 1n, 549n, 550n, 551n, 10_000n, 1_000_001n),
  which: fc.nat({ max: 3 }),
})
type Step = typeof anyStep extends fc.Arbitrary<infer Value> ? Value : never

function storyContract(given: () => TillWorld): void {
  test('Whatever is done in whatever order, the drawer holds what its entries say', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 25 }), async (steps) => {
        const world = { ...given(), till: await putTill(given(), SHINJUKU) }
        const dues: { line: LineId; order: OrderId; refund: RefundId }[] = []
        for (const step of steps) await act(world, step, dues)
        await proveTill(world, world.till)
        const { shift } = await world.open.reads.till(world.till)
        if (shift !== null) accepted(await closing(world, world.lin))
        assert.equal(await balance(world, world.till, 'cash'), 0n)
        await proveTill(world, world.till)
      }),
      { numRuns: RUNS },
    )
  })
}

/** One act of a clerk; what is refused changes nothing, and the proof sees to that. */
async function act(
  world: TillWorld,
  { what, amount, which }: Step,
  dues: { line: LineId; order: OrderId; refund: RefundId }[],
): Promise<void> {
  const clerk = which % 2 === 0 ? world.lin : world.mori
  const note = which === 3 ? null : 'why'
  switch (what) {
    case 'open':
      return void (await opening(world, clerk, amount))
    case 'close':
      return void (await closing(world, clerk, { apart: amount % 3_000n, note }))
    case 'in':
    case 'out':
    case 'spend': {
      const kinds = { in: 'paid_in', out: 'paid_out', spend: 'expense' } as const
      return void (await moving(world, clerk, { kind: kinds[what], amount: yen(amount), note }))
    }
    case 'refund': {
      const due = dues[which]
      if (due !== undefined) await payingOut(world, clerk, { ...due, reference: 'R' })
      return
    }
    default: {
      const line = await world.line()
      const { order } = await placed(world, line)
      const method = what === 'card' ? 'terminal' : 'cash'
      const money = { method, tendered: yen(amount), reference: 'T' } as const
      const took = await taking(world, clerk, { line, order, ...money })
      if (!took.ok || which === 0) return
      dues.push({ line, order, refund: await owed(world, line, order, yen(DAY.price)) })
    }
  }
}
