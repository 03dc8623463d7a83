/**
 * Money that staff give back or sell value for, through the real commands on both stores: refunds
 * alone and by two, a gift card that is over paid out as money, gift cards sold and frozen, points
 * given.
 */
import { NO_PHONE } from '../../src/domain/account/phone.ts'
import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, test } from 'node:test'
import { returnParts } from '../../src/app/orders/return-parts.ts'
import { giftCardForStaff } from '../../src/app/queries/staff/gift-card.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { mintGiftCode, printCode } from '../../src/app/money/gift-codes.ts'
import { activateGiftCard, issueGiftCard } from '../../src/app/money/gift-cards.ts'
import type { StaffActing } from '../../src/app/staff/by-staff.ts'
import {
  freezeGiftCardByStaff,
  sellGiftCard,
  unfreezeGiftCardByStaff,
  type SellGiftCard,
} from '../../src/app/staff/gift-cards.ts'
import { givePointsByStaff } from '../../src/app/staff/give-points.ts'
import { refundByStaff } from '../../src/app/staff/refund.ts'
import { createVault } from '../../src/adapters/system/vault.ts'
import { MASTER_KEY_BYTES } from '../../src/app/vault.ts'
import { present } from '../../src/domain/basics/assert.ts'
import type {
  AccountId,
  GiftCardId,
  LineId,
  OrderId,
  PointsLotId,
} from '../../src/domain/basics/ids.ts'
import { toJson } from '../../src/domain/basics/json.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { giftCardEnd } from '../../src/domain/gift-card/issuing.ts'
import type { RefundAsk } from '../../src/domain/order/refunding.ts'
import { proveOrder } from '../../src/domain/proof/order-book.ts'
import { DAY, MONTH, requestFor } from './catalogue.ts'
import { write } from './rows-asked.ts'
import type { OpenStore } from './stores.ts'
import {
  asked,
  balance,
  opening,
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

const FLOAT = 30_000n
const VAULT = createVault(new Uint8Array(MASTER_KEY_BYTES))

export function counterMoneyContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`What staff give back and sell on the ${name} store`, () => {
    let open: OpenStore
    let world: TillWorld
    before(async () => {
      open = await openStore()
      world = await tillWorld(open)
    })
    beforeEach(async () => {
      world = { ...world, till: await putTill(world, SHINJUKU) }
      await seen(world)
      accepted(await opening(world, world.lin, FLOAT))
    })
    after(() => open.close())
    refundContract(() => world)
    refusedRefundContract(() => world)
    expiredCardContract(() => world)
    giftCardContract(() => world)
    heldCardContract(() => world)
    pointsContract(() => world)
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

function goodwill(amount: bigint, revoke = false): RefundAsk {
  return { kind: 'goodwill', amount: yen(amount), revoke, reason: 'no_service' }
}

interface Bought {
  readonly line: LineId
  readonly order: OrderId
}

/** A month, paid in cash by `lin`. */
async function monthSold(world: TillWorld): Promise<Bought> {
  const line = await world.line()
  const { order } = await placed(world, line, {
    ...requestFor(MONTH),
  })
  const money = { tendered: MONTH.price, shownRest: MONTH.price }
  accepted(await taking(world, world.lin, { line, order, ...money }))
  return { line, order }
}

function refunding(
  world: TillWorld,
  acting: StaffActing,
  given: Bought & { readonly ask: RefundAsk; readonly amount: bigint; readonly note?: string },
) {
  const { line, order, ask, amount, note = null } = given
  const ids = { refund: world.ids.next(), postings: world.ids.next() } as never
  const input = { line, order, ask, note, shownAmount: yen(amount), earner: null, ids }
  return asked(world, refundByStaff, acting, { input })
}

/** The line's part of the book says what the order says. */
async function proveBooked(world: TillWorld, { line, order: id }: Bought): Promise<void> {
  const { reads } = world.open
  const { order } = present(await reads.order(line, id), 'an order stays')
  const sums = new Map<string, ReturnType<typeof yen>>()
  for (const set of await world.open.postings(line)) {
    for (const { account, amount } of set.order === id ? set.postings : []) {
      sums.set(account, yen((sums.get(account) ?? 0n) + amount))
    }
  }
  const payments = await reads.payments(line, id)
  assert.deepEqual(proveOrder({ order, payments, balances: sums, lost: new Map() }), [])
}

function refundContract(given: () => TillWorld): void {
  test('A refund over the limit is refused to one clerk and done by two', async () => {
    const world = given()
    const { lin, mori, sato, kim } = world
    const bought = await monthSold(world)
    const wish = { ...bought, ask: goodwill(2_001n), amount: 2_001n }
    const act = 'refund'
    assert.deepEqual(refusalOf(await refunding(world, lin, wish)), {
      code: 'second_person_needed',
      act,
    })
    for (const second of [mori.staff, lin.staff, kim.staff]) {
      const refusal = refusalOf(await refunding(world, { ...lin, second }, wish))
      assert.deepEqual(refusal, { code: 'second_person_refused', act })
    }
    assert.equal((await world.open.reads.order(bought.line, bought.order))?.order.refunds.length, 0)
    const { amount, refund } = accepted(
      await refunding(world, { ...lin, second: sato.staff }, wish),
    )
    assert.equal(amount, 2_001n)
    accepted(await payingOut(world, lin, { ...bought, refund }))
    await proveBooked(world, bought)
    await proveTill(world, world.till)
  })

  test('At the limit one is enough, and many small refunds of an order are one large one', async () => {
    const world = given()
    const { lin, sato } = world
    const bought = await monthSold(world)
    accepted(await refunding(world, lin, { ...bought, ask: goodwill(1_500n), amount: 1_500n }))
    const second = { ...bought, ask: goodwill(501n), amount: 501n }
    const refusal = { code: 'second_person_needed', act: 'refund' }
    assert.deepEqual(refusalOf(await refunding(world, lin, second)), refusal)
    accepted(await refunding(world, lin, { ...bought, ask: goodwill(500n), amount: 500n }))
    accepted(await refunding(world, { ...lin, second: sato.staff }, second))
    await proveBooked(world, bought)
  })

  test('What was paid at a shop is given back by that shop; what no shop sold, by any', async () => {
    const world = given()
    const { kim } = world
    const bought = await monthSold(world)
    const wish = { ...bought, ask: goodwill(10n), amount: 10n }
    assert.deepEqual(refusalOf(await refunding(world, kim, wish)), {
      code: 'other_shop',
      act: 'refund',
      shop: SHINJUKU,
    })
    const unknown = { ...wish, order: world.ids.next<OrderId>() }
    assert.deepEqual(refusalOf(await refunding(world, kim, unknown)), { code: 'order_unknown' })
  })
}

function refusedRefundContract(given: () => TillWorld): void {
  test('The offer’s rule, what was shown and what is left decide as for everybody', async () => {
    const world = given()
    const { lin, sato } = world
    const bought = await monthSold(world)
    const both = { ...lin, second: sato.staff }
    const ruled = await refunding(world, both, { ...bought, ask: { kind: 'asked' }, amount: 1n })
    assert.deepEqual(refusalOf(ruled), { code: 'not_refundable', rule: 'none' })
    const stale = await refunding(world, lin, { ...bought, ask: goodwill(20n), amount: 10n })
    assert.deepEqual(refusalOf(stale), { code: 'refund_changed', shown: 10n, amount: 20n })
    const large = await refunding(world, both, { ...bought, ask: goodwill(3_301n), amount: 3_301n })
    assert.deepEqual(refusalOf(large), { code: 'refund_too_large', max: 3_300n })
  })

  test('The reason stays with the refund; what was said of it is in no journal', async () => {
    const world = given()
    const bought = await monthSold(world)
    const ask = { ...goodwill(100n), reason: 'other' } as RefundAsk
    const note = VAULT.seal('Mei Tanaka was overcharged')
    accepted(await refunding(world, world.lin, { ...bought, ask, amount: 100n, note }))
    const known = await world.open.reads.order(bought.line, bought.order)
    const [refund] = known?.order.refunds ?? []
    assert.deepEqual([refund?.reason, refund?.note], ['other', note])
    assert.equal(VAULT.open(refund?.note ?? ''), 'Mei Tanaka was overcharged')
    const journal = JSON.stringify(toJson(await world.open.journal(bought.line)))
    assert.ok(!journal.includes(note) && !journal.includes('Tanaka'))
    assert.ok(journal.includes(`staff:${world.lin.staff}`), 'who gave it stands in the journal')
  })
}

let drawn = 0

async function cardOf(world: TillWorld, value: bigint, origin: 'sold' | 'paper' = 'sold') {
  const card = world.ids.next<GiftCardId>()
  drawn += 1
  const bytes = (count: number) => new Uint8Array(count).fill(drawn)
  const code = mintGiftCode({ dice: { bytes }, vault: VAULT })
  const input = { card, origin: 'sold', value: yen(value), batch: 'test', code } as const
  accepted(await world.door.ask(issueGiftCard, input, SYSTEM))
  if (origin === 'sold') {
    accepted(await world.door.ask(activateGiftCard, { card, clearing: 'partner' }, SYSTEM))
  }
  return { card, code: printCode(VAULT, code.sealed).code }
}

/** Paid by a card of 300 yen and 250 yen in cash; then the card's time passes. */
async function paidByCard(world: TillWorld) {
  const line = await world.line()
  const { card } = await cardOf(world, 300n)
  const { order } = await placed(world, line, { giftCards: [card] })
  const rest = yen(DAY.price - 300n)
  accepted(await taking(world, world.lin, { line, order, tendered: rest, shownRest: rest }))
  return { line, order, card }
}

function expiredCardContract(given: () => TillWorld): void {
  test('The share of a card that is over is paid out as money by two, once', async () => {
    const world = given()
    const { lin, sato, clock, open } = world
    const { card, ...bought } = await paidByCard(world)
    clock.set(giftCardEnd(clock.now(), 6))
    await seen(world)
    const plain = { ...bought, ask: goodwill(450n), amount: 450n }
    const { code } = refusalOf(await refunding(world, lin, plain)) as { code: string }
    assert.equal(code, 'gift_card_expired')
    const wish = { ...plain, ask: { ...goodwill(450n), overAsMoney: true } as const }
    // However small it is, it takes two.
    assert.deepEqual(refusalOf(await refunding(world, lin, wish)), {
      code: 'second_person_needed',
      act: 'refund',
    })
    accepted(await refunding(world, { ...lin, second: sato.staff }, wish))
    await proveBooked(world, bought)
    const due = (await open.reads.payments(bought.line, bought.order)).flatMap(
      ({ refunds }) => refunds,
    )
    assert.deepEqual(
      due.map(({ amount }) => Number(amount)).toSorted((one, other) => one - other),
      [200, 250],
    )
    const before = await balance(world, world.till, 'cash')
    for (const { id: refund } of due) accepted(await payingOut(world, lin, { ...bought, refund }))
    for (const { id: refund } of due) {
      const again = await payingOut(world, lin, { ...bought, refund })
      assert.deepEqual(refusalOf(again), { code: 'refund_paid_out' })
    }
    assert.equal(await balance(world, world.till, 'cash'), before - 450n)
    const after = await open.reads.giftCard(card)
    assert.equal(after?.left, 0n, 'nothing comes back to the card, and it is never made longer')
    await proveBooked(world, bought)
    await proveTill(world, world.till)
  })

  test('A card that still lives gets its share back, though money was allowed', async () => {
    const world = given()
    const { lin, sato, open } = world
    const { card, ...bought } = await paidByCard(world)
    const ask = { ...goodwill(550n, true), overAsMoney: true } as const
    const both = { ...lin, second: sato.staff }
    accepted(await refunding(world, both, { ...bought, ask, amount: 550n }))
    const known = present(await open.reads.order(bought.line, bought.order), 'an order stays')
    const { parts } = known.order
    accepted(await world.door.ask(returnParts, { ...bought, parts }, SYSTEM))
    assert.equal((await open.reads.giftCard(card))?.left, 300n)
    await proveBooked(world, bought)
    await proveTill(world, world.till)
  })
}

function selling(
  world: TillWorld,
  acting: StaffActing,
  over: Pick<SellGiftCard, 'card'> & Partial<SellGiftCard>,
) {
  const { till, ids } = world
  const money = { method: 'cash', tendered: yen(5_000n), reference: null } as const
  const plain = { till, staff: acting.staff, ...money, shownPrice: yen(3_000n) }
  const input: SellGiftCard = { ...plain, ids: { entry: ids.next() }, ...over }
  return asked(world, sellGiftCard, acting, { input })
}

function giftCardContract(given: () => TillWorld): void {
  test('A card from the stock is sold for cash with change and good at once, without tax', async () => {
    const world = given()
    const { lin, open, till } = world
    const { card } = await cardOf(world, 3_000n, 'paper')
    const sold = accepted(await selling(world, lin, { card }))
    assert.deepEqual([sold.change, sold.left], [2_000n, 3_000n])
    const row = await open.reads.giftCard(card)
    assert.ok(row?.activatedAt !== null && row?.expiresAt !== null)
    assert.equal(await balance(world, card, 'gift_cards'), -3_000n)
    assert.equal(await balance(world, card, 'between_homes'), 3_000n)
    assert.equal(await balance(world, till, 'cash'), FLOAT + 3_000n)
    assert.equal(await balance(world, till, 'consumption_tax'), 0n)
    const { shift } = await open.reads.till(till)
    const [entry] = await open.reads.tillEntries(till, present(shift, 'a shift is open').id)
    assert.deepEqual([entry?.kind, entry?.giftCard], ['gift_card_sold', card])
    const { code } = refusalOf(await selling(world, lin, { card })) as { code: string }
    assert.equal(code, 'gift_card_active')
    await proveTill(world, till)
  })

  test('What cannot be sold moves no money and leaves the card paper', async () => {
    const world = given()
    const { lin, kim, open, till } = world
    const { card } = await cardOf(world, 3_000n, 'paper')
    const codeOf = async (acting: StaffActing, over: Partial<SellGiftCard>) =>
      (refusalOf(await selling(world, acting, { card, ...over })) as { code: string }).code
    assert.equal(await codeOf(lin, { shownPrice: yen(2_999n) }), 'price_changed')
    assert.equal(await codeOf(lin, { tendered: yen(2_999n) }), 'tendered_too_little')
    assert.equal(await codeOf(lin, { method: 'terminal' }), 'reference_needed')
    assert.equal(await codeOf(lin, { card: world.ids.next() }), 'gift_card_unknown')
    assert.equal(await codeOf(lin, { till: await putTill(world, SHINJUKU) }), 'no_shift_open')
    assert.equal(await codeOf(kim, {}), 'other_shop')
    assert.equal((await open.reads.giftCard(card))?.activatedAt, null)
    assert.equal(await balance(world, till, 'cash'), FLOAT)
  })

  test('Over the terminal a card is sold with the slip’s number', async () => {
    const world = given()
    const { card } = await cardOf(world, 3_000n, 'paper')
    accepted(await selling(world, world.lin, { card, method: 'terminal', reference: 'T-77' }))
    assert.equal(await balance(world, world.till, 'terminal'), 3_000n)
    await proveTill(world, world.till)
  })
}

function heldCardContract(given: () => TillWorld): void {
  test('Two who sell one card at two tills sell it once', async () => {
    const world = given()
    const other = await putTill(world, SHINJUKU)
    accepted(await opening(world, world.mori, FLOAT, other))
    const { card } = await cardOf(world, 3_000n, 'paper')
    const answers = await Promise.all([
      selling(world, world.lin, { card }),
      selling(world, world.mori, { card, till: other }),
    ])
    assert.equal(answers.filter(({ ok }) => ok).length, 1)
    const cash = (till: string) => balance(world, till, 'cash')
    assert.equal((await cash(world.till)) + (await cash(other)), 2n * FLOAT + 3_000n)
  })

  test('A senior freezes and frees a card; a clerk sees it stand still and cannot', async () => {
    const world = given()
    const { lin, sato, open, clock } = world
    const { card, code } = await cardOf(world, 1_000n)
    const input = { card, why: 'staff' } as const
    const refusal = { code: 'act_not_allowed', act: 'freeze_gift_card', role: 'clerk' }
    assert.deepEqual(refusalOf(await asked(world, freezeGiftCardByStaff, lin, { input })), refusal)
    accepted(await asked(world, freezeGiftCardByStaff, sato, { input }))
    const look = async (text: string) => {
      const { staff } = await open.reads.staff(lin.staff)
      const asker = present(staff, 'lin works here')
      return giftCardForStaff({ reads: open.reads, vault: VAULT, clock }, asker, { code: text })
    }
    assert.equal(accepted(await look(code)).state, 'frozen')
    accepted(await asked(world, unfreezeGiftCardByStaff, sato, { input: { card } }))
    const { state, left, hint } = accepted(await look(code.toLowerCase()))
    assert.deepEqual([state, left, hint], ['good', 1_000n, code.replaceAll('-', '').slice(-5, -1)])
    assert.deepEqual(refusalOf(await look('7K2Q')), { code: 'gift_card_unknown' })
    clock.set(giftCardEnd(clock.now(), 6))
    assert.equal(accepted(await look(code)).state, 'expired')
  })
}

function pointsContract(given: () => TillWorld): void {
  test('A senior gives points up to the limit; a clerk gives none', async () => {
    const world = given()
    const { lin, sato, ids, clock, open } = world
    await seen(world)
    const account = ids.next<AccountId>()
    const row = {
      id: account,
      person: ids.next(),
      mailbox: ids.next(),
      language: 'ja',
      country: null,
      lines: [],
      createdAt: clock.now(),
      notices: null,
      phone: NO_PHONE,
      accepted: [],
      closed: null,
    } as never
    await write(world, { kind: 'account', id: account }, [{ table: 'accounts', row }])
    const give = (acting: StaffActing, points: bigint) =>
      asked(world, givePointsByStaff, acting, {
        input: { account, points: yen(points), order: null, lot: ids.next<PointsLotId>() },
      })
    const refusal = { code: 'act_not_allowed', act: 'give_points', role: 'clerk' }
    assert.deepEqual(refusalOf(await give(lin, 1n)), refusal)
    const over = { code: 'points_out_of_bounds', max: 5_000n }
    assert.deepEqual(refusalOf(await give(sato, 5_001n)), over)
    assert.deepEqual(refusalOf(await give(sato, 0n)), over)
    accepted(await give(sato, 5_000n))
    const { lots } = await open.reads.account(account)
    assert.deepEqual(
      lots.map(({ left }) => left),
      [5_000n],
    )
    assert.equal(await balance(world, account, 'points'), -5_000n)
  })
}
