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
import type { Paper } from '../../app/documents/ports.ts'
import { requestKey } from '../../app/network-address.ts'
import type { Portal, PortalSettings } from './desk.ts'
import { pageMaker } from './page.ts'
import { accountRoutes } from './routes/account-routes.tsx'
import { accountMoneyRoutes } from './routes/account-money-routes.tsx'
import { agreementRoutes } from './routes/agreement-routes.tsx'
import { autoRenewalRoutes } from './routes/auto-renewal-routes.tsx'
import { assetRoutes } from './routes/asset-routes.ts'
import { changeRoutes } from './routes/change-routes.tsx'
import { closingRoutes } from './routes/closing-routes.tsx'
import { codeRoutes } from './routes/code-routes.tsx'
import { confirmRoutes } from './routes/confirm-routes.tsx'
import { disputeRoutes } from './routes/dispute-routes.tsx'
import { documentRoutes } from './routes/document-routes.tsx'
import { wholesaleRoutes } from './routes/wholesale-routes.ts'
import { eventRoutes } from './routes/event-routes.ts'
import { firstRoutes } from './routes/first-routes.tsx'
import { helpRoutes } from './routes/help-routes.tsx'
import { installRoutes } from './routes/install-routes.tsx'
import { lineRoutes } from './routes/line-routes.tsx'
import { liveRoutes } from './routes/live-routes.tsx'
import { noticeRoutes } from './routes/notice-routes.tsx'
import { orderRoutes } from './routes/order-routes.tsx'
import { payLinkRoutes } from './routes/pay-link-routes.tsx'
import { payingRoutes } from './routes/paying-routes.tsx'
import { passkeyRoutes } from './routes/passkey-routes.tsx'
import { personalDataRoutes } from './routes/personal-data-routes.tsx'
import { phoneRoutes } from './routes/phone-routes.tsx'
import { renewalRoutes } from './routes/renewal-routes.tsx'
import { reportRoutes } from './routes/report-routes.tsx'
import { shortCodeRoutes } from './routes/short-code-routes.tsx'
import { statementRoutes } from './routes/statement-routes.tsx'
import { termsRoutes } from './routes/terms-routes.tsx'
import { signInRoutes } from './routes/sign-in-routes.tsx'
import { directoryRoutes, verifyRoutes } from './routes/verify-routes.tsx'
import { plainHttpHook } from './plain-http.ts'
import { createVisitors } from './visitor.ts'

const REQUESTS_WINDOW = '10 minutes'
/** A page is small; the default quality of 11 would cost more time than it saves. */
const BROTLI_QUALITY = 5

export function portalRoutes(
  app: App,
  { paper, ...settings }: PortalSettings & { readonly paper: Paper },
): FastifyPluginAsync {
  return async (server: FastifyInstance) => {
    await server.register(fastifyCookie)
    await server.register(fastifyFormbody)
    await server.register(fastifyRateLimit, {
      max: settings.limits.requests,
      keyGenerator: requestKey,
      timeWindow: REQUESTS_WINDOW,
    })
    await server.register(fastifyCompress, {
      encodings: ['br', 'gzip'],
      brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
    })
    const visitors = createVisitors(app)
    const page = pageMaker({ app, settings })
    const portal: Portal = {
      app,
      paper,
      settings,
      visitors,
      page,
    }
    server.addHook('onRequest', visitors.onRequest)
    server.addHook('onRequest', plainHttpHook(portal))
    server.setErrorHandler(page.onError)
    server.setNotFoundHandler(page.onNotFound)
    assetRoutes(server, portal)
    firstRoutes(server, portal)
    helpRoutes(server, portal)
    verifyRoutes(server, portal)
    directoryRoutes(server, portal)
    reportRoutes(server, portal)
    signInRoutes(server, portal)
    passkeyRoutes(server, portal)
    accountRoutes(server, portal)
    agreementRoutes(server, portal)
    termsRoutes(server, portal)
    lineRoutes(server, portal)
    liveRoutes(server, portal)
    installRoutes(server, portal)
    renewalRoutes(server, portal)
    autoRenewalRoutes(server, portal)
    confirmRoutes(server, portal)
    orderRoutes(server, portal)
    payingRoutes(server, portal)
    payLinkRoutes(server, portal)
    shortCodeRoutes(server, portal)
    codeRoutes(server, portal)
    phoneRoutes(server, portal)
    accountMoneyRoutes(server, portal)
    documentRoutes(server, portal)
    statementRoutes(server, portal)
    disputeRoutes(server, portal)
    noticeRoutes(server, portal)
    changeRoutes(server, portal)
    closingRoutes(server, portal)
    personalDataRoutes(server, portal)
    eventRoutes(server, portal)
    wholesaleRoutes(server, portal)
  }
}
