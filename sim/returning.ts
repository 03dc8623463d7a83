/**
 * How money goes back and is fought over: refunds that buyers ask for, goodwill of staff, charges
 * that payers contest at their bank, kept means that holders take away.
 */
import { forgetMeans } from '../src/app/money/keep-means.ts'
import { refundOrder, type RefundOrder } from '../src/app/orders/refund-order.ts'
import { NO_ACCOUNT } from '../src/app/door/state.ts'
import { present } from '../src/domain/basics/assert.ts'
import type { StaffId } from '../src/domain/basics/ids.ts'
import { yen } from '../src/domain/basics/money.ts'
import { offerOf } from '../src/domain/catalogue/catalogue.ts'
import { quoteRefund, type RefundAsk } from '../src/domain/order/refunding.ts'
import type { Attempt } from './outside.ts'
import { askDoor, origin } from './people.ts'
import { insist, type World } from './world.ts'

const STAFF = '00000000-0000-7000-8000-0000000000f1' as StaffId

/** Asked once or twice, under one key. */
export async function refund(world: World): Promise<void> {
  const { chance, process } = world
  const of = chance.pickAny(deliveredOrders(world))
  if (of === undefined) return
  const { app } = process
  const known = present(await app.reads.order(of.line, of.order), 'a delivered order is there')
  const { order } = known
  const earner = order.earning?.account ?? null
  const ask: RefundAsk = chance.happens(0.5)
    ? { kind: 'asked' }
    : {
        kind: 'goodwill',
        amount: yen(chance.pick([1, 7, Number(order.price), chance.between(1, 900)])),
        revoke: chance.happens(0.3),
        reason: 'courtesy',
      }
  const [{ packs }, { lots }] = await Promise.all([
    app.reads.line(of.line),
    earner === null ? NO_ACCOUNT : app.reads.account(earner),
  ])
  const offer = present(offerOf(world.catalogue, order.offer), 'an order has its offer')
  const quote = quoteRefund({ ...known, packs, lots }, ask, { offer, now: world.clock.now() })
  if (!quote.ok && chance.happens(0.8)) return
  const shownAmount = quote.ok ? quote.value.amount : yen(1)
  const actor = ask.kind === 'asked' ? 'visitor:x' : (`staff:${STAFF}` as const)
  await askRefund(world, actor, { ...of, ask, shownAmount, earner })
}

function deliveredOrders({ store }: World) {
  return [...store.tables.orders.values()]
    .filter(({ state }) => state.kind === 'delivered')
    .slice(-10)
    .map(({ line, id }) => ({ line, order: id }))
}

async function askRefund(
  world: World,
  actor: 'visitor:x' | `staff:${StaffId}`,
  wish: Omit<RefundOrder, 'ids'>,
): Promise<void> {
  const asked = origin(world, actor)
  const key = present(asked.key, 'who asks for money back has a key')
  const about = { command: 'refund_order', line: wish.line, orders: [] }
  const attempt: Attempt = { ...about, refunds: [], answer: null, order: null }
  world.outside.attempts.set(key, attempt)
  const give = () =>
    insist(world, async (process) => {
      const { ids } = process.app
      const minted = { refund: ids.next(), postings: ids.next() } as RefundOrder['ids']
      attempt.refunds.push(minted.refund)
      const answer = await askDoor(process, refundOrder, { ...wish, ids: minted }, asked)
      if (answer !== 'busy') world.outside.answered(key, answer)
      return answer
    })
  await give()
  if (world.chance.happens(0.3)) await give()
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
