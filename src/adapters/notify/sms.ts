/**
 * SMS by whatever gateway the operator has: one POST of JSON with a bearer token. The sender is the
 * operator's published number (carriers' common short codes begin 0005), because a name as sender
 * is what forged messages show too.
 */
import { NotTaken, type SmsSender } from '../../app/notices/ports.ts'
import type { Outbound } from './outbound.ts'

export function createSmsSender(settings: {
  readonly url: string
  readonly token: string
  readonly from: string
  readonly outbound: Outbound
}): SmsSender {
  return {
    async send({ to, text, key }) {
      const { status } = await settings.outbound.post({
        url: settings.url,
        headers: {
          'Content-Type': 'application/json',
          Authorization: `Bearer ${settings.token}`,
          'Idempotency-Key': key,
        },
        body: JSON.stringify({ from: settings.from, to, text, reference: key }),
      })
      if (status >= 200 && status < 300) return 'sent'
      if (isForGood(status)) return 'refused'
      throw new NotTaken(`the SMS gateway answered ${status}`)
    },
  }
}

/** About this message. A wrong token, a redirect or a busy gateway is about us, and may pass. */
function isForGood(status: number): boolean {
  return status === 400 || status === 404 || status === 410 || status === 422
}
