/**
 * Refunds that staff give. Beyond a limit it takes two, counted over all that went back for the
 * order, so that many small refunds are one large one; a gift card that is over is turned into
 * money by two people always. How much and which way is the domain's (`domain/order/refunding.ts`).
 */
import type { ShopId } from '../../domain/basics/ids.ts'
import { sumYen } from '../../domain/basics/money.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Order } from '../../domain/order/order.ts'
import type { RefundAsk } from '../../domain/order/refunding.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { DecideContext } from '../door/command.ts'
import { NO_LINE, type States } from '../door/state.ts'
import { refundOrder, type RefundOrder } from '../orders/refund-order.ts'
import { byStaff } from './by-staff.ts'

/** Whose a refund is to give, and whether it takes two: also where it ends a dispute. */
export const REFUND_RULE = {
  shopOf(states: States, input: RefundOrder): ShopId | null {
    const { order, payments } = found(states, input)
    return order === undefined ? null : shopOfOrder(order, payments)
  },
  needsSecond({ states, catalogue, now }: DecideContext, input: RefundOrder): boolean {
    const { order } = found(states, input)
    const { shownAmount: amount, ask } = input
    return order !== undefined && refundNeedsSecond(order, { amount, ask }, { catalogue, now })
  },
} as const

export const refundByStaff = byStaff({ act: 'refund', ...REFUND_RULE }, refundOrder)

function found({ lines }: States, { line, order: id }: RefundOrder) {
  const { orders, payments } = lines.get(line) ?? NO_LINE
  return { order: orders.find((one) => one.id === id), payments }
}

/** Where it was paid, or else where it was asked for; null: at no counter. */
export function shopOfOrder(order: Order, payments: readonly Payment[]): ShopId | null {
  const paid = payments.find(({ id }) => id === order.payment)
  const asked = order.buyer.kind === 'counter' ? order.buyer.shop : null
  return paid?.taken?.shop ?? asked
}

export function refundNeedsSecond(
  order: Order,
  { amount, ask }: { readonly amount: bigint; readonly ask: RefundAsk },
  { catalogue, now }: { readonly catalogue: Pick<Catalogue, 'rules'>; readonly now: Instant },
): boolean {
  const before = sumYen(order.refunds.map((refund) => refund.amount))
  const { refundAloneMax } = rulesAt(catalogue.rules, now).counter
  return ask.overAsMoney === true || before + amount > refundAloneMax
}
