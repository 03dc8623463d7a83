/** Orders as a key's owner may see them: all of a line, but ways to pay only of its own. */
import type { ApiKey } from '../../app/api-keys.ts'
import type { App } from '../../app/app.ts'
import type { LineState } from '../../app/door/state.ts'
import { orderView } from '../../app/queries/order-view.ts'
import type { OrderWithPayment } from '../../app/reads.ts'
import { parseId, type LineId, type OrderId } from '../../domain/basics/ids.ts'
import { sameInstant, type Instant } from '../../domain/basics/time.ts'
import type { Order } from '../../domain/order/order.ts'
import type { Answered } from './answer.ts'
import { cursorBehind, writeCursor, type OrderCursor } from './cursor.ts'
import type * as schemas from './schemas/orders.ts'
import { orderShape, type Shape } from './shapes.ts'

export interface FoundOrder {
  readonly state: LineState
  readonly row: OrderWithPayment
  readonly now: Instant
}

/** Null for an order that is not there and for what is no id at all. */
export async function findOrder(app: App, text: string): Promise<FoundOrder | null> {
  const id = parseId<OrderId>(text)
  const found = id === null ? null : await app.reads.find('order', id)
  if (id === null || found?.home.kind !== 'line') return null
  return readOrder(app, found.home.id, id)
}

export async function readOrder(
  app: App,
  line: LineId,
  order: OrderId,
): Promise<FoundOrder | null> {
  const [row, state] = await Promise.all([app.reads.order(line, order), app.reads.line(line)])
  return row === null || state.line === null ? null : { state, row, now: app.clock.now() }
}

export function isOwn(order: Order, key: ApiKey): boolean {
  return order.buyer.kind === 'api_key' && order.buyer.apiKey === key.id
}

export function orderShapeFor(
  app: App,
  { state, row, now }: FoundOrder,
  key: ApiKey,
): Shape<typeof schemas.Order> {
  const given = { state, catalogue: app.catalogue(), now, access: 'holder' } as const
  return orderShape(orderView(row, given), isOwn(row.order, key))
}

export async function orderPage(
  app: App,
  asked: {
    readonly found: { readonly state: LineState & { readonly line: { readonly id: LineId } } }
    readonly limit: number
    readonly start: OrderCursor | null
    readonly key: ApiKey
  },
): Promise<Answered<Shape<typeof schemas.OrderPage>>> {
  const { limit, start, key } = asked
  const { state } = asked.found
  // The instant of the cursor is read again, and what was given of it is left out.
  const rows = await app.reads.orders(state.line.id, {
    limit: (start?.given ?? 0) + limit + 1,
    before: start === null ? null : start.at.add({ microseconds: 1 }),
  })
  const isGiven = ({ order }: OrderWithPayment, index: number) =>
    start !== null && index < start.given && sameInstant(order.placedAt, start.at)
  const rest = rows.filter((row, index) => !isGiven(row, index))
  const page = rest.slice(0, limit)
  const next =
    rest.length > limit
      ? cursorBehind(
          page.map(({ order }) => order),
          start,
        )
      : null
  const now = app.clock.now()
  return {
    body: {
      items: page.map((row) => orderShapeFor(app, { state, row, now }, key)),
      nextCursor: next === null ? null : writeCursor(next),
    },
  }
}
