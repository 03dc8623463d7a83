/**
 * Giving money back for a delivered order, by its offer's rule or as goodwill. Computed before it
 * is asked, so that what is shown and what is done cannot differ: how much, which way, what is
 * taken back. Goes back in the reverse order of taking: provider, gift card, points. Not for orders
 * that could not be delivered: those owe everything by themselves (`settling.ts`).
 * The share of a gift card whose time is over goes back as money only where staff say so.
 */
import { begin } from '../balance/chain.ts'
import type { Pack } from '../balance/pack.ts'
import { revokePacksOf } from '../balance/revoking.ts'
import { taxOfReturn as taxOfOneReturn, taxWithin } from '../bill/tax.ts'
import type { PaymentId, PostingSetId, RefundId } from '../basics/ids.ts'
import { negate, NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import { accept, refuse, type Result } from '../basics/result.ts'
import { isBefore, plusDays, type Instant } from '../basics/time.ts'
import type { Offer } from '../catalogue/offer.ts'
import { postingSet, type PostingSet } from '../ledger/posting.ts'
import { stillTaken, type Payment, type Refund } from '../payment/payment.ts'
import type { ProviderReference } from '../payment/provider.ts'
import { pointsLeft, type PointsLot } from '../points/lots.ts'
import { taxableAmount, type Order, type OrderRefund, type RefundReason } from './order.ts'
import { overAsMoney, takeBack, type Part } from './parts.ts'
import { unusedShareOf } from './unused.ts'

export type RefundAsk = (
  | { /** By the offer's own rule. */ readonly kind: 'asked' }
  | {
      /** By staff with a reason; with or without taking the data back. */
      readonly kind: 'goodwill'
      readonly amount: Yen
      readonly revoke: boolean
      readonly reason: RefundReason
    }
) & {
  /** What can not return to a gift card, because its time is over, is paid out as money. */
  readonly overAsMoney?: true
}

export type RefundingRefusal =
  | { readonly code: 'order_unknown' }
  | { readonly code: 'order_not_delivered'; readonly state: Order['state']['kind'] }
  | { readonly code: 'not_refundable'; readonly rule: 'none' }
  | { readonly code: 'pack_started'; readonly at: Instant }
  | { readonly code: 'refund_time_over'; readonly until: Instant }
  | { readonly code: 'nothing_left_to_refund' }
  | { readonly code: 'refund_too_large'; readonly max: Yen }
  /** Its time is over and never made longer: staff may pay it out as money instead. */
  | { readonly code: 'gift_card_expired'; readonly at: Instant }
  | { readonly code: 'refund_disputed' }

export interface RefundQuote {
  readonly amount: Yen
  readonly fromProvider: Yen
  /** Parts as they stand once their share is promised back. */
  readonly parts: readonly Part[]
  readonly toGiftCards: Yen
  readonly toPoints: Yen
  /** To be paid out at a till, for gift cards whose time is over. */
  readonly asMoney: Yen
  readonly tax: Yen
  readonly pointsTakenBack: Yen
  readonly shortfall: Yen
  readonly revokes: boolean
}

export interface RefundState {
  readonly order: Order
  /** The attempt that was paid. */
  readonly payment: Payment
  readonly packs: readonly Pack[]
  /** Of the account that earned points with the order. */
  readonly lots: readonly PointsLot[]
}

export function quoteRefund(
  state: RefundState,
  ask: RefundAsk,
  { offer, now }: { readonly offer: Offer; readonly now: Instant },
): Result<RefundQuote, RefundingRefusal> {
  const { order, payment } = state
  if (order.state.kind !== 'delivered') {
    return refuse({ code: 'order_not_delivered', state: order.state.kind })
  }
  if (payment.disputes.some((dispute) => dispute.state !== 'won')) {
    return refuse({ code: 'refund_disputed' })
  }
  const left = yen(order.price - givenBack(order))
  const wanted = ask.kind === 'asked' ? byRule(state, { offer, now }) : accept(ask.amount)
  if (!wanted.ok) return wanted
  if (ask.kind === 'goodwill' && ask.amount > left) {
    return refuse({ code: 'refund_too_large', max: left })
  }
  const base = yen(wanted.value < left ? wanted.value : left)
  const { pointsTakenBack, shortfall } = earnedBack(state, { base, now })
  const amount = yen(base - shortfall)
  if (amount <= 0n) return refuse({ code: 'nothing_left_to_refund' })
  const ways = divide(state, amount, ask.overAsMoney === true ? now : null)
  const over = ways.parts.find((part, index) => isOver(part, order.parts[index], now))
  if (over?.kind === 'gift_card') return refuse({ code: 'gift_card_expired', at: over.expiresAt })

  // From here the refund can be given.
  const revokes = ask.kind === 'asked' || ask.revoke
  const tax = taxOfReturn(order, { amount, toPoints: ways.toPoints })
  return accept({ amount, ...ways, tax, pointsTakenBack, shortfall, revokes })
}

/** With what was set against it: points that the buyer had earned and spent. */
function givenBack(order: Order): Yen {
  return sumYen(order.refunds.map((refund) => yen(refund.amount + refund.shortfall)))
}

/** What the offer's rule gives back now, before anything earned is set against it. */
function byRule(
  { order, packs }: RefundState,
  { offer, now }: { readonly offer: Offer; readonly now: Instant },
): Result<Yen, RefundingRefusal> {
  const begun = begin(packs, now)
  const own = begun.filter((pack) => pack.order === order.id && pack.origin === 'paid')
  const [pack] = own
  const startedAt = pack?.start.kind === 'begun' ? pack.start.from : null
  const unstarted = pack !== undefined && (startedAt === null || isBefore(now, startedAt))
  // A renewal made by the mandate can be taken back whole until its pack begins.
  if (order.channel === 'auto' && unstarted) return accept(order.price)
  const rule = offer.refund
  if (rule.kind === 'none' || pack === undefined) {
    return refuse({ code: 'not_refundable', rule: 'none' })
  }
  if (rule.kind === 'pro_rata') {
    const { numerator, denominator } = unusedShareOf(pack, begun, now)
    return accept(yen((order.price * numerator) / denominator))
  }
  if (!unstarted) return refuse({ code: 'pack_started', at: startedAt ?? now })
  const until = plusDays(pack.deliveredAt, rule.withinDays)
  return isBefore(now, until) ? accept(order.price) : refuse({ code: 'refund_time_over', until })
}

/**
 * Points earned with the order are taken back in the measure of what is returned, rounded up. What
 * was spent of them lowers the refund; both are shown first.
 */
function earnedBack(
  { order, lots }: RefundState,
  { base, now }: { readonly base: Yen; readonly now: Instant },
) {
  const { earning } = order
  if (earning === null || order.price === 0n) {
    return { pointsTakenBack: NO_YEN, shortfall: NO_YEN }
  }
  const already = sumYen(order.refunds.map((one) => yen(one.pointsTakenBack + one.shortfall)))
  const share = (earning.points * (givenBack(order) + base) + order.price - 1n) / order.price
  const owed = share > already ? share - already : 0n
  if (earning.state === 'due') return { pointsTakenBack: yen(owed), shortfall: NO_YEN }
  const there = pointsLeft(lots, now)
  const back = there < owed ? there : owed
  return { pointsTakenBack: yen(back), shortfall: yen(owed - back) }
}

/** `overAt`: cards that are over by then get their share as money; null leaves it to them. */
function divide({ order, payment }: RefundState, amount: Yen, overAt: Instant | null) {
  const able = stillTaken(payment)
  const fromProvider = yen(able < amount ? able : amount)
  const taken = takeBack(order.parts, yen(amount - fromProvider))
  const { parts, asMoney } =
    overAt === null ? { ...taken, asMoney: NO_YEN } : overAsMoney(order.parts, taken.parts, overAt)
  const back = (kind: Part['kind']) =>
    sumYen(
      parts
        .filter((part) => part.kind === kind)
        .map((part) => yen(part.toReturn - (order.parts[parts.indexOf(part)]?.toReturn ?? 0n))),
    )
  const [toGiftCards, toPoints] = [back('gift_card'), back('points')]
  return { fromProvider, parts, toGiftCards, toPoints, asMoney }
}

function isOver(part: Part, before: Part | undefined, now: Instant): boolean {
  if (part.kind !== 'gift_card' || part.toReturn === before?.toReturn) return false
  return !isBefore(now, part.expiresAt)
}

/** Of a return that gives `amount` back, `toPoints` of it as points; see `bill/tax.ts`. */
export function taxOfReturn(
  order: Order,
  { amount, toPoints }: { readonly amount: Yen; readonly toPoints: Yen },
): Yen {
  const whole = taxableAmount(order)
  const taxable = order.pointsAs === 'discount' ? yen(amount - toPoints) : amount
  const { taxPercent: percent, taxRounding: rounding } = order
  const original = { gross: whole, tax: taxWithin(whole, percent, rounding) }
  const earlier = order.refunds.map((refund) => ({ gross: refund.taxable, tax: refund.tax }))
  return taxOfOneReturn(taxable, { original, earlier, percent, rounding })
}

export interface Refunding {
  readonly order: Order
  readonly payment: Payment
  /** What a till pays out in place of gift cards that are over; null where nothing. */
  readonly payOut: Payment | null
  readonly packs: readonly Pack[]
  readonly postings: PostingSet
}

export interface RefundIds {
  readonly refund: RefundId
  readonly postings: PostingSetId
  /** Of what a till pays out in place of gift cards. */
  readonly payOut: { readonly payment: PaymentId; readonly refund: RefundId }
}

/** The quote carried out: packs revoked, the parts promised back, the rest due at the provider. */
export function giveRefund(
  state: RefundState,
  quote: RefundQuote,
  given: {
    readonly ask: RefundAsk
    readonly note: string | null
    readonly now: Instant
    readonly ids: RefundIds
  },
): Refunding {
  const { order, payment } = state
  const { now, ids, ask, note } = given
  const why = ask.kind
  const discounted = order.pointsAs === 'discount' ? quote.toPoints : NO_YEN
  const record: OrderRefund = {
    id: ids.refund,
    at: now,
    why,
    reason: ask.kind === 'goodwill' ? ask.reason : null,
    note,
    amount: quote.amount,
    fromProvider: quote.fromProvider,
    asMoney: quote.asMoney,
    taxable: yen(quote.amount - discounted),
    tax: quote.tax,
    pointsTakenBack: quote.pointsTakenBack,
    shortfall: quote.shortfall,
    revoked: quote.revokes,
  }
  const provider = dueRefund(ids.refund, quote.fromProvider, now)
  const after: Order = { ...order, parts: quote.parts, refunds: [...order.refunds, record] }
  return {
    order: quote.revokes ? { ...after, state: { kind: 'refund_due', at: now, why } } : after,
    payment: { ...payment, refunds: [...payment.refunds, ...provider] },
    payOut: payOutOf(order, quote.asMoney, given),
    packs: quote.revokes ? revokePacksOf(state.packs, order.id, now) : state.packs,
    postings: postingSet({
      id: ids.postings,
      home: { kind: 'line', id: order.line },
      order: order.id,
      cause: 'refund',
      subject: ids.refund,
      at: now,
      postings: [
        { account: 'sales', amount: yen(record.taxable - quote.tax) },
        { account: 'consumption_tax', amount: quote.tax },
        { account: 'promotions', amount: discounted },
        { account: 'refunds_due', amount: negate(yen(quote.fromProvider + quote.asMoney)) },
        { account: 'held_for_orders', amount: negate(yen(quote.toGiftCards + quote.toPoints)) },
      ],
    }),
  }
}

function dueRefund(id: RefundId, amount: Yen, askedAt: Instant): readonly Refund[] {
  return amount === 0n ? [] : [{ id, amount, askedAt, state: 'due', askPayer: false }]
}

/**
 * The card stands as the payer of a payment of its own, which is wholly due back: so that a till
 * finds it, and nothing goes back of the order's own payment that never came by it.
 */
function payOutOf(
  order: Order,
  amount: Yen,
  { now, ids: { payOut } }: { readonly now: Instant; readonly ids: RefundIds },
): Payment | null {
  if (amount === 0n) return null
  const charge = `gift_card_over:${payOut.refund}` as ProviderReference
  return {
    id: payOut.payment,
    line: order.line,
    order: order.id,
    provider: 'till',
    method: 'cash',
    amount,
    reference: null,
    checkoutUrl: null,
    means: null,
    charges: null,
    byLink: false,
    taken: null,
    state: { kind: 'succeeded', at: now, claimedAt: now, charge },
    refunds: dueRefund(payOut.refund, amount, now),
    disputes: [],
    createdAt: now,
    stateSince: now,
  }
}
