/** The API's phrasebook for refunds and gift cards; a part of `problems.ts`. */
import type { RefundOrderRefusal } from '../../app/orders/refund-order.ts'
import type { GiftCardRefusal } from '../../domain/gift-card/issuing.ts'
import type { Phrasebook } from './problems.ts'

export const REFUNDING: Phrasebook<RefundOrderRefusal> = {
  order_unknown: {
    status: 404,
    title: 'Order unknown',
    detail: () => 'There is no such order, or it is not one of yours to see.',
  },
  order_not_delivered: {
    status: 409,
    title: 'Order not delivered',
    detail: ({ state }) => `Only a delivered order can be refunded; it is ${state}.`,
  },
  not_refundable: {
    status: 409,
    title: 'Not refundable',
    detail: () => 'The offer is sold without a refund; only goodwill can give something back.',
  },
  pack_started: {
    status: 409,
    title: 'Pack started',
    detail: ({ at }) => `The pack started at ${at.toString()}; it could be returned until then.`,
  },
  refund_time_over: {
    status: 409,
    title: 'Time to return over',
    detail: ({ until }) => `The pack could be returned until ${until.toString()}.`,
  },
  nothing_left_to_refund: {
    status: 409,
    title: 'Nothing left to refund',
    detail: () => 'Nothing of the price is left that could go back.',
  },
  refund_too_large: {
    status: 422,
    title: 'Refund too large',
    detail: ({ max }) => `JPY ${max} of the price have not gone back yet; ask for no more.`,
  },
  gift_card_expired: {
    status: 409,
    title: 'Gift card over',
    detail: ({ at }) =>
      `A gift card that paid for the order was over at ${at.toString()}; staff decide instead.`,
  },
  refund_disputed: {
    status: 409,
    title: 'Payment disputed',
    detail: () => 'The payer disputes the payment with the bank; nothing is refunded meanwhile.',
  },
  refund_changed: {
    status: 409,
    title: 'Refund changed',
    detail: ({ shown, amount }) =>
      `You expected JPY ${shown}, it would be JPY ${amount}. Show it, then ask again.`,
  },
}

export const GIFT_CARDS: Phrasebook<GiftCardRefusal> = {
  gift_card_unknown: {
    status: 404,
    title: 'Gift card unknown',
    detail: () => 'There is no gift card with this code.',
  },
  gift_card_active: {
    status: 409,
    title: 'Gift card active',
    detail: ({ since }) =>
      `The gift card was activated at ${since.toString()}; do not sell it again.`,
  },
  gift_card_frozen: {
    status: 409,
    title: 'Gift card frozen',
    detail: ({ since }) => `The gift card has been frozen since ${since.toString()}.`,
  },
  gift_card_not_frozen: {
    status: 409,
    title: 'Gift card not frozen',
    detail: () => 'The gift card is not frozen.',
  },
}
