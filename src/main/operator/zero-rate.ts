/**
 * `npm run operator -- zero-rate-hosts`: the hosts that the network must let through uncounted,
 * from
 * the settings alone; neither a database nor a running product is asked.
 */
import {
  ZERO_RATE_FORMATS,
  zeroRateFile,
  type ZeroRateFormat,
} from '../../gateways/captive/zero-rate.ts'
import type { Config } from '../../config.ts'
import { zeroRatedOf } from '../gateways/captive.ts'
import { paymentOrigins } from '../payments.ts'

export interface ZeroRateWish {
  readonly format: ZeroRateFormat
}

/** Null when the words make no wish. */
export function understandZeroRate(
  words: readonly string[],
  { format = 'text' }: { readonly format?: string | undefined },
): ZeroRateWish | null {
  const known = ZERO_RATE_FORMATS.find((one) => one === format)
  return words.length > 0 || known === undefined ? null : { format: known }
}

/** The whole file, its last line ended. */
export function zeroRateFileOf(config: Config, { format }: ZeroRateWish): string {
  const portalUrl = config.portalUrl ?? `http://${config.host}:${config.port}`
  const reached = { portalUrl, paymentOrigins: paymentOrigins(config) }
  return zeroRateFile(zeroRatedOf(config, reached), format)
}
