/**
 * The small language of demo worlds: customers, cards and what happened to each line. Told in
 * `db/worlds/README.md`. Times are *ago*, so that a world is always as old as it says.
 */
import {
  and,
  choice,
  listOf,
  oneOf,
  orElse,
  orNull,
  parsed,
  read,
  record,
  tell,
  text,
  whole,
} from '../../app/operator/reading.ts'
import { spokenLanguage } from '../../channels/hotline/on-line.ts'
import { readTelephone } from '../../channels/telephone.ts'
import { troubleWithPin } from '../../domain/account/phone.ts'
import type { SpokenLanguage } from '../../domain/call/call.ts'
import type { Read, Reader } from '../../app/operator/reading.ts'
import { API_SCOPES, type ApiScope } from '../../app/api-keys.ts'
import { gigabytes, megabytes, type Bytes } from '../../domain/basics/data-volume.ts'
import { parseName, type OfferId } from '../../domain/basics/ids.ts'
import { yen, type Yen } from '../../domain/basics/money.ts'
import { MESSAGE_LENGTH_MAX } from '../../domain/directory/reading.ts'
import { HAPPENED, REPORT_WORDS_LENGTH_MAX, type Happened } from '../../domain/directory/report.ts'
import { parseGiftCode, type GiftCode } from '../../domain/gift-card/code.ts'
import { GIFT_CARD_YEN_MAX, GIFT_CARD_YEN_MIN } from '../../domain/gift-card/issuing.ts'
import { LANGUAGES, type Language } from '../../domain/basics/language.ts'
import { parseIccid, type Iccid } from '../../domain/line/iccid.ts'

export const STORIES = [
  'fresh',
  'plenty',
  'low',
  'empty-throttled',
  'empty-stopped',
  'month',
  'extended',
  'queued',
  'queue-advanced',
  'several-packs',
  'daily-quota',
  'unlimited',
  'last-hours',
  'first-use-waiting',
  'first-use-running',
  'until-used',
  'voucher',
  'year',
  'grace',
  'suspended',
  'ended',
  'lost',
  'connected',
  'recognition-off',
  'order-waiting',
  'order-cancelled',
  'order-expired',
] as const
export type Story = (typeof STORIES)[number]

/** How much is used: of what the offer grants (of each day, for a daily one), or so many bytes. */
export type Amount =
  | { readonly kind: 'share'; readonly percent: number }
  | { readonly kind: 'bytes'; readonly bytes: Bytes }

export interface Usage {
  readonly amount: Amount
  /** From the step on; null until the bought offer's own end. */
  readonly overSeconds: number | null
}

export type Step = { readonly agoSeconds: number } & (
  | { readonly kind: 'buys'; readonly offer: OfferId; readonly usage: Usage | null }
  | { readonly kind: 'uses'; readonly bytes: Bytes; readonly overSeconds: number }
  | {
      readonly kind: 'orders'
      readonly offer: OfferId
      readonly ending: 'waits' | 'cancels' | 'expires'
    }
  | { readonly kind: 'reports'; readonly what: 'lost' | 'recognition-off' }
)

export interface WorldCustomer {
  readonly email: string
  readonly name: string
  readonly language: Language
  readonly country: string
  readonly sinceSeconds: number
  /** Confirmed by a call; null: none. */
  readonly phone: WorldPhone | null
}

export interface WorldPhone {
  /** In E.164. */
  readonly number: string
  /** Null: none was set. */
  readonly pin: string | null
  /** In which its holder calls. */
  readonly language: SpokenLanguage
}

export interface WorldLine {
  readonly card: Iccid
  readonly story: Story
  /** E-mail of a customer; null while nobody holds the line. */
  readonly holder: string | null
  /** Address of a data session that is live when the world is ready. */
  readonly connected: string | null
  readonly history: readonly Step[]
}

/** On paper, sold, sold and frozen since, or given away. */
export const GIFT_CARD_STORIES = ['paper', 'sold', 'frozen', 'given'] as const

export interface WorldGiftCard {
  readonly code: GiftCode
  readonly value: Yen
  readonly story: (typeof GIFT_CARD_STORIES)[number]
  readonly agoSeconds: number
}

export interface WorldPoints {
  /** E-mail of a customer. */
  readonly customer: string
  readonly points: Yen
  readonly agoSeconds: number
}

/** What a visitor told of a message that pretends to be the operator. */
export interface WorldReport {
  readonly message: string
  readonly language: Language
  readonly happened: readonly Happened[]
  readonly words: string
  readonly agoSeconds: number
}

export interface World {
  readonly name: string
  readonly seed: number
  readonly days: number
  readonly staff: readonly {
    readonly name: string
    readonly password: string
    /** Base32, as an authenticator takes it. */
    readonly oneTimeSecret: string
  }[]
  readonly apiKeys: readonly {
    readonly name: string
    readonly key: string
    readonly scopes: readonly ApiScope[]
  }[]
  readonly radius: { readonly peer: string; readonly secret: string }
  readonly customers: readonly WorldCustomer[]
  readonly giftCards: readonly WorldGiftCard[]
  readonly points: readonly WorldPoints[]
  readonly reports: readonly WorldReport[]
  readonly lines: readonly WorldLine[]
}

const DURATION = /^(?:(\d{1,3})d)? ?(?:(\d{1,3})h)? ?(?:(\d{1,4})m)?$/

/** "11d 4h 30m", in seconds. */
export function parseDuration(given: string): number | null {
  const parts = DURATION.exec(given)
  if (parts === null || given === '') return null
  const [days, hours, minutes] = parts.slice(1).map((part) => Number(part ?? 0))
  return ((days ?? 0) * 24 + (hours ?? 0)) * 3_600 + (minutes ?? 0) * 60
}

const PERCENT = /^(\d{1,3})%$/
const VOLUME = /^(\d{1,6}) (MB|GB)$/

function parseAmount(given: string): Amount | null {
  const percent = PERCENT.exec(given)?.[1]
  if (percent !== undefined) return { kind: 'share', percent: Number(percent) }
  const [, count = '', unit] = VOLUME.exec(given) ?? []
  if (unit === undefined) return null
  return { kind: 'bytes', bytes: (unit === 'GB' ? gigabytes : megabytes)(BigInt(count)) }
}

const duration = parsed(parseDuration, 'a duration such as "11d 4h" is needed here')
const offer = parsed<OfferId>(parseName, 'the name of an offer is needed here')
const line80 = text({ max: 80 })

const step: Reader<Step> = and(
  record({
    ago: duration,
    buys: orNull(offer),
    uses: orNull(parsed(parseAmount, '"91%" or "3 GB" is needed here')),
    over: orNull(duration),
    orders: orNull(offer),
    ending: orNull(oneOf(['waits', 'cancels', 'expires'])),
    reports: orNull(oneOf(['lost', 'recognition-off'])),
  }),
  ({ ago: agoSeconds, buys, uses, over: overSeconds, orders, ending, reports }, place) => {
    if (buys !== null) {
      const usage = uses === null ? null : { amount: uses, overSeconds }
      return { kind: 'buys', agoSeconds, offer: buys, usage }
    }
    if (uses?.kind === 'bytes' && overSeconds !== null) {
      return { kind: 'uses', agoSeconds, bytes: uses.bytes, overSeconds }
    }
    if (orders !== null && ending !== null)
      return { kind: 'orders', agoSeconds, offer: orders, ending }
    if (reports !== null) return { kind: 'reports', agoSeconds, what: reports }
    return tell(place, 'a step buys, uses "3 GB" over a while, orders with an ending, or reports')
  },
)

const iccid: Reader<Iccid> = (given, place) => {
  const card = parseIccid(typeof given === 'string' ? given : '')
  return card.ok ? card.value : tell(place, 'the quoted number of a card is needed here')
}

const phoneNumber: Reader<string> = (given, place) => {
  const number = typeof given === 'string' ? readTelephone(given) : null
  return number ?? tell(place, 'a quoted telephone number such as "+818000000001" is needed here')
}

const phonePin: Reader<string> = (given, place) =>
  typeof given === 'string' && troubleWithPin(given) === null
    ? given
    : tell(place, 'four to six quoted digits that nobody guesses are needed here')

const customer: Reader<WorldCustomer> = and(
  record({
    email: line80,
    name: line80,
    language: oneOf(LANGUAGES),
    country: text({ max: 2 }),
    since: duration,
    phone: orNull(phoneNumber),
    pin: orNull(phonePin),
  }),
  ({ since: sinceSeconds, phone: number, pin, ...rest }) => {
    const language = spokenLanguage(rest.language)
    return { ...rest, sinceSeconds, phone: number === null ? null : { number, pin, language } }
  },
)

const worldLine: Reader<WorldLine> = record({
  card: iccid,
  story: oneOf(STORIES),
  holder: orNull(line80),
  connected: orNull(line80),
  history: orElse(listOf(step, { min: 0, max: 50 }), []),
})

const giftCode: Reader<GiftCode> = (given, place) => {
  const code = parseGiftCode(typeof given === 'string' ? given : '')
  return code.ok ? code.value : tell(place, 'the quoted code of a gift card is needed here')
}

const giftCard: Reader<WorldGiftCard> = and(
  record({
    code: giftCode,
    value: whole({ min: Number(GIFT_CARD_YEN_MIN), max: Number(GIFT_CARD_YEN_MAX) }),
    story: oneOf(GIFT_CARD_STORIES),
    ago: duration,
  }),
  ({ ago: agoSeconds, value, ...rest }) => ({ ...rest, value: yen(value), agoSeconds }),
)

const points: Reader<WorldPoints> = and(
  record({ customer: line80, points: whole({ min: 1, max: 5_000 }), ago: duration }),
  (given) => {
    const { customer, ago: agoSeconds } = given
    return { customer, points: yen(given.points), agoSeconds }
  },
)

const report: Reader<WorldReport> = and(
  record({
    message: text({ max: MESSAGE_LENGTH_MAX }),
    language: oneOf(LANGUAGES),
    happened: listOf(oneOf(HAPPENED), { min: 0, max: HAPPENED.length }),
    words: orElse(text({ max: REPORT_WORDS_LENGTH_MAX }), ''),
    ago: duration,
  }),
  ({ ago: agoSeconds, ...rest }) => ({ ...rest, agoSeconds }),
)

const worldStaff = and(
  record({ name: line80, password: line80, one_time_secret: line80 }),
  ({ one_time_secret: oneTimeSecret, ...rest }) => ({ ...rest, oneTimeSecret }),
)

export function readWorld(file: unknown): Read<World> {
  const few = { min: 0, max: 20 }
  const fields = {
    kind: choice({ world: {} }),
    name: line80,
    seed: whole({ min: 1, max: 2 ** 31 }),
    days: whole({ min: 1, max: 366 }),
    staff: listOf(worldStaff, few),
    api_keys: listOf(
      record({ name: line80, key: line80, scopes: listOf(oneOf(API_SCOPES), few) }),
      few,
    ),
    radius: record({ peer: line80, secret: line80 }),
    customers: listOf(customer, { min: 0, max: 1_000 }),
    gift_cards: orElse(listOf(giftCard, few), []),
    points: orElse(listOf(points, few), []),
    reports: orElse(listOf(report, few), []),
    lines: listOf(worldLine, { min: 0, max: 1_000 }),
  }
  return read(
    and(record(fields), ({ kind: _kind, api_keys: apiKeys, gift_cards: giftCards, ...world }) => ({
      ...world,
      apiKeys,
      giftCards,
    })),
    file,
  )
}
