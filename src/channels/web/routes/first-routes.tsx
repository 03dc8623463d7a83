/** The first page, price lists, and a card's number typed by a stranger. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { parseName, type NetworkId } from '../../../domain/basics/ids.ts'
import { offersOnSale } from '../../../domain/catalogue/catalogue.ts'
import { parseIccid } from '../../../domain/line/iccid.ts'
import { lineOverview } from '../../../app/queries/line-overview.ts'
import { priceList } from '../../../app/queries/offer-quotes.ts'
import { tellWhen } from '../../retry-after.ts'
import { takeTry } from '../tries.ts'
import { readForm } from '../form.ts'
import { ConnectionPage, FirstPage } from '../pages/first.tsx'
import { NotOursPage } from '../pages/not-ours.tsx'
import { OffersPage } from '../pages/offers.tsx'
import type { FormProps } from '../../form.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'
import { refusalText } from '../words/refusals.ts'

export function firstRoutes(server: FastifyInstance, portal: Portal): void {
  const { app, page } = portal

  server.get(paths.first, async (request, reply) => {
    const { signedIn, connection } = request.visitor
    if (signedIn !== null) return reply.redirect(paths.lines, 303)
    const overview = connection === null ? null : await lineOverview(app, connection, 'connection')
    if (overview === null) return sendFirst(portal, request, reply, {})
    const voice = page.voice(request)
    const title = voice.words.first.connectionTitle(overview.network.name[voice.language])
    const body = <ConnectionPage voice={voice} overview={overview} />
    return page.send(request, reply, { title, body })
  })

  server.post(paths.cards, async (request, reply) => {
    const form = readForm(app, request)
    const voice = page.voice(request)
    const parsed = parseIccid(form.fields['iccid'] ?? '')
    if (!parsed.ok) {
      const sentence = refusalText(parsed.refusal, voice.language)
      return sendFirst(portal, request, reply, {
        typed: form.fields,
        fieldErrors: { iccid: sentence },
      })
    }
    const { again } = await takeTry(app, request, 'card_look_ups')
    if (again !== null) {
      tellWhen(reply, again, app.clock.now())
      const refusal = refusalText({ code: 'tries_too_many', again }, voice.language)
      return sendFirst(portal, request, reply, { typed: form.fields, refusal })
    }
    if (isServed(portal, parsed.value)) return reply.redirect(paths.lineProof, 303)
    const body = <NotOursPage voice={voice} />
    return page.send(request, reply, { title: voice.words.notOurs.title, body, path: '/' })
  })

  server.get<{ Params: { network: string } }>(
    '/networks/:network/offers',
    async (request, reply) => {
      const id = parseName<NetworkId>(request.params.network)
      const network = id === null ? undefined : app.catalogue().networks.get(id)
      if (network === undefined) return page.onNotFound(request, reply)
      const at = app.clock.now()
      const offers = offersOnSale(app.catalogue(), { network: network.id, channel: 'web', at })
      const voice = page.voice(request)
      const choice = { network, quotes: priceList(offers, at) }
      const title = voice.words.offers.priceList(network.name[voice.language])
      const body = <OffersPage voice={voice} choice={choice} line={null} advice={null} />
      return page.send(request, reply, { title, body })
    },
  )
}

/** By prefix alone: whether such a line exists is never told. */
function isServed({ app }: Portal, iccid: string): boolean {
  return [...app.catalogue().networks.values()].some((network) =>
    network.iccidPrefixes.some((prefix) => iccid.startsWith(prefix)),
  )
}

function sendFirst(
  { app, page }: Portal,
  request: FastifyRequest,
  reply: FastifyReply,
  form: Omit<FormProps, 'seal'>,
): FastifyReply {
  const voice = page.voice(request)
  const networks = [...app.catalogue().networks.values()]
  const body = (
    <FirstPage voice={voice} form={{ ...form, seal: page.seal(request) }} networks={networks} />
  )
  const status = form.fieldErrors === undefined ? 200 : 422
  return page.send(request, reply, { title: voice.words.first.title, body, path: '/', status })
}
