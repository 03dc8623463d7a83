/**
 * What the read side answers: plain facts computed at one instant (`asOf`), before any wording.
 * Channels word them; nothing here is a sentence. Bytes are bigint, instants are Temporal.
 */
import type { Bytes } from '../../domain/basics/data-volume.ts'
import type { Language, Localised } from '../../domain/basics/language.ts'
import type {
  AgreementId,
  LineId,
  NetworkId,
  OrderId,
  PackId,
  ShopId,
  SignInId,
  TermsKind,
} from '../../domain/basics/ids.ts'
import type { Yen } from '../../domain/basics/money.ts'
import type { Instant, JstDate } from '../../domain/basics/time.ts'
import type {
  AfterAllowance,
  Allowance,
  Channel,
  Offer,
  OfferLength,
  OfferRef,
  RefundRule,
} from '../../domain/catalogue/offer.ts'
import type { Answer, Heard } from '../../domain/call/answer.ts'
import type { Directory } from '../../domain/directory/directory.ts'
import type { SpokenLanguage } from '../../domain/call/call.ts'
import { USUAL_HOURS, type HotlineHours } from '../../domain/call/hotline-hours.ts'
import type { Sim } from '../../domain/line/line.ts'
import type { OrderState } from '../../domain/order/order.ts'
import type { PaymentState } from '../../domain/payment/payment.ts'
import type { FailureReason, PaymentMethod, Voucher } from '../../domain/payment/provider.ts'
import type { OrderMoneyView } from './order-money.ts'
import type { PayingView } from './paying-view.ts'
import type { SessionView } from './session-view.ts'
import type { HourOfUsage } from '../session-reads.ts'

/** Where a line stands. Every date is shown in advance. */
export type LifecycleView =
  | { readonly state: 'fresh' }
  /** Covered until `until`; null while a pack without an end lives. */
  | { readonly state: 'active'; readonly until: Instant | null }
  /** Nothing covers it; can still buy. */
  | { readonly state: 'grace'; readonly since: Instant; readonly suspendedFrom: Instant }
  | { readonly state: 'suspended'; readonly since: Instant; readonly endsAt: Instant }
  | { readonly state: 'ended'; readonly since: Instant }

/** Whether and how fast the network serves the line now, and why. */
export type EntitlementView =
  | { readonly kind: 'full'; readonly kbps: number | null }
  | { readonly kind: 'throttled'; readonly kbps: number }
  | { readonly kind: 'portal_only' }
  | { readonly kind: 'none' }

export interface PackView {
  readonly id: PackId
  readonly offerName: Localised
  readonly length: OfferLength
  readonly origin: 'paid' | 'bonus'
  readonly state: 'running' | 'empty' | 'queued' | 'waiting_first_use' | 'ended'
  /**
   * For a queued pack the derived instant; null where it cannot be known (first use, when empty).
   */
  readonly from: Instant | null
  readonly until: Instant | null
  readonly allowance: Allowance
  readonly afterAllowance: AfterAllowance
  /** Null for unlimited. For a daily allowance: of today. */
  readonly bytesGranted: Bytes | null
  readonly bytesLeft: Bytes | null
  /** Of today for a daily allowance, else since the pack began. */
  readonly bytesUsed: Bytes
  readonly bytesThrottled: Bytes
  /** For a daily allowance: when the next day's data arrives. */
  readonly nextReset: Instant | null
  readonly gigabyte: 'GB' | 'GiB'
  readonly canStartNow: boolean
  /** Counted by another carrier, who last told then what is left; null for our own. */
  readonly toldAsOf: Instant | null
}

export interface UsageDay {
  readonly date: JstDate
  readonly bytes: Bytes
}

export type ForecastView =
  /** At the pace of the last days the data ends at `emptyAt`, before the validity does. */
  | {
      readonly kind: 'empties'
      readonly emptyAt: Instant
      readonly beforeEndBy: number /* hours */
    }
  | { readonly kind: 'lasts' }
  /** Too little usage to say. */
  | { readonly kind: 'unknown' }

export interface OrderView {
  readonly id: OrderId
  readonly line: LineId
  /** First eight characters of the id's random part, for people to read out. */
  readonly number: string
  readonly offer: OfferRef
  readonly offerName: Localised
  readonly price: Yen
  readonly taxPercent: number
  readonly tax: Yen
  readonly placedAt: Instant
  readonly payBy: Instant
  readonly state: OrderState
  readonly payment: {
    readonly state: PaymentState
    readonly method: PaymentMethod
    readonly means: { readonly brand: string; readonly lastDigits: string } | null
    readonly lastFailure: FailureReason | null
    /** Where to go on paying; null when there is nothing to pay any more. */
    readonly checkoutUrl: string | null
    /** A convenience store's number that waits to be paid. */
    readonly voucher: Voucher | null
    /** Somebody else's to pay: whose means are nobody's to see. */
    readonly byLink: boolean
  }
  readonly money: OrderMoneyView
  /** By which its buyer may ask for money back; what it comes to is a quote's. */
  readonly refundRule: { readonly rule: RefundRule; readonly byMandate: boolean }
  /** The pack it delivered. */
  readonly pack: PackView | null
  readonly lineMasked: string
  readonly agreement: AgreementId
  /** For whoever sees the past. */
  readonly receiptAvailable: boolean
}

/** What a visitor may see and do with a line. */
export type Access =
  /** Signed in and holding the line. */
  | 'holder'
  /** The connection itself was recognised: balance, end dates, offers, a renewal. */
  | 'connection'
  /** Proved by ICCID and activation code: offers, price, a renewal; no balance. */
  | 'line_proof'
  /** Somebody who works here: what the holder sees, masked as for everybody. */
  | 'staff'

/** The line's own past: usage, orders, means of payment by brand and last digits. */
export function seesPast(access: Access): boolean {
  return access === 'holder' || access === 'staff'
}

export interface LineOverview {
  readonly asOf: Instant
  readonly id: LineId
  readonly access: Access
  readonly network: { readonly id: NetworkId; readonly name: Localised }
  readonly iccidMasked: string
  readonly msisdnMasked: string | null
  readonly lifecycle: LifecycleView
  readonly lostCard: Instant | null
  readonly entitlement: EntitlementView
  /** Over all packs valid now; null when one is unlimited. */
  readonly bytesLeft: Bytes | null
  readonly bytesGranted: Bytes | null
  readonly bytesUsed: Bytes
  readonly unlimited: boolean
  readonly packs: readonly PackView[]
  /** When the network last reported; null if never. */
  readonly lastReportAt: Instant | null
  readonly live: boolean
  /** For whoever sees the past; empty otherwise. Oldest first, 14 days, today last. */
  readonly usageDays: readonly UsageDay[]
  /** For whoever sees the past; empty otherwise. Oldest first, the present hour last. */
  readonly usageHours: readonly HourOfUsage[]
  /** Live ones, for whoever sees the past; empty otherwise. */
  readonly sessions: readonly SessionView[]
  readonly forecast: ForecastView
  /** For whoever sees the past. */
  readonly newestOrder: OrderView | null
  /** The offer of the last renewal if it is still on sale, for the one-tap repeat. */
  readonly repeat: OfferQuote | null
  readonly recognition: 'on' | 'off'
  readonly simForm: Sim['form']
}

/** One offer for one line, computed as if bought at `asOf`. */
export interface OfferQuote {
  readonly asOf: Instant
  readonly offer: Offer
  readonly tax: Yen
  /** What happens to it: runs beside, moves the end of what runs, or waits its turn. */
  readonly effect: 'runs_now' | 'extends' | 'queues' | 'first_use'
  /** Null where it depends on first use or on data running out. */
  readonly from: Instant | null
  readonly until: Instant | null
  /** For `extends`: the end that moves. */
  readonly extendsFrom: Instant | null
  /** For `first_use`: the latest date and what happens then. */
  readonly latestStart: Instant | null
  /** A queued offer may also be started at once, at the owner's wish. */
  readonly startNowUntil: Instant | null
}

export interface TermsView {
  readonly kind: TermsKind
  readonly version: number
  readonly hash: string
  readonly title: Localised
  readonly text: Localised
  readonly effectiveFrom: Instant
}

/** Everything the last screen before paying shows. */
export interface CheckoutView {
  readonly overview: Pick<
    LineOverview,
    'id' | 'access' | 'network' | 'iccidMasked' | 'lifecycle' | 'asOf'
  >
  readonly quote: OfferQuote
  /** As if paid at a convenience store at the last moment; null where that is not offered. */
  readonly quoteLast: OfferQuote | null
  readonly channel: Channel
  readonly startNow: boolean
  readonly paying: PayingView
  readonly terms: readonly TermsView[]
  readonly operator: OperatorView
  /** Whether this very connection is the line's own; else mobile data is advised. */
  readonly ownConnection: boolean
  readonly host: string
}

/** The seller, as law wants it printed. */
export interface OperatorView {
  readonly name: Localised
  readonly representative: string
  readonly address: string
  readonly phone: string
  readonly email: string
  readonly hotlineHours: Localised
  /** T + 13 digits, where registered. */
  readonly invoiceNumber: string | null
  readonly shops: readonly ShopView[]
  readonly hotline: HotlineView
  readonly answers: readonly Answer[]
  /** What is really its own, for whoever doubts. */
  readonly directory: Directory
}

export interface HotlineView {
  readonly hours: HotlineHours
  /** Who answers, for the ear; null: the flow says no name. */
  readonly spokenName: Readonly<Record<SpokenLanguage, Heard>> | null
}

/** Of an operator who says nothing of it. */
export const USUAL_HOTLINE: HotlineView = { hours: USUAL_HOURS, spokenName: null }

/** A counter where clerks work, with its tills by name. */
export interface ShopView {
  readonly id: ShopId
  readonly name: Localised
  readonly address: string
  readonly phone: string
  readonly tills: readonly string[]
}

export interface AccountView {
  readonly displayName: string
  readonly email: string
  readonly language: Language
  /** ISO 3166-1 alpha-2, or null when not told. */
  readonly country: string | null
  readonly lines: readonly LineSummary[]
  readonly signIns: readonly SignInView[]
  readonly passkeys: readonly PasskeyView[]
}

export interface LineSummary {
  readonly id: LineId
  readonly network: { readonly id: NetworkId; readonly name: Localised }
  readonly iccidMasked: string
  readonly msisdnMasked: string | null
  readonly lifecycle: LifecycleView
  readonly bytesLeft: Bytes | null
  readonly unlimited: boolean
}

export interface SignInView {
  readonly id: SignInId
  readonly current: boolean
  readonly since: Instant
  readonly lastSeenAt: Instant
  readonly means: 'email_code' | 'passkey'
  /** Browser and system family from the user agent, nothing more exact. */
  readonly device: string
}

export interface PasskeyView {
  readonly id: string
  readonly name: string
  readonly createdAt: Instant
  readonly lastUsedAt: Instant | null
}

export interface OfferChoice {
  readonly network: { readonly id: NetworkId; readonly name: Localised }
  readonly quotes: readonly OfferQuote[]
}
