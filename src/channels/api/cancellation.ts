/** Cancelling an order that waits for its payment. */
import type { ApiKey } from '../../app/api-keys.ts'
import type { App } from '../../app/app.ts'
import type { Origin } from '../../app/origin.ts'
import { endOrder } from '../../app/orders/end-order.ts'
import { present } from '../../domain/basics/assert.ts'
import type { Answered } from './answer.ts'
import { refusedAnswer } from './asking.ts'
import { findOrder, isOwn, orderShapeFor, readOrder } from './order-reading.ts'
import type { Trouble } from './problems.ts'
import type * as schemas from './schemas/orders.ts'
import type { Shape } from './shapes.ts'

export const CANCELLATION_REFUSALS: readonly Trouble['code'][] = [
  'order_unknown',
  'order_of_other_buyer',
  'order_not_waiting',
  'payment_undecided',
  'key_reused',
  'busy',
]

export async function cancel(
  app: App,
  text: string,
  asked: { readonly key: ApiKey; readonly origin: Origin },
): Promise<Answered<Shape<typeof schemas.Order>>> {
  const found = await findOrder(app, text)
  if (found === null) return { trouble: { code: 'order_unknown' } }
  const { order } = found.row
  if (!isOwn(order, asked.key)) return { trouble: { code: 'order_of_other_buyer' } }
  const ending = { line: order.line, order: order.id, why: 'cancelled' } as const
  const ended = await app.door.ask(endOrder, ending, asked.origin)
  if (!ended.ok) return refusedAnswer(app, ended)
  const after = present(await readOrder(app, order.line, order.id), 'an order stays')
  return { body: orderShapeFor(app, after, asked.key), replayed: ended.replayed }
}
