/**
 * A payer's bank contests a charge. While it decides the provider withholds the amount; won, it
 * comes back; lost, the sale is undone and what is left of the data is revoked. The provider's fee
 * stays paid either way. Not a complaint of the customer's, and not a refund (`refunding.ts`).
 */
import type { Pack } from '../balance/pack.ts'
import { revokePacksOf } from '../balance/revoking.ts'
import type { PostingSetId, RefundId } from '../basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import { postingSet, transfer, type PostingCause, type PostingSet } from '../ledger/posting.ts'
import { stillTaken, type Payment, type Refund } from '../payment/payment.ts'
import type { ProviderDispute } from '../payment/provider.ts'
import { giveUp } from './fulfilling.ts'
import type { Order } from './order.ts'
import { taxOfReturn } from './refunding.ts'
import { closeIfReturned } from './settling.ts'

export interface DisputeState {
  readonly order: Order
  readonly payment: Payment
  readonly packs: readonly Pack[]
}

interface Learning {
  readonly now: Instant
  readonly newId: () => PostingSetId
  readonly newRefundId: () => RefundId
  /** The other attempts of the order. */
  readonly others: readonly Payment[]
}

export interface Disputed extends DisputeState {
  readonly postings: readonly PostingSet[]
  /** What is new, for whoever must be told. */
  readonly moved: readonly ProviderDispute[]
}

/** A payment has few disputes; each moves open → won | lost, and lost or won is final. */
export function learnDisputes(
  state: DisputeState,
  told: readonly ProviderDispute[],
  given: Learning,
): Disputed {
  let current: Disputed = { ...state, postings: [], moved: [] }
  for (const dispute of told) current = learnOne(current, dispute, given)
  return current
}

function learnOne(state: Disputed, told: ProviderDispute, given: Learning): Disputed {
  const known = state.payment.disputes.find((one) => one.id === told.id)
  const withheld = known?.amount ?? NO_YEN
  const isTaken = withheld === 0n && told.amount > 0n
  if (known !== undefined && !mayMove(known, told, isTaken)) return state
  const opened = isTaken ? opening(state, told, given) : []
  const dispute = { ...told, fee: told.fee ?? known?.fee ?? null }
  const disputes = [...state.payment.disputes.filter((one) => one.id !== told.id), dispute]
  const next: Disputed = {
    ...state,
    payment: { ...state.payment, disputes },
    postings: [...state.postings, ...opened],
    moved: [...state.moved, dispute],
  }
  // An inquiry asks before anything is withheld; closed, it has cost nothing.
  if (told.amount === 0n) return next
  if (told.state === 'won') return won(next, told, given)
  return told.state === 'lost' ? lost(next, told, given) : next
}

/** Won and lost are final; an open one moves when it is decided, or once money is withheld. */
function mayMove(known: ProviderDispute, told: ProviderDispute, isTaken: boolean): boolean {
  return known.state === 'open' && (told.state !== 'open' || isTaken)
}

function opening(
  { order, payment }: DisputeState,
  told: ProviderDispute,
  given: Learning,
): readonly PostingSet[] {
  const clearing = `provider_clearing:${payment.provider}` as const
  const fee: Yen = told.fee ?? NO_YEN
  return [
    posted({ order, payment }, told, 'dispute_opened', given, [
      { account: `disputed:${payment.provider}`, amount: told.amount },
      { account: `provider_fees:${payment.provider}`, amount: fee },
      { account: clearing, amount: yen(0n - told.amount - fee) },
    ]),
  ]
}

function won(state: Disputed, told: ProviderDispute, given: Learning): Disputed {
  const { provider } = state.payment
  const back = transfer(told.amount, {
    debit: `provider_clearing:${provider}`,
    credit: `disputed:${provider}`,
  })
  const set = posted(state, told, 'dispute_won', given, back)
  return { ...state, postings: [...state.postings, set] }
}

/**
 * What the bank took is a return of what was left of the sale, with its tax, and the order's packs
 * stop now. Beyond that it is what we had promised back and the payer now has. What even exceeds
 * that was returned twice: a loss, and no return of the sale.
 */
function lost(before: Disputed, told: ProviderDispute, given: Learning): Disputed {
  const isAwaited = before.order.state.kind === 'fulfilling'
  const isPaidBy = before.order.payment === before.payment.id
  const state = isAwaited && isPaidBy ? withoutData(before, told, given) : before
  const { order, payment } = state
  const ofSale = isSaleOf(order, payment) ? lesserYen(told.amount, stillTaken(payment)) : NO_YEN
  const tax = taxOfReturn(order, { amount: ofSale, toPoints: NO_YEN })
  const { refunds, covered } = coverRefunds(payment, yen(told.amount - ofSale))
  const set = posted(state, told, 'dispute_lost', given, [
    { account: 'sales', amount: yen(told.amount - covered - tax) },
    { account: 'consumption_tax', amount: tax },
    { account: 'refunds_due', amount: covered },
    { account: `disputed:${payment.provider}`, amount: yen(0n - told.amount) },
  ])
  const after = { ...payment, refunds }
  const next = { ...state, payment: after, postings: [...state.postings, set] }
  if (order.state.kind !== 'delivered' || order.payment !== payment.id) {
    return { ...next, order: closeIfReturned(order, [after, ...given.others], given.now) }
  }
  const earning = order.earning?.state === 'due' ? null : order.earning
  return {
    ...next,
    order: { ...order, earning, state: { kind: 'charged_back', at: given.now } },
    packs: revokePacksOf(state.packs, order.id, given.now),
  }
}

/**
 * Data that another carrier has yet to add is not waited for once its payment is gone: everything
 * is to go back, and what the bank took is a part of that by itself, since it has gone already.
 */
function withoutData(state: Disputed, told: ProviderDispute, given: Learning): Disputed {
  const { now, newRefundId } = given
  const ids = { postings: given.newId(), refund: newRefundId() }
  const ended = giveUp(state, 'contested', { now, ids })
  const refunds = ended.payment.refunds.flatMap((refund): readonly Refund[] => {
    if (refund.id !== ids.refund || refund.amount <= told.amount) return [refund]
    const rest = yen(refund.amount - told.amount)
    return [
      { ...refund, amount: told.amount },
      { ...refund, id: newRefundId(), amount: rest },
    ]
  })
  return {
    ...state,
    order: ended.order,
    payment: { ...ended.payment, refunds },
    postings: [...state.postings, ...ended.postings],
  }
}

/** Also of one that was returned in part: the rest of it stands. */
function isSaleOf(order: Order, payment: Payment): boolean {
  if (order.payment !== payment.id || order.state.kind === 'charged_back') return false
  return order.state.kind === 'delivered' || order.refunds.length > 0
}

/** Refunds that wait are good with what the bank took, each whole or not at all. */
function coverRefunds(payment: Payment, amount: Yen) {
  let rest: bigint = amount
  const refunds = payment.refunds.map((refund): Refund => {
    if (refund.state === 'succeeded' || refund.amount > rest) return refund
    rest -= refund.amount
    return { ...refund, state: 'succeeded', askPayer: false }
  })
  return { refunds, covered: yen(amount - rest) }
}

function lesserYen(one: Yen, other: Yen): Yen {
  return one < other ? one : other
}

function posted(
  { order }: Pick<DisputeState, 'order' | 'payment'>,
  told: ProviderDispute,
  cause: PostingCause,
  given: Learning,
  postings: PostingSet['postings'],
): PostingSet {
  return postingSet({
    id: given.newId(),
    home: { kind: 'line', id: order.line },
    order: order.id,
    cause,
    subject: told.id,
    at: given.now,
    postings,
  })
}
