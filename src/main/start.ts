/**
 * Starting the product in order, and stopping it in the reverse one. Which roles a process plays is
 * the caller's choice; all of them share one door. The parts are made in `parts.ts`.
 */
import fastify, { LogController } from 'fastify'
import { startWorker, WORKER_CONNECTIONS } from '../adapters/jobs/worker.ts'
import { createJobPool } from '../adapters/postgres/job-pool.ts'
import { createBreachReads } from '../adapters/postgres/breach-reads.ts'
import { createAuditKey } from '../adapters/secrets/audit-key.ts'
import type { App } from '../app/app.ts'
import { createCharging } from '../app/charging/charge.ts'
import { answerUnroutable } from '../channels/api/troubles.ts'
import type { Config } from '../config.ts'
import { auditSweep } from './audit-keeping.ts'
import { createBookKeeping } from './book-keeping.ts'
import { keyRingOf, openDatabase, type Database } from './database.ts'
import { openEsim } from './esim.ts'
import { openGateways } from './gateways.ts'
import { usageFileParts, usageFolderSweeps } from './gateways/cdr.ts'
import { openHotline, type HotlineParts } from './hotline-parts.ts'
import { openNotices } from './notices.ts'
import { startOperations } from './operations.ts'
import { createApp, figuresOf, freePort, openClock, openMailer } from './parts.ts'
import { openMoney } from './payments.ts'
import { serve } from './serve.ts'
import { sweepOnce, sweeps, upkeep } from './sweeps.ts'
import { tasks, tellTasks } from './tasks.ts'
import { openAsterisk } from './voice.ts'
import { demoNetwork } from './world/demo-network.ts'
import { seedIfFresh } from './world/world.ts'

export type Role =
  | 'portal'
  | 'counter'
  | 'hotline'
  | 'api'
  | 'worker'
  | 'radius'
  | 'diameter'
  | 'nchf'
export const ALL_ROLES: ReadonlySet<Role> = new Set([
  'portal',
  'counter',
  'hotline',
  'api',
  'worker',
  'radius',
  'diameter',
  'nchf',
])

export interface Running {
  readonly url: string
  readonly ports: Readonly<Record<string, number>>
  readonly app: App
  stop(): Promise<void>
}

/** Nothing personal and no secret is ever logged. */
const REDACTED = ['req.headers.cookie', 'req.headers.authorization', 'req.remoteAddress', 'req.url']
const BODY_BYTES_MAX = 64 * 1024
/** Peers that do not answer keep a hand for seconds; the others are told meanwhile. */
const TOLD_AT_ONCE = 64

/** Resolves when everything listens. What was started is stopped again when a part fails. */
export async function start(config: Config, roles: ReadonlySet<Role>): Promise<Running> {
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const one of stops.splice(0).toReversed()) await one()
  }
  try {
    return { ...(await startParts(config, { roles, stops })), stop }
  } catch (fault) {
    await stop()
    throw fault
  }
}

interface Starting {
  readonly roles: ReadonlySet<Role>
  /** What to stop, run in the reverse order of starting. */
  readonly stops: (() => Promise<void>)[]
}

function listenerOf({ logLevel, trustedProxies }: Config) {
  return fastify({
    logger: { level: logLevel, redact: REDACTED },
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: BODY_BYTES_MAX,
    trustProxy: trustedProxies.length === 0 ? false : [...trustedProxies],
    genReqId: () => crypto.randomUUID(),
    frameworkErrors: (error, request, reply) => void answerUnroutable(error, request, reply),
  })
}

async function startParts(config: Config, starting: Starting): Promise<Omit<Running, 'stop'>> {
  const { roles, stops } = starting
  const isSandbox = config.mode === 'sandbox'
  const server = listenerOf(config)
  const log = (line: string) => server.log.info(line)
  const onFault = (where: string, fault: unknown) => server.log.error({ err: fault }, where)
  const port = config.port === 0 ? await freePort(config.host) : config.port
  const portalUrl = config.portalUrl ?? `http://${config.host}:${port}`

  const database = await openDatabase(config, log)
  stops.push(() => database.stop())
  const clock = await openClock(config, database, stops)
  await upkeep(clock, database.pool)
  const on = { clock: clock.clock, database, portalUrl, stops }
  const { app, providers, refreshCatalogue } = await createApp(config, on)
  const seeding = isSandbox ? seedIfFresh({ app, database, refreshCatalogue }) : null
  const [money] = await together(openMoney(config, on), seeding)
  for (const provider of money.providers) providers.set(provider.name, provider)

  const mailer = openMailer(config, { ...on, app })
  const senders = openNotices(config, { app, database })
  const warn = (facts: object, what: string) => server.log.warn(facts, what)
  const bookKeeping = createBookKeeping(app, database.pool, warn)
  const esim = await openEsim(config, { ...on, app, dataDirectory: database.dataDirectory })
  const charging = createCharging(app)
  const usageFiles = usageFileParts(app, { pool: database.pool, charging })
  const sweepList = [
    ...sweeps(app, database.pool, esim.profiles),
    ...bookKeeping.sweeps,
    auditing(config, app, database),
    ...usageFolderSweeps(config, app, usageFiles),
    ...(isSandbox ? [demoNetwork(app, charging)] : []),
  ]
  const gateways = await openGateways(config, roles, { app, onFault, stops })
  if (roles.has('worker')) {
    const breaches = createBreachReads(database.pool)
    const doing = tasks(app, { mailer, senders, breaches, profiles: esim.profiles })
    await openWorker(database, { tasks: doing, sweeps: sweepList, onFault }, stops)
  }
  await openTelling(database, { tasks: tellTasks(app, gateways.tellers), onFault }, stops)
  const spoken = { app, database, onFault, stops }
  const voice = roles.has('hotline') ? await openVoice(config, spoken) : null
  const counters = () => ({ ...figuresOf(app), ...gateways.figures(), ...bookKeeping.figures() })
  const operations = await openOperations(config, { database, counters, stops })
  const ports = {
    portal: port,
    operations,
    provider: money.port,
    ...gateways.ports,
    fastagi: voice?.fastagi ?? 0,
    smdp: esim.port ?? 0,
  }
  await serve(server, {
    config,
    roles,
    app,
    database,
    clock,
    money,
    senders,
    esim,
    usageFiles,
    hotline: voice?.parts ?? null,
    onFault,
    ports,
    onMoved: () => sweepOnce(sweepList, onFault),
  })
  stops.push(() => server.close())
  return { url: portalUrl, ports, app }
}

/** Answers with its port. */
async function openOperations(
  { operationsPort: port }: Config,
  on: {
    readonly database: Database
    readonly counters: () => Record<string, number>
    readonly stops: Starting['stops']
  },
): Promise<number> {
  const { database, counters, stops } = on
  const operations = await startOperations({ port, notReady: () => missingOf(database), counters })
  stops.push(() => operations.close())
  return operations.port
}

function auditing(config: Config, app: App, { pool, dataDirectory }: Database) {
  const key = createAuditKey(keyRingOf(config, dataDirectory).index)
  return auditSweep(app, { pool, key })
}

/** A worker of its own for the sessions that this process's gateways can tell. */
async function openTelling(
  database: Database,
  given: Pick<Parameters<typeof startWorker>[1], 'tasks' | 'onFault'>,
  stops: Starting['stops'],
): Promise<void> {
  if (Object.keys(given.tasks).length === 0) return
  await openWorker(database, { ...given, sweeps: [], atOnce: TOLD_AT_ONCE }, stops)
}

async function openWorker(
  { pool }: Database,
  given: Parameters<typeof startWorker>[1],
  stops: Starting['stops'],
): Promise<void> {
  const jobs = createJobPool(pool, WORKER_CONNECTIONS)
  stops.push(() => jobs.end())
  const worker = await startWorker(jobs, given)
  stops.push(() => worker.stop())
}

interface RunningVoice {
  readonly parts: HotlineParts
  /** The port of FastAGI; null where nothing could be said. */
  readonly fastagi: number | null
}

async function openVoice(
  config: Config,
  on: {
    readonly app: App
    readonly database: Database
    readonly onFault: (where: string, fault: unknown) => void
    readonly stops: Starting['stops']
  },
): Promise<RunningVoice> {
  const { app, database, onFault, stops } = on
  const { recordings } = config.voice
  const log = (trouble: { readonly code: string }) => onFault(`prompts: ${trouble.code}`, trouble)
  const parts = await openHotline(config, { app, database, recordings, log })
  const asterisk = await openAsterisk(config, { ...parts, app, onFault }, stops)
  return { parts, fastagi: asterisk?.port ?? null }
}

async function missingOf({ pool }: Database): Promise<readonly string[]> {
  return (await pool.query('select 1')).rowCount === 1 ? [] : ['database']
}

/** Waits for both even when one fails, so that whatever was started is known and can be stopped. */
async function together<One, Other>(one: Promise<One>, other: Promise<Other> | null) {
  await Promise.allSettled([one, other])
  return [await one, await other] as const
}
