/** SIP messages as text (RFC 3261 §7), as far as a telephone exchange under test needs them. */

export interface SipMessage {
  /** `INVITE sip:… SIP/2.0` or `SIP/2.0 200 OK`. */
  readonly start: string
  readonly headers: readonly SipHeader[]
  readonly body: string
}

export type SipHeader = readonly [name: string, value: string]

/** §7.3.3 */
const COMPACT: Readonly<Record<string, string>> = {
  c: 'content-type',
  f: 'from',
  i: 'call-id',
  l: 'content-length',
  m: 'contact',
  t: 'to',
  v: 'via',
}

/** Null for what is none. */
export function readSip(text: string): SipMessage | null {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  const [start = '', ...lines] = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
  if (!/^SIP\/2\.0 \d{3}|\sSIP\/2\.0$/.test(start)) return null
  const headers = lines.map((line): SipHeader => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
  })
  return { start, headers, body: rest.join('\r\n\r\n') }
}

export function writeSip({ start, headers, body }: SipMessage): string {
  const length: SipHeader = ['Content-Length', String(Buffer.byteLength(body))]
  const lines = [...headers, length].map(([name, value]) => `${name}: ${value}\r\n`)
  return `${start}\r\n${lines.join('')}\r\n${body}`
}

export function headersOf({ headers }: SipMessage, name: string): readonly string[] {
  const wanted = name.toLowerCase()
  return headers.flatMap(([found, value]) => {
    const lower = found.toLowerCase()
    return (COMPACT[lower] ?? lower) === wanted ? [value] : []
  })
}

/** Empty where there is none. */
export function headerOf(message: SipMessage, name: string): string {
  return headersOf(message, name)[0] ?? ''
}

/** Empty for a response. */
export function methodOf({ start }: SipMessage): string {
  return start.startsWith('SIP/2.0') ? '' : (start.split(' ')[0] ?? '')
}

/** 0 for a request. */
export function statusOf({ start }: SipMessage): number {
  return start.startsWith('SIP/2.0') ? Number(start.split(' ')[1]) : 0
}

export function branchOf(message: SipMessage): string {
  return /;\s*branch=([^;,\s]+)/i.exec(headerOf(message, 'Via'))?.[1] ?? ''
}

export function tagOf(address: string): string {
  return /;\s*tag=([^;\s]+)/i.exec(address)?.[1] ?? ''
}

/** `sip:+81312345678@host` of `"Aoi" <sip:+81312345678@host>;tag=1`. */
export function uriOf(address: string): string {
  return /<([^<>]*)>/.exec(address)?.[1] ?? address.split(';')[0] ?? ''
}

export function userOf(address: string): string {
  return /^sips?:([^@;]+)@/i.exec(uriOf(address))?.[1] ?? ''
}
