/**
 * Whom a leak concerns, read from the journal and the tables: ids and kinds, no text. One look,
 * asked rarely; it may take seconds on a large database.
 */
import type pg from 'pg'
import type { BreachReads } from '../../app/breach/reads.ts'
import {
  DATA_KINDS,
  kindsIn,
  kindsSeenBy,
  LEAK_TABLES,
  SEEING_COMMANDS,
  type Affected,
  type DataKind,
  type LeakSpan,
  type LeakTable,
} from '../../domain/breach/breach.ts'

const SQL = {
  staff: `select 'staff:' || home_id as actor from staff where name = $1`,
  shop: `select 'staff:' || home_id as actor from staff where shop_id = $1`,
  api_key: `select 'api_key:' || id as actor, scopes from api_keys where name = $1`,
  /** Of whom something was opened, with the line and account that each home leads to. */
  seen: `select distinct journal.command, journal.home_id as home,
      coalesce(lines.home_id, calls.line_id) as line,
      coalesce(accounts.home_id, lines.holder_id) as account
    from journal
      left join accounts on accounts.home_id = journal.home_id
      left join calls on calls.home_id = journal.home_id
      left join lines on lines.home_id = coalesce(calls.line_id, journal.home_id)
    where journal.at >= $1 and journal.at < $2 and journal.actor = any ($3)
      and journal.command = any ($4)`,
  persons: `select null::uuid as line, home_id as account, null::uuid as guest from accounts
      where created_at < $1
    union select null, null, person_id from person_keys
      where not exists (select from accounts where accounts.home_id = person_keys.home_id)`,
  orders: `select distinct lines.home_id as line, lines.holder_id as account, null::uuid as guest
    from orders join lines on lines.home_id = orders.home_id where orders.placed_at < $1`,
  calls: `select distinct calls.line_id as line, lines.holder_id as account, null::uuid as guest
    from calls left join lines on lines.home_id = calls.line_id where calls.started_at < $1`,
  identity_checks: `select distinct lines.home_id as line, lines.holder_id as account,
      null::uuid as guest
    from identity_checks join lines on lines.home_id = identity_checks.home_id
    where identity_checks.at < $1`,
  usage: `select home_id as line, holder_id as account, null::uuid as guest from lines
    where created_at < $1`,
} as const

const OF_SCOPE: Readonly<Record<string, LeakTable>> = {
  'lines:read': 'usage',
  'usage:read': 'usage',
  'orders:read': 'orders',
}

interface Row {
  readonly line: string | null
  readonly account: string | null
  readonly guest?: string | null
  readonly command?: string
}

export function createBreachReads(pool: pg.Pool): BreachReads {
  const rowsOf = async (sql: string, values: readonly unknown[]) =>
    (await pool.query<Row>(sql, [...values])).rows

  async function inTables(
    tables: readonly LeakTable[],
    { until, keysToo }: { readonly until: LeakSpan['until']; readonly keysToo: boolean },
  ): Promise<Affected> {
    const rows: Row[] = []
    for (const table of tables) rows.push(...(await rowsOf(SQL[table], [until.toString()])))
    return gathered(rows, kindsIn(tables, keysToo))
  }

  async function seenBy(actors: readonly string[], span: LeakSpan): Promise<Affected> {
    const { from, until } = span
    const given = [from.toString(), until.toString(), actors, SEEING_COMMANDS]
    const rows = await rowsOf(SQL.seen, given)
    return gathered(
      rows,
      rows.flatMap(({ command = '' }) => kindsSeenBy(command)),
    )
  }

  async function actorsOf(sql: string, name: string): Promise<readonly string[]> {
    const { rows } = await pool.query<{ actor: string }>(sql, [name])
    return rows.map(({ actor }) => actor)
  }

  async function byKey(name: string, { until }: LeakSpan): Promise<Affected | null> {
    const { rows } = await pool.query<{ scopes: readonly string[] }>(SQL.api_key, [name])
    if (rows.length === 0) return null
    const tables = rows.flatMap(({ scopes }) => scopes.flatMap((scope) => OF_SCOPE[scope] ?? []))
    return inTables([...new Set(tables)], { until, keysToo: false })
  }

  return {
    async affected(leak, span) {
      const { until } = span
      switch (leak.kind) {
        case 'table':
          return inTables([leak.table], { until, keysToo: leak.keysToo })
        case 'backup':
          return inTables(LEAK_TABLES, { until, keysToo: leak.keysToo })
        case 'api_key':
          return byKey(leak.name, span)
        case 'staff':
        case 'shop': {
          const name = leak.kind === 'staff' ? leak.name : leak.shop
          const actors = await actorsOf(SQL[leak.kind], name)
          return actors.length === 0 ? null : seenBy(actors, span)
        }
      }
    },
    async linesUnheld({ accounts, lines }) {
      const { rows } = await pool.query<{ count: string }>(
        `select count(*) from unnest($1::uuid[]) as line (id)
         where not exists (select from lines
           where lines.home_id = line.id and lines.holder_id = any ($2::uuid[]))`,
        [lines, accounts],
      )
      return Number(rows[0]?.count ?? 0)
    },
  }
}

function gathered(rows: readonly Row[], kinds: readonly DataKind[]): Affected {
  const each = (of: (row: Row) => string | null | undefined) =>
    [...new Set(rows.flatMap((row) => of(row) ?? []))].toSorted()
  return {
    accounts: each(({ account }) => account),
    lines: each(({ line }) => line),
    guests: each(({ guest }) => guest),
    kinds: DATA_KINDS.filter((kind) => kinds.includes(kind)),
  }
}
