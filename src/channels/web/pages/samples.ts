/**
 * Sample facts for every page: an operator, a line in each situation, orders in each state.
 * For tests and for looking at pages; nothing that runs reads them.
 */
import { beginFulfilling } from '../../../domain/fulfilment/progress.ts'
import { DEFAULT_PREFERENCES } from '../../../domain/notice/preferences.ts'
import type { Zone } from '../../../domain/notice/quiet-hours.ts'
import {
  USUAL_HOTLINE,
  type AccountView,
  type CheckoutView,
  type LineOverview,
  type OperatorView,
  type OrderView,
  type PackView,
  type TermsView,
} from '../../../app/queries/views.ts'
import type { Agreement } from '../../../domain/agreement/agreement.ts'
import { bytes, gigabytes, megabytes } from '../../../domain/basics/data-volume.ts'
import type { Language } from '../../../domain/basics/language.ts'
import type {
  AgreementId,
  LineId,
  OrderId,
  PackId,
  SignInId,
  TermsKind,
  DataSessionId,
} from '../../../domain/basics/ids.ts'
import { yen } from '../../../domain/basics/money.ts'
import { instant, jstDate, plusDays, plusHours } from '../../../domain/basics/time.ts'
import type { OrderState } from '../../../domain/order/order.ts'
import type { PaymentState } from '../../../domain/payment/payment.ts'
import type { ProviderReference, Voucher } from '../../../domain/payment/provider.ts'
import type { FormProps, FormSeal } from '../../form.tsx'
import {
  DAY_OFFER,
  LONG_OFFER,
  MONTH_OFFER,
  named,
  NETWORK,
  NOW,
  WEEK_OFFER,
  WEEK_QUOTE,
} from './sample-offers.ts'
import { PAY_BY, PAYING, PLAIN_MONEY } from './sample-money.ts'
import { shownScreen } from '../words/shown-screen.ts'
import { NO_DIRECTORY } from '../../../domain/directory/directory.ts'

export * from './sample-offers.ts'
export * from './sample-money.ts'

const LINE = '0198a000-0000-7000-8000-000000000001' as LineId
const ORDER = '0198a000-0000-7000-8000-0000000000a1' as OrderId
const PACK = '0198a000-0000-7000-8000-0000000000b1' as PackId
const AGREEMENT = '0198a000-0000-7000-8000-0000000000c1' as AgreementId

export const SEAL: FormSeal = {
  csrf: 'c5Jr0mYc1uVbq3Gq9f7m2w',
  key: '0198a000-0000-7000-8000-0000000000d1',
}
export const FORM: FormProps = { seal: SEAL }

export const OPERATOR: OperatorView = {
  name: named('樱流通信', '櫻流通信', 'Sakura Data', 'さくらデータ株式会社', '사쿠라 데이터'),
  representative: '山田 花子',
  address: '〒101-0021 東京都千代田区外神田1-2-3',
  phone: '+81-3-5555-0100',
  email: 'help@sakura-data.example',
  hotlineHours: named('全天', '全天候', 'around the clock', '24時間', '24시간'),
  invoiceNumber: 'T7000012050002',
  shops: [],
  hotline: USUAL_HOTLINE,
  answers: [],
  directory: NO_DIRECTORY,
}

const RUNNING: PackView = {
  id: PACK,
  offerName: WEEK_OFFER.name,
  length: 'weekly',
  origin: 'paid',
  state: 'running',
  from: instant('2026-11-17T15:00:00Z'),
  until: instant('2026-11-24T15:00:00Z'),
  allowance: WEEK_OFFER.grant.allowance,
  afterAllowance: WEEK_OFFER.grant.afterAllowance,
  bytesGranted: gigabytes(2),
  bytesLeft: megabytes(1_240),
  bytesUsed: megabytes(760),
  bytesThrottled: megabytes(31),
  nextReset: instant('2026-11-22T15:00:00Z'),
  gigabyte: 'GB',
  canStartNow: false,
  toldAsOf: null,
}
const QUEUED: PackView = {
  ...RUNNING,
  id: '0198a000-0000-7000-8000-0000000000b2' as PackId,
  offerName: MONTH_OFFER.name,
  length: 'monthly',
  state: 'queued',
  from: instant('2026-11-24T15:00:00Z'),
  until: instant('2026-12-24T15:00:00Z'),
  allowance: MONTH_OFFER.grant.allowance,
  bytesGranted: gigabytes(10),
  bytesLeft: gigabytes(10),
  bytesUsed: bytes(0),
  bytesThrottled: bytes(0),
  nextReset: null,
  canStartNow: true,
  toldAsOf: null,
}
const FIRST_USE: PackView = {
  ...QUEUED,
  id: '0198a000-0000-7000-8000-0000000000b3' as PackId,
  offerName: LONG_OFFER.name,
  origin: 'bonus',
  state: 'waiting_first_use',
  from: null,
  until: null,
  canStartNow: false,
  toldAsOf: null,
}
const UNLIMITED_PACK: PackView = {
  ...RUNNING,
  offerName: DAY_OFFER.name,
  allowance: { kind: 'unlimited' },
  bytesGranted: null,
  bytesLeft: null,
  nextReset: null,
}

export function sampleOrder(state: OrderState, payment: PaymentState): OrderView {
  return {
    id: ORDER,
    line: LINE,
    number: '7f3a91c2',
    offer: { id: WEEK_OFFER.id, version: 3 },
    offerName: WEEK_OFFER.name,
    price: yen(1_430),
    taxPercent: 10,
    tax: yen(130),
    placedAt: instant('2026-11-22T05:58:00Z'),
    payBy: instant('2026-11-22T06:28:00Z'),
    state,
    payment: {
      state: payment,
      method: 'card',
      means: payment.kind === 'succeeded' ? { brand: 'Visa', lastDigits: '4242' } : null,
      lastFailure: payment.kind === 'open' ? payment.lastFailure : null,
      checkoutUrl: payment.kind === 'open' ? 'http://127.0.0.1:8082/pay/cs_1' : null,
      voucher: payment.kind === 'open' ? payment.voucher : null,
      byLink: false,
    },
    money: PLAIN_MONEY,
    refundRule: { rule: WEEK_OFFER.refund, byMandate: false },
    pack: state.kind === 'delivered' ? QUEUED : null,
    lineMasked: '8981 •••• •••• ••• 9017',
    agreement: AGREEMENT,
    receiptAvailable: state.kind === 'delivered',
  }
}

export const VOUCHER: Voucher = {
  url: 'http://127.0.0.1:8082/pay/vouchers/1',
  until: instant('2026-11-25T14:59:59Z'),
}
const SUCCEEDED: PaymentState = {
  kind: 'succeeded',
  at: NOW,
  claimedAt: NOW,
  charge: 'ch_1' as ProviderReference,
}
export const PAYMENT_STATES: readonly PaymentState[] = [
  { kind: 'created' },
  { kind: 'open', lastFailure: null, voucher: null },
  { kind: 'open', lastFailure: 'authentication_failed', voucher: null },
  { kind: 'open', lastFailure: null, voucher: VOUCHER },
  { kind: 'undecided' },
  SUCCEEDED,
  { kind: 'failed', reason: 'insufficient_funds' },
]
export const ORDER_STATES: readonly OrderState[] = [
  { kind: 'awaiting_payment' },
  {
    ...beginFulfilling({ kind: 'manual', withinMinutes: 720, note: 'desk' }, NOW),
  },
  { kind: 'delivered', at: NOW, pack: PACK },
  { kind: 'cancelled', at: NOW, replacedBy: null },
  { kind: 'cancelled', at: NOW, replacedBy: ORDER },
  { kind: 'expired', at: NOW },
  { kind: 'refund_due', at: NOW, why: 'replaced' },
  { kind: 'refunded', at: NOW, why: 'line_ended' },
  { kind: 'refund_due', at: NOW, why: 'asked' },
  { kind: 'charged_back', at: NOW },
]
export const DELIVERED = sampleOrder({ kind: 'delivered', at: NOW, pack: PACK }, SUCCEEDED)
export const REFUNDING = sampleOrder({ kind: 'refund_due', at: NOW, why: 'asked' }, SUCCEEDED)
const WAITING = sampleOrder({ kind: 'awaiting_payment' }, { kind: 'created' })
export const LINKED: OrderView = {
  ...WAITING,
  payment: { ...WAITING.payment, byLink: true },
  money: { ...PLAIN_MONEY, payLink: { until: PAY_BY.byLink } },
}
export const UNDECIDED = sampleOrder({ kind: 'awaiting_payment' }, { kind: 'undecided' })

const MEGABYTES_BY_DAY = [
  412, 980, 1_210, 87, 0, 640, 1_830, 2_031, 1_404, 322, 905, 1_120, 1_777, 760,
]

export const OVERVIEW: LineOverview = {
  asOf: NOW,
  id: LINE,
  access: 'holder',
  network: NETWORK,
  iccidMasked: '8981 •••• •••• ••• 9017',
  msisdnMasked: '080-••••-5678',
  lifecycle: { state: 'active', until: instant('2026-12-24T15:00:00Z') },
  lostCard: null,
  entitlement: { kind: 'full', kbps: null },
  bytesLeft: megabytes(1_240),
  bytesGranted: gigabytes(2),
  bytesUsed: megabytes(760),
  unlimited: false,
  packs: [RUNNING, QUEUED, FIRST_USE],
  lastReportAt: instant('2026-11-22T06:02:10Z'),
  live: true,
  usageDays: MEGABYTES_BY_DAY.map((count, place) => ({
    date: jstDate(plusDays(NOW, place - MEGABYTES_BY_DAY.length + 1)),
    bytes: megabytes(count),
  })),
  usageHours: Array.from({ length: 24 }, (_, place) => ({
    from: plusHours(NOW.round({ smallestUnit: 'hour', roundingMode: 'floor' }), place - 23),
    bytes: megabytes((place * 37) % 90),
  })),
  sessions: [
    {
      id: '0199c0de-0000-7000-8000-00000000005e' as DataSessionId,
      protocol: 'radius',
      peer: 'pgw/1',
      since: instant('2026-11-22T02:10:00Z'),
      heardAt: instant('2026-11-22T06:02:10Z'),
      bytesUsed: megabytes(312),
      told: { kind: 'full', kbps: null },
      telling: null,
    },
  ],
  forecast: {
    kind: 'empties',
    emptyAt: instant('2026-11-22T13:40:00Z'),
    beforeEndBy: 51,
  },
  newestOrder: DELIVERED,
  repeat: WEEK_QUOTE,
  recognition: 'on',
  simForm: 'esim',
}

export const CONNECTION: LineOverview = {
  ...OVERVIEW,
  access: 'connection',
  msisdnMasked: null,
  usageDays: [],
  newestOrder: null,
}

/** The other situations of a line. */
export const OVERVIEWS: Readonly<Record<string, LineOverview>> = {
  throttled: {
    ...OVERVIEW,
    entitlement: { kind: 'throttled', kbps: 128 },
    bytesLeft: bytes(0),
    bytesUsed: gigabytes(2),
    forecast: { kind: 'unknown' },
    newestOrder: UNDECIDED,
  },
  unlimited: {
    ...OVERVIEW,
    unlimited: true,
    bytesLeft: null,
    bytesGranted: null,
    entitlement: { kind: 'full', kbps: 1_500 },
    lifecycle: { state: 'active', until: null },
    packs: [UNLIMITED_PACK],
  },
  fresh: {
    ...OVERVIEW,
    lifecycle: { state: 'fresh' },
    entitlement: { kind: 'portal_only' },
    bytesLeft: null,
    bytesGranted: null,
    bytesUsed: bytes(0),
    packs: [],
    lastReportAt: null,
    usageDays: [],
    newestOrder: null,
    repeat: null,
  },
  grace: {
    ...OVERVIEW,
    lifecycle: {
      state: 'grace',
      since: instant('2026-11-20T15:00:00Z'),
      suspendedFrom: instant('2026-12-20T15:00:00Z'),
    },
    entitlement: { kind: 'portal_only' },
    bytesLeft: bytes(0),
    bytesGranted: bytes(0),
    packs: [{ ...RUNNING, state: 'ended' }],
  },
  suspended: {
    ...OVERVIEW,
    lifecycle: {
      state: 'suspended',
      since: instant('2026-11-20T15:00:00Z'),
      endsAt: instant('2027-01-20T15:00:00Z'),
    },
    entitlement: { kind: 'portal_only' },
    lostCard: instant('2026-11-21T03:00:00Z'),
    recognition: 'off',
  },
  ended: {
    ...OVERVIEW,
    lifecycle: { state: 'ended', since: instant('2026-11-20T15:00:00Z') },
    entitlement: { kind: 'none' },
    packs: [],
  },
}

export const TERMS: TermsView = {
  kind: 'service' as TermsKind,
  version: 4,
  hash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  title: named('服务条款', '服務條款', 'Terms of service', '利用規約', '이용약관'),
  text: named(
    '# 有效期\n\n流量包从开通起计算。\n\n# 取消\n\n开始使用前可以取消。',
    '# 效期\n\n流量包從開通起計算。\n\n# 取消\n\n開始使用前可以取消。',
    '# Validity\n\nCounted from delivery.\n\n# Cancelling\n\nPossible before it starts.',
    '# 有効期間\n\nパックは開通から数えます。\n\n# キャンセル\n\n開始前は取り消せます。',
    '# 유효 기간\n\n데이터 팩은 개통부터 계산합니다.\n\n# 취소\n\n시작 전에 취소할 수 있습니다.',
  ),
  effectiveFrom: instant('2026-03-31T15:00:00Z'),
}

export const CHECKOUT: CheckoutView = {
  overview: OVERVIEW,
  quote: WEEK_QUOTE,
  channel: 'web',
  startNow: false,
  quoteLast: { ...WEEK_QUOTE, asOf: PAY_BY.konbini, until: instant('2026-12-04T15:00:00Z') },
  paying: PAYING,
  terms: [TERMS],
  operator: OPERATOR,
  ownConnection: false,
  host: 'renew.sakura-data.example',
}

export const ACCOUNT: AccountView = {
  displayName: 'LI Wei',
  email: 'li.wei@example.com',
  language: 'zh-CN',
  country: 'CN',
  lines: [
    { ...OVERVIEW },
    {
      ...OVERVIEW,
      id: '0198a000-0000-7000-8000-000000000002' as LineId,
      iccidMasked: '8981 •••• •••• ••• 3308',
      bytesLeft: null,
    },
  ],
  signIns: [
    {
      id: '0198a000-0000-7000-8000-0000000000e1' as SignInId,
      current: true,
      since: instant('2026-11-20T01:00:00Z'),
      lastSeenAt: NOW,
      means: 'passkey',
      device: 'Safari · iOS',
    },
    {
      id: '0198a000-0000-7000-8000-0000000000e2' as SignInId,
      current: false,
      since: instant('2026-10-01T01:00:00Z'),
      lastSeenAt: instant('2026-11-01T01:00:00Z'),
      means: 'email_code',
      device: 'Chrome · Windows',
    },
  ],
  passkeys: [
    { id: 'pk1', name: 'iPhone', createdAt: instant('2026-11-20T01:00:00Z'), lastUsedAt: NOW },
    { id: 'pk2', name: '💻', createdAt: instant('2026-11-19T01:00:00Z'), lastUsedAt: null },
  ],
}

export function sampleAgreement(language: Language): Agreement {
  return {
    id: AGREEMENT,
    home: { kind: 'line', id: LINE },
    order: ORDER,
    person: null,
    channel: 'web',
    terms: [{ kind: 'service' as TermsKind, version: 4, hash: TERMS.hash }],
    shown: shownScreen(CHECKOUT, language),
    at: NOW,
  }
}

export const NOTICES = {
  preferences: DEFAULT_PREFERENCES,
  push: { publicKey: 'B'.repeat(87), begun: false },
  sendsSms: false,
  silent: false,
}
export const NOTICES_EVERY_WAY = {
  preferences: { ...DEFAULT_PREFERENCES, zone: 'Pacific/Auckland' as Zone },
  push: { publicKey: 'B'.repeat(87), begun: true },
  sendsSms: true,
  silent: true,
}
