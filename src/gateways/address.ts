/**
 * IP addresses and prefixes between octets and text (RFC 2865 §5, RFC 3162 §2, RFC 5952 §4).
 * Not routing, and not who may speak to us: that is each gateway's own.
 */
import { isIPv4, isIPv6 } from 'node:net'

const IPV4_BYTES = 4
const IPV6_BYTES = 16
const IPV6_GROUPS = 8
/** A reserved octet and the length of the prefix in bits (RFC 3162 §2.3). */
const PREFIX_HEADER_BYTES = 2
const PREFIX_BITS_MAX = 128

export function ipv4Text(value: Uint8Array): string | null {
  return value.length === IPV4_BYTES ? value.join('.') : null
}

export function ipv4Octets(text: string): Uint8Array | null {
  return isIPv4(text) ? Uint8Array.from(text.split('.'), Number) : null
}

/** In the one recommended form: lower case, the longest run of zero groups shortened. */
export function ipv6Text(value: Uint8Array): string | null {
  if (value.length !== IPV6_BYTES) return null
  const view = new DataView(value.buffer, value.byteOffset, IPV6_BYTES)
  const groups = Array.from({ length: IPV6_GROUPS }, (_, at) => view.getUint16(at * 2))
  const zeros = longestZeros(groups)
  const hex = groups.map((group) => group.toString(16))
  if (zeros.length < 2) return hex.join(':')
  return `${hex.slice(0, zeros.from).join(':')}::${hex.slice(zeros.from + zeros.length).join(':')}`
}

export function ipv6Octets(text: string): Uint8Array | null {
  if (!isIPv6(text) || text.includes('.') || text.includes('%')) return null
  const [head = '', tail] = text.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: IPV6_GROUPS - before.length - after.length }, () => '0')
  const groups = [...before, ...zeros, ...after].map((group) => Number.parseInt(group, 16))
  return Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 0xff]))
}

/** `address/length`; bits beyond the length are cleared, missing octets are zero. */
export function ipv6PrefixText(value: Uint8Array): string | null {
  const bits = value[1]
  const octets = value.length - PREFIX_HEADER_BYTES
  if (bits === undefined || bits > PREFIX_BITS_MAX) return null
  if (octets > IPV6_BYTES || octets * 8 < bits) return null
  const address = new Uint8Array(IPV6_BYTES)
  address.set(value.subarray(PREFIX_HEADER_BYTES))
  const masked = address.map((octet, at) => octet & maskOctet(bits - at * 8))
  return `${ipv6Text(masked)}/${bits}`
}

export function ipv6PrefixOctets(text: string): Uint8Array | null {
  const [address = '', length = ''] = text.split('/')
  const octets = ipv6Octets(address)
  const bits = /^\d{1,3}$/.test(length) ? Number(length) : PREFIX_BITS_MAX + 1
  if (octets === null || bits > PREFIX_BITS_MAX) return null
  return Uint8Array.from([0, bits, ...octets.subarray(0, Math.ceil(bits / 8))])
}

/** The ones of a mask that fall into an octet from which `bits` bits of the prefix remain. */
function maskOctet(bits: number): number {
  if (bits >= 8) return 0xff
  return bits <= 0 ? 0 : (0xff << (8 - bits)) & 0xff
}

function longestZeros(groups: readonly number[]): {
  readonly from: number
  readonly length: number
} {
  let longest = { from: 0, length: 0 }
  let from = 0
  for (const [at, group] of groups.entries()) {
    if (group !== 0) from = at + 1
    else if (at + 1 - from > longest.length) longest = { from, length: at + 1 - from }
  }
  return longest
}
