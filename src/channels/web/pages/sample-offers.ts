/** Sample networks, offers and quotes: every shape of stacking, start, allowance and refund. */
import type { OfferQuote } from '../../../app/queries/views.ts'
import { gigabytes } from '../../../domain/basics/data-volume.ts'
import type { Localised } from '../../../domain/basics/language.ts'
import type { NetworkId, OfferFamily, OfferId } from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { instant } from '../../../domain/basics/time.ts'
import type { Grant, Offer } from '../../../domain/catalogue/offer.ts'

export const NOW = instant('2026-11-22T06:04:30Z')

export function named(zhCN: string, zhTW: string, en: string, ja: string, ko: string): Localised {
  return { 'zh-CN': zhCN, 'zh-TW': zhTW, en, ja, ko }
}

export const NETWORK = {
  id: 'docomo' as NetworkId,
  name: named('docomo', 'docomo', 'docomo', 'ドコモ', '도코모'),
}
export const NETWORKS = [
  NETWORK,
  { id: 'au' as NetworkId, name: named('au', 'au', 'au', 'au', 'au') },
  {
    id: 'softbank' as NetworkId,
    name: named('软银', '軟銀', 'SoftBank', 'ソフトバンク', '소프트뱅크'),
  },
]

const DAILY: Grant = {
  validity: { kind: 'calendar_days', days: 7 },
  allowance: { kind: 'daily', bytesPerDay: gigabytes(2), resetHour: 0 },
  afterAllowance: { kind: 'throttle', kbps: 128 },
  fullKbps: null,
  start: { kind: 'after_current' },
  stacking: { kind: 'queues', trigger: 'end_or_empty' },
  graceDays: 30,
}
const MONTHLY: Grant = {
  ...DAILY,
  validity: { kind: 'days_to_day_end', days: 30 },
  allowance: { kind: 'total', bytes: gigabytes(10) },
  start: { kind: 'now' },
  stacking: { kind: 'extends' },
}
const LONG: Grant = {
  ...DAILY,
  validity: { kind: 'until_used', daysMax: 365 },
  allowance: { kind: 'total', bytes: gigabytes(30, 'GiB') },
  afterAllowance: { kind: 'stop' },
  start: { kind: 'first_use', withinDays: 90, atLatest: 'lapses' },
  stacking: { kind: 'independent' },
}
const DAY: Grant = {
  ...DAILY,
  validity: { kind: 'hours', hours: 24 },
  allowance: { kind: 'unlimited' },
  fullKbps: 1_500,
  start: { kind: 'now' },
  stacking: { kind: 'independent' },
}

function offer(
  given: Pick<Offer, 'name' | 'length' | 'price' | 'grant'> & Partial<Offer>,
  id: string,
): Offer {
  return {
    id: id as OfferId,
    version: 3,
    network: NETWORK.id,
    family: 'travel' as OfferFamily,
    taxPercent: 10,
    gigabyte: 'GB',
    refund: { kind: 'full_while_unstarted', withinDays: 7 },
    onSaleFrom: NOW,
    onSaleUntil: null,
    channels: ['web'],
    idRequiredFrom: null,
    ...given,
  }
}

function quote(one: Offer, given: Partial<OfferQuote>): OfferQuote {
  return {
    asOf: NOW,
    offer: one,
    tax: yen((one.price * 10n) / 110n),
    effect: 'runs_now',
    from: NOW,
    until: null,
    extendsFrom: null,
    latestStart: null,
    startNowUntil: null,
    ...given,
  }
}

export const WEEK_OFFER = offer(
  {
    name: named(
      '7 天 · 每天 2 GB',
      '7 天 · 每天 2 GB',
      '7 days · 2 GB a day',
      '7日間・1日2 GB',
      '7일 · 하루 2 GB',
    ),
    length: 'weekly',
    price: yen(1_430),
    grant: DAILY,
  },
  'week-2gb',
)
export const MONTH_OFFER = offer(
  {
    name: named('30 天 10 GB', '30 天 10 GB', '30 days 10 GB', '30日間10 GB', '30일 10 GB'),
    length: 'monthly',
    price: yen(2_980),
    grant: MONTHLY,
    refund: { kind: 'none' },
  },
  'month-10gb',
)
export const LONG_OFFER = offer(
  {
    name: named('一年 30 GB', '一年 30 GB', '30 GB for a year', '1年間30 GB', '1년 30 GB'),
    length: 'long',
    price: yen(8_800),
    grant: LONG,
    gigabyte: 'GiB',
    refund: { kind: 'pro_rata' },
  },
  'year-30gb',
)
export const DAY_OFFER = offer(
  {
    name: named(
      '24 小时不限量',
      '24 小時吃到飽',
      '24 hours unlimited',
      '24時間無制限',
      '24시간 무제한',
    ),
    length: 'daily',
    price: yen(660),
    grant: DAY,
  },
  'day-unlimited',
)

export const WEEK_QUOTE = quote(WEEK_OFFER, {
  effect: 'queues',
  from: instant('2026-11-24T15:00:00Z'),
  until: instant('2026-12-01T15:00:00Z'),
  startNowUntil: instant('2026-11-28T15:00:00Z'),
})
export const MONTH_QUOTE = quote(MONTH_OFFER, {
  effect: 'extends',
  until: instant('2027-01-08T15:00:00Z'),
  extendsFrom: instant('2026-11-24T15:00:00Z'),
})
export const LONG_QUOTE = quote(LONG_OFFER, {
  effect: 'first_use',
  from: null,
  latestStart: instant('2027-02-20T15:00:00Z'),
})
export const DAY_QUOTE = quote(DAY_OFFER, { until: instant('2026-11-23T06:04:30Z') })
export const QUOTES = [DAY_QUOTE, WEEK_QUOTE, MONTH_QUOTE, LONG_QUOTE]
