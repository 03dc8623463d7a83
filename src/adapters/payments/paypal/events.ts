/**
 * PayPal's webhooks: is it genuine, is it ours, which payment does it concern. Nothing else of the
 * content is believed; the payment is read again from PayPal.
 *
 * Genuine is what PayPal says it sent: the transmission's headers and the very bytes of the body
 * go back to it (Webhooks v1, verify-webhook-signature). The bytes stand in the question as they
 * came, because a parsed and rewritten body need not be the one that was signed.
 */
import type { PaymentRef, ProviderEvent } from '../../../app/ports.ts'
import { isBefore, plusHours, type Instant } from '../../../domain/basics/time.ts'
import { isMissing, PayPalRefused, type Ask } from './client.ts'
import { captureOwner } from './movements.ts'
import { refIn } from './ref.ts'
import { idIn, instantIn, type WireLink, type WireOrder } from './wire.ts'

/** PayPal tries for three days; what was sent earlier is a replay. */
export const TRANSMISSION_HOURS_MAX = 72
/** The length of the longest header (verify-webhook-signature); others are shorter. */
export const HEADER_LENGTH_MAX = 500

const HEADERS = {
  auth_algo: 'paypal-auth-algo',
  cert_url: 'paypal-cert-url',
  transmission_id: 'paypal-transmission-id',
  transmission_sig: 'paypal-transmission-sig',
  transmission_time: 'paypal-transmission-time',
} as const

type Transmission = Readonly<Record<keyof typeof HEADERS, string>>
type Headers = Readonly<Record<string, string | undefined>>

interface WireEvent {
  readonly id: string
  readonly event_type?: string
  readonly resource?: {
    readonly custom_id?: unknown
    readonly purchase_units?: readonly { readonly custom_id?: unknown }[]
    readonly links?: readonly WireLink[]
    readonly disputed_transactions?: readonly { readonly seller_transaction_id?: string }[]
    readonly metadata?: { readonly order_id?: string }
  }
}

const FORGED: ProviderEvent = { kind: 'forged' }

export async function eventIn(
  ask: Ask,
  received: {
    readonly rawBody: Uint8Array
    readonly headers: Headers
    readonly webhookId: string
    readonly now: Instant
  },
): Promise<ProviderEvent> {
  const transmission = transmissionIn(received.headers)
  if (transmission === null || !isFresh(transmission, received.now)) return FORGED
  const text = textIn(received.rawBody)
  const event = text === null ? null : parsedEvent(text)
  if (text === null || event === null) return FORGED
  if (!(await isGenuine(ask, { transmission, text, webhookId: received.webhookId }))) return FORGED
  const ref = await ownerOf(ask, event)
  if (ref === null) return { kind: 'ignored', eventId: event.id }
  return { kind: 'payment', eventId: event.id, ref }
}

function transmissionIn(headers: Headers): Transmission | null {
  const entries = Object.entries(HEADERS).map(([name, header]) => [name, headers[header] ?? ''])
  if (entries.some(([, value]) => value === '' || (value ?? '').length > HEADER_LENGTH_MAX)) {
    return null
  }
  return Object.fromEntries(entries) as Transmission
}

function isFresh({ transmission_time: time }: Transmission, now: Instant): boolean {
  try {
    return !isBefore(plusHours(instantIn(time), TRANSMISSION_HOURS_MAX), now)
  } catch {
    return false
  }
}

/** Null when the bytes are no text: such a body could not be sent back as it came. */
function textIn(rawBody: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(rawBody)
  } catch {
    return null
  }
}

function parsedEvent(text: string): WireEvent | null {
  try {
    const event = JSON.parse(text) as Partial<WireEvent> | null
    return typeof event?.id === 'string' ? (event as WireEvent) : null
  } catch {
    return null
  }
}

async function isGenuine(
  ask: Ask,
  asked: { readonly transmission: Transmission; readonly text: string; readonly webhookId: string },
): Promise<boolean> {
  const about = JSON.stringify({ ...asked.transmission, webhook_id: asked.webhookId })
  try {
    const told = await ask<{ readonly verification_status?: string }>({
      what: 'verify webhook',
      method: 'POST',
      path: '/v1/notifications/verify-webhook-signature',
      body: `${about.slice(0, -1)},"webhook_event":${asked.text}}`,
    })
    return told.verification_status === 'SUCCESS'
  } catch (error) {
    // PayPal cannot even read the transmission.
    if (error instanceof PayPalRefused && [400, 422].includes(error.status)) return false
    throw error
  }
}

/**
 * Captures and orders carry our ids. A refund points up to its capture, a dispute names the
 * transaction, a kept means the order under which it was kept; those are read.
 */
async function ownerOf(ask: Ask, { resource }: WireEvent): Promise<PaymentRef | null> {
  const told = refIn(resource?.custom_id) ?? refIn(resource?.purchase_units?.[0]?.custom_id)
  if (told !== null) return told
  const capture =
    captureAbove(resource?.links) ?? resource?.disputed_transactions?.[0]?.seller_transaction_id
  if (capture !== undefined) return captureOwner(ask, capture)
  const order = resource?.metadata?.order_id
  return order === undefined ? null : orderOwner(ask, order)
}

/** Only the id is taken from the link, never its host. */
function captureAbove(links: readonly WireLink[] | undefined): string | undefined {
  const href = links?.find((link) => link.rel === 'up')?.href ?? ''
  return /\/v2\/payments\/captures\/([A-Z0-9]{1,36})$/.exec(href)?.[1]
}

async function orderOwner(ask: Ask, id: string): Promise<PaymentRef | null> {
  try {
    const order = await ask<WireOrder>({
      what: 'read checkout',
      method: 'GET',
      path: `/v2/checkout/orders/${idIn(id)}`,
    })
    return refIn(order.purchase_units?.[0]?.custom_id)
  } catch (error) {
    if (isMissing(error)) return null
    throw error
  }
}
