/**
 * Whose an internet address is, as far as counting goes: one of IPv4, or the /64 that a network
 * hands to one customer of IPv6 (RFC 6177). Not who is at it.
 */
import { isIPv4, isIPv6 } from 'node:net'
import { caller, type Caller } from '../app/limits/limits.ts'
import type { Vault } from '../app/vault.ts'

const DELEGATED_BITS = 64
const DELEGATED_GROUPS = 4
const MAPPED = '::ffff:'
/** Of a /64, as much as names the network and not the customer. */
const GROUPS_SHOWN = 3

/** Null for what is no address. */
export function networkOf(address: string): string | null {
  const plain = address.startsWith(MAPPED) ? address.slice(MAPPED.length) : address
  if (isIPv4(plain)) return plain
  return isIPv6(plain) ? delegatedPrefix(plain) : null
}

/** The /64 in the form the network reports it (RFC 5952): `2001:db8:1:2::/64`. */
export function delegatedPrefix(address: string): string {
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

export function addressCaller(vault: Pick<Vault, 'keyed'>, ip: string): Caller {
  const network = requestKey({ ip })
  return caller(vault, 'address', network, maskNetwork(network))
}

/** `203.0.113.•`, `2001:db8:1:•`: which network, and not whose place in it. */
export function maskNetwork(network: string): string {
  if (isIPv4(network)) return network.replace(/\d+$/, '•')
  const groups = network.split(':').filter((group) => group !== '' && !group.startsWith('/'))
  return `${groups.slice(0, GROUPS_SHOWN).join(':')}:•`
}
