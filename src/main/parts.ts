/** The parts of a running product, each opened from the settings with what it stands on. */
import { createServer } from 'node:net'
import { createSmtpMailer } from '../adapters/notify/smtp.ts'
import type { GuardedProvider } from '../adapters/payments/breaker.ts'
import { watchCatalogue } from '../adapters/postgres/catalogue-store.ts'
import { createDoorStore } from '../adapters/postgres/door-store.ts'
import { createLimits } from '../adapters/postgres/limits.ts'
import { createReads } from '../adapters/postgres/reads.ts'
import {
  createMailCatcher,
  createSandboxClock,
  type SandboxClock,
} from '../adapters/postgres/sandbox.ts'
import { systemClock } from '../adapters/system/clock.ts'
import { systemDice } from '../adapters/system/dice.ts'
import { createIds } from '../adapters/system/ids.ts'
import { createVault } from '../adapters/system/vault.ts'
import type { App } from '../app/app.ts'
import { createDoor } from '../app/door/door.ts'
import { LIMITS, withoutAddresses, type LimitTable } from '../app/limits/table.ts'
import type { Clock, Mailer } from '../app/ports.ts'
import type { Config } from '../config.ts'
import { present } from '../domain/basics/assert.ts'
import type { ProviderName } from '../domain/payment/provider.ts'
import { openSuppliers } from './wholesale.ts'
import { keyRingOf, type Database } from './database.ts'

type Stops = (() => Promise<void>)[]

export interface RunningClock {
  readonly clock: Clock
  /** Present in sandbox mode only: the clock that can be moved. */
  readonly movable: SandboxClock | null
}

export async function openClock(
  config: Config,
  database: Database,
  stops: Stops,
): Promise<RunningClock> {
  if (config.mode === 'live') return { clock: systemClock, movable: null }
  const movable = await createSandboxClock(database.pool, systemClock)
  stops.push(() => Promise.resolve(movable.stop()))
  return { clock: movable, movable }
}

export interface RunningApp {
  readonly app: App
  /** Filled before anybody is served. */
  readonly providers: Map<ProviderName, GuardedProvider>
  /** Takes the newest catalogue into use now, not at the next look. */
  refreshCatalogue(): Promise<void>
}

export async function createApp(
  config: Config,
  on: {
    readonly clock: Clock
    readonly database: Database
    readonly portalUrl: string
    readonly stops: Stops
  },
): Promise<RunningApp> {
  const { clock, database } = on
  const ids = createIds({ clock, dice: systemDice })
  const watch = await watchCatalogue(database.pool)
  on.stops.push(() => Promise.resolve(watch.stop()))
  const store = createDoorStore(database.doorPool)
  const door = createDoor({ store, clock, ids, catalogue: watch.catalogue })
  on.stops.push(() => door.idle())
  const providers = new Map<ProviderName, GuardedProvider>()
  const suppliers = await openSuppliers(config, on)
  const app: App = {
    door,
    reads: createReads(database.pool),
    clock,
    ids,
    dice: systemDice,
    vault: createVault(keyRingOf(config, database.dataDirectory)),
    catalogue: watch.catalogue,
    operator: () => present(watch.operator(), 'the operator has said who sells').view,
    providers,
    providerTroubles: () => troubled(providers),
    suppliers,
    portalUrl: on.portalUrl,
    interimSeconds: config.interimSeconds,
    limits: createLimits(database.limitPool, limitsOf(config)),
  }
  return { app, providers, refreshCatalogue: watch.refresh }
}

function limitsOf({ mode }: Config): LimitTable {
  return mode === 'sandbox' ? withoutAddresses(LIMITS) : LIMITS
}

function troubled(
  providers: ReadonlyMap<ProviderName, GuardedProvider>,
): ReadonlySet<ProviderName> {
  return new Set([...providers.values()].filter((one) => one.isTroubled()).map((one) => one.name))
}

export function openMailer(
  config: Config,
  on: { readonly clock: Clock; readonly database: Database; readonly app: App },
): Mailer {
  if (config.smtp !== null) return createSmtpMailer(config.smtp)
  return createMailCatcher(on.database.pool, { clock: on.clock, ids: on.app.ids })
}

/** For `/metrics`. */
export function figuresOf(app: App): Record<string, number> {
  const { queued, inFlight, groups } = app.door.stats()
  return { door_queued: queued, door_groups_in_flight: inFlight, door_groups_total: groups }
}

/** A port that was free a moment ago. */
export function freePort(host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, host, () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}
