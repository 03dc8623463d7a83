/**
 * Diameter messages as bytes (RFC 6733 §3 and §4): a total decoder and its inverse. Groups that the
 * dictionary knows are opened, so that AVPs that tell where a person is are left out at every depth
 * and nothing behind this file can read or keep them. What a message means lives elsewhere.
 */
import { assert } from '../../domain/basics/assert.ts'
import { accept, refuse, type Result } from '../../domain/basics/result.ts'
import { isGroup, isLocation } from './dictionary.ts'
import { setUint32, uint24At, uint32At } from './octets.ts'

export const HEADER_BYTES = 20
/** The length field has 24 bits; no message of ours or of a gateway comes near this. */
export const MESSAGE_BYTES_MAX = 65_536
const LENGTH_MAX = 0xff_ffff
/** Groups within groups: TS 32.299 needs five. */
export const GROUP_DEPTH_MAX = 12
const AVP_HEADER_BYTES = 8
const AVP_VENDOR_BYTES = 4
const VERSION = 1

/** Flags of the header; receivers ignore the others (RFC 6733 §3). */
const REQUEST = 0x80
const PROXIABLE = 0x40
const ERROR = 0x20
const RETRANSMITTED = 0x10

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
  | (Answerable & {
      readonly code: 'unsupported_version' | 'invalid_header_bits' | 'invalid_message_length'
    })
  | (Answerable & MalformedAvp)

interface Answerable {
  readonly header: Header
  /** The message's own AVPs that could be read, up to what is wrong: an answer repeats some. */
  readonly before: readonly Avp[]
}

interface MalformedAvp {
  readonly code: 'invalid_avp_length' | 'invalid_avp_bits'
  readonly avp: Avp
}

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
  const header = readHeader(bytes)
  if (bytes[0] !== VERSION) return refuse({ code: 'unsupported_version', header, before: [] })
  const length = uint24At(bytes, 1)
  if (length !== bytes.length || length % 4 !== 0) {
    return refuse({ code: 'invalid_message_length', header, before: [] })
  }
  const avps: Avp[] = []
  const wrong = readAvps(bytes, { from: HEADER_BYTES, until: length, depth: 0 }, avps)
  if (header.request && header.error) {
    return refuse({ code: 'invalid_header_bits', header, before: avps })
  }
  return wrong === null ? accept({ ...header, avps }) : refuse({ ...wrong, header, before: avps })
}

/** How long the message will be that begins there; null: this is no Diameter. */
export function lengthAhead(bytes: Uint8Array, at = 0): number | null {
  assert(bytes.length >= at + 4, 'the length stands in the first four octets')
  const length = uint24At(bytes, at + 1)
  const isLikely = length >= HEADER_BYTES && length <= MESSAGE_BYTES_MAX && length % 4 === 0
  return isLikely && bytes[at] === VERSION ? length : null
}

function readHeader(bytes: Uint8Array): Header {
  const flags = bytes[4] ?? 0
  return {
    command: uint24At(bytes, 5),
    application: uint32At(bytes, 8),
    request: (flags & REQUEST) !== 0,
    proxiable: (flags & PROXIABLE) !== 0,
    error: (flags & ERROR) !== 0,
    retransmitted: (flags & RETRANSMITTED) !== 0,
    hopByHop: uint32At(bytes, 12),
    endToEnd: uint32At(bytes, 16),
  }
}

/** Of a message's octets, and within how many groups. */
interface Span {
  readonly from: number
  readonly until: number
  readonly depth: number
}

/** Adds what it reads to `avps`, up to what is wrong. */
function readAvps(
  bytes: Uint8Array,
  { from, until, depth }: Span,
  avps: Avp[],
): MalformedAvp | null {
  for (let at = from; at < until;) {
    const wrong = malformedAvp(bytes, at, until)
    if (wrong !== null) return wrong
    const { code, vendor, mandatory } = headAt(bytes, at)
    const [begin, end] = [at + headBytes(vendor !== null), at + uint24At(bytes, at + 5)]
    at = padded(end)
    if (isLocation(code, vendor)) continue
    if (isGroup(code, vendor)) {
      const span = { from: begin, until: end, depth: depth + 1 }
      const group = readGroup(bytes, { code, vendor, mandatory }, span)
      if (!group.ok) return group.refusal
      avps.push(group.value)
    } else {
      avps.push({ code, vendor, mandatory, data: bytes.subarray(begin, end) })
    }
  }
  return null
}

/** What is wrong within is told within the groups that lead to it (RFC 6733 §7.5). */
function readGroup(bytes: Uint8Array, head: AvpHead, span: Span): Result<Avp, MalformedAvp> {
  if (span.depth > GROUP_DEPTH_MAX) {
    const avp = { ...head, data: bytes.subarray(span.from, span.until) }
    return refuse({ code: 'invalid_avp_length', avp })
  }
  const data: Avp[] = []
  const wrong = readAvps(bytes, span, data)
  const { code, vendor, mandatory } = head
  if (wrong === null) return accept({ code, vendor, mandatory, data })
  return refuse({ ...wrong, avp: { ...head, data: [wrong.avp] } })
}

type AvpHead = Omit<Avp, 'data'>

/** Of an AVP that is not malformed. */
function headAt(bytes: Uint8Array, at: number): AvpHead {
  const flags = bytes[at + 4] ?? 0
  return {
    code: uint32At(bytes, at),
    vendor: (flags & VENDOR) === 0 ? null : uint32At(bytes, at + AVP_HEADER_BYTES),
    mandatory: (flags & MANDATORY) !== 0,
  }
}

function headBytes(isVendors: boolean): number {
  return isVendors ? AVP_HEADER_BYTES + AVP_VENDOR_BYTES : AVP_HEADER_BYTES
}

function malformedAvp(bytes: Uint8Array, at: number, until: number): MalformedAvp | null {
  const left = until - at
  if (left < AVP_HEADER_BYTES) {
    // RFC 6733 §7.1.5: an AVP that cannot be told is answered with its header filled up by zeros.
    const code = left < 4 ? 0 : uint32At(bytes, at)
    return tooShort({ code, vendor: null, mandatory: false })
  }
  const flags = bytes[at + 4] ?? 0
  const length = uint24At(bytes, at + 5)
  const begin = headBytes((flags & VENDOR) !== 0)
  if (length < begin || padded(length) > left) {
    const head = headAt(bytes, at)
    return tooShort(left < begin ? { ...head, vendor: null } : head)
  }
  if ((flags & ~(VENDOR | MANDATORY | PROTECTED)) === 0) return null
  const data = bytes.subarray(at + begin, at + length)
  return { code: 'invalid_avp_bits', avp: { ...headAt(bytes, at), data } }
}

function tooShort(head: AvpHead): MalformedAvp {
  return { code: 'invalid_avp_length', avp: { ...head, data: new Uint8Array() } }
}

/** The message's bytes exactly as given: the inverse of `decode`. */
export function encode(message: Message): Uint8Array {
  const length = HEADER_BYTES + avpsLength(message.avps)
  // Longer than we would read only where a peer's own long AVPs are given back to it.
  assert(length <= LENGTH_MAX, 'a message is no longer than its length can say')
  // Out of the platform's pool, for most are short; but a plain array, whose `slice` copies.
  const { buffer, byteOffset } = Buffer.allocUnsafe(length)
  const bytes = new Uint8Array(buffer, byteOffset, length)
  setUint32(bytes, 0, (VERSION << 24) | length)
  setUint32(bytes, 4, (headerFlags(message) << 24) | message.command)
  setUint32(bytes, 8, message.application)
  setUint32(bytes, 12, message.hopByHop)
  setUint32(bytes, 16, message.endToEnd)
  writeAvps(bytes, HEADER_BYTES, message.avps)
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
  return headBytes(vendor !== null) + (data instanceof Uint8Array ? data.length : avpsLength(data))
}

/** Answers where the next one begins. */
function writeAvps(bytes: Uint8Array, from: number, avps: readonly Avp[]): number {
  let at = from
  for (const { code, vendor, mandatory, data } of avps) {
    const begin = at + headBytes(vendor !== null)
    if (vendor !== null) setUint32(bytes, at + AVP_HEADER_BYTES, vendor)
    let end: number
    if (data instanceof Uint8Array) {
      bytes.set(data, begin)
      end = begin + data.length
    } else {
      end = writeAvps(bytes, begin, data)
    }
    const flags = (vendor === null ? 0 : VENDOR) | (mandatory ? MANDATORY : 0)
    setUint32(bytes, at, code)
    setUint32(bytes, at + 4, (flags << 24) | (end - at))
    at = padded(end)
    for (let gap = end; gap < at; gap += 1) bytes[gap] = 0
  }
  return at
}

/** AVPs begin at multiples of four octets (RFC 6733 §4.1). */
function padded(length: number): number {
  return (length + 3) & ~3
}
