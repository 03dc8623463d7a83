/** Events as they are on the wire. Pure. */

export const API_VERSION = '2026-10-28.endive'

export interface EventAsked {
  readonly id: string
  readonly created: number
  readonly type: EventType
  readonly object: unknown
}

export type EventType =
  | 'checkout.session.completed'
  | 'checkout.session.expired'
  | 'checkout.session.async_payment_succeeded'
  | 'checkout.session.async_payment_failed'
  | 'payment_intent.succeeded'
  | 'payment_intent.payment_failed'
  | 'payment_intent.processing'
  | 'payment_intent.canceled'
  | 'payment_intent.requires_action'
  | 'customer.created'
  | 'payment_method.attached'
  | 'payment_method.detached'
  | 'charge.succeeded'
  | 'charge.failed'
  | 'charge.refunded'
  | 'charge.dispute.created'
  | 'charge.dispute.updated'
  | 'charge.dispute.funds_withdrawn'
  | 'charge.dispute.funds_reinstated'
  | 'charge.dispute.closed'
  | 'refund.created'
  | 'refund.updated'
  | 'refund.failed'
  | 'payout.created'
  | 'payout.paid'

export function eventObject(asked: EventAsked) {
  return {
    id: asked.id,
    object: 'event' as const,
    api_version: API_VERSION,
    created: asked.created,
    data: { object: asked.object },
    livemode: false,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type: asked.type,
  }
}
