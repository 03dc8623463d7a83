/**
 * An order's money as its buyer sees it: what the price was made of, and what goes back which way.
 * Plain facts; not what a refund would come to (`refund-quote.ts`).
 */
import type { Localised } from '../../domain/basics/language.ts'
import { NO_YEN, yen, type Yen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Benefit } from '../../domain/catalogue/campaign.ts'
import type { Order } from '../../domain/order/order.ts'
import { dueToReturn, type Part } from '../../domain/order/parts.ts'
import type { Payment, Refund } from '../../domain/payment/payment.ts'
import { payLinkState } from '../pay-links.ts'

export interface OrderMoneyView {
  /** Before the discount. */
  readonly listPrice: Yen
  readonly discount: Yen
  readonly campaign: { readonly name: Localised; readonly benefit: Benefit } | null
  readonly parts: readonly PartView[]
  /** What no part covered: the payment's. */
  readonly rest: Yen
  readonly pointsEarned: Yen
  readonly returns: readonly ReturnView[]
  /** Lets somebody else pay, while it can be used. */
  readonly payLink: { readonly until: Instant } | null
}

export type PartView =
  | { readonly kind: 'points'; readonly amount: Yen }
  | { readonly kind: 'gift_card'; readonly amount: Yen; readonly hint: string }

export interface ReturnView {
  /** `counter`: whoever paid at a till fetches it at one. */
  readonly way: 'provider' | 'counter' | Part['kind']
  readonly amount: Yen
  readonly state: 'on_its_way' | 'to_fetch' | 'done' | 'failed'
  /** The provider has asked the payer for a bank account. */
  readonly asksPayer: boolean
  readonly hint: string | null
}

/** `payments`: every attempt to pay the order, as far as they are at hand. */
export function orderMoney(
  order: Order,
  payments: readonly Payment[],
  now: Instant,
): OrderMoneyView {
  const { campaign, payLink } = order
  const counts = payments.find((one) => one.id === order.payment)
  const usable =
    order.state.kind === 'awaiting_payment' &&
    payLink !== null &&
    payLinkState(payLink, now) === 'open'
  return {
    listPrice: yen(order.price + order.discount),
    discount: order.discount,
    campaign: campaign && { name: campaign.name, benefit: campaign.benefit },
    parts: order.parts.map((part) =>
      part.kind === 'points'
        ? { kind: 'points', amount: part.amount }
        : { kind: 'gift_card', amount: part.amount, hint: part.hint },
    ),
    rest: counts?.amount ?? NO_YEN,
    pointsEarned: order.earning?.points ?? NO_YEN,
    returns: [...payments.flatMap(asMoney), ...order.parts.flatMap(toItsHome)],
    payLink: usable ? { until: payLink.until } : null,
  }
}

/** Through the provider that took it, or over a counter. */
function asMoney({ provider, refunds }: Payment): readonly ReturnView[] {
  const isTill = provider === 'till'
  return refunds.map(({ amount, state, askPayer }) => ({
    way: isTill ? 'counter' : 'provider',
    amount,
    state: returnState(state, isTill),
    asksPayer: askPayer && state !== 'succeeded',
    hint: null,
  }))
}

function returnState(state: Refund['state'], isTill: boolean): ReturnView['state'] {
  if (state === 'succeeded') return 'done'
  if (isTill) return 'to_fetch'
  return state === 'failed' ? 'failed' : 'on_its_way'
}

function toItsHome(part: Part): readonly ReturnView[] {
  if (part.toReturn === 0n) return []
  return [
    {
      way: part.kind,
      amount: part.toReturn,
      state: dueToReturn(part) === 0n ? 'done' : 'on_its_way',
      asksPayer: false,
      hint: part.kind === 'gift_card' ? part.hint : null,
    },
  ]
}
