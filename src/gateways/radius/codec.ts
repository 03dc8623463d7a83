/**
 * RADIUS packets as bytes (RFC 2865 §3 and §5, RFC 2866 §3, RFC 5176 §2, RFC 6158): a total decoder
 * and its inverse. It knows no attribute's meaning except one: attributes that tell where a person
 * is are left out while decoding, so that nothing behind this file can read or keep them.
 * Signatures live in `authenticator.ts`, meanings in `attributes.ts`.
 */
import { assert } from '../../domain/basics/assert.ts'
import { accept, refuse } from '../../domain/basics/result.ts'
import type { Result } from '../../domain/basics/result.ts'
import { isLocation, isVendorLocation } from './dictionary.ts'

/** Packet codes (RFC 2865 §4, RFC 2866 §4, RFC 5997 §2, RFC 5176 §2). */
export const PacketCode = {
  accessRequest: 1,
  accessAccept: 2,
  accessReject: 3,
  accountingRequest: 4,
  accountingResponse: 5,
  accessChallenge: 11,
  statusServer: 12,
  disconnectRequest: 40,
  disconnectAck: 41,
  disconnectNak: 42,
  coaRequest: 43,
  coaAck: 44,
  coaNak: 45,
} as const

/** RFC 2865 §3: the length field lies between these; a packet outside is silently discarded. */
export const PACKET_BYTES_MIN = 20
export const PACKET_BYTES_MAX = 4096
export const AUTHENTICATOR_BYTES = 16
export const VALUE_BYTES_MAX = 253
/** The attribute that wraps vendors' own (RFC 2865 §5.26). */
export const VENDOR_SPECIFIC = 26
const ATTRIBUTE_HEADER_BYTES = 2
const VENDOR_ID_BYTES = 4

export interface Attribute {
  readonly type: number
  /** Without the two octets of type and length. */
  readonly value: Uint8Array
}

export interface Packet {
  readonly code: number
  readonly identifier: number
  /** Sixteen octets, as on the wire. */
  readonly authenticator: Uint8Array
  /** In the order of the wire, unknown ones too, location left out. */
  readonly attributes: readonly Attribute[]
}

/** What a vendor put into a Vendor-Specific attribute (RFC 2865 §5.26, TS 29.061 §16.4.7). */
export interface VendorAttributes {
  readonly vendor: number
  readonly attributes: readonly Attribute[]
}

/** Why bytes are no RADIUS packet; each is silently discarded (RFC 2865 §3). */
export type Malformed =
  | { readonly code: 'shorter_than_a_header'; readonly bytes: number }
  | { readonly code: 'length_out_of_bounds'; readonly length: number }
  | { readonly code: 'cut_short'; readonly length: number; readonly bytes: number }
  | { readonly code: 'attribute_length'; readonly at: number }

/**
 * Reads one datagram. Total: any bytes give a packet or a reason. Octets beyond the length field
 * are padding and ignored (RFC 2865 §3). The values are views into the datagram.
 */
export function decode(datagram: Uint8Array): Result<Packet, Malformed> {
  const framed = frame(datagram)
  if (!framed.ok) return framed
  const bytes = framed.value

  const attributes = split(bytes, PACKET_BYTES_MIN)
  if (!attributes.ok) return attributes

  return accept({
    code: octet(bytes, 0),
    identifier: octet(bytes, 1),
    authenticator: bytes.subarray(4, PACKET_BYTES_MIN),
    attributes: attributes.value.flatMap(withoutLocation),
  })
}

/** The octets that the length field covers; what was signed. */
export function frame(datagram: Uint8Array): Result<Uint8Array, Malformed> {
  const bytes = datagram.length
  if (bytes < PACKET_BYTES_MIN) return refuse({ code: 'shorter_than_a_header', bytes })
  const length = octet(datagram, 2) * 256 + octet(datagram, 3)
  if (length < PACKET_BYTES_MIN || length > PACKET_BYTES_MAX) {
    return refuse({ code: 'length_out_of_bounds', length })
  }
  if (length > bytes) return refuse({ code: 'cut_short', length, bytes })
  return accept(datagram.subarray(0, length))
}

/** The packet's bytes exactly as given, unsigned: the inverse of `decode`. */
export function encode(packet: Packet): Uint8Array {
  assert(packet.authenticator.length === AUTHENTICATOR_BYTES, 'an authenticator has 16 octets')
  const body = join(packet.attributes)
  const length = PACKET_BYTES_MIN + body.length
  assert(length <= PACKET_BYTES_MAX, 'a RADIUS packet has at most 4096 octets')
  const bytes = new Uint8Array(length)
  bytes.set([packet.code, packet.identifier, length >> 8, length & 0xff])
  bytes.set(packet.authenticator, 4)
  bytes.set(body, PACKET_BYTES_MIN)
  return bytes
}

/**
 * The sub-attributes of a Vendor-Specific attribute in the form that RFC 2865 recommends, one
 * octet of type and one of length. Null when the attribute is not vendor-specific or a vendor
 * formed it otherwise: then it stays the raw attribute that it was.
 */
export function vendorAttributes(attribute: Attribute): VendorAttributes | null {
  const { type, value } = attribute
  if (type !== VENDOR_SPECIFIC || value.length < VENDOR_ID_BYTES) return null
  const attributes = split(value, VENDOR_ID_BYTES)
  return attributes.ok ? { vendor: vendorOf(value), attributes: attributes.value } : null
}

/** Wraps a vendor's attributes into one Vendor-Specific attribute. */
export function wrapVendorAttributes(wrapped: VendorAttributes): Attribute {
  const body = join(wrapped.attributes)
  assert(VENDOR_ID_BYTES + body.length <= VALUE_BYTES_MAX, 'vendor attributes fit one attribute')
  const value = new Uint8Array(VENDOR_ID_BYTES + body.length)
  new DataView(value.buffer).setUint32(0, wrapped.vendor)
  value.set(body, VENDOR_ID_BYTES)
  return { type: VENDOR_SPECIFIC, value }
}

/** Type, length, value, repeated to the end. A length below two or past the end is malformed. */
function split(bytes: Uint8Array, from: number): Result<readonly Attribute[], Malformed> {
  const attributes: Attribute[] = []
  let at = from
  while (at < bytes.length) {
    const length = at + 1 < bytes.length ? octet(bytes, at + 1) : 0
    const end = at + length
    if (length < ATTRIBUTE_HEADER_BYTES || end > bytes.length) {
      return refuse({ code: 'attribute_length', at })
    }
    const value = bytes.subarray(at + ATTRIBUTE_HEADER_BYTES, end)
    attributes.push({ type: octet(bytes, at), value })
    at = end
  }
  return accept(attributes)
}

/** The octets that attributes take in a packet. */
export function bytesOf(attributes: readonly Attribute[]): number {
  return attributes.reduce((sum, { value }) => sum + ATTRIBUTE_HEADER_BYTES + value.length, 0)
}

function join(attributes: readonly Attribute[]): Uint8Array {
  const bytes = new Uint8Array(bytesOf(attributes))
  let at = 0
  for (const { type, value } of attributes) {
    assert(value.length <= VALUE_BYTES_MAX, 'an attribute value has at most 253 octets')
    bytes[at] = type
    bytes[at + 1] = ATTRIBUTE_HEADER_BYTES + value.length
    bytes.set(value, at + ATTRIBUTE_HEADER_BYTES)
    at += ATTRIBUTE_HEADER_BYTES + value.length
  }
  return bytes
}

/**
 * The attribute without what tells where the person is; nothing when nothing else is in it.
 * A vendor attribute that breaks off is kept raw only if it does not begin with location.
 */
function withoutLocation(attribute: Attribute): readonly Attribute[] {
  if (isLocation(attribute.type)) return []
  if (attribute.type !== VENDOR_SPECIFIC || attribute.value.length <= VENDOR_ID_BYTES) {
    return [attribute]
  }
  const vendor = vendorOf(attribute.value)
  const wrapped = vendorAttributes(attribute)
  if (wrapped === null) {
    return isVendorLocation(vendor, octet(attribute.value, VENDOR_ID_BYTES)) ? [] : [attribute]
  }
  const attributes = wrapped.attributes.filter(({ type }) => !isVendorLocation(vendor, type))
  if (attributes.length === wrapped.attributes.length) return [attribute]
  return attributes.length === 0 ? [] : [wrapVendorAttributes({ vendor, attributes })]
}

function vendorOf(value: Uint8Array): number {
  return new DataView(value.buffer, value.byteOffset, value.length).getUint32(0)
}

function octet(bytes: Uint8Array, at: number): number {
  const value = bytes[at]
  assert(value !== undefined, 'an octet inside the bytes')
  return value
}
