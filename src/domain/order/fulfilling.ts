/**
 * An order that was paid in advance ends: another carrier has added the data, or the money goes
 * back. Not how anybody learns which (`fulfilment/progress.ts`).
 */
import { placeElsewhere, type ToldSupply } from '../balance/delivery.ts'
import { begin } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import { assert } from '../basics/assert.ts'
import type { PackId, PostingSetId, RefundId } from '../basics/ids.ts'
import { NO_YEN } from '../basics/money.ts'
import type { Instant } from '../basics/time.ts'
import { taxWithin } from '../bill/tax.ts'
import type { MoneyRules } from '../catalogue/money-rules.ts'
import type { Offer } from '../catalogue/offer.ts'
import { postingSet, salePostings, transfer, type PostingSet } from '../ledger/posting.ts'
import type { Payment, Refund } from '../payment/payment.ts'
import { taxableAmount, type Order, type RefundWhy } from './order.ts'
import { allToReturn, pointsOf, sumParts } from './parts.ts'
import { earningOf } from './settling.ts'

export interface FulfilState {
  readonly order: Order
  /** The one that brought the money. */
  readonly payment: Payment
  readonly packs: readonly Pack[]
}

export interface FulfilIds {
  readonly pack: PackId
  readonly postings: PostingSetId
  readonly refund: RefundId
}

/** The data is there: the pack is the line's, and the advance becomes a sale. */
export function supply(
  { order, payment, packs }: FulfilState,
  told: ToldSupply,
  given: {
    readonly offer: Offer
    readonly rules: MoneyRules
    readonly now: Instant
    readonly ids: FulfilIds
  },
): Omit<FulfilState, 'payment'> & { readonly postings: PostingSet } {
  assert(order.state.kind === 'fulfilling', 'only what waits for its data is supplied')
  const { offer, rules, now, ids } = given
  const placed = placeElsewhere(begin(packs, now), offer, {
    line: order.line,
    order: order.id,
    packId: ids.pack,
    origin: 'paid',
    startNow: true,
    now,
    told,
  })
  const sale = salePostings({
    from: 'advances',
    paid: payment.amount,
    held: sumParts(order.parts),
    discounted: order.pointsAs === 'discount' ? pointsOf(order.parts) : NO_YEN,
    tax: taxWithin(taxableAmount(order), order.taxPercent, order.taxRounding),
  })
  return {
    order: {
      ...order,
      earning: earningOf(order, payment, rules),
      state: { kind: 'delivered', at: now, pack: ids.pack },
    },
    packs: placed.packs,
    postings: postingSet({
      id: ids.postings,
      home: { kind: 'line', id: order.line },
      order: order.id,
      cause: 'sale',
      subject: order.id,
      at: now,
      postings: sale,
    }),
  }
}

/** Why an order whose data was awaited ends without it. */
export type UnsuppliedWhy = Extract<RefundWhy, 'not_supplied' | 'supply_unknown' | 'contested'>

/** The data is not there, or nobody can say that it is: everything goes back. */
export function giveUp(
  { order, payment }: Omit<FulfilState, 'packs'>,
  why: UnsuppliedWhy,
  { now, ids }: { readonly now: Instant; readonly ids: Omit<FulfilIds, 'pack'> },
): {
  readonly order: Order
  readonly payment: Payment
  readonly postings: readonly PostingSet[]
} {
  assert(order.state.kind === 'fulfilling', 'only what waits for its data is given up')
  const after = {
    ...order,
    parts: allToReturn(order.parts),
    state: { kind: 'refund_due', at: now, why } as const,
  }
  if (payment.amount === 0n) return { order: after, payment, postings: [] }
  const refund: Refund = {
    id: ids.refund,
    amount: payment.amount,
    askedAt: now,
    state: 'due',
    askPayer: false,
  }
  const postings = postingSet({
    id: ids.postings,
    home: { kind: 'line', id: order.line },
    order: order.id,
    cause: 'advance_to_return',
    subject: payment.id,
    at: now,
    postings: transfer(payment.amount, { debit: 'advances', credit: 'refunds_due' }),
  })
  return {
    order: after,
    payment: { ...payment, refunds: [...payment.refunds, refund] },
    postings: [postings],
  }
}
