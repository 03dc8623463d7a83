/**
 * The sentences of paying: the parts of a price, the ways to pay the rest, pay-links, refunds, and
 * what an account keeps. Facts arrive as formatted text.
 */
import type { HostedMethod } from '../../../../domain/payment/provider.ts'
import type { PointsLot } from '../../../../domain/points/lots.ts'
import type { ReturnView } from '../../../../app/queries/order-money.ts'
import type { Told } from '../told.ts'

export interface PayingWords {
  readonly paying: {
    readonly points: string
    readonly pointsHave: (worth: string) => string
    readonly pointsNone: string
    readonly pointsAll: (worth: string) => string
    readonly pointsSome: string
    readonly pointsAmount: string
    readonly giftCode: string
    readonly giftCodeHint: string
    readonly giftCard: (hint: string) => string
    readonly giftCardUse: (hint: string, taken: string, left: string) => string
    readonly codesHave: string
    readonly code: string
    readonly update: string
    readonly changed: string
    readonly campaign: string
    readonly bonusData: (volume: string) => string
    readonly percentOff: (percent: number) => string
    readonly pointsTimes: (times: number) => string
    readonly pointsGiven: (points: string) => string
    readonly giftCardGiven: (value: string, months: number) => string
    readonly listPrice: string
    readonly discount: string
    readonly toPay: string
    readonly rest: string
    readonly method: string
    readonly methodName: Readonly<Record<HostedMethod, string>>
    /** How and when one pays so; for konbini until when. */
    readonly methodText: Readonly<
      Record<Exclude<HostedMethod, 'konbini'>, string> & { konbini: (end: string) => string }
    >
    readonly keptText: string
    readonly atCounter: string
    readonly coveredText: string
    readonly troubled: string
    readonly tooSmall: (min: string) => string
    readonly tooLarge: (max: string) => string
    readonly keep: string
    readonly keepHint: string
    readonly linkButton: (price: string) => string
    readonly linkHint: string
    readonly payWithPoints: (price: string) => string
    readonly payWithGiftCard: (price: string) => string
    readonly payWithBoth: (price: string) => string
    readonly takeFree: string
    readonly ifPaidLast: (end: string, span: string) => string
    readonly untilKonbini: (end: string) => string
    readonly untilLink: (end: string) => string
    readonly deliveryKonbini: string
    readonly nextPage: string
  }
  readonly orderMoney: {
    readonly voucher: Told
    readonly voucherUntil: (end: string) => string
    readonly voucherOpen: string
    readonly linkWaiting: Told
    readonly change: string
    readonly changeHint: string
    readonly link: string
    readonly linkHint: string
    readonly linkMake: string
    readonly linkAddress: string
    readonly linkUntil: (end: string) => string
    readonly linkRevoke: string
    readonly counter: string
    readonly counterHint: string
    readonly counterMake: string
    readonly counterAgain: string
    readonly counterCode: string
    readonly counterUntil: (end: string) => string
    readonly counterShops: string
    readonly paidByOther: string
    /** Of a paid order: what points and gift cards did not cover. */
    readonly restPaid: string
    readonly earned: string
    readonly refund: string
    readonly refundNow: string
    readonly way: Readonly<Record<ReturnView['way'], string>>
    readonly pointsTakenBack: string
    readonly shortfall: string
    readonly refundRevokes: string
    readonly refundAsk: (amount: string) => string
    readonly returns: string
    readonly returnState: Readonly<Record<ReturnView['state'], string>>
    readonly asksPayer: string
    /** Paid at a shop: it waits there. */
    readonly toFetch: Told
    /** To be paid at a shop's till. */
    readonly tillWaiting: Told
  }
  readonly payLink: {
    readonly title: string
    readonly lead: (operator: string) => string
    readonly what: string
    readonly network: string
    readonly amount: string
    readonly until: string
    readonly host: (host: string) => string
    readonly privacy: string
    readonly paid: Told
    readonly undecided: Told
    readonly revoked: Told
    readonly over: Told
    readonly unknown: Told
  }
  readonly accountMoney: {
    readonly title: string
    readonly kept: string
    readonly keptNone: string
    readonly keptSince: (date: string) => string
    readonly keptUntil: (month: string) => string
    readonly barred: string
    readonly forget: string
    readonly forgetHint: string
    readonly points: string
    readonly pointsNote: string
    readonly pointsNone: string
    readonly lotUntil: (end: string) => string
    readonly source: Readonly<Record<PointsLot['source']['kind'], string>>
    readonly history: string
    readonly historyNone: string
    readonly spent: string
    readonly earned: string
    readonly returned: string
  }
}
