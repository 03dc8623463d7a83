/** Giving money back for an order: quoted first, then given for the amount that was shown. */
import type { ApiKey } from '../../app/api-keys.ts'
import type { App } from '../../app/app.ts'
import { refundOrder } from '../../app/orders/refund-order.ts'
import type { Origin } from '../../app/origin.ts'
import { refundQuote } from '../../app/queries/refund-quote.ts'
import { present } from '../../domain/basics/assert.ts'
import { yen } from '../../domain/basics/money.ts'
import type { RefundAsk } from '../../domain/order/refunding.ts'
import type { Answered } from './answer.ts'
import { refusedAnswer } from './asking.ts'
import { findOrder, orderShapeFor, readOrder } from './order-reading.ts'
import type { Trouble } from './problems.ts'
import type * as schemas from './schemas/refunds.ts'
import { integer, money, type Shape } from './shapes.ts'

export const QUOTE_REFUSALS: readonly Trouble['code'][] = [
  'order_unknown',
  'order_not_delivered',
  'not_refundable',
  'pack_started',
  'refund_time_over',
  'nothing_left_to_refund',
  'refund_too_large',
  'gift_card_expired',
  'refund_disputed',
]
export const REFUND_REFUSALS: readonly Trouble['code'][] = [
  ...QUOTE_REFUSALS,
  'refund_changed',
  'key_reused',
  'busy',
]

const UNKNOWN = { trouble: { code: 'order_unknown' } } as const

export async function quote(
  app: App,
  text: string,
  { goodwill, revoke = false }: Shape<typeof schemas.RefundQuery>,
): Promise<Answered<Shape<typeof schemas.RefundQuote>>> {
  const found = await findOrder(app, text)
  if (found === null) return UNKNOWN
  const ask: RefundAsk =
    goodwill === undefined
      ? { kind: 'asked' }
      : { kind: 'goodwill', amount: yen(goodwill), revoke, reason: 'other' }
  const { quote: quoted } = await refundQuote(app, found.row, ask)
  if (!quoted.ok) return { trouble: quoted.refusal }
  const { value } = quoted
  return {
    body: {
      amount: money(value.amount),
      fromProvider: money(value.fromProvider),
      toGiftCards: money(value.toGiftCards),
      toPoints: money(value.toPoints),
      tax: money(value.tax),
      pointsTakenBack: integer(value.pointsTakenBack),
      shortfall: integer(value.shortfall),
      revokes: value.revokes,
    },
  }
}

export async function refund(
  app: App,
  text: string,
  asked: {
    readonly body: Shape<typeof schemas.Refund>
    readonly key: ApiKey
    readonly origin: Origin
  },
): Promise<Answered<Shape<typeof schemas.GivenRefund>>> {
  const found = await findOrder(app, text)
  if (found === null) return UNKNOWN
  const { order } = found.row
  const input = {
    line: order.line,
    order: order.id,
    ask: askOf(asked.body.why),
    shownAmount: yen(asked.body.expectedAmount.amount),
    earner: order.earning?.account ?? null,
    ids: { refund: app.ids.next(), postings: app.ids.next() },
  } as const
  const given = await app.door.ask(refundOrder, input, asked.origin)
  if (!given.ok) return refusedAnswer(app, given)
  const after = present(await readOrder(app, order.line, order.id), 'an order stays')
  return {
    body: {
      id: given.value.refund,
      amount: money(given.value.amount),
      order: orderShapeFor(app, after, asked.key),
    },
    status: 201,
    replayed: given.replayed,
  }
}

function askOf(why: Shape<typeof schemas.Refund>['why']): RefundAsk {
  if (why.kind === 'rule') return { kind: 'asked' }
  const { amount, revoke, reason = 'other' } = why
  return { kind: 'goodwill', amount: yen(amount.amount), revoke, reason }
}
