/**
 * Telephone numbers as people type them and transports tell them, read into E.164 by the rules of
 * every country (`libphonenumber-js`). Whose number it is, and whether it may be trusted, is not
 * decided here; the number of a line is `domain/line/msisdn.ts`.
 */
import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'

export const TELEPHONE_LENGTH_MAX = 128

/** Full-width forms of what a keyboard has. */
const FULL_WIDTH = /[！-～]/g
const FULL_WIDTH_OFFSET = 0xfe_e0

/**
 * Null for whatever is no number that somebody could be called on: a withheld number, a name, a
 * short code, digits that no country's plan has. Without a country code the number is one of
 * `defaultCountry`; with `00` before it, one of the country that follows.
 */
export function readTelephone(text: string, defaultCountry: CountryCode = 'JP'): string | null {
  if (text.length > TELEPHONE_LENGTH_MAX) return null
  const dialled = withoutAddress(narrowed(text).trim())
  const international = dialled.replace(/^00/, '+')
  const number = parsePhoneNumberFromString(international, { defaultCountry, extract: false })
  return number?.isValid() === true ? number.number : null
}

/**
 * As `readTelephone`, for numbers that somebody printed: of a length that its country has, whether
 * or not the number is given out.
 */
export function readPrintedTelephone(text: string): string | null {
  if (text.length > TELEPHONE_LENGTH_MAX) return null
  const international = narrowed(text).trim().replace(/^00/, '+')
  const options = { defaultCountry: 'JP', extract: false } as const
  const number = parsePhoneNumberFromString(international, options)
  return number?.isPossible() === true ? number.number : null
}

function narrowed(text: string): string {
  return text.replace(FULL_WIDTH, (wide) =>
    String.fromCharCode(wide.charCodeAt(0) - FULL_WIDTH_OFFSET),
  )
}

/** `"Aoi" <sip:+81312345678@host;user=phone>` is `+81312345678` (RFC 3261 §19.1, RFC 3966). */
function withoutAddress(text: string): string {
  const bracketed = /<([^<>]*)>/.exec(text)?.[1] ?? text
  const address = /^(?:sips?|tel):([^@;?]*)/i.exec(bracketed)
  return address === null ? bracketed : (address[1] ?? '').replace(/%2b/gi, '+')
}
