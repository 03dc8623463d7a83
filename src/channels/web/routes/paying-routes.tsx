/** A placed order's money: another way to pay it, a link for somebody else, asking it back. */
import type { FastifyInstance } from 'fastify'
import { changePayment } from '../../../app/orders/change-payment.ts'
import { makePayLink } from '../../../app/orders/pay-link.ts'
import { refundOrder } from '../../../app/orders/refund-order.ts'
import { orderWays } from '../../../app/queries/order-ways.ts'
import { refundQuote } from '../../../app/queries/refund-quote.ts'
import type { PaymentId, PostingSetId, RefundId } from '../../../domain/basics/ids.ts'
import { accountOf } from '../../../domain/order/order.ts'
import { tellOf } from '../../retry-after.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { readMethod } from '../paying-form.ts'
import { chosenMeans } from '../paying-means.ts'
import { paths } from '../paths.ts'
import { readYen } from '../../shown-form.ts'
import { refusalText } from '../words/refusals.ts'
import {
  accountHere,
  allowedOrder,
  goToPayment,
  isBuyer,
  sendOrder,
  strangersTurn,
  type OrderParams,
} from './order-routes.tsx'

export function payingRoutes(server: FastifyInstance, portal: Portal): void {
  paymentRoute(server, portal)
  payLinkRoute(server, portal)
  refundRoute(server, portal)
}

/** On to the page that is open, or another way. */
function paymentRoute(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.post<OrderParams>('/orders/:order/payments', async (request, reply) => {
    const allowed = await allowedOrder(portal, request)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const form = readForm(app, request)
    const refused = (banner: string) => sendOrder(portal, request, reply, { allowed, banner })
    if (!form.sealed) return refused(page.expired(request))
    const { order, payment } = allowed
    const to = { line: order.line, order: order.id, receiptEmail: null }
    if (form.fields['method'] === undefined) {
      const voucher = payment.state.kind === 'open' ? payment.state.voucher : null
      if (voucher !== null) return reply.redirect(voucher.url, 303)
      return goToPayment(portal, request, reply, to)
    }
    const { language } = page.voice(request)
    const here = accountHere(request)
    const means = await chosenMeans(portal, request, {
      key: readMethod(form.fields['method']),
      methods: (await orderWays(app, allowed, here))?.methods ?? [],
      account: here === accountOf(order) ? here : null,
      line: order.line,
      byLink: null,
    })
    if (!means.ok) {
      tellOf(reply, means.refusal, app.clock.now())
      return refused(refusalText(means.refusal, language))
    }
    const answer = await app.door.ask(
      changePayment,
      { ...to, ...means.value, byLink: false, payment: app.ids.next<PaymentId>() },
      form.origin,
    )
    if (!answer.ok) return refused(refusalText(answer.refusal, language))
    return goToPayment(portal, request, reply, to)
  })
}

function payLinkRoute(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.post<OrderParams>('/orders/:order/pay-link', async (request, reply) => {
    const allowed = await allowedOrder(portal, request)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const form = readForm(app, request)
    const refused = (banner: string) => sendOrder(portal, request, reply, { allowed, banner })
    if (!form.sealed) return refused(page.expired(request))
    const { line, id: order } = allowed.order
    const act = form.fields['act'] === 'revoke' ? 'revoke' : 'open'
    const answer = await app.door.ask(makePayLink, { line, order, act }, form.origin)
    if (!answer.ok) return refused(refusalText(answer.refusal, page.voice(request).language))
    return reply.redirect(paths.order(order), 303)
  })
}

function refundRoute(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal
  server.post<OrderParams>('/orders/:order/refunds', async (request, reply) => {
    const allowed = await allowedOrder(portal, request)
    if (allowed === null) return strangersTurn(portal, request, reply)
    if (!isBuyer(request, allowed)) return page.onNotFound(request, reply)
    const form = readForm(app, request)
    const refused = (banner: string) => sendOrder(portal, request, reply, { allowed, banner })
    if (!form.sealed) return refused(page.expired(request))
    const { line, id: order } = allowed.order
    const { earner } = await refundQuote(app, allowed)
    const answer = await app.door.ask(
      refundOrder,
      {
        line,
        order,
        ask: { kind: 'asked' },
        shownAmount: readYen(form.fields['amount']),
        earner,
        ids: { refund: app.ids.next<RefundId>(), postings: app.ids.next<PostingSetId>() },
      },
      form.origin,
    )
    if (!answer.ok) return refused(refusalText(answer.refusal, page.voice(request).language))
    return reply.redirect(paths.order(order), 303)
  })
}
