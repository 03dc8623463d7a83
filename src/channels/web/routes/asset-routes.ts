/** What pages load beside themselves: our script, the service worker, the icon, the manifest. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { createElement } from 'preact'
import { parseLanguage } from '../../../domain/basics/language.ts'
import { ICON_SVG } from '../../mark.ts'
import { manifest, MANIFEST_TYPE } from '../manifest.ts'
import { OfflinePage } from '../pages/offline.tsx'
import { paths } from '../paths.ts'
import type { Portal } from '../desk.ts'

const CLIENT = join(import.meta.dirname, '..', 'client')
/** The script's address does not change, so browsers ask again after a while. */
const ASSET_CACHE = 'public, max-age=600, stale-while-revalidate=86400'

export function assetRoutes(server: FastifyInstance, { page }: Portal): void {
  const script = readFileSync(join(CLIENT, 'portal.js'), 'utf8')
  const worker = readFileSync(join(CLIENT, 'worker.js'), 'utf8')
  const javascript = 'text/javascript; charset=utf-8'

  server.get(paths.script, (_request, reply) =>
    reply.type(javascript).header('cache-control', ASSET_CACHE).send(script),
  )
  // Browsers look after a worker's freshness themselves.
  server.get(paths.worker, (_request, reply) =>
    reply.type(javascript).header('cache-control', 'no-cache').send(worker),
  )
  server.get(paths.icon, (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', ASSET_CACHE).send(ICON_SVG),
  )
  server.get<{ Querystring: { lang?: string } }>('/manifest.webmanifest', (request, reply) => {
    const language = parseLanguage(request.query.lang ?? '') ?? request.visitor.language
    return reply.type(MANIFEST_TYPE).header('cache-control', ASSET_CACHE).send(manifest(language))
  })
  server.get('/healthz', (_request, reply) => reply.send({ ok: true }))
  server.get(paths.offline, (request, reply) => {
    const voice = page.voice(request)
    const body = createElement(OfflinePage, { voice })
    return page.send(request, reply, { title: voice.words.offline.title, body })
  })
}
