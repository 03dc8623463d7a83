/** The wholesalers that deliver offers whose data lives with them: names, shapes, keys. */
import { BadSetting, list, oneOf, text, url, type Environment } from './config-reading.ts'
import type { SupplierName } from './domain/basics/ids.ts'

export type WholesaleConfig =
  | {
      readonly shape: 'partner-orders'
      readonly name: SupplierName
      readonly apiBase: string
      readonly clientId: string
      readonly clientSecret: string
      readonly webhookSecret: string | null
      readonly signatureHeader: string
      readonly zone: string
    }
  | {
      readonly shape: 'code-topup'
      readonly name: SupplierName
      readonly apiBase: string
      readonly accessCode: string
      readonly secret: string | null
      readonly zone: string
    }

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const SIGNATURE_HEADER = 'x-signature'

/**
 * `WHOLESALERS=asia-esim,…`, and of each `WHOLESALE_ASIA_ESIM_…`.
 * @throws BadSetting
 */
export function wholesale(env: Environment, mode: 'sandbox' | 'live'): readonly WholesaleConfig[] {
  const names = list(env, 'WHOLESALERS')
  if (mode === 'sandbox' && names.length > 0) {
    throw new BadSetting('WHOLESALERS', 'unset in sandbox mode, which buys nothing')
  }
  if (new Set(names).size < names.length) throw new BadSetting('WHOLESALERS', 'names that differ')
  return names.map((name) => supplier(env, name))
}

function supplier(env: Environment, given: string): WholesaleConfig {
  if (!NAME.test(given)) {
    throw new BadSetting('WHOLESALERS', 'names of lower-case words joined by dashes, with commas')
  }
  const name = given as SupplierName
  const setting = (what: string) => `WHOLESALE_${given.toUpperCase().replaceAll('-', '_')}_${what}`
  const needed = (what: string) => {
    const found = text(env, setting(what))
    if (found === null) throw new BadSetting(setting(what), `set beside ${setting('SHAPE')}`)
    return found
  }
  const shape = oneOf(env, setting('SHAPE'), ['partner-orders', 'code-topup'], 'partner-orders')
  const apiBase = url(env, setting('API'))
  if (apiBase === null || !apiBase.startsWith('https://')) {
    throw new BadSetting(setting('API'), 'an https address')
  }
  const zone = zoneOf(text(env, setting('ZONE')) ?? 'UTC', setting('ZONE'))
  if (shape === 'code-topup') {
    const accessCode = needed('ACCESS_CODE')
    return { shape, name, apiBase, accessCode, secret: text(env, setting('SECRET')), zone }
  }
  return {
    shape,
    name,
    apiBase,
    clientId: needed('CLIENT_ID'),
    clientSecret: needed('CLIENT_SECRET'),
    webhookSecret: text(env, setting('WEBHOOK_SECRET')),
    signatureHeader: (text(env, setting('SIGNATURE_HEADER')) ?? SIGNATURE_HEADER).toLowerCase(),
    zone,
  }
}

function zoneOf(zone: string, setting: string): string {
  try {
    return new Temporal.ZonedDateTime(0n, zone).timeZoneId
  } catch {
    throw new BadSetting(setting, 'a zone such as UTC or Asia/Tokyo')
  }
}
