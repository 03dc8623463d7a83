/** The eight digits that carry a waiting order to a shop's counter: made, and told once. */
import type { FastifyInstance } from 'fastify'
import { makeShortCode, mintShortCode } from '../../../app/orders/short-code.ts'
import type { Portal } from '../desk.ts'
import { readForm } from '../form.ts'
import { paths } from '../paths.ts'
import { refusalText } from '../words/refusals.ts'
import { allowedOrder, sendOrder, strangersTurn, type OrderParams } from './order-routes.tsx'

export function shortCodeRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  // Whoever asks for the page again sees the order; digits are told where they were made.
  server.get<OrderParams>('/orders/:order/short-code', async (request, reply) => {
    const allowed = await allowedOrder(portal, request)
    if (allowed === null) return strangersTurn(portal, request, reply)
    return reply.redirect(paths.order(allowed.order.id), 303)
  })

  server.post<OrderParams>('/orders/:order/short-code', async (request, reply) => {
    const allowed = await allowedOrder(portal, request)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const form = readForm(app, request)
    const refused = (banner: string) => sendOrder(portal, request, reply, { allowed, banner })
    if (!form.sealed) return refused(page.expired(request))
    const { line, id: order } = allowed.order
    const minted = await mintShortCode(app)
    const answer = await app.door.ask(makeShortCode, { line, order, ...minted }, form.origin)
    if (!answer.ok) return refused(refusalText(answer.refusal, page.voice(request).language))
    const { sealed, until } = answer.value
    const shortCode = { digits: app.vault.open(sealed), until }
    return sendOrder(portal, request, reply, { allowed, shortCode })
  })
}
