/**
 * Facts for the samples (`samples.ts`): packs, options, refusals, ways to pay. A kind of which
 * there is no sample does not compile. Not offers that anybody sells.
 */
import { gigabytes, megabytes } from '../../../domain/basics/data-volume.ts'
import type { NetworkId, OfferId, OrderId } from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { instant } from '../../../domain/basics/time.ts'
import type { AfterAllowance, Allowance, RefundRule } from '../../../domain/catalogue/offer.ts'
import type { Validity } from '../../../domain/catalogue/validity.ts'
import type { FailureReason } from '../../../domain/payment/provider.ts'
import type { HotlineRefusal } from '../refusals.ts'
import type { InEveryLanguage, MeansSaid, Option, PackSaid, PaidHow } from '../utterances.ts'

export type Some<Item> = readonly [Item, ...(readonly Item[])]

type OfKind<Union extends { readonly kind: string }> = {
  readonly [Kind in Union['kind']]: Some<Extract<Union, { readonly kind: Kind }>>
}

function all<Item>(samples: Readonly<Record<string, Some<Item>>>): Some<Item> {
  return Object.values(samples).flat() as readonly Item[] as Some<Item>
}

export const at = (jst: string) => instant(`${jst}+09:00`)

/** A Monday in Japan, shortly after one in the afternoon. */
export const asOf = at('2026-11-23T13:05')

export const LATER = {
  today: at('2026-11-23T18:30'),
  todayOnTheHour: at('2026-11-23T21:00'),
  /** The midnight that ends today. */
  endOfToday: at('2026-11-24T00:00'),
  tomorrow: at('2026-11-24T09:01'),
  endOfTomorrow: at('2026-11-25T00:00'),
  afterMidnight: at('2026-11-27T00:20'),
  noon: at('2026-11-30T12:00'),
  endOfMonth: at('2026-12-01T00:00'),
  endOfYear: at('2027-01-01T00:00'),
  nextJune: at('2027-06-06T06:10'),
  nextOctober: at('2027-10-22T11:59'),
} as const
export const MOMENTS = Object.values(LATER)

const VALIDITIES: OfKind<Validity> = {
  hours: [
    { kind: 'hours', hours: 1 },
    { kind: 'hours', hours: 24 },
    { kind: 'hours', hours: 72 },
  ],
  days_to_day_end: [
    { kind: 'days_to_day_end', days: 1 },
    { kind: 'days_to_day_end', days: 7 },
  ],
  calendar_days: [
    { kind: 'calendar_days', days: 1 },
    { kind: 'calendar_days', days: 30 },
  ],
  calendar_month: [{ kind: 'calendar_month' }],
  monthly_anniversary: [
    { kind: 'monthly_anniversary', shortMonths: 'clip' },
    { kind: 'monthly_anniversary', shortMonths: 'first_of_next' },
  ],
  end_of_month: [
    { kind: 'end_of_month', months: 1 },
    { kind: 'end_of_month', months: 6 },
  ],
  until_used: [
    { kind: 'until_used', daysMax: null },
    { kind: 'until_used', daysMax: 1 },
    { kind: 'until_used', daysMax: 365 },
  ],
  told_by_wholesaler: [{ kind: 'told_by_wholesaler' }],
}

const ALLOWANCES: OfKind<Allowance> = {
  total: [
    { kind: 'total', bytes: gigabytes(3) },
    { kind: 'total', bytes: megabytes(500) },
  ],
  daily: [
    { kind: 'daily', bytesPerDay: gigabytes(1), resetHour: 0 },
    { kind: 'daily', bytesPerDay: megabytes(2_500), resetHour: 4 },
    { kind: 'daily', bytesPerDay: megabytes(500), resetHour: 12 },
  ],
  unlimited: [{ kind: 'unlimited' }],
}

const AFTER: OfKind<AfterAllowance> = {
  throttle: [
    { kind: 'throttle', kbps: 128 },
    { kind: 'throttle', kbps: 1_500 },
  ],
  stop: [{ kind: 'stop' }],
}

export const PACK: PackSaid = {
  ref: { id: 'data-week' as OfferId, version: 2 },
  length: 'weekly',
  validity: { kind: 'calendar_days', days: 7 },
  allowance: { kind: 'total', bytes: gigabytes(3) },
  gigabyte: 'GB',
  after: { kind: 'throttle', kbps: 128 },
  price: yen(1_430),
}

const LENGTHS: { readonly [Length in PackSaid['length']]: PackSaid } = {
  hourly: { ...PACK, length: 'hourly', validity: { kind: 'hours', hours: 6 }, price: yen(250) },
  daily: { ...PACK, length: 'daily', validity: { kind: 'calendar_days', days: 1 } },
  weekly: PACK,
  monthly: { ...PACK, length: 'monthly', validity: { kind: 'calendar_month' }, price: yen(4_980) },
  long: {
    ...PACK,
    length: 'long',
    validity: { kind: 'until_used', daysMax: 365 },
    allowance: { kind: 'total', bytes: gigabytes(100, 'GiB') },
    gigabyte: 'GiB',
    price: yen(12_800),
  },
}

export const PACKS: Some<PackSaid> = [
  PACK,
  ...Object.values(LENGTHS),
  ...all<Validity>(VALIDITIES).map((validity): PackSaid => ({ ...PACK, validity })),
  ...all<Allowance>(ALLOWANCES).flatMap((allowance) =>
    all<AfterAllowance>(AFTER).map((after): PackSaid => ({ ...PACK, allowance, after })),
  ),
  { ...PACK, price: yen(0) },
  { ...PACK, price: yen(1) },
  { ...PACK, price: yen(10_000) },
]

const CARDS = 'visa mastercard amex jcb diners discover unionpay'.split(' ')
const BRANDS = [...CARDS, 'paypal', 'alipay', 'wechat_pay', 'bank_unknown']
const MEANS: readonly MeansSaid[] = BRANDS.map((brand) => ({ brand, lastDigits: '4906' }))

const PAID: OfKind<PaidHow> = {
  points: [
    { kind: 'points', points: yen(1) },
    { kind: 'points', points: yen(1_430) },
  ],
  saved: [
    { kind: 'saved', means: { brand: 'visa', lastDigits: '4242' }, amount: yen(1_430) },
    ...MEANS.map((means): Extract<PaidHow, { kind: 'saved' }> => ({
      kind: 'saved',
      means,
      amount: yen(980),
    })),
  ],
  gift_card: [{ kind: 'gift_card', amount: yen(1_130) }],
  link: [{ kind: 'link', amount: yen(1_430) }],
  web_code: [{ kind: 'web_code', amount: yen(1_430) }],
}

/** Stands in for words of the operator. */
export const TOLD: InEveryLanguage = {
  zh: { text: '怎么查看剩余流量', reading: 'zen3 me5 cha2 kan4 sheng4 yu2 liu2 liang4' },
  en: { text: 'How to see what data is left', reading: 'How to see what data is left' },
  ja: { text: '残りのデータ量の確かめ方', reading: 'のこりの でーたりょうの たしかめかた' },
  ko: { text: '남은 데이터를 확인하는 방법', reading: '남은 데이터를 확인하는 방법' },
}

const OPTIONS: OfKind<Option> = {
  this_language: [{ kind: 'this_language' }],
  by_card: [{ kind: 'by_card' }],
  confirm_number: [{ kind: 'confirm_number' }],
  questions: [{ kind: 'questions' }],
  person: [{ kind: 'person' }],
  again: [{ kind: 'again' }],
  back: [{ kind: 'back' }],
  main_menu: [{ kind: 'main_menu' }],
  finish: [{ kind: 'finish' }],
  line: [{ kind: 'line', lastDigits: '0351' }],
  more: [{ kind: 'more' }],
  repeat_pack: [
    { kind: 'repeat_pack', pack: PACK },
    { kind: 'repeat_pack', pack: LENGTHS.long },
  ],
  choose_pack: [{ kind: 'choose_pack' }],
  advice: [{ kind: 'advice' }],
  details: [{ kind: 'details' }],
  stop_card: [{ kind: 'stop_card' }],
  other_line: [{ kind: 'other_line' }],
  pack: [
    { kind: 'pack', pack: PACK },
    ...PACKS.map((pack): Extract<Option, { kind: 'pack' }> => ({ kind: 'pack', pack })),
  ],
  take_it: [{ kind: 'take_it' }],
  key_pin: [{ kind: 'key_pin' }],
  pay: [
    { kind: 'pay', how: PAID.points[0] },
    ...all<PaidHow>(PAID).map((how): Extract<Option, { kind: 'pay' }> => ({ kind: 'pay', how })),
  ],
  points_first: [{ kind: 'points_first', points: yen(300) }],
  another_gift_card: [{ kind: 'another_gift_card' }],
  agree_and_pay: [
    { kind: 'agree_and_pay', amount: yen(1_430) },
    { kind: 'agree_and_pay', amount: yen(10_000) },
  ],
  agree_to_link: [{ kind: 'agree_to_link', amount: yen(1_430) }],
  agree_free: [{ kind: 'agree_free' }],
  yes_stop_card: [{ kind: 'yes_stop_card' }],
  call_back_here: [{ kind: 'call_back_here', lastDigits: '5678' }],
  call_back_other: [{ kind: 'call_back_other' }],
  answer: [{ kind: 'answer', question: TOLD }],
}

export const KEYS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '*', '#']

const REFUSALS: {
  readonly [Code in HotlineRefusal['code']]: Extract<HotlineRefusal, { readonly code: Code }>
} = {
  line_unknown: { code: 'line_unknown' },
  line_ended: { code: 'line_ended', since: at('2026-11-01T00:00') },
  line_reported_lost: { code: 'line_reported_lost', since: at('2026-10-20T15:00') },
  offer_unknown: { code: 'offer_unknown' },
  offer_of_other_network: { code: 'offer_of_other_network', network: 'docomo' as NetworkId },
  offer_not_in_channel: { code: 'offer_not_in_channel', channel: 'phone' },
  offer_off_sale: { code: 'offer_off_sale', until: at('2026-11-23T00:00') },
  identity_needed: { code: 'identity_needed', since: at('2026-10-01T00:00') },
  price_changed: { code: 'price_changed', shown: yen(1_430), price: yen(1_560) },
  terms_not_accepted: { code: 'terms_not_accepted', kinds: ['service'] },
  too_many_packs: { code: 'too_many_packs', max: 12 },
  too_many_orders: { code: 'too_many_orders', max: 5 },
  payment_undecided: {
    code: 'payment_undecided',
    order: '0198c1e2-0000-7000-8000-000000000001' as OrderId,
  },
  campaign_code_unknown: { code: 'campaign_code_unknown' },
  points_short: { code: 'points_short', left: yen(120) },
  gift_code_unknown: { code: 'gift_code_unknown' },
  not_covered: { code: 'not_covered', missing: yen(430) },
  rest_too_small: { code: 'rest_too_small', min: yen(50) },
  rest_too_large: { code: 'rest_too_large', max: yen(300_000) },
  busy: { code: 'busy' },
  no_email: { code: 'no_email' },
  wait: { code: 'wait' },
  declines_too_many: {
    code: 'declines_too_many',
    again: at('2026-11-23T15:30'),
    asOf: at('2026-11-23T14:30'),
  },
}

const REFUND_RULES: OfKind<RefundRule> = {
  none: [{ kind: 'none' }],
  full_while_unstarted: [
    { kind: 'full_while_unstarted', withinDays: 1 },
    { kind: 'full_while_unstarted', withinDays: 14 },
  ],
  pro_rata: [{ kind: 'pro_rata' }],
}

export const FAILURES: { readonly [Reason in FailureReason]: Reason } = {
  declined: 'declined',
  authentication_failed: 'authentication_failed',
  authentication_needed: 'authentication_needed',
  insufficient_funds: 'insufficient_funds',
  expired_card: 'expired_card',
  barred: 'barred',
  provider_error: 'provider_error',
}

export const WAYS_TO_PAY = all<PaidHow>(PAID)
export const ALL_OPTIONS = all<Option>(OPTIONS)
export const ALL_REFUSALS = Object.values(REFUSALS)
export const ALL_REFUND_RULES = all<RefundRule>(REFUND_RULES)
