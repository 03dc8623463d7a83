/** The settings of RADIUS: ports, what sessions are told, and who may speak. */
import { BadSetting, port, text, whole, type Environment } from './config-reading.ts'

export interface RadiusConfig {
  readonly host: string
  readonly accountingPort: number
  readonly authPort: number
  /** Silence after which NASes end a session; null: left to them. */
  readonly idleSeconds: number | null
  /** Before the names of policies that the operator made on the NASes. */
  readonly policyPrefix: string
  readonly clients: readonly RadiusClientConfig[]
}

export interface RadiusClientConfig {
  readonly name: string
  readonly addresses: readonly string[]
  readonly secret: string
  readonly requireMessageAuthenticator: boolean
  readonly dialect: (typeof DIALECTS)[number]
  /** Null: it takes no Disconnect-Request and no CoA-Request. */
  readonly coaPort: number | null
}

const DIALECTS = ['none', 'wispr', 'chillispot', 'mikrotik', 'cisco', 'filter-id'] as const

const ACCOUNTING_PORT = 1813
const AUTH_PORT = 1812
/** RFC 5176 §3: where NASes take Disconnect-Request and CoA-Request. */
const DYNAMIC_AUTHORIZATION_PORT = 3799
const POLICY_PREFIX = 'tsuzuki-'

const SANDBOX_NAS: RadiusClientConfig = {
  name: 'sandbox-nas',
  addresses: ['127.0.0.0/8', '::1/128'],
  secret: 'testing123',
  requireMessageAuthenticator: false,
  dialect: 'wispr',
  coaPort: DYNAMIC_AUTHORIZATION_PORT,
}

/**
 * `other` says which port to take by default. @throws BadSetting
 */
export function radius(
  env: Environment,
  { mode, other }: { readonly mode: 'sandbox' | 'live'; readonly other: (port: number) => number },
): RadiusConfig {
  const idleSeconds = whole(env, 'RADIUS_IDLE_SECONDS', 0)
  return {
    host: text(env, 'RADIUS_HOST') ?? '127.0.0.1',
    accountingPort: port(env, 'RADIUS_ACCOUNTING_PORT', other(ACCOUNTING_PORT)),
    authPort: port(env, 'RADIUS_AUTH_PORT', other(AUTH_PORT)),
    idleSeconds: idleSeconds === 0 ? null : idleSeconds,
    policyPrefix: policyPrefix(env),
    clients: clients(env, mode),
  }
}

function policyPrefix(env: Environment): string {
  const prefix = text(env, 'RADIUS_POLICY_PREFIX') ?? POLICY_PREFIX
  if (!/^[\w.-]{1,32}$/.test(prefix)) {
    throw new BadSetting('RADIUS_POLICY_PREFIX', 'up to 32 letters, digits, ".", "_" and "-"')
  }
  return prefix
}

/** `name addresses,… secret [option…]` entries, separated by semicolons. */
function clients(env: Environment, mode: 'sandbox' | 'live'): readonly RadiusClientConfig[] {
  const given = text(env, 'RADIUS_CLIENTS')
  if (given === null) return mode === 'sandbox' ? [SANDBOX_NAS] : []
  return given
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => client(entry, mode))
}

function client(entry: string, mode: 'sandbox' | 'live'): RadiusClientConfig {
  const [name, addresses, secret, ...options] = entry.split(/\s+/)
  if (name === undefined || addresses === undefined || secret === undefined) {
    throw new BadSetting('RADIUS_CLIENTS', '`name address,… secret` entries joined by `;`')
  }
  if (mode === 'live' && secret === SANDBOX_NAS.secret) {
    throw new BadSetting('RADIUS_CLIENTS', 'without the demonstration secret in live mode')
  }
  return { name, addresses: addresses.split(','), secret, ...readOptions(options) }
}

const OPTIONS = 'with the options require-message-authenticator, dialect=… and coa-port=… alone'

function readOptions(options: readonly string[]) {
  const given = new Map(
    options.map((option) => {
      const [name = '', value = ''] = option.split('=')
      return [name, value]
    }),
  )
  const strict = 'require-message-authenticator'
  const known = [strict, 'dialect', 'coa-port']
  if (![...given.keys()].every((name) => known.includes(name))) {
    throw new BadSetting('RADIUS_CLIENTS', OPTIONS)
  }
  const dialect = DIALECTS.find((one) => one === (given.get('dialect') ?? 'none'))
  if (dialect === undefined) {
    throw new BadSetting('RADIUS_CLIENTS', `with a dialect of ${DIALECTS.join(', ')}`)
  }
  return {
    requireMessageAuthenticator: given.has(strict),
    dialect,
    coaPort: coaPort(given.get('coa-port')),
  }
}

function coaPort(given: string | undefined): number | null {
  if (given === undefined) return DYNAMIC_AUTHORIZATION_PORT
  if (given === 'none') return null
  const value = Number(/^\d{1,5}$/.test(given) ? given : 0)
  if (value < 1 || value > 65_535) {
    throw new BadSetting('RADIUS_CLIENTS', 'with a coa-port from 1 to 65535, or none')
  }
  return value
}
