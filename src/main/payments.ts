/**
 * The payment providers of a running product: the real adapters, speaking to the providers or to
 * the sandbox's child process. Nothing in them knows which.
 */
import { guarded, type GuardedProvider } from '../adapters/payments/breaker.ts'
import { createPayPalProvider } from '../adapters/payments/paypal/provider.ts'
import { startOrAdoptSandboxProvider } from '../adapters/payments/sandbox/launch.ts'
import { createStripeProvider } from '../adapters/payments/stripe/provider.ts'
import type { Clock, PaymentProvider } from '../app/ports.ts'
import type { Config } from '../config.ts'
import type { Database } from './database.ts'

export interface Money {
  readonly providers: readonly GuardedProvider[]
  /** Where hosted payment pages live; a form may lead there. */
  readonly origins: readonly string[]
  /** Of the sandbox provider; 0 in live mode. */
  readonly port: number
}

const STRIPE_CHECKOUT_ORIGIN = 'https://checkout.stripe.com'
/** A konbini number's page (`hosted_voucher_url`). */
const STRIPE_VOUCHER_ORIGIN = 'https://payments.stripe.com'
const PAYPAL_CHECKOUT_ORIGIN = 'https://www.paypal.com'

interface Surroundings {
  readonly clock: Clock
  readonly database: Database
  readonly portalUrl: string
  readonly stops: (() => Promise<void>)[]
}

export function openMoney(config: Config, on: Surroundings): Promise<Money> {
  return config.mode === 'live'
    ? Promise.resolve(openLive(config, on.clock))
    : openSandbox(config, on)
}

function openLive(config: Config, clock: Clock): Money {
  const { stripe, paypal } = config
  const providers: PaymentProvider[] = []
  if (stripe !== null) providers.push(createStripeProvider({ ...stripe, apiBase: null }, clock))
  if (paypal !== null) providers.push(createPayPalProvider(paypal, clock))
  const origins = paymentOrigins(config)
  return { providers: providers.map((one) => guarded(one, clock)), origins, port: 0 }
}

/** Where the hosted pages of the providers that are set up live; in a sandbox, of its own one. */
export function paymentOrigins(config: Config): readonly string[] {
  const { mode, host, providerPort, stripe, paypal } = config
  if (mode === 'sandbox') return providerPort === 0 ? [] : [`http://${host}:${providerPort}`]
  return [
    ...(stripe === null ? [] : [STRIPE_CHECKOUT_ORIGIN, STRIPE_VOUCHER_ORIGIN]),
    ...(paypal === null ? [] : [PAYPAL_CHECKOUT_ORIGIN]),
  ]
}

async function openSandbox(config: Config, on: Surroundings): Promise<Money> {
  const sandbox = await startOrAdoptSandboxProvider({
    dataDirectory: on.database.dataDirectory,
    port: config.providerPort,
    host: config.host,
    webhookUrl: `${on.portalUrl}/payments/stripe/events`,
    paypalWebhookUrl: `${on.portalUrl}/payments/paypal/events`,
    productUrl: on.portalUrl,
  })
  on.stops.push(() => sandbox.stop())
  const { hostname, port, origin } = new URL(sandbox.url)
  const { secretKey, webhookSecret } = sandbox
  const apiBase = { host: hostname, port: Number(port), protocol: 'http' } as const
  const providers = [
    createStripeProvider({ secretKey, webhookSecret, apiBase }, on.clock),
    createPayPalProvider({ ...sandbox.paypal, apiBase: origin }, on.clock),
  ]
  return {
    providers: providers.map((one) => guarded(one, on.clock)),
    origins: [origin],
    port: Number(port),
  }
}
