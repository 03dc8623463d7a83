/** The settings of eSIM profiles: how the SM-DP+ is reached, and how it proves itself to us. */
import { BadSetting, list, port, text, url, type Environment } from './config-reading.ts'
import { parseSmdpAddress, type SmdpAddress } from './domain/esim/install-code.ts'

export interface EsimConfig {
  /** Null: no profile is ordered here; the sandbox has an SM-DP+ of its own. */
  readonly server: EsimServerConfig | null
  /** What the SM-DP+ sends with its notifications; none: by the listener below, or not at all. */
  readonly callbackTokens: readonly string[]
  /** A listener that wants the SM-DP+'s certificate; null: none. */
  readonly callbackTls: CallbackTlsConfig | null
  readonly sandboxPort: number
}

export interface EsimServerConfig {
  readonly url: string
  readonly smdp: SmdpAddress
  readonly requester: string
  readonly token: string | null
  /** Files of PEM. */
  readonly certificate: { readonly certificateFile: string; readonly keyFile: string } | null
  readonly authorityFile: string | null
}

export interface CallbackTlsConfig {
  readonly host: string
  readonly port: number
  /** Files of PEM: ours, its key, and who signs the SM-DP+'s. */
  readonly certificateFile: string
  readonly keyFile: string
  readonly authorityFile: string
}

const SANDBOX_PORT = 8084
/** Shorter ones can be guessed. */
export const CALLBACK_TOKEN_LENGTH_MIN = 24

/** @throws BadSetting */
export function esim(
  env: Environment,
  given: { readonly mode: 'sandbox' | 'live'; other(port: number): number },
): EsimConfig {
  const address = url(env, 'ES2PLUS_URL')
  if (given.mode === 'sandbox' && address !== null) {
    throw new BadSetting('ES2PLUS_URL', 'unset in sandbox mode, which orders no real profile')
  }
  const callbackTokens = list(env, 'ES2PLUS_CALLBACK_TOKENS')
  if (callbackTokens.some((one) => one.length < CALLBACK_TOKEN_LENGTH_MIN)) {
    const wanted = `tokens of ${CALLBACK_TOKEN_LENGTH_MIN} characters or more`
    throw new BadSetting('ES2PLUS_CALLBACK_TOKENS', wanted)
  }
  return {
    server: address === null ? null : server(env, address),
    callbackTokens,
    callbackTls: callbackTls(env),
    sandboxPort: port(env, 'SANDBOX_SMDP_PORT', given.other(SANDBOX_PORT)),
  }
}

function server(env: Environment, address: string): EsimServerConfig {
  if (!address.startsWith('https://')) throw new BadSetting('ES2PLUS_URL', 'an https address')
  const requester = text(env, 'ES2PLUS_REQUESTER')
  if (requester === null) throw new BadSetting('ES2PLUS_REQUESTER', 'set beside ES2PLUS_URL')
  const smdp = parseSmdpAddress(text(env, 'ES2PLUS_SMDP_ADDRESS') ?? new URL(address).hostname)
  if (smdp === null) throw new BadSetting('ES2PLUS_SMDP_ADDRESS', 'a domain name')
  const token = text(env, 'ES2PLUS_TOKEN')
  const certificateFile = text(env, 'ES2PLUS_CERTIFICATE')
  const keyFile = text(env, 'ES2PLUS_KEY')
  if ((certificateFile === null) !== (keyFile === null)) {
    throw new BadSetting('ES2PLUS_KEY', 'set with ES2PLUS_CERTIFICATE, or neither')
  }
  const certificate =
    certificateFile === null || keyFile === null ? null : { certificateFile, keyFile }
  if (token === null && certificate === null) {
    throw new BadSetting('ES2PLUS_TOKEN', 'set beside ES2PLUS_URL, or ES2PLUS_CERTIFICATE')
  }
  const authorityFile = text(env, 'ES2PLUS_CA')
  return { url: address, smdp, requester, token, certificate, authorityFile }
}

function callbackTls(env: Environment): CallbackTlsConfig | null {
  const certificateFile = text(env, 'ES2PLUS_CALLBACK_CERTIFICATE')
  const keyFile = text(env, 'ES2PLUS_CALLBACK_KEY')
  const authorityFile = text(env, 'ES2PLUS_CALLBACK_CA')
  const files = [certificateFile, keyFile, authorityFile]
  if (files.every((one) => one === null)) return null
  if (certificateFile === null || keyFile === null || authorityFile === null) {
    const wanted = 'set with ES2PLUS_CALLBACK_CERTIFICATE and ES2PLUS_CALLBACK_KEY, or none'
    throw new BadSetting('ES2PLUS_CALLBACK_CA', wanted)
  }
  return {
    host: text(env, 'ES2PLUS_CALLBACK_HOST') ?? '127.0.0.1',
    port: port(env, 'ES2PLUS_CALLBACK_PORT', 0),
    certificateFile,
    keyFile,
    authorityFile,
  }
}
