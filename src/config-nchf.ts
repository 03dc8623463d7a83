/** The settings of Nchf: where it listens, who may speak, whom it may notify, what it answers. */
import {
  BadSetting,
  list,
  oneOf,
  port,
  text,
  url,
  whole,
  type Environment,
} from './config-reading.ts'

export interface NchfConfig {
  readonly host: string
  /** HTTP/2 without TLS; null: not spoken. */
  readonly plain: { readonly port: number } | null
  /** HTTP/2 over TLS; paths of PEM files. `ca`: whose client certificates are believed. */
  readonly secure: {
    readonly port: number
    readonly key: string
    readonly cert: string
    readonly ca: string | null
  } | null
  /** What stands before `/v2` and `/v3`. */
  readonly prefix: string
  readonly tokens: readonly { readonly name: string; readonly token: string }[]
  /** Addresses or networks whose requests need nothing else. */
  readonly peers: readonly string[]
  /** Names, addresses or networks of hosts to which notifications may go. */
  readonly notifyHosts: readonly string[]
  /** Listed names may stand for private addresses. */
  readonly notifyPrivate: boolean
  readonly finalUnits:
    /** `url` null: the portal. */
    | { readonly action: 'redirect'; readonly url: string | null }
    | { readonly action: 'restrict'; readonly filterId: string }
    | { readonly action: 'terminate' }
  /** Names a filter by its speed, `{kbps}` standing for it; null: none is named. */
  readonly rateFilter: string | null
  /** Of a session that nothing slows, where its peer names no rate; null: none is told. */
  readonly fullKbps: number | null
  /** Null: an unused quota is kept until it is asked about again. */
  readonly quotaHoldingSeconds: number | null
}

const PLAIN_PORT = 8081
const SECURE_PORT = 8443
const PREFIX = '/nchf-convergedcharging'
const QUOTA_HOLDING_SECONDS = 600
const FULL_KBPS = 1_000_000
const LOOPBACK = ['127.0.0.0/8', '::1/128']
export const TOKEN_LENGTH_MIN = 16

/** `other` says which port to take by default. @throws BadSetting */
export function nchf(
  env: Environment,
  { mode, other }: { readonly mode: 'sandbox' | 'live'; readonly other: (port: number) => number },
): NchfConfig {
  const holding = whole(env, 'NCHF_QUOTA_HOLDING_SECONDS', QUOTA_HOLDING_SECONDS)
  const fullKbps = whole(env, 'NCHF_FULL_RATE_KBPS', FULL_KBPS)
  const usual = mode === 'sandbox' ? LOOPBACK : []
  const config: NchfConfig = {
    host: text(env, 'NCHF_HOST') ?? (env['NCHF_PEERS'] ? '0.0.0.0' : '127.0.0.1'),
    plain:
      oneOf(env, 'NCHF_PLAIN', ['yes', 'no'], 'yes') === 'no'
        ? null
        : { port: port(env, 'NCHF_PORT', other(PLAIN_PORT)) },
    secure: secure(env, port(env, 'NCHF_TLS_PORT', other(SECURE_PORT))),
    prefix: prefix(env),
    tokens: tokens(env),
    peers: orUsual(list(env, 'NCHF_PEERS'), usual),
    notifyHosts: orUsual(list(env, 'NCHF_NOTIFY_HOSTS'), usual),
    notifyPrivate: oneOf(env, 'NCHF_NOTIFY_PRIVATE', ['yes', 'no'], 'no') === 'yes',
    finalUnits: finalUnits(env),
    rateFilter: text(env, 'NCHF_RATE_FILTER'),
    fullKbps: fullKbps === 0 ? null : fullKbps,
    quotaHoldingSeconds: holding === 0 ? null : holding,
  }
  if (config.plain === null && config.secure === null) {
    throw new BadSetting('NCHF_PLAIN', 'yes without NCHF_TLS_CERT')
  }
  const isAnybodyKnown =
    config.peers.length > 0 || config.tokens.length > 0 || (config.secure?.ca ?? null) !== null
  if (!isLoopback(config.host) && !isAnybodyKnown) {
    throw new BadSetting('NCHF_HOST', 'a loopback address without NCHF_PEERS and NCHF_TOKENS')
  }
  return config
}

function orUsual(given: readonly string[], usual: readonly string[]): readonly string[] {
  return given.length === 0 ? usual : given
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function secure(env: Environment, port: number): NchfConfig['secure'] {
  const key = text(env, 'NCHF_TLS_KEY')
  const cert = text(env, 'NCHF_TLS_CERT')
  const ca = text(env, 'NCHF_TLS_CA')
  if (key === null && cert === null && ca === null) return null
  if (cert === null) throw new BadSetting('NCHF_TLS_CERT', 'set beside the other NCHF_TLS settings')
  if (key === null) throw new BadSetting('NCHF_TLS_KEY', 'set beside NCHF_TLS_CERT')
  return { port, key, cert, ca }
}

function prefix(env: Environment): string {
  const given = text(env, 'NCHF_PATH') ?? PREFIX
  if (!/^(?:\/[\w.~-]+)+$/.test(given))
    throw new BadSetting('NCHF_PATH', `a path such as ${PREFIX}`)
  return given
}

/** `name token` entries, separated by semicolons. */
function tokens(env: Environment): NchfConfig['tokens'] {
  return (env['NCHF_TOKENS'] ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [name = '', token = '', ...more] = entry.split(/\s+/)
      if (more.length > 0 || token.length < TOKEN_LENGTH_MIN || !/^[\x21-\x7e]+$/.test(token)) {
        throw new BadSetting(
          'NCHF_TOKENS',
          `\`name token\` entries joined by \`;\`, tokens of ${TOKEN_LENGTH_MIN} or more`,
        )
      }
      return { name, token }
    })
}

/** `redirect`, `redirect https://…`, `restrict <filter>` or `terminate`. */
function finalUnits(env: Environment): NchfConfig['finalUnits'] {
  const [action = 'redirect', ...more] = (text(env, 'NCHF_FINAL_UNITS') ?? 'redirect').split(/\s+/)
  const [argument] = more
  if (more.length <= 1) {
    if (action === 'terminate' && argument === undefined) return { action }
    if (action === 'restrict' && argument !== undefined) return { action, filterId: argument }
    if (action === 'redirect') {
      return { action, url: url({ NCHF_FINAL_UNITS: argument }, 'NCHF_FINAL_UNITS') }
    }
  }
  throw new BadSetting('NCHF_FINAL_UNITS', '`redirect [url]`, `restrict filter` or `terminate`')
}
