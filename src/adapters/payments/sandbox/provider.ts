/**
 * The sandbox payment provider, assembled: one HTTP server with the API under `/v1`, the payer's
 * pages under `/pay`, the levers under `/sandbox-control`, and `/healthz`. It stands in for the
 * outside world: the product reaches it only over HTTP, as it reaches Stripe.
 */
import Fastify, { type FastifyInstance } from 'fastify'
import { createSandboxClock } from './clock.ts'
import { controlRoutes } from './control.ts'
import { createDueSweep } from './due.ts'
import { pageRoutes } from './pages/routes.ts'
import { payPalPageRoutes } from './paypal/page-routes.ts'
import { payPalRoutes } from './paypal/routes.ts'
import { strayKeys } from './paypal/signing-in.ts'
import type { PayPalKeys, Sandbox, SandboxSettings } from './sandbox.ts'
import { openStore } from './store.ts'
import { stripeRoutes } from './stripe/routes.ts'
import { createDeliverer } from './webhooks.ts'

export const BODY_BYTES_MAX = 64 * 1_024
export const PROVIDER_NAME = 'tsuzuki-sandbox-provider'

export const DECISION_SECONDS_DEFAULT = 20
export const WEBHOOK_RETRY_MS_DEFAULT = 500
export const HANG_MS_DEFAULT = 60_000

export interface ProviderOptions {
  readonly storePath: string
  readonly host: string
  /** 0 lets the system choose. */
  readonly port: number
  /** Null is the address it listens on. */
  readonly publicUrl: string | null
  readonly secretKey: string
  readonly webhookSecret: string
  readonly webhookUrl: string | null
  /** Without them nobody can sign in at PayPal's side. */
  readonly paypal?: PayPalKeys
  readonly paypalWebhookUrl?: string | null
  /** Where `/sandbox/clock` answers; null leaves the clock at the last known offset. */
  readonly productUrl: string | null
  readonly decisionSeconds?: number
  readonly webhookRetryMs?: number
  readonly hangMs?: number
  /** Which code runs, shown by `/healthz`. */
  readonly build?: string
}

export interface RunningProvider {
  readonly url: string
  readonly port: number
  close(): Promise<void>
}

export async function startProvider(options: ProviderOptions): Promise<RunningProvider> {
  const store = openStore(options.storePath)
  if (options.webhookUrl !== null) store.setSetting('webhook-url', options.webhookUrl)
  if (options.paypalWebhookUrl) {
    store.setSetting('paypal-webhook-url', options.paypalWebhookUrl)
  }
  if (options.productUrl !== null) store.setSetting('product-url', options.productUrl)
  let url = options.publicUrl ?? ''
  const sandbox: Sandbox = {
    store,
    clock: createSandboxClock(store),
    settings: settingsFrom(options),
    publicUrl: () => url,
    latencyMs: () => Number(store.setting('latency-ms') ?? 0),
    wake: () => deliverer.wake(),
  }
  const deliverer = createDeliverer(sandbox)
  const app = await createServer(sandbox, options.build ?? '')
  await sandbox.clock.ask()
  const address = await app.listen({ host: options.host, port: options.port })
  url = options.publicUrl ?? address
  const due = createDueSweep(sandbox)
  deliverer.wake()
  return {
    url: address,
    port: Number(new URL(address).port),
    async close() {
      due.stop()
      await app.close()
      await deliverer.stop()
      store.close()
    },
  }
}

function settingsFrom(options: ProviderOptions): SandboxSettings {
  return {
    secretKey: options.secretKey,
    webhookSecret: options.webhookSecret,
    paypal: options.paypal ?? strayKeys(),
    decisionSeconds: options.decisionSeconds ?? DECISION_SECONDS_DEFAULT,
    webhookRetryMs: options.webhookRetryMs ?? WEBHOOK_RETRY_MS_DEFAULT,
    hangMs: options.hangMs ?? HANG_MS_DEFAULT,
  }
}

async function createServer(sandbox: Sandbox, build: string): Promise<FastifyInstance> {
  // No request log: addresses of payment pages are capabilities, bodies may hold what was typed.
  const app = Fastify({ logger: false, bodyLimit: BODY_BYTES_MAX, forceCloseConnections: true })
  app.get('/healthz', async () => ({ name: PROVIDER_NAME, pid: process.pid, build, ok: true }))
  await app.register(stripeRoutes(sandbox), { prefix: '/v1' })
  await app.register(payPalRoutes(sandbox))
  await app.register(controlRoutes(sandbox), { prefix: '/sandbox-control' })
  await app.register(pageRoutes(sandbox))
  await app.register(payPalPageRoutes(sandbox))
  return app
}
