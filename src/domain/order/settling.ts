/**
 * Money became known: deliver, or owe it back. An order that ended before its money came is still
 * delivered if nothing replaced it, what was taken for it is still there, and the line can take it;
 * otherwise the whole amount goes back by itself. A second attempt that also succeeded goes back.
 */
import { deliver, PACKS_ALIVE_MAX, isAlive, type Delivered } from '../balance/delivery.ts'
import { begin } from '../balance/chain.ts'
import { bonusBeside } from '../balance/bonus.ts'
import type { Pack } from '../balance/pack.ts'
import { assert } from '../basics/assert.ts'
import type { PackId, PostingSetId, RefundId } from '../basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { MoneyRules } from '../catalogue/money-rules.ts'
import type { Fulfilment, Network, Offer } from '../catalogue/offer.ts'
import { beginFulfilling } from '../fulfilment/progress.ts'
import { taxWithin } from '../bill/tax.ts'
import {
  clearingOf,
  postingSet,
  salePostings,
  transfer,
  type Posting,
  type PostingCause,
  type PostingSet,
} from '../ledger/posting.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import { refundsDue, type Payment, type Refund } from '../payment/payment.ts'
import { accountOf, taxableAmount, type Earning, type Order, type RefundWhy } from './order.ts'
import { allToReturn, haveReturnsDue, pointsOf, sumParts, type Part } from './parts.ts'

export interface SettlingIds {
  readonly pack: PackId
  readonly bonus: PackId
  readonly postings: PostingSetId
  readonly fee: PostingSetId
  readonly refund: RefundId
}

export interface SettlingState {
  readonly order: Order
  /** The one that succeeded; of several attempts not always the order's newest. */
  readonly payment: Payment
  readonly packs: readonly Pack[]
}

export interface Settled {
  readonly order: Order
  readonly payment: Payment
  readonly packs: readonly Pack[]
  readonly postings: readonly PostingSet[]
  readonly outcome: 'delivered' | 'fulfilling' | 'refund_due'
}

export interface Settling {
  readonly offer: Offer
  readonly network: Network
  readonly rules: MoneyRules
  readonly now: Instant
  readonly ids: SettlingIds
  /** What the provider keeps, where it says so. */
  readonly fee: Yen | null
}

/** The payment must just have succeeded. */
export function settle(state: SettlingState, given: Settling): Settled {
  const { order, payment } = state
  assert(payment.state.kind === 'succeeded', 'only money that came is settled')
  if (isSettled(order)) return oweSecond(state, given)
  const refusal = cannotTake(state, given)
  if (refusal !== null) return owe(state, refusal, given)
  const { fulfilment } = given.offer.grant
  if (fulfilment !== undefined) return takeInAdvance(state, fulfilment, given)

  const delivered = deliver(state.packs, given.offer, {
    line: order.line,
    order: order.id,
    packId: given.ids.pack,
    origin: 'paid',
    startNow: order.startNow,
    after: order.after ?? undefined,
    now: given.now,
  })
  if (!delivered.ok) return owe(state, 'too_many_packs', given)
  return handOver(state, delivered.value, given)
}

function isSettled({ state }: Order): boolean {
  return (
    state.kind === 'delivered' ||
    state.kind === 'fulfilling' ||
    state.kind === 'refund_due' ||
    state.kind === 'refunded' ||
    state.kind === 'charged_back'
  )
}

function cannotTake(
  { order, packs }: SettlingState,
  { network, now }: { readonly network: Network; readonly now: Instant },
): RefundWhy | null {
  if (order.state.kind === 'cancelled' && order.state.replacedBy !== null) return 'replaced'
  if (order.parts.some((part) => part.toReturn > 0n)) return 'too_late'
  const lifecycle = lifecycleAt(begin(packs, now), { suspendedDays: network.suspendedDays, now })
  return lifecycle.state === 'ended' ? 'line_ended' : null
}

/**
 * Another carrier is to add the data. A place for its pack is asked for now: once it has added it,
 * the pack is the line's, whatever else came meanwhile.
 */
function takeInAdvance(state: SettlingState, fulfilment: Fulfilment, given: Settling): Settled {
  const { order, payment, packs } = state
  const { now } = given
  const alive = begin(packs, now).filter((pack) => isAlive(pack, now))
  if (alive.length >= PACKS_ALIVE_MAX) return owe(state, 'too_many_packs', given)
  const taken = transfer(payment.amount, {
    debit: clearingOf(payment.provider),
    credit: 'advances',
  })
  const postings =
    payment.amount === 0n ? [] : [set(state, given, { cause: 'advance', postings: taken })]
  return {
    order: { ...order, payment: payment.id, state: beginFulfilling(fulfilment, now) },
    payment,
    packs,
    postings: [...postings, ...feePostings(state, given)],
    outcome: 'fulfilling',
  }
}

function handOver(state: SettlingState, delivered: Delivered, given: Settling): Settled {
  const { order, payment } = state
  const { pack } = delivered
  const bonus = bonusBeside(pack, order.campaign?.benefit ?? null, given.ids.bonus)
  const sale = salePostings({
    from: clearingOf(payment.provider),
    paid: payment.amount,
    held: sumParts(order.parts),
    discounted: order.pointsAs === 'discount' ? pointsOf(order.parts) : NO_YEN,
    tax: taxWithin(taxableAmount(order), order.taxPercent, order.taxRounding),
  })
  return {
    order: {
      ...order,
      payment: payment.id,
      earning: earningOf(order, payment, given.rules),
      state: { kind: 'delivered', at: given.now, pack: given.ids.pack },
    },
    payment,
    packs: bonus === null ? delivered.packs : [...delivered.packs, bonus],
    postings: [set(state, given, { cause: 'sale', postings: sale }), ...feePostings(state, given)],
    outcome: 'delivered',
  }
}

/** Points for what was paid with money, gift cards that were bought included. */
export function earningOf(order: Order, payment: Payment, rules: MoneyRules): Earning | null {
  const account = accountOf(order)
  if (account === null) return null
  const cards = order.parts.filter((part) => part.kind === 'gift_card' && part.origin === 'sold')
  const paid = payment.amount + sumParts(cards)
  const benefit = order.campaign?.benefit
  const times = benefit?.kind === 'points_multiplier' ? BigInt(benefit.times) : 1n
  const present = benefit?.kind === 'points' ? benefit.points : 0n
  const points = yen(((paid * BigInt(rules.pointsPerHundredYen)) / 100n) * times + present)
  return points === 0n ? null : { account, points, state: 'due' }
}

function owe(state: SettlingState, why: RefundWhy, given: Settling): Settled {
  const { order, payment } = state
  const parts = allToReturn(order.parts)
  const owed = payment.amount > 0n || haveReturnsDue(parts)
  assert(owed, 'an order that can not be delivered owes its price')
  return {
    ...oweBack(state, given),
    order: {
      ...order,
      parts,
      payment: payment.id,
      state: { kind: 'refund_due', at: given.now, why },
    },
  }
}

/** The order got its money another way; what this attempt brought goes back, and nothing else. */
function oweSecond(state: SettlingState, given: Settling): Settled {
  return oweBack(state, given)
}

function oweBack(state: SettlingState, given: Settling): Settled {
  const { order, payment } = state
  const received = transfer(payment.amount, {
    debit: clearingOf(payment.provider),
    credit: 'refunds_due',
  })
  const postings =
    payment.amount === 0n
      ? []
      : [
          set(state, given, { cause: 'receipt_to_return', postings: received }),
          ...feePostings(state, given),
        ]
  return {
    order,
    payment: { ...payment, refunds: [...payment.refunds, ...refundOf(payment, given)] },
    packs: state.packs,
    postings,
    outcome: 'refund_due',
  }
}

function refundOf({ amount }: Payment, given: Settling): readonly Refund[] {
  if (amount === 0n) return []
  return [{ id: given.ids.refund, amount, askedAt: given.now, state: 'due', askPayer: false }]
}

function feePostings(state: SettlingState, given: Settling): readonly PostingSet[] {
  const fee = given.fee ?? NO_YEN
  if (fee === 0n) return []
  const { provider } = state.payment
  const postings = transfer(fee, {
    debit: `provider_fees:${provider}`,
    credit: `provider_clearing:${provider}`,
  })
  return [
    set(
      state,
      { ...given, ids: { ...given.ids, postings: given.ids.fee } },
      {
        cause: 'fee',
        postings,
      },
    ),
  ]
}

/** Each attempt is settled once, whatever becomes of the order. */
function set(
  { order, payment }: SettlingState,
  given: { readonly now: Instant; readonly ids: SettlingIds },
  posted: { readonly cause: PostingCause; readonly postings: readonly Posting[] },
): PostingSet {
  return postingSet({
    id: given.ids.postings,
    home: { kind: 'line', id: order.line },
    order: order.id,
    subject: posted.cause === 'sale' ? order.id : payment.id,
    at: given.now,
    ...posted,
  })
}

/** The provider confirmed that the money went back. */
export function settleRefund(
  state: { readonly order: Order; readonly payment: Payment; readonly others: readonly Payment[] },
  given: { readonly refund: RefundId; readonly now: Instant; readonly postings: PostingSetId },
): { readonly order: Order; readonly payment: Payment; readonly postings: PostingSet } {
  const { order, payment, others } = state
  const refund = payment.refunds.find((one) => one.id === given.refund)
  assert(refund !== undefined && refund.state !== 'succeeded', 'a refund is returned once')
  const refunds = payment.refunds.map((one): Refund =>
    one === refund ? { ...one, state: 'succeeded', askPayer: false } : one,
  )
  const after = { ...payment, refunds }
  return {
    order: closeIfReturned(order, [after, ...others], given.now),
    payment: after,
    postings: postingSet({
      id: given.postings,
      home: { kind: 'line', id: order.line },
      order: order.id,
      cause: 'return',
      subject: refund.id,
      at: given.now,
      postings: transfer(refund.amount, {
        debit: 'refunds_due',
        credit: clearingOf(payment.provider),
      }),
    }),
  }
}

/** An order that owes nothing any more is refunded; payments of other orders are of no account. */
export function closeIfReturned(order: Order, payments: readonly Payment[], now: Instant): Order {
  if (order.state.kind !== 'refund_due' || haveReturnsDue(order.parts)) return order
  const own = payments.filter((payment) => payment.order === order.id)
  if (own.some((payment) => refundsDue(payment).length > 0)) return order
  return { ...order, state: { kind: 'refunded', at: now, why: order.state.why } }
}

/** What was returned of the parts, by hand of `app/orders/return-parts.ts`. */
export function partReturned(part: Part, amount: Yen): Part {
  assert(part.returned + amount <= part.toReturn, 'no more goes back than is due')
  return { ...part, returned: yen(part.returned + amount) }
}
