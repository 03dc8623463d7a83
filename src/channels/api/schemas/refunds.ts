/** Refunds as the API describes them. */
import * as Type from 'typebox'
import { REFUND_REASONS } from '../../../domain/order/order.ts'
import { Order } from './orders.ts'
import { Id, Money, named, record } from './values.ts'

export const RefundQuery = Type.Object(
  {
    goodwill: Type.Optional(
      Type.Integer({ minimum: 1, description: 'Yen given as goodwill; else by the offer’s rule.' }),
    ),
    revoke: Type.Optional(
      Type.Boolean({ description: 'Goodwill that takes the data back. Default: false.' }),
    ),
  },
  { additionalProperties: false },
)

export const RefundQuote = named('RefundQuote', 'What would go back now, and which way.', {
  amount: Money,
  fromProvider: Money,
  toGiftCards: Money,
  toPoints: Money,
  tax: Money,
  pointsTakenBack: Type.Integer({ minimum: 0 }),
  shortfall: Type.Integer({
    minimum: 0,
    description: 'Points earned with the order that were spent; they lowered the amount.',
  }),
  revokes: Type.Boolean({ description: 'The data of the order is taken back.' }),
})

export const Refund = named('Refund', 'What a refund is asked with.', {
  why: Type.Union(
    [
      record({ kind: Type.Literal('rule') }),
      record({
        kind: Type.Literal('goodwill'),
        amount: Money,
        revoke: Type.Boolean({ description: 'Whether the data is taken back.' }),
        reason: Type.Optional(
          Type.Union(
            REFUND_REASONS.map((one) => Type.Literal(one)),
            { description: 'Why you give it. Default: other.' },
          ),
        ),
      }),
    ],
    { description: '`rule`: as the offer promises. `goodwill`: as you decide.' },
  ),
  expectedAmount: Money,
})

export const GivenRefund = named('GivenRefund', 'A refund that was given.', {
  id: Id,
  amount: Money,
  order: Order,
})
