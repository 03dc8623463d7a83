/** An order as its buyer sees it. */
import { begin } from '../../domain/balance/chain.ts'
import { present } from '../../domain/basics/assert.ts'
import type { OrderId } from '../../domain/basics/ids.ts'
import { wasSupplied } from '../../domain/bill/order-facts.ts'
import { taxWithin } from '../../domain/bill/tax.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import { offerOf, type Catalogue } from '../../domain/catalogue/catalogue.ts'
import { maskIccid } from '../../domain/line/iccid.ts'
import { taxableAmount } from '../../domain/order/order.ts'
import type { LineState } from '../door/state.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { OrderWithPayment } from '../reads.ts'
import { orderMoney } from './order-money.ts'
import { packView } from './pack-view.ts'
import { seesPast, type Access, type OrderView } from './views.ts'

const NUMBER_LENGTH = 8

/** Short enough to read out; from the random end of the id. */
export function orderNumber(id: OrderId): string {
  return id.slice(-NUMBER_LENGTH).toUpperCase()
}

export function orderView(
  { order, payment }: OrderWithPayment,
  given: {
    readonly state: LineState
    readonly catalogue: Catalogue
    readonly now: Instant
    readonly access: Access
    /** Every attempt to pay, where more is to be told than of the one that counts. */
    readonly payments?: readonly Payment[]
  },
): OrderView {
  const { state, catalogue, now, access } = given
  const offer = present(offerOf(catalogue, order.offer), 'an order has its offer')
  const packs = begin(state.packs, now)
  const own = packs.filter((one) => one.order === order.id)
  const pack = own.find((one) => one.origin === 'paid') ?? own[0]
  const line = present(state.line, 'an order has its line')
  const payable =
    order.state.kind === 'awaiting_payment' &&
    (payment.state.kind === 'open' || payment.state.kind === 'created') &&
    isBefore(now, order.payBy)
  return {
    id: order.id,
    line: order.line,
    number: orderNumber(order.id),
    offer: order.offer,
    offerName: offer.name,
    price: order.price,
    taxPercent: order.taxPercent,
    tax: taxWithin(taxableAmount(order), order.taxPercent, order.taxRounding),
    placedAt: order.placedAt,
    payBy: order.payBy,
    state: order.state,
    payment: {
      state: payment.state,
      method: payment.method,
      means: seesPast(access) && !payment.byLink ? payment.means : null,
      lastFailure: payment.state.kind === 'open' ? payment.state.lastFailure : null,
      checkoutUrl: payable ? payment.checkoutUrl : null,
      voucher: payment.state.kind === 'open' && payable ? payment.state.voucher : null,
      byLink: payment.byLink,
    },
    refundRule: { rule: offer.refund, byMandate: order.channel === 'auto' },
    money: orderMoney(order, given.payments ?? [payment], now),
    pack:
      pack === undefined || access === 'line_proof'
        ? null
        : packView(packs, pack, { catalogue, now }),
    lineMasked: maskIccid(line.sim.iccid),
    agreement: order.agreement,
    receiptAvailable: wasSupplied(order) && seesPast(access),
  }
}
