/**
 * Whose an internet address is, as far as counting and recognising go: one of IPv4, or the /64 that
 * a network hands to one customer of IPv6 (RFC 6177). Not who is at it.
 */
import { isIPv4, isIPv6 } from 'node:net'

const DELEGATED_BITS = 64
const DELEGATED_GROUPS = 4
const MAPPED = '::ffff:'

/** An address of IPv4 that came in the clothes of IPv6 (RFC 4291 §2.5.5.2), as itself. */
export function withoutMapping(address: string): string {
  return address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address
}

/** Null for what is no address. */
export function networkOf(address: string): string | null {
  const plain = withoutMapping(address)
  if (isIPv4(plain)) return plain
  return isIPv6(plain) ? delegatedPrefix(plain) : null
}

/** The /64 in the form the network reports it (RFC 5952): `2001:db8:1:2::/64`. */
function delegatedPrefix(address: string): string {
  const [bare = ''] = address.split('%')
  const [head = '', tail = ''] = bare.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => '0')
  const groups = bare.includes('::') ? [...before, ...zeros, ...after] : before
  const prefix = groups.slice(0, DELEGATED_GROUPS).join(':')
  // The URL parser writes IPv6 in its one canonical form, between brackets.
  const canonical = new URL(`http://[${prefix}::]/`).hostname.slice(1, -1)
  return `${canonical}/${DELEGATED_BITS}`
}

/** For the limit of plain requests; an address that cannot be read counts as itself. */
export function requestKey({ ip }: { readonly ip: string }): string {
  return networkOf(ip) ?? ip
}
