/** What every page of the payer's side shares: the bill, the headers, where a payment is shown. */
import type { FastifyReply, FastifyRequest } from 'fastify'
import type Stripe from 'stripe'
import type { Sandbox } from '../sandbox.ts'
import { findSession, privateOf, typesOf, type Attempt } from '../stripe/payments.ts'
import type { Bill } from './pages.tsx'
import { securityPolicy } from './style.ts'
import { languageOf } from './words.ts'

export type Asked = FastifyRequest<{ Params: { session: string } }>

export function billOf(sandbox: Sandbox, session: Stripe.Checkout.Session): Bill {
  const known = privateOf(sandbox, session.id)
  return {
    session: session.id,
    language: languageOf(session.locale),
    amount: session.amount_total ?? 0,
    description: known.description,
    successUrl: (session.success_url ?? '').replaceAll('{CHECKOUT_SESSION_ID}', session.id),
    cancelUrl: session.cancel_url,
    hasChoice: typesOf(session).length > 1,
    keeps: known.setupFutureUsage !== null,
  }
}

/**
 * Where an attempt leads: to the shop, to the bank or wallet, to the voucher, or back to the page
 * that says what happened. A second tap on "pay" finds the checkout over and paid, and follows the
 * first to the shop.
 */
export function follow(
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

export function pathFor(request: Asked): string {
  return `/pay/${encodeURIComponent(request.params.session)}`
}

export function field(request: FastifyRequest, name: string): string {
  return request.body instanceof URLSearchParams ? (request.body.get(name) ?? '') : ''
}

export function queryOf(request: FastifyRequest): URLSearchParams {
  return new URLSearchParams(request.url.split('?')[1] ?? '')
}

/** Where the shop is, which the page's links and redirects lead to. */
export type Shop = Pick<Stripe.Checkout.Session, 'success_url' | 'cancel_url'>

export function show(reply: FastifyReply, html: string, shop: Shop | null = null): FastifyReply {
  return headers(reply, shop).type('text/html; charset=utf-8').send(html)
}

export function headers(reply: FastifyReply, shop: Shop | null): FastifyReply {
  const shops = [shop?.success_url, shop?.cancel_url].flatMap((url) => {
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
