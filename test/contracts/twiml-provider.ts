/**
 * The provider's side of the voice webhooks: signs requests as it does, reads TwiML, and follows
 * the addresses in it. Places no call and plays nothing.
 */
import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js'

export type Fields = Readonly<Record<string, string>>

export interface Posting {
  readonly url: string
  readonly fields: Fields
  readonly authToken: string
}

export interface SignedPost {
  readonly method: 'POST'
  /** Path and query, for a server reached directly. */
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly payload: string
}

export function signedPost({ url, fields, authToken }: Posting): SignedPost {
  const { pathname, search } = new URL(url)
  return {
    method: 'POST',
    url: `${pathname}${search}`,
    headers: {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': getExpectedTwilioSignature(authToken, url, fields),
    },
    payload: new URLSearchParams(fields).toString(),
  }
}

export interface Verb {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
  readonly verbs: readonly Verb[]
}

const TAG = /<(\/?)([A-Za-z]+)((?:\s+[\w-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y

/** Well-formed XML of elements, attributes and text; anything else throws. */
export function readTwiml(xml: string): readonly Verb[] {
  const body = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>/, '')
  const open = [{ name: '', attributes: {}, text: '', verbs: [] as Verb[] }]
  TAG.lastIndex = 0
  while (TAG.lastIndex < body.length) {
    const token = TAG.exec(body)
    const parent = open.at(-1)
    if (token === null || parent === undefined) throw new Error(`no XML: ${xml}`)
    const [, closes, name = '', attributes = '', isEmpty, text] = token
    if (text !== undefined) parent.text += unescaped(text)
    else if (closes === '/') {
      if (parent.name !== name) throw new Error(`${name} closes ${parent.name}`)
      open.pop()
    } else {
      const verb = { name, attributes: attributesIn(attributes), text: '', verbs: [] as Verb[] }
      parent.verbs.push(verb)
      if (isEmpty !== '/') open.push(verb)
    }
  }
  const [response] = open[0]?.verbs ?? []
  if (open.length !== 1 || response?.name !== 'Response') throw new Error(`no TwiML: ${xml}`)
  return response.verbs
}

function attributesIn(text: string): Record<string, string> {
  const pairs = [...text.matchAll(/([\w-]+)="([^"]*)"/g)]
  return Object.fromEntries(pairs.map(([, name = '', value = '']) => [name, unescaped(value)]))
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
}

function unescaped(text: string): string {
  return text.replace(/&(#x?)?(\w+);/g, (_whole, numeric: string | undefined, name: string) => {
    if (numeric === undefined) return ENTITIES[name] ?? ''
    return String.fromCodePoint(parseInt(name, numeric === '#x' ? 16 : 10))
  })
}
