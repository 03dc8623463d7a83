/**
 * Every setting, read once from the environment, typed. A bad one stops the start with its name
 * and what it should be. Described for people in docs/reference/settings.md.
 */
import { MASTER_KEY_BYTES } from './app/vault.ts'
import type { QuotaRules } from './domain/charging/quota.ts'
import { jstMidnight, type Instant } from './domain/basics/time.ts'
import type { SpokenLanguage } from './domain/call/call.ts'
import { captive, type CaptiveConfig } from './config-captive.ts'
import { diameter, type DiameterConfig } from './config-diameter.ts'
import { esim, type EsimConfig } from './config-esim.ts'
import { nchf, type NchfConfig } from './config-nchf.ts'
import { quota } from './config-quota.ts'
import { radius, type RadiusConfig } from './config-radius.ts'
import { wholesale, type WholesaleConfig } from './config-wholesale.ts'
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

export { BadSetting }

export interface Config {
  readonly mode: 'sandbox' | 'live'
  readonly host: string
  /** Ports; 0 takes a free one. */
  readonly port: number
  readonly operationsPort: number
  readonly providerPort: number
  readonly radius: RadiusConfig
  /** How much the network is granted at once. */
  readonly quota: QuotaRules
  readonly diameter: DiameterConfig
  readonly nchf: NchfConfig
  readonly esim: EsimConfig
  readonly wholesale: readonly WholesaleConfig[]
  readonly captive: CaptiveConfig
  /** How customers reach the portal; null: `http://host:port`. */
  readonly portalUrl: string | null
  readonly dataDirectory: string | null
  readonly databaseUrl: string | null
  readonly masterKey: Uint8Array | null
  /** A ring of keys, in place of one master key. */
  readonly keyFile: string | null
  /** Signs the directory; without a seed, derived from the master key. */
  readonly directoryKey: {
    readonly seed: Uint8Array | null
    /** The public key that signed before, base64, and until when it is told. */
    readonly former: { readonly publicKey: string; readonly until: Instant } | null
  }
  readonly stripe: { readonly secretKey: string; readonly webhookSecret: string } | null
  readonly paypal: {
    readonly clientId: string
    readonly clientSecret: string
    readonly webhookId: string
    /** Null is PayPal itself. */
    readonly apiBase: string | null
  } | null
  readonly smtp: { readonly url: string; readonly from: string } | null
  /** Who wants events, each with the secrets that sign them, the newest first. */
  readonly eventReceivers: readonly { readonly url: string; readonly secrets: readonly string[] }[]
  readonly sms: { readonly url: string; readonly token: string; readonly from: string } | null
  readonly push: {
    /** Whom a push service may ask about us; null: the operator's own address. */
    readonly subject: string | null
    /** Null: derived from the master key. */
    readonly keys: { readonly publicKey: string; readonly privateKey: string } | null
    /** Push services beside the browsers' makers. */
    readonly hosts: readonly string[]
  }
  readonly voice: VoiceConfig
  /** Events, SMS and push may go to private addresses and over plain HTTP. */
  readonly privateOutbound: boolean
  /** Addresses (CIDR) of reverse proxies whose X-Forwarded-For counts. */
  readonly trustedProxies: readonly string[]
  readonly interimSeconds: number
  /** Where files of usage are dropped, one folder a source; null: nowhere. */
  readonly usageFilesFolder: string | null
  readonly sandboxPublic: boolean
  readonly logLevel: (typeof LOG_LEVELS)[number]
}

/** As the provider names it. */
export interface ProviderVoiceName {
  readonly language: string
  /** Null: the usual one of that language. */
  readonly voice: string | null
}

/** The hotline's transports and what speaks. */
export interface VoiceConfig {
  readonly twiml: {
    readonly authTokens: readonly string[]
    /** As the provider reaches us; null: the portal's address. */
    readonly publicUrl: string | null
    /** Numbers of ours that only the operator's own trunk reaches. */
    readonly assertedNumbers: readonly string[]
    readonly agents:
      | { readonly kind: 'number'; readonly number: string }
      | { readonly kind: 'sip'; readonly uri: string }
      | { readonly kind: 'queue'; readonly name: string; readonly music: string | null }
      | null
    /** `voices`: the provider reads the text; `files`: it plays what we made. */
    readonly prompts: 'voices' | 'files'
    /** Beside the usual ones. */
    readonly voices: Readonly<Partial<Record<SpokenLanguage, ProviderVoiceName>>>
  } | null
  readonly fastagi: {
    readonly host: string
    readonly port: number
    readonly peers: readonly string[]
    /** The folder of prompts as the Asterisks see it; null: by our own path. */
    readonly soundFolder: string | null
  }
  /** `none`: a provider's own voices read the text. */
  readonly prompts: 'espeak' | 'none'
  /** Clips that somebody recorded; null: none. */
  readonly recordings: string | null
  /** Null: inside the data directory. */
  readonly promptFolder: string | null
}

const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const

const DEFAULT_PORTS = {
  port: 8080,
  operations: 9090,
  provider: 8082,
  fastagi: 4573,
} as const
const INTERIM_SECONDS_DEFAULT = 600

/** @throws BadSetting */
export function readConfig(env: Environment): Config {
  const mode = oneOf(env, 'TSUZUKI_MODE', ['sandbox', 'live'], 'sandbox')
  const given = (env['PORT'] ?? '') !== ''
  // With a port of one's own, the others are free ones, so that several instances run side by side.
  const other = (port: number) => (given ? 0 : port)
  const config: Config = {
    mode,
    host: text(env, 'HOST') ?? '127.0.0.1',
    port: port(env, 'PORT', DEFAULT_PORTS.port),
    operationsPort: port(env, 'OPERATIONS_PORT', other(DEFAULT_PORTS.operations)),
    providerPort: port(env, 'SANDBOX_PROVIDER_PORT', other(DEFAULT_PORTS.provider)),
    radius: radius(env, { mode, other }),
    quota: quota(env),
    diameter: diameter(env, { mode, other }),
    nchf: nchf(env, { mode, other }),
    esim: esim(env, { mode, other }),
    wholesale: wholesale(env, mode),
    captive: captive(env, { mode, other }),
    portalUrl: url(env, 'TSUZUKI_PORTAL_URL'),
    dataDirectory: text(env, 'TSUZUKI_DATA'),
    databaseUrl: url(env, 'DATABASE_URL'),
    masterKey: masterKey(env),
    keyFile: text(env, 'TSUZUKI_KEY_FILE'),
    directoryKey: directoryKey(env),
    stripe: stripe(env),
    paypal: paypal(env),
    smtp: smtp(env),
    eventReceivers: eventReceivers(env),
    sms: sms(env),
    push: push(env),
    voice: voice(env, { mode, port: other(DEFAULT_PORTS.fastagi) }),
    privateOutbound: oneOf(env, 'TSUZUKI_WEBHOOK_PRIVATE', ['yes', 'no'], 'no') === 'yes',
    trustedProxies: list(env, 'TRUSTED_PROXIES'),
    usageFilesFolder: text(env, 'USAGE_FILES_FOLDER'),
    interimSeconds: whole(env, 'TSUZUKI_INTERIM_SECONDS', INTERIM_SECONDS_DEFAULT),
    sandboxPublic: oneOf(env, 'TSUZUKI_SANDBOX_PUBLIC', ['yes', 'no'], 'no') === 'yes',
    logLevel: oneOf(env, 'LOG_LEVEL', LOG_LEVELS, mode === 'sandbox' ? 'warn' : 'info'),
  }
  refuseContradictions(config)
  return config
}

function refuseContradictions(config: Config): void {
  if (config.masterKey !== null && config.keyFile !== null) {
    throw new BadSetting('TSUZUKI_MASTER_KEY', 'unset beside TSUZUKI_KEY_FILE')
  }
  if (config.mode === 'sandbox') {
    if (config.stripe !== null) {
      throw new BadSetting('STRIPE_SECRET_KEY', 'unset in sandbox mode, which takes no real money')
    }
    if (config.paypal !== null) {
      throw new BadSetting('PAYPAL_CLIENT_ID', 'unset in sandbox mode, which takes no real money')
    }
    if (!isLoopback(config.host) && !config.sandboxPublic) {
      throw new BadSetting('HOST', 'a loopback address, or TSUZUKI_SANDBOX_PUBLIC must be yes')
    }
    const { landing } = config.captive
    if (landing !== null && !isLoopback(landing.host) && !config.sandboxPublic) {
      throw new BadSetting('CAPTIVE_LANDING_HOST', 'a loopback address, as HOST')
    }
    return
  }
  if (config.masterKey === null && config.keyFile === null) {
    throw new BadSetting('TSUZUKI_MASTER_KEY', 'set in live mode, or TSUZUKI_KEY_FILE')
  }
  if (config.stripe === null && config.paypal === null) {
    throw new BadSetting('STRIPE_SECRET_KEY', 'set in live mode, or PAYPAL_CLIENT_ID')
  }
  if (config.smtp === null) throw new BadSetting('SMTP_URL', 'set in live mode')
  if (config.portalUrl === null || !config.portalUrl.startsWith('https://')) {
    throw new BadSetting('TSUZUKI_PORTAL_URL', 'an https address in live mode')
  }
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}

function masterKey(env: Environment): Uint8Array | null {
  const text = env['TSUZUKI_MASTER_KEY']
  if (text === undefined || text === '') return null
  const wanted = `${MASTER_KEY_BYTES} bytes as base64`
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) throw new BadSetting('TSUZUKI_MASTER_KEY', wanted)
  const key = new Uint8Array(Buffer.from(text, 'base64'))
  if (key.length !== MASTER_KEY_BYTES) throw new BadSetting('TSUZUKI_MASTER_KEY', wanted)
  return key
}

const ED25519_BYTES = 32

function directoryKey(env: Environment): Config['directoryKey'] {
  const seed = text(env, 'DIRECTORY_KEY')
  if (seed !== null && !isKey(seed)) {
    throw new BadSetting('DIRECTORY_KEY', `${ED25519_BYTES} bytes as base64`)
  }
  const former = text(env, 'DIRECTORY_KEY_FORMER')
  return {
    seed: seed === null ? null : new Uint8Array(Buffer.from(seed, 'base64')),
    former: former === null ? null : formerKey(former),
  }
}

function formerKey(given: string): NonNullable<Config['directoryKey']['former']> {
  const [publicKey = '', day = '', ...more] = given.trim().split(/\s+/)
  try {
    const until = jstMidnight(Temporal.PlainDate.from(day))
    if (isKey(publicKey) && more.length === 0) return { publicKey, until }
  } catch {
    // No date.
  }
  throw new BadSetting('DIRECTORY_KEY_FORMER', 'a public key as base64 and a date: `… 2027-04-01`')
}

function isKey(given: string): boolean {
  return (
    /^[A-Za-z0-9+/]+={0,2}$/.test(given) && Buffer.from(given, 'base64').length === ED25519_BYTES
  )
}

function stripe(env: Environment): Config['stripe'] {
  const secretKey = env['STRIPE_SECRET_KEY'] ?? ''
  const webhookSecret = env['STRIPE_WEBHOOK_SECRET'] ?? ''
  if (secretKey === '' && webhookSecret === '') return null
  if (!/^(?:sk|rk)_/.test(secretKey)) throw new BadSetting('STRIPE_SECRET_KEY', 'a secret key')
  if (!webhookSecret.startsWith('whsec_')) {
    throw new BadSetting('STRIPE_WEBHOOK_SECRET', 'a signing secret (whsec_…)')
  }
  return { secretKey, webhookSecret }
}

function paypal(env: Environment): Config['paypal'] {
  const clientId = text(env, 'PAYPAL_CLIENT_ID')
  const clientSecret = text(env, 'PAYPAL_CLIENT_SECRET')
  const webhookId = text(env, 'PAYPAL_WEBHOOK_ID')
  const apiBase = url(env, 'PAYPAL_API_BASE')
  if (clientId === null && clientSecret === null && webhookId === null) return null
  const beside = 'set beside the other PAYPAL settings'
  if (clientId === null) throw new BadSetting('PAYPAL_CLIENT_ID', beside)
  if (clientSecret === null) throw new BadSetting('PAYPAL_CLIENT_SECRET', beside)
  if (webhookId === null) throw new BadSetting('PAYPAL_WEBHOOK_ID', beside)
  return { clientId, clientSecret, webhookId, apiBase }
}

function smtp(env: Environment): Config['smtp'] {
  const address = env['SMTP_URL'] ?? ''
  if (address === '') return null
  if (!/^smtps?:\/\//.test(address)) throw new BadSetting('SMTP_URL', 'smtp://… or smtps://…')
  const from = env['MAIL_FROM'] ?? ''
  if (from === '') throw new BadSetting('MAIL_FROM', 'set beside SMTP_URL')
  return { url: address, from }
}

/** 24 to 64 bytes as base64, as Standard Webhooks asks. */
const SIGNING_SECRET = /^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/

/** `url secret [older secret…]` entries, separated by semicolons. */
function eventReceivers(env: Environment): Config['eventReceivers'] {
  return (env['TSUZUKI_WEBHOOKS'] ?? '')
    .split(';')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [address = '', ...secrets] = entry.split(/\s+/)
      const signs = secrets.length > 0 && secrets.every((secret) => SIGNING_SECRET.test(secret))
      if (!URL.canParse(address) || !signs) {
        throw new BadSetting('TSUZUKI_WEBHOOKS', '`url whsec_…` entries joined by `;`')
      }
      return { url: address, secrets }
    })
}

function sms(env: Environment): Config['sms'] {
  const address = url(env, 'SMS_URL')
  if (address === null) return null
  const token = text(env, 'SMS_TOKEN')
  if (token === null) throw new BadSetting('SMS_TOKEN', 'set beside SMS_URL')
  const from = env['SMS_FROM'] ?? ''
  if (!/^\d{3,15}$/.test(from)) throw new BadSetting('SMS_FROM', 'the digits of the sender')
  return { url: address, token, from }
}

function push(env: Environment): Config['push'] {
  const subject = text(env, 'VAPID_SUBJECT')
  if (subject !== null && !/^(?:mailto:|https:\/\/)./.test(subject)) {
    throw new BadSetting('VAPID_SUBJECT', 'mailto:… or https://…')
  }
  const publicKey = env['VAPID_PUBLIC_KEY'] ?? ''
  const privateKey = env['VAPID_PRIVATE_KEY'] ?? ''
  const hosts = list(env, 'PUSH_HOSTS')
  if (publicKey === '' && privateKey === '') return { subject, keys: null, hosts }
  if (!/^[\w-]{87}$/.test(publicKey)) {
    throw new BadSetting('VAPID_PUBLIC_KEY', 'a P-256 point of 65 bytes as base64url')
  }
  if (!/^[\w-]{43}$/.test(privateKey)) {
    throw new BadSetting('VAPID_PRIVATE_KEY', '32 bytes as base64url')
  }
  return { subject, keys: { publicKey, privateKey }, hosts }
}

/** Signs the voice webhooks of a sandbox; refused in live mode. */
export const SANDBOX_VOICE_TOKEN = 'sandbox-voice-token'
const E164 = /^\+[1-9]\d{6,14}$/
const LOOPBACK_PEERS = ['127.0.0.0/8', '::1']

function voice(
  env: Environment,
  { mode, port: fallback }: { readonly mode: Config['mode']; readonly port: number },
): VoiceConfig {
  const peers = list(env, 'FASTAGI_PEERS')
  const speaks = mode === 'sandbox' ? 'espeak' : 'none'
  return {
    twiml: twiml(env, mode),
    fastagi: {
      host: text(env, 'FASTAGI_HOST') ?? '127.0.0.1',
      port: port(env, 'FASTAGI_PORT', fallback),
      peers: peers.length === 0 ? LOOPBACK_PEERS : peers,
      soundFolder: text(env, 'FASTAGI_SOUND_FOLDER'),
    },
    prompts: oneOf(env, 'VOICE_PROMPTS', ['espeak', 'none'], speaks),
    recordings: text(env, 'VOICE_RECORDINGS'),
    promptFolder: text(env, 'VOICE_PROMPT_FOLDER'),
  }
}

/** Null without a token: then nobody could be told from a stranger. */
function twiml(env: Environment, mode: Config['mode']): VoiceConfig['twiml'] {
  const given = list(env, 'TWIML_AUTH_TOKENS')
  if (mode === 'live' && given.includes(SANDBOX_VOICE_TOKEN)) {
    throw new BadSetting('TWIML_AUTH_TOKENS', 'without the demonstration token in live mode')
  }
  const authTokens = given.length === 0 && mode === 'sandbox' ? [SANDBOX_VOICE_TOKEN] : given
  if (authTokens.length === 0) return null
  const assertedNumbers = list(env, 'TWIML_ASSERTED_NUMBERS')
  if (!assertedNumbers.every((number) => E164.test(number))) {
    throw new BadSetting('TWIML_ASSERTED_NUMBERS', 'numbers such as +81312345678')
  }
  const publicUrl = url(env, 'TWIML_PUBLIC_URL')
  const prompts = oneOf(env, 'TWIML_PROMPTS', ['voices', 'files'], 'voices')
  const agents = voiceAgents(env)
  return { authTokens, publicUrl, assertedNumbers, agents, prompts, voices: twimlVoices(env) }
}

/** `zh=cmn-CN/Polly.Zhiyu-Neural,…`; a language alone takes the provider's usual voice of it. */
function twimlVoices(env: Environment): NonNullable<VoiceConfig['twiml']>['voices'] {
  const named = list(env, 'TWIML_VOICES').map((entry) => {
    const [, spoken, language, voice = null] =
      /^(zh|en|ja|ko)=([A-Za-z]{2,3}-[A-Za-z]{2})(?:\/([\w.-]+))?$/.exec(entry) ?? []
    if (spoken === undefined || language === undefined) {
      throw new BadSetting('TWIML_VOICES', 'entries such as zh=cmn-CN/Polly.Zhiyu-Neural')
    }
    return [spoken, { language, voice }] as const
  })
  return Object.fromEntries(named)
}

function voiceAgents(env: Environment): NonNullable<VoiceConfig['twiml']>['agents'] {
  const given = text(env, 'TWIML_AGENTS')
  if (given === null) return null
  if (E164.test(given)) return { kind: 'number', number: given }
  if (/^sips?:[^\s@]+@[^\s@]+$/.test(given)) return { kind: 'sip', uri: given }
  const [, queue] = /^queue:([\w-]{1,64})$/.exec(given) ?? []
  if (queue !== undefined)
    return { kind: 'queue', name: queue, music: url(env, 'TWIML_QUEUE_MUSIC') }
  throw new BadSetting('TWIML_AGENTS', '+81…, sip:name@host or queue:name')
}
