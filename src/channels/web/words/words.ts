/**
 * Every sentence of the customer portal, as one typed catalogue a language. A missing sentence does
 * not compile. Facts arrive as text already formatted (`format.ts`) or as counts. Not the refusals
 * (`refusals.ts`), which are typed over their codes.
 */
import type { Language } from '../../../domain/basics/language.ts'
import type { Channel, OfferLength, RefundRule } from '../../../domain/catalogue/offer.ts'
import type { RefundWhy } from '../../../domain/order/order.ts'
import type { OfferQuote, PackView, SignInView } from '../../../app/queries/views.ts'
import { format, type Format } from './format.ts'
import type { OrderStateWords, PaymentEnd, Told } from './told.ts'
import type { AdviceWords } from './advice/words.ts'
import type { HelpWords } from './help/words.ts'
import type { PayingWords } from './paying/words.ts'
import { en } from './en.ts'
import { ja } from './ja.ts'
import { ko } from './ko.ts'
import { zhCN } from './zh-CN.ts'
import { zhTW } from './zh-TW.ts'

export interface Words extends PayingWords, AdviceWords, HelpWords {
  readonly frame: {
    readonly skip: string
    readonly menu: string
    readonly language: string
    readonly home: string
    readonly orders: string
    readonly account: string
    readonly help: string
    readonly signIn: string
    readonly signOut: string
    readonly sandbox: string
    readonly japanTime: string
    /** Says of a moment that it is told in Japan's time. */
    readonly inJapan: (moment: string) => string
    readonly yourTime: string
    readonly back: string
    readonly wrongTitle: string
    /** Right after a label, so with its brackets. */
    readonly optional: string
    readonly footLabel: string
    readonly caution: Told
    readonly helpLines: {
      readonly title: string
      readonly consumer: string
      readonly police: string
      readonly tourist: string
      readonly touristHours: string
    }
  }
  readonly fields: {
    readonly email: string
    readonly emailHint: string
    readonly iccid: string
    readonly iccidHint: string
    readonly activationCode: string
    readonly activationCodeHint: string
    readonly displayName: string
    readonly displayNameHint: string
    readonly language: string
    readonly country: string
    readonly countryNone: string
    readonly code: string
    readonly codeHint: (digits: number) => string
    readonly receiptEmail: string
    readonly receiptEmailHint: string
  }
  readonly first: {
    readonly title: string
    readonly lead: string
    readonly pickNetwork: string
    readonly orIccid: string
    readonly check: string
    readonly signInLead: string
    readonly withoutSignIn: string
    readonly withoutSignInHint: string
    readonly register: string
    readonly connectionTitle: (network: string) => string
    readonly connectionNote: string
  }
  readonly signIn: {
    readonly title: string
    readonly lead: string
    readonly send: string
    readonly or: string
    readonly passkey: string
    readonly passkeyFailed: string
    readonly noAccount: string
    readonly codeTitle: string
    readonly codeSent: (email: string, minutes: number) => string
    readonly codeMissing: string
    readonly codeAgain: string
    readonly otherEmail: string
    readonly confirm: string
  }
  readonly registration: {
    readonly title: string
    readonly lead: string
    readonly create: string
    /** Once the address is proved. */
    readonly finish: string
    readonly have: string
  }
  readonly home: {
    readonly title: string
    readonly lines: string
    readonly addLine: string
    readonly noLines: Told
    readonly left: string
    readonly unlimited: string
    readonly nothingValid: string
    readonly used: (used: string, granted: string) => string
    readonly usedOnly: (used: string) => string
    readonly validUntil: string
    readonly noEnd: string
    readonly fresh: string
    readonly speed: string
    readonly speedFull: string
    readonly speedFullAt: (speed: string) => string
    readonly speedThrottled: (speed: string) => string
    readonly speedPortalOnly: string
    readonly speedNone: string
    readonly asOf: (clock: string) => string
    readonly reportedAt: (moment: string) => string
    readonly neverReported: string
    readonly grace: (since: string, suspendedFrom: string) => Told
    readonly suspended: (since: string, endsAt: string) => Told
    readonly ended: (since: string) => Told
    readonly forecastEmpties: (at: string, before: string) => string
    readonly forecastLasts: string
    readonly forecastUnknown: string
    readonly renew: string
    readonly repeat: (offer: string, price: string) => string
    readonly packs: string
    readonly noPacks: string
    readonly packState: Readonly<Record<PackView['state'], string>>
    readonly packBonus: string
    readonly packLeft: (left: string, granted: string) => string
    readonly packLeftToday: (left: string, granted: string) => string
    readonly packUsed: (used: string) => string
    readonly packThrottled: (used: string) => string
    readonly packSpan: (from: string, until: string) => string
    readonly packUntil: (until: string) => string
    readonly packFrom: (from: string) => string
    readonly packFirstUse: string
    readonly packReset: (at: string) => string
    readonly packStartNow: string
    readonly packStartNowHint: string
    readonly usage: string
    readonly usageChart: (total: string, most: string, mostDay: string) => string
    /** Instead of `usageChart` where nothing was used. */
    readonly usageNone: string
    readonly usageTable: string
    readonly usageDay: string
    readonly usageVolume: string
    readonly newestOrder: string
    readonly card: string
    readonly network: string
    readonly phoneNumber: string
    readonly lost: string
    readonly lostHint: string
    readonly lostSubmit: string
    readonly lostNow: (since: string) => Told
    readonly recognitionOn: string
    readonly recognitionOff: string
    readonly recognitionTurnOff: string
    readonly recognitionTurnOn: string
    readonly offlineCopy: string
  }
  readonly addLine: {
    readonly title: string
    readonly lead: string
    readonly add: string
    readonly where: string
  }
  readonly offers: {
    readonly title: string
    readonly priceList: (network: string) => string
    readonly priceListNote: string
    readonly lead: string
    readonly none: string
    readonly length: Readonly<Record<OfferLength, string>>
    readonly total: (volume: string) => string
    readonly daily: (volume: string, hour: number) => string
    readonly unlimited: string
    readonly binaryGigabyte: string
    readonly fullSpeed: (speed: string) => string
    readonly afterThrottle: (speed: string) => string
    readonly afterStop: string
    readonly taxIncluded: string
    readonly effect: Readonly<Record<OfferQuote['effect'], string>>
    readonly endsIfNow: string
    readonly startsAt: string
    readonly movesEnd: (from: string, until: string) => string
    readonly endUnknown: string
    readonly startUnknown: string
    readonly latestStarts: (at: string) => string
    readonly latestLapses: (at: string) => string
    readonly choose: string
    readonly chooseStartNow: (until: string) => string
  }
  readonly validity: {
    readonly hours: (hours: number) => string
    readonly daysToDayEnd: (days: number) => string
    readonly calendarDays: (days: number) => string
    readonly calendarMonth: string
    readonly monthly: string
    readonly endOfMonth: (months: number) => string
    readonly untilUsed: string
    readonly untilUsedAtMost: (days: number) => string
    readonly told: string
  }
  readonly confirm: {
    readonly title: string
    readonly line: string
    readonly quantity: string
    readonly once: string
    readonly period: string
    readonly periodSpan: (from: string, until: string) => string
    readonly periodFrom: (from: string) => string
    readonly ifPaidNow: string
    readonly price: string
    readonly priceWithTax: (price: string, percent: number, tax: string) => string
    readonly priceUntaxed: (price: string) => string
    readonly noOtherCharges: string
    readonly payment: string
    readonly paymentCard: string
    readonly delivery: string
    readonly deliveryNow: string
    readonly deliveryLater: string
    readonly deliveryFirstUse: string
    readonly cancellation: string
    readonly cancellationRule: (rule: RefundRule) => string
    readonly contact: (phone: string, email: string, hours: string) => string
    readonly applicationPeriod: string
    readonly applicationUntil: (end: string) => string
    readonly after: string
    readonly seller: string
    readonly sellerText: (name: string, representative: string, address: string) => string
    readonly termsTitle: string
    readonly termsVersion: (title: string, version: number) => string
    readonly accept: string
    readonly pay: (price: string) => string
    readonly change: string
    readonly ownConnection: string
    readonly otherConnection: (host: string) => Told
    readonly nextPage: string
  }
  readonly order: {
    readonly title: (number: string) => string
    readonly listTitle: string
    readonly none: string
    readonly state: OrderStateWords
    /** Delivered, but its pack waits. */
    readonly queued: Told
    readonly firstUse: Told
    readonly lastTry: (reason: string) => string
    readonly failure: Readonly<Record<PaymentEnd, string>>
    readonly refundWhy: Readonly<Record<RefundWhy, string>>
    readonly ended: (reason: string) => string
    readonly payBy: (end: string) => string
    readonly continuePayment: (price: string) => string
    readonly payAgain: (price: string) => string
    readonly refresh: string
    readonly cancel: string
    readonly cancelHint: string
    readonly newEnd: string
    readonly newData: string
    readonly placedAt: string
    readonly offer: string
    readonly price: string
    readonly means: string
    readonly meansOf: (brand: string, lastDigits: string) => string
    readonly receipt: string
    readonly agreement: string
    readonly replacement: string
    readonly details: string
  }
  readonly receipt: {
    readonly papers: string
    /** A link to a file, by the document's title and number. */
    readonly download: (name: string) => string
    readonly invoiceTitle: string
    readonly invoiceText: string
    readonly recipient: string
    readonly recipientHint: string
    readonly invoiceButton: string
  }
  readonly profile: {
    readonly title: string
    readonly lead: string
    readonly save: string
    readonly saved: string
    readonly emailTitle: string
    readonly emailNow: string
    readonly emailChange: string
    readonly emailLead: string
    readonly emailNew: string
    readonly emailStepUp: (email: string) => string
    readonly emailConfirm: string
    readonly emailChanged: string
    readonly more: string
  }
  readonly signIns: {
    readonly title: string
    readonly lead: string
    readonly current: string
    readonly since: (moment: string) => string
    readonly lastSeen: (moment: string) => string
    readonly means: Readonly<Record<SignInView['means'], string>>
    readonly end: string
    readonly endAll: string
    readonly endAllHint: string
  }
  readonly passkeys: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly name: string
    readonly nameHint: string
    readonly add: string
    readonly unsupported: string
    readonly failed: string
    readonly created: (date: string) => string
    readonly lastUsed: (moment: string) => string
    readonly neverUsed: string
    readonly remove: string
  }
  readonly terms: {
    readonly version: (version: number, date: string) => string
    readonly fingerprint: string
  }
  readonly agreements: {
    readonly title: string
    readonly lead: string
    readonly none: string
    readonly at: string
    readonly channel: Readonly<Record<Channel, string>>
    readonly documents: string
    readonly shown: string
    readonly button: string
    readonly via: string
    readonly order: string
  }
  readonly lineProof: {
    readonly title: string
    readonly lead: string
    readonly go: string
    readonly note: string
    readonly friend: Told
  }
  readonly notOurs: {
    readonly title: string
    readonly text: string
    readonly next: string
    readonly again: string
  }
  readonly offline: { readonly title: string; readonly text: string; readonly again: string }
  readonly trouble: {
    readonly forbidden: Told
    readonly notFound: Told
    readonly tooMany: Told
    readonly fault: Told
    readonly busy: Told
    readonly waitSeconds: (seconds: number) => string
    readonly reference: (id: string) => string
    readonly toStart: string
  }
}

const CATALOGUES: Readonly<Record<Language, Words>> = { 'zh-CN': zhCN, 'zh-TW': zhTW, en, ja, ko }

/** How each language names itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  en: 'English',
  ja: '日本語',
  ko: '한국어',
}

export function words(language: Language): Words {
  return CATALOGUES[language]
}

/** What a page speaks with: the language, its sentences and its figures. */
export interface Voice {
  readonly language: Language
  readonly words: Words
  readonly format: Format
}

export function voice(language: Language): Voice {
  return { language, words: words(language), format: format(language) }
}
