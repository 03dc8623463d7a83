/**
 * What the provider said about a payment, applied: webhook, return page and reconciliation all come
 * here, in any order and any number. Money that came is delivered or owed back, once.
 */
import { assert, present } from '../../domain/basics/assert.ts'
import type { LineId, OrderId, PaymentId } from '../../domain/basics/ids.ts'
import type { Catalogue } from '../../domain/catalogue/catalogue.ts'
import { offerOf } from '../../domain/catalogue/catalogue.ts'
import type { Order } from '../../domain/order/order.ts'
import { settle, type SettlingIds } from '../../domain/order/settling.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import { progress } from '../../domain/payment/progress.ts'
import type { ProviderPayment } from '../../domain/payment/provider.ts'
import type { Instant } from '../../domain/basics/time.ts'
import {
  decided,
  type Command,
  type Decision,
  type Job,
  type JournalEvent,
} from '../door/command.ts'
import { NO_LINE, type Change, type LineState } from '../door/state.ts'

export interface LearnPayment {
  readonly line: LineId
  readonly order: OrderId
  readonly payment: PaymentId
  readonly told: ProviderPayment
  readonly ids: SettlingIds
}

export interface LearnedPayment {
  readonly state: Payment['state']['kind']
  readonly order: Order['state']['kind']
}

/** Idempotent by the payment's own state; it carries no key. */
export const learnPayment: Command<LearnPayment, LearnedPayment, never> = {
  name: 'learn_payment',
  keyPlace: 'outcomes',
  reads: ['packs', 'orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ payment, told }) => `${payment}|${told.state}`,
  decide({ states, now, catalogue }, input) {
    const state = states.lines.get(input.line) ?? NO_LINE
    const order = present(
      state.orders.find((one) => one.id === input.order),
      'a payment has its order',
    )
    const before = present(
      state.payments.find((one) => one.id === input.payment),
      'a payment told of is there',
    )
    const payment = progress(before, input.told, now)
    if (payment === before) {
      return decided({ state: before.state.kind, order: order.state.kind })
    }
    if (payment.state.kind !== 'succeeded') return moved({ before, payment, order, now })
    return settleNow({ state, order, payment, input, catalogue, now })
  },
}

function moved(given: {
  readonly before: Payment
  readonly payment: Payment
  readonly order: Order
  readonly now: Instant
}): Decision<LearnedPayment, never> {
  const { before, payment, order, now } = given
  const changes: Change[] = [{ table: 'payments', row: payment }]
  const over = payment.state.kind === 'failed' && order.state.kind === 'awaiting_payment'
  const after: Order = over ? { ...order, state: { kind: 'expired', at: now } } : order
  if (over) changes.push({ table: 'orders', row: after })
  const facts = { payment: payment.id, from: before.state.kind, to: payment.state.kind }
  return decided(
    { state: payment.state.kind, order: after.state.kind },
    { changes, events: [{ name: 'payment_moved', facts }] },
  )
}

function settleNow(given: {
  readonly state: LineState
  readonly order: Order
  readonly payment: Payment
  readonly input: LearnPayment
  readonly catalogue: Catalogue
  readonly now: Instant
}): Decision<LearnedPayment, never> {
  const { state, order, payment, input, catalogue, now } = given
  assert(
    input.told.state === 'succeeded' && input.told.amount === payment.amount,
    'the provider took the amount that was asked',
  )
  const offer = present(offerOf(catalogue, order.offer), 'an ordered offer stays in the catalogue')
  const network = present(catalogue.networks.get(offer.network), 'an offer has its network')
  const settled = settle(
    { order, payment, packs: state.packs },
    { offer, network, now, ids: input.ids, fee: input.told.fee },
  )
  return decided(
    { state: 'succeeded', order: settled.order.state.kind },
    {
      changes: [
        { table: 'orders', row: settled.order },
        { table: 'payments', row: settled.payment },
        ...changedPacks(state.packs, settled.packs),
        ...settled.postings.map((row): Change => ({ table: 'postings', row })),
      ],
      events: settlementEvents(settled.outcome, order, payment),
      jobs: settlementJobs(settled.outcome, order),
    },
  )
}

/** Only rows that differ are written. */
export function changedPacks(
  before: LineState['packs'],
  after: LineState['packs'],
): readonly Change[] {
  const known = new Set(before)
  return after.filter((pack) => !known.has(pack)).map((row): Change => ({ table: 'packs', row }))
}

export function settlementEvents(
  outcome: 'delivered' | 'refund_due',
  order: Order,
  payment: Payment,
): readonly JournalEvent[] {
  const facts = { order: order.id, payment: payment.id, yen: payment.amount }
  return [
    { name: 'payment_succeeded', facts },
    {
      name: outcome === 'delivered' ? 'order_delivered' : 'refund_due',
      facts: { order: order.id },
    },
  ]
}

function settlementJobs(outcome: 'delivered' | 'refund_due', order: Order): readonly Job[] {
  const payload = { line: order.line, order: order.id }
  const letter = orderLetter(order, outcome)
  return outcome === 'delivered' ? [letter] : [letter, { task: 'refund', payload }]
}

/** Tells of one state; if the order has moved on when it is written, the next letter tells. */
export function orderLetter(order: Order, state: Order['state']['kind']): Job {
  return { task: 'order_letter', payload: { line: order.line, order: order.id, state } }
}
