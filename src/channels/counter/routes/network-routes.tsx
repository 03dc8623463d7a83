/** Live sessions over all lines: a page that is only read. */
import type { FastifyInstance } from 'fastify'
import { networkForStaff } from '../../../app/staff/network.ts'
import type { SessionFilter } from '../../../app/session-reads.ts'
import { parseId, type DataSessionId } from '../../../domain/basics/ids.ts'
import type { Protocol } from '../../../domain/charging/request.ts'
import type { Console } from '../desk.ts'
import { NETWORK_FIELDS, networkPath, NetworkPage, PROTOCOL_NAMES } from '../pages/network.tsx'
import { paths } from '../paths.ts'
import { atDesk } from '../staffer.ts'
import { speechOf } from '../voice.ts'
import { networkWords } from '../words/network/words.ts'

/** Names of gateways are configured and short; the store takes no control characters. */
const PEER = /^[^\p{Cc}]{1,200}$/u

export function networkRoutes(server: FastifyInstance, { app, page }: Console): void {
  server.get(paths.network, async (request, reply) => {
    const { staff } = atDesk(request)
    const query = request.query as Readonly<Record<string, unknown>>
    const [filter, after] = [filterOf(query), placeIn(query[NETWORK_FIELDS.after])]
    const found = await networkForStaff(app, staff, { filter, after })
    if (!found.ok) return page.trouble(request, reply, { status: 404 })
    const view = found.value
    const { language } = request.staffer
    const nextPath = view.next === null ? null : networkPath(filter, view.next)
    const shown = { view, filter, nextPath, speech: speechOf(language) }
    return page.send(request, reply, {
      title: networkWords(language).title,
      body: <NetworkPage {...shown} />,
      here: 'network',
      path: networkPath(filter),
    })
  })
}

/** What names no gateway and no protocol asks for all. */
function filterOf(query: Readonly<Record<string, unknown>>): SessionFilter {
  const [peer, protocol] = [query[NETWORK_FIELDS.peer], query[NETWORK_FIELDS.protocol]]
  const isPeer = typeof peer === 'string' && PEER.test(peer)
  const isProtocol = typeof protocol === 'string' && Object.hasOwn(PROTOCOL_NAMES, protocol)
  return { peer: isPeer ? peer : null, protocol: isProtocol ? (protocol as Protocol) : null }
}

function placeIn(text: unknown): DataSessionId | null {
  return typeof text === 'string' ? parseId<DataSessionId>(text) : null
}
