/**
 * Card payment by Stripe's hosted Checkout, behind the `PaymentProvider` port: the payer types the
 * card on Stripe's page, so no card number ever reaches us. The same code speaks to Stripe and to
 * the sandbox provider; only the base address differs. It keeps no state of its own and decides
 * nothing about orders: it opens, reads, ends and refunds, and maps Stripe's states to ours.
 */
import Stripe from 'stripe'
import type {
  Checkout,
  CheckoutRequest,
  Clock,
  PaymentProvider,
  ProviderEvent,
} from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import type { ProviderPayment, ProviderReference } from '../../../domain/payment/provider.ts'
import { openSession, type ThreeDSecure } from './checkout.ts'
import { eventOf } from './events.ts'
import { paymentOf } from './payment.ts'
import { refundOnce } from './refund.ts'
import { isRefusedRequest, reaching } from './trouble.ts'

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
  /** Default `any`, see `checkout.ts`. */
  readonly threeDSecure?: ThreeDSecure
}

const SESSION_DETAIL = ['payment_intent.latest_charge.balance_transaction']

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

  async function readPayment(reference: ProviderReference): Promise<ProviderPayment> {
    const session = await ask('read checkout', () =>
      stripe.checkout.sessions.retrieve(reference, { expand: SESSION_DETAIL }),
    )
    return paymentOf(session, clock.now())
  }

  return {
    name: 'stripe',
    readPayment,

    openCheckout(request: CheckoutRequest): Promise<Checkout> {
      return openSession({ stripe, ask, threeDSecure: settings.threeDSecure ?? 'any' }, request, {
        now: clock.now(),
      })
    },

    async cancelCheckout(reference: ProviderReference): Promise<ProviderPayment> {
      try {
        await ask('end checkout', () => stripe.checkout.sessions.expire(reference))
      } catch (error) {
        // Stripe ends only open sessions: paid meanwhile, or already over. Reading tells which.
        if (!isRefusedRequest(error)) throw error
        const found = await readPayment(reference)
        if (found.state === 'open') throw error
        return found
      }
      return readPayment(reference)
    },

    refund: (request) => refundOnce({ stripe, ask }, request),

    readEvent(rawBody, headers): ProviderEvent {
      return eventOf(stripe, {
        rawBody,
        signature: headers['stripe-signature'],
        webhookSecret: settings.webhookSecret,
        now: clock.now(),
      })
    },
  }
}
