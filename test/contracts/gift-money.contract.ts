/**
 * Gift cards and points as products, through the real commands on both stores: issued, sold, spent,
 * returned, lapsed; given by a campaign once and never twice, wherever the process dies. The books
 * are added up past all of it.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { openLetter, type Letter } from '../../src/app/accounts/letters.ts'
import { cardOfOrder, giveOrderGiftCard } from '../../src/app/money/give-gift-card.ts'
import {
  activateGiftCard,
  freezeGiftCard,
  issueGiftCard,
  unfreezeGiftCard,
} from '../../src/app/money/gift-cards.ts'
import { findGiftCard, mintGiftCode, printCode } from '../../src/app/money/gift-codes.ts'
import { giveGoodwillPoints, GOODWILL_POINTS_MAX } from '../../src/app/money/goodwill-points.ts'
import { lapseGiftCard, lapsePoints } from '../../src/app/money/lapse.ts'
import { endOrder } from '../../src/app/orders/end-order.ts'
import { refundOrder } from '../../src/app/orders/refund-order.ts'
import { returnParts } from '../../src/app/orders/return-parts.ts'
import { SYSTEM } from '../../src/app/origin.ts'
import { grantOrderPresents } from '../../src/app/sagas/giving-back.ts'
import { lapseDuePoints, lapseGiftCards } from '../../src/app/sweeps/money.ts'
import type {
  AccountId,
  GiftCardId,
  PointsLotId,
  PostingSetId,
  RefundId,
} from '../../src/domain/basics/ids.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant, isBefore, plusDays, plusSeconds } from '../../src/domain/basics/time.ts'
import { giftCardEnd } from '../../src/domain/gift-card/issuing.ts'
import { DAY } from './catalogue.ts'
import type { BreakPoint, OpenStore } from './stores.ts'
import {
  PRESENT,
  accountOf,
  cardHolds,
  held,
  issue,
  lineOf,
  pay,
  place,
  sell,
  worldOf,
  type World,
} from './gift-money-world.ts'

const MANY = 1_000

export function giftMoneyContract(name: string, openStore: () => Promise<OpenStore>): void {
  describe(`Gift cards and points on the ${name} store`, () => {
    let world: World
    before(async () => {
      world = worldOf(await openStore())
    })
    after(() => world.open.close())
    issuingContract(() => world)
    redeemingContract(() => world)
    endingContract(() => world)
    presentContract(() => world)
    returnedPresentContract(() => world)
    pointsContract(() => world)
    wholeContract(() => world)
    marchContract(() => world)
  })
}

function issuingContract(given: () => World): void {
  test('A sold card is paper until it is activated; both spellings of its code find it', async () => {
    const world = given()
    const { app, clock, door } = world
    const { card, code } = await issue(world)
    assert.equal(await findGiftCard(app, code.code), card)
    assert.equal(await findGiftCard(app, code.digits), card)
    const line = await lineOf(world)
    const early = await place(world, line, { giftCards: [card], method: 'house' })
    assert.equal(early.placed.ok ? null : early.placed.refusal.code, 'gift_code_unknown')
    const input = { card, clearing: 'partner' } as const
    const sold = await door.ask(activateGiftCard, input, SYSTEM)
    assert.ok(sold.ok)
    const end = giftCardEnd(clock.now(), 6).toString()
    assert.equal(sold.value.expiresAt?.toString(), end)
    const again = await door.ask(activateGiftCard, input, SYSTEM)
    assert.equal(again.ok ? null : again.refusal.code, 'gift_card_active')
    assert.equal(await held(world, card, 'gift_cards'), 1_000n)
    assert.equal(await held(world, card, 'provider_clearing:partner'), -1_000n)
    await cardHolds(world, card)
  })

  test('A given card is good at once, and booked apart', async () => {
    const world = given()
    const { card } = await issue(world, 'given', 500n)
    assert.equal(await held(world, card, 'gift_cards_free'), 500n)
    assert.equal(await held(world, card, 'promotions'), -500n)
    assert.equal(await held(world, card, 'gift_cards'), 0n)
    const asked = await world.door.ask(activateGiftCard, { card, clearing: 'partner' }, SYSTEM)
    assert.equal(asked.ok ? null : asked.refusal.code, 'gift_card_active')
  })
}

function redeemingContract(given: () => World): void {
  test('Asked again under its key, the same card with the same code is answered', async () => {
    const { app, door } = given()
    const card = app.ids.next<GiftCardId>()
    const wish = { card, origin: 'sold', value: yen(1_000), batch: 'b' } as const
    const origin = { ...SYSTEM, key: 'once' }
    const first = await door.ask(issueGiftCard, { ...wish, code: mintGiftCode(app) }, origin)
    const second = await door.ask(issueGiftCard, { ...wish, code: mintGiftCode(app) }, origin)
    assert.ok(first.ok && second.ok && second.replayed)
    const [one, other] = [first, second].map(({ value }) => printCode(app.vault, value.sealedCode))
    assert.deepEqual(one, other)
    assert.equal(await findGiftCard(app, one?.code ?? ''), card)
  })

  test('Unknown, unsold, frozen, over and used up are one refusal', async () => {
    const world = given()
    const { app, door, clock } = world
    const line = await lineOf(world)
    const paper = await issue(world)
    const frozen = await sell(world)
    const freeze = { card: frozen.card, why: 'reported_stolen' } as const
    assert.ok((await door.ask(freezeGiftCard, freeze, SYSTEM)).ok)
    const used = await sell(world, 550n)
    const bought = await place(world, line, { giftCards: [used.card], method: 'house' })
    assert.ok(bought.placed.ok && bought.placed.value.state === 'delivered')
    const cards = [app.ids.next<GiftCardId>(), paper.card, frozen.card, used.card]
    const answers = await Promise.all(
      cards.map((card) => place(world, line, { giftCards: [card], method: 'house' })),
    )
    for (const { placed } of answers) {
      assert.deepEqual(placed.ok ? null : placed.refusal, { code: 'gift_code_unknown' })
    }
    assert.ok((await door.ask(unfreezeGiftCard, { card: frozen.card }, SYSTEM)).ok)
    const free = await place(world, line, { giftCards: [frozen.card], method: 'house' })
    assert.ok(free.placed.ok)
    await cardHolds(world, used.card)
    const over = await sell(world)
    const ends = giftCardEnd(clock.now(), 6)
    clock.set(ends)
    const late = await place(world, await lineOf(world), {
      giftCards: [over.card],
      method: 'house',
    })
    assert.deepEqual(late.placed.ok ? null : late.placed.refusal, { code: 'gift_code_unknown' })
  })
}

function endingContract(given: () => World): void {
  test('A card is due from its end on, lapses once, and what comes back lapses too', async () => {
    const world = given()
    const { app, clock, door, open } = world
    const line = await lineOf(world)
    const { card } = await sell(world, 300n)
    const end = giftCardEnd(clock.now(), 6)
    const due = async (at: typeof end) => (await open.reads.giftCardsDue(at, MANY)).includes(card)
    assert.equal(await due(end.subtract({ microseconds: 1 })), false)
    assert.equal(await due(end), true)
    assert.equal((await open.reads.giftCardsDue(plusDays(end, 400), 1)).length, 1)

    // Ordered a minute before the end, and not paid: the price can be kept no longer than the card.
    clock.set(plusSeconds(end, -60))
    const half = await place(world, line, {
      giftCards: [card],
      method: 'konbini',
      shownPrice: DAY.price,
    })
    assert.equal(half.placed.ok, true)
    clock.set(end)
    await lapseGiftCards(app)
    assert.equal((await cardHolds(world, card)).left, 0n)
    assert.equal(await due(end), false)
    const order = half.ids.order
    const known = await open.reads.order(line, order)
    assert.ok(known !== null)
    assert.equal(known.order.payBy.toString(), end.toString())
    assert.ok((await door.ask(endOrder, { line, order, why: 'expired' }, SYSTEM)).ok)
    const { parts } = known.order
    assert.ok((await door.ask(returnParts, { line, order, parts }, SYSTEM)).ok)
    assert.equal((await cardHolds(world, card)).left, 300n)
    assert.equal(await due(end), true)
    await lapseGiftCards(app)
    await lapseGiftCards(app)
    const row = await cardHolds(world, card)
    assert.equal(row.left, 0n)
    assert.equal(row.expiresAt?.toString(), end.toString())
    assert.equal(await held(world, card, 'gift_cards_lapsed'), 300n)
  })

  test('A given card that lapses costs nothing in the end', async () => {
    const world = given()
    const { clock, door } = world
    const { card } = await issue(world, 'given')
    const early = await door.ask(lapseGiftCard, { card }, SYSTEM)
    assert.equal(early.ok && early.value.lapsed, 0n)
    clock.set(giftCardEnd(clock.now(), 6))
    const lapsed = await door.ask(lapseGiftCard, { card }, SYSTEM)
    assert.equal(lapsed.ok && lapsed.value.lapsed, 1_000n)
    assert.equal(await held(world, card, 'promotions'), 0n)
    await cardHolds(world, card)
  })
}

async function delivered(world: World, email?: string) {
  const account = await accountOf(world, email)
  const line = await lineOf(world)
  const over = { buyer: { kind: 'account', account }, campaignCode: 'welcome' } as const
  const { placed, ids } = await place(world, line, over)
  assert.ok(placed.ok)
  await pay(world, line, ids)
  await world.open.takeJobs()
  return { account, line, order: ids.order, over }
}

function returnedPresentContract(given: () => World): void {
  test('An order that goes back takes what is left of its present out of use, once it is there', async () => {
    const world = given()
    const { app, open, door } = world
    const { account: earner, line, order } = await delivered(world)
    await grantOrderPresents(app, line, order)
    const card = cardOfOrder(app.vault, order)
    const refund = (amount: bigint, revoke: boolean) => {
      const ask = { kind: 'goodwill', amount: yen(amount), revoke, reason: 'courtesy' } as const
      const ids = { refund: app.ids.next<RefundId>(), postings: app.ids.next<PostingSetId>() }
      const input = { line, order, ask, shownAmount: yen(amount), earner, ids }
      return door.ask(refundOrder, input, SYSTEM)
    }
    assert.ok((await refund(50n, false)).ok)
    await grantOrderPresents(app, line, order)
    assert.equal((await open.reads.giftCard(card))?.freeze, null, 'the data stays, so does it')
    await open.takeJobs()
    assert.ok((await refund(500n, true)).ok)
    const tasks = (await open.takeJobs()).map(({ task }) => task)
    assert.ok(tasks.includes('grant_presents'), 'a job looks after the present')
    for (let times = 0; times < 2; times += 1) await grantOrderPresents(app, line, order)
    const row = await cardHolds(world, card)
    assert.deepEqual([row.freeze?.why, row.left], ['order_returned', 300n])
  })
}

function presentContract(given: () => World): void {
  const lettersOf = async ({ open, app }: World) =>
    (await open.takeJobs())
      .filter(({ task }) => task === 'letter')
      .map(({ payload }) => openLetter(app.vault, payload['sealed'] ?? ''))

  test('A campaign gives one card with an order, told once in a sealed letter', async () => {
    const world = given()
    const { app, clock } = world
    const { line, order } = await delivered(world)
    for (let times = 0; times < 3; times += 1) await grantOrderPresents(app, line, order)
    const letters = await lettersOf(world)
    assert.equal(letters.length, 1)
    const [{ to, letter } = assert.fail('a letter')] = letters
    assert.equal(to, 'mei@example.jp')
    const told = letter as Extract<Letter, { kind: 'gift_card' }>
    const card = await findGiftCard(app, told.code)
    assert.equal(card, cardOfOrder(app.vault, order))
    assert.ok(card !== null)
    const row = await cardHolds(world, card)
    assert.deepEqual(row.origin, { kind: 'given', campaign: PRESENT.id, order })
    assert.equal(row.expiresAt?.toString(), told.expiresAt.toString())
    assert.ok(
      isBefore(
        told.expiresAt,
        clock.now().toZonedDateTimeISO('Asia/Tokyo').add({ months: 4 }).toInstant(),
      ),
    )
    assert.equal(await held(world, card, 'gift_cards_free'), 300n)
  })

  for (const point of ['before_commit', 'after_commit'] satisfies BreakPoint[]) {
    test(`Killed ${point.replace('_', ' ')}, the present is made exactly once`, async () => {
      const world = given()
      const { app, open } = world
      const { line, order } = await delivered(world)
      const known = await open.reads.order(line, order)
      assert.ok(known !== null)
      open.breakNext(point)
      await giveOrderGiftCard(app, known.order).catch(() => {})
      await Promise.all([giveOrderGiftCard(app, known.order), giveOrderGiftCard(app, known.order)])
      assert.equal((await lettersOf(world)).length, 1)
      const row = await cardHolds(world, cardOfOrder(app.vault, order))
      assert.equal(row.left, 300n)
    })
  }

  test('Nobody gets a card whose code could not be told, or twice on one line', async () => {
    const world = given()
    const { app, open } = world
    const { line, order, over } = await delivered(world, '')
    await grantOrderPresents(app, line, order)
    assert.equal(await open.reads.giftCard(cardOfOrder(app.vault, order)), null)
    const again = await place(world, line, over)
    assert.equal(again.placed.ok ? null : again.placed.refusal.code, 'campaign_code_unknown')
  })
}

function pointsContract(given: () => World): void {
  test('Goodwill points are given within a bound, once a key, and lapse at their end', async () => {
    const world = given()
    const { app, clock, door, open } = world
    const account = await accountOf(world)
    const give = (points: bigint, key: string) => {
      const lot = app.ids.next<PointsLotId>()
      const input = { account, points: yen(points), order: null, lot }
      return door.ask(giveGoodwillPoints, input, { ...SYSTEM, key })
    }
    for (const wrong of [0n, GOODWILL_POINTS_MAX + 1n]) {
      const refused = await give(wrong, `wrong ${wrong}`)
      assert.equal(refused.ok ? null : refused.refusal.code, 'points_out_of_bounds')
    }
    const first = await give(GOODWILL_POINTS_MAX, 'a')
    assert.ok(first.ok)
    assert.ok((await give(GOODWILL_POINTS_MAX, 'a')).replayed)
    assert.equal(await held(world, account, 'points'), GOODWILL_POINTS_MAX)
    clock.advance(86_400)
    assert.ok((await give(40n, 'b')).ok)
    const { expiresAt } = first.value
    const due = async (at: typeof expiresAt) =>
      (await open.reads.pointsDue(at, MANY)).filter((one) => one === account)
    assert.deepEqual(await due(expiresAt.subtract({ microseconds: 1 })), [])
    assert.deepEqual(await due(expiresAt), [account])
    // Two lots of one account are one account.
    assert.deepEqual(await due(plusDays(expiresAt, 2)), [account])
    clock.set(expiresAt)
    await lapseDuePoints(app)
    assert.equal(await held(world, account, 'points'), 40n)
    const again = await door.ask(lapsePoints, { account }, SYSTEM)
    assert.equal(again.ok && again.value.lapsed, 0n)
    assert.deepEqual(await due(expiresAt), [])
    const stranger = { account: app.ids.next<AccountId>(), points: yen(1), order: null }
    const input = { ...stranger, lot: app.ids.next<PointsLotId>() }
    const refused = await door.ask(giveGoodwillPoints, input, SYSTEM)
    assert.equal(refused.ok ? null : refused.refusal.code, 'account_unknown')
  })
}

/** Any order of acts on a few cards, with the books added up after each. */
function wholeContract(given: () => World): void {
  test('Whatever happens to cards, issued is left, spent less returned, and lapsed', async () => {
    const world = given()
    const acts = fc.array(
      fc.record({
        act: fc.constantFrom('sell', 'give', 'buy', 'drop', 'freeze', 'unfreeze', 'pass', 'lapse'),
        at: fc.nat(2),
        hours: fc.constantFrom(1, 24, 24 * 90),
      }),
      { minLength: 4, maxLength: 14 },
    )
    const runs = world.open.name === 'memory' ? 40 : 4
    await fc.assert(
      fc.asyncProperty(acts, (list) => tryActs(world, list)),
      { numRuns: runs },
    )
    let between = 0n
    for (const [account, amount] of await world.open.reads.trialBalance()) {
      if (account === 'between_homes') between = amount
    }
    assert.equal(between, 0n)
  })
}

async function tryActs(
  world: World,
  acts: readonly { readonly act: string; readonly at: number; readonly hours: number }[],
): Promise<void> {
  const { app, clock, door } = world
  const cards: GiftCardId[] = []
  for (const { act, at, hours } of acts) {
    const card = cards[at % Math.max(1, cards.length)]
    if (act === 'sell') cards.push((await sell(world, 700n)).card)
    else if (act === 'give') cards.push((await issue(world, 'given', 900n)).card)
    else if (act === 'pass') clock.advance(hours * 3_600)
    else if (act === 'lapse') await lapseGiftCards(app)
    else if (card !== undefined) await actOn(card, act)
    for (const one of cards) await cardHolds(world, one)
  }

  async function actOn(card: GiftCardId, act: string): Promise<void> {
    if (act === 'freeze') await door.ask(freezeGiftCard, { card, why: 'staff' }, SYSTEM)
    if (act === 'unfreeze') await door.ask(unfreezeGiftCard, { card }, SYSTEM)
    if (act !== 'buy' && act !== 'drop') return
    const line = await lineOf(world)
    const { placed, ids } = await place(world, line, { giftCards: [card], method: 'paypal' })
    if (!placed.ok || placed.value.state !== 'awaiting_payment' || act !== 'drop') return
    const { order } = ids
    const known = await world.open.reads.order(line, order)
    assert.ok((await door.ask(endOrder, { line, order, why: 'cancelled' }, SYSTEM)).ok)
    const parts = known?.order.parts ?? []
    assert.ok((await door.ask(returnParts, { line, order, parts }, SYSTEM)).ok)
  }
}

/** Last, because it moves the clock far. */
function marchContract(given: () => World): void {
  test('A card sold in the first hours of March in Japan lasts its six months', async () => {
    const world = given()
    const { clock } = world
    // In UTC it is still February, whose months end sooner.
    const { year } = clock.now().toZonedDateTimeISO('Asia/Tokyo')
    clock.set(instant(`${year + 1}-03-01T00:30:00+09:00`))
    const { card } = await sell(world)
    const { expiresAt } = await cardHolds(world, card)
    const end = instant(`${year + 1}-09-01T00:00:00+09:00`)
    assert.equal(expiresAt?.toString(), end.toString())
  })
}
