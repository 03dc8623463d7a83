/**
 * The audit's tables over PostgreSQL (migration 0010). Whoever adds to the chains holds the row of
 * `audit_progress` until the commit; verifying reads one snapshot and locks nothing.
 */
import type pg from 'pg'
import type { AuditBook, AuditProgress, AuditStore, HeldChains } from '../../app/audit/ports.ts'
import type { AuditEntry } from '../../domain/audit/entry.ts'
import type { SignedHead } from '../../domain/audit/head.ts'
import type { Instant } from '../../domain/basics/time.ts'
import { asAway } from './away.ts'
import { connected } from './pool.ts'
import {
  bytesOf,
  entryAndRowOf,
  headOf,
  JOURNAL_FIELDS,
  AGREEMENT_FIELDS,
  subjectOf,
} from './rows/audit-rows.ts'
import type { Row } from './rows/table.ts'

const subjectsIn = (where: string) => `
  (select 'journal' as kind, home_id, id, at, ${JOURNAL_FIELDS} as fields
    from journal as subject where ${where} and not exists (select from audit_entries
      where home_id = subject.home_id and kind = 'journal' and subject_id = subject.id))
  union all
  (select 'agreement', home_id, id, at, ${AGREEMENT_FIELDS}
    from agreements as subject where ${where} and not exists (select from audit_entries
      where home_id = subject.home_id and kind = 'agreement' and subject_id = subject.id))`

const SQL = {
  // A look must cost what it finds, not what there is, whatever the statistics say of the tables.
  look_ups_only: `select set_config(name, 'off', true)
    from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) as name`,
  begin_progress: 'insert into audit_progress default values on conflict (only_row) do nothing',
  progress: 'select * from audit_progress for update skip locked',
  keep_progress: `update audit_progress set looked_from = $1, settled_until = $2, mark_until = $3,
    mark_seen_at = $4, next_at = $5, entries = $6`,
  now: 'select clock_timestamp() as at',
  // Also what waits between two statements; its own transaction began later.
  open_since: `select from pg_stat_activity where datname = current_database()
    and backend_type = 'client backend' and pid <> pg_backend_pid()
    and xact_start <= $1::timestamptz limit 1`,
  first_record: `select least((select min(at) from journal), (select min(at) from agreements))
    as at`,
  unchained: `select * from (${subjectsIn('at >= $1::timestamptz and at < $2::timestamptz')})
    as subject order by at, id limit $3`,
  unchained_before: `select * from (${subjectsIn('at < $1::timestamptz')})
    as subject order by at, id limit $2`,
  ends: `select one.* from unnest($1::uuid[]) as wanted (id)
    cross join lateral (select home_id, seq, hash from audit_entries
      where home_id = wanted.id order by seq desc limit 1) as one`,
  append: `insert into audit_entries
      (home_id, seq, at, kind, subject_id, subject_at, digest, hash)
    select * from unnest($1::uuid[], $2::bigint[], $3::timestamptz[], $4::text[], $5::uuid[],
      $6::timestamptz[], $7::bytea[], $8::bytea[])`,
  // From home to home by the key: entries between are not read.
  ends_after: `with recursive home (id) as (
      (select home_id from audit_entries where $1::uuid is null or home_id > $1
        order by home_id limit 1)
      union all
      select (select home_id from audit_entries where home_id > home.id order by home_id limit 1)
      from home where id is not null)
    select one.* from (select id from home where id is not null limit $2) as wanted
    cross join lateral (select home_id, seq, hash from audit_entries
      where home_id = wanted.id order by seq desc limit 1) as one order by one.home_id`,
  heads: 'select * from audit_heads order by day',
  last_head: 'select * from audit_heads order by day desc limit 1',
  keep_head: `insert into audit_heads (day, at, chains, entries, root, previous, signature)
    values ($1, $2, $3, $4, $5, $6, $7)`,
  // A record whose instant was changed is found too, only more slowly.
  entries_after: `select entry.*, coalesce(journal.id, moved.id, agreement.id) as id,
      coalesce(journal.at, moved.at, agreement.at) as row_at,
      coalesce(journal.fields, moved.fields, agreement.fields) as fields
    from (select * from audit_entries
      where $1::uuid is null or (home_id, seq) > ($1::uuid, $2::bigint)
      order by home_id, seq limit $3) as entry
    left join lateral (select id, at, ${JOURNAL_FIELDS} as fields from journal as subject
      where entry.kind = 'journal' and home_id = entry.home_id and id = entry.subject_id
        and at = entry.subject_at) as journal on true
    left join lateral (select id, at, ${JOURNAL_FIELDS} as fields from journal as subject
      where entry.kind = 'journal' and journal.id is null and home_id = entry.home_id
        and id = entry.subject_id limit 1) as moved on true
    left join lateral (select id, at, ${AGREEMENT_FIELDS} as fields from agreements as subject
      where entry.kind = 'agreement' and home_id = entry.home_id
        and id = entry.subject_id) as agreement on true
    order by entry.home_id, entry.seq`,
  first_entry: 'select min(at) as at from audit_entries',
} as const

type Ask = (name: keyof typeof SQL, values?: readonly unknown[]) => Promise<readonly Row[]>

export function createAudit(pool: pg.Pool): AuditStore {
  return {
    hold: (work) =>
      inTransaction(pool, 'begin', async (ask) => {
        await ask('look_ups_only')
        await ask('begin_progress')
        const [row] = await ask('progress')
        return row === undefined ? null : work(heldChains(ask, progressOf(row)))
      }),
    read: (work) =>
      inTransaction(pool, 'begin isolation level repeatable read read only', (ask) =>
        work(auditBook(ask)),
      ),
  }
}

async function inTransaction<Answer>(
  pool: pg.Pool,
  begin: string,
  work: (ask: Ask) => Promise<Answer>,
): Promise<Answer> {
  const client = await connected(pool)
  let isGood = false
  try {
    await client.query(begin)
    const answer = await work(
      async (name, values = []) => (await client.query(SQL[name], [...values])).rows as Row[],
    )
    await client.query('commit')
    isGood = true
    return answer
  } catch (fault) {
    throw asAway(fault)
  } finally {
    // A connection thrown away takes its transaction with it.
    client.release(!isGood)
  }
}

function heldChains(ask: Ask, progress: AuditProgress): HeldChains {
  return {
    progress,
    keepProgress: async ({ lookedFrom, settledUntil, mark, nextAt, entries }) =>
      void (await ask('keep_progress', [
        textOf(lookedFrom),
        textOf(settledUntil),
        textOf(mark?.until),
        textOf(mark?.seenAt),
        textOf(nextAt),
        entries,
      ])),
    databaseNow: async () => instantOf(await ask('now')) as Instant,
    isOpenSince: async (at) => (await ask('open_since', [at.toString()])).length > 0,
    firstRecordAt: async () => instantOf(await ask('first_record')),
    async unchained({ from, until, limit }) {
      const end = until?.toString() ?? 'infinity'
      return (await ask('unchained', [from.toString(), end, limit])).map(subjectOf)
    },
    async ends(homes) {
      const rows = await ask('ends', [homes])
      return new Map(rows.map((row) => [row['home_id'] as string, endOf(row)]))
    },
    append: async (entries) => void (await ask('append', columnsOf(entries))),
    async endsAfter(home, limit) {
      const rows = await ask('ends_after', [home, limit])
      return rows.map((row) => ({ home: row['home_id'] as string, ...endOf(row) }))
    },
    async lastHead() {
      const [row] = await ask('last_head')
      return row === undefined ? null : headOf(row)
    },
    keepHead: async (head) => void (await ask('keep_head', headValues(head))),
  }
}

function auditBook(ask: Ask): AuditBook {
  return {
    async entriesAfter(place, limit) {
      const after = [place?.home ?? null, place?.seq ?? null]
      return (await ask('entries_after', [...after, limit])).map(entryAndRowOf)
    },
    heads: async () => (await ask('heads')).map(headOf),
    unchainedBefore: async (until, limit) =>
      (await ask('unchained_before', [until.toString(), limit])).map(subjectOf),
    firstEntryAt: async () => instantOf(await ask('first_entry')),
  }
}

function columnsOf(entries: readonly AuditEntry[]): readonly unknown[] {
  return [
    entries.map(({ home }) => home),
    entries.map(({ seq }) => seq),
    entries.map(({ at }) => at.toString()),
    entries.map(({ subject }) => subject.kind),
    entries.map(({ subject }) => subject.id),
    entries.map(({ subject }) => subject.at.toString()),
    entries.map(({ digest }) => bytesOf(digest)),
    entries.map(({ hash }) => bytesOf(hash)),
  ]
}

function headValues(head: SignedHead): readonly unknown[] {
  const { day, at, chains, entries, root, previous, signature } = head
  return [
    day.toString(),
    at.toString(),
    chains,
    entries,
    bytesOf(root),
    previous === null ? null : bytesOf(previous),
    bytesOf(signature),
  ]
}

function progressOf(row: Row): AuditProgress {
  const until = row['mark_until'] as Instant | null
  const seenAt = row['mark_seen_at'] as Instant | null
  return {
    lookedFrom: row['looked_from'] as Instant | null,
    settledUntil: row['settled_until'] as Instant | null,
    mark: until === null || seenAt === null ? null : { until, seenAt },
    nextAt: row['next_at'] as Instant | null,
    entries: row['entries'] as bigint,
  }
}

function endOf(row: Row) {
  return { seq: row['seq'] as bigint, hash: (row['hash'] as Buffer).toString('hex') }
}

function instantOf([row]: readonly Row[]): Instant | null {
  return (row?.['at'] as Instant | null | undefined) ?? null
}

function textOf(at: Instant | null | undefined): string | null {
  return at?.toString() ?? null
}
