/** Of money: orders, payments, what was taken of points and gift cards, documents, kept means. */
import { numberText } from '../../../domain/bill/numbering.ts'
import type { Payment } from '../../../domain/payment/payment.ts'
import type { ShownMeans } from '../../../domain/payment/provider.ts'
import { orderNumber } from '../order-view.ts'
import { cardOf, EXPORT_ORDERS_MAX, isTheirs, type Gathered } from './gathered.ts'
import { at, code, section, text, yen, type Section } from './cells.ts'
import { offerName } from './lines.ts'

export function moneySections(gathered: Gathered): readonly Section[] {
  const { orders, rows } = gathered
  const known = orders.slice(0, EXPORT_ORDERS_MAX)
  return [
    section(
      'orders',
      orders,
      ({ order }) => ({
        order: text(orderNumber(order.id)),
        card: text(cardOf(gathered, order.line)),
        offer: text(offerName(gathered, order.offer)),
        amount: yen(order.price),
        at: at(order.placedAt),
        channel: code(order.channel),
        state: code(order.state.kind),
      }),
      EXPORT_ORDERS_MAX,
    ),
    section(
      'payments',
      known.flatMap(({ payments }) => payments),
      paymentRow,
    ),
    section(
      'parts',
      known.flatMap(({ order }) => order.parts.map((part) => ({ order, part }))),
      ({ order, part }) => ({
        order: text(orderNumber(order.id)),
        kind: code(part.kind),
        means: text(part.kind === 'gift_card' ? part.hint : null),
        amount: yen(part.amount),
      }),
    ),
    section(
      'documents',
      known.flatMap(({ documents }) => documents),
      ({ document, recipient }) => ({
        document: text(numberText(document.number)),
        kind: code(document.kind),
        recipient: text(isTheirs(gathered, document.line, document.issuedAt) ? recipient : null),
        amount: yen(document.total),
        at: at(document.issuedAt),
      }),
    ),
    section('points', rows.lots, (lot) => ({
      source: code(lot.source.kind),
      granted: yen(lot.granted),
      left: yen(lot.left),
      at: at(lot.grantedAt),
      expires: at(lot.expiresAt),
    })),
    section('kept_methods', rows.keptMethods, (one) => ({
      provider: code(one.provider),
      means: text(masked(one.means)),
      at: at(one.keptAt),
      forgotten: at(one.forgottenAt),
    })),
  ]
}

/** Somebody else's means stay theirs. */
function paymentRow(payment: Payment) {
  const { byLink, means } = payment
  return {
    order: text(orderNumber(payment.order)),
    provider: code(payment.provider),
    method: code(payment.method),
    means: text(byLink || means === null ? null : masked(means)),
    amount: yen(payment.amount),
    at: at(payment.createdAt),
    state: code(payment.state.kind),
  }
}

function masked({ brand, lastDigits }: ShownMeans): string {
  return `${brand} ${lastDigits}`
}
