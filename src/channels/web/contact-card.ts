/**
 * The official hotline as a vCard, so that a caller's screen shows a name that is ours. Version 3.0
 * (RFC 2426), which the address books of iOS and Android both take whole; values are escaped and
 * lines folded as RFC 6350 §3 says, which 3.0 reads alike.
 */

export const CONTACT_TYPE = 'text/vcard; charset=utf-8'

export interface Contact {
  readonly name: string
  /** As printed; kept in the card with digits and a leading plus alone. */
  readonly phone: string
  readonly email: string
  readonly url: string
  readonly note: string
}

/** Without the line break that ends each (RFC 6350 §3.2). */
export const LINE_OCTETS_MAX = 75

export function contactCard({ name, phone, email, url, note }: Contact): string {
  const lines = [
    'BEGIN:VCARD',
    'VERSION:3.0',
    // An organisation has no family name; readers of 3.0 want the field all the same.
    `N:${escaped(name)};;;;`,
    `FN:${escaped(name)}`,
    `ORG:${escaped(name)}`,
    'X-ABSHOWAS:COMPANY',
    `TEL;TYPE=WORK,VOICE,PREF:${dialled(phone)}`,
    `EMAIL;TYPE=INTERNET,WORK:${escaped(email)}`,
    `URL:${withoutBreaks(url)}`,
    `NOTE:${escaped(note)}`,
    'END:VCARD',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

export function dialled(phone: string): string {
  const plus = phone.trim().startsWith('+') ? '+' : ''
  return plus + phone.replaceAll(/\D/g, '')
}

/** RFC 6350 §3.4: backslash, comma, semicolon and line break. */
function escaped(text: string): string {
  return text.replaceAll(/[\\,;]/g, String.raw`\$&`).replaceAll(/\r\n|\r|\n/g, String.raw`\n`)
}

function withoutBreaks(text: string): string {
  return text.replaceAll(/\s/g, '')
}

/** Never within a character: some readers join octets only after decoding. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  let octets = 0
  let text = ''
  for (const character of line) {
    const size = encoder.encode(character).length
    if (octets + size > LINE_OCTETS_MAX) {
      text += '\r\n '
      // The space that marks the continuation counts.
      octets = 1
    }
    text += character
    octets += size
  }
  return text
}
