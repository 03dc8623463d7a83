/**
 * Sentences of selling over the counter: the last screen, taking the money, the order and its
 * receipt; and every refusal that these can meet. The lines of the last screen itself are worded for
 * the customer elsewhere and come through a port.
 */
import type { Language } from '../../../../domain/basics/language.ts'
import type { Instant } from '../../../../domain/basics/time.ts'
import type { Yen } from '../../../../domain/basics/money.ts'
import type { OrderState, RefundWhy } from '../../../../domain/order/order.ts'
import type { PlacingRefusal } from '../../../../domain/order/placing.ts'
import type { PaymentMethod } from '../../../../domain/payment/provider.ts'
import type { DoorRefusal } from '../../../../app/door/door.ts'
import type { SendPayLinkRefusal } from '../../../../app/calls/renew.ts'
import type { EndOrderRefusal } from '../../../../app/orders/end-order.ts'
import type { PayLinkRefusal } from '../../../../app/orders/pay-link.ts'
import type { CounterOrderRefusal } from '../../../../app/queries/staff/counter-order.ts'
import type { CustomerRefusal } from '../../../../app/queries/staff/customer-view.ts'
import type { SaleRefusal } from '../../../../app/queries/staff/sale-view.ts'
import type { StaffRefusal } from '../../../../app/staff/by-staff.ts'
import type { SellOnCallRefusal } from '../../../../app/staff/sell-on-call.ts'
import type { TakeAtTillRefusal } from '../../../../app/tills/take-at-till.ts'
import type { ReadingRefusal } from '../reading/words.ts'
import type { RefusalWords } from '../refusal-words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

/** What a form of this area can hold that no command would see. */
export type SellFormRefusal =
  | { readonly code: 'till_not_chosen' }
  | { readonly code: 'amount_not_whole' }
  | { readonly code: 'points_not_whole' }
  | { readonly code: 'gift_cards_too_many'; readonly max: number }
  | { readonly code: 'gift_codes_too_many'; readonly again: Instant }
  | { readonly code: 'figures_changed' }

type OwnRefusal =
  | Exclude<
      | PlacingRefusal
      | SellOnCallRefusal
      | SendPayLinkRefusal
      | TakeAtTillRefusal
      | PayLinkRefusal
      | EndOrderRefusal
      | SaleRefusal
      | CustomerRefusal
      | CounterOrderRefusal,
      StaffRefusal
    >
  | SellFormRefusal

export type SellRefusal =
  | OwnRefusal
  | StaffRefusal
  | DoorRefusal
  | Extract<ReadingRefusal, { readonly code: 'gift_code_length' | 'gift_code_mistyped' }>

export interface SellWords {
  readonly sale: {
    readonly title: string
    readonly toCustomer: string
    readonly toCustomerHint: string
    readonly inLanguage: string
    readonly show: string
    readonly parts: string
    readonly pointsHave: (worth: string) => string
    readonly pointsNone: string
    readonly pointsAll: (worth: string) => string
    readonly pointsSome: string
    readonly pointsAmount: string
    readonly giftCode: string
    readonly giftCodeHint: string
    readonly giftCardUse: (hint: string, taken: string, left: string) => string
    readonly campaignCode: string
    readonly update: string
    readonly agrees: string
    readonly identityFirst: string
    readonly other: string
    readonly startNow: string
    readonly startLater: string
  }
  readonly pay: {
    readonly title: string
    readonly toPay: string
    readonly tendered: string
    readonly tenderedHint: string
    readonly takeCash: string
    readonly reference: string
    readonly takeTerminal: string
    readonly phone: string
    readonly phoneHint: string
    /** Of an agent: the caller pays by a link or by digits typed on the web. */
    readonly onCall: string
    readonly onCallHint: string
    readonly covered: string
    readonly noTill: string
    readonly chooseTill: string
    readonly notPlaced: string
  }
  readonly order: {
    readonly state: Readonly<Record<OrderState['kind'], string>>
    readonly change: string
    readonly paid: (amount: string, way: string) => string
    readonly way: Readonly<Record<PaymentMethod, string>>
    readonly byLink: string
    readonly offer: string
    readonly line: string
    readonly price: string
    readonly discount: string
    readonly points: string
    readonly giftCard: (hint: string) => string
    readonly rest: string
    readonly placedAt: string
    readonly payBy: string
    readonly until: string
    readonly qrTitle: string
    readonly qrHint: (until: string) => string
    readonly qrLabel: string
    readonly watching: string
    readonly refresh: string
    readonly makeQr: string
    readonly sendLink: string
    readonly sendLinkHint: string
    readonly linkSent: (until: string) => string
    readonly webCode: string
    readonly webCodeHint: (host: string) => string
    readonly webCodeTold: string
    readonly webCodeUntil: (until: string) => string
    readonly undecided: string
    readonly drop: string
    readonly dropHint: string
    readonly receipt: string
    readonly refund: string
    readonly toLine: string
    readonly next: string
  }
  readonly receipt: {
    readonly pdf: string
    readonly tape: (millimetres: number) => string
    readonly tapeHint: string
    readonly print: string
    readonly none: string
  }
  readonly refundWhy: Readonly<Record<RefundWhy, string>>
  readonly refusals: (facts: {
    readonly yen: (amount: Yen) => string
    readonly end: (at: Instant) => string
    readonly date: (at: Instant) => string
  }) => RefusalWords<OwnRefusal>
}

const CATALOGUES: Readonly<Record<Language, SellWords>> = {
  'zh-CN': zhCN,
  'zh-TW': zhTW,
  en,
  ja,
  ko,
}

export function sellWords(language: Language): SellWords {
  return CATALOGUES[language]
}
