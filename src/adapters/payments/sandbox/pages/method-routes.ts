/** The payer's side of convenience stores and wallets; every post answers with a redirect. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { privateOfMethod } from '../stripe/charging.ts'
import { findIntentById, sessionOfIntent } from '../stripe/intents.ts'
import { CHAINS, type Chain, type KonbiniMeans } from '../stripe/means.ts'
import { attemptPayment, findSession, isPayable } from '../stripe/payments.ts'
import { nameAccount } from '../stripe/refunds.ts'
import { payVoucher } from '../stripe/vouchers.ts'
import { konbiniPage, voucherPage, type Payer, type VoucherShown } from './method-pages.tsx'
import type { PayerTrouble } from './method-words.ts'
import { unknownPage } from './pages.tsx'
import { billOf, field, follow, pathFor, show, type Asked } from './showing.ts'

type AskedVoucher = FastifyRequest<{ Params: { intent: string } }>

export const NAME_LENGTH_MAX = 100
export const EMAIL_LENGTH_MAX = 254
/** Refunds of one voucher that are looked through for one that waits. */
const REFUNDS_LOOKED_AT = 100

export function methodRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.post('/pay/:session/konbini', async (request: Asked, reply) => {
    const session = findSession(sandbox, request.params.session)
    if (session === null) return show(reply.code(404), unknownPage())
    const read = readPayer(request)
    if ('trouble' in read && isPayable(sandbox, session)) {
      return show(reply.code(422), konbiniPage(billOf(sandbox, session), read), session)
    }
    if ('trouble' in read) return reply.redirect(pathFor(request), 303)
    return follow(sandbox, request, reply, attemptPayment(sandbox, session.id, read))
  })

  app.post('/pay/:session/wallet', async (request: Asked, reply) => {
    const session = findSession(sandbox, request.params.session)
    if (session === null) return show(reply.code(404), unknownPage())
    const type = field(request, 'method') === 'wechat_pay' ? 'wechat_pay' : 'alipay'
    return follow(sandbox, request, reply, attemptPayment(sandbox, session.id, { type }))
  })

  voucherRoutes(sandbox, app)
}

function voucherRoutes(sandbox: Sandbox, app: FastifyInstance): void {
  app.get('/pay/vouchers/:intent', async (request: AskedVoucher, reply) => {
    return showVoucher(sandbox, request.params.intent, reply)
  })

  app.post('/pay/vouchers/:intent/payment', async (request: AskedVoucher, reply) => {
    payVoucher(sandbox, request.params.intent)
    return reply.redirect(voucherPath(request), 303)
  })

  app.post('/pay/vouchers/:intent/account', async (request: AskedVoucher, reply) => {
    const { intent } = request.params
    const refund = refundsOf(sandbox, intent).find(({ id }) => id === field(request, 'refund'))
    if (refund !== undefined) nameAccount(sandbox, refund.id)
    return reply.redirect(voucherPath(request), 303)
  })
}

function voucherPath(request: AskedVoucher): string {
  return `/pay/vouchers/${encodeURIComponent(request.params.intent)}`
}

function showVoucher(sandbox: Sandbox, id: string, reply: FastifyReply): FastifyReply {
  const intent = findIntentById(sandbox, id)
  const session = sessionOfIntent(sandbox, id)
  const chain = intent === null ? null : chainOf(sandbox, intent)
  if (intent === null || session === null || chain === null) {
    return show(reply.code(404), unknownPage())
  }
  const end = intent.next_action?.konbini_display_details?.expires_at ?? 0
  const isWaiting = intent.status === 'requires_action' && sandbox.clock.nowSeconds() <= end
  const state = intent.status === 'succeeded' ? 'paid' : isWaiting ? 'waiting' : 'over'
  const refund = refundShown(sandbox, id)
  return show(
    reply,
    voucherPage(billOf(sandbox, session), { intent, chain, state, refund }),
    session,
  )
}

/** Null when it is not a convenience store that the payer chose. */
function chainOf(sandbox: Sandbox, intent: Stripe.PaymentIntent): Chain | null {
  const ended = intent.last_payment_error?.payment_method?.id
  const method = typeof intent.payment_method === 'string' ? intent.payment_method : ended
  if (method === undefined) return null
  const { means } = privateOfMethod(sandbox, method)
  return means.type === 'konbini' ? means.chain : null
}

function refundsOf(sandbox: Sandbox, intent: string): Stripe.Refund[] {
  const filter = { kind: 'refund', parent: intent, limit: REFUNDS_LOOKED_AT }
  return sandbox.store.list(filter) as unknown[] as Stripe.Refund[]
}

function refundShown(sandbox: Sandbox, intent: string): VoucherShown['refund'] {
  const refunds = refundsOf(sandbox, intent)
  const waiting = refunds.findLast(({ status }) => status === 'requires_action')
  const shown = waiting ?? refunds[0]
  if (shown === undefined || shown.status === 'failed') return null
  return { id: shown.id, amount: shown.amount, sent: waiting === undefined }
}

function readPayer(
  request: FastifyRequest,
): KonbiniMeans | { readonly trouble: PayerTrouble; readonly payer: Payer } {
  const name = field(request, 'name').trim().slice(0, NAME_LENGTH_MAX)
  const email = field(request, 'email').trim().slice(0, EMAIL_LENGTH_MAX)
  const store = field(request, 'store')
  const payer = { name, email, store }
  if (name === '') return { trouble: 'name', payer }
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) return { trouble: 'email', payer }
  const chain = CHAINS.find((known) => known === store)
  if (chain === undefined) return { trouble: 'store', payer }
  return { type: 'konbini', name, email, chain }
}
