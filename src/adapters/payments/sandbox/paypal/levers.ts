/**
 * The levers of the PayPal side, behind the same secret key as all levers: approve without a page,
 * decide for a bank, let kept means fail, open and close disputes, order faults, pay out.
 */
import type { FastifyInstance } from 'fastify'
import { Type, type Static, type TSchema } from 'typebox'
import type { Sandbox } from '../sandbox.ts'
import { enter } from './book.ts'
import { endDispute, openDispute } from './disputes.ts'
import { disputeObject, orderObject, refundObject, transactionObject } from './objects.ts'
import { approve, decide, findOrder } from './payments.ts'
import { BEHAVIOURS, find, listed, OUTCOMES, put } from './records.ts'
import { endRefund } from './refunds.ts'
import { endTokens } from './signing-in.ts'
import { deleteToken, findToken } from './tokens.ts'
import { notFound, unprocessable } from './trouble.ts'

export const ORDERS_LISTED_MAX = 100

const oneOf = <const Word extends string>(words: readonly Word[]) =>
  Type.Union(words.map((word) => Type.Literal(word)))

const APPROVAL = Type.Object({ outcome: oneOf(OUTCOMES) })
const DECISION = Type.Object({ state: oneOf(['succeeded', 'failed']) })
const BEHAVIOUR = Type.Object({ behaviour: oneOf(BEHAVIOURS) })
const DISPUTE = Type.Object({ capture: Type.String() })
const DISPUTE_END = Type.Object({ end: oneOf(['won', 'lost']) })
const REFUND_END = Type.Object({ status: oneOf(['succeeded', 'failed']) })
const PAYOUT = Type.Object({ amount: Type.Integer({ minimum: 1 }) })
const FAULT = Type.Object({
  fault: oneOf(['hang', 'error', 'rate-limit', 'refund-pending', 'duplicate-webhooks']),
  times: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
})

interface Lever<Body extends TSchema> {
  Params: { id: string }
  Body: Static<Body>
}

interface Named {
  Params: { id: string }
}

export function payPalLevers(sandbox: Sandbox) {
  return async (app: FastifyInstance): Promise<void> => {
    orderLevers(sandbox, app)
    tokenLevers(sandbox, app)
    disputeLevers(sandbox, app)
    moneyLevers(sandbox, app)
  }
}

function orderLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/orders', async () => ({
    orders: listed(sandbox, 'paypal.order', {}, ORDERS_LISTED_MAX).map((order) =>
      orderObject(sandbox, order),
    ),
  }))

  app.post<Lever<typeof APPROVAL>>(
    '/orders/:id/approval',
    { schema: { body: APPROVAL } },
    async ({ params, body }) => {
      if (approve(sandbox, params.id, body.outcome)) return {}
      throw unprocessable('ORDER_CANNOT_BE_APPROVED', 'There is nothing to approve any more.')
    },
  )

  /** Decides for a bank that is still deciding. */
  app.put<Lever<typeof DECISION>>(
    '/orders/:id/state',
    { schema: { body: DECISION } },
    async ({ params, body }) => {
      const capture = findOrder(sandbox, params.id)?.capture ?? null
      if (capture === null) throw notFound()
      if (decide(sandbox, capture, body.state === 'succeeded')) return {}
      throw unprocessable('CAPTURE_NOT_PENDING', 'The bank has decided already.')
    },
  )
}

function tokenLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.put<Lever<typeof BEHAVIOUR>>(
    '/payment-tokens/:id',
    { schema: { body: BEHAVIOUR } },
    async ({ params, body }) => {
      const token = findToken(sandbox, params.id)
      if (token === null) throw notFound()
      put(sandbox, { ...token, behaviour: body.behaviour })
      return {}
    },
  )

  /** As the payer does it in the account at PayPal. */
  app.delete<Named>('/payment-tokens/:id', async ({ params }) => {
    if (!deleteToken(sandbox, params.id)) throw notFound()
    return {}
  })

  app.post('/tokens/end', async () => {
    endTokens(sandbox)
    return {}
  })
}

function disputeLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.post<Lever<typeof DISPUTE>>('/disputes', { schema: { body: DISPUTE } }, async ({ body }) => {
    const dispute = openDispute(sandbox, body.capture)
    if (dispute === null) throw notFound()
    return disputeObject(sandbox, dispute, { whole: true })
  })

  app.put<Lever<typeof DISPUTE_END>>(
    '/disputes/:id/end',
    { schema: { body: DISPUTE_END } },
    async ({ params, body }) => {
      const dispute = endDispute(sandbox, params.id, body.end)
      if (dispute === null) throw notFound()
      return disputeObject(sandbox, dispute, { whole: true })
    },
  )
}

function moneyLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.put<Lever<typeof FAULT>>('/faults', { schema: { body: FAULT } }, async ({ body }) => {
    sandbox.store.setQuirk('', `paypal-${String(body.fault)}`, body.times)
    return {}
  })

  app.put<Lever<typeof REFUND_END>>(
    '/refunds/:id/status',
    { schema: { body: REFUND_END } },
    async ({ params, body }) => {
      const status = body.status === 'succeeded' ? 'COMPLETED' : 'FAILED'
      const refund = endRefund(sandbox, params.id, status)
      if (refund === null) throw notFound()
      return refundObject(sandbox, refund)
    },
  )

  app.get<Named>('/captures/:id/refunds', async ({ params }) => {
    if (find(sandbox, 'paypal.capture', params.id) === null) throw notFound()
    const refunds = listed(sandbox, 'paypal.refund', { parent: params.id })
    return { refunds: refunds.map((refund) => refundObject(sandbox, refund)) }
  })

  app.post<Lever<typeof PAYOUT>>('/payouts', { schema: { body: PAYOUT } }, async ({ body }) =>
    transactionObject(enter(sandbox, { code: 'T0400', amount: -body.amount })),
  )
}
