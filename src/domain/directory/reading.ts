/**
 * What a pasted message names, normalised: links, accounts of chat apps, telephone numbers, sender
 * ids, mail addresses, brands and wordings. Total and bounded; nothing is fetched and nothing is
 * judged here.
 */
import type { ChatApp } from './directory.ts'
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
const SPACED =
  /(?<![a-z0-9_-])[a-z0-9_](?:(?: |\p{Extended_Pictographic}|[.·・*]){1,4}[a-z0-9_]){4,24}(?![a-z0-9_-])/gu
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

const LINK =
  /(?:https?|hxxps?|ftp):\/{1,3}([^\s<>"'“”„「」『』（）()《》【】,，。、；;！!]{1,400})/g
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

const LABEL = String.raw`[a-z0-9\p{sc=Cyrl}\p{sc=Grek}à-ɏ](?:[a-z0-9\p{sc=Cyrl}\p{sc=Grek}à-ɏ-]{0,62})`
const NAME = String.raw`(?:${LABEL}\.){1,6}`
const ENDING = String.raw`(xn--[a-z0-9-]{2,40}|[a-z\p{sc=Cyrl}\p{sc=Grek}]{2,24})`
const EMAIL = new RegExp(
  String.raw`(?<![a-z0-9._%+-])([a-z0-9._%+-]{1,64}@${NAME}${ENDING})(?![a-z0-9-])`,
  'gu',
)
const BARE = new RegExp(
  String.raw`(?<![a-z0-9@._-])(${NAME}${ENDING})(?![a-z0-9_-])((?::\d{1,5})?[/?][^\s<>"'“”「」（）()【】,，。、；;！!]{0,200})?`,
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

const GAP = String.raw`[\s:：=/_\-—~〜"“”「」『』【】\[\](（）)]{0,6}`
const BE = String.raw`(?:(?:号码|號碼|公众号|公眾號|服务号|官方帐号|官方账号|官方帳號|号|號|id|アカウント|公式アカウント|아이디|채널|搜索|搜|谈|談|聊|领|領|account|official account|channel|is|为|為|是)${GAP}){0,3}`

function account(app: ChatApp | null, words: string, name: string): readonly [typeof app, RegExp] {
  return [app, new RegExp(`(?:${words})${GAP}${BE}@?(${name})(?![a-z0-9_@])`, 'g')]
}

/** App words that are everyday letters count only where an account can follow nothing else. */
const ACCOUNTS: readonly (readonly [ChatApp | null, RegExp])[] = [
  account(
    'wechat',
    '微信|薇信|威信|徽信|微 ?信 ?号|v ?信|公众号|公眾號|weixin|wechat|위챗|ウィーチャット|加 ?(?:薇|微|v|w)|\\+v|(?<![a-z])(?:vx|wx)|[薇微](?=[:：])|(?<![a-z])v(?=[:：])',
    '[a-z][a-z0-9_-]{4,29}|1[3-9]\\d{9}',
  ),
  account(
    'line',
    '(?<![a-z])line ?(?:id|@|公式(?:アカウント)?|官方(?:帳號|帐号|账号)?|official(?: account)?|공식|채널|[:：])|加 ?line|加賴|加赖|add (?:us on |me on |our )?line|ライン(?:id|[:：])|라인',
    '[a-z0-9][a-z0-9._-]{2,19}',
  ),
  account(
    'kakao',
    '카톡|카카오톡|카카오|kakao ?talk|kakao|カカオトーク?|플친',
    '[a-z0-9][a-z0-9_.-]{3,19}',
  ),
  account(
    'telegram',
    '텔레그램|텔레|telegram|テレグラム|电报|電報|纸飞机|紙飛機|飞机(?:号|:)|(?<![a-z])tg',
    '[a-z][a-z0-9_]{4,31}',
  ),
  account('whatsapp', 'whats ?app|ワッツアップ|왓츠앱', '\\+?\\d[\\d -]{6,18}\\d'),
  account(
    'instagram',
    'instagram|インスタ(?:グラム)?|인스타(?:그램)?|(?<![a-z])ins(?=[:：@])',
    '[a-z0-9._]{3,30}',
  ),
  account('x', '(?:twitter|(?<![a-z])x) ?(?=@)', '\\w{3,20}'),
  ['line', /(?:line|ライン)で[^。「]{0,16}「@?([a-z0-9][a-z0-9._-]{2,29})」/g],
  [null, /(?:请加|請加|添加) ?([a-z][a-z0-9_-]{5,19})(?![a-z0-9_@.])/g],
  [null, /(?<![a-z0-9._@])@([a-z][a-z0-9_.]{2,30})(?![a-z0-9_@])/g],
]

/** English goes on after the app's name; these are no accounts. */
const NO_ACCOUNT =
  /^(?:official|account|channel|group|support|contact|message|messenger|friend|friends|payment|click|please|number|and|our|the|for|with|name|search|add|app|link|us|me|chat|or|id)$/

const accounts: Take = (text, keep) =>
  ACCOUNTS.reduce(
    (rest, [app, pattern]) =>
      rest.replaceAll(pattern, (whole, name: string) => {
        if (NO_ACCOUNT.test(name)) return whole
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
