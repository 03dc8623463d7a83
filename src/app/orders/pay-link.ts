/**
 * A link that lets somebody else pay one waiting order. Opening it again makes a fresh one and ends
 * the older; the order waits as long as the link does.
 */
import type { LineId, OrderId } from '../../domain/basics/ids.ts'
import { isBefore, later, type Instant } from '../../domain/basics/time.ts'
import { rulesAt } from '../../domain/catalogue/money-rules.ts'
import type { Order } from '../../domain/order/order.ts'
import { payByFor } from '../../domain/order/taking.ts'
import { decided, refused, type Command } from '../door/command.ts'
import { NO_LINE } from '../door/state.ts'

export interface MakePayLink {
  readonly line: LineId
  readonly order: OrderId
  readonly act: 'open' | 'revoke'
}

export type PayLinkRefusal =
  | { readonly code: 'order_unknown' }
  | { readonly code: 'order_not_waiting'; readonly state: Order['state']['kind'] }
  | { readonly code: 'pay_by_passed'; readonly payBy: Instant }

export const makePayLink: Command<MakePayLink, { readonly until: Instant }, PayLinkRefusal> = {
  name: 'make_pay_link',
  keyPlace: 'outcomes',
  reads: ['orders'],
  homes: ({ line }) => [{ kind: 'line', id: line }],
  orders: ({ order }) => [order],
  fingerprint: ({ order, act }) => `${order}|${act}`,
  decide({ states, now, catalogue }, { line, order: id, act }) {
    const { orders } = states.lines.get(line) ?? NO_LINE
    const order = orders.find((one) => one.id === id)
    if (order === undefined) return refused({ code: 'order_unknown' })
    if (order.state.kind !== 'awaiting_payment') {
      return refused({ code: 'order_not_waiting', state: order.state.kind })
    }
    if (!isBefore(now, order.payBy)) return refused({ code: 'pay_by_passed', payBy: order.payBy })
    if (act === 'revoke') {
      const payLink = order.payLink && { ...order.payLink, revokedAt: now }
      return decided(
        { until: now },
        {
          changes: [{ table: 'orders', row: { ...order, payLink } }],
          events: [{ name: 'pay_link_revoked', facts: { order: id } }],
        },
      )
    }
    const rules = rulesAt(catalogue.rules, now)
    const held = payByFor({ method: 'card', byLink: true }, { rules, parts: order.parts, now })
    const until = later(order.payBy, held)
    const payLink = { since: now, until, revokedAt: null }
    return decided(
      { until },
      {
        changes: [{ table: 'orders', row: { ...order, payLink, payBy: until } }],
        events: [{ name: 'pay_link_opened', facts: { order: id } }],
      },
    )
  },
}
