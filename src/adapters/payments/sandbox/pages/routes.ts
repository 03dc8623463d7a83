/**
 * The payer's side: `/pay/:session` and the bank's page behind it. Every post answers with a
 * redirect, so that reloading never pays twice. A number that is not a test card is refused here
 * and goes nowhere else: not into the answer, the store or a log.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type Stripe from 'stripe'
import { cardByName, cardByNumber, grouped, type TestCard } from '../cards.ts'
import type { Sandbox } from '../sandbox.ts'
import {
  attemptPayment,
  authenticate,
  findIntent,
  findSession,
  isPayable,
  privateOf,
  type Attempt,
  type Expiry,
} from '../stripe/payments.ts'
import { bankPage, endPage, payPage, unknownPage, type Bill, type Typed } from './pages.tsx'
import { securityPolicy } from './style.ts'
import { languageOf, type Failure, type FieldTrouble } from './words.ts'

type Asked = FastifyRequest<{ Params: { session: string } }>

const NOTHING_TYPED: Typed = { number: '', expiry: '', cvc: '' }
/** A filled-in test card is valid for so many years. */
const FILLED_YEARS = 3

export function pageRoutes(sandbox: Sandbox) {
  return async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: FastifyRequest, body: string) => new URLSearchParams(body),
    )
    app.addHook('onRequest', () => sandbox.clock.refresh())

    app.get('/pay/:session', async (request: Asked, reply) => {
      const session = findSession(sandbox, request.params.session)
      if (session === null) return show(reply.code(404), unknownPage())
      const chosen = new URLSearchParams(request.url.split('?')[1] ?? '').get('card')
      const filled = cardByName(chosen ?? '')
      return showSession(sandbox, session, reply, {
        typed: filled === null ? NOTHING_TYPED : filledIn(sandbox, filled),
        trouble: null,
      })
    })

    app.post('/pay/:session/card', async (request: Asked, reply) => {
      const card = cardByName(field(request, 'card'))
      const query = card === null ? '' : `?card=${card.name}`
      return reply.redirect(`${pathFor(request)}${query}`, 303)
    })

    app.post('/pay/:session', async (request: Asked, reply) => {
      const session = findSession(sandbox, request.params.session)
      if (session === null) return show(reply.code(404), unknownPage())
      const card = readCard(sandbox, request)
      if ('trouble' in card) return showSession(sandbox, session, reply.code(422), card)
      return follow(sandbox, request, reply, attemptPayment(sandbox, session.id, card))
    })

    bankRoutes(sandbox, app)
  }
}

function bankRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/pay/:session/authentication', async (request: Asked, reply) => {
    const session = findSession(sandbox, request.params.session)
    if (session === null) return show(reply.code(404), unknownPage())
    const waits = findIntent(sandbox, session)?.status === 'requires_action'
    if (!waits || !isPayable(sandbox, session)) return reply.redirect(pathFor(request), 303)
    return show(reply, bankPage(billOf(sandbox, session)), session)
  })

  app.post('/pay/:session/authentication', async (request: Asked, reply) => {
    const session = findSession(sandbox, request.params.session)
    if (session === null) return show(reply.code(404), unknownPage())
    const passed = field(request, 'answer') === 'approve'
    return follow(sandbox, request, reply, authenticate(sandbox, session.id, passed))
  })
}

/**
 * Where an attempt leads: to the shop, to the bank, or back to the page that says what happened.
 * A second tap on "pay" finds the checkout over and paid, and follows the first to the shop.
 */
function follow(
  sandbox: Sandbox,
  request: Asked,
  reply: FastifyReply,
  attempt: Attempt,
): FastifyReply {
  const session = findSession(sandbox, request.params.session)
  // The answer to the form is the redirect, so the policy of this answer must allow the shop too.
  headers(reply, session)
  if (session?.payment_status === 'paid') {
    return reply.redirect(billOf(sandbox, session).successUrl, 303)
  }
  const path = pathFor(request)
  return reply.redirect(attempt === 'authenticate' ? `${path}/authentication` : path, 303)
}

function pathFor(request: Asked): string {
  return `/pay/${encodeURIComponent(request.params.session)}`
}

function showSession(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  reply: FastifyReply,
  shown: { readonly typed: Typed; readonly trouble: FieldTrouble | null },
): FastifyReply {
  const bill = billOf(sandbox, session)
  const intent = findIntent(sandbox, session)
  if (session.status === 'complete') {
    reply.code(200)
    if (intent?.status === 'succeeded') return show(reply, endPage(bill, 'paid'), session)
    const deciding = intent?.status === 'processing'
    return show(reply, endPage(bill, deciding ? 'deciding' : 'refused'), session)
  }
  if (!isPayable(sandbox, session)) return show(reply.code(200), endPage(bill, 'over'), session)
  const failure = failureOf(intent?.last_payment_error ?? null)
  return show(reply, payPage(bill, { ...shown, failure }), session)
}

function billOf(sandbox: Sandbox, session: Stripe.Checkout.Session): Bill {
  return {
    session: session.id,
    language: languageOf(session.locale),
    amount: session.amount_total ?? 0,
    description: privateOf(sandbox, session.id).description,
    successUrl: (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id),
    cancelUrl: session.cancel_url,
  }
}

function failureOf(error: Stripe.PaymentIntent.LastPaymentError | null): Failure | null {
  if (error === null) return null
  if (error.code === 'payment_intent_authentication_failure') return 'authentication'
  if (error.decline_code === 'insufficient_funds') return 'insufficient'
  if (error.code === 'expired_card') return 'expired'
  return error.code === 'processing_error' ? 'processing' : 'declined'
}

type ReadCard =
  | { readonly card: TestCard; readonly expiry: Expiry }
  | { readonly trouble: FieldTrouble; readonly typed: Typed }

function readCard(sandbox: Sandbox, request: Asked): ReadCard {
  const card = cardByNumber(field(request, 'number'))
  if (card === null) return { trouble: 'number', typed: NOTHING_TYPED }
  const typed = {
    number: grouped(card.number),
    expiry: field(request, 'expiry').slice(0, 7),
    cvc: '',
  }
  const expiry = readExpiry(sandbox, typed.expiry)
  if (expiry === null) return { trouble: 'expiry', typed }
  if (!/^\d{3,4}$/.test(field(request, 'cvc').trim())) return { trouble: 'cvc', typed }
  return { card, expiry }
}

/** The month named is the last in which the card is good. */
function readExpiry(sandbox: Sandbox, text: string): Expiry | null {
  const match = /^\s*(0?[1-9]|1[0-2])\s*\/?\s*(?:20)?(\d{2})\s*$/.exec(text)
  if (match === null) return null
  const expiry = { month: Number(match[1]), year: 2_000 + Number(match[2]) }
  const now = new Date(sandbox.clock.nowMs())
  const thisMonth = now.getUTCFullYear() * 12 + now.getUTCMonth() + 1
  return expiry.year * 12 + expiry.month >= thisMonth ? expiry : null
}

function filledIn(sandbox: Sandbox, card: TestCard): Typed {
  const year = new Date(sandbox.clock.nowMs()).getUTCFullYear() + FILLED_YEARS
  return { number: grouped(card.number), expiry: `12/${String(year).slice(-2)}`, cvc: '123' }
}

function field(request: FastifyRequest, name: string): string {
  return request.body instanceof URLSearchParams ? (request.body.get(name) ?? '') : ''
}

function show(
  reply: FastifyReply,
  html: string,
  session: Stripe.Checkout.Session | null = null,
): FastifyReply {
  return headers(reply, session).type('text/html; charset=utf-8').send(html)
}

function headers(reply: FastifyReply, session: Stripe.Checkout.Session | null): FastifyReply {
  const shops = [session?.success_url, session?.cancel_url].flatMap((url) => {
    const origin = URL.parse(url ?? '')?.origin
    return origin === undefined ? [] : [origin]
  })
  return reply.headers({
    'content-security-policy': securityPolicy(shops),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
  })
}
