/**
 * The one way by which notices leave over HTTP: a POST to a told address, never through a redirect,
 * never to an address of a private network unless that was configured. The very address that is
 * connected to is looked at, so a name that changes between looking and connecting gains nothing.
 */
import { lookup as resolve, type LookupAddress } from 'node:dns'
import { request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'

export const ANSWER_MS_MAX = 10_000
/** Of an answer no more is read; nothing is learnt from it but its status. */
export const ANSWER_BYTES_MAX = 16 * 1024

/** The address may not be spoken to; trying again is in vain. */
export class Forbidden extends Error {
  override name = 'Forbidden'
}

export interface Outbound {
  /**
   * @returns the status; a redirect is a status like any other
   * @throws Forbidden; otherwise whatever kept the message from being handed over
   */
  post(message: {
    readonly url: string
    readonly headers: Readonly<Record<string, string | number>>
    readonly body: string | Uint8Array
  }): Promise<{ readonly status: number }>
}

/** Not reachable from the open internet (RFC 6890 and its registries), or reaching too many. */
const PRIVATE_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
] as const
/** Only global unicast is let through, without its tunnels and documentation. */
const PUBLIC_V6 = '2000::/3'
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] as const

const privateV4 = blockList(PRIVATE_V4, 'ipv4')
const publicV6 = blockList([PUBLIC_V6], 'ipv6')
const specialV6 = blockList(SPECIAL_V6, 'ipv6')

function blockList(ranges: readonly string[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [network, prefix] = range.split('/')
    list.addSubnet(network ?? '', Number(prefix), family)
  }
  return list
}

/** Text that is no IP address counts as private. */
export function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 4) return privateV4.check(address)
  if (isIP(address) !== 6) return true
  return !publicV6.check(address, 'ipv6') || specialV6.check(address, 'ipv6')
}

/** `privateAddresses`: configured; plain HTTP is then allowed too. */
export function createOutbound(settings: { readonly privateAddresses: boolean }): Outbound {
  const { privateAddresses } = settings
  return {
    async post({ url, headers, body }) {
      const target = new URL(url)
      refuseTarget(target, privateAddresses)
      return new Promise((done, fail) => {
        const request = target.protocol === 'https:' ? requestTls : requestPlain
        const sent = request(
          target,
          {
            method: 'POST',
            headers: { ...headers, 'Content-Length': Buffer.byteLength(body) },
            signal: AbortSignal.timeout(ANSWER_MS_MAX),
            agent: false,
            ...(privateAddresses ? {} : { lookup: lookupPublic }),
          },
          (answer) => {
            let heard = 0
            answer.on('data', (chunk: Buffer) => {
              heard += chunk.length
              if (heard > ANSWER_BYTES_MAX) answer.destroy()
            })
            answer.on('error', fail)
            answer.on('close', () => done({ status: answer.statusCode ?? 0 }))
          },
        )
        sent.on('error', fail)
        sent.end(body)
      })
    },
  }
}

/** Names are looked at when they have become addresses, in `lookupPublic`. */
function refuseTarget(target: URL, privateAddresses: boolean): void {
  const isPlain = target.protocol === 'http:' && privateAddresses
  if (target.protocol !== 'https:' && !isPlain) throw new Forbidden('only https')
  if (target.username !== '' || target.password !== '') throw new Forbidden('no user in a URL')
  const host = target.hostname.replace(/^\[|\]$/g, '')
  if (!privateAddresses && isIP(host) !== 0 && isPrivateAddress(host)) {
    throw new Forbidden(`${host} is a private address`)
  }
}

/** All addresses of a name must be public: one private among them is one too many. */
const lookupPublic: LookupFunction = (name, options, done) => {
  resolve(name, { ...options, all: true }, (fault, found) => {
    if (fault !== null) return done(fault, [])
    const inside = found.find(({ address }) => isPrivateAddress(address))
    if (inside !== undefined) {
      return done(new Forbidden(`${name} is at a private address`), [])
    }
    if (options.all === true) return done(null, found)
    const first = found[0] as LookupAddress
    return done(null, first.address, first.family)
  })
}
