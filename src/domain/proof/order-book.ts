/**
 * What the book must hold for an order, told by the order's outcome alone, against its postings. Of
 * a lost dispute the book itself is the only record of how it was divided, so its sets are left out
 * of what was sold. Pure.
 */
import { taxWithin } from '../bill/tax.ts'
import { NO_YEN, negate, sumYen, yen, type Yen } from '../basics/money.ts'
import { refundsDue, type Payment } from '../payment/payment.ts'
import { taxableAmount, type Order } from '../order/order.ts'
import { sumParts, type Part } from '../order/parts.ts'
import { differs, type BookDifference } from './difference.ts'
import type { Balances } from './value.ts'

export interface OrderBook {
  readonly order: Order
  /** Every attempt to pay it. */
  readonly payments: readonly Payment[]
  /** Postings of the order in its line's home, debit positive. */
  readonly balances: Balances
  /** Of them, those of lost disputes. */
  readonly lost: Balances
}

export function proveOrder(book: OrderBook): readonly BookDifference[] {
  const { order, payments, balances, lost } = book
  const credit = (account: string) => negate(balances.get(account) ?? NO_YEN)
  const beforeLost = (account: string) => yen(credit(account) + (lost.get(account) ?? NO_YEN))
  const expected = expectedOf(order)
  const owed = sumYen(payments.flatMap(refundsDue).map(({ amount }) => amount))
  const of = { home: { kind: 'line', id: order.line } as const, subject: order.id }
  return [
    ...differs(of, {
      advances: [credit('advances'), inAdvance(order, payments)],
      held_for_orders: [credit('held_for_orders'), heldFor(order)],
      refunds_due: [credit('refunds_due'), owed],
      sales: [beforeLost('sales'), yen(expected.taxable - expected.tax)],
      consumption_tax: [beforeLost('consumption_tax'), expected.tax],
    }),
    ...(wasSold(order) ? provePrice(book) : []),
  ]
}

/** Delivered at some time, whatever became of it. */
export function wasSold({ state }: Order): boolean {
  if (state.kind === 'delivered' || state.kind === 'charged_back') return true
  const isBack = state.kind === 'refund_due' || state.kind === 'refunded'
  return isBack && (state.why === 'asked' || state.why === 'goodwill')
}

/** What the attempt that counts brought, while another carrier has yet to deliver. */
function inAdvance({ state, payment }: Order, payments: readonly Payment[]): Yen {
  if (state.kind !== 'fulfilling') return NO_YEN
  return payments.find(({ id }) => id === payment)?.amount ?? NO_YEN
}

/** Of points and gift cards that were taken, what is neither sold nor back. */
function heldFor(order: Order): Yen {
  const sold = wasSold(order)
  const held = ({ amount, toReturn, returned }: Part) => yen((sold ? toReturn : amount) - returned)
  return sumYen(order.parts.map(held))
}

/** What was sold, less what was returned of it. */
function expectedOf(order: Order): { readonly taxable: Yen; readonly tax: Yen } {
  if (!wasSold(order)) return { taxable: NO_YEN, tax: NO_YEN }
  const { taxPercent, taxRounding, refunds } = order
  const whole = taxableAmount(order)
  const taxable = yen(whole - sumYen(refunds.map((one) => one.taxable)))
  const original = taxWithin(whole, taxPercent, taxRounding)
  return { taxable, tax: yen(original - sumYen(refunds.map((one) => one.tax))) }
}

/** The attempt that was paid and the parts make up the price. */
function provePrice({ order, payments }: OrderBook): readonly BookDifference[] {
  const paid = payments.find(({ id }) => id === order.payment)
  const of = { home: { kind: 'line', id: order.line } as const, subject: order.id }
  return differs(of, {
    price: [order.price, yen((paid?.amount ?? NO_YEN) + sumParts(order.parts))],
    payment_state: [paid?.state.kind, 'succeeded'],
  })
}
