/**
 * An order that staff may give money back for: what went back already and what waits to be paid out
 * at a till, what the offer's rule gives now, and what a wish of staff would give, which way and
 * whether it takes two. Nothing here decides; the command quotes again under the lock.
 */
import { present } from '../../../domain/basics/assert.ts'
import type { OrderId, RefundId, ShopId } from '../../../domain/basics/ids.ts'
import type { Localised } from '../../../domain/basics/language.ts'
import { sumYen, yen, type Yen } from '../../../domain/basics/money.ts'
import { accept, refuse, type Result } from '../../../domain/basics/result.ts'
import type { Instant } from '../../../domain/basics/time.ts'
import { offerOf } from '../../../domain/catalogue/catalogue.ts'
import type { RefundRule } from '../../../domain/catalogue/offer.ts'
import type { OrderRefund } from '../../../domain/order/order.ts'
import type { RefundAsk, RefundingRefusal, RefundQuote } from '../../../domain/order/refunding.ts'
import type { Payment } from '../../../domain/payment/payment.ts'
import type { TillMethod } from '../../../domain/payment/provider.ts'
import { mayDo, type PermissionRefusal } from '../../../domain/staff/permissions.ts'
import type { Staff } from '../../../domain/staff/staff.ts'
import type { App } from '../../app.ts'
import type { OrderWithPayment } from '../../reads.ts'
import { refundNeedsSecond, shopOfOrder } from '../../staff/refund.ts'
import { orderNumber } from '../order-view.ts'
import { refundQuote } from '../refund-quote.ts'

export interface RefundView extends OrderWithPayment {
  readonly asOf: Instant
  readonly number: string
  readonly offerName: Localised
  readonly refundRule: { readonly rule: RefundRule; readonly byMandate: boolean }
  readonly shop: ShopId | null
  /** Of the price, what has not gone back. */
  readonly left: Yen
  /** Newest first. */
  readonly given: readonly OrderRefund[]
  /** Waiting at a counter; of any payment of the order. */
  readonly payOuts: readonly PayOut[]
  readonly byRule: RefundWish
  /** Null where staff wished for nothing yet. */
  readonly wished: RefundWish | null
}

export interface PayOut {
  readonly refund: RefundId
  readonly amount: Yen
  readonly method: TillMethod
  readonly askedAt: Instant
  readonly isPaid: boolean
}

export interface RefundWish {
  readonly ask: RefundAsk
  readonly quote: Result<RefundQuote, RefundingRefusal>
  readonly needsSecond: boolean
}

export type RefundViewRefusal = PermissionRefusal | { readonly code: 'order_unknown' }

export async function refundView(
  app: App,
  staff: Pick<Staff, 'role' | 'shop'>,
  asked: { readonly order: OrderId; readonly wish: RefundAsk | null },
): Promise<Result<RefundView, RefundViewRefusal>> {
  const found = await app.reads.find('order', asked.order)
  const line = found?.home.kind === 'line' ? found.home.id : null
  const known = line === null ? null : await app.reads.order(line, asked.order)
  if (line === null || known === null) return refuse({ code: 'order_unknown' })
  const { order } = known
  const payments = await app.reads.payments(line, order.id)
  const shop = shopOfOrder(order, payments)
  const allowed = mayDo(staff, 'refund', shop)
  if (!allowed.ok) return allowed
  const wish = asked.wish === null ? null : await wished(app, known, asked.wish)
  const offer = present(offerOf(app.catalogue(), order.offer), 'an order has its offer')
  return accept({
    ...known,
    asOf: app.clock.now(),
    number: orderNumber(order.id),
    offerName: offer.name,
    refundRule: { rule: offer.refund, byMandate: order.channel === 'auto' },
    shop,
    left: yen(order.price - sumYen(order.refunds.map((one) => yen(one.amount + one.shortfall)))),
    given: order.refunds.toReversed(),
    payOuts: payments.flatMap(payOutsOf),
    byRule: await wished(app, known, { kind: 'asked' }),
    wished: wish,
  })
}

/** Of a card that is over, what its share would be as money stands in place of the refusal. */
async function wished(app: App, known: OrderWithPayment, ask: RefundAsk): Promise<RefundWish> {
  const { quote } = await refundQuote(app, known, ask)
  if (!quote.ok && quote.refusal.code === 'gift_card_expired' && ask.overAsMoney !== true) {
    return wished(app, known, { ...ask, overAsMoney: true })
  }
  const given = { catalogue: app.catalogue(), now: app.clock.now() }
  const amount = quote.ok ? quote.value.amount : 0n
  return {
    ask,
    quote,
    needsSecond: quote.ok && refundNeedsSecond(known.order, { amount, ask }, given),
  }
}

function payOutsOf({ provider, method, refunds }: Payment): readonly PayOut[] {
  if (provider !== 'till') return []
  return refunds.map(({ id: refund, amount, askedAt, state }) => {
    const isPaid = state === 'succeeded'
    const way: TillMethod = method === 'terminal' ? 'terminal' : 'cash'
    return { refund, amount, method: way, askedAt, isPaid }
  })
}
