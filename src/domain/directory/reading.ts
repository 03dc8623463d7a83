/**
 * What a pasted message names, normalised: links, accounts of chat apps, telephone numbers, sender
 * ids, mail addresses, brands and wordings. Total and bounded; nothing is fetched and nothing is
 * judged here.
 */
import { ACCOUNTS, NO_ACCOUNT } from './accounts.ts'
import { CHAT_APPS, type ChatApp } from './directory.ts'
import { fold } from './folding.ts'
import { ENDINGS } from './known-hosts.ts'
import { readLink, type Linked } from './links.ts'
import { brandsIn, wordingsIn, type Wording } from './wordings.ts'

/** UTF-16 units that are read; the rest of a longer message is told as unread. */
export const MESSAGE_LENGTH_MAX = 8_000
/** Things that one message may name; a longer list is told as unread. */
export const NAMED_MAX = 40

export type Named =
  | Linked
  /** `@name` alone belongs to no app that was said. */
  | { readonly kind: 'handle'; readonly app: ChatApp | null; readonly value: string }
  /** E.164. */
  | { readonly kind: 'phone'; readonly value: string }
  /** Carriers' common short code: 0005 and four to six more digits. */
  | { readonly kind: 'sender_id'; readonly value: string }
  | { readonly kind: 'email'; readonly value: string }

export interface ReadMessage {
  readonly named: readonly Named[]
  readonly brands: readonly string[]
  readonly wordings: readonly Wording[]
  /** Folded, for names of shops. */
  readonly text: string
  /** Something was too long or too much to be read. */
  readonly isCut: boolean
}

/** E.164, or null for what is no number. */
export type ReadPhone = (text: string) => string | null

/** Recognises the same thing whoever writes it. */
export function keyOf(named: Named): string {
  if (named.kind !== 'handle') return `${named.kind} ${named.value}`
  return `handle ${named.app ?? 'any'} ${named.value}`
}

const KEY = /^(link|phone|sender_id|email|handle) (.+)$/s
const HANDLE = /^(\S+) (.+)$/s

/** What a key recognises, without what a message did to hide it; null for what is no key. */
export function namedOf(key: string): Named | null {
  const [, kind, value] = KEY.exec(key) ?? []
  if (value === undefined) return null
  switch (kind) {
    case 'link':
      return { kind, host: value.split('/')[0] ?? value, value, traits: [] }
    case 'phone':
    case 'sender_id':
    case 'email':
      return { kind, value }
    default:
      return handleOf(value)
  }
}

function handleOf(text: string): Named | null {
  const [, given, value] = HANDLE.exec(text) ?? []
  const app = CHAT_APPS.find((one) => one === given) ?? null
  if (value === undefined || (app === null && given !== 'any')) return null
  return { kind: 'handle', app, value }
}

export function readMessage(message: string, readPhone: ReadPhone): ReadMessage {
  const folded = fold(message.slice(0, MESSAGE_LENGTH_MAX))
  const text = folded.slice(0, MESSAGE_LENGTH_MAX)
  const found = new Map<string, Named>()
  let rest = joined(text)
  for (const take of [links, emails, bareHosts, accounts, senderIds, phones(readPhone)]) {
    rest = take(rest, (named) => found.set(keyOf(named), named))
  }
  return {
    named: [...found.values()].slice(0, NAMED_MAX),
    brands: brandsIn(text),
    wordings: wordingsIn(text),
    text,
    isCut:
      message.length > MESSAGE_LENGTH_MAX ||
      folded.length > MESSAGE_LENGTH_MAX ||
      found.size > NAMED_MAX,
  }
}

/** `a b c 1 2 3` and letters with pictures between them are one word, written to be overlooked. */
const SPACE = String.raw`(?: |\p{Extended_Pictographic}|[.·・*]){1,4}`
const SPACED = new RegExp(
  String.raw`(?<![a-z0-9_-])[a-z0-9_](?:${SPACE}[a-z0-9_]){4,24}(?![a-z0-9_-])`,
  'gu',
)
const BETWEEN = /[^a-z0-9_]/gu

function joined(text: string): string {
  return text.replaceAll(SPACED, (spaced) => {
    const word = spaced.replaceAll(BETWEEN, '')
    return /[a-z]/.test(word) ? `@${word}` : word
  })
}

type Keep = (named: Named) => void
/** Answers the text without what was taken, so that nothing is read twice. */
type Take = (text: string, keep: Keep) => string

const BLANK = ' ; '

/** What ends an address: spaces, brackets, and marks of a sentence in any of the languages. */
const NO_MARKS = String.raw`[^\s<>"'“”„「」『』（）()《》【】,，。、；;！!]`
const LINK = new RegExp(String.raw`(?:https?|hxxps?|ftp):\/{1,3}(${NO_MARKS}{1,400})`, 'g')
const APP_LINK = /(?:weixin|line|tg|kakaolink|kakaotalk|whatsapp):\/\/([^\s<>"'，。、]{1,200})/g

const links: Take = (text, keep) =>
  text
    .replaceAll(LINK, (_, rest: string) => {
      const linked = readLink(rest)
      if (linked !== null) keep(linked)
      return BLANK
    })
    .replaceAll(APP_LINK, (whole, rest: string) => {
      keep({ kind: 'handle', app: APP_SCHEMES[whole.split(':')[0] ?? ''] ?? null, value: rest })
      return BLANK
    })

const APP_SCHEMES: Readonly<Record<string, ChatApp>> = {
  weixin: 'wechat',
  line: 'line',
  tg: 'telegram',
  kakaolink: 'kakao',
  kakaotalk: 'kakao',
  whatsapp: 'whatsapp',
}

/** Labels of bare names are of alphabets only: text without spaces goes on around them. */
const LETTERS = String.raw`a-z0-9\p{sc=Cyrl}\p{sc=Grek}à-ɏ`
const NAME = String.raw`(?:[${LETTERS}][${LETTERS}-]{0,62}\.){1,6}`
const ENDING = String.raw`(xn--[a-z0-9-]{2,40}|[a-z\p{sc=Cyrl}\p{sc=Grek}]{2,24})`
const PATH = String.raw`(?::\d{1,5})?[/?]${NO_MARKS}{0,200}`
const EMAIL = new RegExp(
  String.raw`(?<![a-z0-9._%+-])([a-z0-9._%+-]{1,64}@${NAME}${ENDING})(?![a-z0-9-])`,
  'gu',
)
const BARE = new RegExp(
  String.raw`(?<![a-z0-9@._-])(${NAME}${ENDING})(?![a-z0-9_-])(${PATH})?`,
  'gu',
)

const emails: Take = (text, keep) =>
  text.replaceAll(EMAIL, (_, value: string) => {
    keep({ kind: 'email', value })
    return BLANK
  })

const bareHosts: Take = (text, keep) =>
  text.replaceAll(BARE, (whole, name: string, ending: string, path: string | undefined) => {
    const isName = ENDINGS.has(ending) || ending.startsWith('xn--') || path !== undefined
    const linked = isName && !/^\d+\.\d*$/.test(name) ? readLink(`${name}${path ?? ''}`) : null
    if (linked === null) return whole
    keep(linked)
    return BLANK
  })

const accounts: Take = (text, keep) =>
  ACCOUNTS.reduce(
    (rest, { app, pattern }) =>
      rest.replaceAll(pattern, (whole, name: string) => {
        if (NO_ACCOUNT.has(name)) return whole
        const value = app === 'whatsapp' ? name.replaceAll(/\D/g, '') : name.replace(/\.+$/, '')
        keep({ kind: 'handle', app, value })
        return BLANK
      }),
    text,
  )

const SENDER_ID = /(?<!\d)0005\d{4,6}(?!\d)/g

const senderIds: Take = (text, keep) =>
  text.replaceAll(SENDER_ID, (value) => {
    keep({ kind: 'sender_id', value })
    return BLANK
  })

const PHONE = /(?<![a-z0-9])\(?(?:\+|0|1[3-9]\d)[\d\s().‐‑–−ー-]{6,22}\d/g
const DASHES = /[‐‑–−ー]/g

function phones(readPhone: ReadPhone): Take {
  return (text, keep) =>
    text.replaceAll(PHONE, (whole) => {
      const plain = whole.replaceAll(DASHES, '-')
      const number = readPhone(/^1[3-9]/.test(plain) ? `+86${plain}` : plain)
      if (number !== null) keep({ kind: 'phone', value: number })
      return whole
    })
}
