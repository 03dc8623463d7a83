/**
 * The staff console as a Fastify plugin: its own forms, cookies, headers and pages, all under
 * `/staff`. What each address does is in `routes/`; who is asking, in `staffer.ts`.
 */
import fastifyCompress from '@fastify/compress'
import fastifyCookie from '@fastify/cookie'
import fastifyFormbody from '@fastify/formbody'
import fastifyRateLimit from '@fastify/rate-limit'
import { constants } from 'node:zlib'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import type { App } from '../../app/app.ts'
import type { BreachReads } from '../../app/breach/reads.ts'
import type { ProfileServer } from '../../app/esim/ports.ts'
import type { UsageFileParts } from '../../app/usage-files/take.ts'
import { requestKey } from '../../app/network-address.ts'
import type { Console, ConsoleSettings } from './desk.ts'
import { consolePages } from './page.tsx'
import { CONSOLE_PREFIX } from './paths.ts'
import { accountRoutes } from './routes/account-routes.tsx'
import { answerRoutes } from './routes/answer-routes.tsx'
import { billRoutes } from './routes/bill-routes.tsx'
import { callBackRoutes } from './routes/call-back-routes.tsx'
import { callDeskRoutes } from './routes/call-desk-routes.tsx'
import { directoryRoutes } from './routes/directory-routes.tsx'
import { fulfilmentRoutes } from './routes/fulfilment-routes.tsx'
import { limitRoutes } from './routes/limit-routes.tsx'
import { networkRoutes } from './routes/network-routes.tsx'
import { usageFileRoutes } from './routes/usage-file-routes.tsx'
import { lineLockRoutes } from './routes/line-lock-routes.tsx'
import { reportRoutes } from './routes/report-routes.tsx'
import { callRoutes } from './routes/call-routes.tsx'
import { disputeRoutes } from './routes/dispute-routes.tsx'
import { giftCardRoutes } from './routes/gift-card-routes.tsx'
import { findRoutes } from './routes/find-routes.tsx'
import { lineRoutes } from './routes/line-routes.tsx'
import { breachRoutes } from './routes/breach-routes.tsx'
import { revealRoutes } from './routes/reveal-routes.ts'
import { lockRoutes } from './routes/lock-routes.tsx'
import { passkeyRoutes } from './routes/passkey-routes.tsx'
import { profileRoutes } from './routes/profile-routes.tsx'
import { pointsRoutes } from './routes/points-routes.tsx'
import { refundRoutes } from './routes/refund-routes.tsx'
import { orderLiveRoutes } from './routes/order-live-routes.ts'
import { orderRoutes } from './routes/order-routes.tsx'
import { receiptRoutes } from './routes/receipt-routes.tsx'
import { saleRoutes } from './routes/sale-routes.tsx'
import { signInRoutes } from './routes/sign-in-routes.tsx'
import { caseRoutes } from './routes/case-routes.tsx'
import { identityRoutes } from './routes/identity-routes.tsx'
import { personRoutes } from './routes/person-routes.tsx'
import { riskyChangeRoutes } from './routes/risky-change-routes.tsx'
import { scriptRoutes } from './script.ts'
import { shiftRoutes } from './routes/shift-routes.tsx'
import { tillRoutes } from './routes/till-routes.tsx'
import { createStaffers } from './staffer.ts'

const REQUESTS_WINDOW = '10 minutes'
/** A page is small; the default quality of 11 would cost more time than it saves. */
const BROTLI_QUALITY = 5

interface Optional {
  /** Undefined: the console has no page of breaches. */
  readonly breaches: BreachReads | undefined
  /** Null: the console orders no profile of an eSIM. */
  readonly profiles: ProfileServer | null
  /** Undefined: the console has no page of usage files. */
  readonly usageFiles: UsageFileParts | undefined
}

export function consoleRoutes(
  app: App,
  given: ConsoleSettings &
    Pick<Console, 'paper' | 'printer' | 'portal' | 'hotline' | 'secrets'> &
    Partial<Optional>,
): FastifyPluginAsync {
  const {
    paper,
    printer,
    portal,
    hotline,
    secrets,
    profiles = null,
    breaches,
    usageFiles,
    ...settings
  } = given
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
    const staffers = createStaffers(app)
    const page = consolePages({ app, settings })
    const tools = { paper, printer, portal, hotline, secrets, ordersProfiles: profiles !== null }
    const console: Console = { app, settings, staffers, page, ...tools }
    server.addHook('onRequest', staffers.onRequest)
    server.addHook('onRequest', staffers.guard)
    server.setErrorHandler(page.onError)
    // An unknown address under the prefix is the console's to answer, others are not.
    await server.register(async (inside) => void inside.setNotFoundHandler(page.onNotFound), {
      prefix: CONSOLE_PREFIX,
    })
    areas(server, console, { breaches, profiles, usageFiles })
  }
}

/** One line an area. */
function areas(
  server: FastifyInstance,
  console: Console,
  { breaches, profiles, usageFiles }: Optional,
): void {
  scriptRoutes(server)
  signInRoutes(server, console)
  lockRoutes(server, console)
  passkeyRoutes(server, console)
  accountRoutes(server, console)
  findRoutes(server, console)
  lineRoutes(server, console)
  revealRoutes(server, console)
  lineLockRoutes(server, console)
  if (breaches !== undefined) breachRoutes(server, console, breaches)
  if (usageFiles !== undefined) usageFileRoutes(server, console, usageFiles)
  saleRoutes(server, console)
  orderRoutes(server, console)
  orderLiveRoutes(server, console)
  receiptRoutes(server, console)
  identityRoutes(server, console)
  personRoutes(server, console)
  riskyChangeRoutes(server, console)
  if (profiles !== null) profileRoutes(server, console, profiles)
  caseRoutes(server, console)
  billRoutes(server, console)
  tillRoutes(server, console)
  shiftRoutes(server, console)
  refundRoutes(server, console)
  disputeRoutes(server, console)
  giftCardRoutes(server, console)
  pointsRoutes(server, console)
  callDeskRoutes(server, console)
  callRoutes(server, console)
  callBackRoutes(server, console)
  answerRoutes(server, console)
  reportRoutes(server, console)
  limitRoutes(server, console)
  networkRoutes(server, console)
  fulfilmentRoutes(server, console)
  directoryRoutes(server, console)
}
