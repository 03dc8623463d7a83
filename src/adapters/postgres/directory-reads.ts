/** What is looked up about reports and the directory, over PostgreSQL: one statement a question. */
import type pg from 'pg'
import { CONFIRMED_REPORTS_MAX, type DirectoryReads } from '../../app/directory-reads.ts'
import { THE_BOOK } from '../../domain/bill/book.ts'
import type { DirectoryChanges } from '../../domain/directory/changes.ts'
import { asAway } from './away.ts'
import { directoryEntryOf, reportOf } from './rows/caution-rows.ts'
import type { Row } from './rows/table.ts'

const SQL = {
  report: 'select * from reports where home_id = $1',
  reports_waiting: `select * from reports where state_kind = 'waiting'
    order by at, home_id limit $1`,
  reports_confirmed: `select * from reports where state_kind = 'confirmed'
    order by at desc, home_id desc limit $1`,
  reports_naming: 'select * from reports where names && $1::text[] order by at, home_id limit $2',
  edited_entries: 'select * from directory_entries where home_id = $1 order by id collate "C"',
  confirmed_keys: `select distinct key collate "C" as key from
      (select state from reports where state_kind = 'confirmed'
        order by at desc, home_id desc limit $1) as confirmed,
      jsonb_array_elements_text(confirmed.state -> 'keys') as key
    order by key`,
} as const

type Client = pg.Pool | pg.PoolClient

async function ask(
  client: Client,
  name: keyof typeof SQL,
  values: unknown[],
): Promise<readonly Row[]> {
  try {
    return (await client.query<Row>({ name: `read_${name}`, text: SQL[name], values })).rows
  } catch (fault) {
    throw asAway(fault)
  }
}

export async function loadDirectoryChanges(client: Client): Promise<DirectoryChanges> {
  const edited = await ask(client, 'edited_entries', [THE_BOOK])
  const confirmed = await ask(client, 'confirmed_keys', [CONFIRMED_REPORTS_MAX])
  return {
    edited: edited.map(directoryEntryOf),
    confirmed: confirmed.map((row) => row['key'] as string),
  }
}

export function createDirectoryReads(pool: pg.Pool): DirectoryReads {
  return {
    async report(id) {
      const [row] = await ask(pool, 'report', [id])
      return row === undefined ? null : reportOf(row)
    },
    reportsWaiting: async (limit) => (await ask(pool, 'reports_waiting', [limit])).map(reportOf),
    reportsConfirmed: async (limit) =>
      (await ask(pool, 'reports_confirmed', [limit])).map(reportOf),
    reportsNaming: async (keys, limit) =>
      (await ask(pool, 'reports_naming', [keys, limit])).map(reportOf),
    directoryChanges: () => loadDirectoryChanges(pool),
  }
}
