/** The rows of the memory store, by id, with the constraints that PostgreSQL would keep. */
import type { Account } from '../../domain/account/account.ts'
import type { Mailbox } from '../../domain/account/mailbox.ts'
import type { Passkey } from '../../domain/account/passkey.ts'
import type { SignIn } from '../../domain/account/sign-in.ts'
import type { Agreement } from '../../domain/agreement/agreement.ts'
import type { Pack } from '../../domain/balance/pack.ts'
import { assert } from '../../domain/basics/assert.ts'
import { sumYen } from '../../domain/basics/money.ts'
import { isBefore } from '../../domain/basics/time.ts'
import type { DataSession } from '../../domain/charging/data-session.ts'
import type { UsageRecord } from '../../domain/charging/usage-record.ts'
import type { CallBack } from '../../domain/call/call-back.ts'
import type { Call, CallTurn } from '../../domain/call/call.ts'
import type { Case } from '../../domain/case/case.ts'
import type { IdentityCheck } from '../../domain/identity/identity-check.ts'
import type { PostingSet } from '../../domain/ledger/posting.ts'
import type { Line } from '../../domain/line/line.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import type { Staff, StaffSignIn } from '../../domain/staff/staff.ts'
import type { Shift, Till, TillEntry } from '../../domain/till/till.ts'
import type { WaitingNotice, Watch } from '../../domain/notice/waiting.ts'
import type { Order } from '../../domain/order/order.ts'
import type { Anomaly } from '../../domain/bill/anomaly.ts'
import type { Book } from '../../domain/bill/book.ts'
import type { Document } from '../../domain/bill/document.ts'
import type { EditedEntry, Report } from '../../domain/directory/report.ts'
import type { Dispute } from '../../domain/dispute/dispute.ts'
import type { SimProfile } from '../../domain/esim/sim-profile.ts'
import type { GiftCard } from '../../domain/gift-card/gift-card.ts'
import type { KeptMethod } from '../../domain/payment/kept-method.ts'
import type { Payment } from '../../domain/payment/payment.ts'
import type { PointsLot } from '../../domain/points/lots.ts'
import { isStanding, type Mandate } from '../../domain/renewal/mandate.ts'
import type { Change, Find, PersonKey, SealedText, SearchKey } from '../../app/door/state.ts'

export interface Tables {
  readonly lines: Map<string, Line>
  readonly packs: Map<string, Pack>
  readonly orders: Map<string, Order>
  readonly payments: Map<string, Payment>
  readonly mandates: Map<string, Mandate>
  readonly agreements: Map<string, Agreement>
  readonly documents: Map<string, Document>
  readonly postings: Map<string, PostingSet>
  readonly sessions: Map<string, DataSession>
  readonly usage: Map<string, UsageRecord>
  readonly accounts: Map<string, Account>
  readonly signIns: Map<string, SignIn>
  readonly passkeys: Map<string, Passkey>
  readonly mailboxes: Map<string, Mailbox>
  readonly lots: Map<string, PointsLot>
  readonly keptMethods: Map<string, KeptMethod>
  readonly giftCards: Map<string, GiftCard>
  readonly books: Map<string, Book>
  readonly watches: Map<string, Watch>
  readonly waitingNotices: Map<string, WaitingNotice>
  readonly personKeys: Map<string, PersonKey>
  readonly sealedTexts: Map<string, SealedText>
  readonly finds: Map<string, Find>
  readonly staff: Map<string, Staff>
  readonly staffSignIns: Map<string, StaffSignIn>
  readonly tills: Map<string, Till>
  readonly shifts: Map<string, Shift>
  readonly tillEntries: Map<string, TillEntry>
  readonly identityChecks: Map<string, IdentityCheck>
  readonly cases: Map<string, Case>
  readonly pendingChanges: Map<string, PendingChange>
  readonly searchKeys: Map<string, SearchKey>
  readonly calls: Map<string, Call>
  /** By call and number. */
  readonly callTurns: Map<string, CallTurn>
  /** By call. */
  readonly callBacks: Map<string, CallBack>
  readonly anomalies: Map<string, Anomaly>
  readonly disputes: Map<string, Dispute>
  readonly simProfiles: Map<string, SimProfile>
  readonly reports: Map<string, Report>
  /** By the entry's id. */
  readonly directoryEntries: Map<string, EditedEntry>
  /** Who holds what only one row may hold, by the text of `claimsOf`. */
  readonly claims: Map<string, string>
  packsOf(line: string): readonly Pack[]
  ordersOf(line: string): readonly Order[]
  sessionsOf(line: string): readonly DataSession[]
  paymentsOf(line: string): readonly Payment[]
  /** The one that stands. */
  mandateOf(line: string): Mandate | null
}

export function emptyTables(): Tables {
  const packs = new Map<string, Pack>()
  const orders = new Map<string, Order>()
  const sessions = new Map<string, DataSession>()
  const payments = new Map<string, Payment>()
  const mandates = new Map<string, Mandate>()
  const of = <Row extends { readonly line: string }>(rows: Map<string, Row>, line: string) =>
    [...rows.values()].filter((row) => row.line === line)
  return {
    lines: new Map(),
    packs,
    orders,
    payments,
    mandates,
    agreements: new Map(),
    documents: new Map(),
    postings: new Map(),
    sessions,
    usage: new Map(),
    accounts: new Map(),
    signIns: new Map(),
    passkeys: new Map(),
    mailboxes: new Map(),
    lots: new Map(),
    keptMethods: new Map(),
    giftCards: new Map(),
    books: new Map(),
    watches: new Map(),
    waitingNotices: new Map(),
    personKeys: new Map(),
    sealedTexts: new Map(),
    finds: new Map(),
    staff: new Map(),
    staffSignIns: new Map(),
    tills: new Map(),
    shifts: new Map(),
    tillEntries: new Map(),
    identityChecks: new Map(),
    cases: new Map(),
    pendingChanges: new Map(),
    searchKeys: new Map(),
    calls: new Map(),
    callTurns: new Map(),
    callBacks: new Map(),
    anomalies: new Map(),
    disputes: new Map(),
    simProfiles: new Map(),
    reports: new Map(),
    directoryEntries: new Map(),
    claims: new Map(),
    packsOf: (line) => of(packs, line),
    ordersOf: (line) => of(orders, line),
    sessionsOf: (line) => of(sessions, line),
    paymentsOf: (line) => of(payments, line),
    mandateOf: (line) => of(mandates, line).find(isStanding) ?? null,
  }
}

/** What PostgreSQL would refuse, of the group as a whole; nothing is written here. */
export function checkRows(tables: Tables, changes: readonly Change[]): void {
  const claims = new Map<string, string>()
  for (const change of changes) {
    checkRow(tables, change)
    for (const claim of claimsOf(change)) {
      const holder = claims.get(claim.what) ?? tables.claims.get(claim.what)
      assert(holder === undefined || holder === claim.row, `one row only: ${claim.what}`)
      claims.set(claim.what, claim.row)
    }
  }
}

function checkRow(tables: Tables, change: Change): void {
  switch (change.table) {
    case 'agreements':
      return assert(!tables.agreements.has(change.row.id), 'an agreement is written once')
    case 'documents':
      return assert(!tables.documents.has(change.row.id), 'a document is written once')
    case 'till_entries':
      return assert(!tables.tillEntries.has(change.row.id), 'a till entry is written once')
    case 'call_turns':
      return assert(
        !tables.callTurns.has(`${change.row.call}|${change.row.number}`),
        'a turn is written once',
      )
    case 'identity_checks':
      return assert(!tables.identityChecks.has(change.row.id), 'an identity check is written once')
    case 'usage_records':
      return assert(!tables.usage.has(change.row.id), 'a usage record is written once')
    case 'person_keys':
      return assert(
        change.removed === true || !tables.personKeys.has(change.row.person),
        'a person has one key',
      )
    case 'postings': {
      assert(!tables.postings.has(change.row.id), 'a posting set is written once')
      const sum = sumYen(change.row.postings.map((posting) => posting.amount))
      return assert(sum === 0n, 'a posting set sums to zero')
    }
    case 'points_lots':
      return assert(
        change.row.left >= 0n && change.row.left <= change.row.granted,
        'a lot holds no more than was granted and no less than nothing',
      )
    case 'gift_cards':
      return checkGiftCard(change.row)
    case 'packs': {
      const { allowance, bytesUsed, bytesReserved } = change.row
      const most = allowance.kind === 'total' ? allowance.bytes : null
      return assert(most === null || bytesUsed + bytesReserved <= most, 'a pack is not overdrawn')
    }
    default:
  }
}

/**
 * Usable for at most six months, by the calendar in Japan (Payment Services Act art. 4).
 */
function checkGiftCard({ value, left, activatedAt, expiresAt }: GiftCard): void {
  assert(value > 0n, 'a gift card is worth something')
  assert(left >= 0n && left <= value, 'a gift card holds no more than its value')
  if (activatedAt === null || expiresAt === null) return
  const last = activatedAt.toZonedDateTimeISO('Asia/Tokyo').add({ months: 6 }).toInstant()
  assert(!isBefore(last, expiresAt), 'a gift card is valid for six months at most')
}

/**
 * The unique indexes: an order is delivered once, posted once for each cause, and has one document
 * of each kind; a number is given once; a session is one.
 */
function claimsOf(change: Change): readonly { readonly what: string; readonly row: string }[] {
  switch (change.table) {
    case 'packs': {
      const { line, order, origin, id } = change.row
      return order === null ? [] : [{ what: `pack|${line}|${order}|${origin}`, row: id }]
    }
    case 'postings': {
      const { home, subject, cause, id } = change.row
      return [{ what: `postings|${home.id}|${subject}|${cause}`, row: id }]
    }
    case 'documents': {
      const { line, order, kind, refund, number, id } = change.row
      const of = refund === null ? `${order}|${kind}` : refund
      return [
        { what: `document|${line}|${of}`, row: id },
        { what: `document_number|${number.series}|${number.sequence}`, row: id },
      ]
    }
    case 'shifts': {
      const { till, id, closing } = change.row
      return closing === null ? [{ what: `open_shift|${till}`, row: id }] : []
    }
    case 'sim_profiles': {
      const { line, iccid, id, state } = change.row
      return state === 'cancelled' ? [] : [{ what: `sim_profile|${line}|${iccid}`, row: id }]
    }
    case 'data_sessions': {
      const { line, peer, sessionKey, id } = change.row
      return [{ what: `session|${line}|${peer}|${sessionKey}`, row: id }]
    }
    default:
      return []
  }
}

/** After `checkRows`. */
export function keepRow(tables: Tables, change: Change): void {
  for (const { what, row } of claimsOf(change)) tables.claims.set(what, row)
  switch (change.table) {
    case 'lines':
      return void tables.lines.set(change.row.id, change.row)
    case 'packs':
      return void tables.packs.set(change.row.id, change.row)
    case 'orders':
      return void tables.orders.set(change.row.id, change.row)
    case 'payments':
      return void tables.payments.set(change.row.id, change.row)
    case 'mandates':
      return void tables.mandates.set(change.row.id, change.row)
    case 'agreements':
      return void tables.agreements.set(change.row.id, change.row)
    case 'documents':
      return void tables.documents.set(change.row.id, change.row)
    case 'postings':
      return void tables.postings.set(change.row.id, change.row)
    case 'data_sessions':
      return void tables.sessions.set(change.row.id, change.row)
    case 'usage_records':
      return void tables.usage.set(change.row.id, change.row)
    case 'sim_profiles':
      return keepProfile(tables, change.row)
    case 'accounts':
    case 'sign_ins':
    case 'passkeys':
    case 'mailboxes':
    case 'person_keys':
    case 'sealed_texts':
      return keepOfPerson(tables, change)
    case 'points_lots':
      return void tables.lots.set(change.row.id, change.row)
    case 'kept_methods':
      return void tables.keptMethods.set(change.row.id, change.row)
    case 'gift_cards':
      return void tables.giftCards.set(change.row.id, change.row)
    case 'books':
      return void tables.books.set(change.row.id, change.row)
    case 'watches':
      return void tables.watches.set(change.row.line, change.row)
    case 'waiting_notices': {
      const key = `${change.row.account}|${change.row.id}`
      if (change.removed) return void tables.waitingNotices.delete(key)
      return void tables.waitingNotices.set(key, change.row)
    }
    case 'staff':
    case 'staff_sign_ins':
    case 'tills':
    case 'shifts':
    case 'till_entries':
    case 'identity_checks':
    case 'cases':
    case 'pending_changes':
    case 'search_keys':
      return keepAtCounter(tables, change)
    case 'calls':
    case 'call_turns':
    case 'call_backs':
      return keepOfCall(tables, change)
    case 'anomalies':
    case 'disputes':
    case 'reports':
    case 'directory_entries':
      return keepOfCaution(tables, change)
    case 'finds':
      return keepFind(tables, change)
  }
}

/** What was cancelled leaves its Sim to another order. */
function keepProfile(tables: Tables, row: SimProfile): void {
  const { line, iccid, id, state } = row
  if (state === 'cancelled') tables.claims.delete(`sim_profile|${line}|${iccid}`)
  tables.simProfiles.set(id, row)
}

type PersonChange = Extract<
  Change,
  {
    table: 'accounts' | 'sign_ins' | 'passkeys' | 'mailboxes' | 'person_keys' | 'sealed_texts'
  }
>

/** Who somebody is and how they sign in: all of it can be forgotten but the account's own row. */
function keepOfPerson(tables: Tables, change: PersonChange): void {
  switch (change.table) {
    case 'accounts':
      return void tables.accounts.set(change.row.id, change.row)
    case 'sign_ins':
      if (change.removed) return void tables.signIns.delete(change.row.id)
      return void tables.signIns.set(change.row.id, change.row)
    case 'passkeys':
      if (change.removed) return void tables.passkeys.delete(change.row.id)
      return void tables.passkeys.set(change.row.id, change.row)
    case 'mailboxes':
      if (change.removed) return void tables.mailboxes.delete(change.row.id)
      return void tables.mailboxes.set(change.row.id, change.row)
    case 'person_keys':
      if (change.removed) return void tables.personKeys.delete(change.row.person)
      return void tables.personKeys.set(change.row.person, change.row)
    case 'sealed_texts': {
      const key = `${change.row.person}|${change.row.kind}`
      if (change.removed) return void tables.sealedTexts.delete(key)
      return void tables.sealedTexts.set(key, change.row)
    }
  }
}

function keepFind({ finds }: Tables, { row, removed }: Extract<Change, { table: 'finds' }>): void {
  const key = `${row.kind}|${row.value}`
  if (removed !== true) return void finds.set(key, row)
  // Another home may have taken it over.
  if (finds.get(key)?.home.id === row.home.id) finds.delete(key)
}

type CautionChange = Extract<
  Change,
  { table: 'anomalies' | 'disputes' | 'reports' | 'directory_entries' }
>

function keepOfCaution(tables: Tables, change: CautionChange): void {
  switch (change.table) {
    case 'anomalies':
      return void tables.anomalies.set(change.row.id, change.row)
    case 'disputes':
      return void tables.disputes.set(change.row.id, change.row)
    case 'reports':
      return void tables.reports.set(change.row.id, change.row)
    case 'directory_entries':
      return void tables.directoryEntries.set(change.row.entry.id, change.row)
  }
}

type CallChange = Extract<Change, { table: 'calls' | 'call_turns' | 'call_backs' }>

function keepOfCall(tables: Tables, change: CallChange): void {
  switch (change.table) {
    case 'calls':
      return void tables.calls.set(change.row.id, change.row)
    case 'call_turns':
      return void tables.callTurns.set(`${change.row.call}|${change.row.number}`, change.row)
    case 'call_backs':
      return void tables.callBacks.set(change.row.call, change.row)
  }
}

type CounterChange = Extract<
  Change,
  {
    table:
      | 'staff'
      | 'staff_sign_ins'
      | 'tills'
      | 'shifts'
      | 'till_entries'
      | 'identity_checks'
      | 'cases'
      | 'pending_changes'
      | 'search_keys'
  }
>

/** Of staff and tills, and of what a counter knows about a line. */
function keepAtCounter(tables: Tables, change: CounterChange): void {
  switch (change.table) {
    case 'staff':
      return void tables.staff.set(change.row.id, change.row)
    case 'staff_sign_ins':
      return void tables.staffSignIns.set(change.row.id, change.row)
    case 'tills':
      return void tables.tills.set(change.row.id, change.row)
    case 'shifts':
      if (change.row.closing !== null) tables.claims.delete(`open_shift|${change.row.till}`)
      return void tables.shifts.set(change.row.id, change.row)
    case 'till_entries':
      return void tables.tillEntries.set(change.row.id, change.row)
    case 'identity_checks':
      return void tables.identityChecks.set(change.row.id, change.row)
    case 'cases':
      return void tables.cases.set(change.row.id, change.row)
    case 'pending_changes':
      return void tables.pendingChanges.set(change.row.id, change.row)
    case 'search_keys': {
      const key = `${change.row.kind}|${change.row.value}|${change.row.home.id}`
      if (change.removed) return void tables.searchKeys.delete(key)
      return void tables.searchKeys.set(key, change.row)
    }
  }
}
