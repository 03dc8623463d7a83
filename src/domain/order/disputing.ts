/**
 * A payer's bank contests a charge. While it decides the provider withholds the amount; won, it
 * comes back; lost, the sale is undone and what is left of the data is revoked. The provider's fee
 * stays paid either way. Not a Dispute of the customer with the operator (`bill`).
 */
import type { Pack } from '../balance/pack.ts'
import { revokePacksOf } from '../balance/revoking.ts'
import type { PostingSetId } from '../basics/ids.ts'
import { NO_YEN, yen, type Yen } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import { postingSet, transfer, type PostingCause, type PostingSet } from '../ledger/posting.ts'
import type { Payment } from '../payment/payment.ts'
import type { ProviderDispute } from '../payment/provider.ts'
import type { Order } from './order.ts'
import { taxOfReturn } from './refunding.ts'

export interface DisputeState {
  readonly order: Order
  readonly payment: Payment
  readonly packs: readonly Pack[]
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
  given: { readonly now: Instant; readonly newId: () => PostingSetId },
): Disputed {
  let current: Disputed = { ...state, postings: [], moved: [] }
  for (const dispute of told) current = learnOne(current, dispute, given)
  return current
}

function learnOne(
  state: Disputed,
  told: ProviderDispute,
  given: { readonly now: Instant; readonly newId: () => PostingSetId },
): Disputed {
  const known = state.payment.disputes.find((one) => one.id === told.id)
  if (known !== undefined && (known.state !== 'open' || told.state === 'open')) return state
  const opened = known === undefined ? opening(state, told, given) : []
  const dispute = { ...told, fee: told.fee ?? known?.fee ?? null }
  const disputes = [...state.payment.disputes.filter((one) => one.id !== told.id), dispute]
  const next: Disputed = {
    ...state,
    payment: { ...state.payment, disputes },
    postings: [...state.postings, ...opened],
    moved: [...state.moved, dispute],
  }
  if (told.state === 'won') return won(next, told, given)
  return told.state === 'lost' ? lost(next, told, given) : next
}

function opening(
  { order, payment }: DisputeState,
  told: ProviderDispute,
  given: { readonly now: Instant; readonly newId: () => PostingSetId },
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

function won(
  state: Disputed,
  told: ProviderDispute,
  given: { readonly now: Instant; readonly newId: () => PostingSetId },
): Disputed {
  const { provider } = state.payment
  const back = transfer(told.amount, {
    debit: `provider_clearing:${provider}`,
    credit: `disputed:${provider}`,
  })
  const set = posted(state, told, 'dispute_won', given, back)
  return { ...state, postings: [...state.postings, set] }
}

/** What the bank took is a return of the sale, with its tax; the order's packs stop now. */
function lost(
  state: Disputed,
  told: ProviderDispute,
  given: { readonly now: Instant; readonly newId: () => PostingSetId },
): Disputed {
  const { order, payment } = state
  const wasDelivered = order.state.kind === 'delivered'
  const tax = wasDelivered ? taxOfReturn(order, { amount: told.amount, toPoints: NO_YEN }) : NO_YEN
  const undone = wasDelivered ? 'sales' : 'refunds_due'
  const set = posted(state, told, 'dispute_lost', given, [
    { account: undone, amount: yen(told.amount - tax) },
    { account: 'consumption_tax', amount: tax },
    { account: `disputed:${payment.provider}`, amount: yen(0n - told.amount) },
  ])
  const postings = [...state.postings, set]
  if (!wasDelivered) return { ...state, postings }
  return {
    ...state,
    postings,
    order: { ...order, state: { kind: 'charged_back', at: given.now } },
    packs: revokePacksOf(state.packs, order.id, given.now),
  }
}

function posted(
  { order }: Pick<DisputeState, 'order' | 'payment'>,
  told: ProviderDispute,
  cause: PostingCause,
  given: { readonly now: Instant; readonly newId: () => PostingSetId },
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
