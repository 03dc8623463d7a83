/** Settings of the captive portal: the plain-HTTP landing, and what else a network lets through. */
import { BadSetting, list, port, text, type Environment } from './config-reading.ts'

export interface CaptiveConfig {
  /** Null: there is no landing. Port 0 takes a free one. */
  readonly landing: { readonly host: string; readonly port: number } | null
  /** Names that are reached by https and not counted, beside our own and the providers'. */
  readonly listed: readonly string[]
}

const LANDING_PORT = 8083
const NAME = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/

/** @throws BadSetting */
export function captive(
  env: Environment,
  given: { readonly mode: 'sandbox' | 'live'; readonly other: (port: number) => number },
): CaptiveConfig {
  const isAsked = text(env, 'CAPTIVE_LANDING_PORT') !== null
  const landing = {
    host: text(env, 'CAPTIVE_LANDING_HOST') ?? text(env, 'HOST') ?? '127.0.0.1',
    port: port(env, 'CAPTIVE_LANDING_PORT', given.other(LANDING_PORT)),
  }
  const listed = list(env, 'CAPTIVE_ZERO_RATED')
  if (!listed.every((name) => NAME.test(name))) {
    throw new BadSetting('CAPTIVE_ZERO_RATED', 'names of hosts such as acs.example.net')
  }
  return { landing: isAsked || given.mode === 'sandbox' ? landing : null, listed }
}
