/**
 * The payer's side: `/pay/paypal/:order`. A post answers with a redirect to the shop, so that
 * reloading agrees to nothing twice. As at PayPal, the shop is told the order as `token`.
 */
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { unknownPage } from '../pages/pages.tsx'
import { headers, show, type Shop } from '../pages/showing.ts'
import type { Sandbox } from '../sandbox.ts'
import { payPalEndPage, payPalPage, type PayPalBill, type PayPalEnding } from './pages.tsx'
import { approve, findOrder } from './payments.ts'
import { find, OUTCOMES, type OrderRecord } from './records.ts'
import { languageOf } from './words.ts'

type Asked = FastifyRequest<{ Params: { order: string } }>

export function payPalPageRoutes(sandbox: Sandbox) {
  return async (app: FastifyInstance): Promise<void> => {
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: FastifyRequest, body: string) => new URLSearchParams(body),
    )
    app.addHook('onRequest', () => sandbox.clock.refresh())

    app.get('/pay/paypal/:order', async (request: Asked, reply) => {
      const order = shown(sandbox, request)
      if (order === null) return show(reply.code(404), unknownPage())
      const bill = billOf(order)
      const ending = endingOf(sandbox, order)
      return show(
        reply,
        ending === null ? payPalPage(bill) : payPalEndPage(bill, ending),
        shopOf(order),
      )
    })

    app.post('/pay/paypal/:order', async (request: Asked, reply) => {
      const order = shown(sandbox, request)
      if (order === null) return show(reply.code(404), unknownPage())
      const chosen = request.body instanceof URLSearchParams ? request.body.get('outcome') : null
      const outcome = OUTCOMES.find((known) => known === chosen)
      if (outcome !== undefined) approve(sandbox, order.id, outcome)
      const after = findOrder(sandbox, order.id)
      // A second tap finds the order approved and follows the first to the shop.
      const agreed = after !== null && after.status !== 'PAYER_ACTION_REQUIRED'
      // The answer to the form is a redirect to the shop, so its policy must allow the shop too.
      headers(reply, shopOf(order))
      const shop = agreed ? billOf(after).returnUrl : null
      return reply.redirect(shop ?? `/pay/paypal/${encodeURIComponent(order.id)}`, 303)
    })
  }
}

/** Also what is over, so that the page can say so; nothing where no payer was asked. */
function shown(sandbox: Sandbox, request: Asked): OrderRecord | null {
  const order = find(sandbox, 'paypal.order', request.params.order)
  return order?.charged === null ? order : null
}

function endingOf(sandbox: Sandbox, order: OrderRecord): PayPalEnding | null {
  if (findOrder(sandbox, order.id) === null) return 'over'
  if (order.status === 'PAYER_ACTION_REQUIRED') return null
  if (order.status === 'APPROVED' || order.capture === null) return 'approved'
  const capture = find(sandbox, 'paypal.capture', order.capture)
  if (capture?.status === 'PENDING') return 'deciding'
  return capture?.status === 'DECLINED' ? 'over' : 'paid'
}

function billOf(order: OrderRecord): PayPalBill {
  return {
    order: order.id,
    language: languageOf(order.locale),
    amount: order.amount,
    description: order.description,
    keep: order.keep,
    refused: order.refused,
    returnUrl: withToken(order.returnUrl, order, order.payer),
    cancelUrl: withToken(order.cancelUrl, order, null),
  }
}

function withToken(url: string | null, order: OrderRecord, payer: string | null): string | null {
  const shop = URL.parse(url ?? '')
  if (shop === null) return null
  shop.searchParams.set('token', order.id)
  if (payer !== null) shop.searchParams.set('PayerID', payer)
  return shop.href
}

function shopOf(order: OrderRecord): Shop {
  return { success_url: order.returnUrl, cancel_url: order.cancelUrl }
}
