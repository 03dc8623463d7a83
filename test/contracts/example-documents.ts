/** Documents for tests: a sale with everything on it, and its return. */
import type {
  DocumentId,
  LineId,
  OrderId,
  PersonId,
  RefundId,
} from '../../src/domain/basics/ids.ts'
import type { Language } from '../../src/domain/basics/language.ts'
import { yen } from '../../src/domain/basics/money.ts'
import { instant, jstDate } from '../../src/domain/basics/time.ts'
import {
  documentOfReturn,
  documentOfSale,
  type Document,
  type SaleFacts,
  type Seller,
} from '../../src/domain/bill/document.ts'
import { parseRegistrationNumber } from '../../src/domain/bill/registration-number.ts'
import { present } from '../../src/domain/basics/assert.ts'

export const NOW = instant('2026-11-22T03:00:00Z')

export const SELLER: Seller = {
  name: {
    'zh-CN': '角屋通信合同会社',
    'zh-TW': '角屋通信合同會社',
    en: 'Kadoya Communications LLC',
    ja: 'かどや通信合同会社',
    ko: '가도야통신 합동회사',
  },
  address: '〒169-0000 東京都新宿区架空町1-2-3 かどやビル1階',
  phone: '+81 3-0000-0142',
  email: 'help@kadoya.example.com',
  registrationNumber: parseRegistrationNumber('T7000012050002'),
}

const OFFER = {
  'zh-CN': '30天 20 GB（仅数据）',
  'zh-TW': '30天 20 GB（僅數據）',
  en: '30 days 20 GB (data only)',
  ja: '30日 20 GB（データ専用）',
  ko: '30일 20 GB (데이터 전용)',
}
const CAMPAIGN = { 'zh-CN': '秋季', 'zh-TW': '秋季', en: 'Autumn', ja: '秋の割引', ko: '가을' }
const id = <Id extends string>(end: string) =>
  `00000000-0000-7000-8000-${end.padStart(12, '0')}` as Id

/** 14,300 less 1,430, of which 330 in points, 2,000 by gift card and the rest by card. */
export const SALE: SaleFacts = {
  line: id<LineId>('b1'),
  order: id<OrderId>('a1'),
  orderNumber: '000000A1',
  suppliedOn: jstDate(NOW),
  period: { from: NOW, until: instant('2026-12-22T15:00:00Z') },
  items: [
    {
      name: OFFER,
      price: yen(14_300),
      taxPercent: 10,
      discount: { name: CAMPAIGN, amount: yen(1_430) },
    },
  ],
  paid: [
    { by: { kind: 'points' }, amount: yen(330) },
    { by: { kind: 'gift_card' }, amount: yen(2_000) },
    { by: { kind: 'provider', method: 'card' }, amount: yen(10_540) },
  ],
  paidAt: NOW,
  pointsAs: 'discount',
  taxRounding: 'down',
}

const issue = (language: Language, series: string) => ({
  id: id<DocumentId>('d1'),
  number: { series, sequence: 123 },
  issuedAt: NOW,
  language,
  seller: SELLER,
})

export function exampleReceipt(language: Language, over: Partial<SaleFacts> = {}): Document {
  return documentOfSale({ ...SALE, ...over }, issue(language, 'R2026'))
}

export function exampleInvoice(language: Language): Document {
  const recipient = id<PersonId>('e1')
  return documentOfSale(SALE, issue(language, 'Q2026'), { recipient, replaces: null })
}

export function exampleReturn(language: Language): Document {
  const original = exampleReceipt(language)
  const facts = {
    refund: id<RefundId>('f1'),
    name: OFFER,
    returned: [{ by: { kind: 'provider', method: 'card' }, amount: yen(10_540) }] as const,
    returnedAt: NOW,
    original,
    earlier: [],
    returnInvoiceFrom: yen(10_000),
  }
  return present(documentOfReturn(facts, issue(language, 'C2026')), 'money was returned')
}
