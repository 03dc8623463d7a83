/**
 * The store in memory, for the simulation and the contract suite: the same behaviour as the one on
 * PostgreSQL, nothing durable. `faults` lets a simulation fail a commit before or after it took
 * effect, as a real database may.
 */
import { fromJson, toJson } from '../../domain/basics/json.ts'
import { isOpen, type Order } from '../../domain/order/order.ts'
import {
  NO_LINE,
  type AccountState,
  type CallState,
  type Home,
  type LineState,
  type Part,
  type StaffState,
  type TillState,
} from '../../app/door/state.ts'
import type { AccountId, CallId, LineId, StaffId, TillId } from '../../domain/basics/ids.ts'
import type { SimProfile } from '../../domain/esim/sim-profile.ts'
import type { IdentityCheck } from '../../domain/identity/identity-check.ts'
import type { PendingChange } from '../../domain/line/pending-change.ts'
import type { Instant } from '../../domain/basics/time.ts'
import type { Job } from '../../app/door/command.ts'
import {
  Contention,
  keyText,
  type DoorStore,
  type GroupPlan,
  type GroupWrites,
  type JournalEntry,
  type LoadedGroup,
  type RememberedOutcome,
} from '../../app/door/store.ts'
import { checkRows, emptyTables, keepRow, type Tables } from './tables.ts'

export interface MemoryFaults {
  /** Throws to fail the commit with nothing written. */
  beforeCommit?(): void
  /** Throws after everything is written: the caller cannot know. */
  afterCommit?(): void
}

export interface MemoryStore extends DoorStore {
  readonly tables: Tables
  readonly journal: JournalEntry[]
  readonly remembered: Map<string, RememberedOutcome>
  /** Jobs enqueued and not yet taken, oldest first. */
  readonly jobs: Job[]
  readonly lastInstants: Map<string, Instant>
  faults: MemoryFaults
}

export function createMemoryStore(): MemoryStore {
  /** How often each home was written: what a lock would have kept still, seen afterwards. */
  const writesOf = new Map<string, number>()
  const store: MemoryStore = {
    tables: emptyTables(),
    journal: [],
    remembered: new Map(),
    jobs: [],
    lastInstants: new Map(),
    faults: {},
    async transact(plan, decide) {
      // A real store is never synchronous; neither is this one.
      await Promise.resolve()
      const seen = plan.homes.map(({ id }) => writesOf.get(id))
      const writes = decide(load(store, plan))
      await Promise.resolve()
      store.faults.beforeCommit?.()
      if (plan.homes.some(({ id }, index) => writesOf.get(id) !== seen[index])) {
        throw new Contention('another door was on the same homes')
      }
      save(store, writes)
      for (const { id } of writes.homes) writesOf.set(id, (writesOf.get(id) ?? 0) + 1)
      store.faults.afterCommit?.()
    },
  }
  return store
}

function load(store: MemoryStore, plan: GroupPlan): LoadedGroup {
  const idsOf = (kind: Home['kind']) =>
    plan.homes.filter((home) => home.kind === kind).map((home) => home.id as string)
  const remembered = new Map<string, RememberedOutcome>()
  for (const ref of plan.keys) {
    const known = store.remembered.get(keyText(ref))
    if (known !== undefined) remembered.set(keyText(ref), known)
  }
  let lastInstant: Instant | null = null
  for (const { id } of plan.homes) {
    const last = store.lastInstants.get(id)
    if (last === undefined) continue
    if (lastInstant === null || Temporal.Instant.compare(last, lastInstant) > 0) lastInstant = last
  }
  const { tables } = store
  const mailboxes = idsOf('mailbox').flatMap((id) => tables.mailboxes.get(id) ?? [])
  const giftCards = idsOf('gift_card').flatMap((id) => tables.giftCards.get(id) ?? [])
  const books = idsOf('book').flatMap((id) => tables.books.get(id) ?? [])
  return {
    states: {
      lines: new Map(idsOf('line').map((id) => [id as LineId, loadLine(tables, id, plan)])),
      accounts: new Map(idsOf('account').map((id) => [id as AccountId, loadAccount(tables, id)])),
      mailboxes: new Map(mailboxes.map((one) => [one.id, one])),
      giftCards: new Map(giftCards.map((one) => [one.id, one])),
      books: new Map(books.map((one) => [one.id, one])),
      staff: new Map(idsOf('staff').map((id) => [id as StaffId, loadStaff(tables, id)])),
      tills: new Map(idsOf('till').map((id) => [id as TillId, loadTill(tables, id)])),
      reports: new Map(
        idsOf('report')
          .flatMap((id) => tables.reports.get(id) ?? [])
          .map((one) => [one.id, one]),
      ),
      calls: new Map(idsOf('call').map((id) => [id as CallId, loadCall(tables, id)])),
    },
    remembered,
    knownHomes: new Set(
      plan.homes.map((home) => home.id as string).filter((id) => store.lastInstants.has(id)),
    ),
    lastInstant,
  }
}

export function loadLine(
  tables: Tables,
  id: string,
  plan: Pick<GroupPlan, 'parts' | 'orders' | 'sessions'>,
): LineState {
  const wants = (part: Part) => plan.parts.get(part)?.includes(id) ?? false
  const wanted = (order: Order) =>
    isOpen(order) || plan.orders.some((named) => named.order === order.id)
  const orders = wants('orders') ? byId(tables.ordersOf(id).filter(wanted)) : []
  const named = (peer: string, key: string) =>
    plan.sessions.some((ref) => ref.peer === peer && ref.sessionKey === key)
  return {
    line: tables.lines.get(id) ?? NO_LINE.line,
    packs: wants('packs') ? byId(tables.packsOf(id)) : [],
    orders,
    payments: byId(
      tables.paymentsOf(id).filter((one) => orders.some((order) => order.id === one.order)),
    ),
    mandate: wants('mandate') ? tables.mandateOf(id) : null,
    identityChecks: wants('identity') ? identityChecksOf(tables, id) : [],
    cases: wants('cases')
      ? byId([...tables.cases.values()].filter((one) => one.line === id && one.closed === null))
      : [],
    changes: wants('changes') ? waitingChanges(tables, id) : [],
    anomalies: wants('anomalies')
      ? byId([...tables.anomalies.values()].filter((one) => one.line === id))
      : [],
    disputes: wants('disputes')
      ? byId(
          [...tables.disputes.values()].filter(
            (one) => one.line === id && one.state.kind === 'open',
          ),
        )
      : [],
    profiles: wants('profiles') ? profilesOf(tables, id) : [],
    documents: wants('documents')
      ? byId(
          [...tables.documents.values()].filter(
            (one) => one.line === id && plan.orders.some((named) => named.order === one.order),
          ),
        )
      : [],
    sessions: wants('sessions')
      ? byId(
          tables
            .sessionsOf(id)
            .filter((one) => one.ended === null || named(one.peer, one.sessionKey)),
        )
      : [],
  }
}

export function loadStaff(tables: Tables, id: string): StaffState {
  const signIns = [...tables.staffSignIns.values()]
  return {
    staff: tables.staff.get(id) ?? null,
    signIns: byId(signIns.filter((one) => one.staff === id && one.ended === null)),
  }
}

export function loadTill(tables: Tables, id: string): TillState {
  const shifts = [...tables.shifts.values()]
  return {
    till: tables.tills.get(id) ?? null,
    shift: shifts.find((one) => one.till === id && one.closing === null) ?? null,
  }
}

export function loadCall(tables: Tables, id: string): CallState {
  return { call: tables.calls.get(id) ?? null, callBack: tables.callBacks.get(id) ?? null }
}

export function identityChecksOf(tables: Tables, line: string): readonly IdentityCheck[] {
  return byId([...tables.identityChecks.values()].filter((one) => one.line === line))
}

export function profilesOf(tables: Tables, line: string): readonly SimProfile[] {
  return byId([...tables.simProfiles.values()].filter((one) => one.line === line))
}

function waitingChanges(tables: Tables, home: string): readonly PendingChange[] {
  const all = [...tables.pendingChanges.values()]
  return byId(all.filter((one) => one.of.id === home && one.state.kind === 'waiting'))
}

/** Oldest id first: the order in which every store answers. */
function byId<Row extends { readonly id: string }>(rows: readonly Row[]): readonly Row[] {
  return rows.toSorted((one, other) => (one.id < other.id ? -1 : 1))
}

export function loadAccount(tables: Tables, id: string): AccountState {
  return {
    account: tables.accounts.get(id) ?? null,
    signIns: byId(
      [...tables.signIns.values()].filter((one) => one.account === id && one.ended === null),
    ),
    passkeys: byId([...tables.passkeys.values()].filter((one) => one.account === id)),
    lots: byId([...tables.lots.values()].filter((one) => one.account === id && one.left > 0n)),
    keptMethods: byId(
      [...tables.keptMethods.values()].filter(
        (one) => one.account === id && one.forgottenAt === null,
      ),
    ),
    changes: waitingChanges(tables, id),
  }
}

function save(store: MemoryStore, writes: GroupWrites): void {
  checkRows(store.tables, writes.changes)

  // From here saving must succeed.
  for (const change of writes.changes) keepRow(store.tables, change)
  for (const home of writes.homes) store.lastInstants.set(home.id, writes.now)
  store.journal.push(...writes.journal)
  store.jobs.push(...writes.jobs)
  for (const outcome of writes.outcomes) {
    // Through JSON, as a real store would keep it.
    const kept: RememberedOutcome = { ...outcome, outcome: fromJson(toJson(outcome.outcome)) }
    store.remembered.set(keyText(outcome.ref), kept)
  }
}
