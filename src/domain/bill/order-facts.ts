/**
 * What an order tells a document: what was sold, by which ways it was paid, and by which ways a
 * refund of it went back. Reads the order as it stands; decides nothing.
 */
import { assert } from '../basics/assert.ts'
import { NO_YEN, sumYen, yen, type Yen } from '../basics/money.ts'
import { jstDate, type Instant } from '../basics/time.ts'
import type { Pack } from '../balance/pack.ts'
import type { Offer } from '../catalogue/offer.ts'
import type { Order, OrderRefund } from '../order/order.ts'
import { pointsOf } from '../order/parts.ts'
import type { Payment } from '../payment/payment.ts'
import type { Document, ReturnFacts, SaleFacts, Settlement } from './document.ts'

export interface SoldOrder {
  readonly order: Order
  /** The attempt that was paid. */
  readonly payment: Payment
  readonly offer: Offer
  /** What was delivered, as far as it is kept with the line. */
  readonly pack: Pack | null
  /** As people read it out. */
  readonly number: string
}

/** Whether anything was supplied: money that only came and went back is no sale. */
export function wasSupplied({ state }: Order): boolean {
  switch (state.kind) {
    case 'delivered':
    case 'charged_back':
      return true
    case 'refund_due':
    case 'refunded':
      return state.why === 'asked' || state.why === 'goodwill'
    case 'awaiting_payment':
    case 'fulfilling':
    case 'cancelled':
    case 'expired':
      return false
  }
}

export function saleFacts({ order, payment, offer, pack, number }: SoldOrder): SaleFacts {
  assert(wasSupplied(order), 'only what was supplied has a receipt')
  const paidAt = payment.state.kind === 'succeeded' ? payment.state.at : payment.stateSince
  const { campaign, discount } = order
  return {
    line: order.line,
    order: order.id,
    orderNumber: number,
    suppliedOn: jstDate(suppliedAt(order, { pack, paidAt })),
    period: pack?.start.kind === 'begun' ? pack.start : null,
    items: [
      {
        name: offer.name,
        price: yen(order.price + discount),
        taxPercent: order.taxPercent,
        discount: campaign === null ? null : { name: campaign.name, amount: discount },
      },
    ],
    paid: waysOf(paidBy(order, payment), payment),
    paidAt,
    pointsAs: order.pointsAs,
    taxRounding: order.taxRounding,
  }
}

/** An order is delivered at the instant at which its payment is known. */
function suppliedAt(
  { state }: Order,
  given: { readonly pack: Pack | null; readonly paidAt: Instant },
): Instant {
  return state.kind === 'delivered' ? state.at : (given.pack?.deliveredAt ?? given.paidAt)
}

export function returnFacts(
  { order, payment, offer }: SoldOrder,
  refund: OrderRefund,
  given: { readonly original: Document; readonly returnInvoiceFrom: Yen },
): ReturnFacts {
  const earlier = order.refunds.slice(0, order.refunds.indexOf(refund))
  return {
    refund: refund.id,
    name: offer.name,
    returned: waysOf(returnedBy(order, refund, earlier), payment),
    returnedAt: refund.at,
    earlier: earlier.map(({ taxable, tax }) => {
      return { rates: [{ percent: order.taxPercent, gross: taxable, tax }] }
    }),
    ...given,
  }
}

/** An amount by the ways in which money comes and goes back. */
interface Ways {
  readonly points: Yen
  readonly giftCards: Yen
  readonly provider: Yen
  /** Paid out over a counter for gift cards that were over. */
  readonly cash: Yen
}

function paidBy({ parts }: Order, payment: Payment): Ways {
  const giftCards = sumYen(
    parts.filter((part) => part.kind === 'gift_card').map((part) => part.amount),
  )
  return { points: pointsOf(parts), giftCards, provider: payment.amount, cash: NO_YEN }
}

/** Beside the provider's share, gift cards before points: the reverse order of taking. */
function returnedBy(order: Order, refund: OrderRefund, earlier: readonly OrderRefund[]): Ways {
  const fromParts = (one: OrderRefund) => yen(one.amount - one.fromProvider)
  const before = sumYen(earlier.map(fromParts))
  const cards = sumYen(
    order.parts.filter((part) => part.kind === 'gift_card').map((part) => part.amount),
  )
  const cardsLeft = before < cards ? yen(cards - before) : NO_YEN
  const own = fromParts(refund)
  const ofCards = own < cardsLeft ? own : cardsLeft
  const { asMoney: cash, fromProvider: provider } = refund
  return { points: yen(own - ofCards), giftCards: yen(ofCards - cash), provider, cash }
}

function waysOf(ways: Ways, payment: Payment): readonly Settlement[] {
  const { method } = payment
  assert(ways.provider === 0n || method !== 'house', 'our own book moves nothing from outside')
  // Taken in cash and paid out in cash are one way.
  const isCash = method === 'cash'
  const cash = isCash ? yen(ways.cash + ways.provider) : ways.cash
  const outside: readonly Settlement[] =
    method === 'house' || isCash
      ? []
      : [{ by: { kind: 'provider', method }, amount: ways.provider }]
  const settled: readonly Settlement[] = [
    { by: { kind: 'points' }, amount: ways.points },
    { by: { kind: 'gift_card' }, amount: ways.giftCards },
    ...outside,
    { by: { kind: 'provider', method: 'cash' }, amount: cash },
  ]
  return settled.filter(({ amount }) => amount > 0n)
}
