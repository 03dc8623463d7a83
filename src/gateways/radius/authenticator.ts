/**
 * Who signed a RADIUS packet: request and response authenticators (RFC 2865 §3, RFC 2866 §3,
 * RFC 5176 §2.3) and Message-Authenticator (RFC 3579 §3.2, RFC 5997 §3). Works on the bytes of the
 * wire, because the decoder leaves parts out. Comparisons take constant time.
 * MD5 is what these RFCs prescribe; it is used for nothing else.
 */
import { createHmac, hash, timingSafeEqual } from 'node:crypto'
import { AUTHENTICATOR_BYTES, PACKET_BYTES_MIN, PacketCode, encode, frame } from './codec.ts'
import type { Attribute, Packet } from './codec.ts'
import { ATTRIBUTES } from './dictionary.ts'

const NO_AUTHENTICATOR = new Uint8Array(AUTHENTICATOR_BYTES)
const MESSAGE_AUTHENTICATOR = ATTRIBUTES['Message-Authenticator'].code
const MESSAGE_AUTHENTICATOR_BYTES = 2 + AUTHENTICATOR_BYTES

/** Requests whose authenticator is a hash of themselves; the others carry a random one. */
const HASHED_REQUESTS: ReadonlySet<number> = new Set([
  PacketCode.accountingRequest,
  PacketCode.disconnectRequest,
  PacketCode.coaRequest,
])

export interface SignatureCheck {
  /** `random`: the code's authenticator proves nothing (Access-Request, Status-Server). */
  readonly authenticator: 'valid' | 'wrong' | 'random'
  readonly messageAuthenticator: 'valid' | 'wrong' | 'absent'
}

const NOTHING_VALID: SignatureCheck = { authenticator: 'wrong', messageAuthenticator: 'wrong' }

/** Put it into a packet to be signed; signing fills it. */
export function emptyMessageAuthenticator(): Attribute {
  return { type: MESSAGE_AUTHENTICATOR, value: NO_AUTHENTICATOR }
}

/** Checks a request's signatures. Total: bytes that are no packet have no valid signature. */
export function checkRequest(datagram: Uint8Array, secret: Uint8Array): SignatureCheck {
  const framed = frame(datagram)
  if (!framed.ok) return NOTHING_VALID
  const bytes = framed.value
  const hashed = HASHED_REQUESTS.has(bytes[0] ?? 0)
  const signedOver = hashed ? NO_AUTHENTICATOR : authenticatorOf(bytes)
  return {
    authenticator: !hashed
      ? 'random'
      : same(authenticatorOf(bytes), authenticatorHash(bytes, NO_AUTHENTICATOR, secret)),
    messageAuthenticator: checkMessageAuthenticator(bytes, signedOver, secret),
  }
}

/** Checks a response to the request that carried this authenticator. */
export function checkResponse(
  datagram: Uint8Array,
  request: { readonly authenticator: Uint8Array },
  secret: Uint8Array,
): SignatureCheck {
  const framed = frame(datagram)
  if (!framed.ok) return NOTHING_VALID
  const bytes = framed.value
  const expected = authenticatorHash(bytes, request.authenticator, secret)
  return {
    authenticator: same(authenticatorOf(bytes), expected),
    messageAuthenticator: checkMessageAuthenticator(bytes, request.authenticator, secret),
  }
}

/**
 * The signed bytes of a request. The packet's authenticator is replaced where the code prescribes
 * a hash (accounting, disconnect, CoA) and used as given where it prescribes a random one.
 */
export function encodeRequest(packet: Packet, secret: Uint8Array): Uint8Array {
  const bytes = encode(packet)
  const hashed = HASHED_REQUESTS.has(packet.code)
  fillMessageAuthenticator(bytes, hashed ? NO_AUTHENTICATOR : packet.authenticator, secret)
  if (hashed) bytes.set(authenticatorHash(bytes, NO_AUTHENTICATOR, secret), 4)
  return bytes
}

/** The signed bytes of a response: it repeats the identifier and is bound to the authenticator. */
export function encodeResponse(
  response: { readonly code: number; readonly attributes: readonly Attribute[] },
  request: { readonly identifier: number; readonly authenticator: Uint8Array },
  secret: Uint8Array,
): Uint8Array {
  const bytes = encode({
    ...response,
    identifier: request.identifier,
    authenticator: request.authenticator,
  })
  fillMessageAuthenticator(bytes, request.authenticator, secret)
  bytes.set(authenticatorHash(bytes, request.authenticator, secret), 4)
  return bytes
}

/** MD5(code, identifier, length, `over`, attributes, secret): RFC 2865 §3, RFC 2866 §3. */
function authenticatorHash(bytes: Uint8Array, over: Uint8Array, secret: Uint8Array): Uint8Array {
  const signed = Buffer.allocUnsafe(bytes.length + secret.length)
  signed.set(bytes)
  signed.set(over, 4)
  signed.set(secret, bytes.length)
  return hash('md5', signed, 'buffer')
}

/** HMAC-MD5 over the packet with `over` as authenticator and the attribute itself zeroed. */
function messageHash(
  bytes: Uint8Array,
  at: number,
  signing: { readonly over: Uint8Array; readonly secret: Uint8Array },
): Uint8Array {
  const signed = Uint8Array.from(bytes)
  signed.set(signing.over, 4)
  signed.set(NO_AUTHENTICATOR, at)
  return createHmac('md5', signing.secret).update(signed).digest()
}

function checkMessageAuthenticator(
  bytes: Uint8Array,
  over: Uint8Array,
  secret: Uint8Array,
): SignatureCheck['messageAuthenticator'] {
  const found = messageAuthenticators(bytes)
  const [at] = found
  if (at === undefined) return 'absent'
  if (found.length > 1 || at === 'misshapen') return 'wrong'
  return same(
    bytes.subarray(at, at + AUTHENTICATOR_BYTES),
    messageHash(bytes, at, { over, secret }),
  )
}

function fillMessageAuthenticator(bytes: Uint8Array, over: Uint8Array, secret: Uint8Array): void {
  const [at] = messageAuthenticators(bytes)
  if (typeof at !== 'number') return
  bytes.set(messageHash(bytes, at, { over, secret }), at)
}

/** Where the values of Message-Authenticator attributes begin; there should be one at most. */
function messageAuthenticators(bytes: Uint8Array): readonly (number | 'misshapen')[] {
  const found: (number | 'misshapen')[] = []
  let at = PACKET_BYTES_MIN
  while (at + 1 < bytes.length) {
    const length = bytes[at + 1] ?? 0
    if (length < 2 || at + length > bytes.length) return ['misshapen']
    if (bytes[at] === MESSAGE_AUTHENTICATOR) {
      found.push(length === MESSAGE_AUTHENTICATOR_BYTES ? at + 2 : 'misshapen')
    }
    at += length
  }
  return found
}

function authenticatorOf(bytes: Uint8Array): Uint8Array {
  return bytes.subarray(4, PACKET_BYTES_MIN)
}

function same(one: Uint8Array, other: Uint8Array): 'valid' | 'wrong' {
  return timingSafeEqual(one, other) ? 'valid' : 'wrong'
}
