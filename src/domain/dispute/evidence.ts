/**
 * Facts of a line's own records, as evidence: an order with what its pack served, its attempts to
 * pay, and what was found odd about it. Figures and ids, never personal text. What lies outside the
 * line's state (agreement, sign-ins, journal, usage) is gathered by `app/disputes/gathering.ts`.
 */
import type { Pack } from '../balance/pack.ts'
import type { Anomaly, Finding } from '../bill/anomaly.ts'
import type { Order } from '../order/order.ts'
import type { Payment } from '../payment/payment.ts'
import type { Evidence } from './dispute.ts'

type Facts = Evidence['facts']

export function evidenceOfOrder(order: Order, packs: readonly Pack[]): Evidence {
  const pack = packs.find((one) => one.order === order.id && one.origin === 'paid')
  return {
    kind: 'order',
    id: order.id,
    at: order.placedAt,
    facts: {
      channel: order.channel,
      buyer: order.buyer.kind,
      offer: order.offer.id,
      version: order.offer.version,
      price: order.price,
      discount: order.discount,
      state: order.state.kind,
      bytesUsed: pack === undefined ? null : pack.bytesUsed + pack.bytesThrottled,
      begunAt: pack?.start.kind === 'begun' ? pack.start.from.toString() : null,
    },
  }
}

/** Every attempt; the one that counts says so. */
export function evidenceOfPayments(
  order: Order,
  payments: readonly Payment[],
): readonly Evidence[] {
  return payments
    .filter((payment) => payment.order === order.id)
    .map((payment) => ({
      kind: 'payment',
      id: payment.id,
      at: payment.createdAt,
      facts: {
        provider: payment.provider,
        method: payment.method,
        amount: payment.amount,
        state: payment.state.kind,
        counts: payment.id === order.payment,
        byLink: payment.byLink,
        refunds: payment.refunds.length,
        bankDisputes: payment.disputes.length,
      },
    }))
}

export function evidenceOfAnomaly(anomaly: Anomaly): Evidence {
  const { id, finding, aboutAt: at } = anomaly
  return { kind: 'anomaly', id, at, facts: { finding: finding.kind, ...factsOf(finding) } }
}

function factsOf(finding: Finding): Facts {
  switch (finding.kind) {
    case 'duplicate':
      return { earlier: finding.earlier, secondsApart: finding.secondsApart }
    case 'price_differs':
      return { charged: finding.charged, listed: finding.listed }
    case 'usage_jump':
      return { day: finding.day.toString(), bytes: finding.bytes, usual: finding.usual }
    case 'renewal_after_cancel':
      return { endedAt: finding.endedAt.toString() }
    case 'unknown_channel':
      return { channel: finding.channel }
  }
}
