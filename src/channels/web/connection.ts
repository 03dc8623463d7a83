/**
 * The recognised connection: a request whose address is held by exactly one live data session,
 * inside a pool that the operator marked unshared. The address is the one the server saw, or a
 * configured trusted proxy told; a forged header never counts.
 */
import { BlockList, isIPv4, isIPv6 } from 'node:net'
import type { LineId } from '../../domain/basics/ids.ts'
import { isLive } from '../../domain/charging/reporting.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import type { App } from '../../app/app.ts'

const DELEGATED_BITS = 64
const DELEGATED_GROUPS = 4

/** Null: not a recognised connection, and nothing more is said about why. */
export async function recognisedLine(app: App, address: string): Promise<LineId | null> {
  const plain = address.startsWith('::ffff:') ? address.slice('::ffff:'.length) : address
  const name = isIPv4(plain) ? plain : isIPv6(plain) ? delegatedPrefix(plain) : null
  if (name === null || !inUnsharedPool(app, plain)) return null
  const found = await app.reads.find('address', name)
  if (found === null) return null
  const id = found.home.id as LineId
  const { line, sessions } = await app.reads.line(id)
  if (line === null || line.recognition === 'off' || line.suspension !== null) return null
  const session = sessions.find((one) => one.id === found.id)
  const given = { now: app.clock.now(), interimSeconds: app.interimSeconds }
  return session !== undefined && holds(session, name) && isLive(session, given) ? id : null
}

function holds(session: DataSession, name: string): boolean {
  return session.framedAddress === name || session.framedIpv6Prefix === name
}

function inUnsharedPool(app: App, address: string): boolean {
  const pools = new BlockList()
  for (const network of app.catalogue().networks.values()) {
    for (const pool of network.unsharedPools) {
      const [base = '', bits = ''] = pool.split('/')
      pools.addSubnet(base, Number(bits), isIPv4(base) ? 'ipv4' : 'ipv6')
    }
  }
  return pools.check(address, isIPv4(address) ? 'ipv4' : 'ipv6')
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
