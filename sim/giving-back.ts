/**
 * How staff give money back: refunds alone and by two, the second person sometimes missing or the
 * wrong one, a large one in slices that each look small; and what a till took paid out over a
 * counter, sometimes asked for twice.
 */
import { refundByStaff } from '../src/app/staff/refund.ts'
import { isBefore, type Instant } from '../src/domain/basics/time.ts'
import type { Payment } from '../src/domain/payment/payment.ts'
import { yen } from '../src/domain/basics/money.ts'
import { RULES } from './catalogue.ts'
import { actingAs } from './counter-book.ts'
import { askRefund, deliveredOrders, refundWish, type RefundWish } from './returning.ts'
import { atDesk, staffOrigin, whoeverIsAt, type Staffer } from './staff.ts'
import { duesAtTills, payOutAt, someCounter, somebodyBeside, type DueAtTill } from './tills.ts'
import type { World } from './world.ts'

/** Below any limit; a few of them are beyond. */
const SLICE = yen(290)

/** By the rule, as goodwill, for a gift card that is over as money; or in slices. */
export async function giveBack(world: World): Promise<void> {
  const { chance } = world
  const over = chance.happens(0.3) ? chance.pickAny(paidByCardsOver(world)) : undefined
  const of = over ?? chance.pickAny(deliveredOrders(world))
  if (of === undefined) return
  const goodwill = { kind: 'goodwill', revoke: false, reason: 'courtesy' } as const
  if (over !== undefined) {
    return give(world, of, { wanted: (amount) => ({ ...goodwill, amount, overAsMoney: true }) })
  }
  if (!chance.happens(0.2)) return give(world, of, {})
  for (let slices = chance.between(2, 5); slices > 0; slices -= 1) {
    await give(world, of, { wanted: () => ({ ...goodwill, amount: SLICE }), alone: true })
  }
}

interface Way {
  readonly wanted?: Parameters<typeof refundWish>[2]
  /** Whoever gives it hopes to need nobody. */
  readonly alone?: boolean
}

async function give(
  world: World,
  of: Pick<RefundWish, 'line' | 'order'>,
  { wanted, alone = false }: Way,
): Promise<void> {
  const wish = await refundWish(world, of, wanted)
  const staffer = whoeverGivesBack(world, wish)
  if (wish === null || staffer === undefined) return
  const signIn = await atDesk(world, staffer)
  if (signIn === null) return
  const till = world.tills.find(({ id }) => id === tillOf(world, wish)) ?? null
  const isLarge = !alone && looksLarge(world, wish)
  const second = isLarge ? await somebodyBeside(world, { staffer, till }) : null
  const acting = actingAs({ staffer, second }, signIn)
  const given = { order: wish.order, staffer, second }
  await askRefund(world, refundByStaff, {
    asked: staffOrigin(world, staffer),
    wish,
    input: (input) => ({ acting, input }),
    minted: (refund) => world.givenByStaff.set(refund, given),
  })
}

/** Delivered, and a gift card that paid for them has ended since: its share can only be money. */
function paidByCardsOver({ store, clock }: World) {
  const now = clock.now()
  return [...store.tables.orders.values()]
    .filter(({ state }) => state.kind === 'delivered')
    .filter(({ parts }) => parts.some((part) => part.kind === 'gift_card' && isOver(part, now)))
    .slice(-10)
    .map(({ line, id }) => ({ line, order: id }))
}

function isOver({ expiresAt }: { readonly expiresAt: Instant }, now: Instant): boolean {
  return !isBefore(now, expiresAt)
}

function paymentOf({ store }: World, { order }: Pick<RefundWish, 'order'>): Payment | undefined {
  const { orders, payments } = store.tables
  return payments.get(orders.get(order)?.payment ?? '')
}

function tillOf(world: World, wish: RefundWish | null) {
  return wish === null ? undefined : paymentOf(world, wish)?.taken?.till
}

/** Of the shop that took the money; the telephone where no shop did. */
function whoeverGivesBack(world: World, wish: RefundWish | null): Staffer | undefined {
  const { chance, staff, tills } = world
  const till = tills.find(({ id }) => id === tillOf(world, wish))
  return till === undefined || chance.happens(0.1)
    ? chance.pickAny(staff)
    : whoeverIsAt(world, till)
}

/** To the eye of who gives it back; what the rule says is asked of the application. */
function looksLarge({ store, chance }: World, { order, ask, shownAmount }: RefundWish): boolean {
  if (chance.happens(0.05)) return chance.happens(0.5)
  const before = store.tables.orders.get(order)?.refunds ?? []
  const sum = before.reduce((total, { amount }) => total + amount, 0n) + shownAmount
  const limit = RULES[0]?.counter.refundAloneMax ?? 0n
  return ask.overAsMoney === true || sum > limit
}

/** The customer is there: once, twice under two keys, or again for what they had already. */
export async function payOut(world: World): Promise<void> {
  const { chance } = world
  const due = chance.happens(0.1)
    ? chance.pickAny(everOwed(world))
    : chance.pickAny(duesAtTills(world))
  if (due === undefined) return
  const own = world.tills.find(({ id }) => id === due.payment.taken?.till)
  const at = await someCounter(world, chance.happens(0.7) ? own : undefined)
  const other = chance.happens(0.2) ? await someCounter(world) : null
  const desks = [at, other].filter((one) => one !== null)
  await Promise.all(desks.map((desk) => payOutAt(world, desk, due)))
}

function everOwed({ store }: World): readonly DueAtTill[] {
  return [...store.tables.payments.values()]
    .filter(({ provider }) => provider === 'till')
    .flatMap((payment) => payment.refunds.map((refund) => ({ payment, refund })))
}
