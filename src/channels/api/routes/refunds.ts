/** Refunds of delivered orders: what would come back, and giving it. */
import type { App } from '../../../app/app.ts'
import { answer } from '../answer.ts'
import * as examples from '../examples.ts'
import type { Fastify } from '../fastify.ts'
import { keyOf, type Guard } from '../guard.ts'
import { IdempotencyHeaders, told } from '../operation.ts'
import { quote, QUOTE_REFUSALS, refund, REFUND_REFUSALS } from '../refund.ts'
import * as schemas from '../schemas/refunds.ts'
import { OrderParams, originOf } from './orders.ts'

const SCOPE = 'refunds:write'

export function refundRoutes(fastify: Fastify, app: App, guard: Guard): void {
  fastify.get(
    '/orders/:order/refund-quote',
    {
      onRequest: guard(SCOPE),
      schema: {
        params: OrderParams,
        querystring: schemas.RefundQuery,
        ...told({
          operationId: 'quoteRefund',
          summary: 'What would go back for an order now',
          description: 'By the offer’s rule, or as goodwill of so many yen.',
          scope: SCOPE,
          response: schemas.RefundQuote,
          example: examples.REFUND_QUOTE,
          refusals: QUOTE_REFUSALS,
        }),
      },
    },
    async (request, reply) => answer(reply, await quote(app, request.params.order, request.query)),
  )
  fastify.post(
    '/orders/:order/refunds',
    {
      onRequest: guard(SCOPE),
      schema: {
        params: OrderParams,
        headers: IdempotencyHeaders,
        body: schemas.Refund,
        ...told({
          operationId: 'refundOrder',
          summary: 'Give money back for an order',
          description:
            'For the amount that was quoted and shown; another one is refused. It goes back in ' +
            'the reverse order of taking: provider, gift cards, points.',
          scope: SCOPE,
          status: 201,
          response: schemas.GivenRefund,
          example: examples.GIVEN_REFUND,
          refusals: REFUND_REFUSALS,
        }),
      },
    },
    async (request, reply) => {
      const asked = { body: request.body, key: keyOf(request), origin: originOf(request) }
      return answer(reply, await refund(app, request.params.order, asked))
    },
  )
}
