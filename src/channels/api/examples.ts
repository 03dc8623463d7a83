/** One example for each answer, shown in the OpenAPI document; a test holds them to the schemas. */
import type * as documents from './schemas/documents.ts'
import type * as lines from './schemas/lines.ts'
import type * as offers from './schemas/offers.ts'
import type * as giftCards from './schemas/gift-cards.ts'
import type * as orders from './schemas/orders.ts'
import type * as refunds from './schemas/refunds.ts'
import type { Shape } from './shapes.ts'

const everywhere = (text: string) => ({
  'zh-CN': text,
  'zh-TW': text,
  en: text,
  ja: text,
  ko: text,
})

const LINE_ID = '01960c8e-9f00-7000-8000-5d2f3a6b1c01'
const PACK_ID = '01960c8e-9f00-7000-8000-5d2f3a6b1c02'
const ORDER_ID = '01960c8e-9f00-7000-8000-5d2fa1b2c3d4'
const NOON = '2026-04-01T03:00:00Z'
const NEXT_NOON = '2026-04-02T03:00:00Z'

const NETWORK = { id: 'docomo', name: everywhere('docomo') }
const PRICE = { amount: 550, currency: 'JPY' } as const
const TAX = { amount: 50, currency: 'JPY' } as const
const NAME = {
  'zh-CN': '1 GB · 24 小时',
  'zh-TW': '1 GB · 24 小時',
  en: '1 GB · 24 hours',
  ja: '1 GB · 24時間',
  ko: '1 GB · 24시간',
}

const GRANTED = { kind: 'total', bytes: 1_000_000_000 } as const
const AFTERWARDS = { kind: 'throttle', kbps: 128 } as const

const OFFER: Shape<typeof offers.Offer> = {
  id: 'day-1gb',
  version: 1,
  network: 'docomo',
  family: 'day',
  name: NAME,
  length: 'daily',
  price: PRICE,
  taxPercent: 10,
  gigabyte: 'GB',
  validity: { kind: 'hours', hours: 24 },
  allowance: GRANTED,
  afterAllowance: AFTERWARDS,
  fullKbps: null,
  start: { kind: 'now' },
  stacking: { kind: 'independent' },
  graceDays: 30,
  fulfilment: { kind: 'own' },
  refund: { kind: 'none' },
  onSaleFrom: '2026-01-01T00:00:00Z',
  onSaleUntil: null,
  identityRequiredFrom: null,
}

const QUOTE: Shape<typeof offers.Quote> = {
  asOf: NOON,
  offer: OFFER,
  tax: TAX,
  effect: 'runs_now',
  from: NOON,
  until: NEXT_NOON,
  extendsFrom: null,
  latestStart: null,
  startNowUntil: null,
}

const PACK: Shape<typeof lines.Pack> = {
  id: PACK_ID,
  offerName: NAME,
  length: 'daily',
  origin: 'paid',
  state: 'running',
  from: NOON,
  until: NEXT_NOON,
  allowance: GRANTED,
  afterAllowance: AFTERWARDS,
  bytesGranted: 1_000_000_000,
  bytesLeft: 750_000_000,
  bytesUsed: 250_000_000,
  bytesThrottled: 0,
  nextReset: null,
  gigabyte: 'GB',
  canStartNow: false,
  toldAsOf: null,
}

const SEEN = { iccidMasked: '8981 •••• •••• ••• 0017', msisdnMasked: '020-••••-1234' }

export const LINE: Shape<typeof lines.Line> = {
  id: LINE_ID,
  network: NETWORK,
  ...SEEN,
  lifecycle: { state: 'active', until: NEXT_NOON },
  bytesLeft: 750_000_000,
  unlimited: false,
}
export const LINES: Shape<typeof lines.Lines> = { items: [LINE] }
export const PACKS: Shape<typeof lines.Packs> = { items: [PACK] }
export const QUOTES: Shape<typeof offers.Quotes> = { items: [QUOTE] }
export const OFFERS: Shape<typeof offers.Offers> = { items: [OFFER] }
export const NETWORKS: Shape<typeof offers.Networks> = {
  items: [{ ...NETWORK, iccidPrefixes: ['898110'] }],
}
export const TERMS: Shape<typeof offers.TermsInForce> = {
  items: [
    {
      kind: 'terms-of-use',
      version: 1,
      hash: 'ab'.repeat(32),
      effectiveFrom: '2026-01-01T00:00:00Z',
      title: everywhere('Terms of use'),
      text: everywhere('…'),
    },
  ],
}

export const OVERVIEW: Shape<typeof lines.Overview> = {
  asOf: '2026-04-01T12:00:00.5Z',
  id: LINE_ID,
  network: NETWORK,
  ...SEEN,
  lifecycle: { state: 'active', until: NEXT_NOON },
  reportedLostAt: null,
  entitlement: { kind: 'full', kbps: null },
  bytesLeft: 750_000_000,
  bytesGranted: 1_000_000_000,
  bytesUsed: 250_000_000,
  unlimited: false,
  packs: [PACK],
  lastReportAt: '2026-04-01T11:58:12Z',
  live: true,
  forecast: { kind: 'empties', emptyAt: '2026-04-02T01:00:00Z', beforeEndBy: 2 },
  repeat: QUOTE,
}

export const USAGE: Shape<typeof lines.Usage> = {
  from: '2026-04-01',
  to: '2026-04-03',
  bytes: 250_000_000,
  days: [
    { date: '2026-04-01', bytes: 250_000_000 },
    { date: '2026-04-02', bytes: 0 },
  ],
}

export const SESSIONS: Shape<typeof lines.Sessions> = {
  items: [
    {
      id: '0190a1b2-0000-7000-8000-0000000000a5',
      protocol: 'radius',
      startedAt: '2026-04-01T10:00:00Z',
      heardAt: '2026-04-01T11:58:12Z',
      bytesUsed: 120_000_000,
      entitlement: { kind: 'full', kbps: null },
    },
  ],
}

export const ORDER: Shape<typeof orders.Order> = {
  id: ORDER_ID,
  line: LINE_ID,
  number: 'A1B2C3D4',
  offer: { id: 'day-1gb', version: 1 },
  offerName: NAME,
  price: PRICE,
  taxPercent: 10,
  tax: TAX,
  placedAt: NOON,
  payBy: '2026-04-01T04:00:00Z',
  own: true,
  state: { kind: 'delivered', at: NOON, pack: PACK_ID },
  payment: { state: { kind: 'succeeded', at: NOON }, method: 'partner', checkoutUrl: null },
  pack: PACK,
}

export const ORDER_CANCELLED: Shape<typeof orders.Order> = {
  ...ORDER,
  state: { kind: 'cancelled', at: '2026-04-01T03:05:00Z', replacedBy: null },
  payment: {
    state: { kind: 'open', lastFailure: null, voucher: null },
    method: 'card',
    checkoutUrl: null,
  },
  pack: null,
}

export const ORDER_PAGE: Shape<typeof orders.OrderPage> = {
  items: [ORDER],
  nextCursor: 'MTc3NTAxMjQwMDAwMDAwMC4x',
}

export const DOCUMENT_LIST: Shape<typeof documents.DocumentList> = {
  items: [
    {
      id: '01964f2e-9a00-7c6d-8e5f-000000000d01',
      order: ORDER_ID,
      kind: 'receipt',
      number: 'R2026-000123',
      issuedAt: NOON,
      language: 'zh-CN',
      total: PRICE,
      rates: [{ percent: 10, gross: PRICE, tax: TAX }],
      refund: null,
      refersTo: null,
      file: `/api/v1/orders/${ORDER_ID}/documents/01964f2e-9a00-7c6d-8e5f-000000000d01.pdf`,
    },
  ],
}

const NOTHING = { amount: 0, currency: 'JPY' } as const

export const REFUND_QUOTE: Shape<typeof refunds.RefundQuote> = {
  amount: PRICE,
  fromProvider: PRICE,
  toGiftCards: NOTHING,
  toPoints: NOTHING,
  tax: TAX,
  pointsTakenBack: 5,
  shortfall: 0,
  revokes: true,
}

export const GIVEN_REFUND: Shape<typeof refunds.GivenRefund> = {
  id: '01964f2e-9a00-7c6d-8e5f-000000000e01',
  amount: PRICE,
  order: { ...ORDER, state: { kind: 'refund_due', at: NOON, why: 'asked' } },
}

export const GIFT_CARD: Shape<typeof giftCards.GiftCard> = {
  id: '01964f2e-9a00-8c6d-8e5f-000000000f01',
  value: { amount: 1_000, currency: 'JPY' },
  left: { amount: 1_000, currency: 'JPY' },
  expiresAt: '2026-09-30T15:00:00Z',
}

export const ISSUED_GIFT_CARD: Shape<typeof giftCards.IssuedGiftCard> = {
  id: GIFT_CARD.id,
  code: 'R0M3-64M0-9F6H-W3Z4-J',
  digits: '63520 51402 33180 18128 89404',
  value: GIFT_CARD.value,
  expiresAt: null,
}
