/**
 * Who may speak Nchf with us: whoever shows a client certificate of the configured authority, a
 * bearer token, or comes from a listed address. Not who a subscriber is, and not the network
 * function that a body names: that one is believed of a caller who was let in.
 */
import { createHash, timingSafeEqual } from 'node:crypto'
import { BlockList, isIP } from 'node:net'
import { withoutMapping } from '../../app/network-address.ts'

export interface CallerSettings {
  readonly tokens: readonly { readonly name: string; readonly token: string }[]
  /** `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32` */
  readonly peers: readonly string[]
}

export class BadPeerSetting extends Error {
  override name = 'BadPeerSetting'
}

/** What is known of a connection. */
export interface Connection {
  readonly address: string
  /** The name in a client certificate that the configured authority signed; null: none. */
  readonly certificateName: string | null
}

export type Admission =
  | { readonly kind: 'caller'; readonly name: string }
  /** A token would help. */
  | { readonly kind: 'unauthenticated' }
  /** Nothing that a request can carry would help. */
  | { readonly kind: 'not_allowed' }

/**
 * What a connection is before it asks: one whose requests need nothing else, one that a token may
 * still help, or one whose requests nothing can help.
 */
export type Standing = 'known' | 'stranger' | 'nobody'

export interface Callers {
  standing(connection: Connection): Standing
  admit(connection: Connection, authorization: string | undefined): Admission
}

/** Throws `BadPeerSetting`. */
export function createCallers({ tokens, peers }: CallerSettings): Callers {
  const listed = addressList(peers)
  const hashed = tokens.map(({ name, token }) => ({ name, digest: digestOf(token) }))
  const isListed = (address: string) => listed(plainAddress(address))
  return {
    standing({ address, certificateName }) {
      if (certificateName !== null || isListed(address)) return 'known'
      return hashed.length > 0 ? 'stranger' : 'nobody'
    },
    admit({ address, certificateName }, authorization) {
      if (certificateName !== null)
        return { kind: 'caller', name: `certificate ${certificateName}` }
      const token = /^Bearer ([\x21-\x7e]+)$/i.exec(authorization ?? '')?.[1]
      if (token !== undefined) {
        const digest = digestOf(token)
        const known = hashed.find((one) => timingSafeEqual(one.digest, digest))
        if (known !== undefined) return { kind: 'caller', name: `token ${known.name}` }
        // A wrong token is a mistake, also from where none is needed.
        return { kind: 'unauthenticated' }
      }
      if (isListed(address)) return { kind: 'caller', name: `address ${plainAddress(address)}` }
      return { kind: hashed.length > 0 ? 'unauthenticated' : 'not_allowed' }
    },
  }
}

/** Whether an address is one of these, or within. Throws `BadPeerSetting`. */
export function addressList(addresses: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const entry of addresses) {
    const [address = '', length] = entry.split('/')
    const family = familyOf(address)
    const bitsMax = family === 'ipv4' ? 32 : 128
    const bits = length === undefined ? bitsMax : Number(/^\d{1,3}$/.test(length) ? length : -1)
    if (family === null || bits < 0 || bits > bitsMax) {
      throw new BadPeerSetting(`"${entry}" is no address or network`)
    }
    list.addSubnet(address, bits, family)
  }
  return (address) => {
    const family = familyOf(address)
    return family !== null && list.check(address, family)
  }
}

function plainAddress(address: string): string {
  return withoutMapping(address).replace(/%.*$/, '')
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  if (version === 0) return null
  return version === 4 ? 'ipv4' : 'ipv6'
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
