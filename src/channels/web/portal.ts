/**
 * The customer's portal as a Fastify plugin: its own forms, cookies, headers and pages. What each
 * address does is in `routes/`; who the visitor is, in `visitor.ts`.
 */
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import fastifyRateLimit from '@fastify/rate-limit'
import { constants } from 'node:zlib'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { App } from '../../app/app.ts'
import { pageMaker, type PageMaker } from './page.ts'
import { accountRoutes } from './routes/account-routes.tsx'
import { assetRoutes } from './routes/asset-routes.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { firstRoutes } from './routes/first-routes.tsx'
import { lineRoutes } from './routes/line-routes.tsx'
import { liveRoutes } from './routes/live-routes.tsx'
import { orderRoutes } from './routes/order-routes.tsx'
import { passkeyRoutes } from './routes/passkey-routes.tsx'
import { renewalRoutes } from './routes/renewal-routes.tsx'
import { signInRoutes } from './routes/sign-in-routes.tsx'
import { createVisitors, type Visitors } from './visitor.ts'

export interface PortalSettings {
  readonly sandbox: boolean
  /** Origins of hosted payment pages that a form may lead to. */
  readonly providerOrigins: readonly string[]
  /** Requests from one address in ten minutes; tests of many browsers on one address raise it. */
  readonly limits: PortalLimits
}

export interface PortalLimits {
  /** Pages and forms of any kind. */
  readonly requests: number
  /** Tries at a card's activation code, an hour. */
  readonly tries: number
  /** Codes asked for and entered, an hour; many people share one address of a mobile network. */
  readonly signIns: number
}

export const PORTAL_LIMITS: PortalLimits = { requests: 1_200, tries: 20, signIns: 120 }
const REQUESTS_WINDOW = '10 minutes'
/** A page is small; the default quality of 11 would cost more time than it saves. */
const BROTLI_QUALITY = 5

export interface Portal {
  readonly app: App
  readonly settings: PortalSettings
  readonly visitors: Visitors
  readonly page: PageMaker
}

export function portalRoutes(app: App, settings: PortalSettings): FastifyPluginAsync {
  return async (server: FastifyInstance) => {
    await server.register(fastifyCookie)
    await server.register(fastifyFormbody)
    await server.register(fastifyRateLimit, {
      max: settings.limits.requests,
      timeWindow: REQUESTS_WINDOW,
    })
    await server.register(fastifyCompress, {
      encodings: ['br', 'gzip'],
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    })
    const visitors = createVisitors(app)
    const page = pageMaker({ app, settings, visitors })
    const portal: Portal = { app, settings, visitors, page }
    server.addHook('onRequest', visitors.onRequest)
    server.setErrorHandler(page.onError)
    server.setNotFoundHandler(page.onNotFound)
    assetRoutes(server, portal)
    firstRoutes(server, portal)
    signInRoutes(server, portal)
    passkeyRoutes(server, portal)
    accountRoutes(server, portal)
    lineRoutes(server, portal)
    liveRoutes(server, portal)
    renewalRoutes(server, portal)
    orderRoutes(server, portal)
    eventRoutes(server, portal)
  }
}
