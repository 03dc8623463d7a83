/**
 * What a command sees and what it may change. A home is what is locked, loaded and saved as one:
 * a line, an account, a mailbox on its way to one, a gift card, the operator's book, a member of
 * staff, a till, a call, a report. Changes are whole rows, never partial ones; within a group each
 * row is written once, as it stands after the last command.
 */
import type { Account } from '../../domain/account/account.ts'
import type { Mailbox } from '../../domain/account/mailbox.ts'
import type { Passkey } from '../../domain/account/passkey.ts'
import type { SignIn } from '../../domain/account/sign-in.ts'
import type { Agreement } from '../../domain/agreement/agreement.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import type {
  AccountId,
  BookId,
  CallId,
  GiftCardId,
  LineId,
  MailboxId,
  PersonId,
  ReportId,
  StaffId,
  TillId,
} from '../../domain/basics/ids.ts'
import type { Anomaly } from '../../domain/bill/anomaly.ts'
import type { Book } from '../../domain/bill/book.ts'
import type { Document } from '../../domain/bill/document.ts'
import type { CallBack } from '../../domain/call/call-back.ts'
import type { Call, CallTurn } from '../../domain/call/call.ts'
import type { Case } from '../../domain/case/case.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import type { UsageRecord } from '../../domain/charging/usage-record.ts'
import type { EditedEntry, Report } from '../../domain/directory/report.ts'
import type { Dispute } from '../../domain/dispute/dispute.ts'
import type { SimProfile } from '../../domain/esim/sim-profile.ts'
import type { GiftCard } from '../../domain/gift-card/gift-card.ts'
import type { IdentityCheck } from '../../domain/identity/identity-check.ts'
import type { PostingSet } from '../../domain/ledger/posting.ts'
import type { Line } from '../../domain/line/line.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import type { WaitingNotice, Watch } from '../../domain/notice/waiting.ts'
import type { Order } from '../../domain/order/order.ts'
import type { KeptMethod } from '../../domain/payment/kept-method.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { PointsLot } from '../../domain/points/lots.ts'
import type { Mandate } from '../../domain/renewal/mandate.ts'
import type { Staff, StaffSignIn } from '../../domain/staff/staff.ts'
import type { Shift, Till, TillEntry } from '../../domain/till/till.ts'

export type Home =
  | { readonly kind: 'account'; readonly id: AccountId }
  | { readonly kind: 'line'; readonly id: LineId }
  | { readonly kind: 'mailbox'; readonly id: MailboxId }
  | { readonly kind: 'gift_card'; readonly id: GiftCardId }
  | { readonly kind: 'book'; readonly id: BookId }
  | { readonly kind: 'staff'; readonly id: StaffId }
  | { readonly kind: 'till'; readonly id: TillId }
  | { readonly kind: 'call'; readonly id: CallId }
  | { readonly kind: 'report'; readonly id: ReportId }

/** Parts of a home that are loaded only for commands that read them. */
export type Part =
  | 'packs'
  | 'orders'
  | 'documents'
  | 'sessions'
  | 'sign_ins'
  | 'points'
  | 'kept_methods'
  | 'mandate'
  | 'identity'
  | 'cases'
  | 'changes'
  | 'anomalies'
  | 'disputes'
  | 'profiles'

export interface SessionRef {
  readonly peer: string
  readonly sessionKey: string
}

/** All that deciding about a line needs; packs, orders and sessions are the ones not long over. */
export interface LineState {
  readonly line: Line | null
  readonly packs: readonly Pack[]
  readonly orders: readonly Order[]
  /** Every attempt to pay of those orders. */
  readonly payments: readonly Payment[]
  /** Of the orders that the command names. */
  readonly documents: readonly Document[]
  readonly sessions: readonly DataSession[]
  /** Of auto-renewal, if one stands. */
  readonly mandate: Mandate | null
  readonly identityChecks: readonly IdentityCheck[]
  /** Those that are open, and those that a command names by their line. */
  readonly cases: readonly Case[]
  /** Those that wait. */
  readonly changes: readonly PendingChange[]
  /** The newest. */
  readonly anomalies: readonly Anomaly[]
  /** Those that are open. */
  readonly disputes: readonly Dispute[]
  /** The newest, of every Sim that the line had. */
  readonly profiles: readonly SimProfile[]
}

export interface AccountState {
  readonly account: Account | null
  readonly signIns: readonly SignIn[]
  readonly passkeys: readonly Passkey[]
  /** Points lots that hold something. */
  readonly lots: readonly PointsLot[]
  readonly keptMethods: readonly KeptMethod[]
  /** Those that wait. */
  readonly changes: readonly PendingChange[]
}

export interface StaffState {
  readonly staff: Staff | null
  /** Those that are not over. */
  readonly signIns: readonly StaffSignIn[]
}

export interface TillState {
  readonly till: Till | null
  /** The one that is open. */
  readonly shift: Shift | null
}

export interface CallState {
  readonly call: Call | null
  /** Asked for on the call. */
  readonly callBack: CallBack | null
}

/**
 * Where something is looked for by what several may share: words of a name, a document's number.
 */
export interface SearchKey {
  readonly kind: 'name' | 'document'
  /** Keyed hash. */
  readonly value: string
  readonly home: Home
}

/** Ciphertext under the person's own key; see `app/vault.ts`. */
export interface SealedText {
  readonly home: Home
  readonly person: PersonId
  readonly kind: 'email' | 'display_name' | 'invoice_name' | 'contact_number'
  readonly sealed: Uint8Array
}

export interface PersonKey {
  readonly home: Home
  readonly person: PersonId
  /** The person's key, wrapped by the operator's master key. */
  readonly wrapped: Uint8Array
}

/**
 * What arrives without a home and where it lives. Written in the same transaction. A second home
 * that writes the same value takes it over; only the home that has it can remove it, also where
 * both happens within one group: what is put there is saved before what is removed.
 */
export interface Find {
  readonly kind:
    | 'iccid'
    | 'imsi'
    | 'msisdn'
    | 'order'
    | 'payment'
    | 'mailbox'
    | 'sign_in'
    | 'passkey'
    | 'address'
    | 'gift_card'
    | 'staff'
    | 'staff_sign_in'
    | 'staff_passkey'
    | 'till'
    | 'short_code'
    | 'contact_number'
    | 'number_claim'
  readonly value: string
  readonly home: Home
  /** The thing itself, where the home is not all: an order of a line, a sign-in of an account. */
  readonly id: string | null
}

export type Change =
  | { readonly table: 'lines'; readonly row: Line }
  | { readonly table: 'packs'; readonly row: Pack }
  | { readonly table: 'orders'; readonly row: Order }
  | { readonly table: 'payments'; readonly row: Payment }
  | { readonly table: 'mandates'; readonly row: Mandate }
  | { readonly table: 'agreements'; readonly row: Agreement }
  | { readonly table: 'documents'; readonly row: Document }
  | { readonly table: 'postings'; readonly row: PostingSet }
  | { readonly table: 'data_sessions'; readonly row: DataSession }
  | { readonly table: 'usage_records'; readonly row: UsageRecord }
  | { readonly table: 'accounts'; readonly row: Account }
  | { readonly table: 'sign_ins'; readonly row: SignIn; readonly removed?: true }
  | { readonly table: 'passkeys'; readonly row: Passkey; readonly removed?: true }
  | { readonly table: 'mailboxes'; readonly row: Mailbox; readonly removed?: true }
  | { readonly table: 'points_lots'; readonly row: PointsLot }
  | { readonly table: 'kept_methods'; readonly row: KeptMethod }
  | { readonly table: 'gift_cards'; readonly row: GiftCard }
  | { readonly table: 'books'; readonly row: Book }
  | { readonly table: 'staff'; readonly row: Staff }
  | { readonly table: 'staff_sign_ins'; readonly row: StaffSignIn }
  | { readonly table: 'tills'; readonly row: Till }
  | { readonly table: 'shifts'; readonly row: Shift }
  | { readonly table: 'till_entries'; readonly row: TillEntry }
  | { readonly table: 'identity_checks'; readonly row: IdentityCheck }
  | { readonly table: 'cases'; readonly row: Case }
  | { readonly table: 'pending_changes'; readonly row: PendingChange }
  | { readonly table: 'calls'; readonly row: Call }
  | { readonly table: 'call_turns'; readonly row: CallTurn }
  | { readonly table: 'call_backs'; readonly row: CallBack }
  | { readonly table: 'anomalies'; readonly row: Anomaly }
  | { readonly table: 'disputes'; readonly row: Dispute }
  | { readonly table: 'sim_profiles'; readonly row: SimProfile }
  | { readonly table: 'reports'; readonly row: Report }
  | { readonly table: 'directory_entries'; readonly row: EditedEntry }
  | { readonly table: 'search_keys'; readonly row: SearchKey; readonly removed?: true }
  | { readonly table: 'watches'; readonly row: Watch }
  | { readonly table: 'waiting_notices'; readonly row: WaitingNotice; readonly removed?: true }
  | { readonly table: 'person_keys'; readonly row: PersonKey; readonly removed?: true }
  | { readonly table: 'sealed_texts'; readonly row: SealedText; readonly removed?: true }
  | { readonly table: 'finds'; readonly row: Find; readonly removed?: true }

export type Table = Change['table']

/** Home states of one group, moving from command to command. */
export interface States {
  readonly lines: Map<LineId, LineState>
  readonly accounts: Map<AccountId, AccountState>
  readonly mailboxes: Map<MailboxId, Mailbox>
  readonly giftCards: Map<GiftCardId, GiftCard>
  readonly books: Map<BookId, Book>
  readonly staff: Map<StaffId, StaffState>
  readonly tills: Map<TillId, TillState>
  readonly calls: Map<CallId, CallState>
  readonly reports: Map<ReportId, Report>
}

export const NO_LINE: LineState = {
  line: null,
  packs: [],
  orders: [],
  payments: [],
  documents: [],
  sessions: [],
  mandate: null,
  identityChecks: [],
  cases: [],
  changes: [],
  anomalies: [],
  disputes: [],
  profiles: [],
}
export const NO_ACCOUNT: AccountState = {
  account: null,
  signIns: [],
  passkeys: [],
  lots: [],
  keptMethods: [],
  changes: [],
}
export const NO_STAFF: StaffState = { staff: null, signIns: [] }
export const NO_TILL: TillState = { till: null, shift: null }
export const NO_CALL: CallState = { call: null, callBack: null }

export function homeText(home: Home): string {
  return `${home.kind}:${home.id}`
}

/** In the one order in which homes are locked, without repeats. */
export function sortedHomes(homes: readonly Home[]): readonly Home[] {
  if (homes.length === 1) return homes
  const distinct = new Map(homes.map((home) => [homeText(home), home]))
  return [...distinct].toSorted(([one], [other]) => (one < other ? -1 : 1)).map(([, home]) => home)
}
