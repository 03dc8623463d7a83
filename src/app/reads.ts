/**
 * The read side as a port: plain look-ups outside the door, never locked, never decided upon. Two
 * adapters answer it. Lists are bounded; every bound has a name.
 */
import type { Bytes } from '../domain/basics/data-volume.ts'
import type {
  AccountId,
  DataSessionId,
  GiftCardId,
  KeptMethodId,
  LineId,
  MailboxId,
  OrderId,
  PersonId,
} from '../domain/basics/ids.ts'
import type { DataSession } from '../domain/charging/data-session.ts'
import type { Document } from '../domain/bill/document.ts'
import type { Instant, JstDate } from '../domain/basics/time.ts'
import type { GiftCard } from '../domain/gift-card/gift-card.ts'
import type { Order } from '../domain/order/order.ts'
import type { Mailbox } from '../domain/account/mailbox.ts'
import type { WaitingNotice } from '../domain/notice/waiting.ts'
import type { KeptMethod } from '../domain/payment/kept-method.ts'
import type { Payment } from '../domain/payment/payment.ts'
import type { Mandate } from '../domain/renewal/mandate.ts'
import type { ShortCodeRef } from './orders/short-code.ts'
import type { PaymentRef } from './ports.ts'
import type { AgreementReads } from './agreement-reads.ts'
import type { CallReads } from './call-reads.ts'
import type { DirectoryReads } from './directory-reads.ts'
import type { BillReads } from './bill-reads.ts'
import type { DisputeReads } from './dispute-reads.ts'
import type { PersonalReads } from './personal-reads.ts'
import type { ProfileReads } from './profile-reads.ts'
import type { FulfilmentReads } from './fulfilment-reads.ts'
import type { SessionReads } from './session-reads.ts'
import type { StaffReads } from './staff-reads.ts'
import type { AccountState, Find, Home, LineState, SealedText } from './door/state.ts'

export interface OrderWithPayment {
  readonly order: Order
  readonly payment: Payment
}

export type { PaymentRef }

export interface Reads
  extends
    SessionReads,
    AgreementReads,
    StaffReads,
    CallReads,
    DirectoryReads,
    DisputeReads,
    BillReads,
    FulfilmentReads,
    PersonalReads,
    ProfileReads {
  find(kind: Find['kind'], value: string): Promise<Find | null>
  /** Several values of one kind at once; unknown ones are absent. */
  findMany(kind: Find['kind'], values: readonly string[]): Promise<readonly Find[]>
  /** As the door would load it: living packs and lately ended ones, open orders, live sessions. */
  line(id: LineId): Promise<LineState>
  lines(ids: readonly LineId[]): Promise<readonly LineState[]>
  account(id: AccountId): Promise<AccountState>
  /** Newest first, placed before `before` where it is given. */
  orders(
    line: LineId,
    page: { readonly limit: number; readonly before: Instant | null },
  ): Promise<readonly OrderWithPayment[]>
  /** With the attempt that counts. */
  order(line: LineId, order: OrderId): Promise<OrderWithPayment | null>
  /** Every attempt to pay the order, oldest first. */
  payments(line: LineId, order: OrderId): Promise<readonly Payment[]>
  mailbox(id: MailboxId): Promise<Mailbox | null>
  giftCard(id: GiftCardId): Promise<GiftCard | null>
  /** Also one that was forgotten. */
  keptMethod(account: AccountId, id: KeptMethodId): Promise<KeptMethod | null>
  /** Receipt, invoice and returns of the order, oldest first. */
  documents(line: LineId, order: OrderId): Promise<readonly Document[]>
  /** Of a line, also those that ended; newest first. */
  mandates(line: LineId, limit: number): Promise<readonly Mandate[]>
  /** Bytes of each JST day in `[from, until)` that had any, oldest first. */
  usageDays(line: LineId, from: Instant, until: Instant): Promise<readonly DayOfUsage[]>
  /** When the network last reported on the line; null if never. */
  lastReport(line: LineId): Promise<Instant | null>
  sealed(home: Home, person: PersonId): Promise<SealedPerson | null>
  /** Moves with every change of the home; for noticing that something moved. */
  lastChange(homes: readonly string[]): Promise<ReadonlyMap<string, Instant>>

  /** Mandates that are due, or due to be announced, at the instant; longest due first. */
  mandatesDue(
    at: Instant,
    page: { readonly limit: number; readonly after: MandateRef | null },
  ): Promise<readonly MandateRef[]>
  /** Waiting orders whose pay-by lies at or before the instant. */
  ordersDue(at: Instant, limit: number): Promise<readonly PaymentRef[]>
  /** Short codes whose time is over at the instant; in no order. */
  shortCodesDue(at: Instant, limit: number): Promise<readonly ShortCodeRef[]>
  /** Payments not decided, unmoved since before the instant, oldest first, page by page. */
  paymentsUnsettled(
    before: Instant,
    page: { readonly limit: number; readonly after: UnsettledPayment | null },
  ): Promise<readonly UnsettledPayment[]>
  /**
   * Payments of which money must go back through a provider, longest unmoved first. What a till
   * owes waits for its customer at the counter.
   */
  refundsOwed(limit: number): Promise<readonly PaymentRef[]>
  /** Orders whose points or gift cards must go back. */
  partsOwed(limit: number): Promise<readonly PaymentRef[]>
  /** Gift cards that still hold something at the instant though their time is over. */
  giftCardsDue(at: Instant, limit: number): Promise<readonly GiftCardId[]>
  /** Accounts that still hold points whose time is over at the instant. */
  pointsDue(at: Instant, limit: number): Promise<readonly AccountId[]>
  /** Lines of which time alone may ask to tell something, longest due first. */
  linesToLookAfter(at: Instant, limit: number): Promise<readonly LineId[]>
  /** Accounts whose points expire in `(from, until]`, each with the first; in order of accounts. */
  pointsExpiring(
    span: { readonly from: Instant; readonly until: Instant },
    page: { readonly after: AccountId | null; readonly limit: number },
  ): Promise<readonly { readonly account: AccountId; readonly at: Instant }[]>
  /** Notices that waited long enough. */
  waitingNotices(at: Instant, limit: number): Promise<readonly WaitingNotice[]>
  linesWithSessionsOf(peer: string): Promise<readonly LineId[]>
  /** With a live session to be looked at by then, the longest due first. */
  linesWithSessionsDue(at: Instant, limit: number): Promise<readonly LineId[]>
  dataSession(line: LineId, session: DataSessionId): Promise<DataSession | null>
  /** Sum of the whole book by ledger account. */
  trialBalance(): Promise<ReadonlyMap<string, bigint>>
}

export interface UnsettledPayment extends PaymentRef {
  /** Since when it has not moved. */
  readonly since: Instant
  /** Its order waits for this very payment; otherwise it is to take no more money. */
  readonly isAwaited: boolean
}

/** Whose homes a look at a mandate locks, and the order it has under way. */
export interface MandateRef {
  /** When it became due; with the line, its place among the others. */
  readonly lookAt: Instant
  readonly line: LineId
  readonly account: AccountId
  readonly order: OrderId | null
}

export interface DayOfUsage {
  readonly date: JstDate
  readonly bytes: Bytes
}

export interface SealedPerson {
  readonly wrapped: Uint8Array
  readonly texts: readonly Pick<SealedText, 'kind' | 'sealed'>[]
}
