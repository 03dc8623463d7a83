/**
 * Charging data references (TS 32.291 §6.1.3.3): what a peer gets at the start and shows with every
 * update. Nothing of it is kept here: it holds, sealed, all that is needed to go on, so that any
 * process answers it, also after a restart. The same session has the same reference, so that a
 * repeated start is answered alike. Nobody can make one, or read in one whose session it is.
 */
import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto'
import { assert } from '../../domain/basics/assert.ts'
import type { SubscriberClaim } from '../../domain/charging/request.ts'
import type { Rates } from './charging-data.ts'

export const REFERENCE_KEY_BYTES = 32
/** With the longest notifyUri and names there may be. */
export const REFERENCE_LENGTH_MAX = 2_048

const VERSION = 1
const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** What a session was when it began. */
export interface SessionFacts {
  readonly peer: string
  readonly sessionKey: string
  readonly subscriber: SubscriberClaim
  readonly notifyUri: string | null
  readonly pduSessionId: number | null
  readonly dnn: string | null
  /** Of the session where nothing slows it; null: its peer did not say. */
  readonly fullRates: Rates | null
}

export interface References {
  seal(facts: SessionFacts): string
  /** Null for what we never gave. */
  open(reference: string): SessionFacts | null
}

type Packed = readonly [
  version: typeof VERSION,
  peer: string,
  sessionKey: string,
  imsi: string | null,
  msisdn: string | null,
  notifyUri: string | null,
  pduSessionId: number | null,
  dnn: string | null,
  /** Left out in references that were given before there was any. */
  uplink?: string,
  downlink?: string,
]

/**
 * The nonce is a keyed hash of what is sealed, so equal facts seal alike and different ones never
 * share it (as in RFC 5297); the tag of GCM proves that it is ours.
 */
export function createReferences(secret: Uint8Array): References {
  assert(secret.length === REFERENCE_KEY_BYTES, 'the key of references has its length')
  const sealKey = keyFor(secret, 'seal')
  const nonceKey = keyFor(secret, 'nonce')
  return {
    seal(facts) {
      const plain = Buffer.from(JSON.stringify(pack(facts)))
      const nonce = createHmac('sha256', nonceKey).update(plain).digest().subarray(0, NONCE_BYTES)
      const cipher = createCipheriv(CIPHER, sealKey, nonce)
      const sealed = Buffer.concat([cipher.update(plain), cipher.final()])
      const octets = Buffer.concat([nonce, sealed, cipher.getAuthTag()])
      const reference = octets.toString('base64url')
      assert(reference.length <= REFERENCE_LENGTH_MAX, 'what is sealed can be opened')
      return reference
    },
    open(reference) {
      if (reference.length > REFERENCE_LENGTH_MAX || !/^[\w-]+$/.test(reference)) return null
      const octets = Buffer.from(reference, 'base64url')
      if (octets.length <= NONCE_BYTES + TAG_BYTES) return null
      const plain = opened(sealKey, octets)
      return plain === null ? null : unpack(JSON.parse(plain) as Packed)
    },
  }
}

function keyFor(secret: Uint8Array, use: string): Buffer {
  const name = `charging data reference ${use}`
  return Buffer.from(hkdfSync('sha256', secret, '', name, REFERENCE_KEY_BYTES))
}

function opened(key: Buffer, octets: Buffer): string | null {
  const decipher = createDecipheriv(CIPHER, key, octets.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(octets.subarray(-TAG_BYTES))
  try {
    const plain = decipher.update(octets.subarray(NONCE_BYTES, -TAG_BYTES))
    return Buffer.concat([plain, decipher.final()]).toString()
  } catch {
    return null
  }
}

function pack(facts: SessionFacts): Packed {
  const { imsi, msisdn } = facts.subscriber
  const { peer, sessionKey, notifyUri, pduSessionId, dnn, fullRates } = facts
  const all = [VERSION, peer, sessionKey, imsi, msisdn, notifyUri, pduSessionId, dnn] as const
  return fullRates === null ? all : [...all, fullRates.uplink, fullRates.downlink]
}

/** Null for one of another form: a version that this program does not know. */
function unpack(packed: Packed): SessionFacts | null {
  const [version, peer, sessionKey, imsi, msisdn, notifyUri, pduSessionId, dnn, ...rates] = packed
  if (version !== VERSION) return null
  const subscriber = { imsi, msisdn, iccid: null }
  const [uplink, downlink] = rates
  const fullRates = uplink === undefined || downlink === undefined ? null : { uplink, downlink }
  return { peer, sessionKey, subscriber, notifyUri, pduSessionId, dnn, fullRates }
}
