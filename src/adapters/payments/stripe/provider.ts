/**
 * Paying by Stripe's hosted Checkout (card, konbini, Alipay, WeChat Pay) and by kept cards, behind
 * the `PaymentProvider` port: the payer types the card on Stripe's page, so no card number ever
 * reaches us. The same code speaks to Stripe and to the sandbox provider; only the base address
 * differs. It keeps no state of its own and decides nothing about orders: it opens, reads, ends and
 * refunds, and maps Stripe's states to ours.
 */
import Stripe from 'stripe'
import type { Clock, PaymentProvider } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import { openSession } from './checkout.ts'
import { eventOf } from './events.ts'
import type { ThreeDSecure } from './methods.ts'
import { readMovements } from './movements.ts'
import { cancelCheckout, readPayment } from './reading.ts'
import { refundOnce } from './refund.ts'
import { chargeOnce, forgetMeans } from './saved.ts'
import { reaching } from './trouble.ts'

/** The version of Stripe's API that the SDK's types describe; raised together with the SDK. */
export const API_VERSION = '2026-10-28.endive'

/** How long one call may take before its outcome counts as unknown, in milliseconds. */
export const CALL_TIMEOUT_MS = 10_000

/** The caller repeats with the same key when it chooses; hidden repeats would only add waiting. */
export const NETWORK_RETRIES_MAX = 0

export interface StripeSettings {
  readonly secretKey: string
  readonly webhookSecret: string
  /** Null is Stripe itself. */
  readonly apiBase: {
    readonly host: string
    readonly port: number
    readonly protocol: 'http' | 'https'
  } | null
  readonly timeoutMs?: number
  /** Default `any`, see `methods.ts`. */
  readonly threeDSecure?: ThreeDSecure
}

/**
 * @throws ProviderUnreachable by every asking method when the outcome of a call is not known;
 * authentication and parameter errors of Stripe come as they are, without the key.
 */
export function createStripeProvider(settings: StripeSettings, clock: Clock): PaymentProvider {
  assert(settings.secretKey !== '', 'Stripe needs a secret key')
  assert(settings.webhookSecret !== '', 'Stripe needs a webhook secret')
  const stripe = new Stripe(settings.secretKey, {
    apiVersion: API_VERSION,
    telemetry: false,
    maxNetworkRetries: NETWORK_RETRIES_MAX,
    timeout: settings.timeoutMs ?? CALL_TIMEOUT_MS,
    ...settings.apiBase,
  })
  const ask = <Answer>(what: string, call: () => Promise<Answer>): Promise<Answer> =>
    reaching({ what, secrets: [settings.secretKey, settings.webhookSecret] }, call)

  const port = { stripe, ask, clock }
  const threeDSecure = settings.threeDSecure ?? 'any'

  return {
    name: 'stripe',
    openCheckout: (request) =>
      openSession({ ...port, threeDSecure }, request, { now: clock.now() }),
    readPayment: (reference) => readPayment(port, reference),
    // Stripe takes the money by itself when the payer agrees.
    capture: (reference) => readPayment(port, reference),
    cancelCheckout: (reference) => cancelCheckout(port, reference),
    chargeSaved: (request) => chargeOnce(port, request),
    forgetMeans: (means) => forgetMeans(port, means),
    refund: (request) => refundOnce(port, request),
    movements: (from, until) => readMovements(port, { from, until }),
    readEvent: (rawBody, headers) =>
      eventOf(port, {
        rawBody,
        signature: headers['stripe-signature'],
        webhookSecret: settings.webhookSecret,
        now: clock.now(),
      }),
  }
}
