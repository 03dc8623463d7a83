/**
 * Which Diameter nodes may speak to us, from where, and how each wants to be spoken to. Read at
 * start; a bad entry is a fault with its name. A host is never believed by its name alone: it must
 * speak from one of its addresses (RFC 6733 §13).
 */
import { BlockList, isIP } from 'node:net'
import { withoutMapping } from '../../app/network-address.ts'

/** What the gateway does where nothing follows a grant (RFC 8506 §5.6). */
export type FinalAction =
  | { readonly kind: 'terminate' }
  /** Null: to the portal. */
  | { readonly kind: 'redirect'; readonly url: string | null }
  /** A filter that the gateway knows by this name lets only the portal through. */
  | { readonly kind: 'restrict'; readonly filterId: string }

/** How a gateway is told the speed of a grant. */
export type SpeedDialect =
  | { readonly kind: 'none' }
  /** QoS-Information with APN-Aggregate-Max-Bitrate (TS 29.212 §5.3). */
  | { readonly kind: 'qos-information' }
  /** Filter-Id `name-kbps`, which the gateway knows. */
  | { readonly kind: 'filter-id'; readonly name: string }

export interface PeerSetting {
  /** Its Origin-Host; `*.example.net` are all below. */
  readonly host: string
  /** `192.0.2.1`, `192.0.2.0/24`, `2001:db8::/32`; of a relay, the relay's. */
  readonly addresses: readonly string[]
  readonly final: FinalAction
  readonly speed: SpeedDialect
  /** It forwards what hosts behind it say (RFC 6733 §2.8), and is believed about them. */
  readonly relay: boolean
  /** Where we connect to it; null: it connects to us. */
  readonly connect: { readonly host: string; readonly port: number } | null
}

export class BadPeerSetting extends Error {
  override name = 'BadPeerSetting'
}

export interface Peers {
  readonly settings: readonly PeerSetting[]
  /** Those that have this address. */
  settingsAt(address: string): readonly PeerSetting[]
  mayConnect(host: string, address: string): boolean
  /** Whether a peer may say something in a host's name (RFC 6733 §2.9). */
  speaksFor(peer: string, host: string): boolean
  /** The one that fits a host most closely. */
  settingOf(host: string): PeerSetting | null
}

interface Entry {
  readonly setting: PeerSetting
  /** Its host in lower case. */
  readonly wanted: string
  readonly list: BlockList
}

/** @throws BadPeerSetting */
export function peersOf(settings: readonly PeerSetting[]): Peers {
  const entries = settings
    .map((setting): Entry => {
      return { setting, wanted: setting.host.toLowerCase(), list: listOf(setting) }
    })
    .toSorted((one, other) => closeness(other.setting) - closeness(one.setting))
  const settingOf = (host: string): PeerSetting | null => {
    const name = host.toLowerCase()
    return entries.find((entry) => fits(entry, name))?.setting ?? null
  }
  return {
    settings,
    settingsAt(address) {
      return entries.filter(({ list }) => isIn(list, address)).map(({ setting }) => setting)
    },
    mayConnect(host, address) {
      const name = host.toLowerCase()
      return entries.some((entry) => fits(entry, name) && isIn(entry.list, address))
    },
    speaksFor: (peer, host) => isSameHost(peer, host) || settingOf(peer)?.relay === true,
    settingOf,
  }
}

/** Names of hosts are those of the DNS: their case says nothing (RFC 6733 §4.3.1). */
export function isSameHost(one: string, other: string): boolean {
  return one === other || one.toLowerCase() === other.toLowerCase()
}

/** A whole name before a pattern, a longer pattern before a shorter one. */
function closeness({ host }: PeerSetting): number {
  return host.startsWith('*.') ? host.length : Number.MAX_SAFE_INTEGER
}

function fits({ wanted }: Entry, name: string): boolean {
  if (!wanted.startsWith('*.')) return name === wanted
  const ending = wanted.slice(1)
  return name.endsWith(ending) && name.length > ending.length
}

function listOf({ host, addresses }: PeerSetting): BlockList {
  if (!/^(?:\*\.)?[\w-]+(?:\.[\w-]+)*$/.test(host)) {
    throw new BadPeerSetting(`"${host}" is no Origin-Host`)
  }
  const list = new BlockList()
  for (const network of addresses) {
    const [address = '', length] = network.split('/')
    const family = familyOf(address)
    const bitsMax = family === 'ipv4' ? 32 : 128
    const bits = length === undefined ? bitsMax : Number(/^\d{1,3}$/.test(length) ? length : -1)
    if (family === null || bits < 0 || bits > bitsMax) {
      throw new BadPeerSetting(`${host}: "${network}" is no address or network`)
    }
    list.addSubnet(address, bits, family)
  }
  return list
}

function isIn(list: BlockList, address: string): boolean {
  const plain = withoutMapping(address).replace(/%.*$/, '')
  const family = familyOf(plain)
  return family !== null && list.check(plain, family)
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const version = isIP(address)
  if (version === 0) return null
  return version === 4 ? 'ipv4' : 'ipv6'
}
