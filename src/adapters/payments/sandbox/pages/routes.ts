/**
 * The payer's side: `/pay/:session`, the choice among ways to pay, and the bank's page behind it.
 * Every post answers with a redirect, so that reloading never pays twice. A number that is not a
 * test card is refused here and goes nowhere else: not into the answer, the store or a log.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type Stripe from 'stripe'
import { cardByName, cardByNumber, grouped, type TestCard } from '../cards.ts'
import type { Sandbox } from '../sandbox.ts'
import type { CardMeans, Expiry, PaymentType, WalletMeans } from '../stripe/means.ts'
import {
  attemptPayment,
  authenticate,
  findIntent,
  findSession,
  isPayable,
  typesOf,
} from '../stripe/payments.ts'
import { authorisationPage, choicePage, konbiniPage, walletPage } from './method-pages.tsx'
import { methodRoutes } from './method-routes.ts'
import { bankPage, endPage, payPage, unknownPage, type Bill, type Typed } from './pages.tsx'
import { billOf, field, follow, pathFor, queryOf, show, type Asked } from './showing.ts'
import type { Failure, FieldTrouble } from './words.ts'

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
      const query = queryOf(request)
      const filled = cardByName(query.get('card') ?? '')
      return showSession(sandbox, session, reply, {
        type: chosenType(session, filled === null ? query.get('method') : 'card'),
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
      if ('trouble' in card) {
        return showSession(sandbox, session, reply.code(422), { ...card, type: 'card' })
      }
      return follow(sandbox, request, reply, attemptPayment(sandbox, session.id, card))
    })

    bankRoutes(sandbox, app)
    methodRoutes(sandbox, app)
  }
}

function bankRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/pay/:session/authentication', async (request: Asked, reply) => {
    const session = findSession(sandbox, request.params.session)
    if (session === null) return show(reply.code(404), unknownPage())
    const intent = findIntent(sandbox, session)
    const waits = intent?.status === 'requires_action'
    if (!waits || !isPayable(sandbox, session)) return reply.redirect(pathFor(request), 303)
    const bill = billOf(sandbox, session)
    const wallet = walletOf(intent)
    const html = wallet === null ? bankPage(bill) : authorisationPage(bill, wallet)
    return show(reply, html, session)
  })

  app.post('/pay/:session/authentication', async (request: Asked, reply) => {
    const session = findSession(sandbox, request.params.session)
    if (session === null) return show(reply.code(404), unknownPage())
    const passed = field(request, 'answer') === 'approve'
    return follow(sandbox, request, reply, authenticate(sandbox, session.id, passed))
  })
}

function walletOf(intent: Stripe.PaymentIntent): WalletMeans['type'] | null {
  const type = intent.next_action?.type
  if (type === 'alipay_handle_redirect') return 'alipay'
  return type === 'wechat_pay_display_qr_code' ? 'wechat_pay' : null
}

/** Null when the payer still has to choose. */
function chosenType(session: Stripe.Checkout.Session, wanted: string | null): PaymentType | null {
  const types = typesOf(session)
  const [only] = types
  return types.find((type) => type === wanted) ?? (types.length === 1 && only ? only : null)
}

function showSession(
  sandbox: Sandbox,
  session: Stripe.Checkout.Session,
  reply: FastifyReply,
  shown: {
    readonly type: PaymentType | null
    readonly typed: Typed
    readonly trouble: FieldTrouble | null
  },
): FastifyReply {
  const bill = billOf(sandbox, session)
  const intent = findIntent(sandbox, session)
  const voucher = intent?.next_action?.konbini_display_details?.hosted_voucher_url
  if (voucher) return reply.redirect(`/pay/vouchers/${intent.id}`, 303)
  if (session.status === 'complete') {
    reply.code(200)
    if (intent?.status === 'succeeded') return show(reply, endPage(bill, 'paid'), session)
    const deciding = intent?.status === 'processing'
    return show(reply, endPage(bill, deciding ? 'deciding' : 'refused'), session)
  }
  if (!isPayable(sandbox, session)) return show(reply.code(200), endPage(bill, 'over'), session)
  const failure = failureOf(intent?.last_payment_error ?? null)
  return show(reply, openPage(bill, { ...shown, session, failure }), session)
}

function openPage(
  bill: Bill,
  shown: {
    readonly session: Stripe.Checkout.Session
    readonly type: PaymentType | null
    readonly typed: Typed
    readonly trouble: FieldTrouble | null
    readonly failure: Failure | null
  },
): string {
  const { type, session } = shown
  if (type === null) return choicePage(bill, typesOf(session))
  if (type === 'card') return payPage(bill, shown)
  if (type !== 'konbini') return walletPage(bill, { type, failed: shown.failure !== null })
  const payer = { name: '', email: session.customer_email ?? '', store: '' }
  return konbiniPage(bill, { payer, trouble: null })
}

function failureOf(error: Stripe.PaymentIntent.LastPaymentError | null): Failure | null {
  if (error === null) return null
  if (error.code === 'payment_intent_authentication_failure') return 'authentication'
  if (error.decline_code === 'insufficient_funds') return 'insufficient'
  if (error.code === 'expired_card') return 'expired'
  return error.code === 'processing_error' ? 'processing' : 'declined'
}

type ReadCard = CardMeans | { readonly trouble: FieldTrouble; readonly typed: Typed }

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
  return { type: 'card', card, expiry }
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
