/**
 * The sandbox provider as a process of its own. Settings come from the environment (`launch.ts`
 * gives them); secrets are in no argument, so that no process list shows them. It ends on SIGTERM
 * and SIGINT; a kill at any moment loses nothing that was answered.
 */
import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { say } from './log.ts'
import { startProvider } from './provider.ts'

function setting(name: string): string {
  const value = process.env[name]
  if (value === undefined || value === '') throw new Error(`${name} is not set`)
  return value
}

function numberSetting(name: string): number {
  const value = Number(setting(name))
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${name} is no whole number`)
  return value
}

const dataDirectory = setting('TSUZUKI_SANDBOX_DATA')
const build = setting('TSUZUKI_SANDBOX_BUILD')

const provider = await startProvider({
  storePath: join(dataDirectory, 'sandbox-provider.sqlite'),
  host: setting('TSUZUKI_SANDBOX_HOST'),
  port: numberSetting('TSUZUKI_SANDBOX_PORT'),
  publicUrl: process.env['TSUZUKI_SANDBOX_URL'] || null,
  secretKey: setting('TSUZUKI_SANDBOX_SECRET_KEY'),
  webhookSecret: setting('TSUZUKI_SANDBOX_WEBHOOK_SECRET'),
  webhookUrl: process.env['TSUZUKI_SANDBOX_WEBHOOK_URL'] || null,
  paypal: {
    clientId: setting('TSUZUKI_SANDBOX_PAYPAL_CLIENT_ID'),
    clientSecret: setting('TSUZUKI_SANDBOX_PAYPAL_CLIENT_SECRET'),
    webhookId: setting('TSUZUKI_SANDBOX_PAYPAL_WEBHOOK_ID'),
  },
  paypalWebhookUrl: process.env['TSUZUKI_SANDBOX_PAYPAL_WEBHOOK_URL'] || null,
  productUrl: process.env['TSUZUKI_SANDBOX_PRODUCT_URL'] || null,
  decisionSeconds: numberSetting('TSUZUKI_SANDBOX_DECISION_SECONDS'),
  webhookRetryMs: numberSetting('TSUZUKI_SANDBOX_WEBHOOK_RETRY_MS'),
  hangMs: numberSetting('TSUZUKI_SANDBOX_HANG_MS'),
  build,
})

const note = join(dataDirectory, 'sandbox-provider.json')
const told = { pid: process.pid, port: provider.port, url: provider.url, build }
writeFileSync(`${note}.part`, `${JSON.stringify(told)}\n`, { mode: 0o600 })
renameSync(`${note}.part`, note)
say(`listens on ${provider.url}`)

let ending = false
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (ending) return
    ending = true
    void provider.close().then(() => process.exit(0))
  })
}
