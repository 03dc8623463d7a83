/**
 * The part of Stripe's API v1 that the sandbox speaks: checkout sessions, payment intents,
 * customers and their payment methods, charges, refunds, disputes, balance transactions, payouts,
 * events. Each route reads its form, calls one verb, and answers the object; errors leave as
 * Stripe's envelope.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sayFault } from '../log.ts'
import type { Sandbox } from '../sandbox.ts'
import type { WireObject } from '../store.ts'
import { detachMethod, makeCustomer } from './customers.ts'
import { expanded, expandPaths } from './expand.ts'
import { decodeForm, textAt, textsAt, wholeAt, type Form } from './form.ts'
import { mintId } from './ids.ts'
import { once } from './idempotency.ts'
import { cancelIntent } from './intents.ts'
import { listAnswer } from './lists.ts'
import { API_VERSION } from './objects/event.ts'
import { chargeOffSession } from './off-session.ts'
import { openSession } from './opening.ts'
import { expireSession, findSession } from './payments.ts'
import { makeRefund } from './refunds.ts'
import { missing, missingParam, refused, StripeTrouble } from './trouble.ts'

type Asked = FastifyRequest<{ Params: { id: string } }>

export function stripeRoutes(sandbox: Sandbox) {
  return async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: FastifyRequest, body: string) => body,
    )
    app.setErrorHandler(answerTrouble)
    app.setNotFoundHandler((request, reply) => {
      const message = `Unrecognized request URL (${request.method}: ${pathOf(request)}).`
      answerTrouble(
        new StripeTrouble(404, { type: 'invalid_request_error', message }),
        request,
        reply,
      )
    })
    app.addHook('onRequest', async (request, reply) => {
      reply.header('Request-Id', mintId('req'))
      reply.header('Stripe-Version', request.headers['stripe-version'] ?? API_VERSION)
      refuseStrangers(sandbox, request)
      await sandbox.clock.refresh()
      await travel(sandbox)
      await sufferFault(sandbox, request)
    })
    sessionRoutes(sandbox, app)
    intentRoutes(sandbox, app)
    keepingRoutes(sandbox, app)
    refundRoutes(sandbox, app)
    readingRoutes(sandbox, app)
  }
}

function sessionRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.post('/checkout/sessions', async (request, reply) => {
    await sandbox.clock.ask()
    await answerOnce(sandbox, request, reply, (form) => openSession(sandbox, form))
    sandbox.wake()
    return reply
  })

  app.post('/checkout/sessions/:id/expire', async (request: Asked) => {
    const { id } = request.params
    const session = findSession(sandbox, id)
    if (session === null) throw missing('checkout.session', id, 'session')
    const ended = expireSession(sandbox, id)
    if (ended === null) {
      throw refused(
        `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session ` +
          `has a status of \`${session.status}\`.`,
      )
    }
    return expanded(sandbox.store, ended, expandPaths(bodyForm(request)))
  })

  app.get('/checkout/sessions/:id', async (request: Asked) => {
    const { id } = request.params
    const session = findSession(sandbox, id)
    if (session === null) throw missing('checkout.session', id, 'session')
    if (sandbox.store.takeQuirk(id, 'hang')) await hang(sandbox, request)
    return expanded(sandbox.store, session, expandPaths(queryForm(request)))
  })

  app.get('/checkout/sessions', async (request) => {
    const query = queryForm(request)
    const filter = { parent: textAt(query, 'payment_intent') }
    return listAnswer(sandbox, { kind: 'checkout.session', url: pathOf(request), query }, filter)
  })
}

function intentRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.post('/payment_intents', async (request, reply) => {
    await answerOnce(sandbox, request, reply, (form) => chargeOffSession(sandbox, form))
    sandbox.wake()
    return reply
  })

  app.post('/payment_intents/:id/cancel', async (request: Asked, reply) => {
    await answerOnce(sandbox, request, reply, (form) =>
      cancelIntent(sandbox, request.params.id, textAt(form, 'cancellation_reason')),
    )
    sandbox.wake()
    return reply
  })

  app.get('/payment_intents', async (request) => {
    const query = queryForm(request)
    const filter = { parent: textAt(query, 'customer') }
    return listAnswer(sandbox, { kind: 'payment_intent', url: pathOf(request), query }, filter)
  })
}

function keepingRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.post('/customers', async (request, reply) => {
    await answerOnce(sandbox, request, reply, (form) =>
      makeCustomer(sandbox, {
        email: textAt(form, 'email'),
        name: textAt(form, 'name'),
        metadata: textsAt(form, 'metadata'),
      }),
    )
    sandbox.wake()
    return reply
  })

  app.get('/customers', async (request) => {
    const query = queryForm(request)
    const filter = { type: textAt(query, 'email') }
    return listAnswer(sandbox, { kind: 'customer', url: pathOf(request), query }, filter)
  })

  app.get('/customers/:id/payment_methods', async (request: Asked) =>
    keptMethods(sandbox, request, request.params.id),
  )

  app.get('/payment_methods', async (request: Asked) => {
    const customer = textAt(queryForm(request), 'customer')
    if (customer === null) throw refused('The sandbox lists by customer.', { param: 'customer' })
    return keptMethods(sandbox, request, customer)
  })

  app.post('/payment_methods/:id/detach', async (request: Asked, reply) => {
    await answerOnce(sandbox, request, reply, () => detachMethod(sandbox, request.params.id))
    sandbox.wake()
    return reply
  })
}

/** Only cards are kept, so a list of another type is empty. */
function keptMethods(sandbox: Sandbox, request: Asked, customer: string): unknown {
  const query = queryForm(request)
  const type = textAt(query, 'type')
  const parent = type === null || type === 'card' ? customer : ''
  const about = { kind: 'payment_method', url: pathOf(request), query }
  return listAnswer(sandbox, about, { parent })
}

function refundRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.post('/refunds', async (request, reply) => {
    await answerOnce(sandbox, request, reply, (form) =>
      makeRefund(sandbox, {
        paymentIntent: textAt(form, 'payment_intent'),
        charge: textAt(form, 'charge'),
        amount: wholeAt(form, 'amount'),
        metadata: textsAt(form, 'metadata'),
        reason: textAt(form, 'reason'),
        instructionsEmail: textAt(form, 'instructions_email'),
      }),
    )
    sandbox.wake()
    return reply
  })

  for (const kind of ['refund', 'dispute'] as const) {
    app.get(`/${kind}s`, async (request) => {
      const query = queryForm(request)
      const filter = { parent: ofPayment(sandbox, query) }
      return listAnswer(sandbox, { kind, url: pathOf(request), query }, filter)
    })
  }
}

/** Refunds and disputes belong to a payment; one may also name its charge. */
function ofPayment(sandbox: Sandbox, query: Form): string | null {
  const charge = textAt(query, 'charge')
  if (charge === null) return textAt(query, 'payment_intent')
  const found = sandbox.store.get(charge) as { readonly payment_intent?: string } | null
  if (found?.payment_intent === undefined) throw missingParam('charge', charge, 'charge')
  return found.payment_intent
}

function readingRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  const single = ['payment_intent', 'charge', 'customer', 'payment_method', 'refund', 'dispute']
  for (const kind of [...single, 'balance_transaction', 'payout', 'event']) {
    app.get(`/${kind}s/:id`, async (request: Asked) => readOne(sandbox, request, kind))
  }
  const lists: readonly { kind: string; by: 'type' | 'parent'; param: string }[] = [
    { kind: 'charge', by: 'parent', param: 'payment_intent' },
    { kind: 'balance_transaction', by: 'type', param: 'type' },
    { kind: 'event', by: 'type', param: 'type' },
    { kind: 'payout', by: 'type', param: 'status' },
  ]
  for (const { kind, by, param } of lists) {
    app.get(`/${kind}s`, async (request) => {
      const query = queryForm(request)
      const filter = { [by]: textAt(query, param) }
      return listAnswer(sandbox, { kind, url: pathOf(request), query }, filter)
    })
  }
}

function readOne(sandbox: Sandbox, request: Asked, kind: string): unknown {
  const found: WireObject | null = sandbox.store.get(request.params.id)
  if (found?.object !== kind) throw missing(kind, request.params.id, 'id')
  return expanded(sandbox.store, found, expandPaths(queryForm(request)))
}

async function answerOnce(
  sandbox: Sandbox,
  request: FastifyRequest,
  reply: FastifyReply,
  act: (form: Form) => WireObject | StripeTrouble,
): Promise<void> {
  const rawBody = typeof request.body === 'string' ? request.body : ''
  const form = decodeForm(rawBody)
  const given = request.headers['idempotency-key']
  const key = typeof given === 'string' ? given : null
  const paths = expandPaths(form)
  const answer = await once(sandbox, { key, path: pathOf(request), rawBody }, () => {
    const made = act(form)
    return made instanceof StripeTrouble ? made : expanded(sandbox.store, made, paths)
  })
  if (key !== null) reply.header('Idempotency-Key', key)
  if (answer.replayed) reply.header('Idempotent-Replayed', 'true')
  reply.code(answer.status).type('application/json').send(answer.body)
}

function queryForm(request: FastifyRequest): Form {
  return decodeForm(request.url.split('?')[1] ?? '')
}

function bodyForm(request: FastifyRequest): Form {
  return decodeForm(typeof request.body === 'string' ? request.body : '')
}

function pathOf(request: FastifyRequest): string {
  return request.url.split('?')[0] ?? ''
}

export function refuseStrangers(sandbox: Sandbox, request: FastifyRequest): void {
  const [scheme, token = ''] = (request.headers.authorization ?? '').split(' ')
  const given =
    scheme === 'Basic' ? (Buffer.from(token, 'base64').toString().split(':')[0] ?? '') : token
  if (sameText(given, sandbox.settings.secretKey)) return
  throw new StripeTrouble(401, {
    type: 'invalid_request_error',
    message:
      given === ''
        ? 'You did not provide an API key.'
        : `Invalid API Key provided: ****${given.slice(-4)}`,
  })
}

function sameText(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(one), digest(other))
}

/** The way to the provider and back, as far away as the levers say. */
async function travel(sandbox: Sandbox): Promise<void> {
  const latencyMs = sandbox.latencyMs()
  if (latencyMs > 0) await wait(latencyMs)
}

/** Faults ordered through the control API, each for so many calls. */
async function sufferFault(sandbox: Sandbox, request: FastifyRequest): Promise<void> {
  const { store } = sandbox
  if (store.takeQuirk('', 'api-hang')) await hang(sandbox, request)
  if (store.takeQuirk('', 'api-error')) {
    throw new StripeTrouble(500, { type: 'api_error', message: 'An error of the sandbox.' })
  }
  if (store.takeQuirk('', 'api-rate-limit')) {
    throw new StripeTrouble(429, {
      type: 'invalid_request_error',
      code: 'rate_limit',
      message: 'Too many requests.',
    })
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

function answerTrouble(
  error: FastifyError | StripeTrouble | Error,
  _: FastifyRequest,
  reply: FastifyReply,
): void {
  if (error instanceof StripeTrouble) {
    reply.code(error.status).send({ error: error.body })
    return
  }
  const status = 'statusCode' in error ? (error.statusCode ?? 500) : 500
  if (status >= 500) sayFault('api', error)
  const type = status >= 500 ? 'api_error' : 'invalid_request_error'
  const message = status >= 500 ? 'An error of the sandbox provider.' : error.message
  reply.code(status).send({ error: { type, message } })
}
