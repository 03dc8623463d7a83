/** Sample facts of paying: parts, ways to pay, pay-links, refunds, what an account keeps. */
import type { AccountMoneyView } from '../../../app/queries/account-money.ts'
import type { OrderMoneyView } from '../../../app/queries/order-money.ts'
import type { PayLinkView } from '../../../app/queries/pay-link-view.ts'
import type { MethodOption, PayingView } from '../../../app/queries/paying-view.ts'
import { gigabytes } from '../../../domain/basics/data-volume.ts'
import type { CampaignId, GiftCardId, KeptMethodId, OrderId } from '../../../domain/basics/ids.ts'
import { NO_YEN, yen } from '../../../domain/basics/money.ts'
import { instant } from '../../../domain/basics/time.ts'
import type { RefundQuote } from '../../../domain/order/refunding.ts'
import { HOSTED_METHODS, PROVIDER_OF_METHOD } from '../../../domain/payment/provider.ts'
import { named, NETWORK, NOW, WEEK_OFFER } from './sample-offers.ts'

const ORDER = '0198a000-0000-7000-8000-0000000000a1' as OrderId

export const PAY_BY: PayingView['payBy'] = {
  atOnce: instant('2026-11-22T06:34:30Z'),
  konbini: instant('2026-11-25T15:00:00Z'),
  byLink: instant('2026-11-23T05:34:30Z'),
}

const KEPT: MethodOption = {
  key: 'kept:0198a000-0000-7000-8000-0000000000f1' as MethodOption['key'],
  method: 'saved',
  provider: 'stripe',
  means: { brand: 'visa', lastDigits: '4242' },
  bar: null,
}
const HOSTED: readonly MethodOption[] = HOSTED_METHODS.map((method) => {
  return { key: method, method, provider: PROVIDER_OF_METHOD[method], means: null, bar: null }
})

export const PAYING: PayingView = {
  listPrice: yen(1_430),
  discount: NO_YEN,
  price: yen(1_430),
  tax: yen(130),
  campaign: null,
  pointsLeft: null,
  pointsUsed: NO_YEN,
  giftCards: [],
  rest: yen(1_430),
  methods: HOSTED,
  chosen: 'card',
  canKeep: false,
  payBy: PAY_BY,
  trouble: null,
}

/** Everything at once: the longest screen there is. */
export const PAYING_IN_PARTS: PayingView = {
  ...PAYING,
  discount: yen(143),
  price: yen(1_287),
  tax: yen(117),
  campaign: {
    id: 'autumn' as CampaignId,
    name: named('秋季优惠', '秋季優惠', 'Autumn week', '秋の割引', '가을 할인'),
    benefit: { kind: 'percent_off', percent: 10 },
  },
  pointsLeft: yen(320),
  pointsUsed: yen(300),
  giftCards: [
    { card: 'g1' as GiftCardId, hint: '7KQ2', taken: yen(500), left: NO_YEN },
    { card: 'g2' as GiftCardId, hint: 'X9VB', taken: yen(17), left: yen(483) },
  ],
  rest: yen(470),
  methods: [
    KEPT,
    ...HOSTED.map((one): MethodOption =>
      one.method === 'paypal' ? { ...one, bar: { why: 'troubled' } } : one,
    ),
  ],
  chosen: KEPT.key,
  canKeep: true,
}

export const PAYING_COVERED: PayingView = {
  ...PAYING,
  pointsLeft: yen(2_000),
  pointsUsed: yen(1_430),
  rest: NO_YEN,
  methods: [],
  chosen: null,
}

export const PLAIN_MONEY: OrderMoneyView = {
  listPrice: yen(1_430),
  discount: NO_YEN,
  campaign: null,
  parts: [],
  rest: yen(1_430),
  pointsEarned: NO_YEN,
  returns: [],
  payLink: null,
}

export const RETURNED_MONEY: OrderMoneyView = {
  ...PLAIN_MONEY,
  listPrice: yen(1_573),
  discount: yen(143),
  campaign: {
    name: named('开学季', '開學季', 'Term start', '新学期', '새 학기'),
    benefit: { kind: 'bonus_data', bytes: gigabytes(1) },
  },
  parts: [
    { kind: 'points', amount: yen(300) },
    { kind: 'gift_card', amount: yen(500), hint: '7KQ2' },
  ],
  rest: yen(630),
  pointsEarned: yen(6),
  returns: [
    { way: 'provider', amount: yen(630), state: 'on_its_way', asksPayer: true, hint: null },
    { way: 'gift_card', amount: yen(500), state: 'done', asksPayer: false, hint: '7KQ2' },
    { way: 'points', amount: yen(300), state: 'failed', asksPayer: false, hint: null },
  ],
}

export const REFUND_QUOTE: RefundQuote = {
  amount: yen(1_424),
  fromProvider: yen(624),
  parts: [],
  toGiftCards: yen(500),
  toPoints: yen(300),
  asMoney: yen(0),
  tax: yen(129),
  pointsTakenBack: yen(4),
  shortfall: yen(6),
  revokes: true,
}

export const PAY_LINK: PayLinkView = {
  asOf: NOW,
  order: ORDER,
  state: 'open',
  operatorName: named('樱流通信', '櫻流通信', 'Sakura Data', 'さくらデータ', '사쿠라 데이터'),
  offerName: WEEK_OFFER.name,
  networkName: NETWORK.name,
  amount: yen(1_430),
  until: PAY_BY.byLink,
  methods: HOSTED,
  chosen: 'card',
  payBy: PAY_BY,
  voucher: null,
  host: 'renew.sakura-data.example',
}

export const ACCOUNT_MONEY: AccountMoneyView = {
  asOf: NOW,
  kept: [
    {
      id: '0198a000-0000-7000-8000-0000000000f1' as KeptMethodId,
      means: { brand: 'visa', lastDigits: '4242' },
      expires: '2028-04',
      keptAt: NOW,
      barred: false,
    },
    {
      id: '0198a000-0000-7000-8000-0000000000f2' as KeptMethodId,
      means: { brand: 'paypal', lastDigits: '' },
      expires: null,
      keptAt: NOW,
      barred: true,
    },
  ],
  points: yen(320),
  lots: [
    { left: yen(20), expiresAt: instant('2026-12-31T15:00:00Z'), source: 'returned' },
    { left: yen(300), expiresAt: instant('2027-11-01T15:00:00Z'), source: 'earned' },
  ],
  history: [
    { order: ORDER, number: '7F3A91C2', at: NOW, kind: 'spent', points: yen(100) },
    { order: ORDER, number: '7F3A91C2', at: NOW, kind: 'earned', points: yen(13) },
  ],
}

export const NOTHING_KEPT: AccountMoneyView = {
  asOf: NOW,
  kept: [],
  points: NO_YEN,
  lots: [],
  history: [],
}

/** As long as a sealed gift card is, and as hard to compress. */
export const SEALED =
  'q83vEjRWeJASNFZ4kBI0VniQq83vEjRWeJASNFZ4kBI0VniQPz7vEjRWeJASNFZ4kBI0VniQq83vEjRWeJASNFZ4kBI0Vni'
