/**
 * What the sandbox provider remembers, in one SQLite file: Stripe objects as they are on the wire,
 * idempotency keys, webhooks still to be delivered, acts due later. Written before answered, so a
 * kill of the process between two answers loses nothing; the disk is not waited for (WAL,
 * synchronous NORMAL), so a power cut may lose the last moments. It knows no rule of payments.
 */
import { DatabaseSync, type SQLInputValue } from 'node:sqlite'
import { createGroups } from './groups.ts'

/** Any object on the wire: an id, its kind, its second of creation, and the rest. */
export interface WireObject {
  readonly id: string
  readonly object: string
  readonly created: number
}

export interface ListFilter {
  readonly kind: string
  readonly parent?: string | null
  readonly type?: string | null
  readonly createdMin?: number
  readonly createdMax?: number
  readonly startingAfter?: string | null
  readonly endingBefore?: string | null
  readonly limit: number
}

export interface Delivery {
  readonly seq: number
  readonly lane: string
  readonly eventId: string
  readonly attempts: number
  /** Real time, not the sandbox clock: a network knows no other. */
  readonly enqueuedMs: number
}

/** Something that happens to a checkout, payment or refund later, by the sandbox clock. */
export interface Act {
  readonly seq: number
  readonly session: string
  readonly deed: string
}

export type Store = ReturnType<typeof openStore>

const SCHEMA = `
  create table if not exists objects (
    seq integer primary key autoincrement,
    id text not null unique,
    kind text not null,
    type text,
    parent text,
    created integer not null,
    open_until integer,
    body text not null,
    private text
  ) strict;
  create index if not exists objects_by_kind on objects (kind, seq);
  create index if not exists objects_by_parent on objects (parent, kind) where parent is not null;
  create index if not exists objects_open on objects (open_until) where open_until is not null;
  create table if not exists keys (
    key text primary key,
    input text not null,
    status integer not null,
    body text not null,
    created integer not null
  ) strict;
  create index if not exists keys_by_created on keys (created);
  create table if not exists deliveries (
    seq integer primary key autoincrement,
    lane text not null,
    event text not null,
    due_ms integer not null,
    attempts integer not null default 0,
    enqueued_ms integer not null,
    ended text
  ) strict;
  create index if not exists deliveries_due on deliveries (due_ms, seq) where ended is null;
  create table if not exists acts (
    seq integer primary key autoincrement,
    session text not null,
    deed text not null,
    due_ms integer not null
  ) strict;
  create index if not exists acts_due on acts (due_ms);
  create table if not exists quirks (
    session text not null,
    quirk text not null,
    times integer not null,
    primary key (session, quirk)
  ) strict;
  create table if not exists settings (name text primary key, value text not null) strict;
`

/** Few, because the disk is waited for at each: forty megabytes of log between two. */
const CHECKPOINT_PAGES = 10_000

export function openStore(path: string) {
  const database = new DatabaseSync(path)
  database.exec(
    `pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000;
     pragma wal_autocheckpoint = ${CHECKPOINT_PAGES}`,
  )
  database.exec(SCHEMA)
  const prepared = new Map<string, ReturnType<DatabaseSync['prepare']>>()
  const sql = (text: string) => {
    const known = prepared.get(text)
    if (known !== undefined) return known
    const fresh = database.prepare(text)
    prepared.set(text, fresh)
    return fresh
  }
  /** All of it or none of it; everything inside is synchronous, so acts never interleave. */
  function transaction<Value>(act: () => Value): Value {
    database.exec('begin immediate')
    try {
      const value = act()
      database.exec('commit')
      return value
    } catch (error) {
      database.exec('rollback')
      throw error
    }
  }
  return {
    ...objectStatements(sql),
    ...bookStatements(sql),
    ...keyStatements(sql),
    ...deliveryStatements(sql),
    ...actStatements(sql),
    ...settingStatements(sql),
    ...createGroups({ exec: (text) => database.exec(text), transaction }),
    transaction,

    close(): void {
      database.close()
    },
  }
}

type Sql = (text: string) => ReturnType<DatabaseSync['prepare']>

function objectStatements(sql: Sql) {
  return {
    /** A parent not named stays as it was; null takes it away. */
    put(
      object: WireObject,
      about: {
        readonly parent?: string | null
        readonly type?: string | null
        readonly openUntil?: number | null
      } = {},
    ): void {
      sql(
        `insert into objects (id, kind, type, parent, created, open_until, body)
         values (?, ?, ?, ?, ?, ?, ?)
         on conflict (id) do update set
           body = excluded.body, open_until = excluded.open_until,
           parent = case when ? then excluded.parent else objects.parent end`,
      ).run(
        object.id,
        object.object,
        about.type ?? null,
        about.parent ?? null,
        object.created,
        about.openUntil ?? null,
        JSON.stringify(object),
        about.parent === undefined ? 0 : 1,
      )
    },

    /** Whoever names a kind of object has asked for an id that only such an object has. */
    get<Kind extends WireObject = WireObject>(id: string): Kind | null {
      const row = sql('select body from objects where id = ?').get(id)
      return row === undefined ? null : (JSON.parse(String(row['body'])) as Kind)
    },

    /** What the provider knows of an object and does not show on the wire. */
    setPrivate(id: string, value: unknown): void {
      sql('update objects set private = ? where id = ?').run(JSON.stringify(value), id)
    },

    getPrivate(id: string): unknown {
      const row = sql('select private from objects where id = ?').get(id)
      const text = row?.['private']
      return typeof text === 'string' ? JSON.parse(text) : null
    },

    /** The newest first, as Stripe lists. */
    list(filter: ListFilter): WireObject[] {
      const { where, values } = conditions(filter)
      const forward = typeof filter.endingBefore === 'string'
      const rows = sql(
        `select body from objects where ${where} order by seq ${forward ? 'asc' : 'desc'} limit ?`,
      ).all(...values, filter.limit)
      const found = rows.map((row) => JSON.parse(String(row['body'])) as WireObject)
      return forward ? found.toReversed() : found
    },
  }
}

function bookStatements(sql: Sql) {
  return {
    openSince(untilSeconds: number): string[] {
      return sql('select id from objects where open_until <= ? order by open_until, seq')
        .all(untilSeconds)
        .map((row) => String(row['id']))
    },

    /** What all movements of the book come to, after fees, in yen. */
    balance(): number {
      const row = sql(
        `select coalesce(sum(body ->> '$.net'), 0) as net from objects
         where kind = 'balance_transaction'`,
      ).get()
      return Number(row?.['net'])
    },

    anyOpen(): boolean {
      return sql('select 1 from objects where open_until is not null limit 1').get() !== undefined
    },
  }
}

function conditions(filter: ListFilter): { where: string; values: SQLInputValue[] } {
  const parts = ['kind = ?']
  const values: SQLInputValue[] = [filter.kind]
  const and = (part: string, value: SQLInputValue | null | undefined): void => {
    if (value === null || value === undefined) return
    parts.push(part)
    values.push(value)
  }
  and('parent = ?', filter.parent)
  and('type = ?', filter.type)
  and('created >= ?', filter.createdMin)
  and('created <= ?', filter.createdMax)
  and('seq < (select seq from objects where id = ?)', filter.startingAfter)
  and('seq > (select seq from objects where id = ?)', filter.endingBefore)
  return { where: parts.join(' and '), values }
}

export interface RememberedAnswer {
  readonly input: string
  readonly status: number
  readonly body: string
}

function keyStatements(sql: Sql) {
  return {
    answerOf(key: string): RememberedAnswer | null {
      const row = sql('select input, status, body from keys where key = ?').get(key)
      if (row === undefined) return null
      return {
        input: String(row['input']),
        status: Number(row['status']),
        body: String(row['body']),
      }
    },

    remember(key: string, answer: RememberedAnswer, createdSeconds: number): void {
      sql('insert into keys (key, input, status, body, created) values (?, ?, ?, ?, ?)').run(
        key,
        answer.input,
        answer.status,
        answer.body,
        createdSeconds,
      )
    },

    forgetKeysBefore(createdSeconds: number): void {
      sql('delete from keys where created < ?').run(createdSeconds)
    },
  }
}

function deliveryStatements(sql: Sql) {
  return {
    enqueue(lane: string, eventId: string, nowMs: number): void {
      sql('insert into deliveries (lane, event, due_ms, enqueued_ms) values (?, ?, ?, ?)').run(
        lane,
        eventId,
        nowMs,
        nowMs,
      )
    },

    dueDeliveries(nowMs: number, limit: number): Delivery[] {
      return sql(
        `select seq, lane, event, attempts, enqueued_ms from deliveries
         where ended is null and due_ms <= ? order by due_ms, seq limit ?`,
      )
        .all(nowMs, limit)
        .map((row) => ({
          seq: Number(row['seq']),
          lane: String(row['lane']),
          eventId: String(row['event']),
          attempts: Number(row['attempts']),
          enqueuedMs: Number(row['enqueued_ms']),
        }))
    },

    nextDeliveryMs(): number | null {
      const row = sql('select min(due_ms) as due from deliveries where ended is null').get()
      return row?.['due'] === null || row === undefined ? null : Number(row['due'])
    },

    endDelivery(seq: number, how: 'delivered' | 'given-up'): void {
      sql('update deliveries set ended = ?, attempts = attempts + 1 where seq = ?').run(how, seq)
    },

    postpone(seq: number, dueMs: number): void {
      sql('update deliveries set due_ms = ?, attempts = attempts + 1 where seq = ?').run(dueMs, seq)
    },

    /** Everything waiting becomes due: a new address, or a release after a hold. */
    hasten(nowMs: number): void {
      sql('update deliveries set due_ms = ? where ended is null').run(nowMs)
    },

    recentDeliveries(limit: number): unknown[] {
      return sql(
        `select d.seq, d.event, o.type, d.attempts, coalesce(d.ended, 'waiting') as state
         from deliveries d join objects o on o.id = d.event order by d.seq desc limit ?`,
      ).all(limit)
    },
  }
}

function actStatements(sql: Sql) {
  // Nearly always none, and asked after at every call.
  const armed = new Set(
    sql('select session, quirk from quirks where times > 0')
      .all()
      .map((row) => `${String(row['session'])} ${String(row['quirk'])}`),
  )
  return {
    schedule(session: string, deed: string, dueMs: number): void {
      sql('insert into acts (session, deed, due_ms) values (?, ?, ?)').run(session, deed, dueMs)
    },

    dueActs(nowMs: number): Act[] {
      return sql('select seq, session, deed from acts where due_ms <= ? order by due_ms, seq')
        .all(nowMs)
        .map((row) => ({
          seq: Number(row['seq']),
          session: String(row['session']),
          deed: String(row['deed']),
        }))
    },

    anyAct(): boolean {
      return sql('select 1 from acts limit 1').get() !== undefined
    },

    dropActs(session: string): void {
      sql('delete from acts where session = ?').run(session)
    },

    dropAct(seq: number): void {
      sql('delete from acts where seq = ?').run(seq)
    },

    /** The empty session stands for every session. */
    setQuirk(session: string, quirk: string, times: number): void {
      sql('insert or replace into quirks (session, quirk, times) values (?, ?, ?)').run(
        session,
        quirk,
        times,
      )
      armed.add(`${session} ${quirk}`)
    },

    /** True once per time that was asked for. */
    takeQuirk(session: string, quirk: string): boolean {
      if (!armed.has(`${session} ${quirk}`)) return false
      const taken = sql(
        'update quirks set times = times - 1 where session = ? and quirk = ? and times > 0',
      ).run(session, quirk)
      return taken.changes > 0
    },
  }
}

/** Settings are read at every call and this process alone writes them, so they are remembered. */
function settingStatements(sql: Sql) {
  const known = new Map<string, string | null>()
  return {
    setting(name: string): string | null {
      const remembered = known.get(name)
      if (remembered !== undefined) return remembered
      const row = sql('select value from settings where name = ?').get(name)
      const value = row === undefined ? null : String(row['value'])
      known.set(name, value)
      return value
    },

    setSetting(name: string, value: string): void {
      sql('insert or replace into settings (name, value) values (?, ?)').run(name, value)
      known.set(name, value)
    },
  }
}
