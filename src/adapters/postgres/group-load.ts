/**
 * Locking and loading a group: one statement a table for all homes. Key look-ups go through
 * `lateral … offset 0`, because a generic plan made on empty tables would otherwise read whole
 * indexes for ever.
 */
import type pg from 'pg'
import { PACKS_ALIVE_MAX } from '../../domain/balance/delivery.ts'
import type { AccountId, CallId, LineId, StaffId, TillId } from '../../domain/basics/ids.ts'
import { fromJson } from '../../domain/basics/json.ts'
import { later, type Instant } from '../../domain/basics/time.ts'
import {
  NO_ACCOUNT,
  NO_CALL,
  NO_LINE,
  NO_STAFF,
  NO_TILL,
  type AccountState,
  type CallState,
  type LineState,
  type Part,
  type StaffState,
  type TillState,
} from '../../app/door/state.ts'
import {
  keyText,
  type GroupPlan,
  type KeyRef,
  type LoadedGroup,
  type NamedOrder,
  type NamedSession,
  type RememberedOutcome,
} from '../../app/door/store.ts'
import { accountOf, mailboxOf, passkeyOf, signInOf } from './rows/account-rows.ts'
import { anomalyOf, disputeOf, reportOf } from './rows/caution-rows.ts'
import { callBackOf, callOf } from './rows/call-rows.ts'
import {
  caseOf,
  identityCheckOf,
  pendingChangeOf,
  shiftOf,
  staffOf,
  staffSignInOf,
  tillOf,
} from './rows/counter-rows.ts'
import { documentOf } from './rows/document-rows.ts'
import { dataSessionOf, lineOf, packOf } from './rows/line-rows.ts'
import { mandateOf } from './rows/mandate-rows.ts'
import { bookOf, giftCardOf, keptMethodOf, pointsLotOf } from './rows/money-rows.ts'
import { orderOf, paymentOf } from './rows/order-rows.ts'
import { simProfileOf } from './rows/profile-rows.ts'
import type { Row } from './rows/table.ts'

/** A connection inside a transaction, or what stands for one. */
export interface Asker {
  query(statement: { name: string; text: string; values: unknown[] }): Promise<pg.QueryResult>
}

/** Packs that ended lately are loaded beside the living ones: late reports and grace need them. */
const PACKS_LOADED_MAX = PACKS_ALIVE_MAX + 8
/** The newest identity checks of a line; older ones say no more than these. */
export const IDENTITY_CHECKS_LOADED_MAX = 20
/** The newest anomalies of a line; older ones are no longer disputed. */
export const ANOMALIES_LOADED_MAX = 100
/** The newest eSIM profiles of a line; a Sim of before these is long gone. */
export const PROFILES_LOADED_MAX = 20

/** What is loaded of homes, without their locks and keys. */
export type Wanted = Pick<GroupPlan, 'homes' | 'parts' | 'orders' | 'sessions'>

/** By name; a test holds their plans to index look-ups. */
export const LOADS = {
  homes: `select home_id, last_at from homes
    where home_id = any ($1::uuid[]) order by home_id for no key update`,
  lines: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from lines where home_id = wanted.id offset 0) as one`,
  packs: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from packs where home_id = wanted.id
      order by valid_until desc nulls first limit ${PACKS_LOADED_MAX} offset 0) as one`,
  openOrders: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from orders where home_id = wanted.id
      and (state_kind in ('awaiting_payment', 'fulfilling', 'refund_due') or parts_due)
      offset 0) as one`,
  orders: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from orders
      where home_id = named.home and id = named.id offset 0) as one`,
  openPayments: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select payments.* from orders
      join payments on payments.home_id = orders.home_id and payments.order_id = orders.id
      where orders.home_id = wanted.id
      and (orders.state_kind in ('awaiting_payment', 'fulfilling', 'refund_due')
        or orders.parts_due)
      offset 0) as one`,
  payments: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from payments
      where home_id = named.home and order_id = named.id offset 0) as one`,
  documents: `select one.* from unnest($1::uuid[], $2::uuid[]) as named (home, id)
    cross join lateral (select * from documents
      where home_id = named.home and order_id = named.id offset 0) as one`,
  liveSessions: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from data_sessions
      where home_id = wanted.id and not is_over offset 0) as one`,
  sessions: `select one.* from unnest($1::uuid[], $2::text[], $3::text[])
      as named (home, peer, session_key)
    cross join lateral (select * from data_sessions where home_id = named.home
      and peer = named.peer and session_key = named.session_key and is_over offset 0) as one`,
  mandates: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from mandates
      where home_id = wanted.id and ended is null offset 0) as one`,
  identityChecks: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from identity_checks where home_id = wanted.id
      order by id desc limit ${IDENTITY_CHECKS_LOADED_MAX} offset 0) as one`,
  openCases: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from cases
      where home_id = wanted.id and closed is null offset 0) as one`,
  waitingChanges: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from pending_changes
      where home_id = wanted.id and state_kind = 'waiting' offset 0) as one`,
  anomalies: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from anomalies where home_id = wanted.id
      order by about_at desc limit ${ANOMALIES_LOADED_MAX} offset 0) as one`,
  openDisputes: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from disputes
      where home_id = wanted.id and state_kind = 'open' offset 0) as one`,
  profiles: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from sim_profiles where home_id = wanted.id
      order by id desc limit ${PROFILES_LOADED_MAX} offset 0) as one`,
  reports: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from reports where home_id = wanted.id offset 0) as one`,
  staff: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from staff where home_id = wanted.id offset 0) as one`,
  staffSignIns: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from staff_sign_ins
      where home_id = wanted.id and ended is null offset 0) as one`,
  tills: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from tills where home_id = wanted.id offset 0) as one`,
  openShifts: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from shifts
      where home_id = wanted.id and closing is null offset 0) as one`,
  calls: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from calls where home_id = wanted.id offset 0) as one`,
  callBacks: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from call_backs where home_id = wanted.id offset 0) as one`,
  accounts: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from accounts where home_id = wanted.id offset 0) as one`,
  signIns: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from sign_ins
      where home_id = wanted.id and ended is null offset 0) as one`,
  passkeys: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from passkeys where home_id = wanted.id offset 0) as one`,
  points: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from points_lots
      where home_id = wanted.id and "left" > 0 offset 0) as one`,
  keptMethods: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from kept_methods
      where home_id = wanted.id and forgotten_at is null offset 0) as one`,
  giftCards: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from gift_cards where home_id = wanted.id offset 0) as one`,
  books: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from books where home_id = wanted.id offset 0) as one`,
  mailboxes: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select * from mailboxes where home_id = wanted.id offset 0) as one`,
  outcomes: `select one.* from unnest($1::uuid[], $2::text[], $3::text[])
      as asked (home, actor, key)
    cross join lateral (select * from remembered_outcomes where home_id = asked.home
      and actor = asked.actor and key = asked.key offset 0) as one`,
  usageKeys: `select one.* from unnest($1::uuid[], $2::text[]) as asked (home, key)
    cross join lateral (select home_id, record_key, heard_at, answer from usage_records
      where home_id = asked.home and record_key = asked.key limit 1) as one`,
} as const

/** With which rows are there already, of tables whose rows move often. */
export interface LoadedRows extends LoadedGroup {
  readonly knownRows: ReadonlySet<string>
}

function knownRows(lines: ReadonlyMap<LineId, LineState>): ReadonlySet<string> {
  const known = new Set<string>()
  for (const { packs, sessions } of lines.values()) {
    for (const { id } of packs) known.add(id)
    for (const { id } of sessions) known.add(id)
  }
  return known
}

/** Every statement is sent at once; each sees what was committed before the lock was had. */
export async function loadGroup(client: Asker, plan: GroupPlan): Promise<LoadedRows> {
  const [locked, remembered, lines, accounts, mailboxes, cards, books, reports, ...others] =
    await Promise.all([
      client.query(prepared('homes', [plan.homes.map((home) => home.id)])),
      loadKeys(client, plan.keys),
      loadLines(client, plan),
      loadAccounts(client, plan),
      loadWhole(client, plan, 'mailbox'),
      loadWhole(client, plan, 'gift_card'),
      loadWhole(client, plan, 'book'),
      loadWhole(client, plan, 'report'),
      loadStaff(client, plan),
      loadTills(client, plan),
      loadCalls(client, plan),
    ])
  const [staff, tills, calls] = others
  const lastInstants = locked.rows.map((row: Row) => row['last_at'] as Instant)
  return {
    states: {
      lines,
      accounts,
      mailboxes: new Map(mailboxes.map(mailboxOf).map((one) => [one.id, one])),
      giftCards: new Map(cards.map(giftCardOf).map((one) => [one.id, one])),
      books: new Map(books.map(bookOf).map((one) => [one.id, one])),
      staff,
      tills,
      calls,
      reports: new Map(reports.map(reportOf).map((one) => [one.id, one])),
    },
    remembered,
    knownRows: knownRows(lines),
    knownHomes: new Set(locked.rows.map((row: Row) => row['home_id'] as string)),
    lastInstant: lastInstants.length === 0 ? null : lastInstants.reduce(later),
  }
}

function prepared(name: keyof typeof LOADS, values: unknown[]) {
  return { name: `load_${name}`, text: LOADS[name], values }
}

async function rowsOf(
  client: Asker,
  name: keyof typeof LOADS,
  ids: readonly string[] | undefined,
  others: unknown[] = [],
): Promise<readonly Row[]> {
  if (ids === undefined || ids.length === 0) return []
  const result = await client.query(prepared(name, [ids, ...others]))
  return result.rows as Row[]
}

export async function loadLines(client: Asker, plan: Wanted) {
  const ids = plan.homes.filter((home) => home.kind === 'line').map((home) => home.id)
  const isLine = new Set<string>(ids)
  const of = (part: Part) => plan.parts.get(part)?.filter((id) => isLine.has(id))
  const withOrders = of('orders')
  const withSessions = of('sessions')
  const orderHomes = plan.orders.map(({ home }) => home.id)
  const orders = plan.orders.map(({ order }) => order)
  const documented = plan.orders.filter(({ home }) => of('documents')?.includes(home.id))
  const found = await Promise.all([
    rowsOf(client, 'lines', ids),
    rowsOf(client, 'packs', of('packs')),
    rowsOf(client, 'openOrders', withOrders),
    rowsOf(client, 'orders', orderHomes, [orders]),
    rowsOf(client, 'openPayments', withOrders),
    rowsOf(client, 'payments', orderHomes, [orders]),
    rowsOf(client, 'liveSessions', withSessions),
    loadNamedSessions(client, plan.sessions),
    loadDocuments(client, documented),
    rowsOf(client, 'mandates', of('mandate')),
    rowsOf(client, 'identityChecks', of('identity')),
    rowsOf(client, 'openCases', of('cases')),
    rowsOf(client, 'waitingChanges', of('changes')),
    rowsOf(client, 'anomalies', of('anomalies')),
    rowsOf(client, 'openDisputes', of('disputes')),
    rowsOf(client, 'profiles', of('profiles')),
  ])
  return assembleLines(ids, found)
}

function loadDocuments(client: Asker, named: readonly NamedOrder[]) {
  const homes = named.map(({ home }) => home.id)
  return rowsOf(client, 'documents', homes, [named.map(({ order }) => order)])
}

function loadNamedSessions(client: Asker, sessions: readonly NamedSession[]) {
  const homes = sessions.map(({ home }) => home.id)
  const peers = sessions.map(({ peer }) => peer)
  const keys = sessions.map(({ sessionKey }) => sessionKey)
  return rowsOf(client, 'sessions', homes, [peers, keys])
}

type LineRows = readonly (readonly Row[])[]

function assembleLines(ids: readonly string[], found: LineRows): Map<LineId, LineState> {
  const [
    lines = [],
    packs = [],
    open = [],
    named = [],
    paid = [],
    asked = [],
    live = [],
    told = [],
    documents = [],
    mandates = [],
    checks = [],
    cases = [],
    changes = [],
    anomalies = [],
    disputes = [],
    profiles = [],
  ] = found
  const states = new Map(ids.map((id) => [id as LineId, { ...NO_LINE }]))
  const put = (row: Row, patch: (state: LineState) => LineState) => {
    const id = row['home_id'] as LineId
    states.set(id, patch(states.get(id) ?? NO_LINE))
  }
  for (const row of lines) put(row, (state) => ({ ...state, line: lineOf(row) }))
  for (const row of mandates) put(row, (state) => ({ ...state, mandate: mandateOf(row) }))
  for (const row of distinct(packs, []))
    put(row, (state) => ({ ...state, packs: [...state.packs, packOf(row)] }))
  for (const row of distinct(open, named)) {
    put(row, (state) => ({ ...state, orders: [...state.orders, orderOf(row)] }))
  }
  for (const row of distinct(paid, asked)) {
    put(row, (state) => ({ ...state, payments: [...state.payments, paymentOf(row)] }))
  }
  for (const row of distinct(documents, [])) {
    put(row, (state) => ({ ...state, documents: [...state.documents, documentOf(row)] }))
  }
  for (const row of distinct(checks, [])) {
    put(row, (state) => ({
      ...state,
      identityChecks: [...state.identityChecks, identityCheckOf(row)],
    }))
  }
  for (const row of distinct(cases, [])) {
    put(row, (state) => ({ ...state, cases: [...state.cases, caseOf(row)] }))
  }
  for (const row of distinct(changes, [])) {
    put(row, (state) => ({ ...state, changes: [...state.changes, pendingChangeOf(row)] }))
  }
  for (const row of distinct(anomalies, [])) {
    put(row, (state) => ({ ...state, anomalies: [...state.anomalies, anomalyOf(row)] }))
  }
  for (const row of distinct(disputes, [])) {
    put(row, (state) => ({ ...state, disputes: [...state.disputes, disputeOf(row)] }))
  }
  for (const row of distinct(profiles, [])) {
    put(row, (state) => ({ ...state, profiles: [...state.profiles, simProfileOf(row)] }))
  }
  for (const row of distinct(live, told)) {
    put(row, (state) => ({ ...state, sessions: [...state.sessions, dataSessionOf(row)] }))
  }
  return states
}

/** Each row once, oldest id first: the order in which every store answers. */
function distinct(one: readonly Row[], other: readonly Row[]): readonly Row[] {
  const rows = new Map([...one, ...other].map((row) => [row['id'] as string, row]))
  return [...rows.values()].toSorted((a, b) => (String(a['id']) < String(b['id']) ? -1 : 1))
}

export async function loadAccounts(client: Asker, plan: Wanted) {
  const ids = plan.homes.filter((home) => home.kind === 'account').map((home) => home.id)
  const wanted = new Set<string>(ids)
  const of = (part: Part) => plan.parts.get(part)?.filter((id) => wanted.has(id))
  const [accounts, signIns, passkeys, lots, keptMethods, changes] = await Promise.all([
    rowsOf(client, 'accounts', ids),
    rowsOf(client, 'signIns', of('sign_ins')),
    rowsOf(client, 'passkeys', of('sign_ins')),
    rowsOf(client, 'points', of('points')),
    rowsOf(client, 'keptMethods', of('kept_methods')),
    rowsOf(client, 'waitingChanges', of('changes')),
  ])
  const states = new Map<AccountId, AccountState>()
  const ownRows = (rows: readonly Row[]) => Map.groupBy(rows, (row) => row['home_id'] as string)
  const own = [accounts, signIns, passkeys, lots, keptMethods, changes].map(ownRows)
  for (const id of ids) {
    const [account, ins, keys, held, kept, waiting] = own.map((rows) =>
      distinct(rows.get(id) ?? [], []),
    )
    states.set(id, {
      account: account?.[0] === undefined ? NO_ACCOUNT.account : accountOf(account[0]),
      signIns: (ins ?? []).map(signInOf),
      passkeys: (keys ?? []).map(passkeyOf),
      lots: (held ?? []).map(pointsLotOf),
      keptMethods: (kept ?? []).map(keptMethodOf),
      changes: (waiting ?? []).map(pendingChangeOf),
    })
  }
  return states
}

export async function loadStaff(client: Asker, plan: Pick<GroupPlan, 'homes'>) {
  const ids = plan.homes.filter((home) => home.kind === 'staff').map((home) => home.id)
  const [staff, signIns] = await Promise.all([
    rowsOf(client, 'staff', ids),
    rowsOf(client, 'staffSignIns', ids),
  ])
  const states = new Map<StaffId, StaffState>(ids.map((id) => [id, NO_STAFF]))
  for (const row of staff) {
    const one = staffOf(row)
    const own = signIns.filter((other) => other['home_id'] === one.id)
    states.set(one.id, { staff: one, signIns: distinct(own, []).map(staffSignInOf) })
  }
  return states
}

export async function loadTills(client: Asker, plan: Pick<GroupPlan, 'homes'>) {
  const ids = plan.homes.filter((home) => home.kind === 'till').map((home) => home.id)
  const [tills, shifts] = await Promise.all([
    rowsOf(client, 'tills', ids),
    rowsOf(client, 'openShifts', ids),
  ])
  const states = new Map<TillId, TillState>(ids.map((id) => [id, NO_TILL]))
  for (const row of tills) {
    const till = tillOf(row)
    const open = shifts.find((one) => one['home_id'] === till.id)
    states.set(till.id, { till, shift: open === undefined ? null : shiftOf(open) })
  }
  return states
}

export async function loadCalls(client: Asker, plan: Pick<GroupPlan, 'homes'>) {
  const ids = plan.homes.filter((home) => home.kind === 'call').map((home) => home.id)
  const [calls, callBacks] = await Promise.all([
    rowsOf(client, 'calls', ids),
    rowsOf(client, 'callBacks', ids),
  ])
  const states = new Map<CallId, CallState>(ids.map((id) => [id, NO_CALL]))
  for (const row of calls) {
    const call = callOf(row)
    const own = callBacks.find((one) => one['home_id'] === call.id)
    states.set(call.id, { call, callBack: own === undefined ? null : callBackOf(own) })
  }
  return states
}

const WHOLE = {
  mailbox: 'mailboxes',
  gift_card: 'giftCards',
  book: 'books',
  report: 'reports',
} as const

/** Homes that are one row. */
function loadWhole(client: Asker, plan: Wanted, kind: keyof typeof WHOLE): Promise<readonly Row[]> {
  const ids = plan.homes.filter((home) => home.kind === kind).map((home) => home.id)
  return rowsOf(client, WHOLE[kind], ids)
}

async function loadKeys(client: Asker, keys: readonly KeyRef[]) {
  const outcomes = keys.filter((ref) => ref.place === 'outcomes')
  const reports = keys.filter((ref) => ref.place === 'usage_records')
  const homesOf = (refs: readonly KeyRef[]) => refs.map((ref) => ref.home.id)
  const keysOf = (refs: readonly KeyRef[]) => refs.map((ref) => ref.key)
  const actors = outcomes.map((ref) => ref.actor)
  const [outcomeRows, reportRows] = await Promise.all([
    rowsOf(client, 'outcomes', homesOf(outcomes), [actors, keysOf(outcomes)]),
    rowsOf(client, 'usageKeys', homesOf(reports), [keysOf(reports)]),
  ])
  const remembered = new Map<string, RememberedOutcome>()
  const known = new Map(outcomeRows.map((row) => [textOf(row, 'home_id', 'actor', 'key'), row]))
  for (const ref of outcomes) {
    const row = known.get(`${ref.home.id}|${ref.actor}|${ref.key}`)
    if (row !== undefined) remembered.set(keyText(ref), rememberedOutcome(ref, row))
  }
  const reported = new Map(reportRows.map((row) => [textOf(row, 'home_id', 'record_key'), row]))
  for (const ref of reports) {
    const row = reported.get(`${ref.home.id}|${ref.key}`)
    if (row !== undefined) remembered.set(keyText(ref), rememberedReport(ref, row))
  }
  return remembered
}

function textOf(row: Row, ...columns: readonly string[]): string {
  return columns.map((column) => row[column]).join('|')
}

function rememberedOutcome(ref: KeyRef, row: Row): RememberedOutcome {
  return {
    ref,
    command: row['command'] as string,
    fingerprint: row['fingerprint'] as string,
    outcome: fromJson(row['outcome']),
    at: row['at'] as Instant,
  }
}

/** A usage record is its own remembered outcome. */
function rememberedReport(ref: KeyRef, row: Row): RememberedOutcome {
  const at = row['heard_at'] as Instant
  const outcome = { ok: true, value: fromJson(row['answer']) } as const
  return { ref, command: 'charge', fingerprint: ref.key, outcome, at }
}
