/**
 * How money goes back and is fought over: refunds that buyers ask for, goodwill by an API key,
 * charges that payers contest at their bank, kept means that holders take away. Not refunds by
 * staff (`giving-back.ts`).
 */
import { forgetMeans } from '../src/app/money/keep-means.ts'
import {
  refundOrder,
  type RefundedOrder,
  type RefundOrder,
} from '../src/app/orders/refund-order.ts'
import type { Command } from '../src/app/door/command.ts'
import type { Origin } from '../src/app/origin.ts'
import { NO_ACCOUNT } from '../src/app/door/state.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { RefundId } from '../src/domain/basics/ids.ts'
import type { RefusalShape } from '../src/domain/basics/result.ts'
import { yen, type Yen } from '../src/domain/basics/money.ts'
import { offerOf } from '../src/domain/catalogue/catalogue.ts'
import { quoteRefund, type RefundAsk } from '../src/domain/order/refunding.ts'
import { API_KEY } from './buying.ts'
import type { Attempt } from './outside.ts'
import { askDoor, origin } from './people.ts'
import { insist, type World } from './world.ts'

/** Asked once or twice, under one key. */
export async function refund(world: World): Promise<void> {
  const of = world.chance.pickAny(deliveredOrders(world))
  const wish = of === undefined ? null : await refundWish(world, of)
  if (wish === null) return
  const actor = wish.ask.kind === 'asked' ? 'visitor:x' : (`api_key:${API_KEY}` as const)
  await askRefund(world, refundOrder, { asked: origin(world, actor), wish, input: (own) => own })
}

export type RefundWish = Omit<RefundOrder, 'ids'>

/**
 * What somebody wants back of an order, as the page quotes it; null: they see it is refused.
 * Without a wish of their own it is chance's.
 */
export async function refundWish(
  world: World,
  of: Pick<RefundOrder, 'line' | 'order'>,
  wanted?: (price: Yen) => RefundAsk,
): Promise<RefundWish | null> {
  const { chance, process } = world
  const { app } = process
  const known = present(await app.reads.order(of.line, of.order), 'a delivered order is there')
  const { order } = known
  const earner = order.earning?.account ?? null
  const ask = wanted?.(order.price) ?? anyAsk(world, order.price)
  const [{ packs }, { lots }] = await Promise.all([
    app.reads.line(of.line),
    earner === null ? NO_ACCOUNT : app.reads.account(earner),
  ])
  const offer = present(offerOf(world.catalogue, order.offer), 'an order has its offer')
  const quote = quoteRefund({ ...known, packs, lots }, ask, { offer, now: world.clock.now() })
  if (!quote.ok && chance.happens(0.8)) return null
  return { ...of, ask, shownAmount: quote.ok ? quote.value.amount : yen(1), earner }
}

function anyAsk({ chance }: World, price: Yen): RefundAsk {
  if (chance.happens(0.5)) return { kind: 'asked' }
  const amount = yen(chance.pick([1, 7, Number(price), chance.between(1, 900)]))
  return { kind: 'goodwill', amount, revoke: chance.happens(0.3), reason: 'courtesy' }
}

export function deliveredOrders({ store }: World) {
  return [...store.tables.orders.values()]
    .filter(({ state }) => state.kind === 'delivered')
    .slice(-10)
    .map(({ line, id }) => ({ line, order: id }))
}

interface RefundAsked<Input> {
  readonly asked: Origin
  readonly wish: RefundWish
  input(own: RefundOrder): Input
  /** Each asking mints its own. */
  minted?(refund: RefundId): void
}

export async function askRefund<Input, Refusal extends RefusalShape>(
  world: World,
  command: Command<Input, RefundedOrder, Refusal>,
  { asked, wish, input, minted }: RefundAsked<Input>,
) {
  const key = present(asked.key, 'who asks for money back has a key')
  const about = { command: 'refund_order', line: wish.line, orders: [] }
  const attempt: Attempt = { ...about, refunds: [], answer: null, order: null }
  world.outside.attempts.set(key, attempt)
  const give = () =>
    insist(world, async (process) => {
      const { ids } = process.app
      const own = { refund: ids.next(), postings: ids.next() } as RefundOrder['ids']
      attempt.refunds.push(own.refund)
      minted?.(own.refund)
      const answer = await askDoor(process, command, input({ ...wish, ids: own }), asked)
      if (answer !== 'busy') world.outside.answered(key, answer)
      return answer
    })
  const given = await give()
  if (world.chance.happens(0.3)) await give()
  return given
}

/** Some payer goes to their bank about a charge of any age. */
export async function contest({ chance, provider }: World): Promise<void> {
  const taken = [...provider.truths.values()].filter(({ state }) => state === 'taken')
  const truth = chance.pickAny(taken.slice(-12))
  if (truth !== undefined) provider.contest(truth.reference)
}

export async function decideDispute({ chance, provider }: World): Promise<void> {
  const truth = chance.pickAny(contested(provider))
  if (truth !== undefined) provider.decideDispute(truth.reference)
}

export function contested({ truths }: World['provider']) {
  return [...truths.values()].filter(({ disputes }) => disputes.some((one) => one.state === 'open'))
}

/** A holder takes a kept means away. */
export async function takeMeansAway(world: World): Promise<void> {
  const { account } = world.chance.pickAny(world.people) ?? { account: null }
  if (account === null) return
  const { keptMethods } = await world.process.app.reads.account(account)
  const method = world.chance.pickAny(keptMethods)
  if (method === undefined) return
  const asked = origin(world, `account:${account}`)
  const input = { account, method: method.id }
  await insist(world, (process) => askDoor(process, forgetMeans, input, asked))
}
