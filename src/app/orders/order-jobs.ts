/**
 * What must be done outside the door when an order has moved: the letter, money and points on their
 * way back, presents on their way to the buyer or, with an order that goes back, to a standstill.
 * Derived from the order as it was and as it is.
 */
import type { Order } from '../../domain/order/order.ts'
import { haveReturnsDue } from '../../domain/order/parts.ts'
import { refundsDue, type Payment } from '../../domain/payment/payment.ts'
import type { Job } from '../door/command.ts'

export function orderJobs(
  before: Order,
  after: { readonly order: Order; readonly payments: readonly Payment[] },
): readonly Job[] {
  const { order, payments } = after
  const payload = { line: order.line, order: order.id }
  const jobs: Job[] = []
  const hasMoved = order.state.kind !== before.state.kind
  if (hasMoved && isTold(order)) jobs.push(orderLetter(order, order.state.kind))
  if (payments.some((payment) => refundsDue(payment).length > 0)) {
    jobs.push({ task: 'refund', payload })
  }
  if (haveReturnsDue(order.parts)) jobs.push({ task: 'return_parts', payload })
  if (hasMoved && order.state.kind === 'fulfilling' && order.state.progress.by.kind !== 'manual') {
    jobs.push({ task: 'fulfil', payload })
  }
  const arrived = order.state.kind === 'delivered' && before.state.kind !== 'delivered'
  const gift = order.campaign?.benefit.kind === 'gift_card' && order.buyer.kind === 'account'
  const left = before.state.kind === 'delivered' && order.state.kind !== 'delivered'
  const earned = arrived && order.earning !== null
  if (earned || (gift && (arrived || left))) jobs.push({ task: 'grant_presents', payload })
  return jobs
}

/** Letters tell of what was delivered or is to come, owed and returned; no money, no letter. */
export function isTold({ state: { kind } }: Order): boolean {
  return kind !== 'awaiting_payment' && kind !== 'cancelled' && kind !== 'expired'
}

/** Tells of one state; if the order has moved on when it is written, the next letter tells. */
export function orderLetter(order: Order, state: Order['state']['kind']): Job {
  return { task: 'order_letter', payload: { line: order.line, order: order.id, state } }
}

/** A payment whose order is over, or goes another way, takes no more money. */
export function cancelCheckout(order: Order): Job {
  const payload = { line: order.line, order: order.id, payment: order.payment }
  return { task: 'cancel_checkout', payload }
}
