/**
 * The hosts that a network must let through uncounted, so that somebody out of data can renew: the
 * portal and the providers' hosted pages, in the forms in which packet gateways and resolvers read
 * lists. Not a firewall: the operator loads the list.
 */
import { isIP } from 'node:net'

export const PURPOSES = ['portal', 'payment', 'listed'] as const

export interface ZeroRatedHost {
  /** A name, or an address as it stands in a URL. */
  readonly host: string
  readonly port: number
  /** The portal and its captive API, a provider's hosted page, or named by the operator. */
  readonly purpose: (typeof PURPOSES)[number]
}

const DEFAULT_PORTS: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 }

/** One entry a host and port, in the order given; `listed` are bare names, reached by https. */
export function zeroRatedHosts(given: {
  readonly portalUrl: string
  readonly paymentOrigins: readonly string[]
  readonly listed: readonly string[]
}): readonly ZeroRatedHost[] {
  const all: readonly ZeroRatedHost[] = [
    hostOf(given.portalUrl, 'portal'),
    ...given.paymentOrigins.map((origin) => hostOf(origin, 'payment')),
    ...given.listed.map((host) => ({ host, port: 443, purpose: 'listed' }) as const),
  ]
  const seen = new Set<string>()
  return all.filter(({ host, port }) => {
    const key = `${host} ${port}`
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function hostOf(url: string, purpose: ZeroRatedHost['purpose']): ZeroRatedHost {
  const { hostname, port, protocol } = new URL(url)
  const host = hostname.replace(/^\[|\]$/g, '')
  return { host, port: port === '' ? (DEFAULT_PORTS[protocol] ?? 443) : Number(port), purpose }
}

/**
 * `text`: a name a line. `dnsmasq`: whatever a name resolves to goes into a set of nftables.
 * `csv`: for charging rules of a packet gateway (PCC rules by server name). `json`: all of it.
 */
export const ZERO_RATE_FORMATS = ['text', 'dnsmasq', 'csv', 'json'] as const
export type ZeroRateFormat = (typeof ZERO_RATE_FORMATS)[number]

export const ZERO_RATE_TYPES: Readonly<Record<ZeroRateFormat, string>> = {
  text: 'text/plain; charset=utf-8',
  dnsmasq: 'text/plain; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
}

export function zeroRateFile(hosts: readonly ZeroRatedHost[], format: ZeroRateFormat): string {
  switch (format) {
    case 'text':
      return linesOf([...new Set(hosts.map(({ host }) => host))])
    case 'dnsmasq':
      return linesOf([...new Set(hosts.map(({ host }) => host))].map(dnsmasqLine))
    case 'csv':
      return linesOf([
        'host,port,protocol,purpose',
        ...hosts.map(({ host, port, purpose }) => `${host},${port},tcp,${purpose}`),
      ])
    case 'json':
      return `${JSON.stringify({ hosts }, null, 2)}\n`
  }
}

/** dnsmasq(8) `--nftset`; the sets of the example in docs/reference/captive-portal.md. */
function dnsmasqLine(host: string): string {
  const kind = isIP(host)
  if (kind === 0) return `nftset=/${host}/4#inet#zero_rate#hosts4,6#inet#zero_rate#hosts6`
  return `# ${host} is no name: add element inet zero_rate hosts${kind} { ${host} }`
}

function linesOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
