/**
 * What is sold over the counter: renewals placed there, orders that were begun on the portal and
 * are carried over, gift cards; for cash with its change or at the terminal, now and then by two
 * clerks at once.
 */
import { issueGiftCard } from '../src/app/money/gift-cards.ts'
import { mintGiftCode, printCode } from '../src/app/money/gift-codes.ts'
import { settlingIds } from '../src/app/orders/minted.ts'
import { makeShortCode, mintShortCode, orderByShortCode } from '../src/app/orders/short-code.ts'
import { SYSTEM } from '../src/app/origin.ts'
import { sellGiftCard } from '../src/app/staff/gift-cards.ts'
import { sellAtCounter } from '../src/app/staff/sell.ts'
import { takeAtTill } from '../src/app/tills/take-at-till.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { GiftCardId, LineId, OrderId, PaymentId } from '../src/domain/basics/ids.ts'
import { yen, type Yen } from '../src/domain/basics/money.ts'
import type { PlacingRequest } from '../src/domain/order/placing.ts'
import { beginAttempt, chooseOffer, mint, partsFor, remember, requestFor } from './buying.ts'
import { actingAs, askAtTill } from './counter-book.ts'
import { expect } from './outside.ts'
import { askDoor, origin } from './people.ts'
import { staffOrigin } from './staff.ts'
import { SIM_VAULT } from './vault.ts'
import { by, someCounter, type AtCounter } from './tills.ts'
import { insist, type SimLine, type World } from './world.ts'

const CARD_YEN_MAX = 2_500

interface OrderRef {
  readonly line: LineId
  readonly order: OrderId
}

/** Placed by a clerk, then paid, at another counter or never. */
export async function sellOver(world: World, line: SimLine): Promise<void> {
  const at = await someCounter(world)
  const offer = chooseOffer(world, line, 'counter')
  if (at === null || offer === undefined) return
  const buyer = { kind: 'counter', shop: at.staffer.shop } as const
  const request = requestFor(world, line, offer, {
    method: world.chance.pick(['cash', 'terminal']),
    provider: 'till',
    charges: null,
    keepMeans: false,
    ...(await partsFor(world, buyer)),
    campaignCode: null,
    byLink: false,
    channel: 'counter',
    buyer,
  })
  const of = await placeOver(world, at, { line, request })
  if (of === null) return
  remember(world, of)
  if (world.chance.happens(0.85)) await takeMoney(world, at, of)
}

/** Null: refused, not known, or paid already by gift cards. */
async function placeOver(
  world: World,
  { staffer, signIn }: AtCounter,
  { line, request }: { readonly line: SimLine; readonly request: PlacingRequest },
): Promise<OrderRef | null> {
  const asked = staffOrigin(world, staffer)
  const attempt = beginAttempt(world, asked, 'place_order', line)
  const acting = actingAs({ staffer, second: null }, signIn)
  const placed = await insist(world, async (process) => {
    const input = { line: line.id, request, ids: mint(process, attempt) }
    const answer = await askDoor(process, sellAtCounter, { acting, input }, asked)
    if (answer !== 'busy') world.outside.answered(present(asked.key, 'a sale has a key'), answer)
    return answer
  })
  if (placed?.ok !== true || placed.value.state !== 'awaiting_payment') return null
  return { line: line.id, order: placed.value.order }
}

/** Begun on the portal: the customer shows it, or reads its short code aloud. */
export async function finishOver(world: World): Promise<void> {
  const { chance } = world
  const of = chance.pickAny(world.remembered)
  if (of === undefined) return
  const shown = chance.happens(0.4) ? await readAloud(world, of) : of
  const at = await someCounter(world)
  if (at !== null && shown !== null) await takeMoney(world, at, shown)
}

async function readAloud(world: World, of: OrderRef): Promise<OrderRef | null> {
  const asked = origin(world, 'visitor:x')
  const made = await insist(world, async (process) => {
    const code = await mintShortCode(process.app)
    return askDoor(process, makeShortCode, { ...of, ...code }, asked)
  })
  if (made?.ok !== true) return null
  const found = await orderByShortCode(world.process.app, made.value.sealed)
  expect(found === null || found.order.id === of.order, 'a short code is of its order', of)
  return found === null ? null : of
}

async function takeMoney(world: World, at: AtCounter, of: OrderRef): Promise<void> {
  const other = world.chance.happens(0.1) ? await someCounter(world) : null
  await Promise.all([at, ...(other === null ? [] : [other])].map((one) => take(world, one, of)))
}

async function take(world: World, at: AtCounter, { line, order }: OrderRef): Promise<void> {
  const { chance } = world
  const { payment } = present(
    await world.process.app.reads.order(line, order),
    'a placed order is there',
  )
  const shownRest = chance.happens(0.03) ? yen(payment.amount + 1n) : payment.amount
  const method = chance.pick(['cash', 'cash', 'terminal'] as const)
  const paid = { method, ...handed(world, method, payment.amount) }
  const asked = {
    ...by(at),
    kind: 'sale',
    means: method,
    amount: payment.amount,
    about: order,
  } as const
  const [till, staff] = [at.till.id, at.staffer.id]
  const took = await askAtTill(world, asked, {
    signIn: at.signIn,
    command: takeAtTill,
    input: ({ app: { ids } }, entry) => ({
      till,
      staff,
      line,
      order,
      ...paid,
      shownRest,
      ids: { ...settlingIds(ids), payment: ids.next<PaymentId>(), entry },
    }),
  })
  if (took?.ok !== true) return
  const { change } = took.value
  const wanted = (paid.tendered ?? payment.amount) - payment.amount
  expect(method === 'terminal' || change === wanted, 'change is what was handed over too much', {
    change,
    wanted,
  })
}

/** Exactly, rounded up to a note, sometimes a yen short; a slip of the terminal, or none. */
function handed({ chance }: World, method: 'cash' | 'terminal', price: Yen) {
  if (method === 'terminal') {
    return { tendered: null, reference: chance.happens(0.1) ? null : 'T-0815' }
  }
  const notes = ((price + 999n) / 1_000n) * 1_000n
  const tendered = chance.happens(0.1)
    ? yen(price - 1n)
    : chance.pick([null, price, yen(notes), yen(notes)])
  return { tendered, reference: null }
}

/** A card of the stock, or one that was sold before. */
export async function sellCard(world: World): Promise<void> {
  const { chance, ids } = world
  const at = await someCounter(world)
  if (at === null) return
  const card = ids.next<GiftCardId>()
  const value = yen(chance.between(100, CARD_YEN_MAX))
  const code = mintGiftCode(world.process.app)
  const stock = { card, origin: 'sold', value, batch: 'stock', code } as const
  const issued = await insist(world, (process) => askDoor(process, issueGiftCard, stock, SYSTEM))
  if (issued?.ok !== true) return
  world.giftCodes.push(printCode(SIM_VAULT, code.sealed).digits.replaceAll(/\D/g, ''))
  await sell(world, at, { card, value })
  if (chance.happens(0.2)) await sell(world, at, { card, value })
}

async function sell(
  world: World,
  at: AtCounter,
  { card, value }: { readonly card: GiftCardId; readonly value: Yen },
): Promise<void> {
  const method = world.chance.pick(['cash', 'terminal'] as const)
  const paid = { method, ...handed(world, method, value) }
  const asked = {
    ...by(at),
    kind: 'gift_card_sold',
    means: method,
    amount: value,
    about: card,
  } as const
  const [till, staff] = [at.till.id, at.staffer.id]
  const sold = await askAtTill(world, asked, {
    signIn: at.signIn,
    command: sellGiftCard,
    input: (_, entry) => ({ till, staff, card, ...paid, shownPrice: value, ids: { entry } }),
  })
  if (sold?.ok === true) world.giftCards.push(card)
}
