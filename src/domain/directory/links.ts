/**
 * A link as it is, not as it looks: the host that would really be asked, and what hides it. Never
 * fetched, so where a short link leads stays unknown.
 */
import { mixesScripts } from './confusables.ts'
import { INVITATIONS, PICTURE_HOSTS, SHARED_HOSTS, SHORTENERS } from './known-hosts.ts'
import type { ChatApp } from './directory.ts'
import { shownLabel } from './punycode.ts'

export const LINK_TRAITS = [
  'shortened',
  'picture',
  'hides_host',
  'mixed_scripts',
  'bare_address',
  'odd_port',
] as const
export type LinkTrait = (typeof LINK_TRAITS)[number]

export type Linked =
  | {
      readonly kind: 'link'
      /** As browsers show it, international labels decoded. */
      readonly host: string
      /** Host, and the path where many people share the host. */
      readonly value: string
      readonly traits: readonly LinkTrait[]
    }
  | { readonly kind: 'handle'; readonly app: ChatApp; readonly value: string }

const HOST = /^[\p{L}\p{M}\p{N}.-]{1,253}$/u
const ADDRESS = /^(?:\d{1,10}|0x[\da-f]{1,8})(?:\.(?:\d{1,10}|0x[\da-f]{1,8})){0,3}$/
const PORT = /:(\d{0,5})$/
const PICTURE =
  /\.(?:jpe?g|png|gif|webp|bmp)(?:$|[?#])|[/?&=_-](?:qr|qrcode|img|pic)(?:$|[/?&=._-])/
/** Text without spaces goes on after the name: `kadoya.example.com续费`. */
const RUNS_ON = /^([a-z0-9.-]{1,253}\.[a-z]{2,24})[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u
const PATH_KEPT = 64

/** `rest` is folded and begins after `https://`. Null where no host can be read. */
export function readLink(rest: string): Linked | null {
  const end = rest.search(/[/?#\\]/)
  const authority = end < 0 ? rest : rest.slice(0, end)
  const path = end < 0 ? '' : rest.slice(end)
  const at = authority.lastIndexOf('@')
  const traits = new Set<LinkTrait>()
  if (at >= 0) traits.add('hides_host')
  const named = unescaped(authority.slice(at + 1))
  if (named.startsWith('[')) {
    return { kind: 'link', host: named, value: named, traits: [...traits, 'bare_address'] }
  }
  const port = PORT.exec(named)?.[1] ?? ''
  if (port !== '' && port !== '443' && port !== '80') traits.add('odd_port')
  const plain = withoutRest(named.replace(PORT, '')).replaceAll(/^\.+|\.+$/g, '')
  if (!HOST.test(plain)) return null
  return describe(plain, path, traits)
}

function describe(plain: string, path: string, traits: Set<LinkTrait>): Linked {
  const labels = plain.split('.').map(shownLabel)
  const host = labels.join('.')
  const bare = host.replace(/^(?:www|m|mobile)\./, '')
  const invitation = INVITATIONS.get(bare) ?? INVITATIONS.get(host)
  const account = invitation?.pattern.exec(path)?.[1]
  if (invitation !== undefined && account !== undefined) {
    const value = account.replace(/^(?:@|~|%40)/, '')
    return { kind: 'handle', app: invitation.app, value }
  }
  if (labels.some(mixesScripts)) traits.add('mixed_scripts')
  if (ADDRESS.test(host)) traits.add('bare_address')
  if (SHORTENERS.has(bare)) traits.add('shortened')
  if (PICTURE_HOSTS.has(bare) || PICTURE.test(path)) traits.add('picture')
  const isShared = SHORTENERS.has(bare) || SHARED_HOSTS.has(bare) || PICTURE_HOSTS.has(bare)
  const value = isShared ? `${host}${path.replace(/[?#].*$/, '').slice(0, PATH_KEPT)}` : host
  return { kind: 'link', host, value, traits: LINK_TRAITS.filter((one) => traits.has(one)) }
}

function withoutRest(host: string): string {
  return RUNS_ON.exec(host)?.[1] ?? host
}

/** Browsers take `%6b` in a host for the letter. */
function unescaped(host: string): string {
  return host.replaceAll(/%([0-7][0-9a-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)).toLowerCase(),
  )
}
