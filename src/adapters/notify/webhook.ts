/**
 * Events for the operator's own systems, signed by the Standard Webhooks scheme: the id, the second
 * of sending and the raw body under HMAC-SHA-256. Each receiver has its own secrets; while one is
 * being replaced both sign. Trying again is the job queue's; the id stays the same.
 */
import { createHmac } from 'node:crypto'
import { NotTaken, type EventSender, type OutsideEvent } from '../../app/notices/ports.ts'
import type { Clock } from '../../app/ports.ts'
import { present } from '../../domain/basics/assert.ts'
import type { Outbound } from './outbound.ts'

export interface EventReceiver {
  readonly url: string
  /** `whsec_` and base64 of 24 to 64 bytes; the newest first. */
  readonly secrets: readonly string[]
}

export const SECRET_BYTES_MIN = 24
export const SECRET_BYTES_MAX = 64

const SECRET_PREFIX = 'whsec_'

/** Null where the text is no such secret. */
export function secretBytes(secret: string): Uint8Array | null {
  const encoded = secret.slice(SECRET_PREFIX.length)
  const looksRight = secret.startsWith(SECRET_PREFIX) && /^[A-Za-z0-9+/]+={0,2}$/.test(encoded)
  if (!looksRight) return null
  const key = Buffer.from(encoded, 'base64')
  return key.length >= SECRET_BYTES_MIN && key.length <= SECRET_BYTES_MAX ? key : null
}

export function createEventSender(settings: {
  readonly receivers: readonly EventReceiver[]
  readonly clock: Clock
  readonly outbound: Outbound
}): EventSender {
  const receivers = new Map(settings.receivers.map((one) => [one.url, one]))
  return {
    receivers: [...receivers.keys()],
    async send(name, event) {
      const receiver = receivers.get(name)
      if (receiver === undefined) return 'gone'
      const body = bodyOf(event)
      const second = String(Math.floor(settings.clock.now().epochMilliseconds / 1_000))
      const { status } = await settings.outbound.post({
        url: receiver.url,
        headers: {
          'Content-Type': 'application/json',
          'webhook-id': event.id,
          'webhook-timestamp': second,
          'webhook-signature': receiver.secrets
            .map((secret) => `v1,${sign(secret, `${event.id}.${second}.${body}`)}`)
            .join(' '),
        },
        body,
      })
      if (status >= 200 && status < 300) return 'sent'
      if (status === 410) return 'gone'
      throw new NotTaken(`the receiver answered ${status}`)
    },
  }
}

/** Known when the event happened, so every try carries the same bytes. */
function bodyOf({ type, at, facts }: OutsideEvent): string {
  return JSON.stringify({ type, timestamp: at.toString(), data: facts })
}

function sign(secret: string, text: string): string {
  const key = present(secretBytes(secret), 'secrets are checked when settings are read')
  return createHmac('sha256', key).update(text).digest('base64')
}
