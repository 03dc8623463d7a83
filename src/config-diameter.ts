/** The settings of Diameter: where it listens, who we are there, and who may speak. */
import { BadSetting, port, text, whole, type Environment } from './config-reading.ts'

export interface DiameterConfig {
  readonly host: string
  readonly port: number
  /** Our Origin-Host and Origin-Realm. */
  readonly identity: { readonly host: string; readonly realm: string }
  readonly peers: readonly DiameterPeerConfig[]
  /** Paths of PEM files; null: plain TCP. */
  readonly tls: { readonly key: string; readonly cert: string; readonly ca: string | null } | null
  /** After so much silence a gateway gives a grant back; 0: never. */
  readonly quotaHoldingSeconds: number
}

export interface DiameterPeerConfig {
  readonly host: string
  readonly addresses: readonly string[]
  readonly final:
    | { readonly kind: 'terminate' }
    | { readonly kind: 'redirect'; readonly url: string | null }
    | { readonly kind: 'restrict'; readonly filterId: string }
  readonly speed:
    | { readonly kind: 'none' }
    | { readonly kind: 'qos-information' }
    | { readonly kind: 'filter-id'; readonly name: string }
  readonly relay: boolean
  readonly connect: { readonly host: string; readonly port: number } | null
}

/** IANA. */
const DIAMETER_PORT = 3868
const QUOTA_HOLDING_SECONDS = 600
const SANDBOX_IDENTITY = 'ocs.sandbox.tsuzuki'
const LIVE_IDENTITY = 'ocs.tsuzuki.local'
const HOST = /^[\w-]+(?:\.[\w-]+)+$/
const REALM = /^[\w-]+(?:\.[\w-]+)*$/

const LOOPBACK = ['127.0.0.0/8', '::1/128']
const SANDBOX_PEER: DiameterPeerConfig = {
  host: '*.sandbox.tsuzuki',
  addresses: LOOPBACK,
  final: { kind: 'redirect', url: null },
  speed: { kind: 'qos-information' },
  relay: false,
  connect: null,
}

/** `other` says which port to take by default. @throws BadSetting */
export function diameter(
  env: Environment,
  { mode, other }: { readonly mode: 'sandbox' | 'live'; readonly other: (port: number) => number },
): DiameterConfig {
  return {
    host: text(env, 'DIAMETER_HOST') ?? '127.0.0.1',
    port: port(env, 'DIAMETER_PORT', other(DIAMETER_PORT)),
    identity: identity(env, mode),
    peers: peers(env, mode),
    tls: tls(env),
    quotaHoldingSeconds: whole(env, 'DIAMETER_QUOTA_HOLDING_SECONDS', QUOTA_HOLDING_SECONDS),
  }
}

/** The realm is what follows the first dot of the name, unless it is said. */
function identity(env: Environment, mode: 'sandbox' | 'live'): DiameterConfig['identity'] {
  const host =
    text(env, 'DIAMETER_IDENTITY') ?? (mode === 'sandbox' ? SANDBOX_IDENTITY : LIVE_IDENTITY)
  if (!HOST.test(host)) throw new BadSetting('DIAMETER_IDENTITY', 'a name such as ocs.example.jp')
  const realm = text(env, 'DIAMETER_REALM') ?? host.slice(host.indexOf('.') + 1)
  if (!REALM.test(realm)) throw new BadSetting('DIAMETER_REALM', 'a name such as example.jp')
  return { host, realm }
}

function tls(env: Environment): DiameterConfig['tls'] {
  const key = text(env, 'DIAMETER_TLS_KEY')
  const cert = text(env, 'DIAMETER_TLS_CERT')
  const ca = text(env, 'DIAMETER_TLS_CA')
  if (key === null && cert === null && ca === null) return null
  if (key === null) throw new BadSetting('DIAMETER_TLS_KEY', 'set beside the other DIAMETER_TLS')
  if (cert === null) throw new BadSetting('DIAMETER_TLS_CERT', 'set beside the other DIAMETER_TLS')
  return { key, cert, ca }
}

/** `host addresses,… [option…]` entries, separated by semicolons. */
function peers(env: Environment, mode: 'sandbox' | 'live'): readonly DiameterPeerConfig[] {
  const given = text(env, 'DIAMETER_PEERS')
  if (given === null) return mode === 'sandbox' ? [SANDBOX_PEER] : []
  return given
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map(peer)
}

function peer(entry: string): DiameterPeerConfig {
  const [host = '', addresses, ...options] = entry.split(/\s+/)
  const isPattern = host.startsWith('*.')
  if (!REALM.test(isPattern ? host.slice(2) : host) || addresses === undefined) {
    throw new BadSetting('DIAMETER_PEERS', '`host address,…` entries joined by `;`')
  }
  const told = new Map(options.map(optionOf))
  for (const name of told.keys()) {
    if (!['final', 'speed', 'connect', 'relay'].includes(name)) {
      const known = 'with the options final=, speed=, connect= and relay alone'
      throw new BadSetting('DIAMETER_PEERS', known)
    }
  }
  const connect = connectOf(told.get('connect'))
  if (connect !== null && isPattern) {
    throw new BadSetting('DIAMETER_PEERS', 'with connect= at a whole name only')
  }
  return {
    host,
    addresses: addresses.split(','),
    final: finalOf(told.get('final') ?? 'terminate'),
    speed: speedOf(told.get('speed') ?? 'none'),
    relay: relayOf(told.get('relay')),
    connect,
  }
}

function optionOf(option: string): readonly [string, string] {
  const at = option.indexOf('=')
  return at < 0 ? [option, ''] : [option.slice(0, at), option.slice(at + 1)]
}

function finalOf(given: string): DiameterPeerConfig['final'] {
  const [, kind, rest] = /^(terminate|redirect|restrict)(?::(.+))?$/.exec(given) ?? []
  if (kind === 'terminate' && rest === undefined) return { kind }
  if (kind === 'redirect') {
    if (rest === undefined) return { kind, url: null }
    if (URL.canParse(rest)) return { kind, url: rest }
  }
  if (kind === 'restrict' && rest !== undefined) return { kind, filterId: rest }
  throw new BadSetting(
    'DIAMETER_PEERS',
    'with final=terminate, final=redirect, final=redirect:URL or final=restrict:filter',
  )
}

function speedOf(given: string): DiameterPeerConfig['speed'] {
  if (given === 'none' || given === 'qos-information') return { kind: given }
  const [, name] = /^filter-id:([\w.-]{1,64})$/.exec(given) ?? []
  if (name !== undefined) return { kind: 'filter-id', name }
  throw new BadSetting(
    'DIAMETER_PEERS',
    'with speed=none, speed=qos-information or speed=filter-id:name',
  )
}

function relayOf(given: string | undefined): boolean {
  if (given === undefined) return false
  if (given !== '') throw new BadSetting('DIAMETER_PEERS', 'with relay alone, without a value')
  return true
}

function connectOf(given: string | undefined): DiameterPeerConfig['connect'] {
  if (given === undefined) return null
  const [, bracketed, plain, digits = ''] = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(given) ?? []
  const host = bracketed ?? plain
  const number = Number(digits)
  if (host === undefined || number < 1 || number > 65_535) {
    throw new BadSetting('DIAMETER_PEERS', 'with connect=host:port')
  }
  return { host, port: number }
}
