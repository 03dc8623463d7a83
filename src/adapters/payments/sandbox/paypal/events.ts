/**
 * PayPal's events: minted in the transaction of the change they tell of, queued for the deliverer,
 * and known again when somebody asks whether a transmission was genuine. PayPal signs with a
 * certificate; receivers that ask PayPal never look at it, so here it is a keyed digest.
 */
import { createHmac, randomUUID } from 'node:crypto'
import { crc32 } from 'node:zlib'
import type { Sandbox } from '../sandbox.ts'
import type { WireObject } from '../store.ts'
import { mintId } from './ids.ts'
import { wireTime } from './records.ts'

export type EventType =
  | 'CHECKOUT.ORDER.APPROVED'
  | 'PAYMENT.CAPTURE.COMPLETED'
  | 'PAYMENT.CAPTURE.PENDING'
  | 'PAYMENT.CAPTURE.DENIED'
  | 'PAYMENT.CAPTURE.REFUNDED'
  | 'PAYMENT.REFUND.FAILED'
  | 'CUSTOMER.DISPUTE.CREATED'
  | 'CUSTOMER.DISPUTE.RESOLVED'
  | 'VAULT.PAYMENT-TOKEN.CREATED'
  | 'VAULT.PAYMENT-TOKEN.DELETED'

const RESOURCES: Readonly<Record<EventType, readonly [type: string, version: string]>> = {
  'CHECKOUT.ORDER.APPROVED': ['checkout-order', '2.0'],
  'PAYMENT.CAPTURE.COMPLETED': ['capture', '2.0'],
  'PAYMENT.CAPTURE.PENDING': ['capture', '2.0'],
  'PAYMENT.CAPTURE.DENIED': ['capture', '2.0'],
  'PAYMENT.CAPTURE.REFUNDED': ['refund', '2.0'],
  'PAYMENT.REFUND.FAILED': ['refund', '2.0'],
  'CUSTOMER.DISPUTE.CREATED': ['dispute', '1.0'],
  'CUSTOMER.DISPUTE.RESOLVED': ['dispute', '1.0'],
  'VAULT.PAYMENT-TOKEN.CREATED': ['payment_token', '3.0'],
  'VAULT.PAYMENT-TOKEN.DELETED': ['payment_token', '3.0'],
}

const ALGORITHM = 'SHA256withRSA'

export interface PayPalEvent extends WireObject {
  readonly object: 'paypal.event'
  /** The very bytes that every try delivers. */
  readonly text: string
}

interface Transmission extends WireObject {
  readonly object: 'paypal.transmission'
  readonly event: string
  readonly time: string
}

/** @param lane deliveries of one lane go out one after the other. */
export function tell(
  sandbox: Sandbox,
  lane: string,
  told: { readonly type: EventType; readonly resource: unknown },
): void {
  const { store, clock } = sandbox
  const created = clock.nowSeconds()
  const [type, version] = RESOURCES[told.type]
  const id = `WH-${mintId()}-${mintId()}`
  const href = `${sandbox.publicUrl()}/v1/notifications/webhooks-events/${id}`
  const body = {
    id,
    event_version: '1.0',
    create_time: wireTime(created),
    resource_type: type,
    resource_version: version,
    event_type: told.type,
    summary: `${told.type.toLowerCase().replaceAll(/[.-]/g, ' ')} (sandbox)`,
    resource: told.resource,
    links: [
      { href, rel: 'self', method: 'GET' },
      { href: `${href}/resend`, rel: 'resend', method: 'POST' },
    ],
  }
  const event: PayPalEvent = { id, object: 'paypal.event', created, text: JSON.stringify(body) }
  store.put(event, { type: told.type })
  const times = store.takeQuirk('', 'paypal-duplicate-webhooks') ? 2 : 1
  for (let sent = 0; sent < times; sent += 1) store.enqueue(lane, id, Date.now())
}

export function isPayPalEvent(event: WireObject): event is PayPalEvent {
  return event.object === 'paypal.event'
}

/** One try of a delivery, remembered so that it can be told from a forgery. */
export function transmissionOf(sandbox: Sandbox, event: PayPalEvent): Record<string, string> {
  const created = sandbox.clock.nowSeconds()
  const transmission: Transmission = {
    id: randomUUID(),
    object: 'paypal.transmission',
    created,
    event: event.id,
    time: wireTime(created),
  }
  sandbox.store.put(transmission)
  return {
    'content-type': 'application/json',
    'paypal-auth-algo': ALGORITHM,
    'paypal-cert-url': certificateUrl(sandbox),
    'paypal-transmission-id': transmission.id,
    'paypal-transmission-sig': signatureOf(sandbox, transmission, event.text),
    'paypal-transmission-time': transmission.time,
  }
}

function certificateUrl(sandbox: Sandbox): string {
  return `${sandbox.publicUrl()}/v1/notifications/certs/CERT-sandbox`
}

function signatureOf(sandbox: Sandbox, transmission: Transmission, text: string): string {
  const { clientSecret, webhookId } = sandbox.settings.paypal
  const signed = [transmission.id, transmission.time, webhookId, crc32(text)].join('|')
  return createHmac('sha256', clientSecret).update(signed).digest('base64')
}

/** Genuine is only what was sent just so: the headers of one try, and its bytes verbatim. */
export function isOurTransmission(
  sandbox: Sandbox,
  asked: { readonly [field: string]: unknown },
  rawBody: string,
): boolean {
  const { store, settings } = sandbox
  const transmission = store.get<Transmission>(String(asked['transmission_id']))
  if (transmission?.object !== 'paypal.transmission') return false
  const event = store.get<PayPalEvent>(transmission.event)
  if (event === null) return false
  return (
    asked['auth_algo'] === ALGORITHM &&
    asked['cert_url'] === certificateUrl(sandbox) &&
    asked['transmission_time'] === transmission.time &&
    asked['webhook_id'] === settings.paypal.webhookId &&
    asked['transmission_sig'] === signatureOf(sandbox, transmission, event.text) &&
    JSON.stringify(asked['webhook_event']) === event.text &&
    rawBody.includes(event.text)
  )
}
