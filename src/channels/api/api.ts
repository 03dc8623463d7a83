/**
 * The HTTP API, version 1, for programs of the operator and its partners: the same commands and
 * queries as the portal's, with its OpenAPI document, and a page about it beside it. Not for
 * browsers: it sets no CORS headers and reads no cookies.
 */
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { ApiKeys } from '../../app/api-keys.ts'
import type { App } from '../../app/app.ts'
import type { Books } from '../../app/books/ports.ts'
import type { Paper } from '../../app/documents/ports.ts'
import type { UsageFileParts } from '../../app/usage-files/take.ts'
import { answerTrouble, DOCS_ADDRESS } from './answer.ts'
import { DOCS_POLICY, docsPage } from './docs-page.tsx'
import { documentation, type OpenApiDocument } from './document.ts'
import { tagAnswers } from './etag.ts'
import type { Fastify } from './fastify.ts'
import { API_KEY, createGuard } from './guard.ts'
import type { ApiLimits } from './rate-limit.ts'
import { adviceRoutes } from './routes/advice.ts'
import { autoRenewalRoutes } from './routes/auto-renewal.ts'
import { bounceRoutes } from './routes/bounces.ts'
import { settlementRoutes } from './routes/settlements.ts'
import { catalogueRoutes } from './routes/catalogue.ts'
import { documentRoutes } from './routes/documents.ts'
import { giftCardRoutes } from './routes/gift-cards.ts'
import { lineRoutes } from './routes/lines.ts'
import { orderRoutes } from './routes/orders.ts'
import { refundRoutes } from './routes/refunds.ts'
import { usageFileRoutes } from './routes/usage-files.ts'
import { answerError, BODY_BYTES_MAX } from './troubles.ts'
import { compileValidator } from './validation.ts'

export interface ApiPorts {
  readonly apiKeys: ApiKeys
  readonly paper: Paper
  readonly books: Books
  /** Absent: files of usage come by other ways. */
  readonly usageFiles?: UsageFileParts
  /** Default: `API_LIMITS`. */
  readonly limits?: ApiLimits
}

/** Register with `{ prefix: '/api/v1' }`; the page about it is then at `/api/docs`. */
export function apiRoutes(app: App, ports: ApiPorts): FastifyPluginAsync {
  const plugin: FastifyPluginAsync = async (server, options: { readonly prefix?: string }) => {
    const prefix = options.prefix ?? '/api/v1'
    const places = {
      docs: prefix.replace(/[^/]*$/, 'docs'),
      document: `${prefix}/openapi.json`,
    }
    await server.register(
      async (v1) => {
        v1.decorateReply(DOCS_ADDRESS, places.docs)
        await versionOne(v1, app, ports)
        describingRoutes({ server, v1 }, places)
      },
      { prefix },
    )
  }
  // On the server itself, because the page lies beside the prefix and not under it.
  return Object.assign(plugin, { [Symbol.for('skip-override')]: true })
}

interface Places {
  readonly docs: string
  readonly document: string
}

async function versionOne(v1: FastifyInstance, app: App, ports: ApiPorts): Promise<void> {
  await v1.register(documentation.plugin, documentation.options)
  v1.removeAllContentTypeParsers()
  v1.addContentTypeParser(
    'application/json',
    { parseAs: 'string', bodyLimit: BODY_BYTES_MAX },
    v1.getDefaultJsonParser('error', 'error'),
  )
  v1.setValidatorCompiler(compileValidator)
  // The shapes are typed by their schemas, and a test holds every answer to them.
  v1.setSerializerCompiler(() => JSON.stringify)
  v1.decorateRequest(API_KEY, null)
  v1.setErrorHandler(answerError)
  const allowed = allowedMethods(v1)
  v1.setNotFoundHandler((request, reply) => answerNotFound(reply, allowed(request)))
  tagAnswers(v1)
  const typed: Fastify = v1.withTypeProvider<TypeBoxTypeProvider>()
  const guard = createGuard(app, ports)
  lineRoutes(typed, app, guard)
  adviceRoutes(typed, app, guard)
  orderRoutes(typed, app, guard)
  documentRoutes(typed, { app, paper: ports.paper, guard })
  catalogueRoutes(typed, app, guard)
  settlementRoutes(typed, { books: ports.books, guard })
  bounceRoutes(typed, app, guard)
  refundRoutes(typed, app, guard)
  giftCardRoutes(typed, app, guard)
  autoRenewalRoutes(typed, app, guard)
  const { usageFiles } = ports
  if (usageFiles !== undefined) usageFileRoutes(v1, app, { usageFiles, guard })
}

/** The document and the page about it are for everybody. */
function describingRoutes(
  { server, v1 }: { readonly server: FastifyInstance; readonly v1: FastifyInstance },
  places: Places,
): void {
  const document = () => v1.swagger() as object as OpenApiDocument
  v1.get('/openapi.json', { schema: { hide: true } }, async (_request, reply) =>
    reply.header('cache-control', 'no-cache').send(document()),
  )
  server.get(places.docs, async (_request, reply) =>
    reply
      .header('content-security-policy', DOCS_POLICY)
      .type('text/html; charset=utf-8')
      .send(docsPage(document(), places.document)),
  )
}

type Allowed = (request: FastifyRequest) => readonly string[]

/** Which methods an address answers to, read off the routes as they are added. */
function allowedMethods(v1: FastifyInstance): Allowed {
  const methods = new Map<string, Set<string>>()
  v1.addHook('onRoute', ({ url, method }) => {
    const known = methods.get(url) ?? new Set()
    methods.set(url, known)
    for (const one of [method].flat()) known.add(one)
  })
  return (request) => {
    const path = request.url.split('?', 1)[0]?.split('/') ?? []
    const isPath = (pattern: readonly string[]) =>
      pattern.length === path.length &&
      pattern.every((part, index) => part.startsWith(':') || part === path[index])
    return [...methods]
      .filter(([url]) => isPath(url.split('/')))
      .flatMap(([, known]) => [...known])
      .toSorted()
  }
}

function answerNotFound(reply: FastifyReply, allowed: readonly string[]): FastifyReply {
  if (allowed.length === 0) return answerTrouble(reply, { code: 'not_found' })
  return answerTrouble(reply, { code: 'method_not_allowed', allowed })
}
