/** A group's writes as statements: one a table, rows in key order, prepared once by name. */
import { toJson } from '../../domain/basics/json.ts'
import type { Change, Table } from '../../app/door/state.ts'
import type {
  GroupWrites,
  JournalEntry,
  LoadedGroup,
  RememberedOutcome,
} from '../../app/door/store.ts'
import { rowOf } from './change-rows.ts'
import { MOVE_EDITION } from './edition.ts'
import * as accountRows from './rows/account-rows.ts'
import * as callRows from './rows/call-rows.ts'
import * as cautionRows from './rows/caution-rows.ts'
import * as counterRows from './rows/counter-rows.ts'
import * as documentRows from './rows/document-rows.ts'
import * as lineRows from './rows/line-rows.ts'
import * as mandateRows from './rows/mandate-rows.ts'
import * as moneyRows from './rows/money-rows.ts'
import * as noticeRows from './rows/notice-rows.ts'
import * as orderRows from './rows/order-rows.ts'
import * as profileRows from './rows/profile-rows.ts'
import type { KnownRows, LoadedRows } from './group-load.ts'
import { uuids } from './rows/columns.ts'
import {
  movedShape,
  narrowShape,
  rowColumns,
  upsertStatement,
  type Row,
  type TableShape,
} from './rows/table.ts'

export interface Statement {
  readonly name: string
  readonly text: string
  readonly values: unknown[]
  /** How many rows it finds, where they are known to be there. */
  readonly moves?: number
}

export interface Writer {
  readonly table: TableShape
  readonly name: string
  readonly text: string
}

function writer(table: TableShape): Writer {
  return { table, name: `save_${table.name}`, text: upsertStatement(table) }
}

/** `often`: which columns move with nearly every write, by the domain's names for them. */
function mover(table: TableShape, often: Readonly<Record<string, string>>): Mover {
  const { name } = table
  return {
    whole: { ...writer(movedShape(table)), name: `move_${name}` },
    often: { ...writer(narrowShape(table, Object.values(often))), name: `move_often_${name}` },
    oftenFields: new Map(Object.entries(often)),
  }
}

const JOURNAL = writer({
  name: 'journal',
  columns: {
    home_id: 'uuid',
    id: 'uuid',
    at: 'timestamptz',
    command: 'text',
    channel: 'text',
    actor: 'text',
    key: 'text',
    events: 'jsonb',
  },
  key: ['home_id', 'id', 'at'],
  write: 'once',
})

const OUTCOMES = writer({
  name: 'remembered_outcomes',
  columns: {
    home_id: 'uuid',
    actor: 'text',
    key: 'text',
    command: 'text',
    fingerprint: 'text',
    outcome: 'jsonb',
    at: 'timestamptz',
  },
  key: ['home_id', 'actor', 'key'],
  write: 'once',
})

const WRITERS: Readonly<Record<Table, Writer>> = {
  lines: writer(lineRows.LINES),
  packs: writer(lineRows.PACKS),
  data_sessions: writer(lineRows.DATA_SESSIONS),
  usage_records: writer(lineRows.USAGE_RECORDS),
  orders: writer(orderRows.ORDERS),
  payments: writer(orderRows.PAYMENTS),
  mandates: writer(mandateRows.MANDATES),
  agreements: writer(orderRows.AGREEMENTS),
  documents: writer(documentRows.DOCUMENTS),
  postings: writer(orderRows.POSTING_SETS),
  accounts: writer(accountRows.ACCOUNTS),
  sign_ins: writer(accountRows.SIGN_INS),
  passkeys: writer(accountRows.PASSKEYS),
  mailboxes: writer(accountRows.MAILBOXES),
  points_lots: writer(moneyRows.POINTS_LOTS),
  kept_methods: writer(moneyRows.KEPT_METHODS),
  gift_cards: writer(moneyRows.GIFT_CARDS),
  books: writer(moneyRows.BOOKS),
  staff: writer(counterRows.STAFF),
  staff_sign_ins: writer(counterRows.STAFF_SIGN_INS),
  tills: writer(counterRows.TILLS),
  shifts: writer(counterRows.SHIFTS),
  till_entries: writer(counterRows.TILL_ENTRIES),
  identity_checks: writer(counterRows.IDENTITY_CHECKS),
  cases: writer(counterRows.CASES),
  pending_changes: writer(counterRows.PENDING_CHANGES),
  search_keys: writer(counterRows.SEARCH_KEYS),
  calls: writer(callRows.CALLS),
  call_turns: writer(callRows.CALL_TURNS),
  call_backs: writer(callRows.CALL_BACKS),
  anomalies: writer(cautionRows.ANOMALIES),
  disputes: writer(cautionRows.DISPUTES),
  sim_profiles: writer(profileRows.SIM_PROFILES),
  reports: writer(cautionRows.REPORTS),
  directory_entries: writer(cautionRows.DIRECTORY_ENTRIES),
  watches: writer(noticeRows.WATCHES),
  waiting_notices: writer(noticeRows.WAITING_NOTICES),
  person_keys: writer(accountRows.PERSON_KEYS),
  sealed_texts: writer(accountRows.SEALED_TEXTS),
  finds: writer(accountRows.FINDS),
}

interface Mover {
  readonly whole: Writer
  /** Where nothing but what moves often has moved. */
  readonly often: Writer
  /** Their columns, by field; each holds its value as it is. */
  readonly oftenFields: ReadonlyMap<string, string>
}

const MOVERS: Readonly<Partial<Record<Table, Mover>>> = {
  packs: mover(lineRows.PACKS, lineRows.PACK_MOVES_OFTEN),
  data_sessions: mover(lineRows.DATA_SESSIONS, lineRows.DATA_SESSION_MOVES_OFTEN),
}

/** Tables are always written in this order; `finds`, which no lock covers, last. */
const TABLE_ORDER = Object.keys(WRITERS) as readonly Table[]

export function saveStatements(writes: GroupWrites, loaded: LoadedRows): readonly Statement[] {
  const statements = homeStatements(writes, loaded)
  const removals = writes.changes.filter(isRemoval)
  for (const change of removals) if (change.table !== 'finds') statements.push(removal(change))
  for (const { writer, rows } of rowsToWrite(writes, loaded.knownRows)) {
    const { table, name, text } = writer
    const statement = { name, text, values: rowColumns(table, rows) }
    statements.push(table.write === 'move' ? { ...statement, moves: rows.length } : statement)
  }
  // After what another home may have put there and given up again.
  for (const change of removals) if (change.table === 'finds') statements.push(removal(change))
  if (writes.jobs.length > 0) statements.push(enqueue(writes))
  if (writes.changes.some(changesDirectory)) statements.push(MOVE_EDITION)
  return statements
}

/** What every process answers by, not only whoever asked for it. */
function changesDirectory({ table, row }: Change): boolean {
  return table === 'directory_entries' || (table === 'reports' && row.state.kind !== 'waiting')
}

/** What a group leaves in each table, in the order in which tables are written. */
export function rowsToWrite(writes: GroupWrites, known: KnownRows): WrittenRows[] {
  const byTable = new Map<Table, Change[]>()
  for (const change of writes.changes) {
    if (isRemoval(change)) continue
    const changes = byTable.get(change.table)
    if (changes === undefined) byTable.set(change.table, [change])
    else changes.push(change)
  }
  for (const table of writes.saves ?? []) if (!byTable.has(table)) byTable.set(table, [])
  const outcomes = writes.outcomes.filter((outcome) => outcome.ref.place === 'outcomes')
  return [
    ...TABLE_ORDER.flatMap((table) => {
      const changes = byTable.get(table)
      return changes === undefined ? [] : apart(table, changes, known)
    }),
    ...rowsOf(JOURNAL, writes.journal.map(journalRow)),
    ...rowsOf(OUTCOMES, outcomes.map(outcomeRow)),
  ]
}

interface WrittenRows {
  readonly writer: Writer
  readonly rows: Row[]
}

/** Rows that are there already are moved, without what of them stays. */
function apart(table: Table, changes: readonly Change[], known: KnownRows): WrittenRows[] {
  const mover = MOVERS[table]
  if (mover === undefined) return [{ writer: WRITERS[table], rows: changes.map(rowOf) }]
  const fresh: Row[] = []
  const whole: Row[] = []
  const often: Row[] = []
  for (const change of changes) {
    const before = 'id' in change.row ? known.get(String(change.row.id)) : undefined
    if (before === undefined) fresh.push(rowOf(change))
    else if (isSameBut(mover, before, change.row)) often.push(oftenRow(mover, change.row))
    else whole.push(rowOf(change))
  }
  return [
    ...rowsOf(WRITERS[table], fresh),
    ...rowsOf(mover.whole, whole),
    ...rowsOf(mover.often, often),
  ]
}

/** Values are never changed in place, so that the same object is the same value. */
function isSameBut({ oftenFields }: Mover, before: object, after: object): boolean {
  const [was, is] = [before as Row, after as Row]
  for (const field of Object.keys(after)) {
    if (was[field] !== is[field] && !oftenFields.has(field)) return false
  }
  return true
}

function oftenRow({ oftenFields }: Mover, after: object): Row {
  const is = after as Row
  const row: Record<string, unknown> = { home_id: is['line'], id: is['id'] }
  for (const [field, column] of oftenFields) row[column] = is[field]
  return row
}

function rowsOf(writer: Writer, rows: Row[]): WrittenRows[] {
  return rows.length === 0 ? [] : [{ writer, rows }]
}

function isRemoval(change: Change): boolean {
  return 'removed' in change && change.removed
}

/**
 * New homes are inserted (a second inserter is refused), known ones move their last instant. In the
 * order in which homes are locked, so that two inserters never wait for each other.
 */
export function homeStatements(writes: GroupWrites, loaded: LoadedGroup): Statement[] {
  const homes = writes.homes.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const fresh = homes.filter((home) => !loaded.knownHomes.has(home.id))
  const known = homes.filter((home) => loaded.knownHomes.has(home.id))
  const statements: Statement[] = []
  if (fresh.length > 0) {
    statements.push({
      name: 'insert_homes',
      text: `insert into homes (home_id, kind, last_at)
        select home_id, kind, $3 from unnest($1::uuid[], $2::text[]) as fresh (home_id, kind)`,
      values: [fresh.map((one) => one.id), fresh.map((one) => one.kind), String(writes.now)],
    })
  }
  if (known.length > 0) {
    statements.push({
      name: 'touch_homes',
      text: `update homes set last_at = $2, version = version + 1 where home_id = any ($1::uuid[])`,
      values: [uuids(known.map((one) => one.id)), String(writes.now)],
    })
  }
  return statements
}

function removal(change: Change): Statement {
  if (change.table === 'finds') {
    return {
      name: 'remove_find',
      // Another home may have taken it over.
      text: 'delete from finds where kind = $1 and value = $2 and home_id = $3',
      values: [change.row.kind, change.row.value, change.row.home.id],
    }
  }
  if (change.table === 'passkeys') {
    return {
      name: 'remove_passkey',
      text: 'delete from passkeys where home_id = $1 and id = $2',
      values: [change.row.account, change.row.id],
    }
  }
  if (change.table === 'waiting_notices') {
    return {
      name: 'remove_waiting_notice',
      text: 'delete from waiting_notices where home_id = $1 and id = $2',
      values: [change.row.account, change.row.id],
    }
  }
  if (change.table === 'search_keys') {
    return {
      name: 'remove_search_key',
      text: 'delete from search_keys where kind = $1 and value = $2 and home_id = $3',
      values: [change.row.kind, change.row.value, change.row.home.id],
    }
  }
  if (change.table === 'sign_ins') {
    return {
      name: 'remove_sign_in',
      text: 'delete from sign_ins where home_id = $1 and id = $2',
      values: [change.row.account, change.row.id],
    }
  }
  if (change.table === 'mailboxes') {
    return {
      name: 'remove_mailbox',
      text: 'delete from mailboxes where home_id = $1',
      values: [change.row.id],
    }
  }
  if (change.table === 'person_keys') {
    return {
      name: 'remove_person_key',
      text: 'delete from person_keys where home_id = $1 and person_id = $2',
      values: [change.row.home.id, change.row.person],
    }
  }
  if (change.table === 'sealed_texts') {
    return {
      name: 'remove_sealed_text',
      text: 'delete from sealed_texts where home_id = $1 and person_id = $2 and kind = $3',
      values: [change.row.home.id, change.row.person, change.row.kind],
    }
  }
  throw new TypeError(`rows of ${change.table} are never removed`)
}

function journalRow(entry: JournalEntry): Row {
  return {
    home_id: entry.home.id,
    id: entry.id,
    at: entry.at,
    command: entry.command,
    channel: entry.origin.channel,
    actor: entry.origin.actor,
    key: entry.origin.key,
    events: entry.events,
  }
}

function outcomeRow(outcome: RememberedOutcome): Row {
  return {
    home_id: outcome.ref.home.id,
    actor: outcome.ref.actor,
    key: outcome.ref.key,
    command: outcome.command,
    fingerprint: outcome.fingerprint,
    outcome: outcome.outcome,
    at: outcome.at,
  }
}

/** graphile-worker's own bulk function, in the same transaction. */
function enqueue(writes: GroupWrites): Statement {
  const specs = writes.jobs.map((job) => ({ identifier: job.task, payload: toJson(job.payload) }))
  return {
    name: 'enqueue',
    text: `select count(*) from graphile_worker.add_jobs(
      (select array_agg(json_populate_record(null::graphile_worker.job_spec, spec))
       from json_array_elements($1::json) as spec))`,
    values: [JSON.stringify(specs)],
  }
}
