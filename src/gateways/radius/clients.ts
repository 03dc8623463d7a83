/**
 * Which NAS or proxy may speak to us, by the address that it speaks from, and the secret it shares
 * with us (RFC 2865 §3: the source address chooses the secret). Read at start or when settings
 * change; a bad entry is a fault with its name.
 */
import { BlockList, isIP } from 'node:net'
import type { DialectName } from './dialects.ts'

export interface RadiusClient {
  /** Names the peer in usage records and metrics; stays the same when addresses change. */
  readonly name: string
  readonly secret: Uint8Array
  /** Refuse packets of this client that carry no Message-Authenticator. */
  readonly requireMessageAuthenticator: boolean
  readonly dialect: DialectName
  /** Where it takes Disconnect-Request and CoA-Request; null: it takes none. */
  readonly coaPort: number | null
}

export interface RadiusClientSetting {
  /** `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32` */
  readonly addresses: string
  readonly name: string
  readonly secret: string
  readonly requireMessageAuthenticator: boolean
  readonly dialect: DialectName
  /** Where it takes Disconnect-Request and CoA-Request; null: it takes none. */
  readonly coaPort: number | null
}

/** The client that speaks from an address, or null. */
export type FindClient = (address: string) => RadiusClient | null

export class BadClientSetting extends Error {
  override name = 'BadClientSetting'
}

/** Where networks overlap the smaller one decides. Throws `BadClientSetting`. */
export function clientFinder(settings: readonly RadiusClientSetting[]): FindClient {
  const clients = settings.map(parse).toSorted((one, other) => other.bits - one.bits)
  return (address) => {
    const plain = plainAddress(address)
    const family = familyOf(plain)
    if (family === null) return null
    return clients.find(({ list }) => list.check(plain, family))?.client ?? null
  }
}

function parse(setting: RadiusClientSetting) {
  const { addresses, secret, ...rest } = setting
  const { name } = rest
  const [address = '', length] = addresses.split('/')
  const family = familyOf(address)
  const bitsMax = family === 'ipv4' ? 32 : 128
  const bits = length === undefined ? bitsMax : Number(/^\d{1,3}$/.test(length) ? length : -1)
  if (family === null || bits < 0 || bits > bitsMax) {
    throw new BadClientSetting(`RADIUS client ${name}: "${addresses}" is no address or network`)
  }
  if (name === '' || name.includes('/')) {
    throw new BadClientSetting(`RADIUS client "${name}": a name is not empty and has no "/"`)
  }
  if (secret === '') throw new BadClientSetting(`RADIUS client ${name}: the secret is empty`)
  const list = new BlockList()
  list.addSubnet(address, bits, family)
  const client: RadiusClient = { ...rest, secret: new TextEncoder().encode(secret) }
  return { list, bits, client }
}

/** A dual-stack socket shows IPv4 peers as `::ffff:192.0.2.1`. */
export function plainAddress(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  return plain.replace(/%.*$/, '')
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  if (version === 0) return null
  return version === 4 ? 'ipv4' : 'ipv6'
}
