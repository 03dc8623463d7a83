/**
 * Starts the sandbox provider as a detached child, or adopts the one that outlived the product.
 * Adopted is only what runs the same code, answers to the stored secret key and, where a port was
 * asked for, listens there; anything else of ours is ended and replaced over the same store.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { globSync, mkdirSync, openSync, closeSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import {
  DECISION_SECONDS_DEFAULT,
  HANG_MS_DEFAULT,
  PROVIDER_NAME,
  WEBHOOK_RETRY_MS_DEFAULT,
} from './provider.ts'
import { strayKeys } from './paypal/signing-in.ts'
import type { PayPalKeys } from './sandbox.ts'

/** From start to the first answer of `/healthz`, in milliseconds. */
export const START_MS_MAX = 15_000
/** From SIGTERM to the end; SIGKILL follows, which the store survives. */
export const STOP_MS_MAX = 5_000
const LOOK_AGAIN_MS = 25
const PROBE_TIMEOUT_MS = 2_000

export interface LaunchOptions {
  readonly dataDirectory: string
  /** 0 takes the port of the last run if it is free, else one the system chooses. */
  readonly port: number
  readonly host?: string
  /** How payers' browsers reach it, if not at `http://host:port`. */
  readonly publicUrl?: string
  /** Where the product takes Stripe's events. */
  readonly webhookUrl: string
  /** Where the product takes PayPal's events. */
  readonly paypalWebhookUrl?: string
  /** Where `/sandbox/clock` answers. */
  readonly productUrl: string
  readonly decisionSeconds?: number
  readonly webhookRetryMs?: number
  readonly hangMs?: number
}

export interface SandboxProvider {
  readonly url: string
  readonly secretKey: string
  readonly webhookSecret: string
  readonly paypal: PayPalKeys
  readonly adopted: boolean
  readonly pid: number
  /** Ends the process, adopted or not; the product may also simply leave it running. */
  stop(): Promise<void>
}

/** @throws when the child does not answer in time; the end of its log is in the message. */
export async function startOrAdoptSandboxProvider(
  options: LaunchOptions,
): Promise<SandboxProvider> {
  mkdirSync(options.dataDirectory, { recursive: true })
  const keys = readOrMakeKeys(options.dataDirectory)
  const build = currentBuild()
  const former = await probe(readNote(options.dataDirectory))
  if (former !== null) {
    if (former.build === build && (options.port === 0 || former.port === options.port)) {
      if (await retarget(former.url, keys.secretKey, options)) return running(former, keys, true)
    }
    await endProcess(former.pid)
  }
  const ports = options.port === 0 ? formerPortFirst(options.dataDirectory) : [options.port]
  let trouble: unknown = null
  for (const port of ports) {
    try {
      return running(await startChild(options, { ...keys, build, port }), keys, false)
    } catch (error) {
      trouble = error
    }
  }
  throw trouble
}

interface Note {
  readonly pid: number
  readonly port: number
  readonly url: string
  readonly build: string
}

interface Keys {
  readonly secretKey: string
  readonly webhookSecret: string
  readonly paypal: PayPalKeys
}

function running(note: Note, keys: Keys, adopted: boolean): SandboxProvider {
  return { url: note.url, ...keys, adopted, pid: note.pid, stop: () => endProcess(note.pid) }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return null
  }
}

function readNote(dataDirectory: string): Note | null {
  const note = readJson(join(dataDirectory, 'sandbox-provider.json')) as Partial<Note> | null
  if (typeof note?.pid !== 'number' || typeof note.port !== 'number') return null
  if (typeof note.url !== 'string' || typeof note.build !== 'string') return null
  return note as Note
}

function formerPortFirst(dataDirectory: string): number[] {
  const former = readNote(dataDirectory)
  return former === null ? [0] : [former.port, 0]
}

/**
 * Made once per data directory: sessions and signatures must outlive both processes. A directory
 * from before PayPal's side keeps Stripe's keys and gets PayPal's beside them.
 */
function readOrMakeKeys(dataDirectory: string): Keys {
  const path = join(dataDirectory, 'sandbox-provider-keys.json')
  const known = readJson(path) as Partial<Keys> | null
  const { secretKey, webhookSecret, paypal } = known ?? {}
  const isStripe = typeof secretKey === 'string' && typeof webhookSecret === 'string'
  if (isStripe && typeof paypal?.clientSecret === 'string') {
    return { secretKey, webhookSecret, paypal }
  }
  const fresh: Keys = {
    secretKey: isStripe ? secretKey : `sk_test_${randomBytes(24).toString('hex')}`,
    webhookSecret: isStripe ? webhookSecret : `whsec_${randomBytes(24).toString('hex')}`,
    paypal: strayKeys(),
  }
  writeFileSync(path, `${JSON.stringify(fresh)}\n`, { mode: 0o600 })
  return fresh
}

/** A digest of this folder's code, so that an upgraded product does not adopt its past. */
export function currentBuild(): string {
  const digest = createHash('sha256').update(process.version)
  const files = globSync('**/*.{ts,tsx}', { cwd: import.meta.dirname }).toSorted()
  for (const file of files)
    digest.update(file).update(readFileSync(join(import.meta.dirname, file)))
  return digest.digest('hex').slice(0, 16)
}

/** Whether the process of the note is there and is what the note says. */
async function probe(note: Note | null): Promise<Note | null> {
  if (note === null) return null
  try {
    const answer = await fetch(new URL('/healthz', note.url), {
      redirect: 'error',
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    })
    const told = (await answer.json()) as { name?: unknown; pid?: unknown; build?: unknown }
    // The port may have passed to another program, and the pid too: only both together count.
    if (told.name !== PROVIDER_NAME || told.pid !== note.pid) return null
    return { ...note, build: String(told.build) }
  } catch {
    return null
  }
}

/** Tells a provider where the product now is; false if it does not know our key. */
async function retarget(url: string, secretKey: string, options: LaunchOptions): Promise<boolean> {
  try {
    const answer = await fetch(new URL('/sandbox-control/settings', url), {
      method: 'PUT',
      headers: { authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        webhookUrl: options.webhookUrl,
        productUrl: options.productUrl,
        ...(options.paypalWebhookUrl === undefined
          ? {}
          : { paypalWebhookUrl: options.paypalWebhookUrl }),
      }),
      signal: AbortSignal.timeout(PROBE_TIMEOUT_MS),
    })
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

async function startChild(
  options: LaunchOptions,
  given: Keys & { readonly build: string; readonly port: number },
): Promise<Note> {
  const logPath = join(options.dataDirectory, 'sandbox-provider.log')
  const log = openSync(logPath, 'a', 0o600)
  const jsx = new URL('../../../../scripts/jsx.ts', import.meta.url)
  const main = join(import.meta.dirname, 'main.ts')
  const child = spawn(process.execPath, ['--import', jsx.href, main], {
    detached: true,
    stdio: ['ignore', log, log],
    env: childEnvironment(options, given),
  })
  closeSync(log)
  // Without a listener a failed spawn would end the product.
  child.once('error', () => {})
  child.unref()
  const deadline = performance.now() + START_MS_MAX
  while (isAlive(child) && performance.now() < deadline) {
    const note = readNote(options.dataDirectory)
    if (note !== null && note.pid === child.pid && (await probe(note)) !== null) return note
    await wait(LOOK_AGAIN_MS)
  }
  if (child.pid !== undefined && isAlive(child)) await endProcess(child.pid)
  throw new Error(
    `the sandbox provider did not start: ${readFileSync(logPath, 'utf8').slice(-2_000)}`,
  )
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null
}

function childEnvironment(
  options: LaunchOptions,
  given: Keys & { readonly build: string; readonly port: number },
): NodeJS.ProcessEnv {
  return {
    PATH: process.env['PATH'],
    TSUZUKI_SANDBOX_DATA: options.dataDirectory,
    TSUZUKI_SANDBOX_BUILD: given.build,
    TSUZUKI_SANDBOX_HOST: options.host ?? '127.0.0.1',
    TSUZUKI_SANDBOX_PORT: String(given.port),
    TSUZUKI_SANDBOX_URL: options.publicUrl ?? '',
    TSUZUKI_SANDBOX_SECRET_KEY: given.secretKey,
    TSUZUKI_SANDBOX_WEBHOOK_SECRET: given.webhookSecret,
    TSUZUKI_SANDBOX_WEBHOOK_URL: options.webhookUrl,
    TSUZUKI_SANDBOX_PRODUCT_URL: options.productUrl,
    TSUZUKI_SANDBOX_PAYPAL_CLIENT_ID: given.paypal.clientId,
    TSUZUKI_SANDBOX_PAYPAL_CLIENT_SECRET: given.paypal.clientSecret,
    TSUZUKI_SANDBOX_PAYPAL_WEBHOOK_ID: given.paypal.webhookId,
    TSUZUKI_SANDBOX_PAYPAL_WEBHOOK_URL: options.paypalWebhookUrl ?? '',
    TSUZUKI_SANDBOX_DECISION_SECONDS: String(options.decisionSeconds ?? DECISION_SECONDS_DEFAULT),
    TSUZUKI_SANDBOX_WEBHOOK_RETRY_MS: String(options.webhookRetryMs ?? WEBHOOK_RETRY_MS_DEFAULT),
    TSUZUKI_SANDBOX_HANG_MS: String(options.hangMs ?? HANG_MS_DEFAULT),
  }
}

async function endProcess(pid: number): Promise<void> {
  if (!signal(pid, 'SIGTERM')) return
  const deadline = performance.now() + STOP_MS_MAX
  while (performance.now() < deadline) {
    if (!signal(pid, 0)) return
    await wait(LOOK_AGAIN_MS)
  }
  signal(pid, 'SIGKILL')
}

function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name)
  } catch {
    return false
  }
}
