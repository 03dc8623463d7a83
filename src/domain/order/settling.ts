/**
 * Money became known: deliver, or owe it back. An order that ended before its money came is still
 * delivered if nothing replaced it and the line can take it; otherwise the whole amount goes back
 * by itself.
 */
import { deliver } from '../balance/delivery.ts'
import { begin } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import { assert } from '../basics/assert.ts'
import type { PackId, PostingSetId, RefundId } from '../basics/ids.ts'
import { negate, NO_YEN, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import type { Network, Offer } from '../catalogue/offer.ts'
import { taxWithin } from '../bill/tax.ts'
import { postingSet, salePostings, type PostingSet } from '../ledger/posting.ts'
import { lifecycleAt } from '../line/lifecycle.ts'
import type { Payment, Refund } from '../payment/payment.ts'
import type { Order, RefundWhy } from './order.ts'

export interface SettlingIds {
  readonly pack: PackId
  readonly postings: PostingSetId
  readonly fee: PostingSetId
  readonly refund: RefundId
}

export interface SettlingState {
  readonly order: Order
  readonly payment: Payment
  readonly packs: readonly Pack[]
}

export interface Settled {
  readonly order: Order
  readonly payment: Payment
  readonly packs: readonly Pack[]
  readonly postings: readonly PostingSet[]
  readonly outcome: 'delivered' | 'refund_due'
}

/** The order must not be settled yet and its payment must have succeeded. */
export function settle(
  state: SettlingState,
  given: {
    readonly offer: Offer
    readonly network: Network
    readonly now: Instant
    readonly ids: SettlingIds
    /** What the provider keeps, where it says so. */
    readonly fee: Yen | null
  },
): Settled {
  const { order, payment } = state
  assert(payment.state.kind === 'succeeded', 'only money that came is settled')
  assert(order.state.kind !== 'delivered', 'an order is delivered once')
  const refusal = cannotTake(state, given)
  if (refusal !== null) return owe(state, refusal, given)

  const delivered = deliver(state.packs, given.offer, {
    line: order.line,
    order: order.id,
    packId: given.ids.pack,
    origin: 'paid',
    startNow: order.startNow,
    now: given.now,
  })
  if (!delivered.ok) return owe(state, 'too_many_packs', given)
  const tax = taxWithin(payment.amount, order.taxPercent)
  const sale = salePostings({ provider: payment.provider, gross: payment.amount, tax })
  return {
    order: { ...order, state: { kind: 'delivered', at: given.now, pack: given.ids.pack } },
    payment,
    packs: delivered.value.packs,
    postings: [
      set(state, { ...given, cause: 'sale', postings: sale }),
      ...feePostings(state, given),
    ],
    outcome: 'delivered',
  }
}

function cannotTake(
  { order, packs }: SettlingState,
  { network, now }: { readonly network: Network; readonly now: Instant },
): RefundWhy | null {
  if (order.state.kind === 'cancelled' && order.state.replacedBy !== null) return 'replaced'
  const lifecycle = lifecycleAt(begin(packs, now), { suspendedDays: network.suspendedDays, now })
  return lifecycle.state === 'ended' ? 'line_ended' : null
}

function owe(
  state: SettlingState,
  why: RefundWhy,
  given: { readonly now: Instant; readonly ids: SettlingIds; readonly fee: Yen | null },
): Settled {
  const { order, payment } = state
  const refund: Refund = {
    id: given.ids.refund,
    amount: payment.amount,
    askedAt: given.now,
    state: 'due',
  }
  const received = [
    { account: `provider_clearing:${payment.provider}`, amount: payment.amount },
    { account: 'refunds_due', amount: negate(payment.amount) },
  ] as const
  return {
    order: { ...order, state: { kind: 'refund_due', at: given.now, why } },
    payment: { ...payment, refunds: [...payment.refunds, refund] },
    packs: state.packs,
    postings: [
      set(state, { ...given, cause: 'receipt_to_return', postings: received }),
      ...feePostings(state, given),
    ],
    outcome: 'refund_due',
  }
}

function feePostings(
  state: SettlingState,
  given: { readonly now: Instant; readonly ids: SettlingIds; readonly fee: Yen | null },
): readonly PostingSet[] {
  const fee = given.fee ?? NO_YEN
  if (fee === 0n) return []
  const { provider } = state.payment
  const postings = [
    { account: `provider_fees:${provider}`, amount: fee },
    { account: `provider_clearing:${provider}`, amount: negate(fee) },
  ] as const
  const ids = { ...given.ids, postings: given.ids.fee }
  return [set(state, { now: given.now, ids, cause: 'fee', postings })]
}

function set(
  { order }: SettlingState,
  given: {
    readonly now: Instant
    readonly ids: SettlingIds
    readonly cause: PostingSet['cause']
    readonly postings: PostingSet['postings']
  },
): PostingSet {
  return postingSet({
    id: given.ids.postings,
    line: order.line,
    order: order.id,
    cause: given.cause,
    at: given.now,
    postings: given.postings,
  })
}

/** The provider confirmed that the money went back. */
export function settleRefund(
  state: { readonly order: Order; readonly payment: Payment },
  given: { readonly refund: RefundId; readonly now: Instant; readonly postings: PostingSetId },
): { readonly order: Order; readonly payment: Payment; readonly postings: PostingSet } {
  const { order, payment } = state
  assert(order.state.kind === 'refund_due', 'only what is owed is returned')
  const refund = payment.refunds.find((one) => one.id === given.refund)
  assert(refund !== undefined && refund.state !== 'succeeded', 'a refund is returned once')
  const refunds = payment.refunds.map((one): Refund =>
    one === refund ? { ...one, state: 'succeeded' } : one,
  )
  return {
    order: { ...order, state: { kind: 'refunded', at: given.now, why: order.state.why } },
    payment: { ...payment, refunds },
    postings: postingSet({
      id: given.postings,
      line: order.line,
      order: order.id,
      cause: 'return',
      at: given.now,
      postings: [
        { account: 'refunds_due', amount: refund.amount },
        { account: `provider_clearing:${payment.provider}`, amount: negate(refund.amount) },
      ],
    }),
  }
}
