/**
 * The part of PayPal's REST API that the sandbox speaks: sign-in, Orders v2, Payments v2, Vault
 * v3, Disputes v1, Transaction Search v1, and the verification of webhooks. Each route reads its
 * JSON, calls one verb, and answers the object; errors leave as PayPal's envelope.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sayFault } from '../log.ts'
import type { Sandbox } from '../sandbox.ts'
import { searchBook } from './book.ts'
import { isOurTransmission } from './events.ts'
import { once, ORDER_KEYS_SECONDS, PAYMENT_KEYS_SECONDS } from './idempotency.ts'
import { captureObject, disputeObject, orderObject, refundObject, tokenObject } from './objects.ts'
import { orderAsked } from './opening.ts'
import { captureOrder, chargeToken, findOrder, refuseFunding } from './payments.ts'
import { find, listed } from './records.ts'
import { makeRefund } from './refunds.ts'
import { ClientUnknown, refuseStrangers, tokenFor } from './signing-in.ts'
import { deleteToken, findToken, tokensOf } from './tokens.ts'
import { envelopeOf, malformed, notFound, PayPalTrouble } from './trouble.ts'

type Asked = FastifyRequest<{ Params: { id: string } }>

export function payPalRoutes(sandbox: Sandbox) {
  return async (app: FastifyInstance): Promise<void> => {
    // The text itself is needed where the very bytes matter, so JSON is parsed by the routes.
    const asText = { parseAs: 'string' } as const
    const keep = async (_: FastifyRequest, body: string): Promise<string> => body
    app.addContentTypeParser('application/json', asText, keep)
    app.addContentTypeParser('application/x-www-form-urlencoded', asText, keep)
    app.setErrorHandler(answerTrouble)
    app.addHook('onRequest', async (request) => {
      await sandbox.clock.refresh()
      if (!request.url.startsWith('/v1/oauth2/')) refuseStrangers(sandbox, request)
      const latencyMs = sandbox.latencyMs()
      if (latencyMs > 0) await wait(latencyMs)
      await sufferFault(sandbox, request)
    })
    app.post('/v1/oauth2/token', async (request) => tokenFor(sandbox, request))
    orderRoutes(sandbox, app)
    paymentRoutes(sandbox, app)
    tokenRoutes(sandbox, app)
    readingRoutes(sandbox, app)
  }
}

function orderRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.post('/v2/checkout/orders', async (request, reply) => {
    await sandbox.clock.ask()
    const body = jsonOf(request)
    const requestId = requestIdOf(request)
    if (requestId === undefined) throw malformed('PayPal-Request-Id', 'PAYPAL_REQUEST_ID_REQUIRED')
    const asked = { requestId, path: request.url, keptSeconds: ORDER_KEYS_SECONDS }
    const { made, replayed } = once(sandbox, asked, () => {
      const order = orderAsked(sandbox, body)
      sandbox.store.put(order)
      if (order.charged === null) return order
      const token = findToken(sandbox, order.charged)
      if (token === null) throw notFound()
      return chargeToken(sandbox, order, token)
    })
    sandbox.wake()
    const isNew = !replayed && made.status !== 'PAYER_ACTION_REQUIRED'
    return reply.code(isNew ? 201 : 200).send(orderObject(sandbox, made))
  })

  app.get('/v2/checkout/orders/:id', async (request: Asked) => {
    const order = findOrder(sandbox, request.params.id)
    if (order === null) throw notFound()
    return orderObject(sandbox, order)
  })

  app.post('/v2/checkout/orders/:id/capture', async (request: Asked, reply) => {
    await sandbox.clock.ask()
    const { id } = request.params
    refuseFunding(sandbox, id)
    const requestId = requestIdOf(request)
    const asked = { requestId, path: request.url, keptSeconds: ORDER_KEYS_SECONDS }
    const { made, replayed } = once(sandbox, asked, () => captureOrder(sandbox, id))
    sandbox.wake()
    return reply.code(replayed ? 200 : 201).send(orderObject(sandbox, made))
  })
}

function paymentRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/v2/payments/captures/:id', async (request: Asked) => {
    const capture = find(sandbox, 'paypal.capture', request.params.id)
    if (capture === null) throw notFound()
    return captureObject(sandbox, capture)
  })

  app.post('/v2/payments/captures/:id/refund', async (request: Asked, reply) => {
    const body = jsonOf(request)
    const requestId = requestIdOf(request)
    const asked = { requestId, path: request.url, keptSeconds: PAYMENT_KEYS_SECONDS }
    const { made } = once(sandbox, asked, () => makeRefund(sandbox, request.params.id, body))
    sandbox.wake()
    // Payments v2 describes no other status, also for a repeat.
    return reply.code(201).send(refundObject(sandbox, made))
  })

  app.get('/v2/payments/refunds/:id', async (request: Asked) => {
    const refund = find(sandbox, 'paypal.refund', request.params.id)
    if (refund === null) throw notFound()
    return refundObject(sandbox, refund)
  })
}

function tokenRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/v3/vault/payment-tokens', async (request) => {
    const customer = queryOf(request).get('customer_id')
    if (customer === null) throw malformed('customer_id')
    const tokens = tokensOf(sandbox, customer)
    return {
      ...(tokens.length === 0 ? {} : { total_items: tokens.length, total_pages: 1 }),
      customer: { id: customer },
      payment_tokens: tokens.map((token) => tokenObject(sandbox, token)),
      links: [{ href: `${sandbox.publicUrl()}${request.url}`, rel: 'self', method: 'GET' }],
    }
  })

  app.get('/v3/vault/payment-tokens/:id', async (request: Asked) => {
    const token = findToken(sandbox, request.params.id)
    if (token === null) throw notFound()
    return tokenObject(sandbox, token)
  })

  app.delete('/v3/vault/payment-tokens/:id', async (request: Asked, reply) => {
    if (!deleteToken(sandbox, request.params.id)) throw notFound()
    return reply.code(204).send()
  })
}

function readingRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/v1/reporting/transactions', async (request) => searchBook(sandbox, queryOf(request)))

  app.get('/v1/customer/disputes', async (request) => {
    const capture = queryOf(request).get('disputed_transaction_id')
    if (capture === null) throw malformed('disputed_transaction_id')
    const disputes = listed(sandbox, 'paypal.dispute', { parent: capture }).toReversed()
    return {
      items: disputes.map((dispute) => disputeObject(sandbox, dispute, { whole: false })),
      links: [{ href: `${sandbox.publicUrl()}${request.url}`, rel: 'self', method: 'GET' }],
    }
  })

  app.get('/v1/customer/disputes/:id', async (request: Asked) => {
    const dispute = find(sandbox, 'paypal.dispute', request.params.id)
    if (dispute === null) throw notFound()
    return disputeObject(sandbox, dispute, { whole: true })
  })

  app.post('/v1/notifications/verify-webhook-signature', async (request) => {
    const rawBody = typeof request.body === 'string' ? request.body : ''
    const asked = jsonOf(request) as { readonly [field: string]: unknown }
    const genuine = isOurTransmission(sandbox, asked, rawBody)
    return { verification_status: genuine ? 'SUCCESS' : 'FAILURE' }
  })
}

function jsonOf(request: FastifyRequest): object {
  try {
    const body: unknown = JSON.parse(typeof request.body === 'string' ? request.body : '')
    if (typeof body === 'object' && body !== null) return body
  } catch {
    // Answered below, as a body that is no object.
  }
  throw malformed('/', 'MALFORMED_REQUEST_JSON')
}

function requestIdOf(request: FastifyRequest): string | undefined {
  const given = request.headers['paypal-request-id']
  return typeof given === 'string' ? given : undefined
}

function queryOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(request.url.split('?')[1] ?? '')
}

/** Faults ordered through the control API, each for so many calls. */
async function sufferFault(sandbox: Sandbox, request: FastifyRequest): Promise<void> {
  const { store } = sandbox
  if (store.takeQuirk('', 'paypal-hang')) await hang(sandbox, request)
  if (store.takeQuirk('', 'paypal-error')) {
    throw new PayPalTrouble(500, 'INTERNAL_SERVER_ERROR', 'An internal server error has occurred.')
  }
  if (store.takeQuirk('', 'paypal-rate-limit')) {
    throw new PayPalTrouble(
      429,
      'RATE_LIMIT_REACHED',
      'Too many requests. Blocked due to rate limiting.',
    )
  }
}

/** Until the caller gives up, or the named time is over. */
async function hang(sandbox: Sandbox, request: FastifyRequest): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, sandbox.settings.hangMs)
  request.raw.socket.once('close', resolve)
  await promise
  clearTimeout(timer)
  request.raw.socket.off('close', resolve)
}

function answerTrouble(error: Error, _: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof ClientUnknown) {
    reply.code(401).send({
      error: 'invalid_client',
      error_description: 'Client Authentication failed',
    })
    return
  }
  if (error instanceof PayPalTrouble) {
    reply.code(error.status).send(envelopeOf(error))
    return
  }
  const status = 'statusCode' in error ? Number(error.statusCode) : 500
  if (status >= 500) sayFault('PayPal api', error)
  const known = status < 500
  const kind = known ? 'INVALID_REQUEST' : 'INTERNAL_SERVER_ERROR'
  const words = known ? error.message : 'An internal server error has occurred.'
  reply.code(status).send(envelopeOf(new PayPalTrouble(status, kind, words)))
}
