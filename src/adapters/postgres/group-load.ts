/** Locking and loading a group of homes, with what is remembered of its keys. */
import type { AccountId, CallId, LineId, StaffId, TillId } from '../../domain/basics/ids.ts'
import { fromJson } from '../../domain/basics/json.ts'
import { later, type Instant } from '../../domain/basics/time.ts'
import {
  NO_ACCOUNT,
  NO_CALL,
  NO_STAFF,
  NO_TILL,
  type AccountState,
  type CallState,
  type LineState,
  type Home,
  type Part,
  type StaffState,
  type TillState,
} from '../../app/door/state.ts'
import {
  keyText,
  type GroupPlan,
  type KeyRef,
  type LoadedGroup,
  type NamedKey,
  type RememberedOutcome,
} from '../../app/door/store.ts'
import { accountOf, mailboxOf, passkeyOf, signInOf } from './rows/account-rows.ts'
import { keptAmong, NONE_KEPT, type KeptLine } from './kept-lines.ts'
import { loadLines } from './line-load.ts'
import { distinct, prepared, rowsOf, type Asker, type Wanted } from './look-ups.ts'
import { reportOf } from './rows/caution-rows.ts'
import { callBackOf, callOf } from './rows/call-rows.ts'
import { pendingChangeOf, shiftOf, staffOf, staffSignInOf, tillOf } from './rows/counter-rows.ts'
import { uuids } from './rows/columns.ts'
import { bookOf, giftCardOf, keptMethodOf, pointsLotOf } from './rows/money-rows.ts'
import type { Row } from './rows/table.ts'

export interface LoadedRows extends LoadedGroup {
  /** Rows that are there already, of tables whose rows move often, by their ids. */
  readonly knownRows: KnownRows
  /** Of each home that exists, as it was locked. */
  readonly versions: ReadonlyMap<string, bigint>
}

export type KnownRows = ReadonlyMap<string, object>

function knownRows(lines: ReadonlyMap<LineId, LineState>): KnownRows {
  const known = new Map<string, object>()
  for (const { packs, sessions } of lines.values()) {
    for (const pack of packs) known.set(pack.id, pack)
    for (const session of sessions) known.set(session.id, session)
  }
  return known
}

/**
 * Every statement is sent at once; each sees what was committed before the lock was had. Lines that
 * are kept are read only if somebody else has written them since.
 */
export async function loadGroup(
  client: Asker,
  plan: GroupPlan,
  keptOf: (line: LineId) => KeptLine | undefined = () => undefined,
): Promise<LoadedRows> {
  const kept = keptAmong(plan.homes, keptOf)
  const [locked, remembered, lines, accounts, mailboxes, cards, books, reports, ...others] =
    await Promise.all([
      client.query(prepared('homes', [uuids(plan.homes.map((home) => home.id))])),
      loadKeys(client, plan.keys, kept),
      loadLines(client, plan, kept),
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
  const homes = locked.rows as LockedHome[]
  const versions = new Map(homes.map((row) => [row.home_id, row.version]))
  const moved = [...kept].filter(([id, { version }]) => versions.get(id) !== version)
  if (moved.length > 0) {
    const again = planOf(plan, new Set(moved.map(([id]) => id)))
    const [keys, states] = await Promise.all([
      loadKeys(client, again.keys, NONE_KEPT),
      loadLines(client, again, NONE_KEPT),
    ])
    for (const [text, outcome] of keys) remembered.set(text, outcome)
    for (const [id, state] of states) lines.set(id, state)
  }
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
    knownHomes: new Set(versions.keys()),
    versions,
    lastInstant: homes.length === 0 ? null : homes.map((row) => row.last_at).reduce(later),
  }
}

interface LockedHome {
  readonly home_id: string
  readonly last_at: Instant
  readonly version: bigint
}

/** What a plan asks of some of its homes. */
function planOf(plan: GroupPlan, ids: ReadonlySet<string>): GroupPlan {
  const isAsked = ({ home }: { readonly home: Home }) => ids.has(home.id)
  return {
    isHurried: plan.isHurried,
    homes: plan.homes.filter(({ id }) => ids.has(id)),
    keys: plan.keys.filter(isAsked),
    parts: plan.parts,
    orders: plan.orders.filter(isAsked),
    sessions: plan.sessions.filter(isAsked),
  }
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

async function loadKeys(
  client: Asker,
  keys: readonly NamedKey[],
  kept: ReadonlyMap<LineId, KeptLine>,
): Promise<Map<string, RememberedOutcome>> {
  const outcomes = keys.filter((ref) => ref.place === 'outcomes')
  const reports = keys.filter((ref) => ref.place === 'usage_records' && !isSpared(ref, kept))
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

/** What is kept of the line may show that nobody used the key. */
function isSpared({ home, isNew }: NamedKey, kept: ReadonlyMap<LineId, KeptLine>): boolean {
  const known = home.kind === 'line' ? kept.get(home.id) : undefined
  return known !== undefined && isNew !== null && isNew(known)
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
