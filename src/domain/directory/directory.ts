/**
 * The operator's own list of what is really its own: addresses, numbers, accounts, shops and those
 * who sell for it; and the carriers' own pages, for cards that are not ours. Not a list of frauds:
 * what is missing here is unknown, no more.
 */
import type { Localised } from '../basics/language.ts'
import { isBefore, type Instant } from '../basics/time.ts'

export const CHAT_APPS = [
  'wechat',
  'line',
  'kakao',
  'whatsapp',
  'telegram',
  'x',
  'instagram',
] as const
export type ChatApp = (typeof CHAT_APPS)[number]

export const SELLER_KINDS = ['shop', 'reseller', 'voucher_seller'] as const
export type SellerKind = (typeof SELLER_KINDS)[number]

interface Listed {
  readonly id: string
  readonly name: Localised
  readonly since: Instant
  /** Null while it is ours; afterwards it is told as given up. */
  readonly until: Instant | null
}

/** Values are normalised as `reading.ts` normalises what a message names. */
export type Entry = Listed &
  (
    | { readonly kind: 'domain' | 'carrier'; readonly value: string }
    /** E.164. */
    | { readonly kind: 'phone'; readonly value: string }
    | { readonly kind: 'sender_id' | 'email'; readonly value: string }
    | { readonly kind: 'handle'; readonly app: ChatApp; readonly value: string }
    /** Where it is, as people read it. */
    | { readonly kind: SellerKind; readonly value: string }
  )

export interface Directory {
  readonly entries: readonly Entry[]
  /** What the operator is called, folded: names that others may only pretend to. */
  readonly names: readonly string[]
  /** Keys (`keyOf`) of what is known to be used for fraud. */
  readonly reported: readonly string[]
}

export const NO_DIRECTORY: Directory = { entries: [], names: [], reported: [] }

export function isInForce(entry: Listed, now: Instant): boolean {
  return !isBefore(now, entry.since) && (entry.until === null || isBefore(now, entry.until))
}

export function isSeller(entry: Entry): entry is Entry & { readonly kind: SellerKind } {
  return SELLER_KINDS.some((kind) => kind === entry.kind)
}
