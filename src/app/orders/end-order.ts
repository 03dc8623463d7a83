/** A waiting order ends without its money: the buyer cancels it, or its pay-by passes. */
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import { isBefore, type Instant } from '../../domain/basics/time.ts'
import type { Order } from '../../domain/order/order.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'
import { ended } from '../../domain/order/placing.ts'
import { cancelCheckout, orderJobs } from './order-jobs.ts'

export interface EndOrder {
  readonly line: LineId
  readonly order: OrderId
  readonly why: 'cancelled' | 'expired'
}

export type EndOrderRefusal =
  | { readonly code: 'order_unknown' }
  | { readonly code: 'order_not_waiting'; readonly state: Order['state']['kind'] }
  | { readonly code: 'payment_undecided'; readonly order: OrderId }
  | { readonly code: 'pay_by_not_passed'; readonly payBy: Instant }

export const endOrder: Command<EndOrder, null, EndOrderRefusal> = {
  name: 'end_order',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order, why }) => `${order}|${why}`,
  decide({ states, now }, { line, order: id, why }) {
    const state = states.lines.get(line) ?? NO_LINE
    const order = state.orders.find((one) => one.id === id)
    if (order === undefined) return refused({ code: 'order_unknown' })
    if (order.state.kind !== 'awaiting_payment') {
      return refused({ code: 'order_not_waiting', state: order.state.kind })
    }
    const attempts = state.payments.filter((one) => one.order === order.id)
    if (attempts.some((one) => one.state.kind === 'undecided')) {
      return refused({ code: 'payment_undecided', order: order.id })
    }
    if (why === 'expired' && isBefore(now, order.payBy)) {
      return refused({ code: 'pay_by_not_passed', payBy: order.payBy })
    }

    // From here ending must succeed.
    const end: Order['state'] =
      why === 'expired'
        ? { kind: 'expired', at: now }
        : { kind: 'cancelled', at: now, replacedBy: null }
    const events = [{ name: `order_${why}`, facts: { order: order.id } }]
    return decided(null, { ...ending(order, end), events })
  },
}

/** An order that waits for money ends without it: its row, and what is left to do outside. */
export function ending(order: Order, end: Order['state']) {
  const row = ended(order, end)
  return {
    changes: [{ table: 'orders', row } as const],
    jobs: [cancelCheckout(order), ...orderJobs(order, { order: row, payments: [] })],
  }
}
