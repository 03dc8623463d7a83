/**
 * Web push (RFC 8030) with voluntary identification (RFC 8292) and content encryption (RFC 8291).
 * Keys and encryption come from the `web-push` package; sending is ours. The identity is derived
 * from the operator's key ring unless keys are configured, so every process has the same one and
 * nothing is to be stored: a lost identity would silence every subscription.
 */
import { createECDH } from 'node:crypto'
import webPush from 'web-push'
import type { RootKey } from '../../app/key-ring.ts'
import { NotTaken, type PushSender } from '../../app/notices/ports.ts'
import { derived } from '../root-key.ts'
import { Forbidden, type Outbound } from './outbound.ts'

/** Of the browsers' makers, without a port. A leading dot stands for all hosts below. */
export const PUSH_HOSTS = [
  'fcm.googleapis.com',
  '.push.services.mozilla.com',
  '.notify.windows.com',
  '.push.apple.com',
] as const

export interface PushKeys {
  /** P-256, uncompressed point, base64url. */
  readonly publicKey: string
  /** 32 bytes, base64url. */
  readonly privateKey: string
}

/** The same keys for the same root. */
export function pushKeysFrom(root: RootKey): PushKeys {
  for (let round = 0; ; round += 1) {
    const scalar = Buffer.from(derived(root, `tsuzuki web push ${round}`))
    const curve = createECDH('prime256v1')
    try {
      curve.setPrivateKey(scalar)
    } catch {
      // Not below the order of the curve, once in four billion: the next round is another number.
      continue
    }
    return {
      publicKey: curve.getPublicKey('base64url'),
      privateKey: scalar.toString('base64url'),
    }
  }
}

export function createPushSender(settings: {
  readonly keys: PushKeys
  /** `mailto:` or `https:`, whom a push service may ask about us. */
  readonly subject: () => string
  /** Beside the browsers' makers. */
  readonly extraHosts: readonly string[]
  readonly outbound: Outbound
}): PushSender {
  const { keys, subject, outbound } = settings
  const hosts = [...PUSH_HOSTS, ...settings.extraHosts]
  const accepts = (endpoint: string) => isAccepted(endpoint, hosts)
  return {
    publicKey: keys.publicKey,
    accepts,
    async send(to, { title, body, path, tag, urgent, keepSeconds }) {
      if (!accepts(to.endpoint)) return 'gone'
      const payload = JSON.stringify({ title, body, path, tag })
      const details = webPush.generateRequestDetails(
        { endpoint: to.endpoint, keys: { p256dh: to.p256dh, auth: to.auth } },
        payload,
        {
          vapidDetails: { subject: subject(), ...keys },
          contentEncoding: 'aes128gcm',
          TTL: keepSeconds,
          urgency: urgent ? 'high' : 'normal',
        },
      )
      return handOver(outbound, to.endpoint, details)
    },
  }
}

async function handOver(
  outbound: Outbound,
  url: string,
  details: webPush.RequestDetails,
): Promise<'sent' | 'gone'> {
  const headers = details.headers as Record<string, string | number>
  const answer = await outbound.post({ url, headers, body: details.body ?? '' }).catch((fault) => {
    if (fault instanceof Forbidden) return { status: 410 }
    throw fault
  })
  // RFC 8030 §7.3: 404 and 410 say that the subscription is over.
  if (answer.status === 404 || answer.status === 410) return 'gone'
  if (answer.status >= 200 && answer.status < 300) return 'sent'
  throw new NotTaken(`the push service answered ${answer.status}`)
}

function isAccepted(endpoint: string, hosts: readonly string[]): boolean {
  if (!URL.canParse(endpoint)) return false
  const { host, username } = new URL(endpoint)
  if (username !== '') return false
  return hosts.some((one) => (one.startsWith('.') ? host.endsWith(one) : host === one))
}
