/** Choosing an offer for a line, with advice. Not the last screen (`confirm-routes.tsx`). */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { begin } from '../../../domain/balance/chain.ts'
import { parseId, type LineId } from '../../../domain/basics/ids.ts'
import { lineOverview } from '../../../app/queries/line-overview.ts'
import { quotesFor } from '../../../app/queries/offer-quotes.ts'
import { adviceShown } from '../advice-form.ts'
import { OffersPage } from '../pages/offers.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'

export function renewalRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  server.get<{ Params: { line: string } }>('/lines/:line/offers', async (request, reply) => {
    const allowed = allowedLine(portal, request, request.params.line)
    if (allowed === null) return strangersTurn(portal, request, reply)
    const state = await app.reads.line(allowed.line)
    const overview = await lineOverview(app, allowed.line, allowed.access)
    if (state.line === null || overview === null) return page.onNotFound(request, reply)
    const now = app.clock.now()
    const packs = begin(state.packs, now)
    const quotes = quotesFor(state.line, packs, { catalogue: app.catalogue(), channel: 'web', now })
    const voice = page.voice(request)
    // Starting at once what would wait is the owner's choice alone.
    const shown =
      allowed.access === 'holder' ? quotes : quotes.map((one) => ({ ...one, startNowUntil: null }))
    const choice = { network: overview.network, quotes: shown }
    const advice = await adviceShown(app, overview, { query: request.query, voice, now })
    const body = <OffersPage voice={voice} choice={choice} line={overview} advice={advice} />
    const isRefused = Object.keys(advice?.asked.fieldErrors ?? {}).length > 0
    const status = isRefused ? 422 : 200
    return page.send(request, reply, { title: voice.words.offers.title, body, status })
  })
}

export function allowedLine({ visitors }: Portal, request: FastifyRequest, text: string) {
  const line = parseId<LineId>(text)
  const access = line === null ? null : visitors.accessTo(request.visitor, line)
  return line === null || access === null ? null : { line, access }
}

export function strangersTurn({ page }: Portal, request: FastifyRequest, reply: FastifyReply) {
  if (request.visitor.signedIn !== null) return page.onNotFound(request, reply)
  return reply.redirect(paths.signIn, 303)
}
