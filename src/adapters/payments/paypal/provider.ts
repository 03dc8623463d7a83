/**
 * PayPal behind the `PaymentProvider` port: orders that the payer approves on PayPal's page and we
 * capture, kept means that are charged without the payer, refunds, disputes, PayPal's book. The
 * same code speaks to PayPal and to the sandbox provider; only the base address differs. It keeps
 * no state but a token, and decides nothing about orders of ours.
 */
import type { Clock, PaymentProvider } from '../../../app/ports.ts'
import { assert } from '../../../domain/basics/assert.ts'
import type { ProviderPayment, ProviderReference } from '../../../domain/payment/provider.ts'
import { chargeKept, refusalIn } from './charge.ts'
import { captureOrder, openOrder } from './checkout.ts'
import { createClient, isMissing, type Ask } from './client.ts'
import { disputesOf } from './disputes.ts'
import { eventIn } from './events.ts'
import { movementsIn } from './movements.ts'
import { paymentOf, takenIn } from './payment.ts'
import { refundOnce } from './refund.ts'
import { idIn, type WireOrder } from './wire.ts'

export const PAYPAL_API_BASE = 'https://api-m.paypal.com'

/** How long one call may take before its outcome counts as unknown, in milliseconds. */
export const CALL_TIMEOUT_MS = 10_000

export interface PayPalSettings {
  readonly clientId: string
  readonly clientSecret: string
  readonly webhookId: string
  /** Null is PayPal itself; `https://api-m.sandbox.paypal.com` is PayPal's own trial. */
  readonly apiBase: string | null
  readonly timeoutMs?: number
}

/**
 * @throws ProviderUnreachable by every asking method when the outcome of a call is not known;
 * PayPalRefused (a wrong key, a wrong parameter) and PayPalMismatch are faults.
 */
export function createPayPalProvider(settings: PayPalSettings, clock: Clock): PaymentProvider {
  assert(settings.clientId !== '', 'PayPal needs a client id')
  assert(settings.clientSecret !== '', 'PayPal needs a client secret')
  assert(settings.webhookId !== '', 'PayPal needs a webhook id')
  const ask = createClient(
    {
      clientId: settings.clientId,
      clientSecret: settings.clientSecret,
      apiBase: (settings.apiBase ?? PAYPAL_API_BASE).replace(/\/+$/, ''),
      timeoutMs: settings.timeoutMs ?? CALL_TIMEOUT_MS,
    },
    clock,
  )

  async function readPayment(reference: ProviderReference): Promise<ProviderPayment> {
    return refusalIn(reference) ?? tell(ask, await findOrder(ask, reference))
  }

  return {
    name: 'paypal',
    readPayment,
    openCheckout: (request) => openOrder(ask, request, { now: clock.now() }),

    async capture(reference, ref) {
      const refusal = refusalIn(reference)
      if (refusal !== null) return refusal
      const order = await findOrder(ask, reference)
      if (order?.status !== 'APPROVED') return tell(ask, order)
      const captured = await captureOrder(ask, order, ref)
      if (captured === null) return readPayment(reference)
      // Disputes cannot be older than the capture.
      return 'id' in captured ? paymentOf(captured, []) : captured
    },

    /** Without a capture of ours an order takes nothing, so there is nothing to tell PayPal. */
    async cancelCheckout(reference) {
      const told = await readPayment(reference)
      const isOver = told.state !== 'open' && told.state !== 'approved'
      return isOver ? told : { state: 'failed', reason: 'cancelled' }
    },

    chargeSaved: (request) => chargeKept(ask, request, { now: clock.now() }),

    forgetMeans: ({ token }) => forget(ask, token),
    refund: (request) => refundOnce(ask, request),
    movements: (from, until) => movementsIn(ask, { from, until }),

    readEvent: (rawBody, headers) =>
      eventIn(ask, { rawBody, headers, webhookId: settings.webhookId, now: clock.now() }),
  }
}

/** Null when PayPal no longer knows the order: it forgets what nobody approved in time. */
async function findOrder(ask: Ask, reference: ProviderReference): Promise<WireOrder | null> {
  const path = `/v2/checkout/orders/${idIn(reference)}`
  try {
    return await ask<WireOrder>({ what: 'read checkout', method: 'GET', path })
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}

async function tell(ask: Ask, order: WireOrder | null): Promise<ProviderPayment> {
  if (order === null) return { state: 'failed', reason: 'expired' }
  const taken = takenIn(order)
  return paymentOf(order, taken === null ? [] : await disputesOf(ask, taken))
}

async function forget(ask: Ask, token: string): Promise<void> {
  const path = `/v3/vault/payment-tokens/${idIn(token)}`
  try {
    await ask({ what: 'forget kept means', method: 'DELETE', path })
  } catch (error) {
    if (!isMissing(error)) throw error
  }
}
