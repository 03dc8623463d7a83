/** Renewals and the orders they become. */
import * as Type from 'typebox'
import type { FastifyRequest } from 'fastify'
import type { App } from '../../../app/app.ts'
import type { Origin } from '../../../app/origin.ts'
import { answer } from '../answer.ts'
import { readCursor } from '../cursor.ts'
import * as examples from '../examples.ts'
import type { Fastify } from '../fastify.ts'
import { keyOf, type Guard } from '../guard.ts'
import { IdempotencyHeaders, told } from '../operation.ts'
import { findOrder, orderPage, orderShapeFor } from '../order-reading.ts'
import { cancel, CANCELLATION_REFUSALS } from '../cancellation.ts'
import { renew, RENEWAL_REFUSALS } from '../renewal.ts'
import * as schemas from '../schemas/orders.ts'
import { LineParams, readLine } from './lines.ts'

export const PAGE_DEFAULT = 20
export const PAGE_MAX = 100

export const OrderParams = Type.Object({
  order: Type.String({ description: 'The id of the order.' }),
})

const PageQuery = Type.Object(
  {
    limit: Type.Optional(Type.Integer({ minimum: 1, maximum: PAGE_MAX, default: PAGE_DEFAULT })),
    cursor: Type.Optional(Type.String({ description: 'From `nextCursor`; opaque.' })),
  },
  { additionalProperties: false },
)

const ORDER_UNKNOWN = { trouble: { code: 'order_unknown' } } as const

export function orderRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.get(
    '/lines/:line/orders',
    {
      onRequest: guard('orders:read'),
      schema: {
        params: LineParams,
        querystring: PageQuery,
        ...told({
          operationId: 'listOrders',
          summary: 'The orders of a line, newest first',
          scope: 'orders:read',
          response: schemas.OrderPage,
          example: examples.ORDER_PAGE,
          refusals: ['line_unknown', 'cursor_unknown'],
        }),
      },
    },
    async (request, reply) => {
      const { limit = PAGE_DEFAULT, cursor } = request.query
      const found = await readLine(app, request.params.line)
      if (found === null) return answer(reply, { trouble: { code: 'line_unknown' } })
      const start = cursor === undefined ? null : readCursor(cursor)
      if (cursor !== undefined && start === null) {
        return answer(reply, { trouble: { code: 'cursor_unknown' } })
      }
      return answer(reply, await orderPage(app, { found, limit, start, key: keyOf(request) }))
    },
  )
  fastify.get(
    '/orders/:order',
    {
      onRequest: guard('orders:read'),
      schema: {
        params: OrderParams,
        ...told({
          operationId: 'getOrder',
          summary: 'An order',
          scope: 'orders:read',
          response: schemas.Order,
          example: examples.ORDER,
          refusals: ['order_unknown'],
        }),
      },
    },
    async (request, reply) => {
      const found = await findOrder(app, request.params.order)
      if (found === null) return answer(reply, ORDER_UNKNOWN)
      return answer(reply, { body: orderShapeFor(app, found, keyOf(request)) })
    },
  )
  askingRoutes(fastify, app, guard)
}

function askingRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.post(
    '/lines/:line/renewals',
    {
      onRequest: guard('orders:write'),
      schema: {
        params: LineParams,
        headers: IdempotencyHeaders,
        body: schemas.Renewal,
        ...told({
          operationId: 'renewLine',
          summary: 'Renew a line',
          description:
            'With `card`, send the buyer to `payment.checkoutUrl` of the answer. With `partner`, ' +
            'the answer is delivered already. By asking you confirm that the buyer was shown ' +
            'quantity and period, price, payment, delivery, cancellation and application period.',
          scope: 'orders:write',
          status: 201,
          response: schemas.Order,
          example: examples.ORDER,
          refusals: RENEWAL_REFUSALS,
        }),
      },
    },
    async (request, reply) => {
      const found = await readLine(app, request.params.line)
      if (found === null) return answer(reply, { trouble: { code: 'line_unknown' } })
      const asked = { found, body: request.body, key: keyOf(request), origin: originOf(request) }
      const renewed = await renew(app, asked)
      if ('trouble' in renewed) return answer(reply, renewed)
      const location = `${fastify.prefix}/orders/${renewed.body.id}`
      return answer(reply, { ...renewed, status: 201, location })
    },
  )
  fastify.post(
    '/orders/:order/cancellation',
    {
      onRequest: guard('orders:write'),
      schema: {
        params: OrderParams,
        headers: IdempotencyHeaders,
        ...told({
          operationId: 'cancelOrder',
          summary: 'Cancel an order that waits for its payment',
          description: 'No body. Only orders placed with the same API key.',
          scope: 'orders:write',
          response: schemas.Order,
          example: examples.ORDER_CANCELLED,
          refusals: CANCELLATION_REFUSALS,
        }),
      },
    },
    async (request, reply) => {
      const asked = { key: keyOf(request), origin: originOf(request) }
      return answer(reply, await cancel(app, request.params.order, asked))
    },
  )
}

/** One attempt of one key's owner; the schema of the headers has seen to the key's form. */
export function originOf(request: FastifyRequest): Origin {
  const key = String(request.headers['idempotency-key'])
  return { channel: 'api', actor: `api_key:${keyOf(request).id}`, key }
}
