/**
 * The HTTP listener of a process: portal, staff console, API and, in sandbox mode, the sandbox's
 * own pages.
 */
import type { FastifyInstance } from 'fastify'
import { receiptPrinter } from '../adapters/documents/receipt-tape/printer.ts'
import { documentRenderer } from '../adapters/documents/renderer.ts'
import { createApiKeys } from '../adapters/postgres/api-keys.ts'
import { createBooks } from '../adapters/postgres/books.ts'
import { createBreachReads } from '../adapters/postgres/breach-reads.ts'
import { createDocumentFiles } from '../adapters/postgres/document-files.ts'
import { caughtMails } from '../adapters/postgres/sandbox.ts'
import { isJapaneseHoliday } from '../adapters/system/japanese-holidays.ts'
import { directoryKeyFrom } from '../adapters/secrets/directory-key.ts'
import { staffSecrets } from '../adapters/secrets/staff-secrets.ts'
import type { App } from '../app/app.ts'
import type { Paper } from '../app/documents/ports.ts'
import type { UsageFileParts } from '../app/usage-files/take.ts'
import { apiRoutes } from '../channels/api/api.ts'
import { API_LIMITS } from '../channels/api/rate-limit.ts'
import { consoleRoutes } from '../channels/counter/console.ts'
import { CONSOLE_LIMITS, type PortalSide } from '../channels/counter/desk.ts'
import { wordDocument } from '../channels/documents/sheet.ts'
import { sandboxRoutes } from '../channels/sandbox/routes.ts'
import { PORTAL_LIMITS } from '../channels/web/desk.ts'
import { serveNotifications, type OpenEsim } from './esim.ts'
import { captivePortal } from './gateways/captive.ts'
import { hotlineSide } from './hotline-side.ts'
import { paths } from '../channels/web/paths.ts'
import { portalRoutes } from '../channels/web/portal.ts'
import { shownScreen } from '../channels/web/words/shown-screen.ts'
import type { Config } from '../config.ts'
import { keyRingOf, type Database } from './database.ts'
import type { HotlineParts } from './hotline-parts.ts'
import type { NoticeSenders } from './notices.ts'
import type { RunningClock } from './parts.ts'
import type { Money } from './payments.ts'
import { sandboxPhone } from './sandbox-phone.ts'
import type { Role } from './start.ts'
import { serveTwiml } from './voice.ts'
import { describeRunningWorld } from './world/world.ts'

const TOKEN_BYTES = 18
/** A sandbox is tried by many browsers from one address: people at play and tests. */
const SANDBOX_API_LIMITS = { requestsAMinute: 1_000_000, wrongKeysAMinute: 100_000 }
const SANDBOX_LIMITS = { requests: 1_000_000 }

export interface Serving {
  readonly config: Config
  readonly roles: ReadonlySet<Role>
  readonly app: App
  readonly database: Database
  readonly clock: RunningClock
  readonly money: Money
  readonly senders: NoticeSenders
  readonly esim: OpenEsim
  readonly usageFiles: UsageFileParts
  /** Of the role `hotline`. */
  readonly hotline: HotlineParts | null
  onFault(where: string, fault: unknown): void
  readonly ports: Readonly<Record<string, number>> & { readonly portal: number }
  /** Runs the sweeps once, after the sandbox clock was moved. */
  onMoved(): Promise<void>
}

export async function serve(server: FastifyInstance, serving: Serving): Promise<void> {
  const { config, roles, app, database, money, senders, ports } = serving
  const sandbox = config.mode === 'sandbox'
  const paper: Paper = {
    wording: wordDocument,
    renderer: documentRenderer(),
    files: createDocumentFiles(database.pool),
  }
  if (roles.has('api')) {
    const apiKeys = createApiKeys(database.pool, app.clock)
    const books = createBooks(database.pool)
    await server.register(
      apiRoutes(app, {
        apiKeys,
        paper,
        books,
        usageFiles: serving.usageFiles,
        limits: sandbox ? SANDBOX_API_LIMITS : API_LIMITS,
      }),
      { prefix: '/api/v1' },
    )
  }
  if (roles.has('api')) await serveNotifications(server, app, serving.esim.callbackTokens)
  if (roles.has('portal')) {
    await server.register(captivePortal(app, config, { paymentOrigins: money.origins }))
    await server.register(
      portalRoutes(app, {
        paper,
        sandbox,
        push: senders.push,
        sendsSms: senders.sms !== null,
        directoryKey: directoryKeyFrom(
          keyRingOf(config, database.dataDirectory).index,
          config.directoryKey,
        ),
        isHoliday: isJapaneseHoliday,
        providerOrigins: money.origins,
        limits: sandbox ? SANDBOX_LIMITS : PORTAL_LIMITS,
      }),
    )
  }
  if (roles.has('counter')) {
    const secrets = staffSecrets(app.dice)
    const limits = sandbox ? SANDBOX_LIMITS : CONSOLE_LIMITS
    const tools = {
      paper,
      printer: receiptPrinter(),
      portal: portalSide(app),
      hotline: hotlineSide(),
      secrets,
      breaches: createBreachReads(database.pool),
      profiles: serving.esim.profiles,
      usageFiles: serving.usageFiles,
    }
    await server.register(consoleRoutes(app, { ...tools, sandbox, limits }))
  }
  if (serving.hotline !== null) {
    const { hotline, onFault } = serving
    await serveTwiml(server, config, { ...hotline, app, onFault })
  }
  if (sandbox) await serveSandbox(server, serving)
  await server.listen({ host: config.host, port: ports.portal })
}

/** What the counter shows of the customer's own channel. */
export function portalSide({ portalUrl }: Pick<App, 'portalUrl'>): PortalSide {
  return {
    // To a caller nothing is paid on the spot: a link goes to them, or digits for the web.
    wordShown: (view, language) =>
      shownScreen(view, language, { byLink: view.channel === 'phone' && view.paying.rest > 0n }),
    payLinkUrl: (token) => `${portalUrl}${paths.payToken(token)}`,
    verifyUrl: (reference) => `${portalUrl}${paths.verifyQuery(reference)}`,
  }
}

async function serveSandbox(server: FastifyInstance, serving: Serving): Promise<void> {
  const { config, app, database, ports, clock } = serving
  if (clock.movable === null) return
  const token = config.sandboxPublic
    ? app.dice.bytes(TOKEN_BYTES).toBase64({ alphabet: 'base64url' })
    : null
  if (token !== null) process.stdout.write(`sandbox token ${token}\n`)
  await server.register(
    sandboxRoutes({
      clock: clock.movable,
      mails: (recipient) => caughtMails(database.pool, recipient),
      world: () => describeRunningWorld(app, { config, ports }),
      phone: serving.hotline === null ? null : sandboxPhone(app, serving.hotline),
      hosts: [new URL(app.portalUrl).host],
      token,
      onMoved: serving.onMoved,
    }),
  )
}
