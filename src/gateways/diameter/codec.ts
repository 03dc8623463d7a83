/**
 * Diameter messages as bytes (RFC 6733 §3 and §4): a total decoder and its inverse. Groups that the
 * dictionary knows are opened, so that AVPs that tell where a person is are left out at every depth
 * and nothing behind this file can read or keep them. What a message means lives elsewhere.
 */
import { assert } from '../../domain/basics/assert.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import { AVPS, isLocation, nameOf } from './dictionary.ts'

export const HEADER_BYTES = 20
/** The length field has 24 bits; no message of ours or of a gateway comes near this. */
export const MESSAGE_BYTES_MAX = 65_536
const LENGTH_MAX = 0xff_ffff
/** Groups within groups: TS 32.299 needs five. */
export const GROUP_DEPTH_MAX = 12
const AVP_HEADER_BYTES = 8
const AVP_VENDOR_BYTES = 4
const VERSION = 1

/** Flags of the header (RFC 6733 §3). */
const REQUEST = 0x80
const PROXIABLE = 0x40
const ERROR = 0x20
const RETRANSMITTED = 0x10
const HEADER_RESERVED = 0x0f

/** Flags of an AVP (RFC 6733 §4.1). */
const VENDOR = 0x80
const MANDATORY = 0x40
const PROTECTED = 0x20

export interface Avp {
  readonly code: number
  /** Null for the AVPs of the RFCs. */
  readonly vendor: number | null
  readonly mandatory: boolean
  /** Octets without padding, or the AVPs of a group that the dictionary knows. */
  readonly data: Uint8Array | readonly Avp[]
}

export interface Message {
  readonly command: number
  readonly application: number
  readonly request: boolean
  readonly proxiable: boolean
  readonly error: boolean
  /** The T flag: it may have been sent before, over another connection. */
  readonly retransmitted: boolean
  readonly hopByHop: number
  readonly endToEnd: number
  /** In the order of the wire, unknown ones too, location left out. */
  readonly avps: readonly Avp[]
}

/**
 * Why octets are no message. `header` is what can be answered to; each carries RFC 6733's own
 * result code, because a peer is told (§7.1).
 */
export type Malformed =
  | { readonly code: 'shorter_than_a_header'; readonly bytes: number }
  | { readonly code: 'unsupported_version'; readonly header: Header }
  | { readonly code: 'invalid_header_bits'; readonly header: Header }
  | { readonly code: 'invalid_message_length'; readonly header: Header }
  | { readonly code: 'invalid_avp_length'; readonly header: Header; readonly avp: Avp }
  | { readonly code: 'invalid_avp_bits'; readonly header: Header; readonly avp: Avp }

export type Header = Omit<Message, 'avps'>

/** RFC 6733 §7.1. */
export const RESULT_OF_MALFORMED = {
  shorter_than_a_header: 5015,
  unsupported_version: 5011,
  invalid_header_bits: 3008,
  invalid_message_length: 5015,
  invalid_avp_length: 5014,
  invalid_avp_bits: 3009,
} as const satisfies Record<Malformed['code'], number>

/** Reads one whole message. Total: any bytes give a message or a reason. */
export function decode(bytes: Uint8Array): Result<Message, Malformed> {
  if (bytes.length < HEADER_BYTES) {
    return refuse({ code: 'shorter_than_a_header', bytes: bytes.length })
  }
  const header = readHeader(viewOf(bytes))
  if (bytes[0] !== VERSION) return refuse({ code: 'unsupported_version', header })
  const length = uint24(bytes, 1)
  if (length !== bytes.length || length % 4 !== 0) {
    return refuse({ code: 'invalid_message_length', header })
  }
  const flags = bytes[4] ?? 0
  const isErrorRequest = header.request && header.error
  if ((flags & HEADER_RESERVED) !== 0 || isErrorRequest) {
    return refuse({ code: 'invalid_header_bits', header })
  }
  const avps = readAvps(bytes.subarray(HEADER_BYTES), 0)
  return avps.ok ? accept({ ...header, avps: avps.value }) : refuse({ ...avps.refusal, header })
}

/** How long the message will be whose first four octets these are; null: this is no Diameter. */
export function lengthAhead(bytes: Uint8Array): number | null {
  assert(bytes.length >= 4, 'the length stands in the first four octets')
  const length = uint24(bytes, 1)
  const isLikely = length >= HEADER_BYTES && length <= MESSAGE_BYTES_MAX && length % 4 === 0
  return isLikely && bytes[0] === VERSION ? length : null
}

function readHeader(view: DataView): Header {
  const flags = view.getUint8(4)
  return {
    command: view.getUint32(4) & 0xff_ffff,
    application: view.getUint32(8),
    request: (flags & REQUEST) !== 0,
    proxiable: (flags & PROXIABLE) !== 0,
    error: (flags & ERROR) !== 0,
    retransmitted: (flags & RETRANSMITTED) !== 0,
    hopByHop: view.getUint32(12),
    endToEnd: view.getUint32(16),
  }
}

type MalformedAvp =
  | { readonly code: 'invalid_avp_length'; readonly avp: Avp }
  | { readonly code: 'invalid_avp_bits'; readonly avp: Avp }

function readAvps(bytes: Uint8Array, depth: number): Result<readonly Avp[], MalformedAvp> {
  const avps: Avp[] = []
  for (let at = 0; at < bytes.length;) {
    const read = readAvp(bytes, at)
    if (!read.ok) return read
    const avp = read.value
    const opened = open(avp, depth)
    if (!opened.ok) return opened
    if (!isLocation(avp.code, avp.vendor)) avps.push(opened.value)
    at += padded(uint24(bytes, at + 5))
  }
  return accept(avps)
}

interface RawAvp extends Avp {
  readonly data: Uint8Array
}

function readAvp(bytes: Uint8Array, at: number): Result<RawAvp, MalformedAvp> {
  const left = bytes.length - at
  if (left < AVP_HEADER_BYTES) {
    // RFC 6733 §7.1.5: an AVP that cannot be told is answered with its header filled up by zeros.
    const code = left < 4 ? 0 : uint32(bytes, at)
    return tooShort({ code, vendor: null, mandatory: false })
  }
  const flags = bytes[at + 4] ?? 0
  const length = uint24(bytes, at + 5)
  const isVendors = (flags & VENDOR) !== 0
  const headerBytes = isVendors ? AVP_HEADER_BYTES + AVP_VENDOR_BYTES : AVP_HEADER_BYTES
  const code = uint32(bytes, at)
  const vendor = isVendors && left >= headerBytes ? uint32(bytes, at + AVP_HEADER_BYTES) : null
  const mandatory = (flags & MANDATORY) !== 0
  if (length < headerBytes || padded(length) > left) return tooShort({ code, vendor, mandatory })
  const data = bytes.subarray(at + headerBytes, at + length)
  const avp = { code, vendor, mandatory, data }
  if ((flags & ~(VENDOR | MANDATORY | PROTECTED)) !== 0) {
    return refuse({ code: 'invalid_avp_bits', avp })
  }
  return accept(avp)
}

function tooShort(head: Omit<Avp, 'data'>): Result<RawAvp, MalformedAvp> {
  return refuse({ code: 'invalid_avp_length', avp: { ...head, data: new Uint8Array() } })
}

/** The AVPs of a known group. What Failed-AVP holds is somebody's mistake, so it stays closed. */
function open(avp: RawAvp, depth: number): Result<Avp, MalformedAvp> {
  const name = nameOf(avp.code, avp.vendor)
  if (name === null || name === 'Failed-AVP' || AVPS[name].kind !== 'grouped') return accept(avp)
  if (depth >= GROUP_DEPTH_MAX) return refuse({ code: 'invalid_avp_length', avp })
  const inner = readAvps(avp.data, depth + 1)
  if (inner.ok) return accept({ ...avp, data: inner.value })
  // Told within the groups that lead to it (RFC 6733 §7.5).
  return refuse({ ...inner.refusal, avp: { ...avp, data: [inner.refusal.avp] } })
}

/** The message's bytes exactly as given: the inverse of `decode`. */
export function encode(message: Message): Uint8Array {
  const length = HEADER_BYTES + avpsLength(message.avps)
  // Longer than we would read only where a peer's own long AVPs are given back to it.
  assert(length <= LENGTH_MAX, 'a message is no longer than its length can say')
  const bytes = new Uint8Array(length)
  const view = viewOf(bytes)
  view.setUint32(0, (VERSION << 24) | length)
  view.setUint32(4, message.command)
  view.setUint8(4, headerFlags(message))
  view.setUint32(8, message.application)
  view.setUint32(12, message.hopByHop)
  view.setUint32(16, message.endToEnd)
  writeAvps(view, bytes, HEADER_BYTES, message.avps)
  return bytes
}

function headerFlags({ request, proxiable, error, retransmitted }: Header): number {
  return (
    (request ? REQUEST : 0) |
    (proxiable ? PROXIABLE : 0) |
    (error ? ERROR : 0) |
    (retransmitted ? RETRANSMITTED : 0)
  )
}

function avpsLength(avps: readonly Avp[]): number {
  let sum = 0
  for (const avp of avps) sum += padded(avpLength(avp))
  return sum
}

function avpLength({ vendor, data }: Avp): number {
  const headerBytes = AVP_HEADER_BYTES + (vendor === null ? 0 : AVP_VENDOR_BYTES)
  return headerBytes + (data instanceof Uint8Array ? data.length : avpsLength(data))
}

/** Answers where the next one begins. */
function writeAvps(view: DataView, bytes: Uint8Array, from: number, avps: readonly Avp[]): number {
  let at = from
  for (const { code, vendor, mandatory, data } of avps) {
    const inner = at + AVP_HEADER_BYTES + (vendor === null ? 0 : AVP_VENDOR_BYTES)
    if (vendor !== null) view.setUint32(at + AVP_HEADER_BYTES, vendor)
    let end: number
    if (data instanceof Uint8Array) {
      bytes.set(data, inner)
      end = inner + data.length
    } else {
      end = writeAvps(view, bytes, inner, data)
    }
    const flags = (vendor === null ? 0 : VENDOR) | (mandatory ? MANDATORY : 0)
    view.setUint32(at, code)
    view.setUint32(at + 4, ((flags << 24) | (end - at)) >>> 0)
    at = padded(end)
  }
  return at
}

/** AVPs begin at multiples of four octets (RFC 6733 §4.1). */
function padded(length: number): number {
  return (length + 3) & ~3
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function uint24(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
}

/** By hand, as a view of each group costs more than what it reads. */
function uint32(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 0x100_0000 + uint24(bytes, at + 1)
}
