/**
 * Levers for tests and the simulation, behind the secret key: pay without a page, force a state,
 * hold webhooks back, order faults. Nothing here exists at a real provider, so the product itself
 * uses only `settings`, to tell an adopted provider where the product now is.
 */
import type { FastifyInstance } from 'fastify'
import { Type, type Static, type TSchema } from 'typebox'
import { cardByName } from './cards.ts'
import { doWhatIsDue } from './due.ts'
import { sayFault } from './log.ts'
import { payPalLevers } from './paypal/levers.ts'
import { PayPalTrouble } from './paypal/trouble.ts'
import type { Sandbox } from './sandbox.ts'
import { endPayment, moneyLevers } from './stripe/levers.ts'
import { CHAINS, type Means } from './stripe/means.ts'
import {
  attemptPayment,
  authenticate,
  expireSession,
  findIntent,
  findSession,
  settle,
} from './stripe/payments.ts'
import { refuseStrangers } from './stripe/routes.ts'
import { missing, refused, StripeTrouble } from './stripe/trouble.ts'

export const SESSIONS_LISTED_MAX = 100
export const DELIVERIES_LISTED_MAX = 500
/** The expiry of the card of a payer without a page; the sandbox accepts any future month. */
const EXPIRY = { month: 12, year: 2099 }

/** The payer of a voucher without a page. */
const PAYER = { name: 'Sandbox Payer', email: 'payer@example.com' }
export const LATENCY_MS_MAX = 60_000

const PAYMENT = Type.Union([
  Type.Object({
    card: Type.String(),
    authentication: Type.Optional(Type.Union([Type.Literal('approve'), Type.Literal('fail')])),
  }),
  Type.Object({
    method: Type.Union([
      Type.Literal('konbini'),
      Type.Literal('alipay'),
      Type.Literal('wechat_pay'),
    ]),
    store: Type.Optional(Type.Union(CHAINS.map((chain) => Type.Literal(chain)))),
    authentication: Type.Optional(Type.Union([Type.Literal('approve'), Type.Literal('fail')])),
  }),
])
const STATE = Type.Object({
  state: Type.Union([Type.Literal('succeeded'), Type.Literal('failed'), Type.Literal('expired')]),
})
const FAULT = Type.Object({
  fault: Type.Union([
    Type.Literal('api-hang'),
    Type.Literal('api-error'),
    Type.Literal('api-rate-limit'),
    Type.Literal('refund-pending'),
  ]),
  times: Type.Integer({ minimum: 0, maximum: 1_000_000 }),
})
const SETTINGS = Type.Object({
  webhookUrl: Type.Optional(Type.String()),
  paypalWebhookUrl: Type.Optional(Type.String()),
  productUrl: Type.Optional(Type.String()),
  latencyMs: Type.Optional(Type.Integer({ minimum: 0, maximum: LATENCY_MS_MAX })),
})

interface Lever<Body extends TSchema> {
  Params: { id: string }
  Body: Static<Body>
}

export function controlRoutes(sandbox: Sandbox) {
  return async (app: FastifyInstance): Promise<void> => {
    app.addHook('onRequest', async (request) => {
      refuseStrangers(sandbox, request)
      await sandbox.clock.ask()
    })
    app.setErrorHandler((error: Error & { statusCode?: number }, _, reply) => {
      const isTold = error instanceof StripeTrouble || error instanceof PayPalTrouble
      const status = isTold ? error.status : (error.statusCode ?? 500)
      if (status >= 500) sayFault('control', error)
      void reply.code(status).send({ error: { message: error.message } })
    })
    sessionLevers(sandbox, app)
    webhookLevers(sandbox, app)
    faultLevers(sandbox, app)
    moneyLevers(sandbox, app)
    await app.register(payPalLevers(sandbox), { prefix: '/paypal' })
  }
}

function sessionLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/sessions', async () => ({
    sessions: sandbox.store.list({ kind: 'checkout.session', limit: SESSIONS_LISTED_MAX }),
  }))

  app.post<Lever<typeof PAYMENT>>(
    '/sessions/:id/payment',
    { schema: { body: PAYMENT } },
    async (request) => {
      const asked = request.body
      const { id } = sessionOf(sandbox, request)
      const outcome = attemptPayment(sandbox, id, meansOf(asked))
      if (outcome !== 'authenticate' || asked.authentication === undefined) return { outcome }
      return { outcome: authenticate(sandbox, id, asked.authentication === 'approve') }
    },
  )

  app.put<Lever<typeof STATE>>(
    '/sessions/:id/state',
    { schema: { body: STATE } },
    async (request) => {
      const { state } = request.body
      const session = sessionOf(sandbox, request)
      if (state === 'expired') {
        if (expireSession(sandbox, session.id) === null) throw refused('the checkout is not open')
        return { outcome: 'over' }
      }
      const intent = findIntent(sandbox, session)
      if (intent?.next_action?.type === 'konbini_display_details') {
        return { outcome: endPayment(sandbox, intent.id, state === 'succeeded') }
      }
      if (intent?.status === 'processing') {
        return { outcome: settle(sandbox, session.id, state === 'succeeded') }
      }
      const card = cardByName(state === 'succeeded' ? 'approve' : 'declined')
      if (card === null) throw refused('the test card is missing')
      const means = { type: 'card', card, expiry: EXPIRY } as const
      return { outcome: attemptPayment(sandbox, session.id, means) }
    },
  )
}

function meansOf(asked: Static<typeof PAYMENT>): Means {
  if ('method' in asked) {
    if (asked.method !== 'konbini') return { type: asked.method }
    return { type: 'konbini', ...PAYER, chain: asked.store ?? 'familymart' }
  }
  const card = cardByName(asked.card)
  if (card === null) throw refused(`no test card is named ${asked.card}`)
  return { type: 'card', card, expiry: EXPIRY }
}

function webhookLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/webhooks', async () => ({
    held: sandbox.store.setting('webhooks-held') === 'yes',
    deliveries: sandbox.store.recentDeliveries(DELIVERIES_LISTED_MAX),
  }))

  app.post('/webhooks/hold', async () => {
    sandbox.store.setSetting('webhooks-held', 'yes')
    return { held: true }
  })

  app.post('/webhooks/release', async () => {
    sandbox.store.setSetting('webhooks-held', 'no')
    sandbox.store.hasten(Date.now())
    sandbox.wake()
    return { held: false }
  })

  app.put<Lever<typeof SETTINGS>>('/settings', { schema: { body: SETTINGS } }, async (request) => {
    const asked = request.body
    if (asked.webhookUrl !== undefined) sandbox.store.setSetting('webhook-url', asked.webhookUrl)
    if (asked.paypalWebhookUrl !== undefined) {
      sandbox.store.setSetting('paypal-webhook-url', asked.paypalWebhookUrl)
    }
    if (asked.productUrl !== undefined) sandbox.store.setSetting('product-url', asked.productUrl)
    if (asked.latencyMs !== undefined) {
      sandbox.store.setSetting('latency-ms', String(asked.latencyMs))
    }
    // A new address is a new chance for everything that could not be delivered.
    sandbox.store.hasten(Date.now())
    sandbox.wake()
    await sandbox.clock.ask()
    return {}
  })
}

function faultLevers(sandbox: Sandbox, app: FastifyInstance): void {
  app.put<Lever<typeof FAULT>>('/faults', { schema: { body: FAULT } }, async (request) => {
    const { fault, times } = request.body
    sandbox.store.setQuirk('', fault, times)
    return {}
  })

  /** Looks at once at what is due by the sandbox clock, which the hook above has just read. */
  app.post('/due', async () => {
    doWhatIsDue(sandbox)
    return {}
  })
}

function sessionOf(sandbox: Sandbox, request: { readonly params: { readonly id: string } }) {
  const session = findSession(sandbox, request.params.id)
  if (session === null) throw missing('checkout.session', request.params.id, 'id')
  return session
}
