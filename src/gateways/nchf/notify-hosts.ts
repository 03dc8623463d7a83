/**
 * To which addresses a notification may go: a peer tells its notifyUri, and we must not be made to
 * speak to whomever it names. Hosts are listed by name, address or network; the very address that
 * is connected to is looked at, so a name that changes after it was looked at gains nothing.
 */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { addressList } from './callers.ts'

export interface NotifyHostSettings {
  /** `smf1.5gc.example`, `.5gc.example` for all within, `192.0.2.0/24`, `2001:db8::1`. */
  readonly hosts: readonly string[]
  /** Listed names may stand for private addresses. Listed addresses may be private anyway. */
  readonly privateAddresses: boolean
  readonly isPrivate: (address: string) => boolean
}

export interface NotifyHosts {
  /** Null: not to be spoken to. */
  targetOf(notifyUri: string): URL | null
  /** For the connection itself. */
  readonly lookup: LookupFunction
}

export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress'
}

/** Throws `BadPeerSetting` for a network that is none. */
export function createNotifyHosts(settings: NotifyHostSettings): NotifyHosts {
  const { hosts, privateAddresses, isPrivate } = settings
  const isListed = addressList(hosts.filter(isAddress))
  const names = hosts.filter((host) => !isAddress(host)).map((host) => host.toLowerCase())
  const mayConnect = (address: string) =>
    isListed(address) || privateAddresses || !isPrivate(address)
  return {
    targetOf(notifyUri) {
      const target = URL.parse(notifyUri)
      if (target === null || !/^https?:$/.test(target.protocol)) return null
      if (target.username !== '' || target.password !== '') return null
      const host = target.hostname.replace(/^\[|\]$/g, '')
      const isKnown = isIP(host) === 0 ? isNamed(names, host) : isListed(host)
      return isKnown ? target : null
    },
    lookup: (name, options, done) => {
      resolve(name, { ...options, all: true }, (fault, found) => {
        if (fault !== null) return done(fault, [])
        // One that is forbidden among them is one too many.
        if (!found.every(({ address }) => mayConnect(address))) {
          return done(new ForbiddenAddress('the name stands for a private address'), [])
        }
        if (options.all === true) return done(null, found)
        const first = found[0] as LookupAddress
        return done(null, first.address, first.family)
      })
    },
  }
}

function isAddress(host: string): boolean {
  return isIP(host.split('/')[0] ?? '') !== 0
}

function isNamed(names: readonly string[], host: string): boolean {
  return names.some((name) => (name.startsWith('.') ? host.endsWith(name) : host === name))
}
