/** What a person tells of themselves: a display name in any script, and perhaps a country. */
import { accept, refuse, type Result } from '../basics/result.ts'

export type DisplayName = string & { readonly __displayName: true }
export type CountryCode = string & { readonly __countryCode: true }

export const DISPLAY_NAME_LENGTH_MAX = 80

export type DisplayNameRefusal =
  | { readonly code: 'name_missing' }
  | { readonly code: 'name_too_long'; readonly max: number }

/** Latin-only names pass like any other; only control characters are taken out. */
export function parseDisplayName(text: string): Result<DisplayName, DisplayNameRefusal> {
  const name = text
    .normalize('NFC')
    .replaceAll(/\p{Cc}/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim()
  if (name === '') return refuse({ code: 'name_missing' })
  if ([...name].length > DISPLAY_NAME_LENGTH_MAX) {
    return refuse({ code: 'name_too_long', max: DISPLAY_NAME_LENGTH_MAX })
  }
  return accept(name as DisplayName)
}

/** ISO 3166-1 alpha-2 by shape; null when nothing was told. */
export function parseCountry(text: string): CountryCode | null {
  const code = text.trim().toUpperCase()
  return /^[A-Z]{2}$/.test(code) ? (code as CountryCode) : null
}
